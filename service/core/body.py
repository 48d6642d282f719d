"""Places on the runner's body: one spot is a site and a side; several make up what was marked on the body map.

The rules judge one place, the one that hurts most (`q.site`, `q.side`); the others are kept beside it
(`q.spots`) for the runner, for a later look and for whoever treats them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from service.core.catalogue import FactValue
from service.core.errors import InputError

SITES = (
    "sit_bone", "mid_thigh_back", "low_thigh_back", "buttock_deep", "outer_hip", "groin", "low_back",
    "thighs_general", "calf", "whole_legs", "elsewhere", "none",
)  # fmt: skip
"""Source: rules.yaml `facts`; `elsewhere` is `missing_slot` of Q3, for what `meta.out_of_scope` names."""
SIDES = ("left", "right", "both")
NOWHERE = "none"
ALL_OVER = frozenset({"whole_legs"})
"""Sites that have no single side."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One place that hurts."""

    site: str
    side: str
    """left, right or both."""

    def __str__(self) -> str:
        """Give `site:side`, as it is kept and as a form sends it."""
        return f"{self.site}:{self.side}"


def read_spot(text: str) -> Spot:
    """Read `site:side`. Raises InputError for a place nobody knows."""
    site, _, side = text.partition(":")
    if site not in SITES or site == NOWHERE or side not in SIDES:
        raise InputError(f"There is no place called {text!r} on the body.")
    return Spot(site, "both" if site in ALL_OVER else side)


def read_spots(text: str) -> tuple[Spot, ...]:
    """Read spots set apart by spaces, the worst first. Raises InputError."""
    return merged(read_spot(word) for word in text.split())


def merged(spots: Iterable[Spot]) -> tuple[Spot, ...]:
    """Give each site once, in the order in which it was marked; both sides of one site are `both`."""
    sides: dict[str, str] = {}
    for spot in spots:
        known = sides.setdefault(spot.site, spot.side)
        if known != spot.side:
            sides[spot.site] = "both"
    return tuple(Spot(site, side) for site, side in sides.items())


def facts_of(spots: Sequence[Spot], *, worst: str | None = None) -> dict[str, FactValue]:
    """Give what the marks say: where it hurts most, on which side, and all of them, the worst first.

    `worst`: the site that hurts most; it may be left out where there is only one. Raises InputError.
    """
    each = merged(spots)
    if not each:
        raise InputError("Mark where it hurts, or say that nothing does.", code="no_answer")
    if worst is None and len(each) > 1:
        raise InputError("Several places are marked. Say which one hurts most.", code="which_is_worst")
    first = next((spot for spot in each if spot.site == (worst or each[0].site)), None)
    if first is None:
        raise InputError("The place that hurts most must be one of those marked.", code="bad_answer")
    rest = [spot for spot in each if spot != first]
    return {"q.site": first.site, "q.side": first.side, "q.spots": " ".join(map(str, [first, *rest]))}


def spots_in(facts: Mapping[str, FactValue]) -> tuple[Spot, ...]:
    """Give the places that hurt by these facts, the worst first; none where the side or the place is not known."""
    marked, site, side = facts.get("q.spots"), facts.get("q.site"), facts.get("q.side")
    if site == NOWHERE:
        return ()
    worst = (Spot(str(site), str(side)),) if site is not None and side is not None else ()
    others = read_spots(str(marked)) if marked is not None else ()
    if not worst:
        return others
    return (*worst, *(spot for spot in others if spot.site != worst[0].site))


def sides_of(spot: Spot) -> tuple[str, ...]:
    """Give the single sides: `both` is left and right."""
    return ("left", "right") if spot.side == "both" else (spot.side,)


def marks(spots: Iterable[Spot]) -> list[str]:
    """Give each single side as the body map names it: both sit bones are two marks."""
    return [f"{spot.site}:{side}" for spot in spots for side in sides_of(spot)]
