from datetime import timedelta

import pytest

from service.app.importing import import_file
from service.app.overview import get_activity, list_runs, original, overview
from service.core.errors import NotFound
from tests.build.talk import assessed
from tests.build.world import MovableClock, Watch, run_on, world

TODAY = MovableClock().local_date()


def test_an_empty_house_has_nothing_to_show() -> None:
    facts = overview(world())

    assert (facts.runs, facts.run_count, facts.asking, facts.due, facts.latest) == ([], 0, None, [], None)


def test_the_first_page_shows_the_newest_runs_and_counts_all() -> None:
    watch = Watch()
    house = world(decode=watch.decode)
    for back in (3, 1, 2, 0):
        import_file(house, watch.file(run_on(TODAY - timedelta(days=back))))

    facts = overview(house, runs=2)

    assert [(TODAY - run.metrics.day).days for run in facts.runs] == [0, 1]
    assert facts.run_count == 4
    assert [(TODAY - run.metrics.day).days for run in list_runs(house, limit=2, offset=1)] == [1, 2]


def test_the_newest_assessment_is_todays() -> None:
    clock = MovableClock()
    house = world(clock)
    assessed(house)
    clock.pass_by(hours=1)

    newer = assessed(house)

    assert overview(house).latest == newer


def test_an_activity_that_is_not_there_is_said_so() -> None:
    for ask in (get_activity, original):
        with pytest.raises(NotFound, match="no such activity"):
            ask(world(), "0" * 16)
