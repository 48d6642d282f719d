"""A notable run opens one check-in and asks for it once; any other run only offers one."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from service.app.checking import FRESH_FOR_H, asking, look, open_check_in
from service.app.importing import import_file
from service.app.judging import judge
from service.app.opening import asked_for, open_wanted
from service.app.ports import Unit
from service.app.records import Run
from service.app.reminding import remind
from service.app.world import World
from tests.build.talk import SORE_THE_NEXT_DAY, answer_step, finish
from tests.build.watch import phone_run, watch_run, world_of
from tests.build.world import MovableClock, Watch, run_on, world

TODAY = MovableClock().local_date()


@dataclass
class Pocket:
    got: list[str] = field(default_factory=list)
    name: str = "pocket"

    def send(self, title: str, body: str) -> None:
        self.got.append(f"{title}: {body}")


def house_with(*runs: tuple[int, float], clock: MovableClock | None = None) -> tuple[World, list[Run]]:
    """Give a house after a month of short runs and then these, as (days ago, km)."""
    watch = Watch()
    house = world(clock, decode=watch.decode)
    usual = [(back, 8.0) for back in (40, 30, 20, 12)]
    done = [
        import_file(house, watch.file(run_on(TODAY - timedelta(days=back), km=km)))
        for back, km in [*usual, *runs]
    ]
    return house, [imported.runs[0] for imported in done[len(usual) :]]


def opened(house: World, run: Run) -> str | None:
    with house.store.unit() as unit:
        kept = unit.check_ins.open_for_run(run.id)
    return kept.id if kept is not None else None


def test_a_notable_run_opens_its_check_in_when_it_is_imported() -> None:
    house, (run,) = house_with((0, 16.0))

    kept = asked_for(house)

    assert kept is not None
    assert (kept.run_id, kept.status, kept.is_untouched) == (run.id, "open", True)


@pytest.mark.parametrize("run", [(0, 8.0), (4, 16.0)], ids=["nothing found", "too long ago"])
def test_any_other_run_only_offers_one(run: tuple[int, float]) -> None:
    house, (imported,) = house_with(run)

    with house.store.unit() as unit:
        assert not unit.check_ins.any_for_run(imported.id)
    assert asked_for(house) is None


def test_looking_again_and_judging_again_open_no_second_one() -> None:
    house, (run,) = house_with((0, 16.0))
    first = opened(house, run)

    with house.store.unit() as unit:
        judge(unit, first=TODAY, last=TODAY)
    for _ in range(3):
        open_wanted(house)

    assert opened(house, run) == first
    assert open_check_in(house, run.id).id == first


def test_an_answered_one_is_not_opened_again() -> None:
    house, (run,) = house_with((0, 16.0))
    finish(house, open_check_in(house, run.id).id)

    open_wanted(house)

    assert opened(house, run) is None


def test_of_two_notable_runs_the_newer_one_s_waits_alone() -> None:
    house, (older, newer) = house_with((2, 12.0), (0, 16.0))

    assert opened(house, older) is None
    assert opened(house, newer) is not None


def test_what_was_half_answered_about_an_older_run_is_not_taken_away() -> None:
    house, (older, newer) = house_with((2, 12.0), (0, 8.0))
    begun = opened(house, older)
    assert begun is not None
    answer_step(house, look(house, begun), SORE_THE_NEXT_DAY)

    with house.store.unit() as unit:
        unit.runs.judge(newer.id, older.findings)
    open_wanted(house)

    assert opened(house, newer) is not None
    assert opened(house, older) == begun


def test_one_that_waited_for_a_day_is_still_the_one() -> None:
    clock = MovableClock()
    house, (run,) = house_with((0, 16.0), clock=clock)
    first = opened(house, run)

    clock.pass_by(hours=FRESH_FOR_H + 12)
    kept = open_check_in(house, run.id)

    assert (kept.id, kept.opened_at) == (first, clock.now())


def test_it_is_asked_for_once_by_every_way_out() -> None:
    clock = MovableClock(MovableClock().at.replace(hour=10) + timedelta(days=1))
    house, (run,) = house_with((0, 16.0), clock=clock)
    message, loudspeaker = Pocket(), Pocket(name="loudspeaker")
    house = replace(house, outlets=(message, loudspeaker))

    for _ in range(60):
        remind(house)
        open_check_in(house, run.id)
        clock.pass_by(hours=1)

    words = "Afterrun: Afterrun has read your run and would like to know how your legs feel."
    assert (message.got, loudspeaker.got) == ([words], [words])


@pytest.mark.parametrize("first", ["watch.fit", "phone.gpx"])
def test_a_run_that_comes_by_two_roads_has_one_and_asks_once(
    first: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("opening", "checking"):
        monkeypatch.setattr(f"service.app.{place}.asking_in", newest_asks)
    house, (watch, phone) = world_of({"watch.fit": watch_run(), "phone.gpx": phone_run()})
    pocket = Pocket()
    house = replace(house, outlets=(pocket,))

    ids = []
    for raw in (watch, phone) if first == "watch.fit" else (phone, watch):
        import_file(house, raw)
        remind(house)
        kept = asked_for(house)
        assert kept is not None
        ids.append(kept.id)

    with house.store.unit() as unit:
        (front,) = unit.runs.latest()
        both = [front, *unit.runs.shadowed(front.id)]
        waiting = [run.id for run in both if unit.check_ins.open_for_run(run.id) is not None]
        reminders = [unit.reminders.get(f"check_in:{run.id}") for run in both]
    assert waiting == [front.id]
    assert ids[0] == ids[1]
    assert sum(one is not None for one in reminders) == 1
    assert front.sha256 == watch.sha256


def newest_asks(_: World, unit: Unit) -> Run | None:
    """Let the newest run ask, whatever was found in it: here only its two roads matter."""
    return next(iter(unit.runs.latest(limit=1)), None)


def test_no_run_asks_in_an_empty_house() -> None:
    house = world()

    assert open_wanted(house) is None
    assert asking(house) is None
