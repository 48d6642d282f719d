"""Sessions as MP3, kept for a while: the newest few, so that the folder stays small."""

import shutil
from pathlib import Path

from voice.playback.clips import Clips
from voice.playback.render import render
from voice.script.model import Script
from voice.speech import Voice

KEPT = 8
"""Of some 7 MB MP3 and 40 MB WAV each; ours."""


class Tracks:
    """Renders a session once, under its name."""

    def __init__(self, clips: Clips, voice: Voice, directory: Path) -> None:
        self._clips = clips
        self._voice = voice
        self._directory = directory

    def mp3(self, name: str, script: Script) -> Path:
        """Give the MP3 of the session of this name. Raises WorldError when speech or disk fail."""
        folder = self._directory / name
        found = next(iter(folder.glob("*.mp3")), None)
        if found is not None:
            return found
        self._forget_old()
        made = render(script, self._clips, self._voice, folder)
        made.wav.unlink(missing_ok=True)
        return made.mp3

    def _forget_old(self) -> None:
        if not self._directory.is_dir():
            return
        newest_first = sorted(self._directory.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
        for old in newest_first[KEPT - 1 :]:
            shutil.rmtree(old, ignore_errors=True)
