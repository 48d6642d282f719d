"""Runners' stories with what should come of them: our own, and the specification's where it lies beside us."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from service.core.assess.triage import TRIAGE, URGENCY
from service.core.assessment import Assessment
from service.core.catalogue import FactValue
from service.core.facts import validate

OWN = Path(__file__).parents[1] / "data/vignettes"
PUBLIC = Path(__file__).parents[3] / "shared/spec/soreness/vignettes_public.yaml"
CONFIDENCE = ("low", "moderate", "high")


@dataclass(frozen=True, slots=True)
class Vignette:
    """One story: all that is true of the runner, and what is expected."""

    id: str
    truth: Mapping[str, FactValue]
    expect: Mapping[str, Any]

    def top_fits(self, seen: Assessment) -> bool:
        return seen.top in {self.expect["top"], *self.expect.get("also_ok", ())}

    def step_fits(self, seen: Assessment) -> bool:
        return (seen.triage, seen.urgency) == (self.expect["triage"], self.expect["urgency"])

    def is_under_triaged(self, seen: Assessment) -> bool:
        """Say whether the runner was sent a milder or a slower way than was right."""
        return _care(seen.triage, seen.urgency) < _care(self.expect["triage"], self.expect["urgency"])

    def complaints(self, seen: Assessment) -> list[str]:
        """Say everything that is not as expected."""
        found = [] if self.top_fits(seen) else [f"top is {seen.top}"]
        found += [] if self.step_fits(seen) else [f"step is {seen.triage}, {seen.urgency}"]
        found += [
            f"{tag} is not blocked" for tag in self.expect.get("must_block", ()) if tag not in seen.blocked
        ]
        phase = self.expect.get("first_phase", seen.first_phase)
        if seen.top == self.expect["top"] and seen.first_phase != phase:
            found.append(f"plan is {seen.first_phase}")
        if self.expect.get("repair") not in {None, *(repair.id for repair in seen.repairs)}:
            found.append("no repair is asked")
        most = self.expect.get("confidence_max", "high")
        if CONFIDENCE.index(seen.confidence) > CONFIDENCE.index(most):
            found.append(f"confidence is {seen.confidence}")
        return found


def own_vignettes() -> list[Vignette]:
    cases = [case for path in sorted(OWN.glob("*.yaml")) for case in _read(path)]
    return list(_made(cases))


def public_vignettes() -> list[Vignette]:
    """Give the specification's; none where its folder is missing."""
    return list(_made(_read(PUBLIC))) if PUBLIC.exists() else []


def _read(path: Path) -> list[Any]:
    """Give a file's stories; what stands beside them in it is only there to be shared by them."""
    read = yaml.safe_load(path.read_text(encoding="utf-8"))
    return read if isinstance(read, list) else read["vignettes"]


def _made(cases: list[Any]) -> Iterator[Vignette]:
    for case in cases:
        named = {
            f"{kind}.{name}": value for kind, facts in case["facts"].items() for name, value in facts.items()
        }
        yield Vignette(case["id"], validate(named), case["expect"])


def _care(triage: str, urgency: str | None) -> tuple[int, int]:
    soon = 0 if urgency is None else len(URGENCY) - URGENCY.index(urgency)
    return TRIAGE.index(triage), soon
