"""The app as Chromium sees it: it may be installed, knows a page for when the house is away, and keeps nothing else."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.build.waiting import eventually
from tests.e2e.conftest import running

pytestmark = [pytest.mark.e2e, pytest.mark.slow]


def test_it_can_be_installed_and_says_so_when_the_house_is_away(page: Page, tmp_path: Path) -> None:
    with running(tmp_path) as house:
        page.goto(house.address)
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        devtools = page.context.new_cdp_session(page)
        manifest = devtools.send("Page.getAppManifest")
        objections = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]
        page.goto(house.address + "profile")
        page.wait_for_function("navigator.serviceWorker.controller !== null")
        page.goto(house.address + "history")
        expect(page.locator("h1")).not_to_contain_text("cannot be reached")
        kept = page.evaluate(
            "caches.keys().then(async (names) => (await Promise.all(names.map(async (name) => "
            "(await (await caches.open(name)).keys()).map((one) => new URL(one.url).pathname)))).flat())"
        )

    page.goto(house.address + "plan")

    expect(page.locator("h1")).to_have_text("Your Afterrun cannot be reached")
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontWeight") == "700"
    assert manifest["errors"] == []
    assert [one["errorId"] for one in objections if one["errorId"] != "in-incognito"] == []
    assert sorted(kept) == ["/offline", "/static/base.css", "/static/logo.svg"]


def test_a_reminder_is_shown_and_says_nothing_of_what_hurts(page: Page, tmp_path: Path) -> None:
    with running(tmp_path) as house:
        page.context.grant_permissions(["notifications"], origin=house.address.rstrip("/"))
        page.goto(house.address + "settings")
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        expect(page.get_by_role("button", name="Remind me on this device")).to_be_visible()
        devtools = page.context.new_cdp_session(page)
        found: dict[str, str] = {}
        devtools.on(
            "ServiceWorker.workerRegistrationUpdated", lambda told: found.update(told["registrations"][0])
        )
        devtools.send("ServiceWorker.enable")
        page.wait_for_function("navigator.serviceWorker.controller !== null")
        message = {"title": "Afterrun", "body": "Afterrun has a few questions for you."}
        devtools.send(
            "ServiceWorker.deliverPushMessage",
            {
                "origin": house.address.rstrip("/"),
                "registrationId": found["registrationId"],
                "data": json.dumps(message),
            },
        )
        notices = (
            "navigator.serviceWorker.ready.then((one) => one.getNotifications())"
            ".then((all) => all.map(({title, body}) => ({title, body})))"
        )

        assert eventually(lambda: page.evaluate(notices) == [message])
