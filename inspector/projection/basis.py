"""What a document is made from, pinned so that the same paper can be made again, byte for byte."""

from __future__ import annotations

from collections.abc import Collection

from inspector.journal import canon
from inspector.journal.bodies import Basis
from inspector.journal.entry import BlobId, EntryId
from inspector.journal.log import Log
from inspector.projection.visit import VisitView


def basis_of(
    log: Log,
    visits: Collection[VisitView],
    present: frozenset[BlobId],
    *,
    layout: str,
    places: str,
    series: str,
    program: str,
) -> Basis:
    """Return the basis of a paper about visits: the tips of the round's scope and theirs, what of their payloads and blobs
    was here, and the rules applied. Nothing else of a round can change such a paper.
    """
    scopes = sorted({log.round, *(scope.scope for visit in visits for scope in visit.scopes)} & log.scopes.keys())
    statements = [s for scope in scopes for s in log.scopes[scope]]
    here: set[EntryId] = {s.id for s in statements if s.payload is not None}
    here.update(blob for s in statements for blob, _ in s.header.blobs if blob in present)
    return Basis(
        tips=tuple((scope, tuple(sorted(log.tips[scope]))) for scope in scopes),
        present=canon.set_digest(here),
        checklists=tuple(sorted({visit.checklist for visit in visits if visit.checklist})),
        layout=layout,
        places=places,
        series=series,
        program=program,
    )


def at_basis(log: Log, basis: Basis) -> Log:
    """Return the log as it was when a document was made: what its tips cover.

    A document's basis names every scope that it was made from, so the log of it folds to the same view of those visits.
    """
    covered = log.covered(tip for _, tips in basis.tips for tip in tips)
    return Log.of(log.statements[one] for one in covered)
