import re

import pytest

from service.core.findings.detect import detect
from service.core.findings.numerals import decimal, halves, whole
from service.core.findings.spoken import say, spoken
from tests.build.run import measure, rich_history, run_metrics, settled_history


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zero"),
        (14, "fourteen"),
        (20, "twenty"),
        (42, "forty-two"),
        (100, "one hundred"),
        (112, "one hundred and twelve"),
        (5205, "five thousand two hundred and five"),
        (82_303, "eighty-two thousand three hundred and three"),
        (2_000_000, "two million"),
        (-3, "minus three"),
    ],
)
def test_whole_numbers(number: int, words: str) -> None:
    assert whole(number) == words


def test_decimals_as_written() -> None:
    assert decimal("5.0") == "five"
    assert decimal("1.52") == "one point five two"
    assert decimal("-3.2") == "minus three point two"
    assert decimal("+1,240") == "plus one thousand two hundred and forty"


def test_halves_are_easy_to_keep() -> None:
    assert [halves(far) for far in (17.2, 17.3, 17.74, 17.75)] == [
        "seventeen",
        "seventeen and a half",
        "seventeen and a half",
        "eighteen",
    ]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "Longest run in the 30 days before: 32.0 km. This one: 42.2 km, 32 % more.",
            (
                "Longest run in the thirty days before: thirty-two kilometres. This one: forty-two "
                "kilometres, thirty-two per cent more."
            ),
        ),
        ("5:10 /km", "Five minutes ten per kilometre"),
        ("1:00 /km and 6:00 /km", "One minute per kilometre and six minutes per kilometre"),
        ("4 h 09 min on the move", "Four hours and nine minutes on the move"),
        ("1 h 00 min", "One hour"),
        ("312 m of descent", "Three hundred and twelve metres of descent"),
        ("6.4 km", "Six point four kilometres"),
        ("1.0 km", "One kilometre"),
        ("cadence -4.2 spm", "Cadence minus four point two steps a minute"),
        ("about 14 to 19 °C", "About fourteen to nineteen degrees"),
        ("1.3 to 6.8 g of sodium", "One point three to six point eight grams of sodium"),
        ("heart rate drifting (13.0 %), and", "Heart rate drifting, thirteen per cent, and"),
        ("sore already (6 of 10).", "Sore already, six of ten."),
        ("the day after (5 of 10 on average) and less", "The day after, five of ten on average, and less"),
        ("within 10 % (95 % interval 1.16 to 2.00). So", "Within ten per cent. So"),
        ("strain was 257, within your own", "Strain was two hundred and fifty-seven, within your own"),
        ("No study. 10 % of it. again", "No study. Ten per cent of it. Again"),
        ("from 12 June 2026 we can", "From 12 June 2026 we can"),
        ("in 5,205 runners", "In five thousand two hundred and five runners"),
        ("82,303 runs", "Eighty-two thousand three hundred and three runs"),
        ("1.16 to 2.00.", "One point one six to two."),
    ],
)
def test_a_sentence_is_said(written: str, said: str) -> None:
    assert say(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("42.2 km", "Twenty-six miles"),
        ("8.0 km", "Five miles"),
        ("5:10 /km", "Eight minutes nineteen per mile"),
        ("312 m of descent", "One thousand and twenty feet of descent"),
    ],
)
def test_who_set_miles_hears_miles(written: str, said: str) -> None:
    assert say(written, units="mi") == said


@pytest.mark.parametrize("units", ["km", "mi"])
def test_every_finding_can_be_said_without_a_digit_or_a_sign(units: str) -> None:
    extra = {
        "smyth_ratio": measure(1.17),
        "onset": measure(25_000.0),
        "pace_fade": measure(-6.0),
        "late_cadence": measure(-4.2),
        "air_low": measure(19.0),
        "air_high": measure(24.0),
        "sweat_low": measure(2.4),
        "sweat_high": measure(4.8),
        "sodium_low": measure(1335.0),
        "sodium_high": measure(6798.0),
    }
    run = run_metrics(km=42.2, moving_min=249, decoupling_pct=13.0, descent_m=400.0, rpe=9.0, extra=extra)

    for past in (rich_history(), settled_history()):
        for each in detect(run, past).all:
            said = spoken(each, units=units)
            assert not re.search(r"[\d%()°/]", said), said
            assert ("kilomet" in said) == (units == "km" and " km" in each.sentence + each.meaning)
