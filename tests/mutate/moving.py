"""What a runner does in a phase or a sitting, and what is offered or taken away there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from service.core.assess import assess
from service.core.assessment import Assessment
from service.core.athlete import Athlete
from service.core.catalogue import Catalogue, Dose, Phase, Prescription, Protocol
from service.core.plan import Plan, plan
from service.core.routine import build, sitting

Doses = Mapping[str, Mapping[str, Any]]


def does(catalogue: Catalogue, *, phase: str, doses: Doses) -> dict[str, dict[str, Any]]:
    """Give the exercises of the phase, each with those parts of its dose that the promise names."""
    return _doses(_plan(catalogue, phase).prescriptions, doses)


def sits(catalogue: Catalogue, *, name: str, doses: Doses) -> dict[str, dict[str, Any]]:
    items = sitting(name, catalogue).items
    return _doses([Prescription(item.exercise.id, item.dose) for item in items], doses)


def easier(catalogue: Catalogue, *, exercise: str) -> list[str] | None:
    """Give the easier versions in the order in which they are tried, each when those before are taken away.

    None where nobody can be led through the exercise at all.
    """
    if exercise not in catalogue.exercises:
        return None
    tried: list[str] = []
    while (item := _led(catalogue, exercise, blocked=tuple(tried))).easier is not None:
        tried.append(item.easier.exercise.id)
    return tried


def is_taken_away(catalogue: Catalogue, *, exercise: str, tag: str) -> bool:
    """Say whether nobody is led through it while the tag is blocked."""
    blocked = replace(_assessment(catalogue), blocked=(tag,), first_phase="made.p0")
    made = plan(blocked, _with_phase(catalogue, exercise), athlete=Athlete())
    return [left.why for left in made.left_out] == ["blocked"]


def stays_when_unsure(catalogue: Catalogue, *, exercise: str) -> bool:
    """Say whether it is still offered when a danger was answered "don't know"."""
    started = replace(_assessment(catalogue), first_phase="made.p0")
    made = plan(started, _with_phase(catalogue, exercise), athlete=Athlete(), unsure=("q.chest_pain",))
    return made.gentle_only and [item.exercise for item in made.prescriptions] == [exercise]


def _rechecks(catalogue: Catalogue, *, phase: str) -> list[int]:
    return list(_plan(catalogue, phase).recheck_h)


def picks(catalogue: Catalogue, *, phase: str) -> dict[str, list[str]]:
    """Give what each of the stage's picks makes a session of."""
    made = _plan(catalogue, phase)
    return {
        pick.id: [item.exercise.id for item in build(made, catalogue, chosen=pick.id).items]
        for pick in made.phase.picks
    }


def _advises(catalogue: Catalogue, *, phase: str) -> list[str]:
    return [advice.key for advice in _plan(catalogue, phase).advice]


def _next(catalogue: Catalogue, *, phase: str) -> str | None:
    protocol, _, name = phase.partition(".")
    names = [made.id for made in catalogue.protocols[protocol].phases]
    after = names[names.index(name) + 1 :] if name in names else []
    return f"{protocol}.{after[0]}" if after else None


def changes_from_fifty(catalogue: Catalogue, *, age: int) -> int:
    """Count what the plan has to add for this age: the stages, the runs and the year."""
    return len(_plan(catalogue, "unclear_watch.p0", age=age).fifty_plus)


OF_PHASE: Mapping[str, Callable[..., object]] = {"rechecks": _rechecks, "advises": _advises, "next": _next}


def _plan(catalogue: Catalogue, phase: str, *, age: int | None = None) -> Plan:
    return plan(replace(_assessment(catalogue), first_phase=phase), catalogue, athlete=Athlete(age=age))


def _assessment(catalogue: Catalogue) -> Assessment:
    """Give an assessment that takes nothing away."""
    return replace(assess({}, catalogue), triage="rest_first", blocked=())


def _with_phase(catalogue: Catalogue, exercise: str) -> Catalogue:
    """Give the catalogue with a plan of one phase that asks for this exercise alone."""
    item = Prescription(exercise, catalogue.exercises[exercise].dose)
    made = Phase("p0", "", "", (), "", "", (item,), ())
    return replace(catalogue, protocols={"made": Protocol("made", (made,), ())})


def _led(catalogue: Catalogue, exercise: str, *, blocked: tuple[str, ...]) -> Any:
    made = plan(
        replace(_assessment(catalogue), first_phase="made.p0"),
        _with_phase(catalogue, exercise),
        athlete=Athlete(),
    )
    (item,) = build(replace(made, blocked=blocked), catalogue).items
    return item


def _doses(items: Sequence[Prescription], doses: Doses) -> dict[str, dict[str, Any]]:
    return {item.exercise: _named(item.dose, doses.get(item.exercise, {})) for item in items}


def _named(dose: Dose, keys: Mapping[str, Any]) -> dict[str, Any]:
    held = asdict(dose)
    return {key: held[key] for key in keys}
