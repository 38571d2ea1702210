"""Receipts: what whoever leads the round says that they hold of a visit, held against one's own statements.

A receipt is a claim. What it claims is counted here, over the statements that are here: its tips say which arrived.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from inspector.journal.bodies import PhotoAdded, Received, said
from inspector.journal.entry import EntryId, Statement, VisitId
from inspector.journal.log import order
from inspector.projection.slots import ScopeView
from inspector.projection.visit import VisitView, reached_by_prev


class Receipt(msgspec.Struct, frozen=True):
    statement: Statement
    said: Received


class Arrival(msgspec.Struct, frozen=True):
    """What of a visit that is here has arrived at the lead's, by the newest receipt for each of its ids."""

    receipts: tuple[Receipt, ...]
    entries: int
    """Statements that are here and that its tips cover."""
    total: int
    """Statements that are here."""
    photos: tuple[EntryId, ...]
    """Photos that count here."""
    missing: tuple[EntryId, ...]
    """Those of them of which not even the display copy arrived."""
    without_original: tuple[EntryId, ...]
    """Those that arrived as a display copy alone."""
    payloads: int
    """Statements that arrived without what they say."""
    beyond: int
    """Tips that are not here: the lead holds more, from others or from another machine."""
    is_doubtful: bool
    """Whether a receipt contradicts the statements that are here."""

    @property
    def is_whole(self) -> bool:
        """Tell whether nothing of what is here is missing there."""
        return self.entries == self.total and not (self.missing or self.without_original or self.payloads)


def receipts_in(round_scope: ScopeView) -> dict[VisitId, Receipt]:
    """Return the newest receipt for each id that a receipt names."""
    newest: dict[VisitId, Receipt] = {}
    things = (s for s in round_scope.things.values() if s.header.kind == "received")
    for statement in sorted(things, key=order):
        body = said(statement)
        if isinstance(body, Received) and not round_scope.is_out(statement.id):
            newest[body.visit] = Receipt(statement, body)
    return newest


def arrival_of(visit: VisitView, known: Mapping[VisitId, Receipt]) -> Arrival | None:
    """Return what of a visit arrived, by the receipts of its round; None without one."""
    found = [(scope, known[scope.scope]) for scope in visit.scopes if scope.scope in known]
    if not found:
        return None
    held = visit.statements
    covered: set[EntryId] = set()
    beyond, is_doubtful = 0, False
    for scope, receipt in found:
        here = {s.id: s for s in scope.statements()}
        reached = reached_by_prev(here, receipt.said.tips)
        unknown = [tip for tip in receipt.said.tips if tip not in here]
        beyond += len(unknown)
        is_doubtful |= receipt.said.entries < len(reached) or (not unknown and receipt.said.entries > len(reached))
        covered |= reached
    absent = {one for _, receipt in found for one in receipt.said.expected}
    bodies = {photo.id: body for photo in visit.photos if isinstance(body := photo.said, PhotoAdded)}
    missing = [one for one, body in bodies.items() if one not in covered or body.display in absent]
    return Arrival(
        receipts=tuple(receipt for _, receipt in found),
        entries=len(covered),
        total=len(held),
        photos=tuple(bodies),
        missing=tuple(missing),
        without_original=tuple(one for one, body in bodies.items() if one not in missing and body.original in absent),
        payloads=len(absent & covered),
        beyond=beyond,
        is_doubtful=is_doubtful,
    )
