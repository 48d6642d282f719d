from datetime import date, timedelta

from service.app.importing import import_file
from service.app.profile import get_profile, put_profile
from service.app.world import World
from service.core.athlete import Athlete
from tests.build.world import MovableClock, Watch, run_on, world

TODAY = MovableClock().local_date()


def spike_level(house: World, day: date) -> str:
    with house.store.unit() as unit:
        (run,) = [run for run in unit.runs.since(day) if run.metrics.day == day]
    found = run.findings.get("session_spike")
    assert found is not None
    return found.level


def test_a_new_house_has_an_empty_profile() -> None:
    assert get_profile(world()) == Athlete()


def test_a_profile_comes_back_as_it_was_put() -> None:
    house = world()
    athlete = Athlete(age=51, sex="female", conditions={"pregnant": False}, confirmed=TODAY, units="mi")

    put_profile(house, athlete)

    assert get_profile(house) == athlete


def test_the_longest_run_typed_in_judges_the_runs_that_are_here_already() -> None:
    watch = Watch()
    house = world(decode=watch.decode)
    import_file(house, watch.file(run_on(TODAY, km=16)))
    assert spike_level(house, TODAY) == "unknown"

    put_profile(house, Athlete(longest_run_30d_m=10_000.0, confirmed=TODAY))
    told = spike_level(house, TODAY)
    put_profile(house, Athlete(confirmed=TODAY))

    assert (told, spike_level(house, TODAY)) == ("moderate", "unknown")


def test_the_longest_run_of_the_last_month_says_nothing_about_other_months() -> None:
    watch = Watch()
    house = world(decode=watch.decode)
    put_profile(house, Athlete(longest_run_30d_m=10_000.0, confirmed=TODAY))
    days = [TODAY + timedelta(days=shift) for shift in (-300, 25, 300)]

    for day in days:
        import_file(house, watch.file(run_on(day, km=16)))

    assert [spike_level(house, day) for day in days] == ["unknown", "moderate", "unknown"]
