from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from service.clock import SystemClock, make_clock
from service.core.errors import InputError


def test_the_clock_gives_aware_times_in_utc() -> None:
    assert SystemClock().now().utcoffset() == timedelta(0)


def test_a_file_stands_for_now_and_moves_when_it_is_written_again(tmp_path: Path) -> None:
    file = tmp_path / "now"
    file.write_text("2026-03-02T23:30:00+01:00\n")
    clock = make_clock("Europe/Berlin", file)
    assert (clock.now(), clock.local_date()) == (datetime(2026, 3, 2, 22, 30, tzinfo=UTC), date(2026, 3, 2))

    file.write_text("2026-03-02T23:30:00Z")

    assert (clock.now(), clock.local_date()) == (datetime(2026, 3, 2, 23, 30, tzinfo=UTC), date(2026, 3, 3))


@pytest.mark.parametrize("written", ["", "soon", "2026-03-02T23:30:00", "2026-02-30T12:00:00Z", "\u00fcber"])
def test_a_file_without_a_moment_says_what_it_wants(tmp_path: Path, written: str) -> None:
    file = tmp_path / "now"
    file.write_text(written, encoding="utf-8")

    with pytest.raises(InputError, match="moment"):
        make_clock(None, file).now()


def test_today_is_where_the_runner_lives() -> None:
    east, west = make_clock("Pacific/Kiritimati", None), make_clock("Pacific/Pago_Pago", None)

    assert (east.local_date() - west.local_date()).days in {1, 2}  # 25 hours apart
