"""Reminders to a browser: what it gave is kept, what is sent can be read by it alone, and it can be taken back."""

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import http_ece
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from py_vapid import Vapid02

from adapters.outlets.web_push import WebPushOutlet, public_key
from service.config import Settings
from service.core.errors import WorldError
from service.wiring import build_app, open_world
from tests.build.web import House, house

SEED = bytes(range(1, 33))
AUTH = bytes(16)


@dataclass
class Service:
    """A push service of a browser's maker, on this machine: it keeps what it gets and answers as told."""

    answers: int = 201
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    port: int = 0


@contextmanager
def push_service(answers: int = 201) -> Iterator[Service]:
    service = Service(answers)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            service.got.append(
                (
                    {name.lower(): text for name, text in self.headers.items()},
                    self.rfile.read(int(self.headers["Content-Length"])),
                )
            )
            self.send_response(service.answers)
            self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    service.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Browser:
    """What a browser makes when it subscribes."""

    def __init__(self, endpoint: str = "https://push.example.com/send/abc") -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        point = self.key.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        self.subscription = {
            "endpoint": endpoint,
            "keys": {"p256dh": base64url(point), "auth": base64url(AUTH)},
        }

    def reads(self, data: bytes) -> dict[str, str]:
        told: dict[str, str] = json.loads(http_ece.decrypt(data, private_key=self.key, auth_secret=AUTH))
        return told


def outlet(browser: Browser, gone: list[int]) -> WebPushOutlet:
    return WebPushOutlet(browser.subscription, lambda: SEED, lambda: gone.append(1))


def test_what_is_sent_is_read_by_this_browser_alone_and_signed_by_the_house() -> None:
    with push_service() as service:
        browser = Browser(f"http://127.0.0.1:{service.port}/send/abc")
        outlet(browser, []).send("Afterrun", "Afterrun has a question for you.")

    ((headers, data),) = service.got
    assert browser.reads(data) == {"title": "Afterrun", "body": "Afterrun has a question for you."}
    assert b"question" not in data
    assert headers["content-encoding"] == "aes128gcm"
    assert int(headers["ttl"]) == 12 * 3600
    assert Vapid02.verify(headers["authorization"])
    assert headers["authorization"].endswith(f",k={public_key(SEED)}")
    with pytest.raises(http_ece.ECEException):
        Browser().reads(data)


@pytest.mark.parametrize(("status", "forgotten"), [(410, 1), (404, 1), (500, 0), (403, 0), (307, 0)])
def test_a_browser_that_wants_no_more_is_forgotten_and_trouble_is_not_the_end(
    status: int, forgotten: int
) -> None:
    gone: list[int] = []
    with push_service(status) as service, pytest.raises(WorldError) as wrong:
        outlet(Browser(f"http://127.0.0.1:{service.port}/x"), gone).send("a", "b")

    assert len(gone) == forgotten
    assert len(service.got) == 1
    assert str(service.port) not in wrong.value.words


def test_a_service_that_is_away_is_trouble_of_the_world() -> None:
    with push_service() as service:
        browser = Browser(f"http://127.0.0.1:{service.port}/x")
    with pytest.raises(WorldError, match="cannot be reached"):
        outlet(browser, []).send("a", "b")


def subscribe(here: House, subscription: object) -> int:
    answer = here.send("/settings/push", page="/settings", subscription=json.dumps(subscription))
    return answer.status_code


def test_a_browser_is_kept_once_and_taken_back() -> None:
    here = house()
    browser = Browser()

    assert subscribe(here, browser.subscription) == 204
    assert subscribe(here, browser.subscription) == 204

    assert "1 device is reminded" in here.visit("/settings")
    here.send("/settings/push/drop", page="/settings", endpoint=str(browser.subscription["endpoint"]))
    assert "reminded." not in here.visit("/settings")


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example.com/x",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://localhost/x",
        "https://router.local/x",
        "https://192.168.1.1:8443/x",
        "file:///etc/passwd",
        "",
    ],
)
def test_nothing_of_the_home_network_is_a_push_service(endpoint: str) -> None:
    here = house()

    assert subscribe(here, Browser(endpoint).subscription) == 400
    assert "reminded." not in here.visit("/settings")


SHORT = {"endpoint": "https://push.example.com/x", "keys": {"p256dh": "AA", "auth": "AA"}}


@pytest.mark.parametrize("sent", [[], {}, {"endpoint": 7}, SHORT])
def test_what_no_browser_makes_is_refused(sent: object) -> None:
    assert subscribe(house(), sent) == 400


def test_without_the_form_s_token_no_browser_is_added() -> None:
    sent = {"subscription": json.dumps(Browser().subscription)}

    assert house().client.post("/settings/push", data=sent).status_code == 400


def test_a_reminder_goes_to_the_browsers_that_asked(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data", cache_dir=tmp_path / "cache")
    browser = Browser()
    with open_world(settings) as world:
        assert world.as_now().outlets == ()
        client = build_app(settings, world).test_client()
        page = client.get("/settings").text
        token = page.split('name="form_token" value="')[1].split('"')[0]
        sent = {"form_token": token, "subscription": json.dumps(browser.subscription)}
        assert client.post("/settings/push", data=sent).status_code == 204

        (way,) = world.as_now().outlets
        assert way.name.startswith("push-")
        assert "example" not in way.name
        key = page.split('data-key="')[1].split('"')[0]
        assert len(base64.urlsafe_b64decode(key + "=")) == 65
    assert (settings.data_dir / "vapid.key").stat().st_mode & 0o077 == 0
