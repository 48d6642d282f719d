from collections.abc import Mapping

import pytest

from service.core.catalogue import FactValue
from service.core.checkin import DONT_KNOW, Answer, CheckIn, Unsure
from service.core.errors import InputError
from service.core.questions import Ask, answer, back, next_step
from tests.build.catalogue import catalogue

PROFILE: dict[str, FactValue] = {"p.age": 40.0, "p.anticoagulant": False, "p.pregnant": False}
RUN: dict[str, FactValue] = {**PROFILE, "run.hours_since": 30.0}


def asking(check_in: CheckIn) -> Ask:
    found = next_step(check_in, RUN, catalogue=catalogue())
    assert isinstance(found, Ask)
    return found


def say(
    check_in: CheckIn, given: Mapping[str, Answer] | None = None, *, bundle: bool | Unsure | None = None
) -> CheckIn:
    return answer(check_in, asking(check_in), given=given or {}, bundle=bundle)


def test_no_to_a_bundle_makes_every_fact_false() -> None:
    check_in = say(CheckIn(), bundle=False)

    assert check_in.answers == {"q.chest_pain": False, "q.palpitations": False, "q.vomiting": False}
    assert check_in.asked == ("Q1",)


def test_no_leaves_open_how_one_walks() -> None:
    check_in = say(say(CheckIn(), bundle=False), bundle=False)

    assert check_in.answers["q.dark_urine"] is False
    assert "q.walk" not in check_in.answers
    assert check_in.asked == ("Q1", "Q2")
    assert asking(check_in).step == "Q3"


def test_yes_to_a_bundle_settles_nothing_yet() -> None:
    check_in = say(CheckIn(), bundle=True)

    assert (check_in.answers, check_in.asked) == ({}, ("Q1:yes",))
    assert asking(check_in).step == "Q1:drill"


def test_dont_know_to_a_bundle_leaves_all_unknown_and_counts_as_asked() -> None:
    check_in = say(CheckIn(), bundle=DONT_KNOW)

    assert set(check_in.answers.values()) == {DONT_KNOW}
    assert check_in.unsure == ("q.chest_pain", "q.palpitations", "q.vomiting")
    assert asking(check_in).step == "Q2"


def test_a_drill_takes_its_answers_all_at_once_or_one_by_one() -> None:
    yes = say(CheckIn(), bundle=True)
    first = say(yes, {"q.palpitations": True})
    rest = say(first, {"q.chest_pain": False, "q.vomiting": False})

    assert first.asked == ("Q1:yes", "Q1:more")
    assert rest.asked == ("Q1:yes", "Q1:more", "Q1")
    assert asking(rest).step == "Q2"


def test_naming_a_part_of_a_bundle_answers_that_part() -> None:
    check_in = say(CheckIn(), {"q.vomiting": True})

    assert check_in.answers == {"q.vomiting": True}
    assert asking(check_in).step == "Q1:more"


def test_no_to_all_with_a_word_about_one_keeps_the_word() -> None:
    check_in = say(CheckIn(), {"q.vomiting": True}, bundle=False)

    assert check_in.answers == {"q.chest_pain": False, "q.palpitations": False, "q.vomiting": True}


def test_words_about_other_facts_are_kept_and_not_asked_again() -> None:
    check_in = say(CheckIn(), {"q.site": "groin"}, bundle=False)

    assert check_in.answers["q.site"] == "groin"
    assert check_in.asked == ("Q1",)


def test_words_never_replace_an_earlier_answer_by_the_way() -> None:
    check_in = say(say(CheckIn(), bundle=False), {"q.vomiting": True}, bundle=False)

    assert check_in.answers["q.vomiting"] is False


def test_answers_are_checked_and_typed() -> None:
    check_in = say(say(say(CheckIn(), bundle=False), bundle=False), {"q.pain": 4})

    assert check_in.answers["q.pain"] == 4.0
    assert isinstance(check_in.answers["q.pain"], float)
    assert check_in.asked[-1] == "Q3:more"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Please answer"),
        ({"q.vomiting": "often"}, "q.vomiting must be true or false"),
        ({"q.nonsense": True}, "no fact called q.nonsense"),
        ({"q.nonsense": DONT_KNOW}, "no fact called q.nonsense"),
    ],
)
def test_what_cannot_be_an_answer_is_refused(given: Mapping[str, Answer], words: str) -> None:
    with pytest.raises(InputError) as refused:
        say(CheckIn(), given)

    assert words in refused.value.words


def test_one_word_for_all_is_refused_where_there_is_no_all() -> None:
    slots = say(say(CheckIn(), bundle=False), bundle=False)

    with pytest.raises(InputError, match="its own answer"):
        say(slots, bundle=False)


def contradicting() -> CheckIn:
    answers: dict[str, Answer] = {
        "q.chest_pain": False,
        "q.palpitations": False,
        "q.vomiting": False,
        "q.dark_urine": False,
        "q.site": "thighs_general",
        "q.side": "both",
        "q.pain": 1.0,
        "q.onset": "next_day",
        "q.walk": "limp",
    }
    return CheckIn(answers=answers)


def test_a_repair_replaces_the_first_answers() -> None:
    check_in = say(contradicting(), {"q.pain": 5.0, "q.walk": "limp"})

    assert (check_in.answers["q.pain"], check_in.repaired, check_in.asked) == (5.0, ("X1",), ("X1",))


def test_dont_know_repairs_nothing_and_is_not_asked_twice() -> None:
    check_in = say(contradicting(), {"q.pain": DONT_KNOW, "q.walk": DONT_KNOW})

    assert check_in.answers == contradicting().answers
    assert check_in.repaired == ("X1",)
    assert asking(check_in).step != "X1"


@pytest.mark.parametrize("word", [True, False, DONT_KNOW])
def test_back_takes_a_bundle_back(word: bool | Unsure) -> None:
    assert back(say(CheckIn(), bundle=word), catalogue()) == CheckIn()


def test_back_takes_a_repair_back_with_the_answers_it_replaced() -> None:
    repaired = say(contradicting(), {"q.pain": 5.0, "q.walk": "normal"})

    assert back(repaired, catalogue()) == contradicting()


def test_back_takes_only_the_last_part_of_a_step() -> None:
    opened = say(say(CheckIn(), bundle=False), bundle=False)
    part = say(opened, {"q.site": "groin"})
    whole = say(part, {"q.side": "left", "q.pain": 3.0})

    assert back(whole, catalogue()) == part
    assert back(part, catalogue()) == opened


def test_back_at_the_start_changes_nothing() -> None:
    assert back(CheckIn(), catalogue()) == CheckIn()


def test_an_old_ask_cannot_overwrite_a_dont_know() -> None:
    first = asking(CheckIn())
    later = answer(CheckIn(), first, given={}, bundle=DONT_KNOW)

    with pytest.raises(TypeError, match="never overwritten"):
        answer(later, first, given={"q.vomiting": True})
