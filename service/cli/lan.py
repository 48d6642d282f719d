"""The second listener of `--lan`: HTTPS on all addresses of this machine, behind the login."""

import logging
import socket
import ssl
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from wsgiref.types import WSGIApplication, WSGIEnvironment

import segno
from cheroot.ssl.builtin import BuiltinSSLAdapter
from cheroot.wsgi import Server

from adapters.locks.house_door import HouseDoor
from service.core.errors import InputError
from service.web.auth import behind_login
from service.web.factory import MAX_REQUEST_BYTES

log = logging.getLogger(__name__)

LOOK_S = 300
"""How often it is looked whether the certificate still fits. Ours: a router hands out addresses for hours."""
HEADER_BYTES = 64 * 1024
THREADS = 12
"""Pages that listen hold one each for up to two seconds."""


@contextmanager
def open_lan(app: WSGIApplication, door: HouseDoor, port: int) -> Iterator[None]:
    """Serve through this door for the length of a block. Raises InputError where the port is taken."""
    file = str(door.certificate())
    adapter = _LateHandshake(file, file)
    server = _QuietServer(
        ("::" if socket.has_dualstack_ipv6() else "0.0.0.0", port),  # noqa: S104  # what `--lan` is for
        behind_login(app),
        numthreads=THREADS,
        server_name="afterrun",
        request_queue_size=64,
    )
    server.ssl_adapter = adapter
    server.max_request_header_size = HEADER_BYTES
    server.max_request_body_size = MAX_REQUEST_BYTES
    try:
        server.prepare()
    except OSError as refused:
        raise InputError(
            f"The secure page cannot use port {port}: {refused.strerror or refused}. Set AFTERRUN_LAN_PORT to another."
        ) from refused
    ended = threading.Event()
    threads = [
        threading.Thread(target=server.serve, name="lan", daemon=True),
        threading.Thread(
            target=_keep_fitting, args=(adapter, door, ended), name="lan-certificate", daemon=True
        ),
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        ended.set()
        server.stop()


def show_address(door: HouseDoor) -> None:
    """Print where other devices find the page, at a terminal as a QR code too."""
    first, *others = door.addresses()
    print(f"On your phone: {first}", flush=True)
    if sys.stdout.isatty():
        segno.make(first, micro=False).terminal(compact=True)
    print(
        f"Also: {' '.join(others)}\n"
        f"A phone warns until it trusts this house's certificate: {first}phone says how.\n"
        f"Its SHA-256 fingerprint is {door.fingerprint}",
        file=sys.stderr,
        flush=True,
    )


class _QuietServer(Server):
    """Logs that a connection failed, never what was in it; phones that do not trust us yet hang up all day."""

    def error_log(self, msg: str = "", level: int = logging.INFO, traceback: bool = False) -> None:  # noqa: FBT001, FBT002
        del traceback
        if level >= logging.ERROR:
            log.debug("connection failed: %s", msg.split("(", 1)[0][:60])


class _LateHandshake(BuiltinSSLAdapter):
    """Shakes hands in the thread that serves, so that one slow caller keeps nobody else at the door."""

    def wrap(self, sock: socket.socket) -> tuple[ssl.SSLSocket, WSGIEnvironment]:
        wrapped = self.context.wrap_socket(sock, do_handshake_on_connect=False, server_side=True)
        return wrapped, {"wsgi.url_scheme": "https", "HTTPS": "on"}


def _keep_fitting(adapter: BuiltinSSLAdapter, door: HouseDoor, ended: threading.Event) -> None:
    """Show a new certificate to those who come next, once the old one no longer fits."""
    shown = door.certificate().read_bytes()
    while not ended.wait(LOOK_S):
        try:
            file = door.certificate()
            if file.read_bytes() != shown:
                adapter.context.load_cert_chain(file)
                shown = file.read_bytes()
                log.info("certificate renewed")
        except OSError as wrong:  # a full disk; the old one goes on
            log.warning("certificate not renewed: %s", wrong.strerror)
