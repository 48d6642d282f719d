"""The small ports in memory: the profile and the notes."""

from collections.abc import Sequence

from service.core.athlete import Athlete
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
