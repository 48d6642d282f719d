"""The reference runner's two stories from the upload of the run to the re-check on day 14, with a moved clock.

No browser: the real files are written, read and judged; the clock is moved; every answer goes the usual way.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from adapters.outlets.fit_file import write_fit
from service.app.checking import asking, open_check_in
from service.app.coaching import leave, note, start_plan_session
from service.app.overview import overview
from service.app.plan_view import PlanView, view_plan
from service.app.rechecking import answer_recheck
from service.app.records import KeptAssessment
from service.app.reminding import remind
from service.app.reporting import tell_gate, tell_morning, tell_session
from service.app.sampling import add_sample_season
from service.app.season import season_files
from service.app.world import World
from service.core.checkin import Answer
from service.core.course import Why
from tests.build.talk import finish
from tests.build.world import MovableClock, newest, world
from voice.player.messages import Log
from voice.player.state import Mode, State

BERLIN = ZoneInfo("Europe/Berlin")
EVENING = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)
PERSON: Mapping[str, Answer] = {"p.age": 51.0, "p.sex": "male"}
SIT_BONE: Mapping[str, Answer] = {
    **PERSON, "q.site": "sit_bone", "q.side": "right", "q.onset": "gradual", "q.onset_days": 90.0, "q.pain": 4.0,
    "q.walk": "normal", "q.sit_pain": True, "q.sitbone_tender": True, "q.fast_bend_pain": True,
    "q.radiate": "none", "q.trend": "same",
}  # fmt: skip
VAGUE: Mapping[str, Answer] = {
    **PERSON, "q.site": "mid_thigh_back", "q.side": "both", "q.onset": "gradual", "q.onset_days": 120.0,
    "q.pain": 4.0, "q.walk": "normal", "q.tender": "none", "q.sit_pain": False, "q.radiate": "none",
    "q.trend": "same", "q.warmup": "none", "q.stops_at_rest": False,
}  # fmt: skip


@dataclass
class Runner:
    """The marathon was yesterday; every day is lived by moving the clock."""

    answers: Mapping[str, Answer]
    clock: MovableClock = field(default_factory=lambda: MovableClock(EVENING, BERLIN))
    day: int = 0
    house: World = field(init=False)

    def __post_init__(self) -> None:
        self.house = world(self.clock)
        list(add_sample_season(self.house, partial(season_files, write=write_fit, utc_offset_s=3600)))

    def begin(self) -> KeptAssessment:
        run = asking(self.house)
        assert run is not None, "the marathon asks for a check-in by itself"
        made = finish(self.house, open_check_in(self.house, run.id).id, self.answers).assessment
        assert made is not None
        return made

    def wake(self, day: int) -> None:
        self.clock.pass_by(days=day - self.day)
        self.day = day
        remind(self.house)

    def recheck(self, **more: Answer) -> PlanView:
        (due,) = overview(self.house).due
        said = {**self.answers, **{name.replace("_", ".", 1): value for name, value in more.items()}}
        finish(self.house, answer_recheck(self.house, due.recheck.id).id, said)
        return self.plan

    def sit(self, pain: int) -> None:
        session = start_plan_session(self.house, newest(self.house).id, pain_before=2)
        for item, exercise in enumerate(session.script.exercises):
            note(self.house, session.id, Log(item, exercise, "done", 60.0))
        leave(self.house, session.id, State(mode=Mode.FINISHED))
        tell_session(self.house, pain=pain)

    @property
    def plan(self) -> PlanView:
        seen = view_plan(self.house)
        assert seen is not None
        return seen

    @property
    def why(self) -> list[str]:
        """Give the reasons of the plan's story, from its beginning."""
        return [step.why[-1] for step, _ in reversed(self.plan.story)]


@pytest.mark.slow
def test_the_tendon_goes_from_rest_into_its_first_stage_and_is_looked_at_on_day_14() -> None:
    runner = Runner(SIT_BONE)
    made = runner.begin()
    assert (made.assessment.top, made.assessment.triage) == ("pht", "see_clinician")
    assert runner.plan.plan.id == "pht_load.p0"
    assert runner.plan.plan.fifty_plus

    runner.wake(1)
    assert runner.recheck().story[0][0].why == ("as_expected",)
    runner.sit(pain=2)
    runner.wake(2)
    tell_morning(runner.house, settled=True)
    runner.sit(pain=1)
    runner.recheck()
    runner.wake(3)
    tell_morning(runner.house, settled=True)
    runner.recheck(q_pain=3.0, q_trend="better")
    assert tell_gate(runner.house, passed=True).why == (Why.TOO_SOON,)  # from fifty on five days, not four
    runner.wake(5)
    assert tell_gate(runner.house, passed=True).why == (Why.GATE_PASSED,)
    assert (runner.plan.plan.id, [stage.state for stage in runner.plan.stages][:2]) == (
        "pht_load.p1",
        ["done", "here"],
    )

    runner.wake(7)
    runner.recheck(q_pain=3.0)
    runner.sit(pain=7)
    assert runner.plan.story[0][0].why == ("red",)
    assert runner.plan.plan.id == "pht_load.p0"
    assert runner.plan.rests_until is not None

    runner.wake(14)
    last = runner.recheck(q_pain=2.0, q_trend="better")

    assert [point.pain for point in last.course.progress.points] == [4.0, 4.0, 4.0, 3.0, 3.0, 2.0]
    assert last.story[0][0].what == "recheck"
    assert not last.course.see_clinician
    assert runner.why == [
        "begun", "as_expected", "wait_for_morning", "one_more_clean", "wait_for_morning", "as_expected",
        "two_clean", "as_expected", "too_soon", "gate_passed", "as_expected", "red", "as_expected",
    ]  # fmt: skip


@pytest.mark.slow
def test_what_is_unclear_is_asked_again_and_goes_to_a_clinician_on_day_14() -> None:
    runner = Runner(VAGUE)
    made = runner.begin()
    assert made.assessment.top == "unclear"
    assert runner.plan.plan.id == "unclear_watch.p0"

    for day in (1, 2, 3, 7):
        runner.wake(day)
        runner.recheck()
    runner.wake(14)
    last = runner.recheck()

    assert last.story[0][0].why == ("overdue",)
    assert last.course.see_clinician
    assert runner.why[0] == "begun"
