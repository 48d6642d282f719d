"""What to do now: the first phase of the plan, without whatever this runner must not do.

Rest comes first where the rules say so; an urgent finding gets no exercise at all; a "don't know" to what
must be known leaves only gentle things. Source: soreness.md §3 (contraindications), §4.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from service.core.agenda import needed_facts
from service.core.assess.triage import TRIAGE
from service.core.assessment import Assessment
from service.core.athlete import Athlete
from service.core.catalogue import Catalogue, Exercise, Phase, Prescription, Protocol
from service.core.errors import ContentError

FIFTY_PLUS = 50
"""Years. Source: plans.yaml `age_50_plus`."""
STRONG_FROM = 7.0
"""Pain of ten that is looked at sooner. Source: plans.yaml `doms_ease.p0.hard_pain`."""
FIFTY_PLUS_ADVICE = ("over_50", "over_50_runs", "over_50_yearly")
PAINKILLERS_ADVICE = "nsaid_tip"
PAINKILLERS = "q.painkillers"
"""Known only when the runner brought them up: no plan offers them, and this is a warning.."""
GENTLE = "gentle"


@dataclass(frozen=True, slots=True)
class Advice:
    """One piece of advice that nothing speaks against."""

    key: str
    says: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An exercise of the phase that this runner does not get, and why."""

    exercise: str
    name: str
    why: str
    """urgent, blocked or unsure; in the course of a plan also stopped or hurt."""
    says: tuple[str, ...] = ()
    """For `blocked`: the contraindications' words."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The first phase as this runner gets it."""

    protocol: str
    phase: Phase
    """As written; what is left of it stands below."""
    title: str
    triage: str
    """The assessment's, or `rest_first` where an unanswered danger asks for more caution."""
    do: tuple[str, ...]
    run: str
    leave: str
    advice: tuple[Advice, ...]
    prescriptions: tuple[Prescription, ...]
    left_out: tuple[LeftOut, ...]
    blocked: tuple[str, ...]
    """Tags, exercise ids and advice keys; also for easier versions offered on the way."""
    gentle_only: bool
    recheck_h: tuple[int, ...]
    fifty_plus: tuple[str, ...]
    """What changes from fifty on; empty for younger runners and unknown ages."""
    rest_first: bool
    """No strength work and no hard running yet."""
    sources: tuple[str, ...]

    @property
    def id(self) -> str:
        """Give `protocol.phase`."""
        return f"{self.protocol}.{self.phase.id}"


def plan(
    assessment: Assessment, catalogue: Catalogue, *, athlete: Athlete, unsure: tuple[str, ...] = ()
) -> Plan:
    """Give the first phase of the plan that the assessment leads to.

    `unsure`: facts answered "don't know" (`CheckIn.unsure`); only those that must be known matter here.
    """
    protocol, phase = phase_of(assessment.first_phase, catalogue)
    needed = needed_facts(assessment.facts, catalogue.questionnaire)
    gentle_only = bool(set(unsure) & set(needed))
    triage = max(assessment.triage, "rest_first" if gentle_only else "self_care", key=TRIAGE.index)
    left_out = _left_out(assessment, phase, catalogue=catalogue, gentle_only=gentle_only)
    dropped = {left.exercise for left in left_out}
    kept = tuple(item for item in phase.exercises if item.exercise not in dropped)
    advice = {key: catalogue.advice[key] for key in phase.advice if key not in assessment.blocked}
    return Plan(
        protocol=protocol.id,
        phase=phase,
        title=assessment.label,
        triage=triage,
        do=phase.do,
        run=phase.run,
        leave=phase.leave,
        advice=(
            *_on_painkillers(assessment, catalogue),
            *(Advice(key, says) for key, says in advice.items() if key not in FIFTY_PLUS_ADVICE),
        ),
        prescriptions=kept,
        left_out=left_out,
        blocked=assessment.blocked,
        gentle_only=gentle_only,
        recheck_h=_recheck_h(assessment, phase),
        fifty_plus=_fifty_plus(assessment, athlete, advice=catalogue.advice),
        rest_first=triage != "self_care",
        sources=_sources(protocol, kept, catalogue=catalogue),
    )


def _recheck_h(assessment: Assessment, phase: Phase) -> tuple[int, ...]:
    """Give when we ask again: strong soreness within twelve to twenty-four hours, whatever the night does to it."""
    pain, sooner = assessment.facts.get("q.pain"), phase.strong_recheck_h
    if sooner is None or not isinstance(pain, int | float) or pain < STRONG_FROM:
        return phase.recheck_h
    return (sooner, *phase.recheck_h)


def phase_of(name: str, catalogue: Catalogue) -> tuple[Protocol, Phase]:
    """Give the phase called `protocol.phase`. Raises ContentError when the content has none of that name."""
    protocol_id, _, phase_id = name.partition(".")
    protocol = catalogue.protocols.get(protocol_id)
    phase = next((phase for phase in protocol.phases if phase.id == phase_id), None) if protocol else None
    if protocol is None or phase is None:
        raise ContentError(f"there is no plan phase called {name!r}")
    return protocol, phase


def blocks(exercise: Exercise, tags: tuple[str, ...]) -> bool:
    """Say whether any of the blocked tags is the exercise's id or one of its tags."""
    return not {exercise.id, *exercise.tags}.isdisjoint(tags)


def _left_out(
    assessment: Assessment, phase: Phase, *, catalogue: Catalogue, gentle_only: bool
) -> tuple[LeftOut, ...]:
    found = []
    for item in phase.exercises:
        exercise = catalogue.exercises[item.exercise]
        if assessment.triage == "urgent":
            found.append(LeftOut(exercise.id, exercise.name, "urgent"))
        elif blocks(exercise, assessment.blocked):
            says = _why_blocked(exercise, assessment, catalogue)
            found.append(LeftOut(exercise.id, exercise.name, "blocked", says))
        elif gentle_only and GENTLE not in exercise.tags:
            found.append(LeftOut(exercise.id, exercise.name, "unsure"))
    return tuple(found)


def _why_blocked(exercise: Exercise, assessment: Assessment, catalogue: Catalogue) -> tuple[str, ...]:
    standing = {fired.id for fired in assessment.contraindications}
    return tuple(
        found.says
        for found in catalogue.contraindications
        if found.id in standing and blocks(exercise, found.block)
    )


def _on_painkillers(assessment: Assessment, catalogue: Catalogue) -> tuple[Advice, ...]:
    """Warn who spoke of painkillers: with what stands against them for this runner, else in general."""
    if assessment.facts.get(PAINKILLERS) is not True or PAINKILLERS_ADVICE not in catalogue.advice:
        return ()
    standing = {fired.id for fired in assessment.contraindications}
    against = [
        found.says
        for found in catalogue.contraindications
        if found.id in standing and PAINKILLERS_ADVICE in found.block
    ]
    return (Advice(PAINKILLERS_ADVICE, " ".join([*against, catalogue.advice[PAINKILLERS_ADVICE]])),)


def is_fifty_plus(assessment: Assessment, athlete: Athlete) -> bool:
    """Say whether the runner is fifty or older; an unknown age is not."""
    age = assessment.facts.get("p.age", athlete.age)
    return age is not None and float(age) >= FIFTY_PLUS


def _fifty_plus(assessment: Assessment, athlete: Athlete, *, advice: Mapping[str, str]) -> tuple[str, ...]:
    if not is_fifty_plus(assessment, athlete):
        return ()
    return tuple(advice[key] for key in FIFTY_PLUS_ADVICE if key in advice)


def _sources(protocol: Protocol, kept: tuple[Prescription, ...], *, catalogue: Catalogue) -> tuple[str, ...]:
    of_exercises = [key for item in kept for key in catalogue.exercises[item.exercise].sources]
    return tuple(dict.fromkeys([*protocol.sources, *of_exercises]))
