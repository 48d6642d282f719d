"""A microphone that plays a file: what a runner says, at its moments, into Chromium."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Page, sync_playwright

from tests.build.sounds import wav
from tests.build.waiting import PATIENCE_S
from tests.e2e.conftest import CHROMIUM, FLAGS, PHONE
from voice.ears.sound import read_wav
from voice.engines.pyttsx import PyttsxEngine
from voice.speech import Voice

HUMAN = Path(__file__).parents[3] / "shared" / "voice" / "human"
RATE_HZ = 48_000
"""As Chromium wants the file."""


def word(said: str, *, voice: str = "en-gb") -> NDArray[np.float64]:
    """Give a word at 16 kHz: from a person where we have one, else from the speech engine."""
    people = sorted((HUMAN / said).glob("*.wav"))
    if people:
        return read_wav(people[-1].read_bytes()).astype(np.float64)
    clip = PyttsxEngine().synthesize(f"{said.capitalize()}.", Voice(voice, 140))
    return read_wav(wav(np.frombuffer(clip.pcm, "<i2") / 32_768, rate_hz=clip.rate_hz)).astype(np.float64)


def recorded(words: Sequence[tuple[float, NDArray[np.float64]]], path: Path) -> Path:
    """Write what the microphone will hear: each word at its second."""
    whole = np.zeros(round((words[-1][0] + 5) * RATE_HZ))
    for at, said in words:
        loud = np.repeat(said, RATE_HZ // 16_000)
        whole[round(at * RATE_HZ) :][: len(loud)] = loud
    path.write_bytes(wav(np.clip(whole, -1, 1), rate_hz=RATE_HZ))
    return path


@contextmanager
def page_that_hears(file: Path) -> Iterator[Page]:
    """Open Chromium with a microphone that plays `file` once, from when it is switched on."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                *FLAGS,
                "--use-fake-ui-for-media-stream",
                "--use-fake-device-for-media-stream",
                f"--use-file-for-fake-audio-capture={file}%noloop",
            ],
        )
        try:
            page = chromium.new_context(viewport=PHONE, permissions=["microphone"]).new_page()
            page.set_default_timeout(1000 * PATIENCE_S)
            yield page
        finally:
            chromium.close()
