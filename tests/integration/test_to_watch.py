"""Today's session on the watch: read by two decoders that are not ours, and closed by what the watch brings back."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import pytest
from fitparse.base import FitFileDecoder
from garmin_fit_sdk import Decoder, Stream

from adapters.files import RawFile
from adapters.formats.registry import decode
from adapters.outlets.fit_file import write_workout
from adapters.outlets.mounted import MountedWatch
from adapters.workouts import WatchRound, WatchStep, WatchWorkout
from service.app.coaching import play, start_plan_session
from service.app.importing import import_file
from service.app.plan_view import view_plan
from service.app.reporting import tell_session
from service.app.to_watch import for_watch, workout_of
from service.app.world import World
from service.core.activity import Verdict
from service.core.catalogue import Dose
from service.core.errors import NotFound, WorldError
from service.core.routine import Routine, RoutineItem, build
from service.web import context
from service.web.context import the_services
from tests.build import fit
from tests.build.story import TENDON, Story
from tests.build.talk import assessed
from tests.build.web import House, house
from voice.player.messages import Start

TRAINING = 10
"""FIT's numbers."""
NAME_FIELD = 8


class Wrist(MountedWatch):
    write = staticmethod(write_workout)


def read(data: bytes) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """Give the messages as Garmin's own SDK reads them; nothing may be wrong with the file."""
    assert Decoder(Stream.from_byte_array(bytearray(data))).check_integrity()
    messages, errors = Decoder(Stream.from_byte_array(bytearray(data))).read()
    assert errors == []
    return cast("Mapping[str, Sequence[Mapping[str, Any]]]", messages)


def done_file(name: str, day: date, *, seconds: int = 1200, sport: int = TRAINING) -> bytes:
    """Give what a watch writes after it has led a workout of this name."""
    start = fit.T0 + 86_400 * (day - date(2021, 9, 8)).days
    text = name.encode() + b"\0"
    definition = struct.pack("<BBBHB", 0x45, 0, 0, 26, 1) + bytes((NAME_FIELD, len(text), fit.STRING))
    return fit.file(
        fit.file_id() + definition + b"\x05" + text + fit.session(start, seconds=seconds, sport=sport)
    )


def the_plan(tmp_path: Path) -> World:
    """Give a world with a plan that goes on and exercises today, and a watch on a cable."""
    story = Story()
    story.check_in()
    world = story.house
    (tmp_path / "GARMIN/NewFiles").mkdir(parents=True)
    return replace(world, watch=Wrist([tmp_path / "GARMIN/Activity"], mounts=()))


def today_of(world: World) -> date:
    return world.clock.local_date()


def name_of(world: World) -> str:
    return str(read(for_watch(world).data)["workout_mesgs"][0]["wkt_name"])


def test_the_file_is_what_both_decoders_say(tmp_path: Path) -> None:
    world = the_plan(tmp_path)
    made = for_watch(world)
    seen = view_plan(world)
    assert seen is not None
    wanted = workout_of(build(seen.plan, world.catalogue), day=today_of(world))

    messages = read(made.data)
    theirs = [
        {field.name: field.value for field in one.fields}
        for one in FitFileDecoder(BytesIO(made.data)).get_messages()
        if one.type == "data" and one.name == "workout_step"
    ]
    (workout,) = messages["workout_mesgs"]
    steps = messages["workout_step_mesgs"]

    assert messages["file_id_mesgs"][0]["type"] == "workout"
    assert (workout["sport"], workout["sub_sport"]) == ("training", "strength_training")
    assert workout["wkt_name"] == wanted.name == f"Afterrun {today_of(world)}"
    assert b"hamstring" not in made.data.lower()
    assert workout["num_valid_steps"] == len(steps) == len(theirs)
    assert [step["message_index"] for step in steps] == list(range(len(steps)))
    assert sum(1 for step in steps if "wkt_step_name" in step) == sum(
        len(each.steps) for each in wanted.rounds
    )
    assert steps[0]["duration_type"] == "open"
    assert "notes" in steps[0]
    for mine, his in zip(steps, theirs, strict=True):
        assert his.get("wkt_step_name") == mine.get("wkt_step_name")
        assert his["duration_type"] == mine["duration_type"]


def test_times_repetitions_rounds_and_long_words_are_kept() -> None:
    rounds = (
        WatchRound(
            (
                WatchStep("Bridge, left", "Slowly up. " * 40, seconds=45.0),
                WatchStep("Rest", seconds=60, is_rest=True),
            ),
            times=3,
        ),
        WatchRound((WatchStep("Heel drops, très lentement à la fin de la marche", reps=15),)),
    )
    data = write_workout(WatchWorkout("Afterrun first steps", rounds), made_at=house().clock.now(), serial=7)

    steps = read(data)["workout_step_mesgs"]

    assert [step["duration_type"] for step in steps] == ["time", "time", "repeat_until_steps_cmplt", "reps"]
    assert (steps[0]["duration_time"], steps[1]["intensity"]) == (45.0, "rest")
    assert (steps[2]["duration_step"], steps[2]["repeat_steps"]) == (0, 3)
    assert steps[3]["duration_reps"] == 15
    assert steps[3]["wkt_step_name"].startswith("Heel drops, très lentement")
    assert len(steps[0]["notes"].encode()) < 250
    assert steps[0]["notes"].endswith("Slowly up.")
    assert steps[3]["wkt_step_name"].endswith("…")


def test_it_lands_on_the_watch_whole_and_there_is_a_word_where_there_is_none(tmp_path: Path) -> None:
    world = the_plan(tmp_path)
    made = for_watch(world)

    place = world.watch.drop(made.name, made.data)

    assert place == tmp_path / "GARMIN/NewFiles" / made.name
    assert [path.read_bytes() for path in place.parent.iterdir()] == [made.data]
    with pytest.raises(WorldError, match="No watch is mounted"):
        Wrist([], mounts=(str(tmp_path / "nothing/*"),)).drop(made.name, made.data)
    drives = Wrist([], mounts=(f"{tmp_path.parent}/*",))
    assert drives.is_there()


def test_holds_with_pauses_are_led_one_by_one_and_the_good_side_begins(tmp_path: Path) -> None:
    world = the_plan(tmp_path)
    bridge = world.catalogue.exercises["clamshell"]
    dose = Dose(sets=2, reps=5, hold_s=30.0, sides=2, rest_s=60.0, between_reps_s=15.0)
    routine = Routine("x", "x", (RoutineItem(bridge, dose),))

    workout = workout_of(routine, day=today_of(world), first_side="right")

    told = [(each.times, [(step.name, step.seconds) for step in each.steps]) for each in workout.rounds[1:]]
    right, left = f"{bridge.name}, right", f"{bridge.name}, left"
    one_set = [(5, [(right, 30.0), ("Rest", 15.0)]), (5, [(left, 30.0), ("Rest", 15.0)])]
    assert told == [*one_set, (1, [("Rest", 60.0)]), *one_set]


def test_the_plan_page_gives_it_and_puts_it_on_the_watch(tmp_path: Path) -> None:
    here = house()
    assessed(here.world, TENDON)
    (tmp_path / "GARMIN/NewFiles").mkdir(parents=True)
    furnish(here, replace(here.world, watch=Wrist([tmp_path / "GARMIN/Activity"], mounts=())))

    assert "Put it on the watch" in here.visit("/plan")
    there = here.send("/plan/watch", page="/plan")
    assert "It is on the watch" in here.visit(there.headers["Location"])
    (path,) = (tmp_path / "GARMIN/NewFiles").iterdir()
    for address in ("/plan/workout.fit", "/api/v1/plan/workout.fit"):
        answer = here.client.get(address)
        assert answer.data == path.read_bytes()
        assert path.name in answer.headers["Content-Disposition"]


def furnish(here: House, world: World) -> None:
    here.world = world
    with here.app.app_context():
        context.furnish(here.app, world, the_services())


def test_what_was_done_on_the_watch_today_closes_the_session(tmp_path: Path) -> None:
    world = the_plan(tmp_path)
    name = name_of(world)

    imported = import_file(world, RawFile("done.fit", done_file(name, today_of(world))))

    assert imported.file.verdict is Verdict.NOT_A_RUN
    seen = view_plan(world)
    assert seen is not None
    assert seen.asks_session
    with world.store.unit() as unit:
        (sitting,) = unit.guided.latest()
        outcomes = {entry.log.outcome for entry in unit.guided.logs(sitting.id)}
    assert outcomes == {"done"}
    tell_session(world, pain=1)
    import_file(world, RawFile("again.fit", done_file(name, today_of(world), seconds=1300)))
    with world.store.unit() as unit:
        assert len(unit.guided.latest()) == 1


def test_a_session_that_was_begun_here_is_the_one_that_is_closed(tmp_path: Path) -> None:
    world = the_plan(tmp_path)
    seen = view_plan(world)
    assert seen is not None
    begun = start_plan_session(world, seen.kept.id, pain_before=1)
    play(world, begun.id, Start(at=0.0))
    name = name_of(world)

    import_file(world, RawFile("done.fit", done_file(name, today_of(world))))

    with world.store.unit() as unit:
        (sitting,) = unit.guided.latest()
    assert sitting.id == begun.id
    assert sitting.state.mode == "finished"


@pytest.mark.parametrize("why", ["another name", "yesterday", "too short", "a run"])
def test_nothing_else_closes_it(why: str, tmp_path: Path) -> None:
    world = the_plan(tmp_path)
    name, today = name_of(world), today_of(world)
    data = {
        "another name": done_file("Leg day", today),
        "yesterday": done_file(name, today - timedelta(days=1)),
        "too short": done_file(name, today, seconds=60),
        "a run": done_file(name, today, sport=fit.RUNNING),
    }[why]

    import_file(world, RawFile("done.fit", data))

    with world.store.unit() as unit:
        assert list(unit.guided.latest()) == []


def test_our_reader_gives_the_name_that_the_watch_copied() -> None:
    assert decode(RawFile("a.fit", done_file("Afterrun x", date(2021, 9, 8)))).workout == "Afterrun x"
    assert decode(RawFile("a.fit", fit.run(60))).workout is None


def test_without_a_plan_there_is_a_sentence() -> None:
    with pytest.raises(NotFound, match="no plan"):
        for_watch(house().world)
