from datetime import UTC, datetime

from adapters.files import RawFile
from adapters.formats.fit import FitDecoder
from service.core.activity import Activity
from tests.build import fit

SWITCHED_ON = 5000
"""FIT seconds far too few for a date: the watch counted from being switched on."""
END = fit.Layout(8, 34, [(253, fit.UINT32), (5, fit.UINT32)])


def decoded(body: bytes) -> Activity:
    run = fit.records(range(SWITCHED_ON, SWITCHED_ON + 5)) + fit.session(SWITCHED_ON)
    return FitDecoder().decode(RawFile("a.fit", fit.file(fit.file_id() + run + body)))


def test_a_watch_without_utc_is_set_by_its_local_time() -> None:
    activity = decoded(END.definition() + END.message(SWITCHED_ON + 60, fit.T0))

    assert activity.sessions[0].start == datetime(2021, 9, 8, 1, 45, 40, tzinfo=UTC)
    assert list(activity.sessions[0].streams.t_s) == [0, 1, 2, 3, 4]
    assert activity.warnings == ("The watch did not know UTC; all times are its local time.",)
    assert activity.utc_offset_s is None


def test_a_watch_that_never_knew_the_day_still_knows_the_seconds() -> None:
    activity = decoded(b"")

    assert activity.sessions[0].start is None
    assert list(activity.sessions[0].streams.t_s) == [0, 1, 2, 3, 4]
    assert activity.sessions[0].timer_s == 60
    assert activity.warnings == ("The watch's clock was not set, so the day of this activity is unknown.",)


def test_a_clock_that_jumps_back_is_reported() -> None:
    body = fit.file_id() + fit.records([fit.T0, fit.T0 + 9, fit.T0 + 3]) + fit.session()

    activity = FitDecoder().decode(RawFile("a.fit", fit.file(body)))

    assert activity.warnings == ("The watch's clock goes backwards: 1 times.",)
