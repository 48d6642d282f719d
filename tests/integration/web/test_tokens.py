"""Tokens: what a program from outside may do, and nothing more."""

import re
from datetime import timedelta
from typing import Any

import pytest
from werkzeug.test import Client, TestResponse
from werkzeug.wrappers import Response

from service.app.tokens import SCOPES, make_token, revoke, tokens
from service.core.errors import InputError, NotFound
from service.web.api.openapi import endpoints
from service.web.auth import behind_login
from tests.build import fit
from tests.build.web import House, house
from tests.integration.web.test_statuses import address


def asks(here: House, path: str, token: str | None, method: str = "GET", **more: Any) -> TestResponse:
    """Ask from elsewhere."""
    headers = {"Authorization": f"Bearer {token}"} if token is not None else {}
    outside = Client(behind_login(here.app), Response)
    return outside.open(path, method=method, base_url="https://afterrun.local", headers=headers, **more)


def test_a_token_is_made_on_a_page_shown_once_and_withdrawn() -> None:
    here = house()

    page = here.client.post(
        "/settings/tokens", data={"form_token": here.token(), "name": "my phone", "may": ["read", "import"]}
    ).text
    made = re.search(r"afterrun_[\w-]{43}", page)
    assert made is not None
    (known,) = tokens(here.world)

    assert asks(here, "/api/v1/activities", made[0]).status_code == 200
    assert made[0] not in here.visit("/settings/tokens")
    assert "my phone" in here.visit("/settings/tokens")
    here.send("/settings/tokens/withdraw", id=known.id)
    assert asks(here, "/api/v1/activities", made[0]).status_code == 401


def test_a_token_opens_its_scopes_and_nothing_else() -> None:
    here = house()
    every = {scope: make_token(here.world, scope, [scope]) for scope in SCOPES}

    for one in endpoints(here.app):
        path = address(one)
        answers = {
            scope: asks(here, path, token, one.method, json={}).status_code for scope, token in every.items()
        }
        assert {scope for scope, status in answers.items() if status != 403} == {one.promise.scope}, path


@pytest.mark.parametrize("path", ["/", "/plan", "/settings/tokens", "/api", "/history"])
def test_a_token_opens_no_page(path: str) -> None:
    here = house()
    token = make_token(here.world, "all", SCOPES)

    assert asks(here, path, token).status_code == 403
    assert here.client.get(path, headers={"Authorization": f"Bearer {token}"}).status_code == 403


def test_who_shows_nothing_or_something_made_up_comes_in_nowhere() -> None:
    here = house()

    for one in endpoints(here.app):
        path = address(one)
        for token in (None, "afterrun_" + "a" * 43, ""):
            assert asks(here, path, token, one.method, json={}).status_code == 401, path


def test_a_file_can_be_sent_with_a_token_for_files_but_not_read_back() -> None:
    here = house()
    token = make_token(here.world, "watch", ["import"])

    sent = asks(here, "/api/v1/activities?name=run.fit", token, "POST", data=fit.run())

    assert sent.status_code == 201
    assert asks(here, f"/api/v1/activities/{sent.get_json()['activity_id']}", token).status_code == 403


def test_the_list_tells_the_day_each_was_last_used() -> None:
    here = house()
    token = make_token(here.world, "phone", ["read"])
    assert tokens(here.world)[0].used is None

    asks(here, "/api/v1/profile", token)
    here.clock.at += timedelta(days=3)
    asks(here, "/api/v1/profile", token)

    assert tokens(here.world)[0].used == here.clock.local_date()


def test_what_is_kept_does_not_open_the_door() -> None:
    here = house()
    token = make_token(here.world, "phone", ["read"])

    with here.world.store.unit() as unit:
        kept = unit.notes.of("token")

    assert token not in str(kept)
    assert asks(here, "/api/v1/profile", kept[0][0]).status_code == 401


@pytest.mark.parametrize(("name", "may"), [("", ["read"]), ("x" * 61, ["read"]), ("a", []), ("a", ["all"])])
def test_a_token_needs_a_name_and_known_scopes(name: str, may: list[str]) -> None:
    here = house()

    with pytest.raises(InputError):
        make_token(here.world, name, may)

    assert here.client.post(
        "/settings/tokens", data={"form_token": here.token(), "name": name, "may": may}
    ).status_code == 400  # fmt: skip


def test_withdrawing_what_was_never_given_out_says_so() -> None:
    with pytest.raises(NotFound):
        revoke(house().world, "")
