import math
from datetime import UTC, date, datetime

import pytest

from service.web import formats

DASH = "\N{EN DASH}"
SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("metres", "units", "words"),
    [
        (42_195.0, "km", "42.2 km"),
        (42_195.0, "mi", "26.2 miles"),
        (0.0, "km", "0.0 km"),
        (None, "km", DASH),
        (math.nan, "mi", DASH),
    ],
)
def test_a_distance_is_in_the_runner_s_units(metres: float | None, units: str, words: str) -> None:
    assert formats.distance(metres, units) == words


@pytest.mark.parametrize(
    ("s_per_km", "units", "words"),
    [
        (307.0, "km", "5:07 /km"),
        (359.6, "km", "6:00 /km"),
        (300.0, "mi", "8:03 /mile"),
        (None, "km", DASH),
        (math.nan, "km", DASH),
    ],
)
def test_a_pace_is_minutes_and_seconds(s_per_km: float | None, units: str, words: str) -> None:
    assert formats.pace(s_per_km, units) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.0, "0 s"),
        (59.4, "59 s"),
        (59.6, "1 min"),
        (3_599.0, "1 h 00 min"),
        (7_500.0, "2 h 05 min"),
        (None, DASH),
        (math.nan, DASH),
    ],
)
def test_a_duration_is_as_short_as_it_stays_exact(seconds: float | None, words: str) -> None:
    assert formats.duration(seconds) == words


@pytest.mark.parametrize(
    ("metres", "units", "words"),
    [(1_240.4, "km", "1,240 m"), (120.0, "mi", "394 ft"), (None, "km", DASH), (math.nan, "km", DASH)],
)
def test_a_climb_is_in_metres_or_feet(metres: float | None, units: str, words: str) -> None:
    assert formats.climb(metres, units) == words


@pytest.mark.parametrize(
    ("value", "words"), [(153.2, "153 bpm"), (0.0, "0 bpm"), (None, DASH), (math.nan, DASH)]
)
def test_an_amount_carries_its_unit_only_when_there_is_one(value: float | None, words: str) -> None:
    assert formats.amount(value, "bpm") == words


def test_a_number_that_is_missing_is_a_dash() -> None:
    assert formats.number(None) == formats.number(math.nan) == DASH


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (date(2026, 11, 22), "Today"),
        (date(2026, 11, 21), "Yesterday"),
        (date(2026, 11, 1), "Sunday 1 November"),
        (date(2025, 11, 22), "Saturday 22 November 2025"),
    ],
)
def test_a_day_is_named_as_people_name_it(when: date, words: str) -> None:
    assert formats.day(when, date(2026, 11, 22)) == words


def test_a_day_of_a_list_is_short() -> None:
    assert formats.day(date(2026, 11, 4), date(2026, 11, 22), short=True) == "Wed 4 Nov"


def test_a_day_within_a_sentence_begins_small_and_with_its_preposition() -> None:
    today = date(2026, 11, 22)
    assert formats.on_day(date(2026, 11, 23), today) == "tomorrow"
    assert formats.on_day(date(2026, 11, 1), today) == "on Sunday 1 November"
    assert formats.mid_day(date(2026, 11, 21), today) == "yesterday"


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ((24, 48, 72), "24, 48 and 72 hours"),
        ((168,), "7 days"),
        ((168, 336), "7 and 14 days"),
        ((1, 24), "1 and 24 hours"),
        ((1,), "1 hour"),
        ((72, 168), "3 and 7 days"),
        ((36, 168), "36 and 168 hours"),
    ],
)
def test_waits_are_told_in_hours_or_in_days(hours: tuple[int, ...], words: str) -> None:
    assert formats.waits(hours) == words


def test_a_sentence_keeps_its_kilometres_for_who_runs_in_them() -> None:
    assert formats.worded("42.2 km at 5:00 /km", "km") == f"42.2{SPACE}km at 5:00 /km"


def test_a_sentence_is_told_in_miles_for_who_runs_in_them() -> None:
    sentence = "Longest run: 32.0 km at 5:00/km. This one: 42.2 km, 32 % more."

    words = formats.worded(sentence, "mi").replace(SPACE, " ")

    assert words == "Longest run: 19.9 miles at 8:03 /mile. This one: 26.2 miles, 32 % more."


def test_a_limit_is_told_in_megabytes() -> None:
    assert formats.megabytes(32 * 1024 * 1024) == "32 MB"


@pytest.mark.parametrize(
    ("metres", "units", "words"),
    [
        (12.4, "km", "+12 m"),
        (-8.0, "km", "\N{MINUS SIGN}8 m"),
        (0.2, "km", "0 m"),
        (10.0, "mi", "+33 ft"),
        (None, "km", DASH),
    ],
)
def test_a_rise_carries_its_sign(metres: float | None, units: str, words: str) -> None:
    assert formats.rise(metres, units) == words


@pytest.mark.parametrize(
    ("seconds", "words"), [(59.6, "1:00"), (307.0, "5:07"), (3907.0, "1:05:07"), (None, DASH)]
)
def test_a_stopwatch_shows_what_a_watch_shows(seconds: float | None, words: str) -> None:
    assert formats.stopwatch(seconds) == words


def test_a_time_of_day_is_the_runner_s_and_else_says_that_it_is_not() -> None:
    moment = datetime(2026, 5, 31, 6, 30, tzinfo=UTC)

    assert formats.time_of_day(moment, 7200.0) == "08:30"
    assert formats.time_of_day(moment, None) == "06:30 UTC"


def test_a_short_distance_can_be_told_more_exactly() -> None:
    assert formats.distance(1234.0, "km", 2) == "1.23 km"


@pytest.mark.parametrize(
    ("value", "words"),
    [(3.6, "+4"), (-3.6, f"{formats.MINUS}4"), (0.4, "0"), (-0.4, "0"), (-0.0, "0"), (1240.0, "+1,240")],
)
def test_a_difference_carries_its_sign_and_nothing_has_none(value: float, words: str) -> None:
    assert formats.signed(value) == words


def test_nothing_is_never_minus_nought() -> None:
    written = [
        formats.number(-0.3),
        formats.number(-0.04, 1),
        formats.climb(-0.2, "km"),
        formats.climb(-0.1, "mi"),
        formats.distance(-20.0, "km"),
        formats.amount(-0.2, "bpm"),
    ]

    assert written == ["0", "0.0", "0 m", "0 ft", "0.0 km", "0 bpm"]
