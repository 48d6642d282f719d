"""What wiring supplies to the pages beyond the world of the use cases."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import IO, Protocol

from adapters.files import Arrived
from service.app.access_ports import Locks
from service.app.erasing import Sweep
from service.app.feeding import Entry
from service.app.sampling import SeasonFiles
from service.web.doors import Doors
from voice.script.model import Script, Utterance


class EarsRoom(Protocol):
    """The ears of this house: one stream for each page that listens. Nothing that is heard is kept."""

    def open(self) -> str:
        """Open a stream and give its name. Raises WorldError where there are no ears, Conflict when all are taken."""
        ...

    def feed(self, name: str, pcm: bytes, *, mode: str, saying: str, airing: bool) -> Mapping[str, object]:
        """Take 16-bit mono PCM at 16 kHz. Gives `ended`, the count of pieces of speech that have ended so far.

        `mode` is "working" or "question"; `saying` are our own words of just now; `airing`: our own voice is
        on the air, so that only what is much louder counts. Gives `interrupted` too: whether somebody is
        speaking through it at this moment. Raises NotFound.
        """
        ...

    def heard(self, name: str, *, after: int) -> Mapping[str, object]:
        """Wait for the decisions behind the first `after` of them, two seconds at most. Raises NotFound."""
        ...

    def close(self, name: str) -> None:
        """Forget the stream."""
        ...


class Choices(Protocol):
    """The settings as they are now, and what can be chosen of them."""

    def shown(self) -> Mapping[str, object]:
        """Give the choosable ones by name, secrets masked."""
        ...

    def pinned(self) -> frozenset[str]:
        """Give those that the environment or the file decides."""
        ...

    def choose(self, changes: Mapping[str, object]) -> None:
        """Keep these. Raises InputError."""
        ...

    def add_address(self, address: str) -> None:
        """Send reminders there as well. Raises InputError."""
        ...

    def drop_address(self, index: int) -> None:
        """Send reminders there no more."""
        ...


class Door(Protocol):
    """The secure door to the home network."""

    @property
    def pem(self) -> bytes:
        """Give the certificate that a phone is told to trust."""
        ...

    @property
    def fingerprint(self) -> str:
        """Give its SHA-256."""
        ...

    def addresses(self) -> Sequence[str]:
        """Give the page's addresses for other devices, the likeliest first."""
        ...


class AlexaDoor(Protocol):
    """What answers Alexa's requests, and gives the sound that it tells her to play."""

    def answer(self, headers: Mapping[str, str], body: bytes) -> Mapping[str, object]:
        """Give the answer to a request; `headers` by their names in lower case.

        Raises InputError `not_alexa` where it is not hers.
        """
        ...

    def sound(self, name: str) -> Path:
        """Give an MP3 by the name in its address. Raises NotFound for one that was not given out."""
        ...


@dataclass(frozen=True, slots=True)
class WebServices:
    """Everything that is not a use case but that a page needs."""

    season: SeasonFiles
    calendar: Callable[[Sequence[Entry]], bytes]
    """Gives an iCalendar feed of these entries."""
    arrivals: Callable[[IO[bytes], str, str], Iterator[Arrived]]
    """Gives what is in a seekable stream, by its name and origin: itself, or what is packed in it."""
    speech: Callable[[Utterance], Path]
    """Gives a WAV file for the utterance, rendering it when it is not cached. Raises WorldError."""
    lasts: Callable[[Utterance], float | None]
    """Gives the seconds of an utterance that is rendered; None where it is not yet."""
    prepare: Callable[[Iterable[Utterance]], None]
    """Has these rendered in the background, in this order; returns at once."""
    track: Callable[[str, Script], Path]
    """Gives a whole session, by its id, as one MP3, rendered when it is not there. Raises WorldError."""
    speech_key: Callable[[Utterance], str]
    """Gives the name of that WAV without rendering it: [0-9a-zA-Z_-]+, the same for ever."""
    ears: EarsRoom
    doctor: Callable[[], Mapping[str, object]]
    choices: Choices
    voices: Callable[[], Sequence[str]]
    """Gives the names of the voices that speak the language of our words."""
    push_key: Callable[[], str]
    """Gives the public key that a browser needs to subscribe."""
    sweep: Sweep
    """Removes what lies beside the store and the originals."""
    locks: Locks
    secret: bytes
    """Signs form tokens; at least 16 bytes, the same in every process."""
    allowed_hosts: frozenset[str]
    """Host names, in lower case and without a port or brackets, that this server answers to."""
    outside_hosts: frozenset[str] = frozenset()
    """Those it answers to where others can reach it; bare addresses always."""
    door: Door | None = None
    """The secure door to the home network; None where it is not open."""
    alexa: AlexaDoor | None = None
    """Answers Alexa; None where that door is shut."""
    assistants: Doors = field(default_factory=Doors)
    """The doors for assistants, each shut unless switched on."""
    stopwatch: Callable[[], float] = monotonic
    """Gives seconds of which only differences matter: what one answer may spend is taken by it."""
