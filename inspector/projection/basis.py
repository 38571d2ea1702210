"""What a document is made from, pinned so that the same paper can be made again, byte for byte."""

from __future__ import annotations

from inspector.journal import canon
from inspector.journal.bodies import Basis
from inspector.journal.entry import BlobId, EntryId
from inspector.journal.log import Log
from inspector.projection.visit import VisitView


def basis_of(
    log: Log,
    visits: tuple[VisitView, ...],
    present: frozenset[BlobId],
    *,
    layout: str,
    places: str,
    series: str,
    program: str,
) -> Basis:
    """Return the basis of a paper about `visits`: tips, what of their payloads and blobs was here, and all rules applied.

    Only the scopes of the visits and the rosters can change such a paper. The round's scope is pinned by the rosters in
    force rather than by its tips, since recording the paper itself moves those.
    """
    scopes = sorted(scope.scope for visit in visits for scope in visit.scopes)
    statements = [s for scope in scopes for s in log.scopes.get(scope, ())]
    here: set[EntryId] = {s.id for s in statements if s.payload is not None}
    here.update(blob for s in statements for blob, _ in s.header.blobs if blob in present)
    rosters = visits[0].trust.rosters if visits else ()
    tips = [(scope, tuple(sorted(log.tips.get(scope, ())))) for scope in scopes]
    return Basis(
        tips=((log.round, tuple(rosters)), *tips),
        present=canon.set_digest(here),
        checklists=tuple(sorted({visit.checklist for visit in visits if visit.checklist})),
        layout=layout,
        places=places,
        series=series,
        program=program,
    )
