"""What lies beside the store and the originals, and how it goes: rendered speech, memories, keys."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from service.config import DATABASE, FILE, Settings
from service.core.errors import WorldError

STAYS = frozenset({FILE, "secret", "lan", "originals", *(DATABASE + end for end in ("", "-wal", "-shm"))})
"""The house's own, which says nothing about its runner: what the owner wrote, the key of the forms, the certificate
that phones trust; and what is emptied by itself."""


def sweep(settings: Settings) -> Mapping[str, int]:
    """Remove it all; give how many files, by the name of what they lay in. Raises WorldError."""
    gone: dict[str, int] = {}
    beside = (path for path in _in(settings.data_dir) if path.name not in STAYS)
    for path in (*_in(settings.cache_dir), *beside):
        try:
            gone[path.name] = _remove(path)
        except OSError as wrong:
            raise WorldError(f"{path} could not be removed: {wrong.strerror}. Remove it by hand.") from wrong
    return {name: count for name, count in gone.items() if count}


def _in(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _remove(path: Path) -> int:
    if not path.is_dir() or path.is_symlink():
        path.unlink(missing_ok=True)
        return 1
    count = sum(one.is_file() for one in path.rglob("*"))
    shutil.rmtree(path)
    return count
