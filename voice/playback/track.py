"""A rendered session as one MP3 with a chapter for each exercise, and a playlist: for a locked phone, a speaker, a car.

MP3 because every player knows it; 64 kbit/s mono is 7 MB for a quarter of an hour. Chapters are ID3's own
(CHAP and CTOC frames).
"""

import wave
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import lameenc
from mutagen.id3 import CHAP, CTOC, ID3, TALB, TIT2, CTOCFlags

from service.core.errors import WorldError
from voice.playback.whole import whole
from voice.script.model import Kind, Script
from voice.script.webvtt import Airing

BIT_RATE_KBPS = 64
_PIECE = 65_536
_FASTEST = 7
"""LAME's quality 2 is its best and 7 its fastest: speech sounds the same, in a fifth of the time. Ours."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the session that one may jump to."""

    title: str
    start_s: float


def chapters(script: Script, airings: Iterable[Airing]) -> tuple[Chapter, ...]:
    """Give one chapter for each exercise, where its first words begin, and one for the end."""
    found: list[Chapter] = []
    last: tuple[int, bool] | None = None
    for airing in airings:
        step = script.steps[airing.step]
        here = step.item, step.kind is Kind.END
        if step.kind is not Kind.REST and here != last:
            found.append(Chapter(step.title, airing.start_s))
            last = here
    return tuple(found)


def write_mp3(wav: Path, mp3: Path, *, title: str, parts: Sequence[Chapter], seconds: float) -> None:
    """Write the sound of `wav` as an MP3 with its chapters. Raises WorldError when the disk fails."""
    try:
        with whole(mp3) as temporary:
            _encode(wav, temporary)
            _tag(temporary, title, parts, seconds)
    except OSError as error:
        raise WorldError(f"The session cannot be written: {error.strerror}.", code="no_disk") from error


def playlist(mp3: Path, *, title: str, seconds: float) -> str:
    """Give an extended M3U with this one track."""
    return f"#EXTM3U\n#EXTINF:{round(seconds)},{title}\n{mp3.name}\n"


def _encode(wav: Path, target: Path) -> None:
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_bit_rate(BIT_RATE_KBPS)
    encoder.set_channels(1)
    encoder.set_quality(_FASTEST)
    with wave.open(str(wav), "rb") as source, target.open("wb") as written:
        encoder.set_in_sample_rate(source.getframerate())
        while piece := source.readframes(_PIECE):
            written.write(encoder.encode(piece))
        written.write(encoder.flush())


def _tag(mp3: Path, title: str, parts: Sequence[Chapter], seconds: float) -> None:
    tags = ID3()
    tags.add(TIT2(encoding=3, text=[title]))
    tags.add(TALB(encoding=3, text=["Afterrun"]))
    names = [f"chp{number}" for number in range(len(parts))]
    flags = CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED
    tags.add(CTOC(element_id="toc", flags=flags, child_element_ids=names, sub_frames=[]))
    ends = [part.start_s for part in parts[1:]] + [seconds]
    for name, part, end_s in zip(names, parts, ends, strict=True):
        spoken = TIT2(encoding=3, text=[part.title])
        start_ms, end_ms = round(part.start_s * 1000), round(end_s * 1000)
        tags.add(CHAP(element_id=name, start_time=start_ms, end_time=end_ms, sub_frames=[spoken]))
    tags.save(mp3)
