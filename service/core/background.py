"""What a runner is told around an assessment: what the pattern is, how it usually goes, and the run before it."""

from collections.abc import Callable, Mapping

from service.core.assessment import Assessment
from service.core.catalogue import Catalogue, FactValue
from service.core.units import METRES_PER_MILE

SOON = frozenset({"emergency_now", "same_day", "within_48h", "within_7d"})
"""With these, a word about how common pain like this is would play it down. Ours."""
WORTH_SAYING_M_PER_KM = 10
WORTH_SAYING_SHARE = 0.1
WORTH_SAYING_PCT = 10
"""Less than these says nothing about sore legs. The last is the findings' own limit; the others are ours."""


def background(found: Assessment, catalogue: Catalogue) -> tuple[str, ...]:
    """Give the pattern's words, those of its grade, and how common pain like this is; with a red flag none."""
    if found.red_flags:
        return ()
    told = pattern_words(found, catalogue)
    ordinary = found.urgency not in SOON and found.top != "no_injury"
    common = catalogue.talk.says.get("common") if ordinary else None
    return (*told, common) if common else told


def pattern_words(found: Assessment, catalogue: Catalogue) -> tuple[str, ...]:
    """Give what is true of the pattern that fits best, then of its grade; a red flag is no pattern."""
    if found.top == catalogue.unclear.id:
        return (catalogue.unclear.about,) if catalogue.unclear.about else ()
    for ailment in catalogue.ailments.values():
        for label in ailment.labels:
            if label.id == found.top:
                return tuple(words for words in (ailment.about, label.about) if words)
    return ()


def grade_words(found: Assessment, catalogue: Catalogue) -> tuple[str, ...]:
    """Give the last and shortest of the pattern's words: what is said aloud."""
    return pattern_words(found, catalogue)[-1:]


def run_words(facts: Mapping[str, FactValue], *, units: str = "km") -> str | None:
    """Give the runner's own numbers of the run; None where no watch measured how far it went."""
    far = _number(facts, "run.distance_km")
    if far is None:
        return None
    parts = [_distance(far, units), *(part for says in _MORE if (part := says(facts)))]
    return ", ".join(parts)


def _number(facts: Mapping[str, FactValue], name: str) -> float | None:
    value = facts.get(name)
    return None if value is None or isinstance(value, str) else float(value)


def _distance(km: float, units: str) -> str:
    far, unit = (km * 1000 / METRES_PER_MILE, "miles") if units == "mi" else (km, "kilometres")
    return f"{far:.1f} {unit}"


def _further(facts: Mapping[str, FactValue]) -> str | None:
    more = _number(facts, "run.spike_pct")
    if more is None:
        return None
    if more <= WORTH_SAYING_PCT:
        return "no great step beyond the longest of the month before"
    return f"{more:.0f} per cent beyond the longest of the month before"


def _slope(name: str, way: str) -> Callable[[Mapping[str, FactValue]], str | None]:
    def says(facts: Mapping[str, FactValue]) -> str | None:
        steep = _number(facts, name)
        if steep is None or steep < WORTH_SAYING_M_PER_KM:
            return None
        return f"{steep:.0f} metres {way} in every kilometre"

    return says


def _hard(facts: Mapping[str, FactValue]) -> str | None:
    share = _number(facts, "run.hard_share")
    return None if share is None or share < WORTH_SAYING_SHARE else f"{share * 100:.0f} per cent of it hard"


def _fast(facts: Mapping[str, FactValue]) -> str | None:
    return "with fast efforts in it" if facts.get("run.sprints") is True else None


_MORE = (
    _further,
    _slope("run.ascent_m_per_km", "up"),
    _slope("run.descent_m_per_km", "down"),
    _hard,
    _fast,
)
