"""The microphone of this machine, through PortAudio."""

from collections.abc import Iterator
from contextlib import contextmanager
from queue import SimpleQueue

from service.core.errors import WorldError
from voice.ears.sound import RATE_HZ, Samples, from_pcm16

BLOCK = 960
"""60 ms."""


@contextmanager
def microphone() -> Iterator[Iterator[Samples]]:
    """Open it for the length of a block and give its sound. Raises WorldError saying what to do."""
    try:
        import sounddevice
    except (ImportError, OSError) as missing:
        raise WorldError(
            "The microphone needs PortAudio (apt install libportaudio2). The keys work without it.",
            code="no_microphone",
        ) from missing
    blocks: SimpleQueue[bytes] = SimpleQueue()
    try:
        stream = sounddevice.RawInputStream(
            samplerate=RATE_HZ,
            channels=1,
            dtype="int16",
            blocksize=BLOCK,
            callback=lambda data, _frames, _time, _status: blocks.put(bytes(data)),
        )
    except (sounddevice.PortAudioError, ValueError) as refused:
        raise WorldError(
            f"The microphone does not answer: {refused}. The keys work without it.", code="no_microphone"
        ) from refused
    with stream:
        yield (from_pcm16(block) for block in iter(blocks.get, b""))
