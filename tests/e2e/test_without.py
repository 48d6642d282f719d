"""The pages without a mouse, without eyes, without motion and without scripts."""

import re
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.build import fit
from tests.build.furnished import Furnished
from tests.e2e.conftest import House
from tests.e2e.looking import DESK, addresses, at_home, looks, shoot, window
from tests.e2e.test_the_road import ANSWERS

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

FIT_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
MOST_TABS = 250

WATCH = """
    window.reached = []; window.unseen = [];
    const shown = (one) => getComputedStyle(one).outlineStyle !== 'none';
    const stands = (one) => {  // what shows the focus of a control that is drawn by another
        const style = getComputedStyle(one);
        const hidden = style.opacity === '0' || style.clipPath !== 'none';
        return hidden ? [one.nextElementSibling, one.closest('form')?.querySelector('.pick')].filter(Boolean) : [one];
    };
    addEventListener('focusin', ({target}) => {
        if (window.reached.includes(target)) { window.round = true; return; }
        window.reached.push(target);
        if (!stands(target).some(shown)) window.unseen.push(target.outerHTML.slice(0, 120));
    });
    const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')];
    window.wanted = all.filter((one) => !one.disabled && one.tabIndex >= 0 && one.type !== 'hidden'
        && one.checkVisibility({visibilityProperty: true})
        && !(one.type === 'radio' && one !== (document.querySelector(`[name="${one.name}"]:checked`) ?? one)
             && one.form === document.querySelector(`[name="${one.name}"]:checked`)?.form));
"""
MISSED = """(() => {
    const names = new Set(window.reached.filter((one) => one.type === 'radio').map((one) => one.name));
    return window.wanted.filter((one) => !window.reached.includes(one))
        .filter((one) => one.type !== 'radio' || !names.has(one.name)).map((one) => one.outerHTML.slice(0, 120));
})()"""
IN_ORDER = """window.reached.every((one, at) => at === 0
    || window.reached[at - 1].compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING)"""


def test_the_keyboard_reaches_all_in_the_order_of_reading_and_is_seen_there(
    browser: Browser, full: tuple[House, Furnished]
) -> None:
    house, furnished = full
    wrong: list[str] = []
    with window(browser) as page:
        for name, path in addresses(furnished).items():
            page.goto(at_home(house, path))
            page.evaluate("document.activeElement.blur()")
            page.evaluate(WATCH)
            for _ in range(min(MOST_TABS, page.evaluate("window.wanted.length") + 2)):
                page.keyboard.press("Tab")
            wrong += [f"{name}: never reached: {one}" for one in page.evaluate(MISSED)]
            wrong += [f"{name}: focus not seen: {one}" for one in page.evaluate("window.unseen")]
            wrong += [] if page.evaluate(IN_ORDER) else [f"{name}: jumps about"]
            wrong += [] if page.evaluate("window.reached.length") else [f"{name}: nothing can be reached"]

    assert not wrong, "\n".join(wrong)


def test_a_screen_reader_meets_each_page_in_order(browser: Browser, full: tuple[House, Furnished]) -> None:
    house, furnished = full
    wrong: list[str] = []
    with window(browser) as page:
        for name, path in addresses(furnished).items():
            page.goto(at_home(house, path))
            wrong += [f"{name}: {what}" for what in misread(page.locator("body").aria_snapshot())]

    assert not wrong, "\n".join(wrong)


def misread(tree: str) -> list[str]:
    """Give what is wrong with an accessibility tree: its landmarks, its headings, and what has no name."""
    wrong = []
    marks = re.findall(r"^- (link|banner|main|contentinfo)\b", tree, re.MULTILINE)
    if marks != ["main"] and (marks[:3] != ["link", "banner", "main"] or marks[-1] != "contentinfo"):
        wrong.append(f"the landmarks come as {marks}")
    levels = [int(level) for level in re.findall(r"^\s*- '?heading .*\[level=(\d)\]", tree, re.MULTILINE)]
    if levels.count(1) != 1:
        wrong.append(f"{levels.count(1)} headings of the first level")
    if any(after > before + 1 for before, after in pairwise(levels)):
        wrong.append(f"headings skip a level: {levels}")
    nameless = re.findall(
        r"^\s*- ((?:button|link|textbox|checkbox|radio|combobox|slider|img|spinbutton)(?: \[[^\]]*\])*:?)$",
        tree, re.MULTILINE,
    )  # fmt: skip
    return [*wrong, *(f"without a name: {one}" for one in nameless)]


def test_what_is_wrong_with_a_tree_is_found() -> None:
    good = '- link "Skip"\n- banner:\n- main:\n  - heading "One" [level=1]\n- contentinfo:'
    assert misread(good) == []
    assert misread(good.replace("level=1", "level=2")) == ["0 headings of the first level"]
    assert misread(good + "\n  - button") == ["without a name: button"]
    assert misread(good.replace("- banner:\n", ""))[0].startswith("the landmarks")


MOVES = """[...document.querySelectorAll('*')].filter((one) => {
    const style = getComputedStyle(one);
    return style.scrollBehavior === 'smooth'
        || `${style.transitionDuration},${style.animationDuration}`.split(',').some((s) => parseFloat(s) > 0);
}).length"""


def test_nothing_moves_for_those_who_asked_for_less(browser: Browser, full: tuple[House, Furnished]) -> None:
    house, furnished = full
    names = (
        "today",
        "activity",
        "check-in-scale",
        "self-care",
        "plan",
        "history",
        "library",
        "exercise",
        "settings",
    )
    with window(browser) as page:
        for name in names:
            page.goto(at_home(house, addresses(furnished)[name]))
            assert page.evaluate(MOVES) == 0, name
            page.emulate_media(reduced_motion="no-preference")
            assert page.evaluate(MOVES) > 0, name
            page.emulate_media(reduced_motion="reduce")


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
    with window(browser, DESK) as page:
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


def test_without_scripts_a_file_becomes_a_plan(browser: Browser, house: House, tmp_path: Path) -> None:
    (tmp_path / "morning.fit").write_bytes(yesterday_s_run())
    with window(browser, scripts=False) as page:
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
                picture(page, "check-in-body-without-scripts")
                for side in ("left", "right"):
                    page.locator(f"[value='thighs_general:{side}']").check()
            if page.locator("input[name='p.age']").count():
                picture(page, "check-in-about-you")
            page.get_by_role("button", name=re.compile(wanted(page))).first.click()

        assert asked >= 5
        expect(page.get_by_role("heading", name="You can look after this yourself")).to_be_visible()
        expect(page.locator(".exercises li")).not_to_have_count(0)
        page.get_by_text("Why?", exact=True).first.click()
        expect(page.locator(".trace").first).to_be_visible()
        page.get_by_role("link", name="Where the plan is now").click()
        page.locator("[name=did]").first.check()
        page.get_by_role("button", name="I did what is ticked").click()
        page.get_by_role("button", name="1", exact=True).click()
        expect(page.get_by_text("Done for today")).to_be_visible()


def picture(page: Page, name: str) -> None:
    for look in looks(page):
        shoot(page, name, look)
