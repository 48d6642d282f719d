"""Files and folders on this machine, as the command line names them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from adapters.files import MAX_FILE_BYTES, RawFile


@dataclass(frozen=True, slots=True)
class Arrived:
    """One named path: its bytes, or why there are none."""

    path: Path
    """As it was given, so that a report can be matched with what was asked."""
    raw: RawFile | None
    trouble: str | None = None


class PathChannel:
    """Reads files, and every .fit file below folders, in a stable order. One bad path never stops the rest."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self._paths = tuple(paths)

    def arrivals(self) -> Iterator[Arrived]:
        """Give every path in turn; only one file is in memory at a time."""
        for path in self._paths:
            yield from _below(path) if _is_folder(path) else (read_path(path),)

    def collect(self) -> Iterator[RawFile]:
        """Give the files that could be read."""
        return (arrived.raw for arrived in self.arrivals() if arrived.raw is not None)


def read_path(path: Path) -> Arrived:
    """Read one file, whatever it is called; never more of it than the limit."""
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
    return Arrived(path, RawFile(name, data, origin="command"))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a folder above it is closed to us, or the name is too long: reading it says which
        return False


def _below(folder: Path) -> Iterator[Arrived]:
    found = sorted(path for path in folder.rglob("*") if path.suffix.lower() == ".fit" and path.is_file())
    if not found:
        yield Arrived(folder, None, f"There is no .fit file that can be read in the folder {folder.name}.")
    yield from map(read_path, found)


def _too_large(path: Path) -> Arrived:
    limit_mb = MAX_FILE_BYTES // 2**20
    return Arrived(path, None, f"The file is larger than {limit_mb} MB, which no watch writes for a run.")
