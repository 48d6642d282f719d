"""Every status that the document names does come, and no other: each operation is brought into each of them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Response

from service.app.tokens import SCOPES, make_token
from service.core.errors import WorldError
from service.web.api.openapi import EVERYWHERE, ROOT, Endpoint, endpoints, failures
from service.web.auth import behind_login
from tests.build.web import House, house

HOUSE = house()
ALL = list(endpoints(HOUSE.app))
NAMED = {one.name.removeprefix("api_"): one for one in ALL}


def address(one: Endpoint) -> str:
    return ROOT + re.sub(r"{(\w+)}", lambda found: "0" if found[1] == "index" else "0123456789ab", one.path)


@contextmanager
def away(here: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Take the store away."""

    def refuse(*_: object, **__: object) -> None:
        raise WorldError("The store does not answer.")

    with monkeypatch.context() as broken:
        broken.setattr(type(here.world.store), "unit", refuse)
        yield


def common(one: Endpoint, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Bring it into what can be wrong with any request."""
    home, path = HOUSE.client, address(one)
    outside = Client(behind_login(HOUSE.app), Response)
    other = make_token(HOUSE.world, "other", [scope for scope in SCOPES if scope != one.promise.scope])

    def ask(client: Any = home, **more: Any) -> int:
        return int(client.open(path, method=one.method, **more).status_code)

    yield ask(headers={"Host": "evil.example"})
    yield ask(outside, base_url="https://afterrun.local")
    yield ask(headers={"Authorization": f"Bearer {other}"})
    with away(HOUSE, monkeypatch):
        yield ask(headers={"Authorization": f"Bearer {other}"})
    if one.method != "GET" and not one.promise.takes_files:
        yield ask(data="a", content_type="text/plain")
    if one.promise.schema is not None:
        yield ask(data=b" " * 70_000, content_type="application/json")
        yield ask(data=b"[]", content_type="application/json")
    if one.promise.query is not None:
        yield ask(query_string=dict.fromkeys(one.promise.query.model_fields, "x" * 700))


@pytest.mark.parametrize("name", NAMED)
def test_what_can_be_wrong_with_any_request_is_answered_as_documented(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = NAMED[name]
    documented = {status for status, when in failures(one).items() if EVERYWHERE.get(status) == when}

    assert set(common(one, monkeypatch)) == documented
