"""Files from whoever leads the round are united with the dossier in hand: returned visits, receipts, a new briefing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from inspector.dossier.foreign import examine_all
from inspector.dossier.known import Known
from inspector.dossier.quarantine import quarantine
from inspector.dossier.verdict import Intake
from inspector.errors import KnownError
from inspector.journal.entry import VisitId
from inspector.people.identity import Identity
from inspector.progress import Progress
from inspector.projection.judgement import judgement_of
from inspector.projection.receipts import receipts_in
from inspector.session import Session
from inspector.sources import Sources
from ui.work.home import Home
from ui.work.receiving import remember


class TakenIn(msgspec.Struct, frozen=True):
    """What came of taking files in."""

    files: int
    """Those that were united."""
    refused: tuple[KnownError, ...]
    """Why the others were not."""
    entries: int
    """Statements that were not here before."""
    blobs: int
    returned: tuple[VisitId, ...]
    """Visits that were sent back, as is known now and was not before."""
    approved: tuple[VisitId, ...]
    receipted: tuple[VisitId, ...]
    """Ids of visits whose arrival is known now, or known better."""


def take_in(
    session: Session, home: Home, me: Identity, sources: Sources, paths: Sequence[Path], progress: Progress
) -> TakenIn:
    """Unite files with the open dossier, all that are intact in one transaction; a damaged one is kept as evidence.

    Args:
        session: the dossier, and who takes in.
        home: where copies are examined, and the history of imports is kept.
        me: the key that opens encrypted files.
        sources: the clock.
        paths: the files.
        progress: told of files examined and united.

    Raises: KnownError of `Session.absorb`; Cancelled.
    """
    judged, receipts = _judged(session), receipts_in(session.view.round_scope)
    intact: list[Intake] = []
    refused: list[KnownError] = []
    rows: list[dict[str, str]] = []
    with home.private() as private:
        known = Known.of(session.dossier, {session.log.round: session.log})
        for path, found in examine_all(paths, private, known, identities=[me], progress=progress):
            try:
                intact.append(_fit(found, session, home))
                rows.append({"file": path.name, "sha256": intact[-1].sha256, "verdict": intact[-1].completeness.value})
            except KnownError as error:
                refused.append(error)
                rows.append({"file": path.name, "sha256": "", "verdict": error.key})
        result = session.absorb(intact, progress)
    remember(home, sources, rows, result)
    news = {visit: value for visit, value in _judged(session).items() if judged.get(visit) != value}
    now = receipts_in(session.view.round_scope)
    return TakenIn(
        files=len(intact),
        refused=tuple(refused),
        entries=result.entries,
        blobs=result.blobs,
        returned=tuple(visit for visit, value in news.items() if value == "returned"),
        approved=tuple(visit for visit, value in news.items() if value == "approved"),
        receipted=tuple(visit for visit, one in now.items() if receipts.get(visit) != one),
    )


def _fit(found: Intake | KnownError, session: Session, home: Home) -> Intake:
    """Return a file that can be united with this dossier.

    Raises: KnownError taking.damaged, import.other-round, and why it could not be read.
    """
    if isinstance(found, KnownError):
        raise found
    if not found.is_intact:
        quarantine(home.path, found)
        raise KnownError("taking.damaged", exit_code=4, file=found.name)
    if [one.round for one in found.rounds] != [session.log.round]:
        raise KnownError("import.other-round", exit_code=4, file=found.name)
    return found


def _judged(session: Session) -> dict[VisitId, str]:
    visits = session.view.visits.values()
    return {visit.id: judgement.value for visit in visits if (judgement := judgement_of(visit)) is not None}
