"""Files, archives and folders on this machine, as the command line names them."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from adapters.channels.archive import ARCHIVE_ENDINGS, gunzip, holds_a_run, is_archive, is_gzip, unpack
from adapters.files import MAX_FILE_BYTES, Arrived, RawFile

__all__ = ["Arrived", "PathChannel", "arrivals_in", "holds_runs", "read_path"]


class PathChannel:
    """Reads files and archives, and all of them below folders, in a stable order. A bad path stops nothing."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._paths = tuple(paths)

    def arrivals(self) -> Iterator[Arrived]:
        """Give every path in turn; only one file is in memory at a time."""
        for path in self._paths:
            yield from _below(path) if _is_folder(path) else arrivals_in(path)

    def collect(self) -> Iterator[RawFile]:
        """Give the files that could be read."""
        return (arrived.raw for arrived in self.arrivals() if arrived.raw is not None)


def holds_runs(path: Path) -> bool:
    """Say by its name whether a file may hold runs; hidden ones are some program's half-written copies."""
    name = path.name.lower()
    return (holds_a_run(name) or name.endswith(ARCHIVE_ENDINGS)) and not name.startswith(".")


def arrivals_in(path: Path, *, origin: str = "command") -> Iterator[Arrived]:
    """Give what is in one file: itself, or what is packed in it."""
    try:
        head = _head(path)
        if is_archive(head):
            with path.open("rb") as stream:
                yield from unpack(stream, name=str(path), origin=origin)
            return
        if is_gzip(head):
            with path.open("rb") as stream:
                size = path.stat().st_size
                yield gunzip(stream, name=str(path), origin=origin, packed_bytes=size)
            return
    except OSError as wrong:
        yield Arrived(path, None, f"The file cannot be opened: {wrong.strerror or wrong}.")
        return
    yield read_path(path, origin=origin)


def read_path(path: Path, *, origin: str = "command") -> Arrived:
    """Read one file as it is, whatever it is called; never more of it than the limit."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            return _too_large(path)
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)  # a device or a pipe has no size and may have no end
    except FileNotFoundError:
        return Arrived(path, None, "There is no such file. Check the path.")
    except IsADirectoryError:
        return Arrived(path, None, "This is a folder. Name a file in it.")
    except OSError as wrong:
        return Arrived(path, None, f"The file cannot be opened: {wrong.strerror or wrong}.")
    if len(data) > MAX_FILE_BYTES:
        return _too_large(path)
    name = path.name.encode("utf-8", "replace").decode("utf-8")  # a name may hold bytes that are no text
    return Arrived(path, RawFile(name, data, origin))


def _head(path: Path) -> bytes:
    """Give the first bytes of a plain file; of anything else none, for a pipe gives them only once."""
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(4)
    except OSError:  # reading it in whole says why
        return b""


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a folder above it is closed to us, or the name is too long: reading it says which
        return False


def _below(folder: Path) -> Iterator[Arrived]:
    found = sorted(path for path in folder.rglob("*") if holds_runs(path) and path.is_file())
    if not found:
        kinds = ".fit, .tcx, .gpx or .zip file"
        yield Arrived(folder, None, f"There is no {kinds} that can be read in the folder {folder.name}.")
    for path in found:
        yield from arrivals_in(path)


def _too_large(path: Path) -> Arrived:
    limit_mb = MAX_FILE_BYTES // 2**20
    return Arrived(path, None, f"The file is larger than {limit_mb} MB, which no watch writes for a run.")
