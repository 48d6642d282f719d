"""The week in numbers: how alike its days were, how far it rose, days off, hard days. Context, never a warning.

The ratio of this week to the weeks before is shown because runners know it; it moves no level, and its sentence
says why. Sources: foster1998 (monotony: 25 athletes, illness; limits are conventions, one's own percentile
comes first), impellizzeri2020, nielsen2014 and buist2008 (ratios), fokkema2020 (long-run share), coaching_load.
"""

from service.core.findings.values import Finding
from service.core.findings.words import counted, kilometres, percent
from service.core.load.averages import acute_chronic, monotony, strain, uncoupled_weeks, week_ratio
from service.core.load.past_run import PastRun
from service.core.load.values import LoadHistory

WATCH, HIGH = 1.5, 2.0
SHARE_INFO, SHARE_NOTE = 0.35, 0.50
EDGE = 1e-9
BREAK_DAYS = 10


def sameness(run: PastRun, history: LoadHistory) -> Finding:
    """Say how alike the loads of the last seven days were, and how much that weighs for this runner."""
    week = _week(run, history)
    if week is None:
        words = "How alike your days were cannot be said: it takes seven known days with three runs."
        return _unknown("monotony", words, "foster1998", "cold_start")
    same, weight = monotony(week), strain(week)
    if same is None or weight is None:
        words = "Seven days of exactly the same load: nothing to divide by."
        return _unknown("monotony", words, "foster1998", "no_variation")
    numbers = {"monotony": same, "strain": weight, "load_7d": sum(week)}
    own = history.cardio.strain_p90
    if own is not None:
        numbers["strain_p90"] = own
    level = "high" if same >= HIGH else "watch" if same >= WATCH else "usual"
    beyond = own is not None and weight > own
    if level == "usual" and beyond:
        level = "watch"
    compared = ""
    if own is not None:
        compared = f", {'above' if beyond else 'within'} what nine of ten of your own weeks reach ({own:.0f})"
    return Finding(
        "monotony",
        level,
        numbers,
        f"{_ALIKE[level]}: monotony {same:.1f}, a day's mean load over its spread. The week's strain was "
        f"{weight:.0f}{compared}.",
        "Days that are all alike leave less recovery. The limits 1.5 and 2.0 are conventions from a study of 25 "
        "athletes that looked at illness, so your own weeks say more.",
        source="foster1998",
    )


_ALIKE = {
    "usual": "Your last seven days were mixed",
    "watch": "Your last seven days asked for a look",
    "high": "Your last seven days were much alike",
}


def ratios(run: PastRun, history: LoadHistory) -> Finding:
    """Give week against week and acute against chronic; always context."""
    before, three = history.mechanical.week_before_m, history.mechanical.three_weeks_before_m
    this = _distance_7d(run, history)
    change = None if this is None or before is None else week_ratio(this, before)
    if this is None or before is None or change is None:
        words = "This week cannot be held against the last: one of them is not known, or had no run."
        return _unknown("week_ratio", words, "impellizzeri2020", "cold_start")
    numbers = {"week_m": this, "week_before_m": before, "change_pct": 100.0 * change}
    acute = acute_chronic([*(load or 0.0 for load in history.cardio.daily), run.load or 0.0])
    if acute is not None and run.load is not None and None not in history.cardio.daily:
        numbers["acwr_coupled_7_28"] = acute
    weeks = None if three is None else uncoupled_weeks(this, [three / 3.0])
    if weeks is not None:
        numbers["acwr_weeks_1_3"] = weeks
    way = "more" if change >= 0.0 else "less"
    return Finding(
        "week_ratio",
        "usual",
        numbers,
        f"Seven days up to this run: {kilometres(this)}; the seven before: {kilometres(before)}, "
        f"{percent(change)} {way}.",
        "For orientation only. Studies found no benefit of the ten-per-cent rule, and ratios of weeks to weeks "
        "did not foretell injuries, so they never move our level.",
        source="impellizzeri2020",
    )


def share(run: PastRun, history: LoadHistory) -> Finding:
    """Say how much of the last seven days the longest run is."""
    total = _distance_7d(run, history)
    if total is None or total <= 0.0:
        return _unknown("long_run_share", "The last seven days are not known.", "fokkema2020", "cold_start")
    longest = max(run.distance_m or 0.0, history.mechanical.week_max_run_m or 0.0)
    part = longest / total
    level = "note" if part > SHARE_NOTE + EDGE else "info" if part > SHARE_INFO + EDGE else "usual"
    return Finding(
        "long_run_share",
        "usual",  # told with the week, never a warning: runners of two days a week are always high
        {"share_pct": 100.0 * part, "longest_m": longest, "week_m": total, "limit_pct": 100.0 * SHARE_INFO},
        f"The longest run of these seven days is {percent(part)} of their {kilometres(total)}"
        f"{_SHARE_WORDS[level]}.",
        "Coaches like it below 35 to 40 %. In 441 marathon runners neither volume nor longest run went with "
        "injuries.",
        source="fokkema2020",
    )


_SHARE_WORDS = {"usual": "", "info": ", more than coaches like", "note": ", over half of it"}


def days_off(history: LoadHistory) -> Finding:
    """Say how many of the last days were without a run."""
    seven, nine, fourteen = (
        history.mechanical.rest_days_7,
        history.mechanical.rest_days_9,
        history.mechanical.rest_days_14,
    )
    if seven is None or nine is None:
        return _unknown("rest_days", "Days off cannot be counted yet.", "coaching_load", "cold_start")
    numbers = {"rest_days_7": float(seven)}
    if fourteen is not None:
        numbers["rest_days_14"] = float(fourteen)
    told = f"{counted(seven, 'day')} without a run in the 7 before this one"
    if fourteen is not None:
        told += f", {fourteen} in 14"
    return Finding(
        "rest_days",
        "none_in_ten" if nine == 0 else "usual",
        numbers,
        f"{told}." if nine else "No day without a run in the last ten.",
        "Days off are when legs catch up. How many it takes, no study says: a coaching convention.",
        source="coaching_load",
    )


def after_break(history: LoadHistory) -> Finding | None:
    """Say that a runner comes back from a break; None where there was none."""
    away = history.mechanical.days_since_last
    if away is None or away < BREAK_DAYS:
        return None
    return Finding(
        "return_from_break",
        "back",
        {"days_since_last": float(away)},
        f"The first run after {counted(away, 'day')} without one.",
        "While you rest, the longest run of the last 30 days drops out of sight, so a run that was usual before "
        "can count as a step now. That is meant: legs forget as well.",
        source="coaching_load",
    )


def _week(run: PastRun, history: LoadHistory) -> list[float] | None:
    six = [load for load in history.cardio.daily[-6:] if load is not None]
    if len(six) < 6 or len(history.cardio.daily) < 6 or None in history.cardio.daily[-6:] or run.load is None:
        return None
    week = [*six, run.load]
    return week if sum(load > 0.0 for load in week) >= 3 else None


def _distance_7d(run: PastRun, history: LoadHistory) -> float | None:
    if run.distance_m is None or history.previous_6d_m is None:
        return None
    return run.distance_m + history.previous_6d_m


def _unknown(name: str, sentence: str, source: str, reason: str) -> Finding:
    meaning = "Nothing follows from a missing number."
    return Finding(name, "unknown", {}, sentence, meaning, source=source, reason=reason)
