"""From a file to a heard session, as a runner does it on a phone."""

import io
import re
import wave
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, Response, Route, expect

from tests.e2e.conftest import House

SHARED_RUN = Path(__file__).parents[3] / "shared" / "fit" / "running.fit"

pytestmark = pytest.mark.e2e


ANSWERS = {
    "q.pain": "5",
    "q.onset": "The next day",
    "q.walk": "Normal",
    "q.tender": "Sore all over",
    "q.trend": "The same",
}
"""What somebody says whose thighs ache the day after a long run; everything else is a "no"."""


def say(page: Page, word: str | re.Pattern[str]) -> None:
    """Press an answer and wait for the next screen."""
    with page.expect_navigation():
        page.get_by_role("button", name=word, exact=isinstance(word, str)).first.click()


def check_in(page: Page) -> None:
    """Answer every screen until the assessment is there."""
    while "/check-ins/" in page.url:
        if page.locator("textarea").count():
            with page.expect_navigation():
                page.get_by_role("link", name="Ask me instead").click()
        if page.locator("[name=spot]").count():
            for side in ("left", "right"):
                page.locator(f"[value='thighs_general:{side}']").check()
            say(page, "Continue")
            continue
        facts = [button.get_attribute("name") or "" for button in page.locator("form.question button").all()]
        known = next((ANSWERS[fact] for fact in facts if fact in ANSWERS), None)
        say(page, known or (re.compile("nothing else applies") if "rest" in facts else "No"))


def loudness(sound: bytes) -> tuple[float, float]:
    """Give seconds and RMS (1 is full scale) of a WAV."""
    with wave.open(io.BytesIO(sound)) as heard:
        samples = np.frombuffer(heard.readframes(heard.getnframes()), np.int16) / 32768
        return heard.getnframes() / heard.getframerate(), float(np.sqrt(np.mean(samples**2)))


class Ear:
    """Listens to everything the page is sent, and to what it puts on the audio clock, and when."""

    def __init__(self, page: Page) -> None:
        self.sounds: set[str] = set()
        self._page = page
        page.add_init_script(TAP)
        page.on("response", self._heard)

    def _heard(self, response: Response) -> None:
        if response.url.endswith(".wav") and response.ok:
            self.sounds.add(response.url)

    def scheduled(self) -> list[dict[str, float]]:
        """Give each sound's `start` on the audio clock, its `lasts`, and `at`, the clock when it was asked for."""
        told: list[dict[str, float]] = self._page.evaluate("window.starts")
        return told


TAP = """
window.starts = [];
const begin = AudioBufferSourceNode.prototype.start;
AudioBufferSourceNode.prototype.start = function (when, ...rest) {
  window.starts.push({ start: when, lasts: this.buffer.duration, at: this.context.currentTime });
  return begin.call(this, when, ...rest);
};
"""


def test_from_the_sample_season_to_a_heard_session(page: Page, house: House) -> None:
    ear = Ear(page)
    page.goto(house.address)
    page.get_by_role("button", name=re.compile("sample season")).click()
    expect(page.get_by_role("heading", name="How do your legs feel?")).to_be_visible()
    say(page, "Tell me")

    check_in(page)

    expect(page).to_have_url(re.compile("/assessments/"))
    expect(page.locator("main")).to_contain_text("delayed muscle soreness")
    expect(page.locator("main")).to_contain_text("first felt on the day after the run")

    say(page, re.compile("Start the session"))
    expect(page.locator("html[data-ready=yes]")).to_be_attached()
    page.keyboard.press(" ")
    expect(page.locator("[data-part=captions] li").first).to_be_visible()
    expect(page.locator("html[data-mode=working]")).to_be_attached()
    page.wait_for_timeout(15_000)

    assert len(ear.sounds) >= 3
    for sound in ear.sounds:
        seconds, rms = loudness(page.request.get(sound).body())
        assert seconds > 0.1
        assert rms > 0.005
    heard = ear.scheduled()
    assert len(heard) >= 5
    assert all(one["start"] + one["lasts"] <= then["start"] + 0.001 for one, then in pairwise(heard))
    assert all(one["at"] < one["start"] for one in heard[1:]), "a sound was asked for after its time"

    page.get_by_role("button", name="It hurts").click()
    expect(page.locator("html[data-mode=hurt]")).to_be_attached()
    page.get_by_role("button", name="7", exact=True).click()
    expect(page.locator("html:not([data-mode=hurt])")).to_be_attached()

    session = page.locator("[data-player]").get_attribute("data-url")
    log = page.request.get(house.address.rstrip("/") + f"{session}/log").json()["log"]
    assert any(entry["pain"] == 7 for entry in log)


@pytest.mark.skipif(
    not SHARED_RUN.is_file(), reason="the folder with real watch files is not beside the checkout"
)
def test_a_real_file_is_uploaded_and_told_as_a_story(page: Page, house: House) -> None:
    page.goto(house.address)

    page.set_input_files("input[type=file]", str(SHARED_RUN))
    page.wait_for_url("**/activities/**")

    expect(page.locator("main")).to_contain_text("18.7 km")
    expect(page.locator("main")).to_contain_text("160 bpm")
    expect(page.locator("form[action='/check-ins'] button").first).to_be_visible()


def test_a_session_survives_a_reload_and_goes_on_where_it_was(page: Page, house: House) -> None:
    page.goto(house.address + "sittings/warm_up")
    page.get_by_role("button", name=re.compile("nothing|no", re.IGNORECASE)).first.click()
    expect(page.locator("html[data-ready=yes]")).to_be_attached()
    page.keyboard.press(" ")
    expect(page.locator("html[data-mode=briefing], html[data-mode=working]")).to_be_attached()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(500)
    title = page.locator("[data-part=title]").inner_text()

    page.reload()

    expect(page.locator("html[data-mode=paused]")).to_be_attached()
    assert page.locator("[data-part=title]").inner_text() == title


def test_an_opened_screen_leads_though_the_one_before_has_a_last_word(page: Page, house: House) -> None:
    page.goto(house.address + "sittings/warm_up")
    page.get_by_role("button", name=re.compile("nothing|no", re.IGNORECASE)).first.click()
    expect(page.locator("html[data-ready=yes]")).to_be_attached()
    page.keyboard.press(" ")
    expect(page.locator("html[data-mode=briefing]")).to_be_attached()
    session = house.address.rstrip("/") + str(page.locator("[data-player]").get_attribute("data-url"))
    last_words: list[int] = []

    def say_a_last_word_first(route: Route) -> None:
        if not last_words:
            told = page.request.get(session).json()
            word = {"type": "pause", "at": told["clock"] + 1, "version": told["version"]}
            last_words.append(page.request.post(f"{session}/events", data=word).status)
        route.continue_()

    other = page.context.new_page()
    other.route("**/events", say_a_last_word_first)
    other.goto(page.url)

    expect(other.locator("html[data-mode=paused]")).to_be_attached()
    expect(other.locator("[data-part=elsewhere]")).to_be_hidden()
    assert last_words == [200]


def test_a_lost_network_stops_no_cue_and_a_pause_is_told_when_it_is_back(page: Page, house: House) -> None:
    page.goto(house.address + "sittings/warm_up")
    page.get_by_role("button", name=re.compile("nothing|no", re.IGNORECASE)).first.click()
    expect(page.locator("html[data-ready=yes]")).to_be_attached()
    page.keyboard.press(" ")
    expect(page.locator("[data-part=captions] li").first).to_be_attached()

    page.context.set_offline(offline=True)
    expect(page.locator("[data-part=captions] li").nth(2)).to_be_attached()
    page.keyboard.press(" ")
    expect(page.locator("[data-part=offline]")).to_be_visible()
    page.context.set_offline(offline=False)

    expect(page.locator("html[data-mode=paused]")).to_be_attached()
    expect(page.locator("[data-part=offline]")).to_be_hidden()


def test_a_second_screen_takes_the_session_and_the_first_says_so(page: Page, house: House) -> None:
    page.goto(house.address + "sittings/warm_up")
    page.get_by_role("button", name=re.compile("nothing|no", re.IGNORECASE)).first.click()
    expect(page.locator("html[data-ready=yes]")).to_be_attached()
    page.keyboard.press(" ")
    expect(page.locator("html[data-mode=briefing]")).to_be_attached()

    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator("html[data-mode=paused]")).to_be_attached()
    other.keyboard.press(" ")
    expect(other.locator("html[data-mode=briefing]")).to_be_attached()

    expect(page.locator("[data-part=elsewhere]")).to_be_visible()
