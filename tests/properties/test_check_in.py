"""What must hold of every check-in, whoever answers it and however."""

from collections.abc import Mapping

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.core.assess import assess
from service.core.catalogue import FactValue
from service.core.checkin import DONT_KNOW, Answer, CheckIn, Unsure
from service.core.facts import merge
from service.core.questions import Ask, Done, answer, back, next_step
from tests.build.catalogue import catalogue
from tests.build.facts import answers, facts

SMALL = catalogue()
RUN = tuple(name for name in ("run.hours_since", "run.duration_min", "run.race"))
PROFILE = ("p.age", "p.anticoagulant", "p.pregnant")
PATIENCE = 40
"""Steps. Ours: the longest honest check-in has about a dozen."""

patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""One example is a whole check-in: some sixty assessments, on a machine that may be busy."""

Turn = tuple[CheckIn, Ask, CheckIn]


@st.composite
def talks(
    draw: st.DrawFn, *, one_by_one: bool = False
) -> tuple[dict[str, FactValue], list[Turn], Done | None]:
    """Answer at random until the check-in is done or patience ends."""
    known = draw(facts((*RUN, *PROFILE)))
    check_in, turns = CheckIn(), list[Turn]()
    for _ in range(PATIENCE * (3 if one_by_one else 1)):
        step = next_step(check_in, known, catalogue=SMALL)
        if isinstance(step, Done):
            return known, turns, step
        given, bundle = _reply(draw, step, one_by_one=one_by_one)
        after = answer(check_in, step, given=given, bundle=bundle)
        turns.append((check_in, step, after))
        check_in = after
    return known, turns, None


def _reply(
    draw: st.DrawFn, step: Ask, *, one_by_one: bool
) -> tuple[Mapping[str, Answer], bool | Unsure | None]:
    if step.kind == "bundle" and draw(st.booleans()):
        words: list[bool | Unsure] = [True, False, DONT_KNOW]
        return {}, draw(st.sampled_from(words))
    chosen = [draw(st.sampled_from(step.questions))] if one_by_one else step.questions
    return {question.fact: draw(answers(question)) for question in chosen}, None


@patient
@given(talk=talks())
def test_every_check_in_ends(talk: tuple[object, list[Turn], Done | None]) -> None:
    _, turns, done = talk

    assert done is not None
    assert len(turns) < PATIENCE


@patient
@given(talk=talks(one_by_one=True))
def test_a_check_in_answered_word_by_word_ends_too(talk: tuple[object, list[Turn], Done | None]) -> None:
    assert talk[2] is not None


@patient
@given(talk=talks(one_by_one=True))
def test_nothing_is_asked_twice_but_once_for_a_repair(talk: tuple[object, list[Turn], Done | None]) -> None:
    _, turns, _ = talk

    for before, step, _ in turns:
        answered = {question.fact for question in step.questions} & set(before.answers)
        assert not answered or step.kind == "repair"
    repairs = [step.step for _, step, _ in turns if step.kind == "repair"]
    assert len(repairs) == len(set(repairs))


@patient
@given(talk=talks())
def test_what_is_known_is_not_asked(talk: tuple[dict[str, FactValue], list[Turn], Done | None]) -> None:
    known, turns, _ = talk

    asked = {question.fact for _, step, _ in turns for question in step.questions}
    assert not asked & set(known)


@patient
@given(talk=talks(one_by_one=True))
def test_back_undoes_every_answer_exactly(talk: tuple[object, list[Turn], Done | None]) -> None:
    for before, _, after in talk[1]:
        assert back(after, SMALL) == before


@patient
@given(talk=talks())
def test_it_never_ends_well_with_a_danger_unasked(
    talk: tuple[dict[str, FactValue], list[Turn], Done | None],
) -> None:
    known, turns, done = talk
    check_in = turns[-1][2] if turns else CheckIn()

    found = assess(merge(known, check_in.answers), SMALL)

    assert done is not None
    assert (done.why == "red_flag") is bool(found.red_flags)
    if done.why != "red_flag":
        asked = {*check_in.unsure, *_set_aside(found.facts, known, check_in), *_behind_one_word(check_in)}
        assert set(found.open_questions) <= asked


def _set_aside(read: Mapping[str, FactValue], known: Mapping[str, FactValue], check_in: CheckIn) -> set[str]:
    """Give the facts that a cautious reading made unknown again: they were asked."""
    return {name for name in (*known, *check_in.answers) if name not in read}


def _behind_one_word(check_in: CheckIn) -> set[str]:
    """Give walking, where "don't know" was said to the bundle that names it."""
    return {"q.walk"} if "q.dark_urine" in check_in.unsure else set()
