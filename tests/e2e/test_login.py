"""A phone on the home network: HTTPS that Chromium takes for secure, the first password, and the way out again."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.build.waiting import eventually
from tests.e2e.conftest import PHONE, free_port, running
from tests.e2e.looking import DESK, LOOKS, objections

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

PASSWORD = "blue heron by the weir"  # noqa: S105  # of a house in a temporary folder
CODE = re.compile(r"enter this code there: (\S+)")


def test_a_phone_chooses_the_password_and_is_in_until_it_logs_out(browser: Browser, tmp_path: Path) -> None:
    port = free_port()
    with running(tmp_path, AFTERRUN_LAN="1", AFTERRUN_LAN_PORT=str(port)) as house:
        home = f"https://127.0.0.1:{port}"
        assert eventually(lambda: CODE.search((tmp_path / "log").read_text()))
        code = CODE.search((tmp_path / "log").read_text())
        assert code is not None
        phone = browser.new_context(viewport=PHONE, ignore_https_errors=True, has_touch=True)
        page = phone.new_page()

        page.goto(f"{home}/plan")
        page.get_by_label("Code from the terminal").fill(code[1])
        page.get_by_label("New password").fill(PASSWORD)
        page.get_by_role("button", name="Keep it and go in").click()

        expect(page).to_have_url(f"{home}/plan")
        assert page.evaluate("isSecureContext && Boolean(navigator.mediaDevices)")
        (cookie,) = [one for one in phone.cookies() if "login" in one["name"]]
        assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"]) == (True, True, "Lax")
        page.goto(f"{home}/settings")
        page.get_by_role("button", name="Log out", exact=True).click()
        expect(page.get_by_role("heading", name="Log in")).to_be_visible()
        phone.close()

        wrong = []
        for name, size, theme in LOOKS:
            window = browser.new_context(
                viewport=size, color_scheme=theme, ignore_https_errors=True, has_touch=size != DESK
            )
            page = window.new_page()
            for path in ("/login", "/phone"):
                page.goto(home + path)
                wrong += objections(page, f"{path} {name}")
            window.close()
        assert wrong == []
        assert house.address.startswith("http://127.0.0.1")
    assert PASSWORD not in (tmp_path / "log").read_text()
