"""Mutants of how a plan goes on: the days of a stage, the way back to running, reminders, and why a plan moves."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from service.core.catalogue import Catalogue, Phase, Protocol
from tests.mutate.mutant import Mutant, leaving_out, swapping


def mutants(catalogue: Catalogue) -> Iterator[Mutant]:
    for protocol in catalogue.protocols.values():
        for phase in protocol.phases:
            yield from _of_phase(catalogue, protocol, phase)
    yield from _of_way_back(catalogue)
    for kind, words in _without_one(catalogue.reminder_words):
        made = replace(catalogue, reminder_words=words)
        yield Mutant(f"reminder {kind}", made, frozenset({f"reminds {kind}"}))
    for why, words in _without_one(catalogue.course_words):
        made = replace(catalogue, course_words=words)
        yield Mutant(f"reason {why}", made, frozenset({f"tells {why}"}))


def _of_phase(catalogue: Catalogue, protocol: Protocol, phase: Phase) -> Iterator[Mutant]:
    name = f"{protocol.id}.{phase.id}"
    for gone, kind, less in (*_forgetful(phase), *_undated(protocol, phase)):
        changed = replace(protocol, phases=swapping(protocol.phases, phase, less))
        made = replace(catalogue, protocols={**catalogue.protocols, protocol.id: changed})
        yield Mutant(f"{name}: {gone}", made, frozenset({kind, name}))


def _forgetful(phase: Phase) -> Iterator[tuple[str, str, Phase]]:
    """Give the phase without each of the days and steps that it names."""
    if phase.every_days > 1:
        yield "days between sessions", "every", replace(phase, every_days=1)
    if phase.every_days_from_50 is not None:
        yield "days between sessions from fifty", "every", replace(phase, every_days_from_50=None)
    if phase.strong_recheck_h is not None:
        yield "its sooner re-check", "strong", replace(phase, strong_recheck_h=None)
    if phase.ladder_to is not None:
        yield "its ladder", "runs_up_to", replace(phase, ladder_to=None)
        yield "the end of its ladder", "runs_up_to", replace(phase, ladder_to=phase.ladder_to - 1)


def _undated(protocol: Protocol, phase: Phase) -> Iterator[tuple[str, str, Phase]]:
    """Give the phase without its first day; the only one of a plan has nothing before it that has to last."""
    if phase.from_day is not None and len(protocol.phases) > 1:
        yield "its first day", "opens_after", replace(phase, from_day=None)


def _of_way_back(catalogue: Catalogue) -> Iterator[Mutant]:
    way = catalogue.return_to_run
    for criterion, criteria in leaving_out(way.criteria):
        made = replace(catalogue, return_to_run=replace(way, criteria=criteria))
        yield Mutant(f"before the first run: {criterion.id}", made, frozenset({"counts", criterion.id}))
    for step, steps in leaving_out(way.steps):
        made = replace(catalogue, return_to_run=replace(way, steps=steps))
        yield Mutant(f"ladder: {step}", made, frozenset({"rung"}))


def _without_one(words: Mapping[str, str]) -> Iterator[tuple[str, Mapping[str, str]]]:
    for gone in words:
        yield gone, {name: says for name, says in words.items() if name != gone}
