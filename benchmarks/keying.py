"""A key on the recording screen, from its delivery until the answer is on disk and painted, beside a bare commit.

Each press is waited for: the answer is written, signed, committed, folded and published, and then its row and the pane
of the item are painted. The floor is the commit alone: rows of the same sizes in a transaction with the same safety.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from time import perf_counter
from typing import Final

from benchmarks.answering import Floor
from benchmarks.measuring import Figure, percentile
from benchmarks.pressing import Presses
from benchmarks.windowed import Desk, desk, workbench
from inspector.commands.answering import Answer
from inspector.journal.entry import VisitId
from inspector.session import Session
from inspector.sources import SystemSources
from ui.context import Place

PROMISE_S: Final = 0.050
PROMISE: Final = 5.0
SIZES: Final = (2, 84)
"""Sealed visits that the round has already."""
VISITS: Final = 10
"""How many are answered in one turn."""
TURNS: Final = 3
"""How many turns a promise gets before it counts as broken."""


def figures() -> Iterator[Figure]:
    for sealed in SIZES:
        with desk(sealed, VISITS * TURNS + 1) as at:
            yield from _figures(at)


def _figures(at: Desk) -> Iterator[Figure]:
    name = f"key among {at.entries // 1000} 000 entries" if at.entries >= 1000 else f"key among {at.entries} entries"
    *visits, spare = at.visits
    keys: list[float] = []
    commits: list[float] = []
    with closing(_floor(at, spare)) as floor, workbench(at, Place("capture", visit=visits[0])) as bench:
        presses = Presses(bench)
        while True:
            for visit in visits[:VISITS]:
                for pressed in presses.answer(visit):
                    keys.append(pressed.durable)
                    commits.append(_commit(floor))
            del visits[:VISITS]
            late = Figure(f"{name}, p95", percentile(keys, 95), None, PROMISE_S, f"{len(keys)} presses")
            beside = Figure(f"{name}, p95", late.measured, percentile(commits, 95), PROMISE)
            if not visits or (late.is_kept and beside.is_kept):
                break
    yield late
    yield beside
    yield Figure(f"{name}, median", percentile(keys, 50), percentile(commits, 50), None)


def _floor(at: Desk, visit: VisitId) -> Floor:
    """Return a file that takes what one answer writes."""
    with closing(Session.open(at.dossier, at.identity, SystemSources(), at.home.marks())) as session:
        (added,) = session.do(Answer(visit, "pub_paper_booklet", "pass")).added
        return Floor(at.home.path / "floor.sqlite", session, added)


def _commit(floor: Floor) -> float:
    start = perf_counter()
    floor.commit()
    return perf_counter() - start
