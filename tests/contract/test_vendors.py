"""One suite for every vendor, each against a faithful fake on a real socket."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from adapters.channels.sync.garmin import Garmin
from adapters.channels.sync.http import Http
from adapters.channels.sync.intervals import Intervals
from adapters.vendors import Account, KeyRefused, Listed, Observed, VendorAway
from tests.build import fit
from tests.build.vendors import garmin, intervals
from tests.build.vendors.server import FAULTS, Vendor, served

TODAY = date(2026, 6, 30)


def file_of(nth: int) -> bytes:
    return fit.file(fit.file_id() + fit.session(fit.T0 + 86_400 * nth))


def day_of(nth: int) -> str:
    return (date(2025, 1, 1) + timedelta(days=nth)).isoformat()


@dataclass
class Peer:
    """A fake with what it holds, and how to sign in."""

    fake: Vendor
    base: str
    waits: list[float]
    make: Callable[[str, Http], Account]
    key: str

    def account(self, key: str | None = None) -> Account:
        return self.make(key or self.key, Http(self.base, vendor="The vendor", pause=self.waits.append))


def garmin_fake(count: int) -> tuple[Vendor, Callable[[str, Http], Account], str]:
    had = [garmin.Had(900 + n, f"{day_of(n)} 07:00:00", file_of(n)) for n in range(count)]
    had.append(garmin.Had(5000, f"{day_of(3)} 18:00:00", None))
    days = {date(2026, 6, n): garmin.Day(sleep_s=27_000 + n, hrv=50 + n, resting=45) for n in range(1, 31)}
    fake = garmin.GarminFake(had, days)
    return fake, lambda key, http: Garmin(key, http, now=lambda: fake.now), garmin.KEY


def intervals_fake(count: int) -> tuple[Vendor, Callable[[str, Http], Account], str]:
    had = [intervals.Had(f"i{900 + n}", f"{day_of(n)}T07:00:00", file_of(n)) for n in range(count)]
    had.append(intervals.Had("i5000", f"{day_of(3)}T18:00:00", None))
    days = {
        f"2026-06-{n:02}": {"restingHR": 45, "hrv": 50.0 + n, "sleepSecs": 27_000 + n} for n in range(1, 31)
    }
    fake = intervals.IntervalsFake(had, days)
    return fake, lambda key, http: Intervals(key, http, today=TODAY), intervals.KEY


@pytest.fixture(params=[garmin_fake, intervals_fake], ids=["garmin", "intervals"])
def peer(request: pytest.FixtureRequest) -> Iterator[Peer]:
    fake, make, key = request.param(100)
    with served(fake) as base:
        yield Peer(fake, base, [], make, key)


def ids(found: Sequence[Listed]) -> list[str]:
    return [one.id.removeprefix("i") for one in found]


def test_all_activities_are_listed_once_and_oldest_first(peer: Peer) -> None:
    found = peer.account().listed(date(2000, 1, 1))

    expected = [str(900 + n) for n in range(100)]
    assert [one for one in ids(found) if one != "5000"] == expected
    assert [one.day for one in found] == sorted(one.day for one in found)


def test_only_what_began_since_then_is_listed(peer: Peer) -> None:
    found = peer.account().listed(date(2025, 1, 1) + timedelta(days=97))

    assert ids(found) == ["997", "998", "999"]


def test_the_original_comes_byte_for_byte(peer: Peer) -> None:
    account = peer.account()
    for one in account.listed(date(2025, 4, 8)):
        (arrived,) = account.original(one.id)
        assert arrived.raw is not None
        assert arrived.raw.data == file_of(int(one.id.removeprefix("i")) - 900)
        assert arrived.raw.origin == account.name
        assert arrived.raw.name.endswith(".fit")


def test_an_activity_without_a_file_gives_none(peer: Peer) -> None:
    account = peer.account()
    (typed,) = [one for one in account.listed(date(2025, 1, 1)) if one.id.endswith("5000")]

    assert account.original(typed.id) == []


def test_days_are_observed(peer: Peer) -> None:
    found = peer.account().observed(date(2026, 4, 1), date(2026, 6, 30))

    assert len(found) == 90
    assert set(found) >= {
        Observed(date(2026, 6, 7), "sleep_s", 27_007.0),
        Observed(date(2026, 6, 7), "hrv_ms", 57.0),
        Observed(date(2026, 6, 7), "resting_hr_bpm", 45.0),
    }


def test_a_wrong_key_is_refused_and_no_word_holds_it(peer: Peer) -> None:
    with pytest.raises(KeyRefused) as refused:
        peer.account("some-wrong-key").listed(TODAY)

    assert "some-wrong-key" not in refused.value.words


@pytest.mark.parametrize("fault", FAULTS)
def test_what_passes_is_tried_again(peer: Peer, fault: str) -> None:
    peer.fake.script = [fault, None, fault]

    found = peer.account().listed(date(2025, 1, 1))

    assert len(found) == 101
    assert not peer.fake.script
    assert len(peer.waits) == (0 if fault == "401" else 2)


def test_a_short_wait_that_is_asked_for_is_taken(peer: Peer) -> None:
    peer.fake.faults, peer.fake.share = ("429",), 1.0

    with pytest.raises(VendorAway) as away:
        peer.account().listed(TODAY)

    assert peer.waits == [14.0, 14.0, 14.0]
    assert away.value.wait_s == 14.0


def test_a_long_wait_is_handed_on(peer: Peer) -> None:
    peer.fake.faults, peer.fake.share, peer.fake.retry_after = ("429",), 1.0, "3600"

    with pytest.raises(VendorAway) as away:
        peer.account().listed(TODAY)

    assert peer.waits == []
    assert away.value.wait_s == 3600.0


def test_a_vendor_that_is_gone_is_away(peer: Peer) -> None:
    peer.fake.down = True

    with pytest.raises(VendorAway):
        peer.account().listed(TODAY)

    assert len(peer.waits) == 3
    assert peer.waits == sorted(peer.waits)


def test_never_more_than_two_requests_at_once(peer: Peer) -> None:
    account = peer.account()
    for one in account.listed(date(2025, 4, 1)):
        account.original(one.id)

    assert peer.fake.most_together <= 2
