"""A loudspeaker by the machine's own player program, tried before it is believed.

`aplay` without a sound card says so only by its exit code, and pyttsx3 would call that silence a success; so
a loudspeaker counts as there only when a tenth of a second of quiet was really played.
"""

import logging
import shutil
import subprocess
import tempfile
import threading
import wave
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from service.core.errors import WorldError
from voice.playback.clips import Clips, set_format
from voice.script.model import Utterance
from voice.script.timing import length_s
from voice.speech import Voice

log = logging.getLogger(__name__)

PLAYERS: tuple[tuple[str, ...], ...] = (("pw-play",), ("paplay",), ("aplay", "-q"), ("afplay",))
"""PipeWire, PulseAudio, ALSA, macOS: the first that works, so a sound server comes before the bare card."""
TRIAL_RATE_HZ = 22_050
TRIAL_S = 5.0


@dataclass(frozen=True, slots=True)
class Loudspeaker:
    """A player program that has really played something."""

    command: tuple[str, ...]


def find_loudspeaker() -> Loudspeaker:
    """Give the first that works. Raises WorldError saying what was tried and why it did not."""
    reasons = []
    for command in PLAYERS:
        program = shutil.which(command[0])
        if program is None:
            continue
        why = _refusal((program, *command[1:]))
        if why is None:
            return Loudspeaker((program, *command[1:]))
        reasons.append(f"{command[0]}: {why}")
    if not reasons:
        names = ", ".join(command[0] for command in PLAYERS)
        raise WorldError(
            f"No program to play sound was found; any of these will do: {names}.", code="no_player"
        )
    raise WorldError(f"No loudspeaker answers ({'; '.join(reasons)}).", code="no_loudspeaker")


def _refusal(command: tuple[str, ...]) -> str | None:
    """Play a moment of quiet and give the reason why that failed."""
    with tempfile.TemporaryDirectory(prefix="afterrun-sound-") as folder:
        path = Path(folder) / "quiet.wav"
        with wave.open(str(path), "wb") as quiet:
            set_format(quiet, TRIAL_RATE_HZ)
            quiet.writeframes(bytes(TRIAL_RATE_HZ // 10 * 2))
        try:
            done = subprocess.run(  # noqa: S603 - a program of our own list
                [*command, str(path)], capture_output=True, check=False, timeout=TRIAL_S, text=True
            )
        except subprocess.TimeoutExpired:
            return f"no answer in {TRIAL_S:.0f} s"
        except OSError as error:
            return str(error.strerror)
    complaint = done.stderr.strip().splitlines()
    if done.returncode == 0 and not complaint:
        return None
    return complaint[-1] if complaint else f"exit code {done.returncode}"


class ClipSpeaker:
    """Plays clips through a loudspeaker. A clip that cannot be played lasts as long as it would have."""

    def __init__(self, loudspeaker: Loudspeaker, clips: Clips, voice: Voice) -> None:
        self._loudspeaker = loudspeaker
        self._clips = clips
        self._voice = voice
        self._lock = threading.Lock()
        self._stop = threading.Event()

    def say(self, utterance: Utterance, ended: Callable[[], None]) -> None:
        """Play the utterance's clip in a thread of its own."""
        stop = self._renew()
        threading.Thread(target=self._air, args=(utterance, ended, stop), name="airing", daemon=True).start()

    def hush(self) -> None:
        """Cut off what is playing."""
        self._renew()

    def _renew(self) -> threading.Event:
        with self._lock:
            self._stop.set()
            self._stop = threading.Event()
            return self._stop

    def _air(self, utterance: Utterance, ended: Callable[[], None], stop: threading.Event) -> None:
        if not self._play(utterance, stop):
            stop.wait(length_s(utterance, self._voice.words_per_minute))
        if not stop.is_set():
            ended()

    def _play(self, utterance: Utterance, stop: threading.Event) -> bool:
        """Play to the end or until `stop`; say whether it was heard."""
        try:
            path = self._clips.path_of(utterance, self._voice)
            playing = subprocess.Popen(  # noqa: S603 - a program of our own list
                [*self._loudspeaker.command, str(path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        except (WorldError, OSError) as error:
            log.warning("an utterance is only shown: %s", error)
            return False
        threading.Thread(target=_kill_when, args=(stop, playing), name="hush", daemon=True).start()
        code = playing.wait()
        if code != 0 and not stop.is_set():
            log.warning("the loudspeaker stopped working, exit code %d", code)
            return False
        return True


def _kill_when(stop: threading.Event, playing: "subprocess.Popen[bytes]") -> None:
    """End the player program as soon as it is to be silent."""
    while playing.poll() is None:
        if stop.wait(0.5):
            playing.kill()
            return
