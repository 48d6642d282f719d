"""What a measurement is, and how it is taken: the median of five, contenders taking turns.

Machines differ and drift, so a number that matters stands beside its peer's from the same minutes.
"""

import gc
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from operator import ge, le
from statistics import median
from time import perf_counter
from typing import Any

ROUNDS = 5


class Skipped(Exception):
    """This part cannot be measured here; the message says why."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """One number, and the bar it must clear where there is one."""

    name: str
    value: float
    unit: str
    op: str = "<="
    bar: float | None = None

    @property
    def ok(self) -> bool | None:
        if self.bar is None:
            return None
        return bool({"<=": le, ">=": ge}[self.op](self.value, self.bar))

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"ok": self.ok}


def medians_ms(
    contenders: Mapping[str, Callable[[], object]],
    *,
    rounds: int = ROUNDS,
    warm_up: bool = True,
    clock: Callable[[], float] = perf_counter,
) -> dict[str, float]:
    """Run every contender once in each round, so that a slow minute is slow for all.

    `clock`: `time.process_time` for what only computes, so that other people's work does not count.
    """
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    for contender in contenders.values() if warm_up else ():
        contender()
    for _ in range(rounds):
        for name, contender in contenders.items():
            gc.collect()  # what one leaves behind is not for the next to clear away
            begin = clock()
            contender()
            taken[name].append((clock() - begin) * 1000)
    return {name: median(times) for name, times in taken.items()}
