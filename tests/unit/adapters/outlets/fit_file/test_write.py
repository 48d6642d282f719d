from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any, cast

import fitdecode
import fitfast
import numpy as np
import pytest
from fit_tool.fit_file import FitFile
from fit_tool.validation import validate_fit_file
from fitparse.base import FitFileDecoder
from garmin_fit_sdk import Decoder, Stream

from adapters.outlets.fit_file import write_fit
from service.core.activity import Device, Lap, Pause, Session
from service.core.units import absent
from tests.build.session import START, session

WATCH = Device("development", "afterrun-sample")
MINUTE = replace(
    session(60, speed=2.7, heart=140.0, cadence=169.0, altitude=84.0, temperature=14.0),
    ascent_m=12.0,
    descent_m=9.0,
)


def recorded(**columns: Any) -> Session:
    return replace(MINUTE, streams=replace(MINUTE.streams, **columns))


def written(run: Session, *, device: Device = WATCH, utc_offset_s: int = 7200) -> bytes:
    return write_fit(run, device=device, utc_offset_s=utc_offset_s, serial=7)


def by_garmin(data: bytes) -> Mapping[str, Sequence[Mapping[str, Any]]]:
    messages, errors = Decoder(Stream.from_byte_array(bytearray(data))).read()
    assert errors == []
    return cast("Mapping[str, Sequence[Mapping[str, Any]]]", messages)


def test_garmin_s_own_decoder_finds_the_file_whole() -> None:
    data = written(MINUTE)

    assert Decoder(Stream.from_byte_array(bytearray(data))).check_integrity()
    assert len(by_garmin(data)["record_mesgs"]) == 60


def test_fit_tool_finds_nothing_to_complain_about() -> None:
    file = FitFile.from_bytes(written(replace(MINUTE, pauses=(Pause(10, 20),))))

    assert validate_fit_file(file, raise_on_error=True).findings == []


def test_fitparse_reads_every_record() -> None:
    messages = list(FitFileDecoder(BytesIO(written(MINUTE)), check_crc=True).get_messages())

    assert sum(message.name == "record" for message in messages) == 60


def test_fitdecode_reads_it_with_every_check_on() -> None:
    reader = fitdecode.FitReader(
        BytesIO(written(MINUTE)),
        processor=None,
        check_crc=fitdecode.CrcCheck["RAISE"],
        error_handling=fitdecode.ErrorHandling["RAISE"],
    )

    frames = [frame for frame in reader if isinstance(frame, fitdecode.FitDataMessage)]

    assert sum(frame.name == "record" for frame in frames) == 60


def test_fitfast_reads_the_heart_rate_column() -> None:
    assert fitfast.records(written(MINUTE))["heart_rate"].tolist() == [140.0] * 60


def test_steps_are_stored_as_strides_with_their_fraction() -> None:
    record = by_garmin(written(MINUTE))["record_mesgs"][0]

    assert (record["cadence"], record["fractional_cadence"]) == (84, 0.5)


def test_revolutions_of_other_sports_are_stored_as_they_are() -> None:
    record = by_garmin(written(replace(MINUTE, sport="cycling")))["record_mesgs"][0]

    assert record["cadence"] == 169


def test_a_missing_sample_stays_missing() -> None:
    heart = np.full(60, 140.0)
    heart[10:20] = np.nan

    records = by_garmin(written(recorded(heart_bpm=heart)))["record_mesgs"]

    assert ["heart_rate" in record for record in records] == [not 10 <= i < 20 for i in range(60)]


@pytest.mark.parametrize("unreal", [-1.0, 255.0, 300.0, np.inf])
def test_a_value_the_field_cannot_hold_is_missing_not_clipped(unreal: float) -> None:
    records = by_garmin(written(recorded(heart_bpm=np.append(np.full(59, 140.0), unreal))))["record_mesgs"]

    assert "heart_rate" not in records[-1]
    assert records[0]["heart_rate"] == 140


def test_a_total_the_field_cannot_hold_is_left_out() -> None:
    (totals,) = by_garmin(written(replace(MINUTE, distance_m=-1.0, ascent_m=70_000.0)))["session_mesgs"]

    assert totals.keys().isdisjoint({"total_distance", "total_ascent"})


def test_a_column_without_values_is_not_in_the_file() -> None:
    names = set(fitfast.records(written(recorded(heart_bpm=absent(60)))))

    assert names.isdisjoint({"heart_rate", "position_lat", "position_long"})
    assert {"distance", "enhanced_speed", "enhanced_altitude", "temperature"} <= names


def test_positions_come_back_to_the_metre() -> None:
    here = recorded(latitude_deg=np.full(60, -33.8568), longitude_deg=np.full(60, 151.2153))

    records = fitfast.records(written(here))

    assert records["position_lat"] == pytest.approx(-33.8568, abs=1e-6)
    assert records["position_long"] == pytest.approx(151.2153, abs=1e-6)


def test_the_session_s_own_totals_are_kept() -> None:
    (totals,) = by_garmin(written(replace(MINUTE, timer_s=45.0, pauses=(Pause(10, 25),), workout_rpe=6)))[
        "session_mesgs"
    ]

    assert totals["sport"] == "running"
    assert totals["start_time"] == START
    assert (totals["total_timer_time"], totals["total_elapsed_time"]) == (45.0, 60.0)
    assert (totals["total_distance"], totals["total_ascent"], totals["total_descent"]) == (162.0, 12, 9)
    assert (totals["avg_heart_rate"], totals["max_heart_rate"]) == (140, 140)
    assert (totals["avg_running_cadence"], totals["avg_fractional_cadence"]) == (84, 0.5)
    assert totals["workout_rpe"] == 60


def test_totals_nobody_knows_are_left_out() -> None:
    bare = replace(
        session(0),
        sub_sport="no_such_word",
        timer_s=None,
        elapsed_s=None,
        distance_m=None,
        ascent_m=None,
    )

    (totals,) = by_garmin(written(bare))["session_mesgs"]

    assert totals.keys().isdisjoint(
        {"sub_sport", "total_timer_time", "total_distance", "total_ascent", "avg_heart_rate", "workout_rpe"}
    )


def test_a_pause_stands_between_the_records_it_parted() -> None:
    names = [
        (message.name, {field.name: field.value for field in message.fields})
        for message in FitFileDecoder(
            BytesIO(written(replace(MINUTE, pauses=(Pause(10, 20),)))), check_crc=True
        ).get_messages()
    ]
    kinds = [
        str(values["event_type"]) if name == "event" else name
        for name, values in names
        if name in {"event", "record"}
    ]

    assert kinds == ["start", *["record"] * 11, "stop_all", "start", *["record"] * 49, "stop_all"]


def test_laps_are_written_as_they_are() -> None:
    laps = (Lap(START, 30.0, 81.0), Lap(START + timedelta(seconds=30), 28.0, None))

    first, second = by_garmin(written(replace(MINUTE, laps=laps)))["lap_mesgs"]

    assert (first["start_time"], first["total_timer_time"], first["total_distance"]) == (START, 30.0, 81.0)
    assert second["start_time"] == START + timedelta(seconds=30)
    assert "total_distance" not in second


def test_a_run_without_laps_is_one_lap() -> None:
    (lap,) = by_garmin(written(MINUTE))["lap_mesgs"]

    assert (lap["total_timer_time"], lap["total_distance"]) == (60.0, 162.0)


def test_the_runner_s_own_clock_closes_the_file() -> None:
    (end,) = by_garmin(written(MINUTE, utc_offset_s=-12600))["activity_mesgs"]

    fit_epoch = datetime.fromisoformat("1989-12-31T00:00:00+00:00")
    local = fit_epoch + timedelta(seconds=end["local_timestamp"])

    assert local - end["timestamp"] == timedelta(seconds=-12600)


@pytest.mark.parametrize(
    ("device", "told"),
    [
        (Device("garmin", "fr965"), {"manufacturer": "garmin", "garmin_product": "fr965"}),
        (Device("coros", "821"), {"manufacturer": "coros", "product": 821}),
        (Device("garmin", "no-such-watch"), {"manufacturer": "garmin", "product_name": "no-such-watch"}),
        (Device("no-such-maker", None), {"manufacturer": "development"}),
        (WATCH, {"manufacturer": "development", "product_name": "afterrun-sample", "serial_number": 7}),
    ],
)
def test_the_device_is_named_as_the_profile_allows(device: Device, told: dict[str, object]) -> None:
    (who,) = by_garmin(written(MINUTE, device=device))["file_id_mesgs"]

    assert {name: who.get(name) for name in told} == told


def test_a_run_without_records_is_still_a_file() -> None:
    messages = by_garmin(written(session(0)))

    assert not messages.get("record_mesgs")
    assert len(messages["session_mesgs"]) == 1


def test_a_session_without_a_start_is_refused() -> None:
    with pytest.raises(ValueError, match="without a start"):
        written(replace(MINUTE, start=None))
