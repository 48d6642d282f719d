"""The one load notice a run can get: the level of weigh.py in words, with its numbers and its source."""

from math import inf

from service.core.findings.values import Circumstances, Finding
from service.core.findings.weigh import Weighed
from service.core.findings.words import counted, kilometres, listed, percent
from service.core.load.values import LoadHistory

ID = "overload"
NOTABLE = frozenset({"notice", "raised", "high"})

_OPENING = {
    "notice": "Worth noticing",
    "raised": "More than usual at once",
    "high": "Far more than usual",
}
_MEANING = {
    "notice": "Such a step is part of most plans; legs may feel it for a few days.",
    "raised": "Together this asks more of the legs than your last weeks did; an easier day or two is sensible.",
    "high": "Your legs have not been here lately; give them easy days and watch how they feel.",
}
_HOW_SURE = "The levels are our own, and describe the load, not your body."
_SOURCES = {
    "spike": "frandsen2025",
    "second_spike": "frandsen2025",
    "thin_base": "rasmussen2013",
    "after_race": "marathon_recovery2017",
    "novelty": "bontemps2020",
    "monotony": "foster1998",
}


def overload(weighed: Weighed, history: LoadHistory, *, around: Circumstances, race: bool) -> Finding:
    """Put the level into one sentence. `race`: the run itself is of marathon length."""
    if weighed.level == "unknown":
        return Finding(
            ID,
            "unknown",
            {"covered_days": float(history.covered_days)},
            "Whether this was more than usual cannot be said yet.",
            "For that we need to know your last 30 days.",
            reason="cold_start",
        )
    numbers, phrases = _numbers(weighed, history, around), _phrases(weighed, history, around)
    if weighed.level == "none":
        apart = "".join(f", apart from {phrases[name]}" for name in weighed.signals[:1])
        sentence = f"Nothing in your load stands out{apart}."
        return Finding(ID, "none", numbers, sentence, f"No step, by what we can see. {_HOW_SURE}")
    reasons = [phrases[name] for name in weighed.signals]
    expected = " A race of this length is a step in nearly every plan." if race else ""
    return Finding(
        ID,
        weighed.level,
        numbers,
        f"{_OPENING[weighed.level]}: {listed(reasons)}.",
        f"{_MEANING[weighed.level]}{expected} {_HOW_SURE}",
        source=next((_SOURCES[name] for name in weighed.signals if name in _SOURCES), "coaching_load"),
        notable=True,
    )


def _phrases(weighed: Weighed, history: LoadHistory, around: Circumstances) -> dict[str, str]:
    """Give words for every signal; those of signals that did not fire mean nothing and are not used."""
    ago = history.race.days_ago if history.race else 0
    return {
        "spike": f"{percent(weighed.excess or 0.0)} further than any run of the 30 days before",
        "second_spike": "the second such step within seven days",
        "sore": f"run on legs that were sore already ({around.soreness_0_10 or 0.0:.0f} of 10)",
        "thin_base": f"a marathon's distance on {kilometres(weighed.base_m or 0.0)} a week",
        "after_race": f"a hard run {counted(ago, 'day')} after a marathon's effort",
        "novelty": _hills(weighed),
        "monotony": f"a week of much the same load each day (monotony {weighed.monotony or 0.0:.1f})",
        "no_rest": "no day off in ten days",
        "ramp": f"a long-term load that rose by {history.cardio.ramp or 0.0:.0f} points in a week",
        "hard_streak": f"{weighed.hard_streak} hard days in a row",
    }


def _hills(weighed: Weighed) -> str:
    new = weighed.novelty
    if new is None:
        return ""
    what = new.item.replace("_", " ").replace("ascent", "climbing")
    if new.excess == inf:
        return f"{new.metres:.0f} m of {what} after a month without"
    return f"{percent(new.excess)} more {what} than any run of the 30 days before"


def _numbers(weighed: Weighed, history: LoadHistory, around: Circumstances) -> dict[str, float]:
    found = {
        "excess_pct": None if weighed.excess is None else 100.0 * weighed.excess,
        "longest_30d_m": history.longest_30d_m,
        "monotony": weighed.monotony,
        "hard_streak_days": float(weighed.hard_streak),
        "weekly_base_m": weighed.base_m,
        "ramp_points": history.cardio.ramp,
        "soreness_0_10": around.soreness_0_10,
        "signals": float(len(weighed.signals)),
    }
    return {name: value for name, value in found.items() if value is not None}
