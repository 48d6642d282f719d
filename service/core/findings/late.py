"""What changed late in a long run: pace against heart rate over distance, the pace itself, and the step.

A change is told, not judged: it is never bad form. Sources: smyth2022, smyth2021, maunder2021 (staying power),
chanroper2012 and zandbergen2023 (the step); limits of the step's changes are ours.
"""

from service.core.findings.effort import LATE_LIMITS, late_flags
from service.core.findings.values import Finding
from service.core.findings.words import kilometres, listed
from service.core.metrics.values import Measure, RunMetrics

LOW, HIGH = 1.1, 1.2
FADE_NOTABLE, FADE_LARGE = -5.0, -10.0

_NAMES = {
    "late_cadence": ("cadence", "spm", "higher", "lower"),
    "late_contact": ("ground contact", "%", "longer", "shorter"),
    "late_step": ("steps", "%", "longer", "shorter"),
    "late_bounce": ("bounce for each step", "%", "higher", "lower"),
    "late_balance": ("left and right", "points", "further apart", "closer"),
}
"""What changed, its unit, and what more and less of it are called."""
_WHY_NOT = {
    "too_short": "Too short a run for its end to say much about staying power.",
    "no_heart_rate": "Without heart rate only the pace can tell about staying power.",
    "hr_coverage": "Heart rate was known for too little of the run to tell about staying power.",
}


def staying(run: RunMetrics) -> Finding | None:
    """Tell Smyth's ratio, the onset and the fade of the pace; None for a run too short to have any."""
    ratio, onset, fade = run.named("smyth_ratio"), run.named("onset"), run.named("pace_fade")
    if ratio.value is None and fade.value is None:
        return None if fade.reason in {"too_short", "not_computed"} else _unknown(fade)
    numbers = {
        name: measure.value
        for name, measure in (
            ("ratio", ratio),
            ("onset_m", onset),
            ("pace_fade_pct", fade),
            ("late_slowing_pct", run.named("late_slowing")),
        )
        if measure.value is not None
    }
    parts = [part for part in (_ratio(ratio), _onset(onset, after=ratio), _fade(fade)) if part]
    return Finding(
        "staying_power",
        _level(ratio.value, None if _of_many_paces(run) else fade.value),
        numbers,
        f"{parts[0][0].upper()}{parts[0][1:]}{''.join(f'; {part}' for part in parts[1:])}.",
        f"{'' if ratio.value is None else _MARATHONS}Heat, hills, drink, a cool-down and a planned faster end all "
        "move it.",
        source="smyth2022",
    )


_MARATHONS = "In 82,303 marathon runs it took 16 % more on average, and the rise began at 25 km. "


def _of_many_paces(run: RunMetrics) -> bool:
    """Say whether the pace changed on purpose, as in intervals with a cool-down: then its end says nothing."""
    return run.named("smyth_ratio").value is None and run.decoupling.reason == "not_steady"


def _level(ratio: float | None, fade: float | None) -> str:
    if (ratio is not None and ratio >= HIGH) or (fade is not None and fade <= FADE_LARGE):
        return "high"
    if (ratio is not None and ratio >= LOW) or (fade is not None and fade <= FADE_NOTABLE):
        return "moderate"
    return "usual"


def _ratio(ratio: Measure) -> str:
    if ratio.value is None:
        return ""
    percent = 100.0 * (ratio.value - 1.0)
    way = "more" if percent >= 0.0 else "fewer"
    return f"late on, each metre took {abs(percent):.0f} % {way} heartbeats than early on"


def _onset(onset: Measure, *, after: Measure) -> str:
    what = "heartbeats a metre" if after.value is None else "they"
    if onset.value is not None:
        return f"{what} began to rise at about {kilometres(onset.value)}"
    return f"{what} kept close to their early level" if onset.reason == "no_onset" else ""


def _fade(fade: Measure) -> str:
    if fade.value is None:
        return ""
    if round(fade.value) == 0:
        return "the last third was as fast as the first"
    way = "slower" if fade.value < 0.0 else "faster"
    return f"the last third was {abs(fade.value):.0f} % {way} than the first"


def _unknown(fade: Measure) -> Finding:
    words = _WHY_NOT.get(fade.reason or "", "The file does not tell enough for staying power.")
    meaning = "Nothing follows from a missing number."
    return Finding("staying_power", "unknown", {}, words, meaning, "smyth2022", reason=fade.reason)


def late_steps(run: RunMetrics) -> Finding | None:
    """Tell how the step changed late, at the same speed; None where nothing of it was measured."""
    flags = late_flags(run)
    if flags is None:
        return None
    seen = {name: run.named(name).value for name in LATE_LIMITS}
    numbers = {name: value for name, value in seen.items() if value is not None}
    told = [
        f"{words} {abs(numbers[name]):.1f} {unit} {more if numbers[name] > 0.0 else less}"
        for name, (words, unit, more, less) in _NAMES.items()
        if name in flags
    ]
    sentences = [f"In the last third, at the same speed: {listed(told)}."] if told else []
    if "late_contact_raw" in flags:
        longer = f"{numbers['late_contact_raw']:.1f} %"
        sentences.append(
            f"In the last third ground contact was {longer} longer, the change of pace included."
        )
    return Finding(
        "late_steps",
        "changed" if flags else "usual",
        numbers,
        " ".join(sentences) or "Your step stayed the same to the end.",
        "Steps change when legs tire, in different directions in different runners; a watch measures them "
        "roughly. A change, not a fault. The limits are ours.",
        source="chanroper2012",
    )
