"""How long work reports and is cancelled: one callable that the work calls between two consistent states."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """What long work is given to report to. `step` may raise `Cancelled`; it is called every 100 ms of work."""

    def step(self, done: int, total: int, key: str) -> None:
        """Report that `done` of `total` units are done; `key` words the activity through `resources.say`."""


class Part:
    """Progress of one part of longer work: it reports hundredths of the whole, from `start` to `end`."""

    def __init__(self, whole: Progress, start: int, end: int) -> None:
        self._whole = whole
        self._start = start
        self._end = end

    def step(self, done: int, total: int, key: str) -> None:
        """Report that `done` of `total` units of the part are done."""
        share = (self._end - self._start) * done // total if total else 0
        self._whole.step(self._start + share, 100, key)


class Silent:
    """Progress that nobody watches and nobody cancels."""

    def step(self, done: int, total: int, key: str) -> None:
        """Do nothing."""
