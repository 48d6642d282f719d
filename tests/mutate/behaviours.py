"""What the content promises, one sentence at a time: `given → what the runner is told`, from tests/data/behaviours.

A behaviour knows no rule. It says what changes for the runner, so that it breaks when the rule behind it goes,
whatever the rule is called. The figures are the specification's; the sentences and the cases are our own.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from service.core.assess import assess
from service.core.assessment import Assessment
from service.core.catalogue import Catalogue, FactValue
from service.core.facts import validate
from tests.mutate import asking, going_on, moving

DATA = Path(__file__).parents[1] / "data/behaviours"


@dataclass(frozen=True, slots=True)
class Behaviour:
    """One promise and how it is looked at: `shows` gives what is there, `promises` what should be."""

    name: str
    shows: Callable[[Catalogue], object]
    promises: object
    about: frozenset[str] = frozenset()
    """Words by which a mutant finds the behaviours that are likeliest to notice it."""

    def holds(self, catalogue: Catalogue) -> bool:
        return self.shows(catalogue) == self.promises


def behaviours() -> list[Behaviour]:
    """Give all of them. Names are unique."""
    told = (*_points(), *_told("dangers"), *_told("cautions"))
    found = [*told, *_asked(), *_phases(), *_exercises(), *_sittings(), *_course(), *_way_back(), *_words()]
    assert len({behaviour.name for behaviour in found}) == len(found), "two behaviours share a name"
    return found


def _read(name: str) -> Any:
    return yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))


def _points() -> Iterator[Behaviour]:
    for case in _read("points"):
        before = validate(case.get("from", {}))
        after = {**before, **validate(case["learn"])}
        shows = partial(_moves, before=before, after=after, of=case.get("of"))
        yield Behaviour(f"points: {case['name']}", shows, case["moves"], frozenset({"scoring", *after}))


def _moves(
    catalogue: Catalogue,
    *,
    before: Mapping[str, FactValue],
    after: Mapping[str, FactValue],
    of: list[str] | None,
) -> dict[str, int]:
    was, now = _scores(assess(before, catalogue)), _scores(assess(after, catalogue))
    looked_at = of or now
    return {name: now[name] - was[name] for name in looked_at if name in now and now[name] != was[name]}


def _scores(assessment: Assessment) -> dict[str, int]:
    return {standing.ailment: standing.score for standing in assessment.differential}


def _told(name: str) -> Iterator[Behaviour]:
    for case in _read(name):
        given = validate(case["given"])
        flags = not case.get("without_flags", False)
        shows = partial(_tells, given=given, keys=case["told"], flags=flags)
        yield Behaviour(f"{name}: {case['name']}", shows, case["told"], frozenset({*case["told"], *given}))


def _tells(
    catalogue: Catalogue, *, given: Mapping[str, FactValue], keys: Mapping[str, Any], flags: bool
) -> dict[str, object]:
    seen = assess(given, catalogue if flags else replace(catalogue, red_flags=()))
    return {key: _TOLD[key](seen, keys[key]) for key in keys}


_TOLD: Mapping[str, Callable[[Assessment, Any], object]] = {
    "top": lambda seen, _: seen.top,
    "triage": lambda seen, _: seen.triage,
    "urgency": lambda seen, _: seen.urgency,
    "confidence": lambda seen, _: seen.confidence,
    "first_phase": lambda seen, _: seen.first_phase,
    "flags": lambda seen, _: [flag.id for flag in seen.red_flags],
    "because": lambda seen, _: [found.id for found in seen.escalations],
    "blocked": lambda seen, _: list(seen.blocked),
    "repair": lambda seen, _: [found.id for found in seen.repairs],
    "pattern": lambda seen, _: seen.differential[0].label if seen.differential else None,
    "reads": lambda seen, wanted: {name: seen.facts.get(name) for name in wanted},
    "points": lambda seen, wanted: {name: _scores(seen).get(name) for name in wanted},
}


def _asked() -> Iterator[Behaviour]:
    page = _read("questions")
    for talk in page["talks"]:
        shows = partial(asking.after_the_opening, truth=validate(talk["truth"]))
        yield Behaviour(f"asks: {talk['name']}", shows, talk["asked"], frozenset({"asks", *talk["truth"]}))
    for case in page["before_a_plan"]:
        shows = partial(asking.before_a_plan, given=validate(case["given"]), unknown=case.get("unknown", ()))
        yield Behaviour(
            f"asks before a plan: {case['name']}",
            shows,
            case["open"],
            frozenset({"must", *case["open"], *case["given"]}),
        )
    yield Behaviour(
        "asks: dangers, place and onset of everybody", asking.opening, page["opening"], frozenset({"opening"})
    )
    yield Behaviour("asks: about the runner, once", asking.profile, page["profile"], frozenset({"profile"}))
    yield Behaviour(
        "asks: pain, trend, walk and urine again", asking.recheck, page["recheck"], frozenset({"recheck"})
    )
    yield Behaviour(
        "asks: for a limp after a no",
        asking.after_a_no,
        page["limp_is_asked_after_no"],
        frozenset({"opening"}),
    )
    for name, case in page["asked_again"].items():
        shows = partial(asking.again, given=validate(case["given"]))
        yield Behaviour(f"asks again: {name}", shows, case["again"], frozenset({f"again {name}"}))
    for fact, choices in page["offers"].items():
        yield Behaviour(
            f"offers: answers to {fact}",
            partial(asking.choices, fact=fact),
            choices,
            frozenset({f"answers {fact}"}),
        )


def _phases() -> Iterator[Behaviour]:
    for case in _read("phases"):
        name, doses = case["phase"], case["does"]
        shows = partial(moving.does, phase=name, doses=doses)
        yield Behaviour(f"does: {name}", shows, doses, frozenset({"does", name}))
        for key, look in moving.OF_PHASE.items():
            about = frozenset({key, name})
            yield Behaviour(f"{key}: {name}", partial(look, phase=name), case[key], about)
        picks, offered = partial(moving.picks, phase=name), case.get("picks", {})
        yield Behaviour(f"picks: {name}", picks, offered, frozenset({"picks", name}))


def _exercises() -> Iterator[Behaviour]:
    page = _read("exercises")
    for exercise, tried in page["easier"].items():
        easier = partial(moving.easier, exercise=exercise)
        yield Behaviour(f"too hard: {exercise}", easier, tried, frozenset({"easier", exercise}))
    for tag, exercises in page["taken_away"].items():
        for exercise in exercises:
            taken = partial(moving.is_taken_away, exercise=exercise, tag=tag)
            about = frozenset({tag, exercise})
            yield Behaviour(f"taken away: {exercise} by {tag}", taken, promises=True, about=about)
    for exercise in page["gentle"]:
        stays = partial(moving.stays_when_unsure, exercise=exercise)
        about = frozenset({"gentle", exercise})
        yield Behaviour(f"gentle: {exercise}", stays, promises=True, about=about)


def _course() -> Iterator[Behaviour]:
    page = _read("course")
    for case in page["taken_away_in"]:
        given, phase = validate(case["given"]), case["phase"]
        days = case.get("pain_free_days", 0)
        still = partial(going_on.still_taken_away, given=given, phase=phase, pain_free_days=days)
        yield Behaviour(f"in a plan: {case['name']}", still, case["still"], frozenset({"lifts", phase}))
    for case in page["asks_again"]:
        asks = partial(going_on.first_recheck, given=validate(case["given"]))
        about = frozenset({"strong", "rechecks"})
        yield Behaviour(f"asks again: {case['name']}", asks, case["after_h"], about)
    for case in page["course_of"]:
        goes = partial(going_on.course, given=validate(case["given"]), day=case["day"])
        yield Behaviour(f"course: {case['name']}", goes, case["why"], frozenset({"course"}))


def _way_back() -> Iterator[Behaviour]:
    page = _read("way_back")
    for name, promises in page["stages"].items():
        for key, look in going_on.IN_PHASE.items():
            shows = partial(look, phase=name)
            yield Behaviour(f"{key}: {name}", shows, promises.get(key), frozenset({key, name}))
    criteria = page["criteria"]
    for gone in criteria:
        counts = partial(going_on.a_run_counts, ticked=[one for one in criteria if one != gone])
        about = frozenset({"counts", gone})
        yield Behaviour(f"back to running: not before {gone}", counts, promises=False, about=about)
    counts = partial(going_on.a_run_counts, ticked=criteria)
    yield Behaviour("back to running: once all is true", counts, promises=True)
    for step, words in enumerate(page["steps"], 1):
        reads = partial(going_on.rung, step=step, words=words)
        yield Behaviour(f"back to running: step {step}", reads, promises=True, about=frozenset({"rung"}))


def _words() -> Iterator[Behaviour]:
    page = _read("words")
    for kind, words in page["reminds"].items():
        shows = partial(going_on.reminds, kind=kind, words=words)
        yield Behaviour(f"reminds: {kind}", shows, promises=True, about=frozenset({f"reminds {kind}"}))
    for why, words in page["tells"].items():
        shows = partial(going_on.tells, why=why, words=words)
        yield Behaviour(f"tells: {why}", shows, promises=True, about=frozenset({f"tells {why}"}))


def _sittings() -> Iterator[Behaviour]:
    for name, doses in _read("exercises")["sittings"].items():
        sits = partial(moving.sits, name=name, doses=doses)
        yield Behaviour(f"sitting: {name}", sits, doses, frozenset({"sitting"}))
    for age, more in ((49, 0), (50, 3)):
        changes = partial(moving.changes_from_fifty, age=age)
        yield Behaviour(f"advises: more at {age}", changes, more, frozenset({"advises"}))
