"""intervals.icu's public API as its author and its users describe it (docs/wearables.md says which)."""

import base64
import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.build.vendors.server import Ask, Reply, Vendor, told

KEY = "1l0nlqjq3j1obdhg08rz5rfhx"
DENIED = {"status": 403, "error": "Access denied"}


@dataclass(frozen=True)
class Had:
    """One activity; without bytes it was typed in, from Strava it is an empty shell."""

    id: str
    start_local: str
    data: bytes | None
    source: str = "GARMIN_CONNECT"


class IntervalsFake(Vendor):
    def __init__(
        self,
        activities: Sequence[Had] = (),
        wellness: Mapping[str, Mapping[str, object]] | None = None,
        *,
        faults: Sequence[str] = (),
        share: float = 0.0,
        seed: int = 0,
    ) -> None:
        super().__init__(faults=faults, share=share, seed=seed)
        self.activities = list(activities)
        self.wellness = {day: dict(row) for day, row in (wellness or {}).items()}
        self.keys = {KEY}
        self.doubles = False

    def answer(self, ask: Ask) -> Reply:
        user, _, key = _basic(ask).partition(":")
        if user != "API_KEY" or key not in self.keys:
            return told(DENIED, 403)
        parts = ask.path.removeprefix("/api/v1/").split("/")
        if parts[0] == "activity" and parts[2:] == ["file"]:
            return self._file(parts[1])
        if parts[:2] != ["athlete", "0"]:
            return told({"status": 404, "error": "Not Found"}, 404)
        if parts[2:] == ["activities"]:
            return self._list(ask.query)
        if parts[2] == "wellness":
            return self._wellness(ask, parts[3:])
        return told({"status": 404, "error": "Not Found"}, 404)

    def _list(self, query: Mapping[str, str]) -> Reply:
        if "oldest" not in query:
            return told({"status": 422, "error": "oldest is required"}, 422)
        low, high = query["oldest"], query.get("newest", "9999")
        found = [one for one in self.activities if low <= one.start_local[:10] <= high]
        rows = [_row(one) for one in sorted(found, key=lambda one: one.start_local, reverse=True)]
        return told(rows + rows[:5] if self.doubles else rows)

    def _file(self, activity_id: str) -> Reply:
        one = next((one for one in self.activities if one.id == activity_id), None)
        if one is None or one.data is None:
            return told({"status": 404, "error": "Not Found"}, 404)
        if one.source == "STRAVA":
            return told({"status": 422, "error": "Strava activities are not available by the API"}, 422)
        named = {"Content-Disposition": f'attachment; filename="{one.id}.fit.gz"'}
        return Reply(200, gzip.compress(one.data, mtime=0), named)

    def _wellness(self, ask: Ask, rest: list[str]) -> Reply:
        if ask.method == "PUT":
            row = self.wellness.setdefault(rest[0], {})
            row.update(json.loads(ask.body))
            return told({"id": rest[0], **row})
        low, high = ask.query["oldest"], ask.query["newest"]
        return told([{"id": day, **row} for day, row in sorted(self.wellness.items()) if low <= day <= high])


def _row(one: Had) -> Mapping[str, object]:
    if one.source == "STRAVA":
        return {"id": one.id, "start_date_local": one.start_local, "source": "STRAVA", "_note": "STRAVA"}
    return {"id": one.id, "start_date_local": one.start_local, "type": "Run", "source": one.source}


def _basic(ask: Ask) -> str:
    scheme, _, packed = ask.headers.get("Authorization", "").partition(" ")
    return base64.b64decode(packed).decode() if scheme == "Basic" else ""
