"""Folding after one answer: what a key press costs before the screen can show it, in a province's dossier."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median
from time import perf_counter

import msgspec

from benchmarks.measuring import Figure
from benchmarks.rounds import Key, round_of
from inspector.dossier.file import Dossier
from inspector.journal.bodies import Observed, said
from inspector.journal.entry import Statement, VisitId, read_header, write
from inspector.journal.log import Log
from inspector.projection.view import fold, refold

PROMISE_S = 0.001
VISITS, ANSWERS = 1500, 200


def figures() -> Iterator[Figure]:
    made = round_of(VISITS)
    with Dossier.open(made.path) as dossier:
        (log,) = dossier.load().values()
    view = fold(log)
    key = Key(made.seed)
    times: list[float] = []
    for visit in list(view.visits)[:ANSWERS]:
        _ = view.visits[visit].results  # the visit on the screen was folded when it was opened
        answer = _answer(log, visit, key)
        _, item, instance = answer.header.about
        start = perf_counter()
        log.add(answer)
        view = refold(view, log, [answer])
        result = view.visits[visit].result(item, instance)
        times.append(perf_counter() - start)
        assert result is not None
        assert answer in result.statements
    name = f"fold one answer among {made.entries // 1000} 000 entries"
    yield Figure(name, median(times), None, PROMISE_S, f"slowest of {ANSWERS}: {max(times) * 1000:.2f} ms")


def _answer(log: Log, visit: VisitId, key: Key) -> Statement:
    """Return the lead's own answer to an item that an inspector answered and nobody concluded."""
    held = log.scopes[visit]
    tip = next(one for one in reversed(held) if one.header.author == key.public)
    other = next(one for one in held if one.header.kind == "observed" and one.header.about[2])
    body = said(other)
    assert isinstance(body, Observed)
    header = msgspec.structs.replace(
        tip.header,
        about=other.header.about,
        kind=other.header.kind,
        prev=tip.id,
        seen=(),
        seq=tip.header.seq + 1,
        supersedes=(),
        tick=tip.header.tick + 1,
    )
    entry = write(header, body, bytes(16), key)
    return Statement(entry.id, read_header(entry.header), entry.payload)
