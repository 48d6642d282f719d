"""The load of one run as its page shows it: its level, the verdict on a long run, and both ledgers."""

from collections.abc import Callable
from dataclasses import dataclass

from service.app.records import Run
from service.core.catalogue import Catalogue, Source
from service.core.findings.figures import figures
from service.core.findings.values import Finding
from service.core.metrics import Measure, RunMetrics
from service.core.metrics.baselines import Baseline
from service.web.formats import MISSING, climb, distance, duration, number, pace, signed

Show = Callable[[float], str]

NAMES = {
    "overload": "Load level",
    "session_spike": "Step in distance",
    "long_run_effort": "How hard a long run",
    "marathon_window": "Marathon",
    "vertical": "Hills",
}
"""What has a line of its own, in this order."""

COMPONENTS = {
    "length": "Length against your month",
    "load": "Load against your 60 days",
    "intensity": "Minutes near threshold",
    "decoupling": "Heart rate against pace",
    "late_steps": "Step late in the run",
    "vertical": "Hills against your month",
    "heat": "Heat",
    "reported": "How hard it felt",
}
LEVELS = {"none": "nothing stands out", "unknown": "not known yet", "reference": "no step"}
NUMBERS = {
    "distance": "This run",
    "longest 30d": "Longest of the 30 days before",
    "excess": "Beyond it",
    "hrr": "Overuse injuries in that study, against runs within 10 %",
    "hrr low": "the same, 95 % interval from",
    "hrr high": "the same, 95 % interval to",
    "monotony": "Monotony of the week",
    "hard streak days": "Hard days in a row",
    "weekly base": "Usual week",
    "ramp points": "Long-term load, rise in a week",
    "signals": "Signals that fired",
    "points": "Points",
    "judged": "Could be judged",
    "covered days": "Days that are known",
    "runs 30d": "Runs in the 30 days before",
    "soreness 0 10": "Soreness before the run",
    "days after": "Days after",
    "race": "That run",
    "soreness mean": "Soreness of eleven runners that day",
    "soreness expected up to": "Still expected up to",
}
"""Names of the numbers behind a verdict; others are spelt as they are called."""
BASES = {
    "lab": "from a test", "stated": "from your profile", "race": "from a hard effort", "observed": "seen in your runs",
    "device": "from your watch", "formula": "from a formula", "default": "a default",
}  # fmt: skip
ROADS = {
    "rtss": "Reckoned from pace, as there is no heart rate to go by.",
    "srpe": "Reckoned from how hard it felt, as neither heart rate nor a threshold pace is there to go by.",
    "duration": "A guess from the time alone: nothing says how hard it was. It may be a fifth less or more.",
}
"""Said where the load did not come from heart rate."""


@dataclass(frozen=True, slots=True)
class Line:
    """One number of a ledger."""

    name: str
    said: str
    measure: Measure


@dataclass(frozen=True, slots=True)
class Behind:
    """One number behind a verdict."""

    name: str
    said: str
    how: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """One finding with all that stands behind it."""

    finding: Finding
    name: str
    level: str
    numbers: tuple[Behind, ...]
    source: Source | None
    parts: tuple[tuple[str, str], ...] = ()
    """Of a long run's effort: each of the eight and its points."""


@dataclass(frozen=True, slots=True)
class Load:
    """All of it."""

    verdicts: tuple[Verdict, ...]
    heart: tuple[Line, ...]
    legs: tuple[Line, ...]
    road: str | None
    """Why the load did not come from heart rate; None where it did."""
    measured_by: tuple[tuple[str, str], ...]


def load_of(run: Run, *, catalogue: Catalogue, units: str) -> Load:
    """Give what the page of this run says about load."""
    found = ((run.findings.get(name), name) for name in NAMES)
    return Load(
        verdicts=tuple(
            _verdict(finding, run.metrics, catalogue=catalogue, units=units)
            for finding, _ in found
            if finding
        ),
        heart=_heart(run.metrics),
        legs=_legs(run.metrics, units),
        road=next((words for key, words in ROADS.items() if key in run.metrics.named("load").formula), None),
        measured_by=_measured_by(run, units),
    )


def _verdict(finding: Finding, run: RunMetrics, *, catalogue: Catalogue, units: str) -> Verdict:
    behind = tuple(
        Behind(
            _spelt(figure.name),
            said(figure.value, figure.unit, units),
            f"{figure.formula}{f' ({figure.convention})' if figure.convention else ''}"
            f"{', estimated' if figure.estimated else ''}{', low confidence' if figure.low_confidence else ''}",
        )
        for figure in figures(finding, run)
        if not figure.name.endswith("_points") or figure.name == "ramp_points"
    )
    level = LEVELS.get(finding.level, finding.level.replace("_", " "))
    parts = _parts(finding) if finding.id == "long_run_effort" else ()
    source = catalogue.sources.get(finding.source) if finding.source else None
    return Verdict(finding, NAMES[finding.id], level, behind, source, parts)


def _spelt(name: str) -> str:
    plain = name.removesuffix("_pct").removesuffix("_m").replace("_", " ")
    return NUMBERS.get(plain, plain[:1].upper() + plain[1:])


def _parts(finding: Finding) -> tuple[tuple[str, str], ...]:
    words = {None: "could not be judged", 0.0: "nothing", 1.0: "1 point", 2.0: "2 points"}
    return tuple((name, words[finding.numbers.get(f"{key}_points")]) for key, name in COMPONENTS.items())


def said(value: float, unit: str, units: str) -> str:
    """Give a figure as a runner reads it."""
    if unit == "m":
        return distance(value, units) if value >= 1000.0 else climb(value, units)
    shown: dict[str, Show] = {
        "s": duration,
        "%": lambda share: f"{share:z.0f} %",
        "ratio": lambda ratio: f"{ratio:z.2f}",
        "0-10": lambda rating: f"{rating:.1f} of 10",
    }
    return shown[unit](value) if unit in shown else f"{_round(value)} {unit}"


def _round(value: float) -> str:
    return number(value, 0 if value == round(value) or abs(value) >= 20 else 1)


def _heart(run: RunMetrics) -> tuple[Line, ...]:
    wanted = (
        ("load", "Load", number),
        ("trimp", "TRIMP", number),
        ("edwards", "Edwards", number),
        ("lucia", "Lucia", number),
        ("srpe", "Session load as felt", number),
        ("above_threshold", "At threshold or above", duration),
    )
    lines = [Line(name, _shown(run.named(key), show), run.named(key)) for key, name, show in wanted]
    low, high = run.named("trimp_low"), run.named("trimp_high")
    if low.value is not None and high.value is not None:
        lines[1] = Line("TRIMP", f"{number(low.value)} to {number(high.value)}", low)
    return tuple(lines)


def _legs(run: RunMetrics, units: str) -> tuple[Line, ...]:
    wanted = (
        ("steps", "Steps", lambda value: number(round(value, -2))),
        ("steep_descent", "Steep downhill", lambda value: climb(value, units)),
        ("steep_ascent", "Steep uphill", lambda value: climb(value, units)),
        ("fast", "Fast running", duration),
        ("gap", "Pace as if flat", lambda value: pace(value, units)),
        ("late_cadence", "Cadence late on", lambda value: f"{signed(value)} spm"),
    )
    own = (
        Line("Distance", distance(run.distance.value, units), run.distance),
        Line("Downhill", climb(run.descent.value, units), run.descent),
        Line("Uphill", climb(run.ascent.value, units), run.ascent),
    )
    return own + tuple(Line(name, _shown(run.named(key), show), run.named(key)) for key, name, show in wanted)


def _shown(measure: Measure, show: Show) -> str:
    return MISSING if measure.value is None else show(measure.value)


def _measured_by(run: Run, units: str) -> tuple[tuple[str, str], ...]:
    if run.measured_by is None:
        return ()
    known = run.measured_by.baselines

    def at(speed_m_s: float) -> str:
        return pace(1000.0 / speed_m_s, units)

    rows: tuple[tuple[str, Baseline | None, Show], ...] = (
        ("Highest heart rate", known.hr_max, _bpm),
        ("Resting heart rate", known.hr_rest, _bpm),
        ("Heart rate at threshold", known.lthr, _bpm),
        ("Pace at threshold", known.threshold_speed, at),
    )
    return tuple(
        (name, f"{show(each.value)}, {_basis(each)}") for name, each, show in rows if each is not None
    )


def _bpm(value: float) -> str:
    return f"{value:.0f} bpm"


def _basis(known: Baseline) -> str:
    since = f", as of {known.since.day} {known.since:%B %Y}" if known.since is not None else ""
    return f"{BASES[known.source]}{since}"
