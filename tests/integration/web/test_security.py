import io
import re
from pathlib import Path

import pytest

from service.web import factory
from tests.build import fit
from tests.build.web import house

WEB = Path(factory.__file__).parent


def test_a_foreign_host_name_gets_nothing() -> None:
    answer = house().client.get("/", headers={"Host": "evil.example"})

    assert answer.status_code == 421
    assert "sample season" not in answer.text


@pytest.mark.parametrize("host", ["", "localhost.evil.example", "[", "localhost@evil.example:80"])
def test_a_host_that_only_looks_right_gets_nothing(host: str) -> None:
    assert house().client.get("/", headers={"Host": host}).status_code in {400, 421}


def test_a_port_behind_the_host_does_not_matter() -> None:
    assert house().client.get("/", headers={"Host": "LOCALHOST:8000"}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/check-ins", "/profile", "/sample-season", "/sessions", "/sittings/warm_up"]
)
def test_a_form_without_its_token_changes_nothing(path: str) -> None:
    here = house()

    answer = here.client.post(path, data={"hurts": "no", "age": "20"})

    assert answer.status_code == 400
    assert "reload" in answer.text


def test_a_token_of_another_browser_does_not_fit() -> None:
    here = house()
    stolen = here.token()
    other = here.app.test_client()
    other.get("/profile")

    assert other.post("/check-ins", data={"form_token": stolen}).status_code == 400


def test_the_token_s_cookie_stays_on_this_site_and_out_of_scripts() -> None:
    cookie = house().client.get("/profile").headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}],
)
def test_another_site_cannot_post_to_the_api(headers: dict[str, str]) -> None:
    here = house()

    answer = here.client.post("/api/v1/activities", data=fit.run(), headers=headers)

    assert answer.status_code == 403
    assert answer.get_json()["code"] == "cross_site"


def test_the_same_site_and_a_plain_client_may_post() -> None:
    here = house()
    own = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}

    assert here.client.post("/api/v1/activities", data=fit.run(9), headers=own).status_code == 201
    assert here.client.post("/api/v1/activities", data=fit.run(8)).status_code == 201


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded"])
def test_the_api_takes_no_content_that_a_foreign_form_could_send(kind: str) -> None:
    answer = house().client.post("/api/v1/check-ins", data="{}", content_type=kind)

    assert answer.status_code == 415


@pytest.mark.parametrize("path", ["/", "/nope", "/api/v1/health", "/static/base.css"])
def test_every_answer_carries_the_strict_headers(path: str) -> None:
    headers = house().client.get(path, buffered=True).headers

    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "form-action 'self'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_pages_with_health_data_are_not_kept_by_caches() -> None:
    assert house().client.get("/profile").headers["Cache-Control"] == "no-store"


def test_no_template_holds_inline_code_style_or_another_host() -> None:
    for template in (WEB / "templates").rglob("*.html"):
        text = template.read_text("utf-8")

        assert not re.search(r"\son\w+=|\sstyle=|<style|javascript:", text), template
        assert not re.search(r"<script(?![^>]*\ssrc=)", text), template
        assert not re.search(r"(?:src|href)=\"(?:https?:)?//", text), template


def test_the_first_page_weighs_at_most_80_kilobytes() -> None:
    here = house()
    page = here.visit("/")

    loaded = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page))
    weight = len(page.encode()) + sum(len(here.client.get(path, buffered=True).data) for path in loaded)

    assert loaded
    assert weight <= 80_000


def test_the_player_page_weighs_at_most_80_kilobytes() -> None:
    here = house()
    path = here.send("/sittings/warm_up", page="/sittings/warm_up", hurts="no").headers["Location"]
    page = here.visit(path)

    parts = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page))
    parts |= {f"/static/player/{file.name}" for file in (WEB / "static" / "player").iterdir()}
    weight = len(page.encode()) + sum(len(here.client.get(part, buffered=True).data) for part in parts)

    assert weight <= 80_000


def test_logs_hold_no_names_and_no_answers(caplog: pytest.LogCaptureFixture) -> None:
    here = house()
    with caplog.at_level("DEBUG"):
        here.client.post("/api/v1/activities", data={"file": (io.BytesIO(fit.run()), "mo-s-secret-race.fit")})
        here.client.post("/api/v1/check-ins/none", json={"step": "Q3", "answers": {"q.site": "groin"}})

    assert "verdict=complete" in caplog.text
    assert "secret-race" not in caplog.text
    assert "groin" not in caplog.text


def test_every_page_of_every_room_carries_the_strict_policy() -> None:
    here = house()
    for rule in here.app.url_map.iter_rules():
        if "GET" in (rule.methods or ()):
            path = re.sub(r"<[^>]+>", "1", rule.rule)
            policy = here.client.get(path, buffered=True).headers["Content-Security-Policy"]

            assert "default-src 'self'; script-src 'self'; style-src 'self'" in policy, path
            assert "unsafe" not in policy, path
