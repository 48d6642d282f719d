"""The watched folders, in a thread of the worker: what arrives there is imported as if it had been sent."""

import logging
import threading
from collections.abc import Callable, Iterator
from typing import Protocol

from adapters.files import Arrived
from service.app.arriving import import_arrivals
from service.app.world import World
from service.core.errors import WorldError

log = logging.getLogger(__name__)


class Watched(Protocol):
    """A channel that can be waited for."""

    def collect(self) -> Iterator[Arrived]:
        """Give what has arrived since the last call; it counts as taken once the next one is asked for."""
        ...

    def wait(self, stop: threading.Event) -> None:
        """Return when it is worth asking again, and soon once `stop` is set."""
        ...


def start_watching(world: World, channel: Watched) -> Callable[[], None]:
    """Begin to watch; give the function that ends it after the current file."""
    stop = threading.Event()
    thread = threading.Thread(target=_watch, args=(world, channel, stop), name="watched-folders", daemon=True)
    thread.start()

    def end() -> None:
        stop.set()
        thread.join()

    return end


def _watch(world: World, channel: Watched, stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            take(world, channel, stop)
        except (WorldError, OSError) as trouble:
            log.warning("watched folder will be tried again error=%s", type(trouble).__name__)
            stop.wait(5)
        if not stop.is_set():
            channel.wait(stop)


def take(world: World, channel: Watched, stop: threading.Event) -> None:
    """Import what is there now; a file that fails is tried again at the next look."""
    coming = import_arrivals(world, channel.collect())
    try:
        for told in coming:
            verdict = told.imported.file.verdict if told.imported else "unreadable"
            log.info("file arrived in a watched folder verdict=%s", verdict)
            if stop.is_set():
                return
    finally:
        coming.close()
