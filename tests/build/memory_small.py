"""The small ports in memory: the profile, the notes, the blobs, and everything at once."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from service.core.athlete import Athlete
from service.core.errors import NotFound
from voice.script.coaching import Coaching


class MemoryProfiles:
    def __init__(self, profile: dict[int, Athlete], coaching: dict[int, Coaching]) -> None:
        self._profile, self._coaching = profile, coaching

    def get(self) -> Athlete:
        return self._profile.get(1, Athlete())

    def put(self, athlete: Athlete) -> None:
        self._profile[1] = athlete

    def coaching(self) -> Coaching:
        return self._coaching.get(1, Coaching())

    def put_coaching(self, coaching: Coaching) -> None:
        self._coaching[1] = coaching


class MemoryNotes:
    def __init__(self, notes: dict[tuple[str, str], str]) -> None:
        self._notes = notes

    def get(self, kind: str, name: str) -> str | None:
        return self._notes.get((kind, name))

    def put(self, kind: str, name: str, body: str) -> None:
        self._notes[kind, name] = body

    def drop(self, kind: str, name: str) -> bool:
        return self._notes.pop((kind, name), None) is not None

    def of(self, kind: str) -> Sequence[tuple[str, str]]:
        return sorted((name, body) for (of, name), body in self._notes.items() if of == kind)


class MemoryWhole:
    def __init__(self, tables: dict[str, dict[Any, Any]]) -> None:
        self._tables = tables

    def tables(self) -> Iterator[tuple[str, Sequence[str], Iterator[Sequence[object]]]]:
        for name, table in self._tables.items():
            rows = (
                (*key, value) if isinstance(key, tuple) else (key, "", repr(value))
                for key, value in table.items()
            )
            yield name, ["kind", "name", "body"], rows

    def erase(self) -> Mapping[str, int]:
        gone = {name: len(table) for name, table in self._tables.items()}
        for table in self._tables.values():
            table.clear()
        return gone


class MemoryBlobs:
    def __init__(self) -> None:
        self.by_digest: dict[str, bytes] = {}

    def put(self, sha256: str, data: bytes) -> None:
        self.by_digest.setdefault(sha256, data)

    def get(self, sha256: str) -> bytes:
        try:
            return self.by_digest[sha256]
        except KeyError:
            raise NotFound("The original of this file is not here any more.") from None

    def erase(self) -> tuple[int, int]:
        gone = len(self.by_digest), sum(map(len, self.by_digest.values()))
        self.by_digest.clear()
        return gone
