"""The doors for assistants that have a port of their own, open as long as the pages are."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from service.app.world import World
from service.config import Settings
from service.wiring import home_panel, wyoming_house


@contextmanager
def open_assistants(world: World, settings: Settings) -> Iterator[None]:
    """Open those that are switched on. Raises InputError for an address that cannot be used."""
    with ExitStack() as opened:
        if settings.wyoming is not None:
            from voice.assistants.wyoming import serving

            host, _, port = settings.wyoming.rpartition(":")
            opened.enter_context(serving(wyoming_house(settings, world), host.strip("[]"), int(port)))
            print(f"Home Assistant's voice may connect to {settings.wyoming}.", file=sys.stderr, flush=True)
        opened.enter_context(home_panel(settings, world))
        yield
