"""Keys of this house's own, kept as files beside what they guard."""

import os
import secrets
import tempfile
from pathlib import Path

from service.core.errors import WorldError


def own_key(path: Path) -> bytes:
    """Read a key of this house's own, 32 bytes, made at first need and readable by its owner alone.

    Made whole under another name first: after a crash, or with two processes at once, there is one key. Raises
    WorldError where the disk refuses.
    """
    try:
        if not path.is_file():
            _make(path)
        return path.read_bytes()
    except OSError as wrong:
        raise WorldError(f"The file {path} cannot be made or read: {wrong.strerror or wrong}.") from wrong


def _make(path: Path) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".secret-")
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(32))
    try:
        os.link(name, path)  # never over a key that another process made meanwhile
    except FileExistsError:
        pass
    except OSError:  # a file system without links
        Path(name).replace(path)
    Path(name).unlink(missing_ok=True)
