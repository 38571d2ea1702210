"""Sealing: what is open needs a reason, reason and advice are stated first, then the seal covers them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec

from inspector.commands.visiting import Comment, Purpose, SealVisit, StateFact
from inspector.errors import KnownError
from inspector.journal.entry import EntryId, PublicKey, VisitId
from inspector.journal.seal import code_of
from inspector.people import key_file
from inspector.people.identity import Identity
from inspector.progress import Progress
from inspector.projection.visit import Seal, VisitView
from inspector.session import PROGRAM, Session
from inspector.sources import Sources
from inspector.text import clean
from ui.work.home import Home, local_now
from ui.work.visits import checklist_of, codes_of, missing

ANNOUNCED: Final = "announced"
"""The fact that states when the decision was made known to the unit, as a moment with its offset."""


class SealMade(msgspec.Struct, frozen=True):
    """A seal that was just made, and its short code."""

    seal: Seal
    code: str

    @property
    def id(self) -> EntryId:
        return self.seal.id


class SealedVisit(msgspec.Struct, frozen=True):
    """What came of sealing a visit: its seals, one for each id that was joined, and the second copy."""

    seals: tuple[SealMade, ...]
    copy: Path | None = None
    copy_problem: KnownError | None = None
    """Why there is no second copy although a folder for it is set; the seal stands all the same."""


def seal_visit(session: Session, part: VisitId, purpose: Purpose, *, with_gaps: str = "", advice: str = "") -> SealMade:
    """Seal one id of a visit: of a visit that was joined, each part is sealed by its own.

    Args:
        session: where it is.
        part: which id; a seal never reaches beyond its scope.
        purpose: the covert phase may be sealed with gaps, for the visit has only begun.
        with_gaps: why it is sealed although something is missing; stated as a comment under the seal.
        advice: what was worth another look when it was sealed; likewise a comment, if it says anything.

    Raises: KnownError visit.unknown, seal.gaps and those of `SealVisit` and `checklist_of`.
    """
    visit = _visit(session, part)
    checklist = checklist_of(session, visit)
    codes = codes_of(missing(visit, checklist), checklist) if purpose != "covert" else []
    reason = clean(with_gaps)
    if codes and not reason:
        raise KnownError("seal.gaps", exit_code=3, count=len(codes), codes=", ".join(codes))
    for text in (reason if codes else "", clean(advice)):
        if text:
            session.do(Comment(part, (), text))
    (entry,) = session.do(SealVisit(part, purpose, PROGRAM, session.dossier.blob_ids())).added
    return SealMade(next(one for one in session.view.visits[visit.id].seals if one.id == entry), code_of(entry))


def seal_whole(
    session: Session,
    visit: VisitId,
    purpose: Purpose,
    sources: Sources,
    progress: Progress,
    *,
    with_gaps: str = "",
    advice: str = "",
    backup_folder: Path | None = None,
) -> SealedVisit:
    """Seal every part of a visit, then write a second copy of the dossier if there is a folder for it.

    Raises: those of `seal_visit`. A copy that fails is told beside the seal.
    """
    parts = [scope.scope for scope in _visit(session, visit).scopes if any(scope.statements())]
    seals = tuple(
        seal_visit(session, part, purpose, with_gaps=with_gaps, advice=advice if number == 0 else "")
        for number, part in enumerate(parts or [visit])
    )
    if backup_folder is None:
        return SealedVisit(seals)
    from ui.work.backup import second_copy  # examining is slow to read, and most of a day nobody seals

    try:
        return SealedVisit(seals, second_copy(session, backup_folder, sources, progress))
    except KnownError as error:
        return SealedVisit(seals, None, error)


def announce_decision(session: Session, visit: VisitId, sources: Sources) -> SealMade | None:
    """Close the covert phase: state the time, seal what was observed until now; then the team reveals itself.

    Returns the seal; None where nothing was observed that a seal could hold.

    Raises: those of `seal_visit`.
    """
    session.do(StateFact(visit, ANNOUNCED, local_now(sources)))
    return seal_visit(session, visit, "covert") if _visit(session, visit).observations_held else None


def awaits_decision(visit: VisitView) -> bool:
    """Tell whether a visit began with role-play and nobody has closed that part yet."""
    return any(one.mystery for one in visit.opened) and not visit.seals and not visit.facts(ANNOUNCED)


def purpose_of(visit: VisitView) -> Purpose:
    """Return what a seal of a visit is for now: the first one closes it on the spot, a further one what was added."""
    return "amendment" if any(seal.said.purpose != "covert" for seal in visit.seals) else "onsite"


def amended(visit: VisitView) -> frozenset[str]:
    """Return the items of which something was said between the last seal and the one before it, in each part of a visit."""
    found: set[str] = set()
    for scope in visit.scopes:
        seals = [one for one in visit.seals if one.statement.scope == scope.scope and one.said.purpose != "covert"]
        if len(seals) > 1:
            abouts = [visit.statements[one].header.about for one in seals[-1].covered - seals[-2].covered]
            found |= {about[1] for about in abouts if about[:1] in (("obs",), ("con",)) and len(about) == 3}
            found |= {about[2] for about in abouts if about[:1] == ("link",) and len(about) == 3}
    return frozenset(found)


def confirmed(home: Home, passphrase: str, me: PublicKey) -> Identity:
    """Return the key that a passphrase opens, if it is the one that the dossier is worked in with; tried once.

    Raises: KnownError("seal.other-key") and those of `key_file.read`.
    """
    identity = key_file.read(home.key_path, passphrase)
    if identity.public != me:
        raise KnownError("seal.other-key", name=identity.name)
    return identity


def _visit(session: Session, wanted: VisitId) -> VisitView:
    visit = session.view.visit_of(wanted)
    if visit is None:
        raise KnownError("visit.unknown", visit=wanted[:8])
    return visit
