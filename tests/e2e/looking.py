"""What every test of the pages shares: a window, its four looks, pictures of them, and what axe says."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize, expect

from tests.build.furnished import Furnished
from tests.e2e.conftest import PHONE, House

ROOT = Path(__file__).parents[2]
SHOTS = ROOT / "artefacts" / "pages"
AXE = (ROOT / "tests" / "data" / "axe" / "axe.min.js").read_text("utf-8")
DESK: ViewportSize = {"width": 1280, "height": 900}
LYING: ViewportSize = {"width": 844, "height": 390}
PINS = """(loose) => {
    document.body.style.position = loose ? 'relative' : '';
    for (const one of document.querySelectorAll('.top nav, .marked')) {
        const held = getComputedStyle(one).position;
        one.style.position = !loose ? '' : held === 'fixed' ? 'absolute' : held === 'sticky' ? 'static' : '';
    }
}"""
"""What is pinned to the screen shows once in a picture of a whole page: at its end."""

Theme = Literal["light", "dark"]
Look = tuple[str, ViewportSize, Theme]
LOOKS: Sequence[Look] = (
    ("phone-light", PHONE, "light"),
    ("phone-dark", PHONE, "dark"),
    ("desk-dark", DESK, "dark"),
    ("desk-light", DESK, "light"),
)
JUDGED = frozenset({"phone-light", "desk-dark"})
"""The looks in which axe looks on: each theme once, each width once."""


def addresses(furnished: Furnished) -> dict[str, str]:
    """Give the address of every page of a furnished house, by the name of its picture."""
    return furnished.paths | {
        "shared": f"{furnished.paths['activity']}/shared",
        "hand-over": f"{furnished.paths['self-care']}/hand-over",
        "today": "/",
        "plan": "/plan",
        "history": "/history?range=26",
        "history-12": "/history",
        "history-all": "/history?range=all",
        "compare": "/history/compare",
        "runs": "/activities",
        "sitting": "/sittings/warm_up",
        "profile": "/profile",
        "coaching": "/coaching",
        "reminders": "/reminders",
        "settings": "/settings",
        "tokens": "/settings/tokens",
        "password": "/settings/password",
        "erase": "/settings/erase",
        "connections": "/connections",
        "phone": "/phone",
        "api": "/api",
        "api-schemas": "/api-schemas",
        "about": "/about",
        "library": "/library",
        "exercise": "/library/exercises/clamshell",
        "condition": "/library/conditions/pht",
        "offline": "/offline",
        "share": "/share",
        "error": "/nope",
    }


@contextmanager
def window(
    browser: Browser, size: ViewportSize = PHONE, *, scripts: bool = True, calm: bool = True
) -> Iterator[Page]:
    """Open a page that may be touched. `calm`: the person has asked for less motion."""
    context = browser.new_context(
        viewport=size, color_scheme="light", has_touch=True, java_script_enabled=scripts,
        reduced_motion="reduce" if calm else "no-preference", service_workers="block",
    )  # fmt: skip
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def looks(page: Page, also: Sequence[Look] = ()) -> Iterator[str]:
    """Give the page each of its looks in turn, by name."""
    for name, size, theme in (*LOOKS, *also):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=theme)
        yield name


def shoot(page: Page, name: str, look: str, *, whole: bool = True) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    if whole:
        page.evaluate(PINS, True)
    page.screenshot(path=SHOTS / f"{name}.{look}.png", full_page=whole)
    if whole:
        page.evaluate(PINS, False)


def objections(page: Page, name: str) -> list[str]:
    """Give what axe objects to, and whether the page is wider than its screen."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    barriers = [
        f"{name}: {one['id']}: {node['target']} {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]
    return [*too_wide(page, name), *barriers]


def too_wide(page: Page, name: str) -> list[str]:
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [f"{name}: wider than the screen"] if wide else []


def told(message: ConsoleMessage) -> list[str]:
    """Give what the console complains about; the error page's own 404 is none, nor the worker that we keep out."""
    ours = "404" in message.text or "blocked by Playwright" in message.text
    expected = ours or message.type not in {"error", "warning"}
    return [] if expected else [f"console: {message.text}"]


def at_home(house: House, path: str) -> str:
    return house.address.rstrip("/") + path


def open_player(page: Page, house: House) -> None:
    page.goto(at_home(house, "/sittings/warm_up"))
    page.get_by_role("button", name="No", exact=True).click()
    expect(page.locator("html[data-ready=yes]")).to_be_attached()


def begin(page: Page, mode: str) -> None:
    """Start, and go on to the mode."""
    page.keyboard.press(" ")
    expect(page.locator(f"html[data-mode={mode}]")).to_be_attached()
