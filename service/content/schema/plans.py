"""Files about patterns of pain and what follows from them: conditions and protocols."""

import re

from pydantic import Field

from service.content.schema.common import Document, Reviewed, Strict, Text, Triage, Urgency, condition
from service.content.schema.movement import PrescriptionEntry
from service.core.catalogue import Ailment, Criterion, Exercise, Label, Phase, Pick, Protocol, ReturnToRun
from service.core.course.values import Why
from service.core.errors import ContentError
from service.core.reminders import KINDS


class LabelEntry(Strict):
    """A grade of a condition."""

    id: Text
    words: Text
    about: Text | None = None
    when: object
    triage: Triage
    urgency: Urgency | None = None
    plan: Text
    easing_by_day: int | None = Field(None, ge=0)
    gone_by_day: int | None = Field(None, ge=0)

    def value(self) -> Label:
        """Give the core's value. Raises ContentError."""
        return Label(
            self.id,
            self.words,
            when=condition(self.when),
            triage=self.triage,
            urgency=self.urgency,
            plan=self.plan,
            about=self.about or "",
            easing_by_day=self.easing_by_day,
            gone_by_day=self.gone_by_day,
        )


class UnclearFile(LabelEntry, Reviewed):
    """unclear.yaml: the label when no condition reaches its points."""


class ConditionFile(Reviewed):
    """conditions/<id>."""

    named_by = "id"

    id: Text
    order: int
    name: Text
    base: int
    about: Text
    labels: list[LabelEntry] = Field(min_length=1)

    def value(self) -> Ailment:
        """Give the core's value. Raises ContentError."""
        labels = tuple(label.value() for label in self.labels)
        return Ailment(
            self.id, self.name, base=self.base, labels=labels, about=self.about, sources=tuple(self.sources)
        )


class PickEntry(Strict):
    """One of several gentle things a session may be made of."""

    id: Text
    words: Text
    exercises: list[Text] = Field(min_length=1)

    def value(self) -> Pick:
        """Give the core's value."""
        return Pick(self.id, self.words, tuple(self.exercises))


class PhaseEntry(Strict):
    """A stage of a plan."""

    id: Text
    days: Text
    enter: Text
    do: list[Text] = Field(min_length=1)
    run: Text
    leave: Text
    exercises: list[PrescriptionEntry]
    recheck_h: list[int] = Field(min_length=1)
    advice: list[Text] = Field(default_factory=list)
    note: Text | None = None
    every_days: int = Field(1, ge=1)
    every_days_from_50: int | None = Field(None, ge=2)
    strong_recheck_h: int | None = Field(None, ge=1)
    ladder_to: int | None = Field(None, ge=1)
    picks: list[PickEntry] = Field(default_factory=list)

    def value(self, exercises: dict[str, Exercise]) -> Phase:
        """Give the core's value. Raises ContentError."""
        return Phase(
            self.id,
            self.days,
            enter=self.enter,
            do=tuple(self.do),
            run=self.run,
            leave=self.leave,
            exercises=tuple(entry.value(exercises) for entry in self.exercises),
            recheck_h=tuple(self.recheck_h),
            advice=tuple(self.advice),
            note=self.note,
            from_day=self._from_day(),
            every_days=self.every_days,
            every_days_from_50=self.every_days_from_50,
            strong_recheck_h=self.strong_recheck_h,
            ladder_to=self.ladder_to,
            picks=tuple(pick.value() for pick in self.picks),
        )

    def _from_day(self) -> int | None:
        """Read "days 4 to 14"; a phase that names no day has none."""
        named = re.fullmatch(r"days (\d+) to \d+", self.days)
        return int(named[1]) if named else None


class ProtocolFile(Reviewed):
    """protocols/<id>."""

    named_by = "id"

    id: Text
    phases: list[PhaseEntry] = Field(min_length=1)

    def value(self, exercises: dict[str, Exercise]) -> Protocol:
        """Give the core's value. Raises ContentError."""
        return Protocol(self.id, tuple(phase.value(exercises) for phase in self.phases), tuple(self.sources))


class CriterionEntry(Strict):
    """One thing that has to be true before the first run."""

    id: Text
    says: Text


class ReturnToRunFile(Reviewed):
    """return_to_run.yaml: what has to be true before the first run, and the ladder of runs behind it."""

    criteria: list[CriterionEntry] = Field(min_length=1)
    steps: list[Text] = Field(min_length=1)

    def value(self) -> ReturnToRun:
        """Give the core's value. Raises ContentError where two criteria share an id."""
        criteria = tuple(Criterion(entry.id, entry.says) for entry in self.criteria)
        if len({criterion.id for criterion in criteria}) != len(criteria):
            raise ContentError("two criteria share an id")
        return ReturnToRun(criteria, tuple(self.steps))


class CourseFile(Reviewed):
    """course.yaml: what is said when a plan moves, a sentence for every reason there is."""

    says: dict[str, Text]

    def value(self) -> dict[str, str]:
        """Give the sentences. Raises ContentError unless each reason has one and no other is written."""
        reasons = {why.value for why in Why}
        if set(self.says) != reasons:
            raise ContentError(f"says must name exactly {', '.join(sorted(reasons))}")
        return self.says


class RemindersFile(Reviewed):
    """reminders.yaml: what a reminder says, a sentence for every kind. A screen shows it to whoever is near."""

    says: dict[str, Text]

    def value(self) -> dict[str, str]:
        """Give the sentences. Raises ContentError unless each kind has one and no other is written."""
        if set(self.says) != set(KINDS):
            raise ContentError(f"says must name exactly {', '.join(KINDS)}")
        return self.says


class FlagPlansFile(Document):
    """flag_plans.yaml: which plan a red flag opens. No flag is less urgent than a week."""

    emergency_now: Text
    same_day: Text
    within_48h: Text
    within_7d: Text
