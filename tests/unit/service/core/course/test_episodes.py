from service.core.assess import assess
from service.core.assessment import Assessment
from service.core.course.episodes import is_same_episode
from tests.build.course import REAL, begun, on, sore, strain, tendon


def is_same(before: Assessment, now: Assessment, *, days: int = 10) -> bool:
    return is_same_episode(begun(before), before=before, now=now, on=on(days))


def test_the_same_tendon_again_is_the_same() -> None:
    assert is_same(tendon(), tendon(q_onset_days=30.0))


def test_the_other_side_is_something_new() -> None:
    assert not is_same(tendon(), tendon(q_side="left", q_onset_days=30.0))


def test_another_pattern_is_something_new() -> None:
    assert not is_same(tendon(), strain(q_onset_days=30.0))


def test_soreness_of_a_later_run_is_something_new() -> None:
    assert not is_same(sore(), sore(q_onset_days=1.0))
    assert is_same(sore(), sore(q_onset_days=2.0), days=2)


def test_a_strain_that_looks_worse_by_now_is_the_same_strain() -> None:
    milder = strain(q_bruise=False)
    assert milder.first_phase != strain().first_phase

    assert is_same(milder, strain(q_onset_days=2.0), days=2)


def test_no_pain_at_all_is_news_about_the_pain_there_was() -> None:
    nothing = assess({"q.site": "none", "q.pain": 0.0}, REAL)

    assert is_same(tendon(), nothing)
    assert not is_same(nothing, nothing)


def test_a_danger_is_never_just_more_of_the_same() -> None:
    assert not is_same(tendon(), tendon(q_chest_pain=True))


def test_after_a_danger_a_harmless_check_in_does_not_go_on_with_the_emergency_s_steps() -> None:
    danger = sore(q_chest_pain=True)
    assert danger.differential[0].ailment == sore().differential[0].ailment

    assert not is_same(danger, sore(q_onset_days=30.0))


def test_what_is_unclear_on_both_days_goes_on() -> None:
    unclear = assess({"q.site": "calf", "q.pain": 3.0}, REAL)
    assert unclear.top == "unclear"

    assert is_same(unclear, unclear)
    assert not is_same(unclear, tendon())
