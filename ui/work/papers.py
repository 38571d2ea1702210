"""Papers: from a visit, or from a whole round, to the bytes of a PDF; each is recorded with all that it was made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from inspector.commands.rounding import RecordDocument
from inspector.dossier.file import Dossier
from inspector.errors import KnownError
from inspector.journal import canon
from inspector.journal.bodies import Basis
from inspector.journal.entry import VisitId
from inspector.journal.log import Log
from inspector.places.directory import Directory
from inspector.projection.basis import at_basis, basis_of
from inspector.projection.view import Document, View, fold
from inspector.projection.visit import VisitView
from inspector.rules import calendar
from inspector.session import PROGRAM, Session
from inspector.sources import Sources
from inspector.synthesis.whole import Synthesis, synthesise
from reports.outline import orders
from reports.outline.blocks import Paper
from reports.outline.letter import Issue, letter
from reports.outline.minutes import Numbered, minutes
from reports.outline.office import Office, office_of
from reports.outline.report import Issued, report
from ui.work.directories import InForce, directory_by_hash, directory_of
from ui.work.home import Home, now, write_new
from ui.work.visits import checklist_in, checklists_in

Type = Literal["minutes", "letter", "report"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """The paper that is wanted, beside what follows from its visits."""

    type: Type
    visits: tuple[VisitId, ...]
    number: str | None
    """None for a draft."""
    day: date
    addressee: str = ""
    """Several stand below one another, one in a line."""
    answer_by: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A paper, and what it was made from."""

    pdf: bytes
    basis: Basis


def synthesis_of(
    session: Session, directory: Directory, visits: Sequence[VisitId] | None = None, *, role_play: bool = True
) -> Synthesis:
    """Return the synthesis of a round, or of some visits, as a list of communes and the round's settings make it."""
    view = session.view
    chosen = [view.visits[one] for one in visits] if visits is not None else list(view.visits.values())
    checklists = checklists_in(session.dossier, chosen)
    return synthesise(view, checklists, directory, visits, role_play=role_play)


def chair(place: str) -> str:
    """Return how a letter addresses the chair of a place, given with its kind: "xã Thới Bình"."""
    return f"Chủ tịch Ủy ban nhân dân {place}"


def in_charge(session: Session, directory: Directory, visits: Sequence[VisitId], day: date) -> str:
    """Return the chairs who answer for visits on a day, one in a line.

    Raises: KnownError("document.no-shortcoming"): nobody is addressed for nothing.
    """
    to = synthesis_of(session, directory, visits, role_play=False).addressees(day)
    if not to:
        raise KnownError("document.no-shortcoming", exit_code=2, visit=session.view.visits[visits[0]].unit.name)
    return "\n".join(dict.fromkeys(chair(place.full) for one in to for place in one.places))


def make(session: Session, places: InForce, wanted: Wanted, out: Path) -> Made:
    """Make a paper of visits as they stand, record it unless it is a draft, and write the file.

    Raises: KnownError file.exists, file.unwritable, and those of `RecordDocument`.
    """
    made = compose(session.dossier, session.log, wanted, places)
    if out.exists():
        raise KnownError("file.exists", exit_code=6, file=out.name)
    if wanted.number is not None:
        # Recorded first: a file that could not be written can be made again from what was recorded.
        session.do(
            RecordDocument(
                wanted.type,
                wanted.visits,
                wanted.number,
                wanted.day.isoformat(),
                made.pdf,
                made.basis,
                wanted.addressee,
                wanted.answer_by,
            )
        )
    write_new(out, made.pdf)
    return made


def again(session: Session, home: Home, document: Document) -> Made:
    """Make a recorded paper again, byte for byte, from its basis.

    Raises: KnownError("document.basis-differs") and those of `directory_by_hash`.
    """
    said = document.said
    asked = Wanted(said.type, said.visits, said.number, date.fromisoformat(said.date), said.addressee, said.answer_by)
    places = directory_by_hash(home, said.basis.places)
    made = compose(session.dossier, at_basis(session.log, said.basis), asked, places)
    if made.basis != said.basis or canon.blob_id(made.pdf) != said.sha256:
        raise KnownError("document.basis-differs", exit_code=4, number=said.number)
    return made


def preview_minutes(session: Session, home: Home, sources: Sources, visit: VisitId) -> bytes:
    """Return the draft of a visit's minutes as a PDF; nothing is recorded.

    Raises: KnownError visit.no-checklist, blob.absent.
    """
    wanted = Wanted("minutes", (visit,), None, now(sources).date())
    return compose(session.dossier, session.log, wanted, directory_of(home)).pdf


def compose(dossier: Dossier, log: Log, wanted: Wanted, places: InForce) -> Made:
    """Decide, lay out and render a paper from a log and the bytes beside it: the same bytes for an equal basis."""
    from reports.pdf import render

    view = fold(log)
    office = office_of(view)
    present = dossier.blob_ids()
    visits = [visit for one in wanted.visits if (visit := view.visit_of(one)) is not None]
    paper = outline(dossier, view, wanted, visits, office, places, present)
    pdf = render(paper, {name: dossier.blob(name) for name in paper.images()})
    basis = basis_of(
        log,
        visits,
        present,
        layout=paper.profile,
        places=places.sha256,
        series=office.series,
        program=PROGRAM,
    )
    return Made(pdf, basis)


def outline(
    dossier: Dossier, view: View, wanted: Wanted, visits: list[VisitView], office: Office, places: InForce,
    present: frozenset[str],
) -> Paper:  # fmt: skip
    """Return the blocks of a paper.

    Args:
        dossier: where the checklists lie.
        view: the round as the paper sees it.
        wanted: what is wanted.
        visits: its visits.
        office: who issues it.
        places: the list of communes.
        present: the blobs that are here; a photo that is not is told as absent.
    """
    numbered = Numbered(wanted.number, wanted.number is None)
    if wanted.type == "minutes":
        (visit,) = visits
        checklist = checklist_in(dossier, visit)
        if not numbered.draft:
            orders.ready(visits, orders.codes(checklist.items))
        return minutes(visit, checklist, office, numbered, present)
    ids = [visit.id for visit in visits]
    checklists = checklists_in(dossier, visits)
    of_report = wanted.type == "report"
    synthesis = synthesise(view, checklists, places.directory, ids, role_play=of_report)
    if of_report:
        issued = Issued(numbered, wanted.day, {visit: _minutes_of(view, visit, office) for visit in ids})
        return report(synthesis, office, issued, calendar.shipped(), present)
    issue = Issue(
        numbered=numbered,
        day=wanted.day,
        answer_by=date.fromisoformat(wanted.answer_by) if wanted.answer_by else None,
        addressees=tuple(wanted.addressee.split("\n")),
        basis=_rests_on(view, ids, office),
    )
    return letter(synthesis, office, issue, calendar.shipped(), present)


def _minutes_of(view: View, visit: VisitId, office: Office) -> str:
    """Return number and symbol of the newest minutes of a visit, or nothing."""
    numbers = [d.said.number for d in view.documents if d.said.type == "minutes" and visit in d.said.visits]
    return f"{numbers[-1]}/{office.minutes_symbol}" if numbers else ""


def _rests_on(view: View, visits: list[VisitId], office: Office) -> tuple[str, ...]:
    """Return the papers that a letter rests on: the report that tells of all its visits, else their minutes."""
    for document in reversed(view.documents):
        said = document.said
        if said.type == "report" and set(visits) <= set(said.visits):
            day = date.fromisoformat(said.date)
            return (f"Báo cáo số {said.number}/{office.report_symbol} ngày {day:%d/%m/%Y}",)
    found = dict.fromkeys(filter(None, (_minutes_of(view, visit, office) for visit in visits)))
    return tuple(f"Biên bản số {number}" for number in found)
