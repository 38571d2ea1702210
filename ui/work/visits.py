"""What both front ends ask of one visit: its checklist, and what it still lacks."""

from __future__ import annotations

from collections.abc import Iterable

from inspector.dossier.file import Dossier
from inspector.errors import KnownError
from inspector.journal.entry import BlobId
from inspector.projection.visit import VisitView
from inspector.rules.checklist import Checklist, decode
from inspector.rules.gaps import Gaps, gaps
from inspector.session import Session


def checklist_of(session: Session, visit: VisitView) -> Checklist:
    """Return the checklist in force for a visit.

    Raises: KnownError visit.no-checklist, blob.absent.
    """
    return checklist_in(session.dossier, visit)


def checklist_in(dossier: Dossier, visit: VisitView) -> Checklist:
    """Return the checklist in force for a visit from the dossier that holds it; raises as `checklist_of`."""
    if visit.checklist is None:
        raise KnownError("visit.no-checklist", visit=visit.id[:8])
    return decode(dossier.blob(visit.checklist))


def checklists_in(dossier: Dossier, visits: Iterable[VisitView]) -> dict[BlobId, Checklist]:
    """Return the checklists that visits use, as far as they are here."""
    used = {visit.checklist for visit in visits if visit.checklist is not None}
    return {blob: decode(dossier.blob(blob)) for blob in sorted(used & dossier.blob_ids())}


def missing(visit: VisitView, checklist: Checklist) -> Gaps:
    """Return the items of a visit that lack an answer, a note or a photo. Needs frozen values alone, on any thread."""
    answers = [r for r in visit.results.values() if not r.instance]  # rows of a ratio are told by their sum
    results = {r.item: o.said.value for r in answers for o in r.observations}
    notes = {r.item: any(o.said.note or o.said.reason for o in r.observations) for r in answers}
    return gaps(checklist, results, notes, visit.photo_counts)


def codes_of(lacking: Gaps, checklist: Checklist) -> list[str]:
    """Return the codes of items that lack something, each once, in the order of the checklist."""
    wanted = {*lacking.unanswered, *lacking.notes, *lacking.photos}
    return [item.code for item in checklist.items if item.id in wanted]
