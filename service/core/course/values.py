"""Where a runner is in a plan, what happened there, and what a step did. Plain values: a row can hold them."""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from service.core.assessment import Assessment

GREEN_UP_TO = 3
RED_FROM = 6
"""Pain of ten during a session: up to 3 is fine, 4-5 amber, 6 and more red. Source: plans.yaml `pain_monitoring`."""


class Move(StrEnum):
    """What became of the plan."""

    STAY = "stay"
    HARDER = "harder"
    """One thing may change within the phase."""
    FORWARD = "forward"
    BACK = "back"
    SWITCH = "switch"
    """Another pattern, another plan."""
    STOP = "stop"
    """No exercise until somebody has looked."""
    DONE = "done"


class Why(StrEnum):
    """The reason. The sentence for each stands in content/course.yaml."""

    TWO_CLEAN = "two_clean"
    GATE_PASSED = "gate_passed"
    FINISHED = "finished"
    WAIT_FOR_MORNING = "wait_for_morning"
    ONE_MORE_CLEAN = "one_more_clean"
    AMBER_ONCE = "amber_once"
    AMBER_TWICE = "amber_twice"
    RED = "red"
    NOT_SETTLED = "not_settled"
    RESTING = "resting"
    GATE_OPEN = "gate_open"
    TOO_SOON = "too_soon"
    NOT_CLEAN_YET = "not_clean_yet"
    RISING = "rising"
    AS_EXPECTED = "as_expected"
    SLOWER = "slower"
    SLOWER_AND_STRONG = "slower_and_strong"
    OVERDUE = "overdue"
    PAIN_GONE = "pain_gone"
    OTHER_PATTERN = "other_pattern"
    DANGER = "danger"
    NEW_SIGN = "new_sign"
    STOPPED = "stopped"
    REGRESSED_TWICE = "regressed_twice"
    NO_BETTER = "no_better"
    USUAL_AGAIN = "usual_again"
    NOT_TOLD = "not_told"
    PAIN_UNKNOWN = "pain_unknown"
    SEEN = "seen"
    LOOKED_AT = "looked_at"
    BEGUN = "begun"
    SAME_AGAIN = "same_again"
    SUPERSEDED = "superseded"
    LAPSED = "lapsed"
    CRAMPS_AGAIN = "cramps_again"
    LADDER_CLOSED = "ladder_closed"
    LADDER_REST = "ladder_rest"
    LADDER_ONCE = "ladder_once"
    LADDER_UP = "ladder_up"
    LADDER_TOP = "ladder_top"
    LADDER_AGAIN = "ladder_again"
    LADDER_DOWN = "ladder_down"


class Zone(StrEnum):
    """How a session felt."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Session:
    """One sitting with the exercises of the phase."""

    day: date
    pain: int | None
    """Worst during it, 0-10; None where nobody asked, which is never taken for calm."""
    sharp: bool = False
    full: bool = True
    """All repetitions in the asked version."""
    even: bool = True
    """Both sides felt alike."""
    hurt: tuple[str, ...] = ()
    """Exercises at which it hurt by four or more, or by nobody knows how much."""
    settled: bool | None = None
    """Back to the number from before within 24 h; None until the next morning answered."""

    @property
    def zone(self) -> Zone:
        """Give the colour. Pain that nobody asked about is amber (ours: cautious)."""
        if self.sharp or (self.pain is not None and self.pain >= RED_FROM):
            return Zone.RED
        return Zone.GREEN if self.pain is not None and self.pain <= GREEN_UP_TO else Zone.AMBER

    @property
    def is_clean(self) -> bool:
        """Say whether it counts towards a step forward. Source: plans.yaml `progress_rule`."""
        return self.zone is Zone.GREEN and self.settled is True and self.full and self.even


@dataclass(frozen=True, slots=True)
class Point:
    """The pain on one day, as a re-check heard it."""

    day: date
    pain: float
    trend: str | None = None
    """better, same or worse; None where not known."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """How far the runner has come on the way back to running."""

    step: int = 1
    """The next run's step, from 1."""
    times: int = 0
    """How often it was done well."""
    first: date | None = None
    last: date | None = None
    met: tuple[str, ...] = ()
    """Ids of what was ticked as true by now."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the runner is. The functions of this room make the next one; nobody changes it by hand."""

    phase: str
    """protocol.phase"""
    since: date
    """When this phase began."""
    began: date
    """When the plan began: what the weeks are counted from."""
    pain_at_start: float | None
    step: int = 0
    """How many times one thing was made harder within the phase."""
    earned: bool = False
    """Two clean sessions in a row have been done in this phase, and no step back since."""
    furthest: int = 0
    """The furthest phase so far, as its place in the protocol: coming back to one needs no second waiting."""
    sessions: tuple[Session, ...] = ()
    """In this phase and step, oldest first."""
    points: tuple[Point, ...] = ()
    """All re-checks, oldest first."""
    regressions: tuple[date, ...] = ()
    """Days of steps back, oldest first."""
    rests_until: date | None = None
    """No session before this day."""
    hurt: tuple[str, ...] = ()
    """Exercises that hurt and have not come back in their usual version yet."""
    ladder: Ladder = Ladder()
    stopped: bool = False
    """No exercise at all until somebody has looked (a new assessment starts anew)."""

    @property
    def protocol(self) -> str:
        """Give the protocol's id."""
        return self.phase.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Step:
    """What happened to the plan, why, and where it is now."""

    move: Move
    why: tuple[Why, ...]
    """The main reason first."""
    progress: Progress
    see_clinician: bool = field(default=False)


def start(assessment: Assessment, *, on: date) -> Progress:
    """Give the beginning of the plan that an assessment leads to."""
    pain = assessment.facts.get("q.pain")
    at_start = float(pain) if isinstance(pain, int | float) else None
    points = () if at_start is None else (Point(on, at_start),)
    return Progress(assessment.first_phase, on, began=on, pain_at_start=at_start, points=points)


def stay(progress: Progress, *why: Why) -> Step:
    """Give the step that changes nothing."""
    return Step(Move.STAY, why, progress)


def fresh(progress: Progress, *, phase: str, step: int, on: date) -> Progress:
    """Give the progress at another phase or step, with no sessions there yet."""
    since = progress.since if phase == progress.phase else on
    return replace(progress, phase=phase, since=since, step=step, sessions=())
