"""Visits in every state of completeness, for tests of what comes after recording."""

from __future__ import annotations

from collections.abc import Collection

from inspector.commands.answering import Answer
from inspector.journal.entry import VisitId
from inspector.rules.answers import parse
from inspector.rules.checklist import Checklist, decode
from inspector.session import Session
from inspector.sources import SystemSources
from resources import open_bytes
from tests.window.stage import CHECKLIST, Seat, closing

_TYPED = {
    "ternary": "pass", "graded": "good", "ratio": "10/10", "percent": "98", "count": "0", "minutes": "12",
    "text": "Hoà nhã",
}  # fmt: skip


def checklist() -> Checklist:
    """Return the checklist that the seats of these tests use."""
    return decode(open_bytes(CHECKLIST))


def item_of(code: str) -> str:
    """Return the id of an item."""
    return checklist().find(code).id


def answer(
    seat: Seat, visit: VisitId, *, skip: Collection[str] = (), noted: Collection[str] = (), **typed: str
) -> None:
    """Answer the items of a visit, well unless `typed` says otherwise by code; A2 does not apply, as it needs a photo."""
    with closing(Session.open(seat.dossier, seat.identity, SystemSources(), seat.home.marks())) as session:
        for item in checklist().items:
            if item.code in skip:
                continue
            value = typed.get(item.code, "na" if item.code == "A2" else _TYPED[item.answer])
            if item.code in ("C4", "E4", "E2") and item.code not in typed:
                value = "0" if item.target and item.target.at_most else "100"
            reason = "Không phát sinh" if value == "na" else ""
            note = "Bảng thông báo đã cũ" if item.code in noted or value == "fail" else ""
            session.do(Answer(visit, item.id, parse(item, value), note, reason))
