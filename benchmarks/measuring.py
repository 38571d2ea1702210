"""Measuring beside a floor: the least work that gives the same guarantee, in the same run, turn and turn about.

A shared machine disturbs, and it only ever makes things slower. So both sides are run several times in turn, and a
promise that looks broken is measured again before it is called broken.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import Literal

Run = Callable[[], object]
Clock = Callable[[], float]
_PATIENCE = 4
"""How many times as many turns a promise gets before it counts as broken."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured speed, or amount of memory."""

    name: str
    measured: float
    floor: float | None
    """None where the promise is a time, or where there is no promise."""
    promise: float | None
    """At most so many times the floor; without a floor, at most so many units; None for what is only reported."""
    note: str = ""
    unit: Literal["s", "MB"] = "s"

    @property
    def ratio(self) -> float | None:
        return None if self.floor is None else self.measured / self.floor

    @property
    def is_kept(self) -> bool:
        worth = self.measured if self.ratio is None else self.ratio
        return self.promise is None or worth <= self.promise


def beside(
    name: str,
    measure: Run,
    floor: Run,
    promise: float | None,
    turns: int,
    *,
    middle: bool = False,
    clock: Clock = perf_counter,
    note: str = "",
) -> Figure:
    """Run both sides in turn and compare them.

    Args:
        name: what is measured.
        measure: the program's own way.
        floor: the least work with the same guarantee.
        promise: the most that the ratio may be; None if it is only reported.
        turns: how often each side runs at least.
        middle: compare medians, for many short runs; else the fastest runs.
        clock: `process_time` where both sides only compute, so that what the machine does for others does not count.
        note: a word for the table.
    """
    pick = median if middle else min
    ours: list[float] = []
    least: list[float] = []
    while True:
        for _ in range(turns):
            least.append(seconds(floor, clock))
            ours.append(seconds(measure, clock))
        figure = Figure(name, pick(ours), pick(least), promise, note)
        if figure.is_kept or len(ours) >= turns * _PATIENCE:
            return figure


def seconds(run: Run, clock: Clock = perf_counter) -> float:
    """Return how long one run takes, its clearing up not included."""
    gc.collect()
    start = clock()
    kept = run()
    elapsed = clock() - start
    del kept
    return elapsed


def percentile(taken: Sequence[float], percent: int) -> float:
    """Return what so many in a hundred do not exceed (nearest rank); of one or more amounts."""
    return sorted(taken)[max(0, -(-len(taken) * percent // 100) - 1)]
