"""`document`: from a visit, or from a whole round, to papers; each is recorded with all that it was made from."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from inspector.errors import KnownError
from inspector.journal import canon
from inspector.projection.view import Document, View
from inspector.session import Session
from inspector.text import clean
from reports.outline.office import office_of
from ui.terminal.desk import Desk, find_visit, needed_day, pass_desk, path_argument, verb
from ui.work.home import now, write_new
from ui.work.papers import Wanted, again, chair, in_charge, make, synthesis_of


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
    return needed_day(typed) if typed else now(desk.sources).date()


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
        to = "\n".join(map(clean, addressee)) or in_charge(session, desk.directory().directory, visits, issued)
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
        whole = synthesis_of(session, desk.directory().directory, role_play=False)
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
            chairs = "\n".join(chair(place.full) for place in one.places)
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


@document.command("again")
@click.argument("dossier", type=path_argument)
@click.argument("wanted")
@click.option("--out", type=path_argument, required=True)
@pass_desk
@verb
def make_again(desk: Desk, dossier: Path, wanted: str, out: Path) -> None:
    """Lập lại văn bản đã ghi, đúng từng byte, từ cơ sở của nó. / Make a recorded paper again, byte for byte."""
    with desk.session(dossier) as session:
        made = again(session, desk.home, _recorded(session.view, wanted))
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
    """Make a paper and return what is told of it."""
    made = make(session, desk.directory(), wanted, out)
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
