"""The refusals that an operation has of its own: each documented one is reached, by the sentence that it is for."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest

from service.app.rechecking import mark_due
from service.app.turnstile import Turnstile
from service.choices import Choices
from service.web.api.openapi import ROOT, endpoints
from service.web.doors import Doors
from tests.build import fit
from tests.build.story import TENDON
from tests.build.talk import assessed
from tests.build.web import House, house
from tests.integration.web.conversation import SORE_THE_NEXT_DAY, answered
from tests.integration.web.test_statuses import address

Reached = Callable[[House], int]


def ask(here: House, method: str, path: str, **more: Any) -> int:
    return int(here.client.open(ROOT + path, method=method, **more).status_code)


def post(path: str, body: object) -> Reached:
    return lambda here: ask(here, "POST", path, json=body)


def opened(here: House) -> str:
    return str(here.client.post(f"{ROOT}/check-ins", json={}).get_json()["id"])


def ended(here: House) -> str:
    check_in = here.send("/check-ins").headers["Location"]
    answered(here, check_in, SORE_THE_NEXT_DAY)
    return check_in.rsplit("/", 1)[1].partition("?")[0]


def in_check_in(body: object, tail: str = "", made: Callable[[House], str] = opened) -> Reached:
    return lambda here: ask(here, "POST", f"/check-ins/{made(here)}{tail}", json=body)


def too_large(here: House) -> int:
    return ask(here, "POST", "/activities", data=bytes(33 * 1024 * 1024))


def recheck_is_over(here: House) -> int:
    ended(here)
    here.clock.at += timedelta(hours=25)
    mark_due(here.world)
    (due,) = here.client.get(f"{ROOT}/check-ins/due").get_json()["due"]
    ended(here)
    return ask(here, "POST", "/check-ins", json={"recheck_id": due["recheck_id"]})


def all_ears_taken(here: House) -> int:
    return [ask(here, "POST", "/ears") for _ in range(5)][-1]


def too_much_sound(here: House) -> int:
    name = here.client.post(f"{ROOT}/ears").get_json()["id"]
    return ask(here, "POST", f"/ears/{name}/sound", data=bytes(70_000))


def with_plan(body: object) -> Reached:
    def reached(here: House) -> int:
        assessed(here.world, TENDON)
        return ask(here, "POST", "/plan", json=body)

    return reached


def workout_while_in_danger(here: House) -> int:
    check_in = here.send("/check-ins").headers["Location"]
    here.send(check_in, step="Q1", bundle="yes")
    here.send(check_in, step="Q1:drill", rest="no", q__chest_pain="yes")
    return ask(here, "GET", "/plan/workout.fit")


def not_the_driver(here: House) -> int:
    session = here.client.post(f"{ROOT}/sessions", json={"sitting": "warm_up", "hurts": False}).get_json()[
        "id"
    ]
    return ask(here, "POST", f"/sessions/{session}/events", json={"type": "start", "at": 0.0, "version": 9})


def decided(method: str, path: str, body: object = None) -> Reached:
    """Ask for it where the environment has decided."""

    def reached(here: House) -> int:
        assert ask(here, "POST", "/settings/addresses", json={"address": "ntfy://topic"}) == 200
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Choices, "pinned", lambda _: frozenset({"notify"}))
            return ask(here, method, path, json=body)

    return reached


def too_often(_: House) -> int:
    here = house(Doors(frozenset({"assistant"}), Turnstile(lambda: 0.0, often=1)))
    return [ask(here, "POST", "/assistant", json={}) for _ in range(2)][-1]


OWN: dict[tuple[str, int], Reached] = {
    ("activities.add", 400): lambda here: ask(here, "POST", "/activities", data={"file": (BytesIO(b""), "")}),
    ("activities.add", 413): too_large,
    ("activities.add", 422): lambda here: ask(here, "POST", "/activities", data=b"milk"),
    ("assistant.answer", 404): lambda _: ask(house(Doors()), "POST", "/assistant", json={}),
    ("assistant.answer", 429): too_often,
    ("check_ins.add", 404): post("/check-ins", {"run_id": "no"}),
    ("check_ins.add", 409): recheck_is_over,
    ("check_ins.take", 400): in_check_in({"step": "Q1", "words": "blue"}),
    ("check_ins.take", 409): in_check_in({"step": "Q4"}),
    ("check_ins.hear", 409): in_check_in({"text": "sore"}, "/words", ended),
    ("ears.switch_on", 409): all_ears_taken,
    ("ears.hear", 400): too_much_sound,
    ("plan.show", 404): lambda here: ask(here, "GET", "/plan"),
    ("plan.tell", 400): post("/plan", {"told": "session"}),
    ("plan.tell", 404): post("/plan", {"told": "seen"}),
    ("plan.tell", 409): with_plan({"told": "session", "pain": 3}),
    ("plan.workout", 404): lambda here: ask(here, "GET", "/plan/workout.fit"),
    ("plan.workout", 409): workout_while_in_danger,
    ("profile.change", 400): lambda here: ask(here, "PATCH", "/profile", json={"conditions": {"x": True}}),
    ("sessions.start", 400): post("/sessions", {}),
    ("sessions.start", 404): post("/sessions", {"sitting": "dance", "hurts": False}),
    ("sessions.start", 409): post("/sessions", {"sitting": "warm_up", "hurts": True}),
    ("sessions.take", 409): not_the_driver,
    ("settings.choose", 400): lambda here: ask(here, "PATCH", "/settings", json={"voice": "nobody"}),
    ("settings.add_address", 400): decided("POST", "/settings/addresses", {"address": "ntfy://more"}),
    ("settings.drop_address", 400): decided("DELETE", "/settings/addresses/0"),
    ("settings.drop_address", 404): lambda here: ask(here, "DELETE", "/settings/addresses/7"),
}


def test_every_refusal_of_its_own_is_known_here_or_is_that_there_is_no_such_thing() -> None:
    own = {
        (one.name.removeprefix("api_"), status)
        for one in endpoints(house().app)
        for status in one.promise.fails
        if not (status == 404 and "{" in one.path and one.name != "api_settings.drop_address")
    }

    assert own == set(OWN)


def test_what_is_not_there_is_not_found() -> None:
    here = house()

    for one in endpoints(here.app):
        if 404 in one.promise.fails and "{" in one.path:
            json = (
                {"type": "start", "at": 0, "text": "a", "step": "Q1"}
                if one.promise.schema is not None
                else None
            )
            keys = one.promise.schema.model_fields if one.promise.schema is not None else {}
            body = {name: value for name, value in (json or {}).items() if name in keys}
            more: dict[str, Any] = {"json": body} if json is not None else {}
            answer = here.client.open(address(one), method=one.method, **more)
            assert answer.status_code == 404, one.name


@pytest.mark.parametrize(("name", "status"), OWN)
def test_it_is_reached(name: str, status: int) -> None:
    here = house()
    here.client.post(f"{ROOT}/activities", data=fit.run(20))

    assert OWN[name, status](here) == status
