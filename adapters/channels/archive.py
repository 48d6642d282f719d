"""Archives, as account exports and phones send them: zip, a zip in a zip, and single files packed with gzip.

Only one file is in memory at a time. Sizes are counted while unpacking, never believed from the archive's own
list. A member that is broken, locked or too large fails alone.

Known layouts need no code of their own, because members are found by their endings wherever they lie: Garmin's
account export (`DI_CONNECT/…/UploadedFiles_*.zip`, zips in a zip), Strava's (`activities/*.fit.gz`, `.gpx`,
`.tcx.gz`), Suunto's single exports. Polar's account export is JSON: its sessions are known by how their names begin.
"""

import gzip
import lzma
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import IO

from adapters.files import MAX_FILE_BYTES, Arrived, RawFile

MAX_MEMBERS = 200_000
"""Ours: fifteen years of an account with wellness files, a dozen a day, are about 60,000."""
MAX_UNPACKED_BYTES = 16 * 1024**3
"""Of one archive with all that is nested. Ours: 20 years of daily runs in the largest format are about 10 GB."""
MAX_RATIO = 200
"""Unpacked to packed bytes of one member. FIT packs 2-4 fold and XML 10-25 fold; bombs reach 1,000 (deflate's
own limit is 1,032, https://zlib.net/zlib_tech.html)."""
RATIO_FROM_BYTES = 1024 * 1024
"""Below it a ratio says nothing: a small file of zeros harms nobody."""
MAX_NESTED_BYTES = 4 * 1024**3
"""An archive inside an archive is unpacked onto the disk first, for a zip is read from its end."""
_HELD_BYTES = 8 * 1024**2
"""A nested archive below this stays in memory."""
_STEP = 256 * 1024

RUN_ENDINGS = (".fit", ".tcx", ".gpx", ".fit.gz", ".tcx.gz", ".gpx.gz")
ARCHIVE_ENDINGS = (".zip",)
_POLAR_SESSION = ("training-session", ".json")

_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, gzip.BadGzipFile, ValueError, OSError)
_LOCKED = "It is locked with a password. Unpack it and send what is inside."
_DAMAGED = "It is damaged in the archive and cannot be unpacked. Export the archive again."


class _Refused(Exception):
    """This member cannot be unpacked; the words say why."""


class _Exhausted(Exception):
    """The whole archive is beyond its limits."""


@dataclass(slots=True)
class _Budget:
    """What is left for one archive with all that is nested in it."""

    bytes_left: int = MAX_UNPACKED_BYTES
    members_left: int = MAX_MEMBERS
    passed_over: int = 0


@dataclass(frozen=True, slots=True)
class _Inside:
    """Where in an archive we are."""

    place: PurePath
    origin: str
    budget: _Budget
    nested: bool = False
    share: tuple[float, float] = (0.0, 1.0)
    """From where to where this part of the whole reaches."""

    def part(self, first: float, last: float) -> "_Inside":
        low, high = self.share
        return replace(self, share=(low + (high - low) * first, low + (high - low) * last))

    def trouble(self, words: str) -> Arrived:
        return Arrived(self.place, None, words, share=self.share[1])


def holds_a_run(name: str) -> bool:
    """Say by its name whether a file may hold a run of its own."""
    bare = name.rsplit("/", 1)[-1].lower()
    begins, ends = _POLAR_SESSION
    return bare.endswith(RUN_ENDINGS) or (bare.startswith(begins) and bare.endswith(ends))


def is_archive(head: bytes) -> bool:
    """Say whether these first bytes (at least 4) are a zip's."""
    return head[:4] in {b"PK\x03\x04", b"PK\x05\x06"}


def is_gzip(head: bytes) -> bool:
    """Say whether these first bytes (at least 2) are gzip's."""
    return head[:2] == b"\x1f\x8b"


def unpack(stream: IO[bytes], *, name: str, origin: str) -> Iterator[Arrived]:
    """Give every file of a zip in its order that may hold a run, and at the end how many do not.

    `stream` must be seekable and stay open while the files are taken; `name` is the archive's own.
    """
    budget = _Budget()
    place = PurePath(name)
    try:
        yield from _zip(stream, _Inside(place, origin, budget))
    except _Exhausted as why:
        yield Arrived(place, None, str(why))
    if budget.passed_over:
        yield Arrived(place, None, passed_over=budget.passed_over)


def gunzip(stream: IO[bytes], *, name: str, origin: str, packed_bytes: int) -> Arrived:
    """Give the one file that was packed with gzip."""
    place = PurePath(name)
    try:
        data = _gunzip(stream, packed_bytes, _Budget())
    except (_Refused, _Exhausted) as why:
        return Arrived(place, None, str(why))
    except _BROKEN:
        return Arrived(place, None, "It is damaged and cannot be unpacked. Copy or export it again.")
    return Arrived(place, RawFile(_bare(place), data, origin))


def _zip(stream: IO[bytes], inside: _Inside) -> Iterator[Arrived]:
    try:
        archive = zipfile.ZipFile(stream)
    except (*_BROKEN, NotImplementedError):
        yield Arrived(inside.place, None, "This archive is damaged or cut off. Send it again.")
        return
    with archive:
        members = archive.infolist()
        whole = sum(member.compress_size + 1 for member in members)
        before = 0
        for member in members:
            inside.budget.members_left -= 1
            if inside.budget.members_left < 0:
                raise _Exhausted(f"The archive holds more than {MAX_MEMBERS:,} files. Send it in parts.")
            after = before + member.compress_size + 1
            yield from _member(archive, member, inside.part(before / whole, after / whole))
            before = after


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, inside: _Inside) -> Iterator[Arrived]:
    name = member.filename.replace("\\", "/")
    if member.is_dir() or _is_clutter(name):
        return
    here = replace(inside, place=inside.place / name.lstrip("/"))
    lower = name.lower()
    if lower.endswith(ARCHIVE_ENDINGS):
        yield from _nested(archive, member, here)
    elif holds_a_run(lower):
        yield _single(archive, member, here)
    else:
        inside.budget.passed_over += 1


def _single(archive: zipfile.ZipFile, member: zipfile.ZipInfo, here: _Inside) -> Arrived:
    try:
        with _opened(archive, member) as packed:
            if here.place.name.lower().endswith(".gz"):
                data = _gunzip(packed, member.compress_size, here.budget)
            else:
                data = b"".join(_counted(packed, member.compress_size, here.budget, most=MAX_FILE_BYTES))
    except _Refused as why:
        return here.trouble(str(why))
    except (*_BROKEN, NotImplementedError):
        return here.trouble(_DAMAGED)
    return Arrived(here.place, RawFile(_bare(here.place), data, here.origin), share=here.share[1])


def _nested(archive: zipfile.ZipFile, member: zipfile.ZipInfo, here: _Inside) -> Iterator[Arrived]:
    if here.nested:
        yield here.trouble("It is an archive in an archive in an archive. Unpack it and send it alone.")
        return
    with tempfile.SpooledTemporaryFile(max_size=_HELD_BYTES) as copy:
        try:
            with _opened(archive, member) as packed:
                for part in _counted(packed, member.compress_size, here.budget, most=MAX_NESTED_BYTES):
                    copy.write(part)
        except _Refused as why:
            yield here.trouble(str(why))
            return
        except (*_BROKEN, NotImplementedError):
            yield here.trouble(_DAMAGED)
            return
        copy.seek(0)
        yield from _zip(copy, replace(here, nested=True))


def _opened(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> IO[bytes]:
    if member.flag_bits & 0x1:
        raise _Refused(_LOCKED)
    return archive.open(member)


def _gunzip(packed: IO[bytes], packed_bytes: int, budget: _Budget) -> bytes:
    with gzip.open(packed) as unpacked:
        return b"".join(_counted(unpacked, packed_bytes, budget, most=MAX_FILE_BYTES))


def _counted(
    stream: IO[bytes] | gzip.GzipFile, packed_bytes: int, budget: _Budget, *, most: int
) -> Iterator[bytes]:
    """Give the bytes in steps, and stop at the first limit they reach."""
    taken = 0
    while part := stream.read(_STEP):
        taken += len(part)
        budget.bytes_left -= len(part)
        if budget.bytes_left < 0:
            raise _Exhausted(
                f"The archive unpacks to more than {MAX_UNPACKED_BYTES // 1024**3} GB. Send it in parts."
            )
        if taken > most:
            raise _Refused(f"It is larger than {most // 1024**2} MB, which no watch writes for a run.")
        if taken > RATIO_FROM_BYTES and taken > MAX_RATIO * packed_bytes:
            raise _Refused("It unpacks to far more than any run does, so it was not unpacked.")
        yield part


def _bare(place: PurePath) -> str:
    name = place.name
    return name[:-3] if name.lower().endswith(".gz") else name


def _is_clutter(name: str) -> bool:
    """Say whether an operating system put this there by itself."""
    return name.startswith("__MACOSX/") or name.rsplit("/", 1)[-1].startswith(".")
