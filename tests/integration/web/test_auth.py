"""Who asks, and what they may do."""

import pytest
from flask import g

from service.core.errors import InputError
from service.web import auth
from tests.build.web import house


def test_at_home_everything_is_allowed() -> None:
    here = house()

    with here.app.test_request_context("/"):
        here.app.preprocess_request()
        auth.require("anything")

        assert auth.the_asker() == auth.HOME


def test_an_unknown_token_is_refused_even_at_home() -> None:
    answer = house().client.get("/api/v1/profile", headers={"Authorization": "Bearer made-up"})

    assert answer.status_code == 401
    assert answer.get_json()["code"] == "bad_token"


def test_a_scope_that_was_not_given_is_refused() -> None:
    here = house()

    with here.app.test_request_context("/"):
        here.app.preprocess_request()
        g.asker = auth.Asker("token", frozenset({"read"}), "kitchen")
        auth.require("read")
        with pytest.raises(InputError, match="needs the scope write"):
            auth.require("write")
