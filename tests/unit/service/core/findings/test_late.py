from dataclasses import replace

from service.core.findings.late import late_steps, staying
from tests.build.run import measure, run_metrics


def test_staying_power_is_one_sentence() -> None:
    run = run_metrics(
        extra={
            "smyth_ratio": measure(1.17, "ratio"),
            "onset": measure(25_000.0, "m"),
            "pace_fade": measure(-6.0, "%"),
        }
    )

    found = staying(run)

    assert found is not None
    assert found.level == "moderate"
    assert found.sentence == (
        "Late on, each metre took 17 % more heartbeats than early on; they began to rise at about 25.0 km; the last "
        "third was 6 % slower than the first."
    )


def test_levels_follow_the_ratio_and_the_fade() -> None:
    def level(ratio: float | None, fade: float | None) -> str | None:
        found = staying(run_metrics(extra={"smyth_ratio": measure(ratio), "pace_fade": measure(fade)}))
        return None if found is None else found.level

    assert level(1.09, 1.0) == "usual"
    assert level(1.1, 1.0) == "moderate"
    assert level(1.2, 1.0) == "high"
    assert level(None, -4.9) == "usual"
    assert level(None, -5.0) == "moderate"
    assert level(None, -10.0) == "high"


def test_each_part_stands_on_its_own_feet() -> None:
    rising = staying(run_metrics(extra={"onset": measure(9_185.0, "m"), "pace_fade": measure(-0.3, "%")}))

    assert rising is not None
    assert rising.sentence == (
        "Heartbeats a metre began to rise at about 9.2 km; the last third was as fast as the first."
    )
    assert "82,303" not in rising.meaning, "nothing is told that this could be held against"


def test_intervals_with_a_cool_down_are_no_fade() -> None:
    def level(reason: str | None) -> str | None:
        cooled = run_metrics(extra={"pace_fade": measure(-15.5, "%")})
        found = staying(replace(cooled, decoupling=measure(None, "%", reason=reason)))
        return None if found is None else found.level

    assert level("hr_coverage") == "high"
    assert level("not_steady") == "usual"


def test_a_run_that_held_says_so() -> None:
    run = run_metrics(
        extra={
            "smyth_ratio": measure(0.99, "ratio"),
            "onset": measure(None, "m", reason="no_onset"),
            "pace_fade": measure(2.0, "%"),
        }
    )

    found = staying(run)

    assert found is not None
    assert "1 % fewer heartbeats" in found.sentence
    assert "kept close to their early level" in found.sentence
    assert "2 % faster" in found.sentence


def test_short_runs_have_none_and_runs_without_speed_say_why() -> None:
    short = run_metrics(extra={"pace_fade": measure(None, reason="too_short")})
    lost = run_metrics(extra={"pace_fade": measure(None, reason="no_speed")})

    assert staying(short) is None
    assert staying(run_metrics()) is None
    found = staying(lost)
    assert found is not None
    assert (found.level, found.reason) == ("unknown", "no_speed")


def test_changed_steps_are_named_and_never_blamed() -> None:
    found = late_steps(
        run_metrics(extra={"late_cadence": measure(-4.2, "spm"), "late_contact": measure(5.0, "%")})
    )

    assert found is not None
    assert found.level == "changed"
    assert found.sentence == (
        "In the last third, at the same speed: cadence 4.2 spm lower and ground contact 5.0 % longer."
    )
    assert "not a fault" in found.meaning


def test_steady_steps_are_said_to_be_so() -> None:
    found = late_steps(run_metrics(extra={"late_cadence": measure(-1.0, "spm")}))

    assert found is not None
    assert (found.level, found.sentence) == ("usual", "Your step stayed the same to the end.")
    assert late_steps(run_metrics()) is None


def test_contact_that_the_pace_explains_is_told_as_such() -> None:
    slower = {"late_contact": measure(2.0, "%"), "late_contact_raw": measure(7.2, "%")}

    found = late_steps(run_metrics(extra=slower))

    assert found is not None
    assert found.level == "changed"
    assert found.sentence == (
        "In the last third ground contact was 7.2 % longer, the change of pace included."
    )
