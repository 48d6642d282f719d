"""A skill's requests as Amazon signs them, to the real brain, player and voice; only the certificates are ours."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

import pytest
from mutagen.mp3 import MP3

from adapters.locks.skill import SkillRequests
from service.app.coaching import get_session, left_unfinished, logs
from service.app.profile import put_profile
from service.joining.alexa import AlexaHouse
from service.web.factory import create_app
from service.web.services import WebServices
from tests.build.signing import SKILL, URL, Amazon, as_sent, signed
from tests.build.talk import CHEST_PAIN, assessed
from tests.build.web import House, house
from tests.unit.service.app.test_assisting import CHECK_IN
from tests.unit.service.app.test_conversing import HEALTHY
from voice.assistants.alexa import HALT, SAYS
from voice.assistants.grammar import grammar
from voice.engines.cache import SpeechCache
from voice.engines.pyttsx import PyttsxEngine
from voice.player.state import Mode
from voice.script.timing import length_s

Json = dict[str, Any]
BASE = "https://run.example.org"


@dataclass
class Echo:
    """A device in a room, and Amazon behind it."""

    here: House
    amazon: Amazon
    attributes: Json = field(default_factory=dict)
    token: str | None = None
    offset_s: float = 0.0

    def send(self, request: Json, **headers: str) -> Json:
        self.amazon.at = self.here.clock.now()
        player = {"token": self.token, "offsetInMilliseconds": round(self.offset_s * 1000)}
        body = self.amazon.body(request, **({"AudioPlayer": player} if self.token else {}))
        if request["type"].startswith("AudioPlayer."):
            body["request"] |= player
            del body["session"]
        sent = as_sent(body)
        answer = self.here.client.post(
            "/api/v1/alexa",
            data=sent,
            headers={"Content-Type": "application/json", **signed(sent), **headers},
        )
        assert answer.status_code == 200, answer.text
        told = cast("Json", answer.json)
        self.attributes = told["sessionAttributes"] or self.attributes
        for directive in told["response"]["directives"]:
            if directive["type"] == "AudioPlayer.Play" and directive["playBehavior"] == "REPLACE_ALL":
                self.token, self.offset_s = directive["audioItem"]["stream"]["token"], 0.0
        return cast("Json", told["response"])

    def intent(self, name: str, **slots: str) -> Json:
        made = {slot: {"name": slot, "value": value} for slot, value in slots.items()}
        return self.send({"type": "IntentRequest", "intent": {"name": name, "slots": made}})

    def say(self, text: str) -> Json:
        return self.intent("TellIntent", words=text)

    def plays(self, seconds: float) -> None:
        self.offset_s += seconds
        self.here.clock.at += timedelta(seconds=seconds)


def spoken(response: Json) -> str:
    return cast("str", response.get("outputSpeech", {}).get("text", ""))


def sounds(response: Json) -> list[Json]:
    played = [one for one in response["directives"] if one["type"] == "AudioPlayer.Play"]
    return [one["audioItem"]["stream"] for one in played]


@pytest.fixture
def echo(tmp_path: Path) -> Echo:
    here = house()
    put_profile(here.world, HEALTHY)
    amazon = Amazon(here.clock.now())
    skill = SkillRequests(SKILL, amazon.roots(), fetch=amazon.fetch, now=here.clock.now)
    clips = SpeechCache(PyttsxEngine(), tmp_path / "speech")
    door = AlexaHouse(
        here.world,
        skill.check,
        clips,
        lambda one: length_s(one, 145),
        tmp_path / "alexa",
        BASE,
        b"secret" * 4,
    )
    _, services = here.app.extensions["afterrun"]
    app = create_app(here.world, services=replace(cast("WebServices", services), alexa=door))
    return Echo(replace(here, app=app, client=app.test_client()), amazon)


def started(echo: Echo) -> Json:
    echo.intent("WarmUpIntent")
    return echo.intent("AMAZON.NoIntent")


def mode(echo: Echo) -> Mode | None:
    session = left_unfinished(echo.here.world)
    return session.state.mode if session else None


def test_a_whole_check_in_is_held(echo: Echo) -> None:
    response = echo.intent("CheckInIntent")
    for text in CHECK_IN:
        assert response["shouldEndSession"] is False
        (elicit,) = [one for one in response["directives"] if one["type"] == "Dialog.ElicitSlot"]
        assert elicit["slotToElicit"] == "words"
        response = echo.say(text)

    assert spoken(response).startswith("Rest first.")
    assert response["shouldEndSession"] is True


def saved(sound: bytes, folder: Path) -> Path:
    path = folder / "piece.mp3"
    path.write_bytes(sound)
    return path


def test_a_whole_session_is_played_piece_by_piece(echo: Echo, tmp_path: Path) -> None:
    response = started(echo)
    session = left_unfinished(echo.here.world)
    assert session is not None
    assert response["shouldEndSession"] is True
    assert spoken(response) == ""
    heard = 0.0
    (stream,) = sounds(response)

    for _ in range(20):
        path = stream["url"].removeprefix(BASE)
        with echo.here.client.get(path) as answer:
            assert answer.mimetype == "audio/mpeg"
            seconds = MP3(saved(answer.data, tmp_path)).info.length
        heard += seconds
        nearly = echo.send({"type": "AudioPlayer.PlaybackNearlyFinished"})
        assert "outputSpeech" not in nearly
        echo.plays(seconds)
        queued = sounds(nearly)
        if not queued:
            break
        assert queued[0]["expectedPreviousToken"] == stream["token"]
        (stream,) = queued
        echo.token, echo.offset_s = stream["token"], 0.0
    echo.send({"type": "AudioPlayer.PlaybackFinished"})

    assert get_session(echo.here.world, session.id).state.mode is Mode.FINISHED
    outcomes = {entry.log.outcome for entry in logs(echo.here.world, session.id)}
    assert outcomes == {"done"}
    work_s = sum(step.work_s for step in session.script.steps if not step.easier)
    assert heard > work_s


def test_next_comes_where_the_sound_is(echo: Echo) -> None:
    started(echo)
    echo.plays(60.0)

    response = echo.intent("AMAZON.NextIntent")

    session = left_unfinished(echo.here.world)
    assert session is not None
    assert session.heard_clock == pytest.approx(60.0)
    assert len(sounds(response)) == 1
    assert echo.attributes["session"] == session.id
    assert echo.attributes["version"] == session.version
    assert echo.attributes["mode"] == "briefing"


def while_it_counts(echo: Echo) -> None:
    started(echo)
    echo.plays(40)


HURTS: dict[str, Callable[[Echo], object]] = {
    "ready": lambda _: None,
    "while it explains": started,
    "while it counts": while_it_counts,
    "paused": lambda echo: (started(echo), echo.intent("AMAZON.PauseIntent")),
    "hurt already": lambda echo: (started(echo), echo.intent("HurtsIntent")),
    "finished": lambda echo: (started(echo), echo.intent("EndIntent")),
    "in a check-in": lambda echo: echo.intent("CheckInIntent"),
}


@pytest.mark.parametrize("state", HURTS)
def test_it_hurts_is_heard_in_every_state(echo: Echo, state: str) -> None:
    HURTS[state](echo)

    response = echo.intent("HurtsIntent")

    assert spoken(response)
    assert response["shouldEndSession"] is False
    assert not sounds(response)
    if "AudioPlayer.Stop" not in [one["type"] for one in response["directives"]]:
        raise AssertionError("it plays on")


def test_how_much_it_hurts_is_acted_on(echo: Echo) -> None:
    started(echo)
    echo.plays(40)
    echo.intent("HurtsIntent")
    assert mode(echo) is Mode.HURT

    response = echo.intent("NumberIntent", number="7")

    session = left_unfinished(echo.here.world)
    assert session is not None
    assert session.state.dropped
    assert sounds(response)


def test_a_part_and_a_number_open_a_check_in(echo: Echo) -> None:
    response = echo.intent("HurtsIntent", part="left hamstring", number="4")

    assert "I understood this" in spoken(response)
    assert response["shouldEndSession"] is False


def test_pause_and_resume(echo: Echo) -> None:
    started(echo)
    echo.plays(40)

    paused = echo.intent("AMAZON.PauseIntent")
    assert mode(echo) is Mode.PAUSED
    assert [one["type"] for one in paused["directives"]] == ["AudioPlayer.Stop"]
    resumed = echo.intent("AMAZON.ResumeIntent")

    assert mode(echo) is Mode.WORKING
    assert sounds(resumed)


def test_stop_pauses_what_runs_and_ends_all_else(echo: Echo) -> None:
    started(echo)
    echo.intent("AMAZON.StopIntent")
    assert mode(echo) is Mode.PAUSED

    echo.intent("AMAZON.StopIntent")
    assert mode(echo) is None

    for begun in (None, "CheckInIntent"):
        if begun:
            echo.intent(begun)
        assert echo.intent("AMAZON.StopIntent")["shouldEndSession"] is True


def test_buttons_get_no_speech(echo: Echo) -> None:
    started(echo)

    response = echo.send({"type": "PlaybackController.PauseCommandIssued"})

    assert mode(echo) is Mode.PAUSED
    assert "outputSpeech" not in response
    assert "shouldEndSession" not in response


def test_a_danger_is_said_alone_and_nothing_plays(echo: Echo) -> None:
    started(echo)

    response = echo.say("I have chest pain")

    assert "999" in spoken(response)
    assert mode(echo) is None
    assert not sounds(response)


def test_urgent_is_not_led_through_exercises(echo: Echo) -> None:
    assessed(echo.here.world, CHEST_PAIN)
    echo.intent("StartSessionIntent")

    response = echo.intent("NumberIntent", number="2")

    assert "get help first" in spoken(response)
    assert not sounds(response)


def test_what_was_begun_on_the_phone_goes_on_here(echo: Echo) -> None:
    phone = {"conversation": "phone"}
    echo.here.client.post("/api/v1/assistant", json={"text": "warm me up", **phone})
    begun = echo.here.client.post("/api/v1/assistant", json={"text": "no", **phone}).json
    echo.here.clock.at += timedelta(seconds=30)

    response = echo.intent("StartSessionIntent")

    assert begun is not None
    assert echo.attributes["session"] == begun["session_id"]
    assert sounds(response)


def test_an_old_sound_and_a_made_up_one_are_not_given(echo: Echo) -> None:
    (stream,) = sounds(started(echo))
    echo.intent("AMAZON.NextIntent")
    path = stream["url"].removeprefix(BASE)

    assert echo.here.client.get(path).status_code == 404
    assert echo.here.client.get(path.replace("-", "-0", 1)).status_code == 404


def test_a_launch_says_what_can_be_said(echo: Echo) -> None:
    response = echo.send({"type": "LaunchRequest"})

    assert "start my stretches" in spoken(response)
    assert response["shouldEndSession"] is False


def test_the_end_of_a_session_is_answered_with_nothing(echo: Echo) -> None:
    assert "outputSpeech" not in echo.send({"type": "SessionEndedRequest", "reason": "USER_INITIATED"})


def test_who_is_not_amazon_gets_nothing_and_learns_nothing(echo: Echo) -> None:
    body = as_sent(echo.amazon.body({"type": "LaunchRequest"}))
    answer = echo.here.client.post("/api/v1/alexa", data=body, headers={"signaturecertchainurl": URL})

    assert answer.status_code == 400
    assert cast("Json", answer.json)["code"] == "not_alexa"


def test_the_door_is_shut_without_a_skill() -> None:
    here = house()

    assert here.client.post("/api/v1/alexa", data=b"{}").status_code == 404
    assert here.client.get("/api/v1/alexa/sound/a.mp3").status_code == 404


MODEL = json.loads((files("voice.assistants") / "alexa_model.json").read_text("utf-8"))["interactionModel"]


def test_the_interaction_model_has_every_intent_that_is_understood() -> None:
    named = {intent["name"] for intent in MODEL["languageModel"]["intents"]}
    said = {name for name in SAYS if not name.startswith("PlaybackController")}

    assert said <= named
    assert named - said == {"HurtsIntent", "NumberIntent", "TellIntent"} | {
        "AMAZON.FallbackIntent",
        "AMAZON.NavigateHomeIntent",
    }


@pytest.mark.parametrize(
    ("name", "sample"),
    [
        (intent["name"], sample)
        for intent in MODEL["languageModel"]["intents"]
        for sample in intent["samples"]
        if "{" not in sample and intent["name"] not in {"DontKnowIntent", "HurtsIntent"}
    ],
)
def test_what_the_model_hears_is_what_the_grammar_hears(name: str, sample: str) -> None:
    wishes = grammar()
    meant, heard = wishes(SAYS[name]), wishes(sample)

    assert meant is not None or SAYS[name] == HALT
    assert meant is None or heard is None or heard.name == meant.name
