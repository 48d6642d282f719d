"""Garmin Connect by its Personal API: a key that the runner makes is exchanged for a token of a day.

What is taken from Garmin's pages and what from owners who measured the live service is told in docs/wearables.md.
Activities are asked for by day and not by place in the list, so that one that is deleted meanwhile hides no other.
"""

import base64
import binascii
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from io import BytesIO

import requests

from adapters.channels.streams import arrivals_of
from adapters.channels.sync.http import Http
from adapters.channels.sync.read import day_of, number_in, rows_in
from adapters.files import Arrived
from adapters.vendors import KeyRefused, Listed, Observed, VendorAway

BASE = "https://personal.connectapi.garmin.com"
TOKEN = "/personalapitoken-service/personal-api/personal-api-key/token"  # noqa: S105  # an address
SEARCH = "/activitylist-service/activities/search/activities"
FILE = "/download-service/files/activity/"
SLEEP = "/sleep-service/sleep/dailySleepSummariesByDate"
HRV = "/hrv-service/hrv/daily/"
SUMMARIES = "/usersummary-service/v2/dailysummaries"
PAGE = 45
"""Activities of one answer; more were seen to fail with 500."""
DAYS = 28
"""Days of one answer; the narrowest limit that was seen (sleep: 31 pass, 35 are refused)."""
RENEW_BEFORE_S = 300.0
LIFE_S = 24 * 3600.0
"""Of a token that does not say when it ends."""


class Garmin:
    """One runner's Garmin account."""

    name = "garmin"

    def __init__(self, key: str, http: Http, *, now: Callable[[], float] = time.time) -> None:
        self._key, self._http, self._now = key, http, now
        self._token: tuple[str, float] | None = None
        """The token and when it ends, in Unix seconds. Never kept."""

    def listed(self, since: date) -> Sequence[Listed]:
        """Give what began on `since` or later, oldest first."""
        found: dict[str, Listed] = {}
        start = 0
        while True:
            rows = self._page(since, start)
            page = [one for row in rows if (one := _listed(row)) is not None]
            found |= {one.id: one for one in page}
            if len(rows) < PAGE or not page:
                return sorted(found.values())
            last = page[-1].day
            # A day with more than a page of activities is gone through by place; every other step is by day.
            since, start = (since, start + PAGE - 1) if last == since else (last, 0)

    def original(self, activity_id: str) -> Sequence[Arrived]:
        """Give the watch's own file out of the archive that Garmin packs it in; nothing where it was typed in."""
        answer = self._get(FILE + activity_id, accept="application/x-zip-compressed")
        if answer.status_code in {204, 404} or not answer.content:
            return []
        _expect(answer)
        return list(arrivals_of(BytesIO(answer.content), name=f"garmin-{activity_id}.zip", origin=self.name))

    def observed(self, since: date, until: date) -> Sequence[Observed]:
        """Give resting heart rate, overnight HRV and sleep of these days."""
        return [one for first, last in _windows(since, until) for one in self._observed(first, last)]

    def tell(self, day: date, *, soreness: int, injury: int) -> None:
        """Refuse: the Personal API only reads."""
        raise NotImplementedError

    def _page(self, since: date, start: int) -> Sequence[Mapping[str, object]]:
        params = {
            "startDate": since.isoformat(),
            "start": str(start),
            "limit": str(PAGE),
            "sortBy": "startLocal",
            "sortOrder": "asc",
        }
        return rows_in(_json(self._get(SEARCH, params=params)))

    def _observed(self, first: date, last: date) -> Iterator[Observed]:
        between = {"startDate": first.isoformat(), "endDate": last.isoformat()}
        asleep = rows_in(_json(self._get(SLEEP, params=between)))
        yield from _numbers(asleep, "sleep_s", "sleepTimeSeconds")
        nights = _json(self._get(f"{HRV}{first.isoformat()}/{last.isoformat()}"))
        yield from _numbers(rows_in(nights, "hrvSummaries"), "hrv_ms", "lastNightAvg")
        days = _json(self._get(SUMMARIES, params=between))
        yield from _numbers(rows_in(days, "data"), "resting_hr_bpm", "heartRate", "restingValue")

    def _get(
        self, path: str, *, params: Mapping[str, str] | None = None, accept: str = "application/json"
    ) -> requests.Response:
        """Give the answer; a token that is refused before its time is exchanged anew, once."""
        answer = self._with_token(path, params=params, accept=accept)
        if answer.status_code == 401:
            self._token = None
            answer = self._with_token(path, params=params, accept=accept)
        if answer.status_code == 401:  # the key was good a moment ago
            raise VendorAway("Garmin does not take its own token. It is tried again by itself.")
        return answer

    def _with_token(self, path: str, *, params: Mapping[str, str] | None, accept: str) -> requests.Response:
        headers = {"Authorization": f"Bearer {self._fresh_token()}", "Accept": accept}
        return self._http.ask("GET", path, headers=headers, params=params)

    def _fresh_token(self) -> str:
        if self._token is None or self._token[1] - RENEW_BEFORE_S <= self._now():
            self._token = self._exchange()
        return self._token[0]

    def _exchange(self) -> tuple[str, float]:
        answer = self._http.ask("POST", TOKEN, headers={"Authorization": f"ApiKey {self._key}"})
        if answer.status_code in {401, 403}:
            raise KeyRefused(
                "Garmin does not take this key: it is mistyped, deleted or has ended. Make a new one in Garmin "
                "Connect on the web under Settings, Personal API, and connect again."
            )
        _expect(answer)
        token = answer.text.strip().strip('"')
        if not token.isascii() or not token:
            raise VendorAway("Garmin gave no token for the key. It is tried again by itself.")
        return token, _ends(token) or self._now() + LIFE_S


def _listed(row: Mapping[str, object]) -> Listed | None:
    day = day_of(row, "startTimeLocal", "startTimeGMT")
    return None if day is None or "activityId" not in row else Listed(day, str(row["activityId"]))


def _ends(token: str) -> float | None:
    """Read when a JSON web token ends; its signature is the vendor's business. None where it does not say."""
    try:
        claims = json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))
        return float(claims["exp"])
    except (IndexError, KeyError, TypeError, ValueError, binascii.Error):
        return None


def _json(answer: requests.Response) -> object:
    if answer.status_code == 204 or not answer.content:
        return None
    _expect(answer)
    try:
        return answer.json()
    except ValueError as wrong:
        raise VendorAway("Garmin gave an answer that cannot be read. It is tried again by itself.") from wrong


def _expect(answer: requests.Response) -> None:
    if answer.status_code != 200:
        raise VendorAway(
            f"Garmin refused a request ({answer.status_code}). It is tried again by itself; if it stays so, "
            "this version of Afterrun may be too old."
        )


def _numbers(rows: Sequence[Mapping[str, object]], kind: str, *path: str) -> Iterator[Observed]:
    for row in rows:
        day, value = day_of(row, "calendarDate"), number_in(row, *path)
        if day is not None and value is not None:
            yield Observed(day, kind, value)


def _windows(since: date, until: date) -> Iterator[tuple[date, date]]:
    while since <= until:
        last = min(until, since + timedelta(days=DAYS - 1))
        yield since, last
        since = last + timedelta(days=1)
