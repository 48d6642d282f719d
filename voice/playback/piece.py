"""A stretch of a session as one MP3: for a loudspeaker that plays what it is given and asks for the next."""

from collections.abc import Iterable
from pathlib import Path

import lameenc

from service.core.errors import WorldError
from voice.playback.clips import Clips
from voice.playback.track import BIT_RATE_KBPS
from voice.playback.whole import whole
from voice.script.model import Utterance
from voice.speech import Voice

_FASTEST = 7
_WIDTH = 2
"""Bytes of a sample."""


def write_piece(
    path: Path, airings: Iterable[tuple[float, Utterance]], clips: Clips, voice: Voice, *, seconds: float
) -> None:
    """Write the utterances, each at its time or behind the one before, and silence to the end.

    Raises WorldError when speech or disk fail.
    """
    sound, rate_hz = bytearray(), 0
    for at_s, utterance in airings:
        clip = clips.clip_for(utterance, voice)
        rate_hz = rate_hz or clip.rate_hz
        if clip.rate_hz != rate_hz:
            raise WorldError("The clips of this session differ in their sample rate.", code="bad_audio")
        _fill(sound, at_s, rate_hz)
        sound += clip.pcm
    rate_hz = rate_hz or 16_000
    _fill(sound, seconds, rate_hz)
    encoder = lameenc.Encoder()
    encoder.silence()
    encoder.set_bit_rate(BIT_RATE_KBPS)
    encoder.set_channels(1)
    encoder.set_quality(_FASTEST)
    encoder.set_in_sample_rate(rate_hz)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole(path) as temporary:
            temporary.write_bytes(encoder.encode(bytes(sound)) + encoder.flush())
    except OSError as error:
        raise WorldError(f"The sound cannot be written: {error.strerror}.", code="no_disk") from error


def _fill(sound: bytearray, until_s: float, rate_hz: int) -> None:
    sound += bytes(max(0, round(until_s * rate_hz) * _WIDTH - len(sound)))
