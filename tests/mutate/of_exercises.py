"""Mutants of what is done: exercises, ways down, tags that something blocks, phases, doses, re-checks, advice."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from service.core.catalogue import Catalogue, Exercise, Phase, Prescription, Protocol
from service.core.plan import FIFTY_PLUS_ADVICE, GENTLE
from tests.mutate.mutant import Mutant, leaving_out, swapping


def mutants(catalogue: Catalogue) -> Iterator[Mutant]:
    for exercise in catalogue.exercises.values():
        yield from _of_exercise(catalogue, exercise)
    for protocol in catalogue.protocols.values():
        yield from _of_protocol(catalogue, protocol)
    for name, items in catalogue.sittings.items():
        for item, others in leaving_out(items):
            sittings = {**catalogue.sittings, name: others}
            gone = f"sitting {name}: {item.exercise}"
            yield Mutant(gone, replace(catalogue, sittings=sittings), frozenset({"sitting"}))
        for item in items:
            plain = swapping(items, item, _plain(item, catalogue))
            if plain != items:
                gone = f"sitting {name}: its dose of {item.exercise}"
                sittings = {**catalogue.sittings, name: plain}
                yield Mutant(gone, replace(catalogue, sittings=sittings), frozenset({"sitting"}))
    for key in _advised(catalogue):
        yield Mutant(f"advice {key}", _without_advice(catalogue, key), frozenset({"advises"}))


def _of_exercise(catalogue: Catalogue, exercise: Exercise) -> Iterator[Mutant]:
    about = frozenset({"easier", exercise.id})
    yield Mutant(f"exercise {exercise.id}", _without_exercise(catalogue, exercise.id), about)
    for name, easier in leaving_out(exercise.easier):
        made = _changed(catalogue, replace(exercise, easier=easier))
        yield Mutant(f"{exercise.id}: its way down to {name}", made, about)
    for tag, tags in leaving_out(exercise.tags):
        if tag in _tags_that_matter(catalogue) and tag != exercise.id:
            made = _changed(catalogue, replace(exercise, tags=tags))
            yield Mutant(f"{exercise.id}: its tag {tag}", made, frozenset({tag, exercise.id}))


def _of_protocol(catalogue: Catalogue, protocol: Protocol) -> Iterator[Mutant]:
    for phase, phases in leaving_out(protocol.phases):
        about = frozenset({f"{protocol.id}.{phase.id}"})
        if phase is not protocol.phases[0]:
            made = _planned(catalogue, replace(protocol, phases=phases))
            before = protocol.phases[protocol.phases.index(phase) - 1]
            yield Mutant(
                f"phase {protocol.id}.{phase.id}", made, frozenset({"next", f"{protocol.id}.{before.id}"})
            )
        for gone, kind, less in _fewer(phase, catalogue):
            made = _planned(catalogue, replace(protocol, phases=swapping(protocol.phases, phase, less)))
            yield Mutant(f"{protocol.id}.{phase.id}: {gone}", made, about | {kind})


def _fewer(phase: Phase, catalogue: Catalogue) -> Iterator[tuple[str, str, Phase]]:
    for item, others in leaving_out(phase.exercises):
        yield item.exercise, "does", replace(phase, exercises=others)
        plain = _plain(item, catalogue)
        if plain != item:
            changed = replace(phase, exercises=swapping(phase.exercises, item, plain))
            yield f"its dose of {item.exercise}", "does", changed
    for pick, picks in leaving_out(phase.picks):
        yield f"the pick {pick.id}", "picks", replace(phase, picks=picks)
        for exercise, fewer in leaving_out(pick.exercises):
            shorter = swapping(phase.picks, pick, replace(pick, exercises=fewer))
            yield f"{exercise} in {pick.id}", "picks", replace(phase, picks=shorter)
    for hours, recheck_h in leaving_out(phase.recheck_h):
        yield f"the re-check after {hours} h", "rechecks", replace(phase, recheck_h=recheck_h)
    for key, advice in leaving_out(phase.advice):
        if key in FIFTY_PLUS_ADVICE:  # given by age, whatever the phase says
            continue
        yield f"the advice {key}", "advises", replace(phase, advice=advice)


def _plain(item: Prescription, catalogue: Catalogue) -> Prescription:
    return replace(item, dose=catalogue.exercises[item.exercise].dose)


def _tags_that_matter(catalogue: Catalogue) -> set[str]:
    return {GENTLE, *(tag for rule in catalogue.contraindications for tag in rule.block)}


def _changed(catalogue: Catalogue, exercise: Exercise) -> Catalogue:
    return replace(catalogue, exercises={**catalogue.exercises, exercise.id: exercise})


def _planned(catalogue: Catalogue, protocol: Protocol) -> Catalogue:
    return replace(catalogue, protocols={**catalogue.protocols, protocol.id: protocol})


def _without_exercise(catalogue: Catalogue, gone: str) -> Catalogue:
    """Give the content as if nobody had written the exercise: no plan, sitting or way down names it."""
    exercises = {
        name: replace(made, easier=_others(made.easier, gone), harder=_others(made.harder, gone))
        for name, made in catalogue.exercises.items()
        if name != gone
    }
    protocols = {
        name: replace(
            made, phases=tuple(replace(p, exercises=_prescribed(p.exercises, gone)) for p in made.phases)
        )
        for name, made in catalogue.protocols.items()
    }
    sittings = {name: _prescribed(items, gone) for name, items in catalogue.sittings.items()}
    return replace(catalogue, exercises=exercises, protocols=protocols, sittings=sittings)


def _others(names: tuple[str, ...], gone: str) -> tuple[str, ...]:
    return tuple(name for name in names if name != gone)


def _prescribed(items: tuple[Prescription, ...], gone: str) -> tuple[Prescription, ...]:
    return tuple(item for item in items if item.exercise != gone)


def _advised(catalogue: Catalogue) -> Mapping[str, None]:
    """Give the advice that some phase gives; the rest is only there to be named when it is taken away."""
    phases = [phase for protocol in catalogue.protocols.values() for phase in protocol.phases]
    return dict.fromkeys(key for phase in phases for key in phase.advice)


def _without_advice(catalogue: Catalogue, gone: str) -> Catalogue:
    protocols = {
        name: replace(
            made, phases=tuple(replace(phase, advice=_others(phase.advice, gone)) for phase in made.phases)
        )
        for name, made in catalogue.protocols.items()
    }
    advice = {key: says for key, says in catalogue.advice.items() if key != gone}
    return replace(catalogue, protocols=protocols, advice=advice)
