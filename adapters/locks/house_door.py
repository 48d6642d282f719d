"""The secure door to the home network: where it is, and the certificate that it shows."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from adapters.locks.certificates import serve_as, the_authority
from adapters.locks.names import own_addresses, own_names


class HouseDoor:
    """What a phone needs to come in. The files lie in `folder`, which is made."""

    def __init__(
        self,
        folder: Path,
        port: int,
        *,
        now: Callable[[], datetime],
        names: tuple[str, ...] = (),
        addresses: Callable[[], list[str]] = own_addresses,
    ) -> None:
        self._folder, self._port, self._now, self._addresses = folder, port, now, addresses
        self._names = sorted(own_names() | set(names))
        self._authority = the_authority(folder, self._names, now=now())

    @property
    def pem(self) -> bytes:
        """Give the certificate that a phone is told to trust; no secret."""
        return self._authority.pem

    @property
    def fingerprint(self) -> str:
        """Give its SHA-256, to be compared."""
        return self._authority.fingerprint

    def addresses(self) -> list[str]:
        """Give the addresses of the page for other devices, the likeliest first; they change with the network."""
        hosts = [*self._addresses(), *self._names]
        return [f"https://{f'[{host}]' if ':' in host else host}:{self._port}/" for host in hosts]

    def certificate(self) -> Path:
        """Give the file with the server's certificate and key, made anew where addresses came or time is short."""
        names = {*self._addresses(), *self._names, "localhost", "127.0.0.1", "::1"}
        return serve_as(self._authority, self._folder, names, now=self._now())
