"""Two runners who wrote in: from the upload of the run to the re-check on day 14, on a clock that is moved.

Every page is kept under artefacts/stories, as a picture and as the text that was on it, to be read in order.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from adapters.outlets.fit_file.write import write_fit
from service.app.season import DEVICE, Outing, run_of
from tests.build.waiting import PATIENCE_S
from tests.e2e.conftest import PHONE, running

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

KEPT = Path(__file__).parents[2] / "artefacts" / "stories"
RUN_DAY = datetime(2026, 5, 10, 7, 0, tzinfo=UTC)
"""A Sunday; the run of 195 minutes begins then."""
ASKED_AT = RUN_DAY + timedelta(hours=33)
"""About thirty hours after it has ended."""
EARLIER_KM = {40: 12, 36: 14, 33: 12, 29: 20, 26: 10, 22: 24, 19: 12, 15: 26.8, 12: 10, 8: 12, 5: 10}
"""Days before the run, and kilometres: the longest of the month is 12 % shorter than the run."""

Facts = Mapping[str, str | bool]


@dataclass
class Story:
    """One runner: what they say, and what the day of each re-check brings."""

    name: str
    words: str
    truth: Facts
    later: Mapping[int, Facts] = field(default_factory=dict)
    """By day from the check-in on: answers that have changed by then."""
    told: list[str] = field(default_factory=list)


SIT_BONE = Story(
    "P01",
    "In six months I went from half marathons to a full one. It is the right sit bone, constant pain where I sit, "
    "four out of ten. It crept up over weeks, it began three months ago. I stretch before every run.",
    {
        "p.age": "51", "p.sex": "Male", "q.sit_pain": True, "q.sitbone_tender": True, "q.fast_bend_pain": True,
        "q.radiate": "It stays put", "q.walk": "Normal", "q.trend": "The same", "q.pain": "4", "q.side": "Right",
        "q.onset": "Slowly, over days or weeks", "q.onset_days": "90", "q.tender": "One sore spot",
    },
    {2: {"q.pain": "3"}, 7: {"q.pain": "3", "q.trend": "Better"}, 13: {"q.pain": "2", "q.trend": "Better"}},
)  # fmt: skip
BOTH_LEGS = Story(
    "P02",
    "I have constant pain in my hamstrings and glutes since I started marathons. I am 51.",
    {
        "p.age": "51", "p.sex": "Male", "spots": "mid_thigh_back:both buttock_deep:both", "worst": "mid_thigh_back",
        "q.pain": "4", "q.onset": "Slowly, over days or weeks", "q.onset_days": "120", "q.walk": "Normal",
        "q.tender": "Sore all over", "q.radiate": "It stays put", "q.trend": "The same",
    },
)  # fmt: skip


def outing_bytes(km: float, *, days_before: int) -> bytes:
    minutes = 195 if days_before == 0 else km * 6.5
    plan = Outing(
        distance_km=km, pace_s_per_km=minutes * 60 / km, every_s=10.0, seed=1 + days_before, drift_per_h=0.005
    )
    session = run_of(plan, start=RUN_DAY - timedelta(days=days_before))
    return write_fit(session, device=DEVICE, utc_offset_s=0, serial=900_000 + days_before)


class Told:
    """Follows one story on one phone, page by page."""

    def __init__(self, page: Page, story: Story, clock: Path, address: str) -> None:
        self.page, self.story, self.address = page, story, address.rstrip("/")
        self._clock, self._at, self._pages = clock, ASKED_AT, 0

    @property
    def day(self) -> int:
        return (self._at - ASKED_AT).days

    def pass_to(self, at: datetime) -> None:
        self._at = at
        self._clock.write_text(at.isoformat(), encoding="ascii")

    def keep(self, name: str) -> None:
        """Keep the page as picture and text."""
        self._pages += 1
        folder = KEPT / self.story.name
        folder.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=folder / f"{self._pages:02d}-{name}.png", full_page=True)
        text = self.page.locator("main").inner_text()
        self.story.told.append(f"## {self._pages:02d} {name}, {self._at:%-d %B %H:%M}\n\n{text}\n")
        (folder / "story.md").write_text("\n".join(self.story.told), encoding="utf-8")

    def truth(self) -> dict[str, str | bool]:
        known = dict(self.story.truth)
        for day in sorted(self.story.later):
            if day <= self.day:
                known |= self.story.later[day]
        return known

    def press(self, words: str | re.Pattern[str]) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=words, exact=isinstance(words, str)).first.click()

    def answer_all(self, name: str) -> None:
        for number in range(1, 40):
            if "/check-ins/" not in self.page.url:
                return
            self.keep(f"{name}-{number}")
            self._answer(self.truth())
        raise AssertionError("the check-in does not end")

    def _answer(self, truth: Mapping[str, str | bool]) -> None:
        page = self.page
        if page.locator("[name=spot]").count():
            self._point(truth)
            return
        names = {one.get_attribute("name") or "" for one in page.locator("form.question [name]").all()}
        if "rest" in names:
            self._fill_in(names, truth)
            return
        if "bundle" in names:
            self.press("No")
            return
        (fact,) = (name for name in names if name.startswith(("q.", "p.")))
        said = truth.get(fact, False)
        if page.locator("input[type=number]").count():
            page.locator("input[type=number]").fill(str(said))
            self.press("Continue")
        else:
            self.press("Yes" if said is True else "No" if said is False else said)

    def _point(self, truth: Mapping[str, str | bool]) -> None:
        for spot in str(truth["spots"]).split():
            site, side = spot.split(":")
            for each in ("left", "right") if side == "both" else (side,):
                self.page.locator(f".view.back [data-spot='{site}:{each}'] .place").click()
        self.page.locator(f"[name=worst][value='{truth['worst']}']").check()
        self.keep("marked")
        self.press("Continue")

    def _fill_in(self, names: set[str], truth: Mapping[str, str | bool]) -> None:
        if "p.age" in names:
            self.page.locator("[name='p.age']").fill(str(truth["p.age"]))
        if "p.sex" in names:
            self.page.get_by_label(str(truth["p.sex"]), exact=False).last.check()
        for name in names:
            if truth.get(name) is True:
                self.page.locator(f"[name='{name}']").check()
        self.press(re.compile("^Continue"))


@pytest.mark.parametrize("story", [SIT_BONE, BOTH_LEGS], ids=lambda story: story.name)
def test_a_story_from_the_upload_to_day_fourteen(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, story: Story
) -> None:
    clock = tmp_path / "clock"
    clock.write_text(ASKED_AT.isoformat(), encoding="ascii")
    monkeypatch.setenv("AFTERRUN_CLOCK_FILE", str(clock))
    monkeypatch.setenv("AFTERRUN_TIME_ZONE", "UTC")
    with running(tmp_path) as house:
        context = browser.new_context(viewport=PHONE, device_scale_factor=1, has_touch=True)
        context.set_default_timeout(1000 * PATIENCE_S)
        told = Told(context.new_page(), story, clock, house.address)
        _upload(told, tmp_path)
        _first_check_in(told)
        asked = _re_checks(told)
        context.close()

    assert asked[-1] >= 13
    text = "\n".join(story.told).lower()
    assert "you have " not in re.sub(r"(if|that|what|once|when|as soon as) you have ", "", text)


def _upload(told: Told, folder: Path) -> None:
    for days, km in EARLIER_KM.items():
        (folder / f"{days}.fit").write_bytes(outing_bytes(km, days_before=days))
    (folder / "long-run.fit").write_bytes(outing_bytes(30, days_before=0))
    told.page.goto(told.address)
    told.keep("first-visit")
    told.page.set_input_files("#files", [str(folder / f"{days}.fit") for days in EARLIER_KM])
    told.page.locator("[data-done]").click()
    told.page.set_input_files("#files", str(folder / "long-run.fit"))
    told.page.wait_for_url("**/activities/**")
    told.keep("the-run")
    expect(told.page.locator("main")).to_contain_text("30")
    told.page.goto(told.address)
    told.keep("today-asks")


def _first_check_in(told: Told) -> None:
    told.press("Tell me")
    told.keep("in-your-own-words")
    told.page.locator("textarea").fill(told.story.words)
    told.press("Go on")
    told.keep("understood")
    told.press("That is right, go on")
    told.answer_all("question")
    expect(told.page).to_have_url(re.compile("/assessments/"))
    assert told.page.locator("[data-triage]").get_attribute("data-triage") == "see_clinician"
    told.keep("assessment")
    with told.page.expect_navigation():
        told.page.get_by_role("link", name=re.compile("Hand-over")).click()
    told.keep("hand-over")
    assert told.page.request.get(told.page.url + ".pdf").body().startswith(b"%PDF-")


def _re_checks(told: Told) -> list[int]:
    """Let the days pass at nine in the morning; answer whatever is due; give the days on which something was."""
    asked: list[int] = []
    for day in range(1, 15):
        told.pass_to(ASKED_AT.replace(hour=17, minute=30) + timedelta(days=day))
        told.page.wait_for_timeout(2500)  # the worker looks once a second while the clock is a file
        told.page.goto(told.address)
        due = told.page.get_by_role("button", name=re.compile("re-check"))
        if due.count() == 0:
            continue
        asked.append(day)
        told.keep(f"day-{day}-asks")
        with told.page.expect_navigation():
            due.first.click()
        told.answer_all(f"day-{day}-question")
        told.keep(f"day-{day}-answer")
    return asked
