"""Original files on disk, named by their digest: there whole, or not there at all."""

import errno
import os
import re
import shutil
import tempfile
import time
from pathlib import Path

from service.core.errors import NotFound, WorldError

DIGEST = re.compile(r"[0-9a-f]{64}")
"""What a name must look like; anything else could be a path of somebody's choosing."""

ABANDONED_S = 60.0
"""A part that nobody has written to for this long has no writer any more. Ours: a write takes milliseconds."""


class DiskBlobs:
    """A folder of folders: `ab/abcdef…`. Safe for several threads and processes at once."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def sweep(self) -> int:
        """Remove what a crash left half-written, and give how many; what another program is writing stays."""
        oldest = time.time() - ABANDONED_S
        swept = 0
        for part in self._directory.glob("??/.*.part"):
            try:
                if part.stat().st_mtime < oldest:
                    part.unlink()
                    swept += 1
            except OSError:  # its writer was faster, or the disk refuses: it can stay
                continue
        return swept

    def put(self, sha256: str, data: bytes) -> None:
        """Keep the bytes, flushed to the disk before they get their name. Raises WorldError."""
        if DIGEST.fullmatch(sha256) is None:
            raise ValueError(f"not a SHA-256 digest: {sha256!r}")
        path = self._path(sha256)
        try:
            if path.exists():
                return
            _make_folder(path.parent)
            _write_whole(path, data)
        except OSError as error:
            raise _refused(error) from error

    def get(self, sha256: str) -> bytes:
        """Give the bytes as they were put. Raises NotFound, or WorldError when the disk refuses."""
        if DIGEST.fullmatch(sha256) is None:
            raise NotFound("There is no file with this name.")
        try:
            return self._path(sha256).read_bytes()
        except FileNotFoundError:
            raise NotFound("The original of this file is not here any more.") from None
        except OSError as error:
            raise _refused(error) from error

    def erase(self) -> tuple[int, int]:
        """Remove every file; give how many there were, and their bytes. Raises WorldError."""
        sizes = [path.stat().st_size for path in self._directory.rglob("*") if path.is_file()]
        try:
            if self._directory.is_dir():
                shutil.rmtree(self._directory)
        except OSError as error:
            raise _refused(error) from error
        return len(sizes), sum(sizes)

    def _path(self, sha256: str) -> Path:
        return self._directory / sha256[:2] / sha256


def _make_folder(folder: Path) -> None:
    if not folder.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _flush_folder(folder.parent)


def _write_whole(path: Path, data: bytes) -> None:
    # Same folder, so that the rename stays on one file system and is atomic (POSIX rename).
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)


def _flush_folder(folder: Path) -> None:
    # A new name is only safe once its folder is on the disk too; Windows cannot open folders.
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _refused(error: OSError) -> WorldError:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return WorldError(
            "The disk is full, so the file could not be kept. Make some room and try again.", code="disk_full"
        )
    return WorldError(
        "The file could not be written or read. Check the data folder and its permissions.",
        code="disk_failed",
    )
