"""A page that no browser gives the microphone: it says so, and everything goes on without."""

import json
import urllib.request

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import House

pytestmark = pytest.mark.e2e


def test_a_page_that_is_not_secure_says_so_and_goes_by_the_big_button(house: House, page: Page) -> None:
    asked = urllib.request.Request(  # noqa: S310 - our own server
        f"{house.address}api/v1/sessions",
        json.dumps({"sitting": "warm_up", "hurts": False}).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(asked) as answer:  # noqa: S310 - our own server
        session = json.load(answer)["id"]
    page.add_init_script("Object.defineProperty(window, 'isSecureContext', {value: false})")
    page.goto(f"{house.address}sessions/{session}")
    page.locator("html[data-ready=yes]").wait_for(state="attached")

    page.get_by_role("button", name="Listen to me").click()

    expect(page.locator('[data-part="heard"]')).to_contain_text("only to a secure page")
    expect(page.get_by_role("link", name="How to get a secure page")).to_have_attribute("href", "/phone")
    page.locator('.controls button[data-do="toggle"]').click()
    expect(page.locator("html")).to_have_attribute("data-mode", "briefing")
    assert page.evaluate("!document.querySelector('audio').paused"), "a headset's keys need a loop that plays"
    assert page.evaluate("navigator.mediaSession.playbackState") == "playing"
