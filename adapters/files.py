"""How bytes come in: a raw file, and the two borders it crosses. Formats read bytes, channels fetch them."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Protocol

from service.core.activity import Activity

MAX_FILE_BYTES = 32 * 1024 * 1024
"""A day of one-second records with developer fields is about 10 MB; ours, with room to spare."""


@dataclass(frozen=True, slots=True)
class RawFile:
    """Bytes as they arrived, never changed; `sha256` is their name for ever."""

    name: str
    """As the runner's device called it; for people only, never a path of ours."""
    data: bytes
    origin: str = "upload"
    """upload, api, command, folder or sample."""

    @property
    def sha256(self) -> str:
        """Give the hex digest of the bytes."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Arrived:
    """What a channel hands over for one place: a file, or why there is none. No place stops the others."""

    path: PurePath
    """As it was given, so that a report can be matched with what was asked; inside an archive `a.zip/b.fit`."""
    raw: RawFile | None
    trouble: str | None = None
    passed_over: int = 0
    """Set on the last line about an archive: how many of its files hold no run, such as pictures and tables."""
    share: float = 1.0
    """How much of what was sent under one name is done once this is: 0 to 1, for a bar that moves."""


class Decoder(Protocol):
    """Reads one format. Must be safe to call from several threads at once."""

    name: str
    """Short and stable: fit, tcx, gpx."""

    def claims(self, head: bytes, name: str) -> bool:
        """Say whether these first bytes (at least 14, or the whole file) look like this format."""
        ...

    def decode(self, raw: RawFile) -> Activity:
        """Read everything that can be read.

        Raises FormatError when nothing can be, with the byte offset. A file that is cut off or broken
        further in is no error: it gives an Activity with verdict `partial` and a reason.
        """
        ...


class Channel(Protocol):
    """Brings files from somewhere."""

    def collect(self) -> Iterable[RawFile]:
        """Give what has arrived since the last call."""
        ...
