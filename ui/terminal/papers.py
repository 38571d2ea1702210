"""`document`: from a visit, or from a whole round, to papers; each is recorded with all that it was made from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import click

from inspector.commands.rounding import RecordDocument
from inspector.dossier.file import Dossier
from inspector.errors import KnownError
from inspector.journal import canon
from inspector.journal.bodies import Basis
from inspector.journal.entry import VisitId
from inspector.journal.log import Log
from inspector.projection.basis import at_basis, basis_of
from inspector.projection.view import Document, View, fold
from inspector.projection.visit import VisitView
from inspector.rules import calendar
from inspector.session import PROGRAM, Session
from inspector.synthesis.whole import Synthesis, synthesise
from inspector.text import clean
from reports.outline import orders
from reports.outline.blocks import Paper
from reports.outline.letter import Issue, letter
from reports.outline.minutes import Numbered, minutes
from reports.outline.office import Office, office_of
from reports.outline.report import Issued, report
from ui.terminal.desk import Desk, find_visit, needed_day, now, pass_desk, path_argument, verb, write_new
from ui.terminal.directories import InForce, directory_by_hash, directory_of
from ui.terminal.visits import checklist_in, checklists_in

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


@click.group()
def document() -> None:
    """Lập văn bản. / Make a paper."""


def _options(function: Any) -> Any:
    for option in (
        click.option("--json", "as_json", is_flag=True),
        click.option("--draft", is_flag=True, help="Bản nháp: không số, không ô ký. / A draft cannot be signed."),
        click.option("--out", type=path_argument, required=True),
        click.option("--day", help="Ngày ban hành. / The day of issue."),
        click.argument("dossier", type=path_argument),
    ):
        function = option(function)
    return function


_number = click.option("--number", default="", help="Số văn bản, như 05. / The document's number, as 05.")
_answer_by = click.option(
    "--answer-by", default="", help="Trả lời trước ngày; mặc định sau hạn nhiệm vụ cuối. / An answer is due before."
)


def _numbered(number: str, draft: bool) -> str | None:
    typed = clean(number)
    if not draft and not typed:
        raise KnownError("document.number-needed", exit_code=2)
    return None if draft else typed


def _day(desk: Desk, typed: str | None) -> date:
    return needed_day(typed) if typed else now(desk).date()


@document.command("minutes")
@_number
@click.option("--visit", "wanted")
@_options
@pass_desk
@verb
def make_minutes(
    desk: Desk, dossier: Path, wanted: str | None, number: str, day: str | None, out: Path, draft: bool, as_json: bool
) -> None:
    """Biên bản kiểm tra của một lượt. / The minutes of a visit."""
    paper_number = _numbered(number, draft)
    with desk.session(dossier) as session:
        visit = find_visit(session.view, wanted)
        asked = Wanted("minutes", (visit.id,), paper_number, _day(desk, day))
        _tell(desk, _make(desk, session, asked, out), as_json)


@document.command("report")
@_number
@_options
@pass_desk
@verb
def make_report(desk: Desk, dossier: Path, number: str, day: str | None, out: Path, draft: bool, as_json: bool) -> None:
    """Báo cáo kết quả của cả đợt, gửi Chủ tịch UBND tỉnh. / The round's report to the provincial chair."""
    paper_number = _numbered(number, draft)
    with desk.session(dossier) as session:
        # Every visit is pinned, those that wait or are void too: that they do not count is part of the report.
        visits = tuple(session.view.visits)
        _tell(desk, _make(desk, session, Wanted("report", visits, paper_number, _day(desk, day)), out), as_json)


@document.command("letter")
@_number
@click.option("--visit", "wanted", multiple=True, help="Một hoặc nhiều lượt. / One visit or several.")
@click.option("--to", "addressee", multiple=True, help="Nơi kính gửi. / The addressee.")
@_answer_by
@_options
@pass_desk
@verb
def make_letter(
    desk: Desk, dossier: Path, wanted: tuple[str, ...], addressee: tuple[str, ...], answer_by: str, number: str,
    day: str | None, out: Path, draft: bool, as_json: bool,
) -> None:  # fmt: skip
    """Công văn yêu cầu khắc phục về các lượt được nêu. / The letter that asks a chair to put things right."""
    paper_number, issued, due = _numbered(number, draft), _day(desk, day), _due(answer_by)
    with desk.session(dossier) as session:
        visits = tuple(find_visit(session.view, one).id for one in wanted or (None,))
        to = "\n".join(map(clean, addressee)) or _in_charge(desk, session, visits, issued)
        _tell(desk, _make(desk, session, Wanted("letter", visits, paper_number, issued, to, due), out), as_json)


@document.command("letters")
@click.option("--first-number", default="", help="Số của công văn đầu, như 101. / The number of the first letter.")
@_answer_by
@_options
@pass_desk
@verb
def make_letters(
    desk: Desk, dossier: Path, first_number: str, answer_by: str, day: str | None, out: Path, draft: bool, as_json: bool
) -> None:
    """Công văn cho từng nơi phải chỉ đạo khắc phục, vào một thư mục. / One letter to every chair in charge."""
    first, issued, due = _numbered(first_number, draft), _day(desk, day), _due(answer_by)
    with desk.session(dossier) as session:
        whole = synthesis_of(desk, session, role_play=False)
        to = whole.addressees(issued)
        if not to:
            raise KnownError("document.no-shortcoming", exit_code=2, visit=session.view.title)
        numbers = _series(first, len(to))
        names = [
            f"CV_{number}.pdf" if number else f"CV_ban-nhap_{place:02}.pdf" for place, number in enumerate(numbers, 1)
        ]
        taken = [name for name in names if (out / name).exists()]
        if taken:
            raise KnownError("file.exists", exit_code=6, file=taken[0])
        files = []
        for one, number, name in zip(to, numbers, names, strict=True):
            visits = tuple(visit.id for unit in one.units for visit in unit.visits)
            chairs = "\n".join(_chair(place.full) for place in one.places)
            files.append(_make(desk, session, Wanted("letter", visits, number, issued, chairs, due), out / name))
        _tell(desk, files, as_json)


def _series(first: str | None, count: int) -> list[str | None]:
    """Return consecutive numbers, as wide as the first: 0226, 0227; none for drafts.

    Raises: KnownError("document.number-series").
    """
    if first is None:
        return [None] * count
    if not (first.isascii() and first.isdigit()):
        raise KnownError("document.number-series", exit_code=2, number=first)
    return [f"{int(first) + place:0{len(first)}}" for place in range(count)]


def _due(typed: str) -> str:
    return needed_day(typed).isoformat() if typed else ""


def _chair(place: str) -> str:
    return f"Chủ tịch Ủy ban nhân dân {place}"


def _in_charge(desk: Desk, session: Session, visits: tuple[VisitId, ...], day: date) -> str:
    """Return the chairs who answer for visits on a day.

    Raises: KnownError("document.no-shortcoming"): nobody is addressed for nothing.
    """
    to = synthesis_of(desk, session, visits, role_play=False).addressees(day)
    if not to:
        raise KnownError("document.no-shortcoming", exit_code=2, visit=session.view.visits[visits[0]].unit.name)
    return "\n".join(dict.fromkeys(_chair(place.full) for one in to for place in one.places))


def synthesis_of(
    desk: Desk, session: Session, visits: Sequence[VisitId] | None = None, *, role_play: bool = True
) -> Synthesis:
    """Return the synthesis of a round, or of some visits, as the person's directory and the round's settings make it."""
    view = session.view
    chosen = [view.visits[one] for one in visits] if visits is not None else list(view.visits.values())
    checklists = checklists_in(session.dossier, chosen)
    return synthesise(view, checklists, directory_of(desk).directory, visits, role_play=role_play)


@document.command("again")
@click.argument("dossier", type=path_argument)
@click.argument("wanted")
@click.option("--out", type=path_argument, required=True)
@pass_desk
@verb
def make_again(desk: Desk, dossier: Path, wanted: str, out: Path) -> None:
    """Lập lại văn bản đã ghi, đúng từng byte, từ cơ sở của nó. / Make a recorded paper again, byte for byte."""
    with desk.session(dossier) as session:
        found = _recorded(session.view, wanted)
        said = found.said
        asked = Wanted(
            said.type, said.visits, said.number, date.fromisoformat(said.date), said.addressee, said.answer_by
        )
        places = directory_by_hash(desk, said.basis.places)
        made = _compose(session.dossier, at_basis(session.log, said.basis), asked, places)
        if made.basis != said.basis or canon.blob_id(made.pdf) != said.sha256:
            raise KnownError("document.basis-differs", exit_code=4, number=said.number)
    write_new(out, made.pdf)
    desk.tell("cli.document-made", file=out.name)


def _recorded(view: View, wanted: str) -> Document:
    """Return the recorded paper that a person means: by number and symbol, by its number alone, or by an id's beginning.

    Raises: KnownError thing.unknown, document.which.
    """
    office = office_of(view)
    symbols = {"minutes": office.minutes_symbol, "report": office.report_symbol, "letter": office.letter_symbol}
    full = {d.id: f"{d.said.number}/{symbols[d.said.type]}" for d in view.documents}
    # A number is short and made of digits, as the beginning of an id may be: the number comes first.
    for found in (
        [d for d in view.documents if full[d.id] == wanted],
        [d for d in view.documents if d.said.number == wanted],
        [d for d in view.documents if len(wanted) >= 4 and d.id.startswith(wanted)],
    ):
        if len(found) > 1:
            which = "; ".join(f"{full[d.id]} ({d.id[:8]})" for d in found)
            raise KnownError("document.which", exit_code=2, number=wanted, which=which)
        if found:
            return found[0]
    raise KnownError("thing.unknown", exit_code=2, thing=wanted)


def _make(desk: Desk, session: Session, wanted: Wanted, out: Path) -> dict[str, Any]:
    """Make a paper of visits as they stand, record it unless it is a draft, and write the file."""
    made = _compose(session.dossier, session.log, wanted, directory_of(desk))
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
    return {
        "file": str(out),
        "number": wanted.number,
        "addressees": wanted.addressee.split("\n") if wanted.addressee else [],
        "sha256": canon.blob_id(made.pdf),
        "draft": wanted.number is None,
    }


def _tell(desk: Desk, made: dict[str, Any] | list[dict[str, Any]], as_json: bool) -> None:
    if as_json:
        desk.print_json(made)
    for one in made if isinstance(made, list) else [made]:
        desk.tell("cli.document-made", file=Path(one["file"]).name)


def _compose(dossier: Dossier, log: Log, wanted: Wanted, places: InForce) -> Made:
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
