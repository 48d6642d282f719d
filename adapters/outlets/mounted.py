"""A watch on a cable that shows itself as a drive: where it takes new files."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from service.core.errors import WorldError

NEW_FILES = "NewFiles"
DEVICE = "GARMIN"
MOUNTS = ("/media/*/*", "/run/media/*/*", "/mnt/*", "/Volumes/*")


class MountedWatch:
    """Looks where drives appear, and beside the folders that runs are taken from."""

    def __init__(self, folders: Sequence[Path], *, mounts: Sequence[str] = MOUNTS) -> None:
        self._folders, self._mounts = tuple(folders), tuple(mounts)

    def is_there(self) -> bool:
        """Say whether a watch takes files now."""
        return next(self._places(), None) is not None

    def drop(self, name: str, data: bytes) -> Path:
        """Put the file on the watch, whole or not at all, and give where. Raises WorldError where there is none."""
        place = next(self._places(), None)
        if place is None:
            raise WorldError(
                "No watch is mounted: none of the drives here has a folder GARMIN/NewFiles. Plug it in and open it "
                "once, or download the file and copy it there.",
                code="no_watch",
            )
        try:
            _write(place / name, data)
        except OSError as wrong:
            raise WorldError(
                f"The watch did not take the file: {wrong.strerror or wrong}.", code="no_watch"
            ) from wrong
        return place / name

    def _places(self) -> Iterator[Path]:
        for folder in self._folders:
            if folder.parent.name.upper() == DEVICE:
                yield from _new_files(folder.parent)
        for mounts in self._mounts:
            for drive in sorted(Path("/").glob(mounts.lstrip("/"))):
                yield from _new_files(drive / DEVICE)
                yield from _new_files(drive / DEVICE.capitalize())


def _new_files(device: Path) -> Iterator[Path]:
    place = device / NEW_FILES
    try:
        if place.is_dir():
            yield place
    except OSError:  # a drive that has just gone
        return


def _write(path: Path, data: bytes) -> None:
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=".afterrun-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())  # a cable may be pulled as soon as we say that it is there
        Path(part).replace(path)
    except BaseException:
        Path(part).unlink(missing_ok=True)
        raise
