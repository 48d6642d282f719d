"""A session led by the voice alone: Chromium with a microphone that plays a file, and nobody touching anything.

The moments to speak are found on a second session that gets the same words: the runner speaks into the gaps between the
cues, as somebody on a mat does, but says "that hurts" and "stop" at once.
"""

import json
import shutil
import urllib.request
import uuid
import wave
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Page, Response, expect

from tests.build.microphone import page_that_hears, recorded, word
from tests.e2e.conftest import House

DECIDES_S = 0.6
"""From the end of a word to the event: a short silence, the decision, the way."""
LATE_S = 2.2
"""How far the page may be behind on a busy machine."""
FREE_S = 2.6
"""How long a gap must be to speak into it."""
SOON_S = 2.5
"""After the last word, for what is heard through our own voice."""
THROUGH = frozenset({"that hurts", "stop"})

pytestmark = pytest.mark.e2e


@dataclass
class Shadow:
    """A session that gets the same words at the same times, to know when our own voice is silent."""

    address: str
    id: str
    version: int
    says: list[tuple[float, float]] = field(default_factory=list)

    @classmethod
    def of(cls, address: str) -> "Shadow":
        started = post(f"{address}api/v1/sessions", {"sitting": "warm_up", "hurts": False})
        return cls(address, started["id"], started["version"])

    def take(self, event: str, at: float, **more: int) -> None:
        answer = self._send({"type": event, "at": at, **more})
        said = answer["commands"]
        while answer["more"]:
            answer = self._send({"type": "sync", "at": at})
        now = [(at, self._length(one)) for one in said if one["type"] == "say"]
        self.says = now + [(one["at"], self._length(one)) for one in answer["ahead"] if one["type"] == "say"]

    def _send(self, told: dict[str, Any]) -> dict[str, Any]:
        told |= {"ahead": True, "version": self.version, "key": uuid.uuid4().hex}
        answer: dict[str, Any] = post(f"{self.address}api/v1/sessions/{self.id}/events", told)
        self.version = answer["version"]
        return answer

    def gap(self, after: float) -> float:
        """Give when to begin to speak: the next time after `after` with nothing said around it."""
        free = after
        for at, length in sorted(self.says):
            if at - free >= FREE_S:
                break
            free = max(free, at + length + LATE_S)
        return free

    def _length(self, say: dict[str, Any]) -> float:
        sound = BytesIO(urllib.request.urlopen(self.address.rstrip("/") + say["url"]).read())  # noqa: S310 - our own server
        with wave.open(sound) as clip:
            return float(clip.getnframes() / clip.getframerate())


def post(url: str, told: dict[str, Any]) -> Any:
    request = urllib.request.Request(url, json.dumps(told).encode(), {"Content-Type": "application/json"})  # noqa: S310 - our own server
    with urllib.request.urlopen(request) as answer:  # noqa: S310 - our own server
        return json.load(answer)


@dataclass
class Diary:
    """Everything that was heard, answered and done, as the page was told."""

    heard: list[str] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    answers: dict[str, list[str]] = field(default_factory=dict)

    def read(self, page: Page) -> None:
        page.on("response", self._response)

    def _response(self, response: Response) -> None:
        if "/heard" in response.url and response.ok:
            self.heard += [one["command"] for one in response.json()["heard"] if one["sure"]]
        elif response.url.endswith("/events") and response.ok:
            event = json.loads(response.request.post_data or "{}")
            if event["type"] not in {"spoken", "wake", "sync"}:
                name = event["type"] + (f" {event['pain']}" if event.get("pain") is not None else "")
                self.events.append(name)
                self.answers[name] = [c["text"] for c in response.json()["commands"] if c["type"] == "say"]


WORDS: tuple[tuple[str, str, dict[str, int]], ...] = (
    ("begin", "start", {}),
    ("next", "next", {}),
    ("how long", "how_long", {}),
    ("that hurts", "hurts", {}),
    ("five", "hurts", {"pain": 5}),
    ("resume", "resume", {}),
    ("stop", "pause", {}),
)


def timed_words(house: House) -> list[tuple[float, NDArray[np.float64]]]:
    """Put each word into a gap; what is heard through our own voice does not wait for one."""
    shadow = Shadow.of(house.address)
    post(f"{house.address}api/v1/ears", {})  # what is loaded then need not be waited for in the page
    at, words = 4.0, []
    for said, event, more in WORDS:
        sound = word(said)
        at = at + SOON_S if said in THROUGH else shadow.gap(at + 1.5)
        words.append((at, sound))
        at += len(sound) / 16_000 + DECIDES_S
        shadow.take(event, at, **more)
    return words


@pytest.mark.alone
@pytest.mark.slow
@pytest.mark.skipif(shutil.which("chromium") is None, reason="Chromium is not installed")
def test_a_session_is_led_by_the_voice_alone(house: House, tmp_path: Path) -> None:
    words = timed_words(house)
    with page_that_hears(recorded(words, tmp_path / "microphone.wav")) as page:
        lead_and_look(house, page, seconds=words[-1][0] + 4)


def lead_and_look(house: House, page: Page, *, seconds: float) -> None:
    diary = Diary()
    diary.read(page)
    started = post(f"{house.address}api/v1/sessions", {"sitting": "warm_up", "hurts": False})

    page.goto(f"{house.address}sessions/{started['id']}")
    page.locator("html[data-ready=yes]").wait_for(state="attached")
    page.get_by_role("button", name="Listen to me").click()
    expect(page.locator('[data-part="heard"]')).to_contain_text("Listening")
    page.wait_for_timeout(seconds * 1000)

    expected = ["start", "next", "how_long", "hurts", "hurts 5", "resume", "pause"]
    assert diary.heard == ["begin", "next", "how_long", "hurts", "5", "resume", "stop"]
    assert [event for event in diary.events if event in expected] == expected
    assert all(diary.answers[event] for event in expected)
    expect(page.locator("html")).to_have_attribute("data-mode", "paused")
