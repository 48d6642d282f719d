"""Folders that other programs write into: a sync, a phone's export, a watch on a cable.

Their files are only ever read. A file is taken once it has kept its size and time for a while; what was taken
is remembered by path, size and time, so that years of files are not read again. That memory may be lost: the
store knows every file by its digest. Notices of change (watchfiles) only shorten the wait between two looks,
because network shares and cables give none.
"""

import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Event

from watchfiles import watch

from adapters.channels.paths import arrivals_in, holds_runs
from adapters.files import Arrived

QUIET_S = 3.0
"""How long a file must stay as it is. Ours: sync programs and phones write a run in well under a second."""
LOOK_S = 30.0
"""The longest wait between two looks. Ours: a share or a cable is seen this late at worst."""

Stamp = tuple[int, int]
"""Size in bytes, and time of the last change in nanoseconds."""


class SeenFiles:
    """What was taken, one JSON line each. A line that a crash cut short is passed over."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamps: dict[str, Stamp] = {}
        for line in path.read_text("utf-8", "replace").splitlines() if path.is_file() else ():
            try:
                name, size, changed_ns = json.loads(line)
                self._stamps[str(name)] = (int(size), int(changed_ns))
            except (ValueError, TypeError):
                continue

    def knows(self, path: Path, stamp: Stamp) -> bool:
        """Say whether the file was taken as it is now."""
        return self._stamps.get(str(path)) == stamp

    def add(self, path: Path, stamp: Stamp) -> None:
        """Remember a file across restarts."""
        self._stamps[str(path)] = stamp
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps([str(path), *stamp]) + "\n")


class FolderChannel:
    """Looks through folders again and again. One thread at a time."""

    def __init__(
        self,
        folders: Sequence[Path] | Callable[[], Sequence[Path]],
        seen: SeenFiles,
        *,
        quiet_s: float = QUIET_S,
        look_s: float = LOOK_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._folders = folders if callable(folders) else lambda: folders
        self._seen = seen
        self._quiet_s, self._look_s = quiet_s, look_s
        self._clock = clock
        self._waiting: dict[Path, tuple[Stamp, float]] = {}
        """Files that may still be growing: as they were, and since when."""

    def collect(self) -> Iterator[Arrived]:
        """Give what has arrived and is complete; a file counts as taken once the next one is asked for."""
        now = self._clock()
        found = dict(self._new_files())
        self._waiting = {path: kept for path, kept in self._waiting.items() if path in found}
        for path, stamp in found.items():
            before, since = self._waiting.get(path, (None, now))
            if before != stamp:
                self._waiting[path] = (stamp, now)
            elif now - since >= self._quiet_s and stamp[0] > 0:
                yield from arrivals_in(path, origin="folder")
                self._seen.add(path, stamp)
                del self._waiting[path]

    def wait(self, stop: Event) -> None:
        """Return when something has changed, when a file may be complete, or at the time of the next look."""
        if any(stamp[0] > 0 for stamp, _ in self._waiting.values()):
            stop.wait(self._quiet_s)
            return
        there = [folder for folder in self._folders() if folder.is_dir()]
        if not there:
            stop.wait(self._look_s)
            return
        try:
            changes = watch(
                *there,
                stop_event=stop,
                rust_timeout=int(1000 * self._look_s),
                yield_on_timeout=True,
                raise_interrupt=False,
                ignore_permission_denied=True,
            )
            next(changes, None)
            changes.close()
        except (OSError, RuntimeError):  # too many watches, or a folder that went away: looking is enough
            stop.wait(self._look_s)

    def _new_files(self) -> Iterator[tuple[Path, Stamp]]:
        for folder in self._folders():
            for place, folders, names in os.walk(
                folder
            ):  # a folder that is not there, or closed, has nothing
                folders[:] = sorted(name for name in folders if not name.startswith("."))
                for name in sorted(names):
                    path = Path(place, name)
                    stamp = _stamp(path) if holds_runs(path) else None
                    if stamp is not None and not self._seen.knows(path, stamp):
                        yield path, stamp


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except OSError:  # gone again, or a link to nowhere
        return None
    return (found.st_size, found.st_mtime_ns)
