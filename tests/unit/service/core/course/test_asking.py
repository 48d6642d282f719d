from datetime import UTC, datetime, timedelta

import pytest

from service.core.course.asking import forgotten_at, hours_ahead

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("phase_h", "triage", "elapsed_h", "ahead"),
    [
        ((24, 48, 72), "self_care", 0, (24, 48, 72)),
        ((24, 48, 72), "self_care", 24.0, (48, 72)),
        ((24, 48, 72), "self_care", 24.5, (48, 72)),
        ((24, 48, 72), "self_care", 72.2, (168,)),
        ((24, 48, 72), "see_clinician", 80, (168, 336)),
        ((168, 336), "see_clinician", 96, (168, 336)),
        ((24, 48, 72, 168), "rest_first", 170, (336,)),
        ((1, 24), "urgent", 0, (1, 24)),
        ((24,), "self_care", 170, (506,)),
        ((24,), "self_care", 700, (1008,)),
        ((504, 1008), "self_care", 400, (504, 1008)),
        ((24,), "self_care", 1010, (1346,)),
    ],
)
def test_the_phase_decides_then_the_general_schedule_then_every_two_weeks(
    phase_h: tuple[int, ...], triage: str, elapsed_h: float, ahead: tuple[int, ...]
) -> None:
    assert hours_ahead(phase_h, triage=triage, elapsed_h=elapsed_h) == ahead


def test_from_fifty_on_the_many_weeks_are_four() -> None:
    assert hours_ahead((24,), triage="self_care", elapsed_h=400, fifty_plus=True) == (672,)


@pytest.mark.parametrize("last_due_h", [None, 72])
def test_a_plan_is_put_away_a_week_after_it_last_asked(last_due_h: int | None) -> None:
    due = None if last_due_h is None else NOW + timedelta(hours=last_due_h)

    assert forgotten_at(due, NOW) == (due or NOW) + timedelta(days=7)


def test_a_plan_that_was_heard_of_since_lives_longer() -> None:
    assert forgotten_at(NOW - timedelta(days=3), NOW) == NOW + timedelta(days=7)
