"""Where accounts are opened: which vendors there are, at which address, and one at a time for each."""

import fcntl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Protocol

from adapters.channels.sync import garmin, intervals
from adapters.channels.sync.http import Http, Pause
from adapters.vendors import Account
from service.core.errors import Conflict, NotFound

NAMES = ("garmin", "intervals")


class Seals(Protocol):
    """What keeps keys unreadable."""

    def seal(self, name: str, text: str) -> str:
        """Give it as it may be stored."""
        ...

    def unseal(self, name: str, sealed: str) -> str:
        """Give it back."""
        ...


class Desk:
    """The vendors of one house. `bases`: addresses that stand in for a vendor's own, by its name."""

    names = NAMES

    def __init__(
        self,
        folder: Path,
        vault: Seals,
        *,
        today: Callable[[], date],
        bases: Mapping[str, str | None],
        pause: Pause | None = None,
    ) -> None:
        self._folder, self._today, self._bases = folder, today, bases
        self.seal, self.unseal = vault.seal, vault.unseal
        self._ending = threading.Event()
        self._pause: Pause = pause or self._ending.wait

    def account(self, vendor: str, key: str) -> Account:
        """Give the account of this key. Raises NotFound."""
        if vendor == "garmin":
            return garmin.Garmin(key, self._http(vendor, garmin.BASE, says="Garmin"))
        if vendor == "intervals":
            http = self._http(vendor, intervals.BASE, says="intervals.icu")
            return intervals.Intervals(key, http, today=self._today())
        raise NotFound(f"There is no service {vendor} to connect. There are: {', '.join(NAMES)}.")

    @contextmanager
    def alone(self, vendor: str) -> Iterator[None]:
        """Hold a lock of the operating system, which ends with the process however it ends. Raises Conflict."""
        with (self._folder / f"sync-{vendor}.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as taken:
                raise Conflict("A sync with this service is under way. Look again in a minute.") from taken
            yield

    def end(self) -> None:
        """Let no sync begin another file, and no wait last."""
        self._ending.set()

    def is_ending(self) -> bool:
        """Say whether `end` was called."""
        return self._ending.is_set()

    def _http(self, vendor: str, base: str, *, says: str) -> Http:
        return Http(self._bases.get(vendor) or base, vendor=says, pause=self._pause)
