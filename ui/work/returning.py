"""A judged visit goes back to those who inspected it: in a file, cut to that visit, that they alone can open."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from inspector.journal.bodies import Planned, said
from inspector.journal.entry import VisitId
from inspector.progress import Progress
from inspector.projection.view import View
from inspector.projection.visit import VisitView
from inspector.session import Session
from inspector.sources import Sources
from ui.work.handing import Written, hand_over_onto, leads
from ui.work.home import Home


def write_judgement(
    session: Session,
    home: Home,
    sources: Sources,
    visits: Sequence[VisitId],
    out: Path,
    *,
    plain_reason: str = "",
    progress: Progress,
) -> list[Written]:
    """Write how visits were judged, with the comments on them, into a folder that is there.

    Photos stay: those who get the file took them.

    Args:
        session: whose judgement it is.
        home: where the encrypted file is made.
        sources: the clock, for the file's name.
        visits: which.
        out: a folder.
        plain_reason: why the file is not encrypted.
        progress: told of bytes written.

    Raises: those of `hand_over_onto`.
    """
    recipients = () if plain_reason else recipients_of(session, visits)
    return hand_over_onto(
        session, home, sources, visits, "statements", out, recipients=recipients, plain_reason=plain_reason,
        progress=progress,
    )  # fmt: skip


def recipients_of(session: Session, visits: Sequence[VisitId]) -> tuple[str, ...]:
    """Return the age recipients of all who inspected visits, and of those who lead the round."""
    found = [key for one in visits for key in receivers(session.view, session.view.visits[one])]
    return tuple(dict.fromkeys((*found, *leads(session))))


def receivers(view: View, visit: VisitView) -> tuple[str, ...]:
    """Return the age recipients of those who said something of a visit or are planned for it, on every device of theirs.

    A removed key receives nothing any more.
    """
    trust = view.trust
    plan = said(visit.plan) if visit.plan is not None else None
    named = set(plan.team) if isinstance(plan, Planned) else set()
    authors = {s.header.author for s in visit.statements.values()}
    authors |= {head.header.author for slot in visit.openings for head in slot.heads}
    authors |= {s.header.author for s in visit.introductions if s.header.kind == "opened"}
    persons = named | {trust.person_of(key) for key in authors}
    return tuple(
        key.receive
        for one in sorted(persons & trust.persons.keys())
        for key in trust.persons[one].keys
        if key.receive and key.sign not in trust.cut
    )
