"""The settings as they are now: what the environment or the file says, else what was chosen in the pages.

Choices are notes in the store, so every process of the house sees them at its next request or job.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from pydantic import ValidationError

from service.app.ports import Outlet, Store
from service.app.pushing import KIND as PUSH
from service.app.world import World
from service.config import CHOOSABLE, Settings
from service.core.errors import InputError
from voice.speech import Voice

KIND = "settings"
"""A kind of notes."""


Outlets = Callable[[Settings, Sequence[tuple[str, str]]], Sequence[Outlet]]
"""Gives the ways out of these settings and of the browsers that asked for reminders, as their notes."""


class Choices:
    """Where the settings are looked at and chosen."""

    def __init__(self, given: Settings, store: Store, outlets: Outlets) -> None:
        self._given, self._store, self._outlets = given, store, outlets
        self._seen: tuple[object, Settings, tuple[Outlet, ...]] | None = None

    def settings(self) -> Settings:
        """Give them as they are now."""
        return self._now()[0]

    def dress(self, world: World) -> World:
        """Give the world with the voice, the hours and the outlets of now."""
        settings, outlets = self._now()
        return replace(
            world,
            voice=Voice(settings.voice, settings.words_per_minute),
            quiet=settings.quiet,
            reminds=settings.remind,
            outlets=outlets,
        )

    def shown(self) -> Mapping[str, object]:
        """Give the choosable ones by name; addresses that may hold passwords are not shown in the clear."""
        now = self.settings()
        return {name: getattr(now, name) for name in CHOOSABLE} | {
            "notify": [_masked(one.get_secret_value()) for one in now.notify]
        }

    def pinned(self) -> frozenset[str]:
        """Give those that the environment or the file decides, so that no choice here counts."""
        return CHOOSABLE & self._given.model_fields_set

    def choose(self, changes: Mapping[str, object]) -> None:
        """Keep these. Raises InputError that says what cannot be; then nothing is kept."""
        if decided := sorted(set(changes) & self.pinned()):
            raise InputError(f"AFTERRUN_{decided[0].upper()} decides this, so it cannot be chosen here.")
        texts = {name: json.dumps(value) for name, value in changes.items()}
        with self._store.unit(alone=True) as unit:
            settings = _with(self._given, {**dict(unit.notes.of(KIND)), **texts})
            self._outlets(settings, ())
            for name, text in texts.items():
                unit.notes.put(KIND, name, text)

    def add_address(self, address: str) -> None:
        """Send reminders there as well. Raises InputError."""
        known = [one.get_secret_value() for one in self.settings().notify]
        self.choose({"notify": [*known, address]})

    def drop_address(self, index: int) -> None:
        """Send reminders there no more."""
        known = [one.get_secret_value() for one in self.settings().notify]
        self.choose({"notify": [one for nth, one in enumerate(known) if nth != index]})

    def _now(self) -> tuple[Settings, tuple[Outlet, ...]]:
        with self._store.unit() as unit:
            kept, browsers = list(unit.notes.of(KIND)), list(unit.notes.of(PUSH))
        if self._seen is None or self._seen[0] != (kept, browsers):
            settings = _with(self._given, dict(kept))
            self._seen = ((kept, browsers), settings, tuple(self._outlets(settings, browsers)))
        return self._seen[1], self._seen[2]


def _with(given: Settings, kept: Mapping[str, str]) -> Settings:
    chosen = {
        name: json.loads(text)
        for name, text in kept.items()
        if name in CHOOSABLE and name not in given.model_fields_set
    }
    try:
        return Settings.model_validate(given.model_dump(exclude_unset=True) | chosen)
    except ValidationError as wrong:
        first = wrong.errors()[0]["msg"].removeprefix("Value error, ")
        raise InputError(f"That cannot be chosen: {first[0].lower()}{first[1:]}.") from None


def _masked(address: str) -> str:
    scheme, _, rest = address.partition("://")
    host = rest.rpartition("@")[2].split("/")[0].split("?")[0]
    return f"{scheme}://{host[:3]}…"
