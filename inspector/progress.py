"""How long work reports and is cancelled: one callable that the work calls between two consistent states."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """What long work is given to report to. `step` may raise `Cancelled`; it is called every 100 ms of work."""

    def step(self, done: int, total: int, key: str) -> None:
        """Report that `done` of `total` units are done; `key` words the activity through `resources.say`."""


class Silent:
    """Progress that nobody watches and nobody cancels."""

    def step(self, done: int, total: int, key: str) -> None:
        """Do nothing."""
