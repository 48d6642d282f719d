"""Requests of a skill: the right ones are taken, and every kind of wrong one is not."""

import base64
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from adapters.locks.skill import SkillRequests, chain_url, known_roots
from service.core.errors import InputError, WorldError
from tests.build.signing import SKILL, URL, Amazon, as_sent, certificate, other_key, pem, signed

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
LAUNCH = {"type": "LaunchRequest"}


def judge(amazon: Amazon, now: datetime = NOW) -> SkillRequests:
    return SkillRequests(SKILL, amazon.roots(), fetch=amazon.fetch, now=lambda: now)


def test_a_right_request_is_taken_and_its_certificates_are_fetched_once() -> None:
    amazon = Amazon(NOW)
    judged = judge(amazon)

    for _ in range(3):
        body = as_sent(amazon.body(LAUNCH))
        assert judged.check(signed(body), body)["version"] == "1.0"

    assert amazon.fetched == [URL]


def test_a_request_without_a_session_is_taken() -> None:
    amazon = Amazon(NOW)
    told = amazon.body({"type": "AudioPlayer.PlaybackStarted"})
    del told["session"]
    body = as_sent(told)

    assert judge(amazon).check(signed(body), body)


@pytest.mark.parametrize("seconds", [-149, 149])
def test_the_window_is_150_seconds(seconds: int) -> None:
    amazon = Amazon(NOW)
    body = as_sent(amazon.body(LAUNCH))

    assert judge(amazon, NOW + timedelta(seconds=seconds)).check(signed(body), body)


@pytest.mark.parametrize("seconds", [-151, 151, 86_400])
def test_an_old_request_is_refused(seconds: int) -> None:
    amazon = Amazon(NOW)
    body = as_sent(amazon.body(LAUNCH))

    with pytest.raises(InputError, match="old"):
        judge(amazon, NOW + timedelta(seconds=seconds)).check(signed(body), body)


def test_the_same_request_is_taken_once() -> None:
    amazon = Amazon(NOW)
    judged, body = judge(amazon), as_sent(amazon.body(LAUNCH))
    judged.check(signed(body), body)

    with pytest.raises(InputError, match="before"):
        judged.check(signed(body), body)


def no_signature(body: bytes) -> tuple[dict[str, str], bytes]:
    return {"signaturecertchainurl": URL}, body


def no_url(body: bytes) -> tuple[dict[str, str], bytes]:
    return {"signature-256": signed(body)["signature-256"]}, body


def changed(body: bytes) -> tuple[dict[str, str], bytes]:
    return signed(body), body.replace(b"LaunchRequest", b"LaunchRequesT")


def no_base64(body: bytes) -> tuple[dict[str, str], bytes]:
    return {**signed(body), "signature-256": "no base 64!"}, body


def short(body: bytes) -> tuple[dict[str, str], bytes]:
    return {**signed(body), "signature-256": base64.b64encode(b"short").decode()}, body


WRONG: dict[str, Callable[[bytes], tuple[dict[str, str], bytes]]] = {
    "no signature": no_signature,
    "no address of certificates": no_url,
    "body changed": changed,
    "signature is no base64": no_base64,
    "signature is too short": short,
    "signed by another key": lambda body: (signed(body, by="somebody"), body),
    "signed with SHA-1": lambda body: (signed(body, old=True), body),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrongly_signed_request_is_refused(name: str) -> None:
    amazon = Amazon(NOW)
    headers, body = WRONG[name](as_sent(amazon.body(LAUNCH)))

    with pytest.raises(InputError) as refused:
        judge(amazon).check(headers, body)

    assert refused.value.code == "not_alexa"


CHAINS: dict[str, Callable[[Amazon], bytes]] = {
    "another name": lambda a: pem(a.leaf(names=("example.org",)), a.middle()),
    "a name that only ends alike": lambda a: pem(a.leaf(names=("not-echo-api.amazon.com",)), a.middle()),
    "a wildcard of somebody else": lambda a: pem(a.leaf(names=("*.example.org",)), a.middle()),
    "run out": lambda a: pem(a.leaf(days=(-30, -1)), a.middle()),
    "not valid yet": lambda a: pem(a.leaf(days=(1, 30)), a.middle()),
    "the middle is missing": lambda a: pem(a.leaf()),
    "another root": lambda a: pem(
        certificate("leaf", "evil", a.at), certificate("evil", "evil", a.at, ca=True, names=())
    ),
    "signed by itself": lambda a: pem(certificate("leaf", "leaf", a.at)),
    "a leaf that signs": lambda a: pem(
        certificate("leaf", "mate", a.at), certificate("mate", "middle", a.at), a.middle()
    ),
    "another kind of key": lambda a: pem(a.leaf(public=other_key().public_key()), a.middle()),
    "no certificate": lambda _: b"hello",
    "nothing": lambda _: b"",
}


@pytest.mark.parametrize("name", CHAINS)
def test_certificates_that_do_not_hold_are_refused(name: str) -> None:
    amazon = Amazon(NOW)
    amazon.chain = CHAINS[name](amazon)
    body = as_sent(amazon.body(LAUNCH))

    with pytest.raises(InputError) as refused:
        judge(amazon).check(signed(body), body)

    assert refused.value.code == "not_alexa"


@pytest.mark.parametrize(
    "url",
    [
        "https://s3.amazonaws.com/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com:443/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com/echo.api/../echo.api/echo-api-cert.pem",
        "HTTPS://S3.AmazonAWS.com/echo.api/echo-api-cert.pem",
    ],
)
def test_amazons_own_examples_of_right_addresses(url: str) -> None:
    assert chain_url(url) == "https://s3.amazonaws.com/echo.api/echo-api-cert.pem"


@pytest.mark.parametrize(
    "url",
    [
        "http://s3.amazonaws.com/echo.api/echo-api-cert.pem",
        "https://notamazon.com/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com/EcHo.aPi/echo-api-cert.pem",
        "https://s3.amazonaws.com/invalid.path/echo-api-cert.pem",
        "https://s3.amazonaws.com:563/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com/echo.api/../other/echo-api-cert.pem",
        "https://s3.amazonaws.com/echo.api/%2e%2e/other/echo-api-cert.pem",
        "https://s3.amazonaws.com@evil.org/echo.api/echo-api-cert.pem",
        "https://me@s3.amazonaws.com/echo.api/echo-api-cert.pem",
        "https://s3.amazonaws.com:x/echo.api/a.pem",
        "https://[::1/echo.api/a.pem",
        "",
    ],
)
def test_wrong_addresses_are_refused_and_never_asked(url: str) -> None:
    amazon = Amazon(NOW)
    body = as_sent(amazon.body(LAUNCH))

    with pytest.raises(InputError):
        judge(amazon).check(signed(body, url=url), body)

    assert amazon.fetched == []


def _without(told: dict[str, Any], *path: str) -> dict[str, Any]:
    here = told
    for name in path[:-1]:
        here = here[name]
    del here[path[-1]]
    return told


@pytest.mark.parametrize(
    "spoil",
    [
        lambda told: _without(told, "request", "timestamp"),
        lambda told: _without(told, "request", "requestId"),
        lambda told: _without(told, "context"),
        lambda told: told | {"session": {"application": {"applicationId": "another"}}},
        lambda told: told | {"context": {"System": {"application": {"applicationId": "another"}}}},
        lambda told: told | {"request": told["request"] | {"timestamp": "yesterday"}},
        lambda told: told | {"request": told["request"] | {"timestamp": "2026-11-28T12:00:00"}},
        lambda told: told | {"request": []},
        lambda _: [],
    ],
)
def test_a_signed_request_that_is_not_for_us_is_refused(spoil: Callable[[dict[str, Any]], Any]) -> None:
    amazon = Amazon(NOW)
    body = as_sent(spoil(amazon.body(LAUNCH)))

    with pytest.raises(InputError) as refused:
        judge(amazon).check(signed(body), body)

    assert refused.value.code == "not_alexa"


def test_no_json_is_refused() -> None:
    with pytest.raises(InputError, match="no JSON"):
        judge(Amazon(NOW)).check(signed(b"hello"), b"hello")


def test_newer_certificates_take_the_place_of_those_that_ran_out() -> None:
    amazon, now = Amazon(NOW), [NOW]
    judged = SkillRequests(SKILL, amazon.roots(), fetch=amazon.fetch, now=lambda: now[0])
    body = as_sent(amazon.body(LAUNCH))
    judged.check(signed(body), body)

    now[0] = NOW + timedelta(days=50)
    amazon.chain = pem(amazon.leaf(days=(-30, 60)), amazon.middle())
    amazon.at = now[0]
    amazon.chain = pem(
        certificate("leaf", "middle", now[0]), certificate("middle", "root", NOW, ca=True, names=())
    )
    body = as_sent(amazon.body(LAUNCH))

    assert judged.check(signed(body), body)


def test_without_amazon_nothing_is_taken() -> None:
    amazon = Amazon(NOW)

    def fail(_: str) -> bytes:
        raise WorldError("Amazon's certificates cannot be fetched now.")

    body = as_sent(amazon.body(LAUNCH))
    with pytest.raises(WorldError):
        SkillRequests(SKILL, amazon.roots(), fetch=fail, now=lambda: NOW).check(signed(body), body)


def test_the_webs_own_roots_are_known() -> None:
    assert known_roots() is not None
