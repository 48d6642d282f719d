"""Garmin's Personal API as its pages and its owners' measurements describe it (docs/wearables.md says which)."""

import base64
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO

from tests.build.vendors.server import Ask, Reply, Vendor, told

KEY = "grmn-0123456789abcdef"
TOKEN_PATH = "/personalapitoken-service/personal-api/personal-api-key/token"  # noqa: S105
FILE = "/download-service/files/activity/"
MOST_OF_A_PAGE, MOST_DAYS, MOST_TOGETHER = 45, 31, 2


@dataclass(frozen=True)
class Had:
    """One activity in the account; without bytes it was typed in by hand."""

    id: int
    start_local: str
    data: bytes | None
    name: str = "Morning Run"


@dataclass
class Day:
    sleep_s: int | None = None
    hrv: int | None = None
    resting: int | None = None


@dataclass
class Held:
    activities: list[Had] = field(default_factory=list)
    days: dict[date, Day] = field(default_factory=dict)


class GarminFake(Vendor):
    def __init__(
        self,
        activities: Sequence[Had] = (),
        days: Mapping[date, Day] | None = None,
        *,
        faults: Sequence[str] = (),
        share: float = 0.0,
        seed: int = 0,
    ) -> None:
        super().__init__(faults=faults, share=share, seed=seed)
        self.held = Held(list(activities), dict(days or {}))
        self.keys = {KEY}
        self.exchanged = 0
        self.now = 1_800_000_000.0
        self.token: str | None = None
        self.doubles = False

    def spared(self, ask: Ask) -> bool:
        return ask.path == TOKEN_PATH

    def answer(self, ask: Ask) -> Reply:
        if ask.path == TOKEN_PATH:
            return self._exchange(ask)
        if self.token is None or ask.headers.get("Authorization") != f"Bearer {self.token}":
            return told({"error": "invalid token"}, 401)
        if self.together > MOST_TOGETHER:
            return Reply(429, b"", {"Retry-After": self.retry_after})
        service = ask.path.split("/")[1]
        answer = {
            "activitylist-service": self._search,
            "download-service": self._file,
            "sleep-service": self._sleep,
            "hrv-service": self._hrv,
            "usersummary-service": self._summaries,
        }.get(service)
        return answer(ask) if answer else Reply(404)

    def _exchange(self, ask: Ask) -> Reply:
        scheme, _, key = ask.headers.get("Authorization", "").partition(" ")
        if ask.method != "POST" or scheme != "ApiKey" or key not in self.keys:
            return told({"error": "invalid key"}, 401)
        self.exchanged += 1
        claims = base64.urlsafe_b64encode(
            json.dumps({"exp": self.now + 24 * 3600, "n": self.exchanged}).encode()
        )
        self.token = f"e30.{claims.decode().rstrip('=')}.c2ln"
        return Reply(200, self.token.encode(), {"Content-Type": "text/plain"})

    def _search(self, ask: Ask) -> Reply:
        query = ask.query
        limit, start = int(query.get("limit", "99")), int(query.get("start", "0"))
        if limit > MOST_OF_A_PAGE:
            return Reply(500)
        found = [one for one in self.held.activities if one.start_local[:10] >= query.get("startDate", "")]
        found.sort(key=lambda one: one.start_local, reverse=query.get("sortOrder", "desc") == "desc")
        rows = [
            {
                "activityId": one.id,
                "activityName": one.name,
                "startTimeLocal": one.start_local,
                "activityType": {"typeKey": "running"},
                "manualActivity": one.data is None,
            }
            for one in found[start : start + limit]
        ]
        return told(rows + rows[:3] if self.doubles and len(rows) < limit else rows)

    def _file(self, ask: Ask) -> Reply:
        if ask.headers.get("Accept") != "application/x-zip-compressed":
            return Reply(406)
        wanted = int(ask.path.rsplit("/", 1)[-1])
        one = next((one for one in self.held.activities if one.id == wanted), None)
        if one is None or one.data is None:
            return told({"message": "not found"}, 404)
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(f"{one.id}_ACTIVITY.fit", one.data)
        return Reply(200, packed.getvalue(), {"Content-Type": "application/x-zip-compressed"})

    def _between(self, first: str, last: str) -> Sequence[tuple[date, Day]] | None:
        low, high = date.fromisoformat(first), date.fromisoformat(last)
        if (high - low).days >= MOST_DAYS:
            return None
        return [(day, self.held.days[day]) for day in sorted(self.held.days) if low <= day <= high]

    def _sleep(self, ask: Ask) -> Reply:
        days = self._between(ask.query["startDate"], ask.query["endDate"])
        if days is None:
            return Reply(400)
        return told([{"calendarDate": str(day), "sleepTimeSeconds": one.sleep_s} for day, one in days])

    def _hrv(self, ask: Ask) -> Reply:
        days = self._between(*ask.path.split("/")[-2:]) or []
        nights = [{"calendarDate": str(day), "lastNightAvg": one.hrv} for day, one in days if one.hrv]
        return told({"hrvSummaries": nights}) if nights else Reply(204)

    def _summaries(self, ask: Ask) -> Reply:
        days = self._between(ask.query["startDate"], ask.query["endDate"])
        if days is None:
            return Reply(500)
        rows = [{"calendarDate": str(day), "heartRate": {"restingValue": one.resting}} for day, one in days]
        return told({"data": rows})
