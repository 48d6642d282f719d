"""The rendered session of each plan's first stage, written down by Whisper base and held against its captions.

The sound is taken from the very file, at the times that its WebVTT gives; silences longer than PAUSE_S are
shortened to that, for a recogniser makes words up in silence. LONG=1 for every plan, else the first.
"""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from service.content.loader import load as load_content
from service.core.catalogue import Catalogue, Protocol
from service.core.errors import WorldError
from service.core.routine import Routine, RoutineItem
from tests.bench.measure import Measurement, Skipped
from tests.bench.words import CLIPS, LISTS, PAUSE_S, STRETCH_S, Tally
from tests.build.reader import PARTS, read
from voice.ears.sound import RATE_HZ, read_wav
from voice.engines.cache import SpeechCache
from voice.engines.pyttsx import PyttsxEngine
from voice.phrases.loader import load as load_phrases
from voice.playback.render import render
from voice.script.compile import compile_script
from voice.speech import Voice


@dataclass(frozen=True, slots=True)
class Caption:
    """One caption of a WebVTT file."""

    start_s: float
    end_s: float
    text: str


def measure(*, long: bool) -> Iterator[Measurement]:
    if find_spec(PARTS[0]) is None:
        raise Skipped("Whisper base is not installed")
    catalogue = load_content()
    plans = [one for one in catalogue.protocols.values() if one.phases[0].exercises]
    whole = Tally()
    for protocol in plans if long else plans[:1]:
        tally = _read_back(protocol, catalogue)
        yield Measurement(f"readback.{protocol.id}.errors", 100 * tally.errors / tally.words, "%", bar=12)
        whole.include(tally)
    LISTS.mkdir(exist_ok=True)
    (LISTS / "readback.txt").write_text(whole.listed(), encoding="utf-8")
    yield Measurement("readback.plans", len(plans) if long else 1, "")
    yield Measurement("readback.words", whole.words, "")
    yield Measurement("readback.errors", 100 * whole.errors / whole.words, "%", bar=12)
    yield Measurement("readback.numbers_and_sides", whole.vital, "")
    yield Measurement("readback.numbers_and_sides_lost", whole.vital_lost, "", bar=0)


def _read_back(protocol: Protocol, catalogue: Catalogue) -> Tally:
    items = tuple(RoutineItem(catalogue.exercises[p.exercise], p.dose) for p in protocol.phases[0].exercises)
    script = compile_script(Routine(protocol.id, protocol.id, items), load_phrases())
    engine, tally = PyttsxEngine(), Tally()
    try:
        with tempfile.TemporaryDirectory() as folder:
            done = render(script, SpeechCache(engine, CLIPS), Voice(), Path(folder))
            sound, spoken = read_wav(done.wav.read_bytes()), captions(done.vtt.read_text(encoding="utf-8"))
    except WorldError as wrong:
        raise Skipped(wrong.words) from wrong
    finally:
        engine.close()
    for together in _stretches([one for one in spoken if not one.text.startswith("♪")]):
        tally.add(" ".join(one.text for one in together), read(_without_silences(sound, together)))
    return tally


def captions(vtt: str) -> list[Caption]:
    """Give the captions of a WebVTT text."""
    blocks = (block.split("\n") for block in vtt.split("\n\n") if "-->" in block)
    split = ((times.split(" --> "), text) for times, text in blocks)
    return [Caption(_seconds(begin), _seconds(end), text) for (begin, end), text in split]


def _seconds(clock: str) -> float:
    hours, minutes, seconds = clock.strip().split(":")
    return 3600 * int(hours) + 60 * int(minutes) + float(seconds)


def _stretches(spoken: Sequence[Caption]) -> Iterator[list[Caption]]:
    """Give as many captions in order as fit into STRETCH_S, their silences shortened."""
    rest = iter(spoken)
    together = list(islice(rest, 1))
    for one in rest:
        if sum(c.end_s - c.start_s + PAUSE_S for c in (*together, one)) > STRETCH_S:
            yield together
            together = []
        together.append(one)
    yield together


def _without_silences(sound: NDArray[np.float32], together: Sequence[Caption]) -> NDArray[np.float32]:
    pause = np.zeros(round(PAUSE_S * RATE_HZ), dtype=np.float32)
    cut = (sound[round(one.start_s * RATE_HZ) : round(one.end_s * RATE_HZ)] for one in together)
    return np.concatenate([pause, *(part for piece in cut for part in (piece, pause))])
