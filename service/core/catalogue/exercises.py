"""Exercises, and the plans that prescribe them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dose:
    """How much. Times in seconds; a hold and a tempo exclude each other."""

    sets: int = 1
    reps: int = 1
    hold_s: float | None = None
    tempo_s: tuple[float, ...] = ()
    """Seconds of each part of one repetition: (down, pause, up)."""
    sides: int = 1
    rest_s: float = 0.0
    """Between sets."""
    between_reps_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong and the one cue that mends it."""

    see: str
    fix: str


@dataclass(frozen=True, slots=True)
class Exercise:
    """One movement: what is said and how much of it. The texts are written for the ear."""

    id: str
    name: str
    purpose: str
    tags: tuple[str, ...]
    equipment: tuple[str, ...]
    position: str
    dose: Dose
    setup: tuple[str, ...]
    move: tuple[str, ...]
    breathe: str
    faults: tuple[Fault, ...]
    side_switch: str | None
    easier: tuple[str, ...]
    """Exercise ids, the first is tried first; empty only for the floors (easy walk, breathing reset)."""
    harder: tuple[str, ...]
    avoid_if: tuple[str, ...]
    stop_signs: tuple[str, ...]
    sources: tuple[str, ...]
    note: str | None = None
    """What must be known about its origin: "our reconstruction" and the like."""
    first_breath: str | None = None
    """in or out: the breath of the first part of a repetition, the last part being the other; None: breathe freely."""


@dataclass(frozen=True, slots=True)
class Prescription:
    """An exercise in a phase, with the phase's own dose where it differs."""

    exercise: str
    dose: Dose


@dataclass(frozen=True, slots=True)
class Pick:
    """One of several gentle things a session may be made of, picked by its name."""

    id: str
    """Also the name of the wish that picks it when it is spoken."""
    words: str
    exercises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phase:
    """A stage of a plan: what to do, how much running, and what must be true before the next."""

    id: str
    days: str
    enter: str
    do: tuple[str, ...]
    run: str
    leave: str
    exercises: tuple[Prescription, ...]
    recheck_h: tuple[int, ...]
    advice: tuple[str, ...] = ()
    """Keys of advice, so that contraindications can remove them."""
    note: str | None = None
    from_day: int | None = None
    """Day of the plan on which it can begin at the earliest; None where no day is named."""
    every_days: int = 1
    """Days from one session to the next."""
    every_days_from_50: int | None = None
    """The same from fifty on; None where it does not differ."""
    strong_recheck_h: int | None = None
    """A re-check before the others, in hours, where the pain is strong; None where it makes no difference."""
    ladder_to: int | None = None
    """Last step of the ladder back to running that belongs here; None where there is no running by it."""
    picks: tuple[Pick, ...] = ()
    """One of them is enough for a session; none where all of the phase is done."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that has to be true before the first run on the ladder."""

    id: str
    says: str


@dataclass(frozen=True, slots=True)
class ReturnToRun:
    """The way back to running, the same for every plan that has one."""

    criteria: tuple[Criterion, ...] = ()
    steps: tuple[str, ...] = ()
    """The ladder, from its first step."""


@dataclass(frozen=True, slots=True)
class Protocol:
    """All phases for one label; the first phase is where a plan starts."""

    id: str
    phases: tuple[Phase, ...]
    sources: tuple[str, ...]
