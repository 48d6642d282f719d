"""What the article says, kept or put right, as a runner is told it: the words. The deeds are in the file beside it."""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from service.core.catalogue import FactValue
from tests.build import stories_of_the_article as stories
from tests.build.told import told


@dataclass(frozen=True, slots=True)
class Words:
    """A runner with this story is told all of `says` and none of `never`."""

    id: str
    story: Mapping[str, FactValue]
    says: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    phase: str | None = None


TABLE = [
    Words(
        "S1",
        stories.TENDON,
        ("every fourth week twenty to thirty per cent lighter", "Once a year", "six months is a big step"),
    ),
    Words("S2", stories.TENDON, ("common in runners", "usually it can be treated", "What would change that")),
    Words("S2", stories.SORE, ("common in runners",), never=("nothing serious", "worry")),
    Words("S2", stories.WELL, ("Nothing in your answers",), never=("common in runners",)),
    Words("S2", stories.SCIATIC, ("nerve",), never=("common in runners",)),
    Words("S2", stories.BONE, ("bone has to be checked for",), never=("common in runners",)),
    Words("S2", stories.CHEST_PAIN, ("emergency number",), never=("common in runners",)),
    Words(
        "S4",
        stories.SORE,
        ("26.0 kilometres", "30 per cent beyond", "25 metres down", "30 per cent of it hard"),
    ),
    Words(
        "S6", stories.CRAMP, ("the signal that makes a muscle work", "far more sodium", "no watch can tell")
    ),
    Words("S7", stories.CRAMP, ("3,400", "2,600", "2,900 in pregnancy", "2,800"), never=("4,700",)),
    Words("S9", stories.CRAMP, ("Drink to thirst", "thins the salt", "more than four hours", "small people")),
    Words("S9", stories.CRAMP, ("salted meal",), never=("drink plenty", "as much as")),
    Words(
        "S12", stories.STRAIN, ("in team sports", "distance runners is not known", "Stretching alone has not")
    ),
    Words(
        "S12", stories.WELL, ("Strength twice a week", "Stretching is welcome"), phase="prevention_base.p0"
    ),
    Words("S13", stories.STRAIN, ("Relative rest", "graded loading", "better than weeks of rest")),
    Words("S14", stories.STRAIN, ("one to three weeks", "about three weeks", "strain it again")),
    Words("S14", stories.MODERATE, ("three to eight weeks, now and then ten",)),
    Words(
        "S16",
        stories.BURN,
        ("ends by itself within minutes", "easy cool-down", "nothing needs to be flushed"),
    ),
    Words("S16", stories.SORE, ("fine disruption in the muscle",), never=("lact", "acid", "flush")),
    Words(
        "S17",
        stories.SORE,
        ("twelve to twenty-four hours", "peaks after one to three days", "sensitive nerves"),
    ),
    Words("S18", stories.SORE, ("gone within three to five", "day seven")),
    Words("S20", stories.SORE, ("fifteen to twenty minutes", "Light self-massage", "best supported")),
    Words("S21", stories.SORE, ("a walk, easy cycling, swimming or yoga", "No hard running")),
    Words("S22", stories.TENDON, ("high hamstring tendonitis", "runner's butt", "nobody has counted")),
    Words("S22", stories.TENDON, ("rather than an inflammation",), never=("most common",)),
    Words(
        "S25",
        stories.SCIATIC,
        ("nerve that runs beside the tendon", "within seven days", "stretching is not"),
    ),
    Words("S28", stories.TENDON, ("three to six", "milestones rather than a date"), never=("will be gone",)),
    Words("S29", stories.TENDON, ("in our own list", "menopause", "age over forty"), phase="pht_load.p1"),
    Words("S30", stories.TENDON, ("look by a physio or a doctor", "See a physio or a doctor about it")),
    Words(
        "S31",
        stories.TENDON,
        ("compare sides", "three or less", "Leave it out if unsure"),
        phase="pht_load.p1",
    ),
    Words("S32", stories.TENDON, ("warm pack", "cold pack", "No hamstring stretching", "presses the tendon")),
    Words("S33", stories.TENDON, never=("ainkiller", "nti-inflammatory")),
    Words(
        "S33", stories.TOOK_TABLETS, ("not before, not during", "They do little for a tendon", "pharmacist")
    ),
    Words(
        "S34", stories.WELL, ("Our own list", "ten per cent beyond", "breaks from sitting", "enough sleep")
    ),
    Words("S35", stories.WELL, ("Never hold it", "Our reconstruction", "its description is lost")),
    Words("S36", stories.WELL, ("not known to prevent injuries", "comfort and range")),
    Words("S38", stories.WELL, ("A steady knee, a clean hip hinge", "the cues are our reconstruction")),
    Words("S39", stories.WELL, ("Shoulder, side of the trunk and hip", "with the weight of the top leg")),
    Words("S42", stories.TENDON, ("Fourth stage",), never=("buy", "upgrade", "premium"), phase="pht_load.p4"),
    Words("S43", stories.TENDON, ("holding stretches before a run does not mend it",)),
    Words("S43", stories.WELL, ("neither prevents soreness nor heals", "dynamic warm-up", "leg swings")),
]


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{row.id} {row.says[:1]}") for row in TABLE])
def test_a_runner_is_told(row: Words) -> None:
    text = told(row.story, phase=row.phase).text

    assert [words for words in row.says if words not in text] == []
    assert [words for words in row.never if words in text] == []
