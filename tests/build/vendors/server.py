"""A vendor's HTTP server on the loopback, with faults on order: what both fakes share.

Real sockets, real HTTP/1.1; a fault is drawn for a request before the fake looks at it, from a seed.
"""

import json
import socket
import threading
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from typing import ClassVar
from urllib.parse import parse_qsl, urlsplit

CUT, DROP = "cut", "drop"
FAULTS = ("401", "429", "500", CUT, DROP)


@dataclass
class Reply:
    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


def told(value: object, status: int = 200) -> Reply:
    return Reply(status, json.dumps(value).encode(), {"Content-Type": "application/json"})


@dataclass
class Ask:
    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes


class Vendor:
    """One fake vendor: answers, faults, and what was asked of it."""

    retry_after = "14"

    def __init__(self, *, faults: Sequence[str] = (), share: float = 0.0, seed: int = 0) -> None:
        self.faults, self.share = tuple(faults), share
        self.chance = Random(seed)  # noqa: S311  # which fault, not secrets
        self.asked: Counter[str] = Counter()
        self.injected: Counter[str] = Counter()
        self.together = self.most_together = 0
        self.lock = threading.Lock()
        self.down = False
        self.script: list[str | None] = []
        """The faults of the next requests, before any is drawn."""

    def answer(self, ask: Ask) -> Reply:
        raise NotImplementedError

    def spared(self, ask: Ask) -> bool:
        """Say whether no fault may meet this request."""
        return ask.method == "HEAD"

    def fault(self, ask: Ask) -> str | None:
        with self.lock:
            self.asked[f"{ask.method} {ask.path}"] += 1
            if self.down:
                return DROP
            if self.script and not self.spared(ask):
                return self.script.pop(0)
            if not self.faults or self.spared(ask) or self.chance.random() >= self.share:
                return None
            drawn = self.chance.choice(self.faults)
            self.injected[drawn] += 1
            return drawn

    @contextmanager
    def counted(self) -> Iterator[int]:
        """Count how many requests are under way at once."""
        with self.lock:
            self.together += 1
            self.most_together = max(self.most_together, self.together)
            now = self.together
        try:
            yield now
        finally:
            with self.lock:
                self.together -= 1


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    vendor: ClassVar[Vendor]

    def do_GET(self) -> None:
        self.serve()

    def do_POST(self) -> None:
        self.serve()

    def do_PUT(self) -> None:
        self.serve()

    def serve(self) -> None:
        split = urlsplit(self.path)
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        ask = Ask(self.command, split.path, dict(parse_qsl(split.query)), dict(self.headers), body)
        with self.vendor.counted():
            fault = self.vendor.fault(ask)
            if fault == DROP:
                self._hang_up()
                return
            if fault is not None and fault.isdecimal():
                wait = {"Retry-After": self.vendor.retry_after} if fault == "429" else {}
                self._send(Reply(int(fault), b'{"error":"injected"}', wait))
                return
            self._send(self.vendor.answer(ask), cut=fault == CUT)

    def _send(self, reply: Reply, *, cut: bool = False) -> None:
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body[: len(reply.body) // 2] if cut else reply.body)
        if cut:
            self._hang_up()

    def _hang_up(self) -> None:
        self.close_connection = True
        self.wfile.flush()
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *_: object) -> None:
        pass


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """A client that hung up is no news."""


@contextmanager
def served(vendor: Vendor) -> Iterator[str]:
    """Give the fake's base address while it is up."""
    handler = type("Handler", (_Handler,), {"vendor": vendor})
    server = _Quiet(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
