"""The synthesis of a province's five years: 1 500 visits x 39 items, from the folded visits to findings and tasks."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import partial
from typing import Final

from benchmarks.measuring import Figure, seconds
from benchmarks.rounds import Key
from inspector.journal import canon
from inspector.journal.bodies import (
    Body,
    DeviceKey,
    FormatVersion,
    Genesis,
    Observed,
    Opened,
    Person,
    Planned,
    Roster,
    UnitRef,
    kind_of,
)
from inspector.journal.entry import VERSION, Clock, EntryId, Header, Slot, Statement, read_header, write
from inspector.journal.log import Log
from inspector.journal.value import NOT_APPLICABLE, Measure, Value
from inspector.places.directory import nation
from inspector.projection.view import View, fold
from inspector.rules.checklist import Checklist, decode
from inspector.rules.item import Item
from inspector.rules.shipped import shipped
from inspector.synthesis.whole import synthesise

VISITS: Final = 1500
PROMISE_S: Final = 1.0
_TURNS: Final = 3
ASKED: Final[Checklist] = decode(shipped("2026.2"))
BLOB: Final = canon.blob_id(shipped("2026.2"))


def figures() -> Iterator[Figure]:
    log = Writer().round()
    folds, syntheses = [], []
    for _ in range(_TURNS):
        view = fold(log)
        folds.append(seconds(partial(_visits, view)))
        syntheses.append(seconds(partial(_synthesis, view)))
    best, folded = min(syntheses), min(folds)
    note = f"{VISITS} x {len(ASKED.items)}; folding the visits before it took {folded:.2f} s"
    yield Figure("synthesis, findings and tasks", best, None, PROMISE_S, note)


def _visits(view: View) -> object:
    return [visit.scopes for visit in view.visits.values()]


def _synthesis(view: View) -> object:
    found = synthesise(view, {BLOB: ASKED}, nation())
    assert found.findings.shortcomings
    assert found.tasks.own
    return found


class Writer:
    """Writes a round of one lead and one inspector in memory; nobody will verify it, so nothing is signed."""

    def __init__(self) -> None:
        self._random = random.Random(1500)
        self._key = Key(bytes(32))
        self._last: dict[EntryId, Statement] = {}
        self._round: EntryId = ""
        self._said: list[Statement] = []

    @property
    def public(self) -> str:
        return self._key.public

    def sign(self, _message: bytes) -> bytes:
        return bytes(64)

    def round(self, visits: int = VISITS) -> Log:
        body = Genesis(
            roots=tuple(sorted((self.public, "ab" * 32))),
            nonce="0" * 32,
            hash="sha-256",
            sig="ed25519",
            format=FormatVersion(1, 0),
            application_id="THS1",
            program="benchmarks",
            title="Kiểm tra đột xuất",
        )
        self._round = self._say(None, (), body)
        lead = Person(id="lead", name="Lead", roles=("lead", "inspector"), keys=(DeviceKey(sign=self.public),))
        self._say(self._round, ("roster",), Roster(version="1", roots=body.roots, persons=(lead,)))
        for number in range(visits):
            self._visit(number)
        return Log.of(self._said)

    def _visit(self, number: int) -> None:
        unit = UnitRef(name=f"xã Minh hoạ {number:04}", district=f"huyện Số {number % 24:02}")
        visit = self._say(self._round, (), Planned(unit=unit, checklist=BLOB, day="2025-03-04"))
        self._say(self._round, ("opened", visit), Opened(started="2025-03-04T08:00:00+07:00"))
        for item in ASKED.items:
            self._say(visit, ("obs", item.id, ""), Observed(value=self._value(item), checklist=BLOB, reason="mẫu"))

    def _value(self, item: Item) -> Value:
        pick = self._random.random()
        if pick > 0.97:
            return NOT_APPLICABLE
        match item.answer:
            case "graded":
                return "good" if pick < 0.6 else "done" if pick < 0.8 else "not_done"
            case "ternary":
                return "pass" if pick < 0.8 else "fail"
            case "ratio":
                return Measure(n=7 if pick < 0.8 else 4, total=7)
            case "percent":
                return Measure(percent="92.5" if pick < 0.8 else "40")
            case "count":
                return Measure(count=0 if pick < 0.8 else 3)
            case "minutes":
                return Measure(minutes="12.5")
            case "text":
                return Measure(text="Công chức trực hướng dẫn đúng; người dân chờ 12 phút.")

    def _say(self, scope: EntryId | None, about: Slot, body: Body) -> EntryId:
        last = self._last.get(scope or "")
        header = Header(
            about=about,
            at=Clock(boot="5f0c11aa", mono_ms=0, off_min=420, utc_ms=1_741_050_000_000),
            author=self.public,
            blobs=(),
            chain=last.header.chain if last else self._random.randbytes(8).hex(),
            kind=kind_of(body),
            payload="0" * 64,
            prev=last.id if last else None,
            round=self._round or None,
            scope=scope,
            seen=(),
            seq=last.header.seq + 1 if last else 0,
            supersedes=(),
            tick=last.header.tick + 1 if last else 0,
            v=VERSION,
        )
        entry = write(header, body, self._random.randbytes(16), self)
        statement = Statement(entry.id, read_header(entry.header), entry.payload)
        self._said.append(statement)
        self._last[statement.scope] = statement
        return statement.id
