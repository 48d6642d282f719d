"""Builders of a plan's progress, on the real content: the tendon plan has all its phases and gates."""

from collections.abc import Mapping
from datetime import date, timedelta

from service.content.loader import load
from service.core.assess import assess
from service.core.assessment import Assessment
from service.core.catalogue import FactValue
from service.core.course import Point, Progress, Session
from service.core.course.values import start

REAL = load()
DAY = date(2026, 3, 2)
TENDON: Mapping[str, FactValue] = {
    "q.site": "sit_bone", "q.side": "right", "q.onset": "gradual", "q.onset_days": 20.0, "q.pain": 4.0,
    "q.walk": "normal", "q.sit_pain": True, "q.sitbone_tender": True, "q.radiate": "none", "p.age": 40.0,
}  # fmt: skip
SORE: Mapping[str, FactValue] = {
    "q.site": "thighs_general", "q.side": "both", "q.onset": "next_day", "q.onset_days": 1.0, "q.pain": 5.0,
    "q.walk": "normal", "q.tender": "diffuse", "run.hours_since": 30.0,
}  # fmt: skip
STRAIN: Mapping[str, FactValue] = {
    "q.site": "mid_thigh_back", "q.side": "left", "q.onset": "sudden", "q.onset_days": 0.0, "q.pain": 4.0,
    "q.walk": "normal", "q.pop": False, "q.bruise": True, "q.weak": False, "q.tender": "focal",
}  # fmt: skip


def on(days: int) -> date:
    return DAY + timedelta(days=days)


def tendon(**more: FactValue) -> Assessment:
    return assess({**TENDON, **_named(more)}, REAL)


def sore(**more: FactValue) -> Assessment:
    return assess({**SORE, **_named(more)}, REAL)


def strain(**more: FactValue) -> Assessment:
    return assess({**STRAIN, **_named(more)}, REAL)


def begun(assessment: Assessment) -> Progress:
    return start(assessment, on=DAY)


def session(days: int, pain: int | None = 2, *, settled: bool | None = None, sharp: bool = False) -> Session:
    return Session(on(days), pain, sharp=sharp, settled=settled)


def clean(days: int) -> Session:
    return session(days, settled=True)


def point(days: int, pain: float, trend: str | None = None) -> Point:
    return Point(on(days), pain, trend)


def _named(more: Mapping[str, FactValue]) -> dict[str, FactValue]:
    return {name.replace("_", ".", 1): value for name, value in more.items()}
