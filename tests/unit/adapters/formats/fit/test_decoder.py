import numpy as np
import pytest

from adapters.files import RawFile
from adapters.formats.fit import FitDecoder, reference
from adapters.formats.fit.body import Body
from adapters.formats.fit.messages import Reader, Reading
from service.core.activity import Activity, Verdict
from service.core.errors import FormatError
from tests.build import fit


def decoded(data: bytes) -> Activity:
    return FitDecoder().decode(RawFile("a.fit", data))


def test_a_whole_run_is_complete_and_needs_no_reason() -> None:
    activity = decoded(fit.run(10))

    assert (activity.verdict, activity.reason, activity.warnings) == (Verdict.COMPLETE, None, ())
    assert (activity.file_type, activity.device.manufacturer, activity.device.product) == (
        "activity",
        "garmin",
        "fenix6x",
    )
    assert list(activity.sessions[0].streams.t_s) == list(range(10))
    assert activity.sessions[0].streams.heart_bpm[0] == 150


def test_big_endian_files_say_the_same() -> None:
    big = fit.Layout(3, 20, fit.RECORD.fields, big_endian=True)
    body = fit.file_id() + fit.records(range(fit.T0, fit.T0 + 5), layout=big) + fit.session()

    streams = decoded(fit.file(body)).sessions[0].streams

    assert list(streams.t_s) == [0, 1, 2, 3, 4]
    assert list(streams.distance_m) == [0, 3, 6, 9, 12]


def test_times_in_the_header_of_a_record_roll_over() -> None:
    start = fit.T0 - fit.T0 % 32 + 30
    clock = fit.EVENT.definition() + fit.EVENT.message(start, 0, 0)
    beat = fit.Layout(1, 20, [(3, fit.UINT8)])
    beats = b"".join(beat.message(140, seconds=(start + step) % 32) for step in range(4))

    activity = decoded(fit.file(fit.file_id() + clock + beat.definition() + beats + fit.session(start)))

    assert list(activity.sessions[0].streams.t_s) == [0, 1, 2, 3]


def test_a_file_without_records_or_sessions_is_what_its_type_says() -> None:
    activity = decoded(fit.file(fit.file_id(kind=5)))

    assert (activity.verdict, activity.file_type) == (Verdict.NOT_AN_ACTIVITY, "workout")
    assert activity.reason is not None
    assert activity.reason.startswith("This is a workout file")


def test_a_type_the_profile_does_not_know_is_told_by_its_number() -> None:
    activity = decoded(fit.file(fit.file_id(kind=99)))

    assert (activity.verdict, activity.file_type) == (Verdict.NOT_AN_ACTIVITY, "99")


def test_records_in_a_file_of_another_kind_make_no_sessions() -> None:
    activity = decoded(fit.file(fit.file_id(kind=6) + fit.records([fit.T0]) + fit.session()))

    assert (activity.verdict, activity.sessions) == (Verdict.NOT_AN_ACTIVITY, ())


def test_a_file_that_does_not_say_what_it_is_counts_by_what_it_holds() -> None:
    activity = decoded(fit.file(fit.records([fit.T0]) + fit.session()))

    assert activity.verdict is Verdict.COMPLETE
    assert activity.file_type is None
    assert activity.warnings == ("The file does not say what kind it is; it was read as an activity.",)


def test_a_ride_is_kept_but_is_not_a_run() -> None:
    activity = decoded(fit.run(sport=fit.CYCLING))

    assert activity.verdict is Verdict.NOT_A_RUN
    assert activity.reason is not None
    assert "cycling, not as running" in activity.reason
    assert len(activity.sessions[0].streams) == 10


def test_an_activity_that_names_no_sport_is_not_called_a_run() -> None:
    activity = decoded(fit.file(fit.file_id() + fit.records([fit.T0])))

    assert activity.verdict is Verdict.NOT_A_RUN
    assert activity.reason is not None
    assert "does not say" in activity.reason


def summed_up_first(sport: int) -> bytes:
    return fit.file(fit.file_id() + fit.session(sport=sport) + fit.records([fit.T0, fit.T0 + 1]))


def test_a_cut_off_ride_is_partial_before_it_is_not_a_run() -> None:
    activity = decoded(summed_up_first(fit.CYCLING)[:-5])

    assert activity.verdict is Verdict.PARTIAL
    assert activity.reason is not None
    assert "Nothing of it is counted: the watch recorded this as cycling" in activity.reason


def test_a_cut_off_run_is_not_said_to_be_left_out() -> None:
    assert "counted" not in str(decoded(summed_up_first(fit.RUNNING)[:-5]).reason)


def test_cut_off_records_of_no_named_sport_are_said_to_be_left_out() -> None:
    whole = fit.file(fit.file_id() + fit.records([fit.T0, fit.T0 + 1]))

    assert "the file does not say that this was a run" in str(decoded(whole[:-5]).reason)


def test_cut_off_settings_are_still_settings() -> None:
    assert decoded(fit.file(fit.file_id(kind=2))[:-1]).verdict is Verdict.NOT_AN_ACTIVITY


def test_a_chain_gives_the_sessions_of_all_its_parts_and_the_type_of_the_first() -> None:
    activity = decoded(fit.file(fit.file_id(kind=2)) + fit.run(3) + fit.run(2, sport=fit.CYCLING))

    assert activity.file_type == "settings"
    assert [(session.sport, len(session.streams)) for session in activity.sessions] == [
        ("running", 3),
        ("cycling", 2),
    ]
    assert activity.verdict is Verdict.COMPLETE


def test_a_later_part_that_cannot_be_read_leaves_the_first_kept() -> None:
    whole = fit.run(4)

    activity = decoded(whole + fit.run(4).replace(b".FIT", b".GIT"))

    assert activity.verdict is Verdict.PARTIAL
    assert activity.reason is not None
    assert f"byte {len(whole)} " in activity.reason
    assert len(activity.sessions[0].streams) == 4


def test_a_file_whose_first_message_makes_no_sense_is_unreadable_and_says_where() -> None:
    with pytest.raises(FormatError) as caught:
        decoded(fit.file(b"\x05" + bytes(30)))

    assert caught.value.offset == 14


def test_a_file_with_nothing_in_it_is_unreadable() -> None:
    with pytest.raises(FormatError, match="no data at all"):
        decoded(fit.file(b""))


def gives_up(at: int, records: int) -> Reader:
    reading = Reading(records, {"timestamp": np.arange(records, dtype=float) + fit.T0}, stopped_at=at)

    def read(body: Body) -> Reading:
        assert len(body.data) > at
        return reading

    return read


def test_where_the_first_reader_gives_up_the_second_is_asked() -> None:
    decoder = FitDecoder([gives_up(at=40, records=0), reference.read])

    activity = decoder.decode(RawFile("a.fit", fit.run(10)))

    assert activity.verdict is Verdict.COMPLETE
    assert len(activity.sessions[0].streams) == 10
    assert len(activity.warnings) == 1
    assert activity.warnings[0].startswith("One of our readers gave up at byte")


def test_where_all_readers_give_up_the_one_that_came_furthest_is_kept() -> None:
    decoder = FitDecoder([gives_up(at=90, records=3), gives_up(at=60, records=2)])

    activity = decoder.decode(RawFile("a.fit", fit.run(10)))

    assert activity.verdict is Verdict.PARTIAL
    assert [len(session.streams) for session in activity.sessions] == [3]
    assert activity.reason is not None
    assert "make no sense, at byte" in activity.reason


@pytest.mark.parametrize(
    ("head", "name", "claimed"),
    [
        (fit.run()[:14], "a.bin", True),
        (fit.run(), "", True),
        (b"PK\x03\x04" + bytes(20), "a.fit", False),
        (fit.run()[:5], "Run.FIT", True),
        (fit.run()[:5], "a.gpx", False),
        (b"<gpx", "a.fit", False),
        (b"", "a.fit", False),
    ],
)
def test_fit_is_known_by_its_header_and_not_by_its_name(head: bytes, name: str, *, claimed: bool) -> None:
    assert FitDecoder().claims(head, name) is claimed
