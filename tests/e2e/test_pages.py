"""Every page, as four people see it: on a phone and at a desk, by day and by night.

The screenshots go to artefacts/pages (not kept in git) to be looked at; the checks here are what a program
can say about them: no barrier that axe knows, nothing wider than the screen, nothing heavier than promised,
no error in the console, and ways through with the keyboard alone and without scripts.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Response, ViewportSize, expect

from service.config import Settings
from tests.build import fit
from tests.build.furnished import Furnished, furnish
from tests.e2e.conftest import PHONE, House, running
from tests.e2e.test_the_road import ANSWERS

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

ROOT = Path(__file__).parents[2]
SHOTS = ROOT / "artefacts" / "pages"
AXE = (ROOT / "tests" / "data" / "axe" / "axe.min.js").read_text("utf-8")
DESK: ViewportSize = {"width": 1280, "height": 900}
LYING: ViewportSize = {"width": 844, "height": 390}

Theme = Literal["light", "dark"]
VARIANTS: list[tuple[str, ViewportSize, Theme]] = [
    ("phone-light", PHONE, "light"),
    ("phone-dark", PHONE, "dark"),
    ("desk-light", DESK, "light"),
    ("desk-dark", DESK, "dark"),
]
variants = pytest.mark.parametrize(("name", "size", "theme"), VARIANTS, ids=[one[0] for one in VARIANTS])

FIT_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
LIGHT_BYTES, CHART_BYTES = 80_000, 150_000
WITH_FIGURES = frozenset(
    {"activity", "history", "history-12", "history-all", "library", "exercise"}
    | {"see", "rest", "self-care", "check-in-places"}  # the body map, and a figure for each exercise
)


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Furnished]]:
    """A house where everything has happened."""
    folder = tmp_path_factory.mktemp("full")
    furnished = furnish(Settings(data_dir=folder / "data", cache_dir=folder / "cache"))
    with running(folder) as house:
        yield house, furnished


def addresses(furnished: Furnished) -> dict[str, str]:
    return furnished.paths | {
        "today": "/",
        "history": "/history?range=26",
        "history-12": "/history",
        "history-all": "/history?range=all",
        "runs": "/activities",
        "sitting": "/sittings/warm_up",
        "profile": "/profile",
        "about": "/about",
        "settings": "/settings",
        "password": "/settings/password",
        "erase": "/settings/erase",
        "phone": "/phone",
        "offline": "/offline",
        "share": "/share",
        "library": "/library",
        "exercise": "/library/exercises/clamshell",
        "condition": "/library/conditions/pht",
        "api": "/api",
        "api-schemas": "/api-schemas",
        "tokens": "/settings/tokens",
        "error": "/nope",
    }


@contextmanager
def window(browser: Browser, size: ViewportSize, theme: Theme, *, scripts: bool = True) -> Iterator[Page]:
    context = browser.new_context(
        viewport=size, color_scheme=theme, device_scale_factor=2, has_touch=size != DESK,
        java_script_enabled=scripts, reduced_motion="reduce",
    )  # fmt: skip
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def shoot(page: Page, name: str, variant: str, *, whole: bool = True) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.{variant}.png", full_page=whole)


def barriers(page: Page) -> list[str]:
    """Give what axe objects to: rule, and where."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def too_wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def at_home(house: House, path: str) -> str:
    return house.address.rstrip("/") + path


def objections(page: Page, name: str) -> list[str]:
    wide = [f"{name}: wider than the screen"] if too_wide(page) else []
    return wide + [f"{name}: {barrier}" for barrier in barriers(page)]


@variants
def test_no_page_has_a_barrier_or_is_wider_than_the_screen(
    browser: Browser, full: tuple[House, Furnished], name: str, size: ViewportSize, theme: Theme
) -> None:
    house, furnished = full
    wrong: list[str] = []
    with window(browser, size, theme) as page:
        page.on("console", lambda message: wrong.extend(told(message)))
        for page_name, path in addresses(furnished).items():
            page.goto(at_home(house, path))
            shoot(page, page_name, name)
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            wrong += objections(page, page_name)

    assert not wrong, "\n".join(wrong)


def told(message: ConsoleMessage) -> list[str]:
    """Give what the console complains about; the error page's own 404 is no complaint."""
    expected = "404" in message.text or message.type not in {"error", "warning"}
    return [] if expected else [f"console: {message.text}"]


@variants
def test_the_first_page_has_no_barrier(
    browser: Browser, house: House, name: str, size: ViewportSize, theme: Theme
) -> None:
    with window(browser, size, theme) as page:
        for page_name, path in (("first", "/"), ("history-empty", "/history"), ("runs-empty", "/activities")):
            page.goto(at_home(house, path))
            shoot(page, page_name, name)

            wrong = objections(page, page_name)
            assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("name", "size", "theme"),
    [*VARIANTS, ("lying-light", LYING, "light"), ("lying-dark", LYING, "dark")],
    ids=lambda value: value if isinstance(value, str) and "-" in value else "",
)
def test_no_mode_of_the_player_has_a_barrier(
    browser: Browser, full: tuple[House, Furnished], name: str, size: ViewportSize, theme: Theme
) -> None:
    house, _ = full
    with window(browser, size, theme) as page:
        open_player(page, house)
        for mode, key in (
            ("ready", ""), ("briefing", " "), ("working", ""), ("paused", " "), ("hurt", "h"), ("stopped", "s"),
        ):  # fmt: skip
            if key:
                page.keyboard.press(key)
            expect(page.locator(f"html[data-mode={mode}]")).to_be_attached()
            if mode == "briefing":
                expect(page.locator("[data-part=captions] li").first).to_be_visible()
            shoot(page, f"player-{mode}", name, whole=False)

            wrong = [*objections(page, mode), *outside(page)]
            assert not wrong, "\n".join(wrong)


def open_player(page: Page, house: House) -> None:
    page.goto(at_home(house, "/sittings/warm_up"))
    page.get_by_role("button", name="No", exact=True).click()
    expect(page.locator("html[data-ready=yes]")).to_be_attached()


def outside(page: Page) -> list[str]:
    """Give the visible buttons of the player that reach beyond the screen."""
    found: list[str] = page.evaluate(
        """[...document.querySelectorAll('.player button, .player a')]
            .filter(one => one.checkVisibility({visibilityProperty: true}))
            .filter(one => { const at = one.getBoundingClientRect();
                return at.bottom > innerHeight + 1 || at.right > innerWidth + 1 || at.top < -1 || at.left < -1; })
            .map(one => one.textContent.trim())"""
    )
    return found


@pytest.mark.parametrize("size", [PHONE, LYING, DESK], ids=["phone", "lying", "desk"])
def test_the_player_can_be_read_from_two_metres(
    browser: Browser, full: tuple[House, Furnished], size: ViewportSize
) -> None:
    house, _ = full
    with window(browser, size, "light") as page:
        open_player(page, house)
        page.keyboard.press(" ")
        expect(page.locator("html[data-mode=working]")).to_be_attached()

        # Ours: a phone's 64 px are a centimetre, at two metres 17 minutes of arc; 19 px are 5, the eye's own limit.
        assert font_px(page, "[data-part=left]") >= 64
        assert font_px(page, "[data-part=title]") >= 24
        assert font_px(page, "[data-part=captions]") >= 19


def font_px(page: Page, selector: str) -> float:
    return float(page.locator(selector).evaluate("one => parseFloat(getComputedStyle(one).fontSize)"))


def test_every_page_is_as_light_as_promised(browser: Browser, full: tuple[House, Furnished]) -> None:
    house, furnished = full
    weights: dict[str, int] = {}
    for name, path in addresses(furnished).items():
        with window(browser, PHONE, "light") as page:
            weights[name] = weigh(page, at_home(house, path))
    SHOTS.mkdir(parents=True, exist_ok=True)
    (SHOTS.parent / "weights.json").write_text(json.dumps(weights, indent=1), encoding="utf-8")

    assert {name: weight for name, weight in weights.items() if weight > limit(name)} == {}


def weigh(page: Page, address: str) -> int:
    """Give the bytes of a page and of all that it loads, uncompressed."""
    came: list[Response] = []

    def note(response: Response) -> None:
        came.append(response)

    page.on("response", note)
    page.goto(address, wait_until="networkidle")
    return sum(len(response.body()) for response in came)


def limit(name: str) -> int:
    return CHART_BYTES if name in WITH_FIGURES else LIGHT_BYTES


def test_a_figure_is_read_by_touch_and_by_keys(browser: Browser, full: tuple[House, Furnished]) -> None:
    house, furnished = full
    with window(browser, PHONE, "light") as page:
        page.goto(at_home(house, furnished.paths["activity"]))
        pace = page.locator(".pace [data-reading]")
        resting = pace.inner_text()

        page.locator(".pace .plot").tap()
        touched = pace.inner_text()
        slider = page.get_by_role("slider", name="Place in the run")
        slider.focus()
        page.keyboard.press("End")

        assert re.fullmatch(r"\d:\d\d", touched)
        assert touched != resting
        assert re.match(
            r"42\.1 km: Pace \d:\d\d /km, Heart rate \d+ bpm", slider.get_attribute("aria-valuetext") or ""
        )
        page.keyboard.press("Tab")
        assert pace.inner_text() == resting


def test_a_figure_moves_when_asked_and_is_drawn_as_the_server_draws_it(
    browser: Browser, full: tuple[House, Furnished]
) -> None:
    house, _ = full
    with window(browser, PHONE, "light") as page:
        page.goto(at_home(house, "/library/exercises/clamshell"))
        leg = page.locator("[data-moves] [data-shape]").last
        still = leg.get_attribute("d")

        page.get_by_role("button", name="Show it moving").click()
        expect(page.get_by_role("button", name="Stop")).to_be_visible()

        # With reduced motion a part shows the pose it ends in: the key pose, which the server has drawn.
        expect(leg).to_have_attribute("d", still or "")
        page.emulate_media(reduced_motion="no-preference")
        expect(leg).not_to_have_attribute("d", still or "")


def test_the_session_shows_its_exercise_on_the_side_that_works(
    browser: Browser, full: tuple[House, Furnished]
) -> None:
    house, _ = full
    with window(browser, PHONE, "light") as page:
        open_player(page, house)
        expect(page.locator("[data-part=mover] svg[data-figure=walk_easy]")).to_be_visible()
        page.keyboard.press(" ")
        expect(page.locator("html[data-mode=briefing]")).to_be_attached()
        for _ in range(2):
            page.keyboard.press("ArrowRight")
        expect(page.locator("[data-part=mover] svg[data-figure=leg_swing]")).to_be_visible()

        expect(page.locator("[data-part=side]")).to_have_text("Left")
        expect(page.locator("[data-turned][transform*='scale(-1 1)']")).to_be_attached()


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim() || document.activeElement.name"))


def tab_to(page: Page, words: re.Pattern[str]) -> None:
    """Press Tab until something with these words has the focus, and check that the focus can be seen."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if words.match(focused(page)):
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", f"the focus on {focused(page)} cannot be seen"
            return
    raise AssertionError(f"the keyboard never reaches {words.pattern}")


def tab_to_box(page: Page, value: str) -> None:
    """Press Tab until the box with this value has the focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == value:
            return
    raise AssertionError(f"the keyboard never reaches {value}")


def press(page: Page, words: str) -> None:
    tab_to(page, re.compile(words))
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_check_in_and_the_player_need_no_mouse(browser: Browser, house: House) -> None:
    with window(browser, DESK, "light") as page:
        page.goto(at_home(house, "/"))
        page.keyboard.press("Tab")
        assert focused(page) == "Skip to the content"
        page.goto(at_home(house, "/sittings/warm_up"))
        press(page, "Yes$")
        while "/check-ins/" in page.url:
            if page.locator("input[type=number][required]").count():
                page.keyboard.type("1")  # the field has the focus already
            if page.locator("textarea").count():
                press(page, "Ask me instead")
            if page.locator("[name=spot]").count():
                tab_to_box(page, "thighs_general:left")
                page.keyboard.press("Space")
                tab_to_box(page, "thighs_general:right")
                page.keyboard.press("Space")
            press(page, wanted(page))

        expect(page).to_have_url(re.compile("/assessments/"))
        press(page, "Start the session")
        expect(page.locator("html[data-ready=yes]")).to_be_attached()
        tab_to(page, re.compile("Start$|.*Start"))
        page.keyboard.press("Enter")
        expect(page.locator("html[data-mode=briefing], html[data-mode=working]")).to_be_attached()
        page.keyboard.press("h")
        expect(page.locator("html[data-mode=hurt]")).to_be_attached()
        page.keyboard.press("8")
        expect(page.locator("html:not([data-mode=hurt])")).to_be_attached()
        page.keyboard.press("Escape")
        expect(page.locator("html[data-mode=stopped]")).to_be_attached()


def wanted(page: Page) -> str:
    """Give the words of the answer to press on this screen: sore thighs the next day, nothing else."""
    names = [one.get_attribute("name") or "" for one in page.locator("form.question button").all()]
    known = "Continue" if page.locator("[name=spot]").count() else None
    known = known or next((ANSWERS[name] for name in names if name in ANSWERS), None)
    return f"{known or ('Continue' if 'rest' in names else 'No')}$|Continue"


def yesterday_s_run() -> bytes:
    start = int((datetime.now(UTC) - timedelta(days=1) - FIT_EPOCH).total_seconds())
    body = (
        fit.file_id() + fit.records(range(start, start + 600)) + fit.session(start, seconds=600, metres=1800)
    )
    return fit.file(body)


@variants
def test_without_scripts_a_file_becomes_a_plan(
    browser: Browser, house: House, tmp_path: Path, name: str, size: ViewportSize, theme: Theme
) -> None:
    (tmp_path / "morning.fit").write_bytes(yesterday_s_run())
    with window(browser, size, theme, scripts=False) as page:
        page.goto(at_home(house, "/"))
        page.set_input_files("input[type=file]", str(tmp_path / "morning.fit"))
        page.get_by_role("button", name="Read them").click()
        expect(page).to_have_url(re.compile("/activities/"))
        expect(page.locator("svg.plot").first).to_be_visible()
        expect(page.get_by_role("slider")).to_have_count(0)
        page.get_by_role("button", name="Start the check-in").click()
        asked = 0
        while "/check-ins/" in page.url:
            if page.locator("textarea").count():
                page.get_by_role("link", name="Ask me instead").click()
            asked += 1
            if page.locator("[name=spot]").count():
                shoot(page, "check-in-body-without-scripts", name)
                for side in ("left", "right"):
                    page.locator(f"[value='thighs_general:{side}']").check()
            if page.locator("input[name='p.age']").count():
                shoot(page, "check-in-about-you", name)
            page.get_by_role("button", name=re.compile(wanted(page))).first.click()

        assert asked >= 5
        expect(page.get_by_role("heading", name="You can look after this yourself")).to_be_visible()
        expect(page.locator(".exercises li")).not_to_have_count(0)
        page.get_by_text("Why?", exact=True).first.click()
        expect(page.locator(".trace").first).to_be_visible()
