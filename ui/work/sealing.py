"""Sealing: what is open needs a reason, the reason is stated first, then the seal covers it."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.commands.visiting import Comment, Purpose, SealVisit
from inspector.errors import KnownError
from inspector.journal.entry import EntryId, VisitId
from inspector.journal.seal import code_of
from inspector.projection.visit import Seal
from inspector.session import PROGRAM, Session
from inspector.text import clean
from ui.work.visits import checklist_of, codes_of, missing


@dataclass(frozen=True, slots=True)
class SealMade:
    """A seal that was just made, and its short code."""

    seal: Seal
    code: str

    @property
    def id(self) -> EntryId:
        return self.seal.id


def seal_visit(session: Session, part: VisitId, purpose: Purpose, *, with_gaps: str = "") -> SealMade:
    """Seal one id of a visit: of a visit that was joined, each part is sealed by its own.

    Args:
        session: where it is.
        part: which id; a seal never reaches beyond its scope.
        purpose: the covert phase may be sealed with gaps, for the visit has only begun.
        with_gaps: why it is sealed although something is missing; stated as a comment under the seal.

    Raises: KnownError seal.gaps and those of `SealVisit` and `checklist_of`.
    """
    visit = session.view.visit_of(part)
    if visit is None:
        raise KnownError("visit.unknown", visit=part[:8])
    checklist = checklist_of(session, visit)
    codes = codes_of(missing(visit, checklist), checklist) if purpose != "covert" else []
    reason = clean(with_gaps)
    if codes and not reason:
        raise KnownError("seal.gaps", exit_code=3, count=len(codes), codes=", ".join(codes))
    if codes:
        session.do(Comment(part, (), reason))
    (entry,) = session.do(SealVisit(part, purpose, PROGRAM, session.dossier.blob_ids())).added
    return SealMade(next(one for one in session.view.visits[visit.id].seals if one.id == entry), code_of(entry))


def announce_decision(session: Session, visit: VisitId) -> SealMade:
    """Close the covert phase: what was observed until now is sealed with its time, and the team reveals itself.

    Raises: those of `seal_visit`; seal.nothing, while nothing was observed.
    """
    return seal_visit(session, visit, "covert")
