"""Receipts: after a merge the lead states what arrived of each visit, and writes it back for those who handed it over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from inspector.commands.judging import Receipt
from inspector.dossier.verdict import Intake
from inspector.journal.bodies import ReceivedFile
from inspector.journal.entry import VisitId
from inspector.progress import Progress
from inspector.session import Session
from inspector.sources import Sources
from ui.work.handing import Written, hand_over_onto
from ui.work.home import Home
from ui.work.returning import recipients_of


def write_receipt(
    session: Session,
    home: Home,
    sources: Sources,
    visits: Sequence[VisitId],
    files: Iterable[ReceivedFile],
    out: Path,
    *,
    plain_reason: str = "",
    progress: Progress,
) -> list[Written]:
    """State what is here of visits now, and write that into a folder that is there, such as the stick it came from.

    The file holds nothing of the visits themselves: the round's own scope, and the receipts.

    Args:
        session: who received.
        home: where the encrypted file is made.
        sources: the clock, for the file's name.
        visits: those that the files brought.
        files: what was taken in.
        out: a folder.
        plain_reason: why the file is not encrypted.
        progress: told of bytes written.

    Raises: those of `hand_over_onto`.
    """
    named = tuple(dict.fromkeys(visit.id for one in visits if (visit := session.view.visit_of(one)) is not None))
    session.do(Receipt(named, tuple(files), session.dossier.blob_ids()))
    recipients = () if plain_reason else recipients_of(session, named)
    return hand_over_onto(
        session, home, sources, named, "statements", out, recipients=recipients, plain_reason=plain_reason,
        briefing=True, progress=progress,
    )  # fmt: skip


def files_of(intakes: Iterable[Intake]) -> tuple[ReceivedFile, ...]:
    """Return the files that were taken in, as a receipt names them: by what somebody who sent one can hash."""
    return tuple(ReceivedFile(one.name, one.received_sha256) for one in intakes)


def visits_of(session: Session, intakes: Iterable[Intake]) -> tuple[VisitId, ...]:
    """Return the visits of the round that files brought something of."""
    scopes = [scope for intake in intakes for one in intake.rounds for scope in one.visits]
    found = [visit.id for scope in scopes if (visit := session.view.visit_of(scope)) is not None]
    return tuple(dict.fromkeys(found))
