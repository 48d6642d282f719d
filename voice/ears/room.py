"""The streams of all pages that listen: sound comes in by small posts, decisions are waited for.

The recogniser is loaded when the first stream opens. A piece of speech is decided in a thread of its own, so
that the post in which it ended is answered at once and the page can sound its earcon. No sound is kept beyond
the piece that is being heard, and nothing is written anywhere.
"""

import secrets
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from time import monotonic

from service.core.errors import Conflict, NotFound
from voice.ears.listener import Ears, Said, Score
from voice.ears.segments import Likelihood, Piece
from voice.ears.sound import from_pcm16

MOST_STREAMS = 4
IDLE_S = 30.0
"""A page that has sent nothing for this long has gone."""
WAIT_S = 2.0
"""A decision takes a tenth of a second; somebody who waits longer asks again."""


class _Stream:
    def __init__(self, ears: Ears) -> None:
        self.ears = ears
        self.lock = threading.Condition()
        self.ended = 0
        self.said: list[Said] = []
        self.used = monotonic()

    def decided(self, said: Said) -> None:
        with self.lock:
            self.said.append(said)
            self.lock.notify_all()


class Room:
    """Keeps the open streams. May be called from several threads."""

    def __init__(self, load: Callable[[], Score], likelihood: Callable[[], Likelihood]) -> None:
        self._load = load
        self._likelihood = likelihood
        self._score: Score | None = None
        self._streams: dict[str, _Stream] = {}
        self._lock = threading.Lock()
        self._deciding = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ears")

    def open(self) -> str:
        """Open a stream and give its name. Raises WorldError where there are no ears, Conflict when all are taken."""
        with self._lock:
            idle = monotonic() - IDLE_S
            self._streams = {name: one for name, one in self._streams.items() if one.used > idle}
            if len(self._streams) >= MOST_STREAMS:
                raise Conflict("Too many pages are listening already. Close one of them.", code="ears_taken")
            if self._score is None:
                self._score = self._load()
            name = secrets.token_urlsafe(12)
            self._streams[name] = _Stream(Ears(self._score, self._likelihood()))
        return name

    def feed(self, name: str, pcm: bytes, *, mode: str, saying: str, airing: bool) -> Mapping[str, object]:
        """Take the next sound of a stream; see `service.web.services.EarsRoom`."""
        stream = self._stream(name)
        with stream.lock:
            stream.ears.mode, stream.ears.saying, stream.ears.airing = mode, saying, airing
            for piece in stream.ears.pieces(from_pcm16(pcm)):
                stream.ended += 1
                self._deciding.submit(self._decide, stream, piece)
            return {"ended": stream.ended, "interrupted": stream.ears.interrupted}

    def heard(self, name: str, *, after: int) -> Mapping[str, object]:
        """Wait for decisions behind the first `after`; see `service.web.services.EarsRoom`."""
        stream = self._stream(name)
        with stream.lock:
            stream.lock.wait_for(lambda: len(stream.said) > after, timeout=WAIT_S)
            return {"heard": [_told(said) for said in stream.said[after:]]}

    def close(self, name: str) -> None:
        """Forget the stream."""
        with self._lock:
            self._streams.pop(name, None)

    def _decide(self, stream: _Stream, piece: Piece) -> None:
        try:
            stream.decided(stream.ears.decide(piece))
        except Exception:
            stream.decided(Said(piece.starts_s, None))  # whoever waits must not wait for ever
            raise

    def _stream(self, name: str) -> _Stream:
        with self._lock:
            stream = self._streams.get(name)
        if stream is None:
            raise NotFound("Nobody is listening under that name any more. Switch the microphone on again.")
        stream.used = monotonic()
        return stream


def _told(said: Said) -> Mapping[str, object]:
    heard = said.heard
    return {
        "at_s": round(said.at_s, 2),
        "command": heard.command if heard else None,
        "likelihood": round(heard.likelihood, 3) if heard else None,
        "sure": heard is not None and heard.sure,
    }
