"""A whole session as one sound file with captions: works on a locked phone, offline, on any loudspeaker.

Every utterance stands at the sample the timeline gives it, and the captions say the same times. The sound
goes to disk as it is made, so a long session needs no more memory than a short one.
"""

import os
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from service.core.errors import WorldError
from voice.playback.clips import Clips, set_format
from voice.playback.track import chapters, playlist, write_mp3
from voice.playback.whole import whole
from voice.script.model import Script, Utterance
from voice.script.webvtt import Airing, captions, timeline
from voice.speech import Voice

_PIECE = 65_536
"""Silence is written in pieces of so many samples."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """Where the session lies, and how long it is."""

    wav: Path
    vtt: Path
    mp3: Path
    playlist: Path
    seconds: float


def render(script: Script, clips: Clips, voice: Voice, directory: Path) -> Rendered:
    """Write the full version as `<routine>.wav`, `.vtt`, `.mp3` with chapters, and `.m3u8`.

    Raises WorldError when speech or disk fail. All are written under other names first, so
    that what stands there is always whole.
    """
    name = script.routine.replace("/", "-").replace(os.sep, "-")
    wav, vtt, mp3, listed = (directory / f"{name}.{kind}" for kind in ("wav", "vtt", "mp3", "m3u8"))
    lengths = _lengths(script, clips, voice)
    airings = tuple(timeline(script, lengths.__getitem__))
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with whole(wav) as temporary:
            seconds = _write_sound(temporary, airings, clips, voice)
        with whole(vtt) as temporary:
            temporary.write_text(captions(airings, script), "utf-8")
        write_mp3(wav, mp3, title=script.title, parts=chapters(script, airings), seconds=seconds)
        with whole(listed) as temporary:
            temporary.write_text(playlist(mp3, title=script.title, seconds=seconds), "utf-8")
    except OSError as error:
        raise WorldError(f"The session cannot be written: {error.strerror}.", code="no_disk") from error
    return Rendered(wav, vtt, mp3, listed, seconds)


def _lengths(script: Script, clips: Clips, voice: Voice) -> dict[Utterance, float]:
    """Make every clip of the full version and give its measured length."""
    lengths: dict[Utterance, float] = {}
    for step in script.steps:
        if not step.easier:
            for utterance in (*step.briefing, *(cue.utterance for cue in step.cues)):
                if utterance not in lengths:
                    lengths[utterance] = clips.clip_for(utterance, voice).seconds
    return lengths


def _write_sound(path: Path, airings: Sequence[Airing], clips: Clips, voice: Voice) -> float:
    """Lay the clips out by sample and give the seconds written."""
    rate_hz = clips.clip_for(airings[0].utterance, voice).rate_hz
    written = 0
    with wave.open(str(path), "wb") as target:
        set_format(target, rate_hz)
        for airing in airings:
            clip = clips.clip_for(airing.utterance, voice)
            if clip.rate_hz != rate_hz:
                raise WorldError("The clips of this session differ in their sample rate.", code="bad_audio")
            gap = max(0, round(airing.start_s * rate_hz) - written)
            _write_silence(target, gap)
            target.writeframes(clip.pcm)
            written += gap + len(clip.pcm) // 2
    return written / rate_hz


def _write_silence(target: wave.Wave_write, count: int) -> None:
    for begin in range(0, count, _PIECE):
        target.writeframes(bytes(2 * min(_PIECE, count - begin)))
