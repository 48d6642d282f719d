"""What the watch knows of its runner and says of a run; 0 and nonsense are not known."""

from adapters.files import RawFile
from adapters.formats.fit import FitDecoder
from adapters.formats.fit.messages import Reading
from adapters.formats.fit.watch import profile_of, scores_of
from service.core.activity import WatchProfile, WatchScores
from tests.build import fit

PROFILE = fit.Layout(4, 3, [(1, fit.ENUM), (4, fit.UINT16), (8, fit.UINT8), (11, fit.UINT8)])
TARGETS = fit.Layout(5, 7, [(1, fit.UINT8), (2, fit.UINT8)])
ZONES = fit.Layout(6, 216, [(0, fit.UINT16), (11, fit.UINT8), (12, fit.UINT8), (13, fit.UINT8)])
AFTER = fit.Layout(7, 140, [(253, fit.UINT32), (7, fit.SINT32), (9, fit.UINT16)])
OF_SESSION, OF_LAP = 18, 19
FEMALE = 0


def written(layout: fit.Layout, *values: int) -> bytes:
    return layout.definition() + layout.message(*values)


def run_with(*extra: bytes) -> bytes:
    body = fit.file_id() + fit.records(range(fit.T0, fit.T0 + 10)) + b"".join(extra)
    return fit.file(body + fit.session(seconds=10, metres=30))


def profile_in(*extra: bytes) -> WatchProfile:
    return FitDecoder().decode(RawFile("a.fit", run_with(*extra))).profile


def test_the_zones_of_the_session_are_believed_before_targets_and_profile() -> None:
    zones = written(ZONES, OF_LAP, 150, 60, 140) + ZONES.message(OF_SESSION, 190, 53, 171)
    found = profile_in(written(PROFILE, FEMALE, 612, 50, 170), written(TARGETS, 172, 165), zones)

    assert found == WatchProfile(hr_max_bpm=190, hr_rest_bpm=53, lthr_bpm=171, mass_kg=61.2, sex="female")


def test_what_the_zones_leave_out_comes_from_the_next_in_line() -> None:
    found = profile_in(written(TARGETS, 0, 165), written(PROFILE, 1, 700, 48, 181))

    assert found == WatchProfile(hr_max_bpm=181, hr_rest_bpm=48, lthr_bpm=165, mass_kg=70.0, sex="male")


def test_a_zero_is_nothing_that_anybody_typed_in() -> None:
    assert profile_in(written(ZONES, OF_SESSION, 0, 0, 0), written(PROFILE, 255, 0, 0, 0)) == WatchProfile()


def test_a_watch_that_says_nothing_leaves_everything_unknown() -> None:
    activity = FitDecoder().decode(RawFile("a.fit", run_with()))

    assert activity.profile == WatchProfile()
    assert activity.sessions[0].scores == WatchScores()


def test_the_last_reckoning_of_a_session_counts_and_another_sessions_does_not() -> None:
    after = AFTER.definition() + b"".join(
        AFTER.message(fit.T0 + at, round(vo2 / 3.5 * 65_536), minutes)
        for at, vo2, minutes in ((5, 40.0, 60), (9, 45.5, 90), (70, 20.0, 5))
    )
    later = fit.records(range(fit.T0 + 60, fit.T0 + 70)) + fit.session(fit.T0 + 60, seconds=10, metres=30)

    first, second = FitDecoder().decode(RawFile("a.fit", run_with(after, later))).sessions

    assert round(first.scores.vo2_max or 0.0, 3) == 45.5
    assert first.scores.recovery_s == 90 * 60
    assert second.scores.recovery_s == 5 * 60


def test_the_sessions_own_scores_are_read() -> None:
    session: dict[str, int | float | str] = {
        "total_training_effect": 3.3,
        "total_anaerobic_training_effect": 0.0,
        "training_load_peak": 142.2,
        "unknown_178": 1218,
        "workout_feel": 50,
        "avg_grade_adjusted_speed": 2.5,
    }

    found = scores_of(session, {}, [{"vo2_max": 52.0}])

    assert found == WatchScores(3.3, 0.0, 142.2, 52.0, None, 1218.0, 50.0, 2.5)


def test_an_older_profile_knows_the_speed_on_the_flat_by_its_number() -> None:
    assert scores_of({"unknown_211": 2501}, {}, []).gap_m_s == 2.501


def test_nonsense_is_not_known() -> None:
    session: dict[str, int | float | str] = {
        "total_training_effect": 25.5,
        "workout_feel": "good",
        "unknown_178": 65_535,
    }

    assert scores_of(session, {"unknown_7": -1, "unknown_9": 65_535}, []) == WatchScores()


def test_the_first_part_that_knows_is_believed() -> None:
    parts = [
        Reading(0, {}, {"user_profile": [{"weight": 81.0}]}),
        Reading(0, {}, {"user_profile": [{"weight": 90.0, "height": 1.9}]}),
    ]

    assert profile_of(parts) == WatchProfile(mass_kg=81.0, height_m=1.9)
