"""Heat, and what was sweated out, as ranges: for planning water and shade, never a cause of aches or cramps.

Sources: ely2007 (heat slows), lara2016 (sweat and minerals). The bands 22 and 28 degrees and the wrist's bias of
3 to 8 degrees are ours. No word here tells anyone to drink more than thirst asks for.
"""

from service.core.findings.values import Finding
from service.core.metrics.values import RunMetrics

ID = "heat"
WARM_C, HOT_C = 22.0, 28.0


def heat(run: RunMetrics) -> Finding | None:
    """Tell the air's range and the sweat's; None for a short run without a temperature."""
    low, high = run.named("air_low").value, run.named("air_high").value
    sweat = [run.named(name).value for name in ("sweat_low", "sweat_high")]
    salt = [run.named(name).value for name in ("sodium_low", "sodium_high")]
    if low is None and sweat[0] is None:
        return None
    numbers = {
        name: value
        for name in ("air_low", "air_high", "sweat_low", "sweat_high", "sodium_low", "sodium_high",
                     "potassium_low", "potassium_high")
        if (value := run.named(name).value) is not None
    }  # fmt: skip
    parts = []
    if low is not None and high is not None:
        parts.append(f"The air was about {round(low)} to {round(high)} °C")
    if sweat[0] is not None and sweat[1] is not None and salt[0] is not None and salt[1] is not None:
        parts.append(
            f"you may have sweated {sweat[0]:.1f} to {sweat[1]:.1f} litres with "
            f"{salt[0] / 1000:.1f} to {salt[1] / 1000:.1f} g of sodium"
        )
    sentence = "; ".join(parts)
    return Finding(
        ID,
        _level(low, high),
        numbers,
        f"{sentence[0].upper()}{sentence[1:]}.",
        "Wide on purpose: a wrist warms the sensor, and sweat differs between people. Heat makes the same pace "
        "harder. Drink to thirst; none of this explains sore muscles.",
        source="ely2007" if low is not None else "lara2016",
        reason=run.named("air_low").reason,
    )


def _level(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return "unknown"
    if low >= HOT_C:
        return "hot"
    return "warm" if low >= WARM_C else "usual"
