"""What the library shows: exercises to filter, and for each pattern of pain what speaks for and against it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from service.core.catalogue import Ailment, Catalogue, Exercise, Phase, ScoringRule, Source

MUSCLES = {
    "hamstrings": "Hamstrings",
    "glutes": "Buttocks",
    "outer_hip": "Side of the hip",
    "hip_front": "Front of the hip",
    "quads": "Front of the thigh",
    "calves": "Calves",
    "abdomen": "Belly",
    "low_back": "Low back",
    "flank": "Side of the trunk",
    "shoulders": "Shoulders",
    "nerve": "The nerve",
}
"""What works most, as its figure tints it."""
THINGS = ("mat", "chair", "wall", "step", "bench", "band", "belt", "towel", "cushion", "weight", "bike")
"""Words for equipment; an exercise names its own in more words."""
LIKE = {
    "step": ("step", "stair"),
    "wall": ("wall", "rail"),
    "belt": ("belt", "strap"),
    "weight": ("weight", "dumbbell"),
}
NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Wish:
    """What to filter by; None is no filter."""

    muscle: str | None = None
    thing: str | None = None
    plan: str | None = None


def muscles_of(exercise: Exercise, catalogue: Catalogue) -> list[str]:
    """Give what works most, in words, each once."""
    figure = catalogue.figures.get(exercise.id)
    names = dict.fromkeys(muscle.split(".")[0] for muscle in (figure.muscles if figure else ()))
    return [MUSCLES[name] for name in names]


def fitting(wish: Wish, catalogue: Catalogue) -> list[Exercise]:
    """Give the exercises that fit every part of a wish, by name."""
    found = [exercise for exercise in catalogue.exercises.values() if _fits(exercise, wish, catalogue)]
    return sorted(found, key=lambda exercise: exercise.name)


def _fits(exercise: Exercise, wish: Wish, catalogue: Catalogue) -> bool:
    if wish.muscle and MUSCLES.get(wish.muscle) not in muscles_of(exercise, catalogue):
        return False
    if wish.thing and not needs(exercise, wish.thing):
        return False
    return not wish.plan or exercise.id in in_plan(wish.plan, catalogue)


def needs(exercise: Exercise, thing: str) -> bool:
    """Say whether an exercise uses a thing, if only by choice; `nothing` means that it can go without."""
    if thing == NOTHING:
        return all("optional" in named for named in exercise.equipment)
    return any(word in named for named in exercise.equipment for word in LIKE.get(thing, (thing,)))


def in_plan(ailment_id: str, catalogue: Catalogue) -> set[str]:
    """Give the exercises that any plan for this pattern prescribes."""
    ailment = catalogue.ailments.get(ailment_id)
    phases = () if ailment is None else phases_of(ailment, catalogue)
    return {item.exercise for phase in phases for item in phase.exercises}


def phases_of(ailment: Ailment, catalogue: Catalogue) -> tuple[Phase, ...]:
    """Give the phases of every plan its grades open, each plan once."""
    plans = dict.fromkeys(label.plan.partition(".")[0] for label in ailment.labels)
    return tuple(phase for plan in plans for phase in catalogue.protocols[plan].phases)


def plans_with(exercise: Exercise, catalogue: Catalogue) -> list[Ailment]:
    """Give the patterns whose plans prescribe this exercise."""
    return [one for one in catalogue.ailments.values() if exercise.id in in_plan(one.id, catalogue)]


def weighed(ailment: Ailment, catalogue: Catalogue) -> tuple[list[ScoringRule], list[ScoringRule]]:
    """Give what speaks for a pattern and what speaks against it, the heaviest first."""
    rules = [rule for rule in catalogue.scoring if rule.points.get(ailment.id)]
    heavy = sorted(rules, key=lambda rule: -abs(rule.points[ailment.id]))
    return (
        [rule for rule in heavy if rule.points[ailment.id] > 0],
        [rule for rule in heavy if rule.points[ailment.id] < 0],
    )


def sources_of(keys: Iterable[str], known: Mapping[str, Source]) -> list[Source]:
    """Give the sources of some keys, each once."""
    return [known[key] for key in dict.fromkeys(keys) if key in known]
