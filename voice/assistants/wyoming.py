"""A Wyoming server: what Home Assistant's voice pipeline talks to. Ours handles sentences, speaks, and may listen.

The protocol has no login, so the door is loopback's unless it is set wider, and then it answers private
addresses alone. It leads to the one brain and to nothing else. Nothing that was said is logged.
"""

import asyncio
import ipaddress
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from wyoming.asr import Transcript
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.event import Event, Eventable
from wyoming.handle import Handled, NotHandled
from wyoming.info import Describe, Info
from wyoming.server import AsyncEventHandler, AsyncTcpServer
from wyoming.tts import Synthesize

from service.core.errors import Error, InputError, WorldError
from voice.assistants.describing import describe
from voice.assistants.spoken import Reply, Speak, Talk, Transcribe
from voice.speech import AudioClip

log = logging.getLogger(__name__)

MOST_BYTES = 256 * 1024
"""Of one event. A chunk of sound is some kilobytes."""
MOST_SOUND = 30 * 16_000 * 2
"""Bytes of one utterance at 16 kHz: half a minute."""
LONGEST = 3000
"""Characters to speak; what an engine takes at most."""
CHUNK = 8192
"""Bytes of sound in one event."""
STARTS_WITHIN_S = 10.0


@dataclass(frozen=True, slots=True)
class House:
    """What the door leads to."""

    talk: Talk
    speak: Speak
    voice: str
    """The voice's name, as the engine calls it."""
    transcribe: Transcribe | None = None
    """None: no ears are on."""
    admits: Callable[[str], bool] = lambda _: True
    """Whether this address may ask now: not too often."""


class _Bounded:
    """A reader that takes no event larger than it should be; the library then ends the connection."""

    def __init__(self, reader: asyncio.StreamReader) -> None:
        self._reader = reader

    async def readline(self) -> bytes:
        return await self._reader.readline()

    async def readexactly(self, count: int) -> bytes:
        if not 0 <= count <= MOST_BYTES:
            raise ValueError("too large")
        return await self._reader.readexactly(count)

    def feed_eof(self) -> None:
        self._reader.feed_eof()


class Handler(AsyncEventHandler):
    """One connection."""

    def __init__(self, house: House, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        super().__init__(_Bounded(reader), writer)  # type: ignore[arg-type]  # the part of a reader that is used
        self._house = house
        self._peer = str((writer.get_extra_info("peername") or ("local",))[0])
        self._sound = bytearray()

    async def run(self) -> None:
        """Serve the connection; one that breaks off is no fault of ours."""
        try:
            if is_near(self._peer):
                await super().run()
            else:
                self.writer.close()
        except (OSError, asyncio.IncompleteReadError, KeyError, ValueError, TypeError):
            log.debug("a wyoming connection broke off")

    async def handle_event(self, event: Event) -> bool:
        """Answer one event; those nobody knows are passed over."""
        if Describe.is_type(event.type):
            await self.write_event(self._info().event())
        elif AudioChunk.is_type(event.type):
            return self._listen(AudioChunk.from_event(event))
        elif AudioStart.is_type(event.type):
            self._sound.clear()
        elif not self._house.admits(self._peer):
            return False
        else:
            await self._answer(event)
        return True

    def _info(self) -> Info:
        return describe(self._house.voice, ears=self._house.transcribe is not None)

    def _listen(self, chunk: AudioChunk) -> bool:
        """Keep what is being said, in the one form that Home Assistant sends; others end the connection."""
        self._sound += chunk.audio
        as_wanted = (chunk.rate, chunk.width, chunk.channels) == (16_000, 2, 1)
        return as_wanted and len(self._sound) <= MOST_SOUND

    async def _answer(self, event: Event) -> None:
        if Transcript.is_type(event.type):
            await self.write_event((await self._said(Transcript.from_event(event).text)).event())
        elif Synthesize.is_type(event.type):
            await self._speak(Synthesize.from_event(event).text)
        elif AudioStop.is_type(event.type) and self._house.transcribe is not None:
            await self.write_event(Transcript(await self._heard(self._house.transcribe)).event())

    async def _said(self, text: str) -> Eventable:
        reply = await asyncio.to_thread(_reply, self._house.talk, text)
        return Handled(reply.text) if reply.understood else NotHandled(reply.text)

    async def _heard(self, transcribe: Transcribe) -> str:
        sound, self._sound = bytes(self._sound), bytearray()
        try:
            return await asyncio.to_thread(transcribe, sound)
        except WorldError as deaf:
            log.warning("nothing can be heard code=%s", deaf.code)
            return ""

    async def _speak(self, text: str) -> None:
        try:
            clip = await asyncio.to_thread(self._house.speak, text[:LONGEST])
        except WorldError as silent:
            log.warning("nothing can be spoken code=%s", silent.code)
            clip = AudioClip(b"", 16_000)
        kind = {"rate": clip.rate_hz, "width": 2, "channels": 1}
        await self.write_event(AudioStart(**kind).event())
        for at in range(0, len(clip.pcm), CHUNK):
            await self.write_event(AudioChunk(audio=clip.pcm[at : at + CHUNK], **kind).event())
        await self.write_event(AudioStop().event())


def _reply(talk: Talk, text: str) -> Reply:
    try:
        return talk(text)
    except Error as wrong:
        return Reply(wrong.words, understood=isinstance(wrong, InputError))


def is_near(address: str) -> bool:
    """Say whether this is an address of this house: the machine itself or the private network."""
    try:
        found = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    return (mapped or found).is_private


@contextmanager
def serving(house: House, host: str, port: int) -> Iterator[int]:
    """Serve for the length of a block, in a thread; gives the port. Raises InputError for one that is taken."""
    loop = asyncio.new_event_loop()
    server = AsyncTcpServer(host, port)
    thread = threading.Thread(target=loop.run_forever, name="wyoming", daemon=True)
    thread.start()
    started = asyncio.run_coroutine_threadsafe(
        server.start(lambda reader, writer: Handler(house, reader, writer)), loop
    )
    try:
        started.result(STARTS_WITHIN_S)
    except OSError as refused:
        _end(loop, thread)
        raise InputError(
            f"The Wyoming door cannot be opened at {host}:{port}: {refused.strerror}. Set AFTERRUN_WYOMING to "
            "another address, such as 127.0.0.1:10400."
        ) from refused
    try:
        yield server._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]  # noqa: SLF001  # has no name
    finally:
        asyncio.run_coroutine_threadsafe(server.stop(), loop).result(STARTS_WITHIN_S)
        _end(loop, thread)


def _end(loop: asyncio.AbstractEventLoop, thread: threading.Thread) -> None:
    async def drain() -> None:
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    asyncio.run_coroutine_threadsafe(drain(), loop).result(STARTS_WITHIN_S)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()
