"""What the use cases need to reach accounts elsewhere, as a Protocol; part of `service.app.ports`."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from adapters.vendors import Account
from service.core.errors import NotFound


class Vendors(Protocol):
    """Who can be connected, and what it takes to."""

    @property
    def names(self) -> tuple[str, ...]:
        """Give the vendors that are known here, such as garmin."""
        ...

    def account(self, vendor: str, key: str) -> Account:
        """Give the account of this key; nothing is asked of the vendor yet. Raises NotFound."""
        ...

    def alone(self, vendor: str) -> AbstractContextManager[None]:
        """Let nobody else on this machine sync with this vendor meanwhile. Raises Conflict where somebody does."""
        ...

    def seal(self, vendor: str, key: str) -> str:
        """Give the key as it may be stored."""
        ...

    def unseal(self, vendor: str, sealed: str) -> str:
        """Give the key. Raises WorldError `key_lost`."""
        ...

    def end(self) -> None:
        """Let no sync begin another file, and no wait last: this process is about to end."""
        ...

    def is_ending(self) -> bool:
        """Say whether `end` was called."""
        ...


class NoVendors:
    """A house without a way out."""

    names: tuple[str, ...] = ()

    def account(self, vendor: str, key: str) -> Account:
        """Refuse."""
        del key
        raise NotFound(f"There is no service {vendor} to connect.")

    @contextmanager
    def alone(self, vendor: str) -> Iterator[None]:
        """Let the one who asks."""
        del vendor
        yield

    def seal(self, vendor: str, key: str) -> str:
        """Refuse."""
        del key
        raise NotFound(f"There is no service {vendor} to connect.")

    unseal = seal

    def end(self) -> None:
        """Do nothing: there is nothing to end."""

    def is_ending(self) -> bool:
        """Say no."""
        return False


NO_VENDORS = NoVendors()
