"""The door for those who come from outside this machine."""

import re
from datetime import timedelta

import pyotp
import pytest
from werkzeug.test import Client, TestResponse
from werkzeug.wrappers import Response

from service.app.access import (
    accept_code_key,
    drop_code_key,
    log_out_everywhere,
    new_setup_code,
    offer_code_key,
    set_password,
)
from service.app.access_ports import Locks
from service.web.auth import behind_login
from service.web.context import the_services
from tests.build.web import House, house

PASSWORD = "blue heron by the weir"  # noqa: S105  # of a house in memory
HTTPS = "https://192.168.1.20:8043"


class Outside:
    """A browser somewhere else on the home network."""

    def __init__(self, here: House, base_url: str = HTTPS, address: str = "192.168.1.77") -> None:
        self._client = Client(behind_login(here.app), Response)
        self._how = {"base_url": base_url, "environ_base": {"REMOTE_ADDR": address}}

    def get(self, path: str, **more: object) -> TestResponse:
        return self._client.get(path, **{**self._how, **more})

    def post(self, path: str, **more: object) -> TestResponse:
        return self._client.post(path, **{**self._how, **more})

    def log_in(self, password: str = PASSWORD, **fields: str) -> TestResponse:
        token = re.search(r'name="form_token" value="([0-9a-f]+)"', self.get("/login").text)
        assert token is not None
        return self.post("/login", data={"form_token": token[1], "password": password, **fields})


@pytest.fixture
def here() -> House:
    made = house()
    set_password(made.world, _locks(made), PASSWORD)
    return made


def _locks(here: House) -> Locks:
    with here.app.app_context():
        return the_services().locks


OPEN = {
    "/login",
    "/phone",
    "/phone/afterrun.crt",
    "/worker.js",
    "/offline",
    "/api/v1/alexa",  # signed by Amazon, and shut in this house
    "/api/v1/alexa/sound/1.mp3",
}
"""All that anybody may reach. Whoever adds to it says here why."""


def test_a_stranger_sees_nothing_but_the_login(here: House) -> None:
    stranger = Outside(here)
    for rule in here.app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint in {"static", "reminders.calendar"}:
            continue
        path = re.sub(r"<[^>]+>", "1", rule.rule)
        answer = stranger.get(path, buffered=True)
        if path in OPEN:
            assert answer.status_code in {200, 404}
        elif path.startswith("/api/"):
            assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer"), path
        else:
            assert answer.status_code == 303, path
            assert answer.headers["Location"].startswith("/login"), path


def test_a_stranger_changes_nothing(here: House) -> None:
    stranger = Outside(here)

    for rule in here.app.url_map.iter_rules():
        if "POST" in (rule.methods or ()) and rule.rule != "/login":
            answer = stranger.post(re.sub(r"<[^>]+>", "1", rule.rule), json={})
            assert answer.status_code in ({404} if rule.rule in OPEN else {400, 401, 303}), rule.rule
            assert answer.headers.get("Location", "/login").startswith("/login"), rule.rule


def test_after_the_login_one_is_where_one_wanted_to_be(here: House) -> None:
    browser = Outside(here)
    aim = browser.get("/activities?page=2").headers["Location"]

    answer = browser.log_in(next="/activities?page=2")

    assert aim == "/login?next=/activities?page%3D2"
    assert answer.headers["Location"] == "/activities?page=2"
    assert browser.get("/activities").status_code == 200
    assert browser.get("/api/v1/profile").status_code == 200


@pytest.mark.parametrize(
    "aim", ["//evil.example", "https://evil.example", "/\\evil.example", "evil", "/\n/evil"]
)
def test_no_login_leads_to_another_site(here: House, aim: str) -> None:
    assert Outside(here).log_in(next=aim).headers["Location"] == "/"


def test_the_cookie_is_out_of_reach_of_scripts_other_sites_and_plain_http(here: House) -> None:
    cookies = Outside(here).log_in().headers.getlist("Set-Cookie")

    (cookie,) = [one for one in cookies if "login" in one]
    assert cookie.startswith("__Host-afterrun_login=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))


def test_without_https_the_cookie_is_not_secure_but_works(here: House) -> None:
    browser = Outside(here, "http://192.168.1.20:8042")

    assert "Secure" not in browser.log_in().headers["Set-Cookie"]
    assert browser.get("/profile").status_code == 200


def test_a_wrong_password_stays_outside(here: House) -> None:
    browser = Outside(here)

    answer = browser.log_in("red heron by the weir")

    assert answer.status_code == 401
    assert "did not fit" in answer.text
    assert browser.get("/profile").status_code == 303


def test_after_five_wrong_ones_even_the_right_one_waits(here: House) -> None:
    browser = Outside(here)
    for _ in range(5):
        assert browser.log_in("wrong wrong wrong").status_code == 401

    refused = browser.log_in()

    assert refused.status_code == 429
    assert "Wait 15 minutes" in refused.text
    assert Outside(here, address="192.168.1.78").log_in().status_code == 303
    here.clock.pass_by(hours=0.26)
    assert browser.log_in().status_code == 303


def test_many_addresses_gain_nothing(here: House) -> None:
    for last in range(10):
        for _ in range(5):
            Outside(here, address=f"192.168.2.{last}").log_in("wrong wrong wrong")

    assert Outside(here, address="192.168.3.1").log_in().status_code == 429


def test_addresses_of_one_ipv6_network_are_one(here: House) -> None:
    for last in range(5):
        Outside(here, address=f"2001:db8::{last:x}").log_in("wrong wrong wrong")

    assert Outside(here, address="2001:db8::ffff").log_in().status_code == 429
    assert Outside(here, address="2001:db8:0:1::1").log_in().status_code == 303


def test_a_right_one_is_not_counted(here: House) -> None:
    for _ in range(8):
        assert Outside(here).log_in().status_code == 303


def test_log_out_forgets_the_browser_here_too(here: House) -> None:
    browser = Outside(here)
    token = browser.log_in().headers["Set-Cookie"].split(";")[0]
    form = re.search(r'name="form_token" value="([0-9a-f]+)"', browser.get("/profile").text)
    assert form is not None

    assert browser.post("/logout", data={"form_token": form[1]}).status_code == 303

    thief = Outside(here)
    assert thief.get("/profile", headers={"Cookie": token}).status_code == 303


def test_a_new_password_ends_every_login(here: House) -> None:
    browser = Outside(here)
    browser.log_in()

    set_password(here.world, _locks(here), "another good one")

    assert browser.get("/profile").status_code == 303


def test_all_can_be_logged_out_at_once(here: House) -> None:
    browsers = [Outside(here), Outside(here)]
    for browser in browsers:
        browser.log_in()

    assert log_out_everywhere(here.world) == 2
    assert [browser.get("/profile").status_code for browser in browsers] == [303, 303]


def test_a_login_ends_after_a_month_away_and_not_while_it_is_used(here: House) -> None:
    browser = Outside(here)
    browser.log_in()

    for _ in range(3):
        here.clock.pass_by(days=20)
        assert browser.get("/profile").status_code == 200
    here.clock.pass_by(days=31)
    assert browser.get("/profile").status_code == 303


def test_the_login_form_needs_its_token_too(here: House) -> None:
    assert Outside(here).post("/login", data={"password": PASSWORD}).status_code == 400


# ---- the second factor


def test_a_code_opens_once(here: House) -> None:
    key = offer_code_key(here.world, _locks(here))
    accept_code_key(here.world, _locks(here), pyotp.TOTP(key).at(here.clock.now()))
    here.clock.pass_by(hours=1)
    code = pyotp.TOTP(key).at(here.clock.now())

    assert Outside(here).log_in().status_code == 401
    assert Outside(here).log_in(code="000000").status_code == 401
    assert Outside(here).log_in("wrong wrong wrong", code=code).status_code == 401
    assert Outside(here).log_in(code=code).status_code == 303
    assert Outside(here).log_in(code=code).status_code == 401


def test_the_code_that_switched_it_on_does_not_open_the_door(here: House) -> None:
    key = offer_code_key(here.world, _locks(here))
    code = pyotp.TOTP(key).at(here.clock.now())
    accept_code_key(here.world, _locks(here), code)

    assert Outside(here).log_in(code=code).status_code == 401


def test_a_clock_half_a_minute_off_is_right_and_a_minute_is_not(here: House) -> None:
    key = offer_code_key(here.world, _locks(here))
    accept_code_key(here.world, _locks(here), pyotp.TOTP(key).at(here.clock.now()))
    here.clock.pass_by(hours=1)
    late, too_late = (pyotp.TOTP(key).at(here.clock.now() - timedelta(seconds=s)) for s in (30, 61))

    assert Outside(here).log_in(code=too_late).status_code == 401
    assert Outside(here).log_in(code=late).status_code == 303


def test_without_the_phone_the_terminal_helps(here: House) -> None:
    key = offer_code_key(here.world, _locks(here))
    accept_code_key(here.world, _locks(here), pyotp.TOTP(key).at(here.clock.now()))

    assert drop_code_key(here.world)
    assert Outside(here).log_in().status_code == 303


# ---- the first password


def test_the_first_password_needs_the_code_of_the_terminal() -> None:
    empty = house()
    code = new_setup_code(empty.world)
    assert code is not None

    assert "Code from the terminal" in Outside(empty).get("/login").text
    assert Outside(empty).log_in(setup_code="0000-0000-0000").status_code == 401
    assert Outside(empty).log_in("short", setup_code=code).status_code == 400
    assert Outside(empty).log_in(setup_code=code.upper()).status_code == 303
    assert Outside(empty).log_in("mine all mine", setup_code=code).status_code == 401
    assert new_setup_code(empty.world) is None


def test_codes_are_not_guessed_for_long() -> None:
    empty = house()
    code = new_setup_code(empty.world)
    assert code is not None
    for _ in range(5):
        Outside(empty).log_in(setup_code="0000-0000-0000")

    assert Outside(empty).log_in(setup_code=code).status_code == 429


# ---- names and logs


def test_bare_addresses_are_answered_outside_and_strange_names_are_not(here: House) -> None:
    assert Outside(here, "https://[fd00::7]:8043").get("/login").status_code == 200
    assert Outside(here, "https://evil.example").get("/login").status_code == 421
    assert here.client.get("/", base_url="http://192.168.1.20").status_code == 421


def test_no_secret_is_in_the_logs(here: House, caplog: pytest.LogCaptureFixture) -> None:
    key = offer_code_key(here.world, _locks(here))
    with caplog.at_level("DEBUG"):
        browser = Outside(here)
        browser.log_in("wrong wrong wrong", code="123456")
        cookie = browser.log_in().headers["Set-Cookie"]
        browser.get("/profile")

    token = cookie.split("=")[1].split(";")[0]
    for secret in (PASSWORD, "wrong wrong wrong", "123456", key, token):
        assert secret not in caplog.text


def test_what_is_kept_of_password_and_cookie_opens_nothing(here: House) -> None:
    token = Outside(here).log_in().headers["Set-Cookie"].split("=")[1].split(";")[0]

    with here.world.store.unit() as unit:
        kept = repr([unit.notes.of(kind) for kind in ("access", "login")])
    assert "$argon2id$" in kept
    assert PASSWORD not in kept
    assert token not in kept


# ---- changing it from a page


def form_of(browser: Outside, path: str) -> str:
    found = re.search(r'name="form_token" value="([0-9a-f]+)"', browser.get(path).text)
    assert found is not None
    return found[1]


def test_from_outside_the_old_password_is_needed_for_a_new_one(here: House) -> None:
    browser = Outside(here)
    browser.log_in()
    token = form_of(browser, "/settings/password")

    def change(current: str) -> TestResponse:
        sent = {"form_token": token, "current": current, "password": "mine all mine"}
        return browser.post("/settings/password", data=sent)

    assert change("").status_code == 403
    assert change("wrong wrong wrong").status_code == 403
    assert browser.get("/profile").status_code == 200
    assert change(PASSWORD).status_code == 303
    assert browser.get("/profile").status_code == 303
    assert browser.log_in("mine all mine").status_code == 303


def test_an_authenticator_app_is_set_up_on_the_page(here: House) -> None:
    def send(path: str, **fields: str) -> TestResponse:
        return here.send(path, page="/settings/password", **fields)

    shown = send("/settings/codes").text
    key = re.search(r"<code class=\"address\">([A-Z2-7]{32})</code>", shown)
    assert key is not None
    assert send("/settings/codes/accept", code="000000").status_code == 400
    assert send("/settings/codes/accept", code=pyotp.TOTP(key[1]).at(here.clock.now())).status_code == 303
    assert Outside(here).log_in().status_code == 401
    assert key[1] not in here.visit("/settings/password")
    assert send("/settings/codes/drop").status_code == 303
    assert Outside(here).log_in().status_code == 303


def test_all_browsers_are_logged_out_from_the_settings(here: House) -> None:
    browser = Outside(here)
    browser.log_in()
    assert "1 browser is logged in" in here.visit("/settings")

    here.send("/logout/everywhere", page="/settings")

    assert browser.get("/profile").status_code == 303
