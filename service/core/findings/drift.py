"""Heart rate against pace over a long, steady run, in the bands coaches use.

Bands: below 5 % coupled, 5 to 10 % moderate, above 10 % high. Source: friel_decoupling, a convention; the
grade adjustment is minetti2002. It never opens a check-in by itself: heat does the same as tired legs.
"""

from service.core.findings.values import Finding
from service.core.metrics.values import RunMetrics

ID = "decoupling"
SOURCE = "friel_decoupling"
MODERATE_PCT, HIGH_PCT = 5.0, 10.0

_WHY_NOT = {
    "too_short": "Less than 45 minutes on the move: too short to hold one half against the other.",
    "not_steady": "The pace changed too much to hold one half against the other.",
    "no_speed": "Without speed there is nothing to hold the heart rate against.",
    "records_missing": "Part of this run is missing from the file, so its halves are not compared.",
    "quarantine": "This does not look like one run, so its halves are not compared.",
}

_CONVENTION = (
    "The bands are a convention among coaches, not a physiological rule; heat, hills and thirst do the same."
)


def drift(run: RunMetrics) -> Finding:
    """Put the decoupling of one run into its band, or say which gate kept it out."""
    value = run.decoupling.value
    if value is None:
        return _unjudged(run)
    level = band(value)
    flat = dict(run.extra).get("decoupling_flat")
    numbers = {"decoupling_pct": value}
    if flat is not None and flat.value is not None:
        numbers["decoupling_flat_pct"] = flat.value
    return Finding(
        ID,
        level,
        numbers,
        _sentence(value),
        f"{_MEANING[level]} {_CONVENTION}",
        source=SOURCE,
    )


def _sentence(value: float) -> str:
    compared = "less far" if value >= 0.0 else "further"
    return f"In the second half each heartbeat carried you {abs(value):.1f} % {compared} than in the first."


_MEANING = {
    "coupled": "Under 5 %: heart rate and pace stayed together.",
    "moderate": "From 5 to 10 %: the heart worked somewhat harder for the same pace later on.",
    "high": "Over 10 %: the heart worked clearly harder for the same pace later on.",
}


def band(decoupling_pct: float) -> str:
    """Give the band's name."""
    if decoupling_pct < MODERATE_PCT:
        return "coupled"
    return "moderate" if decoupling_pct <= HIGH_PCT else "high"


def _unjudged(run: RunMetrics) -> Finding:
    reason, coverage = run.decoupling.reason, run.decoupling.coverage
    seen = round(100.0 * coverage) if coverage is not None else 0
    sentence = _WHY_NOT.get(
        reason or "",
        f"Heart rate was known for {seen} % of the time; to hold one half against the other it takes 90 %.",
    )
    return Finding(
        ID,
        "unknown",
        {} if coverage is None else {"hr_coverage_pct": 100.0 * coverage},
        sentence,
        "Nothing follows from a missing number.",
        source=SOURCE,
        reason=reason,
    )
