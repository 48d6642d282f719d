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
            if path.is_dir():
                found = sorted(p for p in path.rglob("*") if p.suffix.lower() == ".fit" and p.is_file())
                if not found:
                    yield Arrived(path, None, f"There is no .fit file in the folder {path.name}.")
                yield from map(_read, found)
            else:
                yield _read(path)

    def collect(self) -> Iterator[RawFile]:
        """Give the files that could be read."""
        return (arrived.raw for arrived in self.arrivals() if arrived.raw is not None)


def _read(path: Path) -> Arrived:
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            limit_mb = MAX_FILE_BYTES // 2**20
            return Arrived(
                path, None, f"The file is larger than {limit_mb} MB, which no watch writes for a run."
            )
        name = path.name.encode("utf-8", "replace").decode("utf-8")  # a name may hold bytes that are no text
        return Arrived(path, RawFile(name, path.read_bytes(), origin="command"))
    except FileNotFoundError:
        return Arrived(path, None, "There is no such file. Check the path.")
    except OSError as wrong:
        return Arrived(path, None, f"The file cannot be opened: {wrong.strerror or wrong}.")
