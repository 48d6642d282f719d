"""A runner and a plan over days: the use cases, with a clock that is moved by hand."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from service.app.coaching import leave, note, start_plan_session
from service.app.courses import going, plan_of
from service.app.overview import overview
from service.app.rechecking import answer_recheck
from service.app.records import CourseStep, GuidedSession, KeptAssessment, KeptCourse
from service.app.world import World
from service.core.checkin import Answer
from service.core.plan import Plan
from tests.build.talk import assessed, finish
from tests.build.world import MovableClock, newest, world
from voice.player.messages import Log
from voice.player.state import Mode, State

TENDON: Mapping[str, Answer] = {
    "q.site": "sit_bone", "q.side": "right", "q.pain": 4.0, "q.onset": "gradual", "q.onset_days": 20.0,
    "q.walk": "normal", "q.sit_pain": True, "q.sitbone_tender": True, "q.radiate": "none",
    "q.fast_bend_pain": True, "q.trend": "same", "p.age": 40.0, "p.sex": "female",
}  # fmt: skip


@dataclass
class Story:
    clock: MovableClock = field(default_factory=MovableClock)
    answers: Mapping[str, Answer] = field(default_factory=lambda: TENDON)
    house: World = field(init=False)

    def __post_init__(self) -> None:
        self.house = world(self.clock)

    def check_in(self, **more: Answer) -> KeptAssessment:
        return assessed(self.house, self._with(more))

    def recheck(self, **more: Answer) -> KeptAssessment:
        """Answer the re-check that is due, which must be one."""
        (due,) = overview(self.house).due
        made = finish(self.house, answer_recheck(self.house, due.recheck.id).id, self._with(more)).assessment
        assert made is not None
        return made

    def session(self, *, pain: int | None = None, before: int | None = None) -> GuidedSession:
        """Do today's session to its end; at its first exercise it hurts by `pain`, or not at all."""
        session = start_plan_session(self.house, newest(self.house).id, pain_before=before)
        if pain is not None:
            note(self.house, session.id, Log(0, session.script.exercises[0], "hurt", 5.0, pain))
        for item, exercise in enumerate(session.script.exercises):
            note(self.house, session.id, Log(item, exercise, "done", 30.0))
        leave(self.house, session.id, State(mode=Mode.FINISHED))
        return session

    @property
    def course(self) -> KeptCourse:
        with self.house.store.unit() as unit:
            found = going(self.house, unit)
        assert found is not None
        return found

    @property
    def plan(self) -> Plan:
        latest = newest(self.house)
        with self.house.store.unit() as unit:
            return plan_of(self.house, unit, latest)

    @property
    def told(self) -> list[CourseStep]:
        with self.house.store.unit() as unit:
            last = unit.courses.latest()
            return list(unit.courses.steps(last.id)) if last is not None else []

    def hours_ahead(self) -> list[int]:
        assessment_id = self.course.assessment_id
        with self.house.store.unit() as unit:
            every = unit.rechecks.of_assessment(assessment_id)
            return [one.after_h for one in every if one.status in {"waiting", "due"}]

    def _with(self, more: Mapping[str, Answer]) -> Mapping[str, Answer]:
        return {**self.answers, **{name.replace("_", ".", 1): value for name, value in more.items()}}
