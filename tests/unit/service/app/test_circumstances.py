from datetime import timedelta

from service.app.circumstances import circumstances
from service.core.athlete import Athlete
from service.core.findings.values import Circumstances
from tests.build import records as build
from tests.build.memory_store import MemoryStore
from tests.build.stored import add_runs


def around(*, answered_h_before: float, athlete: Athlete | None = None) -> Circumstances:
    store = MemoryStore()
    add_runs(store, 0)
    made_at = build.NOON - timedelta(hours=answered_h_before)
    with store.unit() as unit:
        unit.check_ins.add(build.kept_check_in("c1"))
        unit.check_ins.add_assessment(build.kept_assessment("a1", check_in_id="c1", made_at=made_at))
        runs = unit.runs.latest()
        return circumstances(unit, runs, athlete=athlete or Athlete())(runs[0])


def test_the_last_answer_of_two_days_stands_for_the_legs_at_the_start() -> None:
    assert around(answered_h_before=47.0).soreness_0_10 == 6.0


def test_an_older_answer_and_one_after_the_run_say_nothing_about_its_start() -> None:
    assert around(answered_h_before=49.0).soreness_0_10 is None
    assert around(answered_h_before=-1.0).soreness_0_10 is None


def test_the_age_is_the_profiles() -> None:
    assert around(answered_h_before=99.0, athlete=Athlete(age=51)) == Circumstances(age=51)
