import pytest

from voice.engines.pronounce import spoken_form


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("SLDL, left side: 3 x 8", "single-leg deadlift, left side: 3 times 8"),
        ("SLRDL and RDL", "single-leg Romanian deadlift and Romanian deadlift"),
        ("3 x 30 s", "3 times 30 seconds"),
        ("3×30s", "3 times 30 seconds"),  # noqa: RUF001 - the sign itself
        ("1 x 1 min", "1 times 1 minute"),
        ("90/90", "ninety ninety"),
        ("90/90 stretch", "ninety ninety stretch"),
        ("3/8", "3 of 8"),
        ("8-12 reps", "8 to 12 repetitions"),
        ("hold for 2.5 s", "hold for 2.5 seconds"),
        ("1.5 kg", "1.5 kilograms"),
        ("bend to 45°", "bend to 45 degrees"),
        ("at 70 % of it", "at 70 per cent of it"),
        ("HR below 140 bpm", "heart rate below 140 beats a minute"),
        ("5:30 min/km", "5:30 minutes a kilometre"),
        ("10 km/h", "10 kilometres an hour"),
        ("Stand 2 m from the wall.", "Stand 2 metres from the wall."),
    ],
)
def test_what_is_written_short_is_said_in_words(written: str, said: str) -> None:
    assert spoken_form(written) == said


@pytest.mark.parametrize(
    "plain",
    ["Hold it there, with a soft knee.", "Set two of three, left side.", "The x-ray of her toe.", "RDLs"],
)
def test_plain_words_stay_as_they_are(plain: str) -> None:
    assert spoken_form(plain) == plain
