from dataclasses import replace

from service.core.course import Progress
from service.core.course.standing import Requirement, requirements
from tests.build.course import REAL, begun, clean, on, point, session, tendon

HERE = replace(begun(tendon()), phase="pht_load.p1", furthest=1)


def wanted(progress: Progress, days: int, *, fifty_plus: bool = False) -> dict[str, Requirement]:
    found = requirements(progress, on=on(days), catalogue=REAL, fifty_plus=fifty_plus)
    return {one.id: one for one in found}


def test_time_calm_sessions_and_the_test_of_the_phase_come_before_the_next() -> None:
    found = wanted(HERE, 3)

    assert list(found) == ["enough_days", "calm_sessions", "test"]
    assert (found["enough_days"].met, found["enough_days"].day) == (False, on(11))
    assert (found["calm_sessions"].met, found["calm_sessions"].done) == (False, 0)
    assert found["test"].met is None


def test_what_has_come_true_is_ticked() -> None:
    found = wanted(replace(HERE, sessions=(session(1), clean(2), clean(3))), 14, fifty_plus=True)

    assert (found["enough_days"].met, found["enough_days"].day) == (True, on(14))
    assert (found["calm_sessions"].met, found["calm_sessions"].done) == (True, 2)


def test_what_was_earned_stays_ticked() -> None:
    assert wanted(replace(HERE, earned=True), 3)["calm_sessions"].met


def test_a_bad_session_starts_the_count_anew() -> None:
    assert wanted(replace(HERE, sessions=(clean(1), session(2, 5))), 3)["calm_sessions"].done == 0


def test_what_stands_in_the_way_is_listed_first() -> None:
    hurt = replace(HERE, stopped=True, rests_until=on(5), points=(point(0, 1), point(9, 3)))

    assert list(wanted(hurt, 4))[:2] == ["looked_at", "rested"]
    assert "not_rising" in wanted(replace(hurt, points=(point(3, 1), point(10, 3))), 12)


def test_a_phase_without_exercises_waits_for_no_sessions() -> None:
    assert "calm_sessions" not in wanted(replace(HERE, phase="hold_and_refer.p0"), 3)
