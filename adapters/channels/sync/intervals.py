"""intervals.icu by its public API: one hub for what Garmin, Coros, Polar, Suunto and Wahoo send there.

Basic authentication with the user name API_KEY; the athlete 0 is the key's own. What is taken from its author's
words and what is assumed is told in docs/wearables.md.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from io import BytesIO

import requests

from adapters.channels.streams import arrivals_of
from adapters.channels.sync.http import Http
from adapters.channels.sync.read import day_of, number_in, rows_in
from adapters.files import Arrived
from adapters.vendors import KeyRefused, Listed, Observed, VendorAway

BASE = "https://intervals.icu"
ATHLETE = "/api/v1/athlete/0"
ACTIVITY = "/api/v1/activity/"
YEAR = timedelta(days=365)
"""Of one answer, so that twenty years are no single one."""
KINDS = {"restingHR": "resting_hr_bpm", "hrv": "hrv_ms", "sleepSecs": "sleep_s"}
REFUSED = frozenset({401, 403})
"""401 is about the key; 403 about the key too, except for a single activity, which may be closed for itself."""
HIDDEN = "STRAVA"
"""What came from Strava may not be handed on: the list holds its id alone, and there is no file."""


class Intervals:
    """One athlete's account."""

    name = "intervals"

    def __init__(self, key: str, http: Http, *, today: date) -> None:
        http.sign_in("API_KEY", key)
        self._http, self._today = http, today

    def listed(self, since: date) -> Sequence[Listed]:
        """Give what began on `since` or later, oldest first; nothing that came there from Strava."""
        found = {one.id: one for first, last in self._years(since) for one in self._list(first, last)}
        return sorted(found.values())

    def original(self, activity_id: str) -> Sequence[Arrived]:
        """Give the file as it was sent there, unpacked; nothing where there is none."""
        answer = self._ask("GET", f"{ACTIVITY}{activity_id}/file")
        if answer.status_code in {204, 404, 422} or not answer.content:
            return []
        _expect(answer)
        return list(arrivals_of(BytesIO(answer.content), name=_name(answer, activity_id), origin=self.name))

    def observed(self, since: date, until: date) -> Sequence[Observed]:
        """Give resting heart rate, HRV and sleep of these days."""
        params = {"oldest": since.isoformat(), "newest": until.isoformat()}
        rows = rows_in(_json(self._ask("GET", f"{ATHLETE}/wellness", params=params)))
        return [
            Observed(day, kind, value)
            for row in rows
            for field, kind in KINDS.items()
            if (day := day_of(row, "id")) is not None and (value := number_in(row, field)) is not None
        ]

    def tell(self, day: date, *, soreness: int, injury: int) -> None:
        """Write soreness and injury, 1 to 4, into that day's wellness; all else of the day stays."""
        told = {"soreness": soreness, "injury": injury}
        _expect(self._ask("PUT", f"{ATHLETE}/wellness/{day.isoformat()}", json=told))

    def _list(self, first: date, last: date) -> Iterator[Listed]:
        params = {"oldest": first.isoformat(), "newest": last.isoformat()}
        for row in rows_in(_json(self._ask("GET", f"{ATHLETE}/activities", params=params))):
            day = day_of(row, "start_date_local", "start_date")
            if day is not None and "id" in row and row.get("source") != HIDDEN:
                yield Listed(day, str(row["id"]))

    def _years(self, since: date) -> Iterator[tuple[date, date]]:
        """Give spans up to tomorrow, which may have begun where the runner is; two meet in one day."""
        until = self._today + timedelta(days=1)
        while since <= until:
            last = min(until, since + YEAR)
            yield since, last
            since = last + timedelta(days=1) if last == until else last

    def _ask(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str] | None = None,
        json: dict[str, int] | None = None,
    ) -> requests.Response:
        """Give the answer; a refusal of the key is believed once it is repeated."""
        answer = self._http.ask(method, path, params=params, json=json)
        if answer.status_code in REFUSED:
            answer = self._http.ask(method, path, params=params, json=json)
        if answer.status_code == 401 or (answer.status_code == 403 and not path.startswith(ACTIVITY)):
            raise KeyRefused(
                "intervals.icu does not take this key. Make one in its settings, under Developer Settings, and "
                "connect again."
            )
        return answer


def _name(answer: requests.Response, activity_id: str) -> str:
    """Give what the file is called there, where it says so plainly; its ending is needed for no more than show."""
    said = answer.headers.get("Content-Disposition", "")
    name = said.partition("filename=")[2].strip().strip('"').rsplit("/", 1)[-1]
    return name if name and name.isprintable() and ";" not in name else f"intervals-{activity_id}.fit"


def _json(answer: requests.Response) -> object:
    _expect(answer)
    try:
        return answer.json()
    except ValueError as wrong:
        raise VendorAway(
            "intervals.icu gave an answer that cannot be read. It is tried again by itself."
        ) from wrong


def _expect(answer: requests.Response) -> None:
    if answer.status_code not in {200, 201, 204}:
        raise VendorAway(
            f"intervals.icu refused a request ({answer.status_code}). It is tried again by itself; if it stays "
            "so, this version of Afterrun may be too old."
        )
