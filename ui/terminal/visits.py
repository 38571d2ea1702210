"""The inspector's verbs at one unit: open, answer, photo, fact, comment, undo, seal; and the lead's: decide, void."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

import click

from inspector.commands.answering import Answer, Conclude, WithdrawAnswer, WithdrawConclusion
from inspector.commands.evidence import AddPhoto
from inspector.commands.undoing import Redo, Undo
from inspector.commands.visiting import Comment, OpenUnplanned, OpenVisit, SetStatus, StateFact
from inspector.errors import KnownError
from inspector.evidence.ingest import Ingest
from inspector.journal.bodies import UnitRef
from inspector.rules.answers import admits, parse, say_value
from inspector.text import clean
from ui.terminal.desk import Desk, find_visit, needed, part_of, pass_desk, path_argument, read_bytes, typed_moment, verb
from ui.terminal.rounds import checklist_bytes
from ui.work.home import local_now
from ui.work.sealing import seal_visit
from ui.work.visits import checklist_of

visit_option = click.option("--visit", "wanted", help="Lượt: tên đơn vị hoặc phần đầu mã. / A unit's name or an id.")


@click.command("open")
@click.argument("dossier", type=path_argument)
@click.argument("wanted", required=False)
@click.option("--unit", help="Mở lượt ngoài kế hoạch tại đơn vị này. / Open an unplanned visit to this unit.")
@click.option("--district", default="")
@click.option("--checklist", default="")
@click.option("--started", help="Lúc bắt đầu, RFC 3339. / When it began, RFC 3339.")
@click.option("--mystery", is_flag=True, help="Đóng vai người dân. / Posing as a citizen.")
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def open_visit(
    desk: Desk, dossier: Path, wanted: str | None, unit: str | None, district: str, checklist: str,
    started: str | None, mystery: bool, as_json: bool,
) -> None:  # fmt: skip
    """Bắt đầu lượt kiểm tra. / Begin a visit."""
    with desk.session(dossier) as session:
        when = typed_moment(started) if started else local_now(desk.sources)
        if unit is not None:
            ref = UnitRef(name=needed(unit), district=clean(district))
            (visit,) = session.do(OpenUnplanned(ref, checklist_bytes(checklist), when, mystery)).added
        else:
            visit = find_visit(session.view, wanted).id
            session.do(OpenVisit(visit, when, mystery))
        name = session.view.visits[visit].unit.name
    if as_json:
        desk.print_json({"visit": visit, "unit": name})
    else:
        click.echo(visit)
    desk.tell("cli.visit-opened", unit=name)


@click.command("answer")
@click.argument("dossier", type=path_argument)
@click.argument("item", required=False)
@click.argument("value", required=False)
@visit_option
@click.option("--note", default="", help="Ghi nhận thực tế. / What was seen.")
@click.option("--reason", default="", help="Lý do, khi không áp dụng hoặc không kiểm tra được. / Why, if na or nv.")
@click.option("--from", "source", type=path_argument, help='Nhiều câu: mỗi dòng {"item":…,"value":…,"note":…}.')
@pass_desk
@verb
def answer(
    desk: Desk, dossier: Path, item: str | None, value: str | None, wanted: str | None, note: str, reason: str,
    source: Path | None,
) -> None:  # fmt: skip
    """Trả lời tiêu chí. Mỗi câu được lưu ngay khi ghi. / Answer items; each is saved by itself."""
    one = {"item": item or "", "value": value or "", "note": note, "reason": reason}
    lines = _lines(source) if source else [one]
    if any(not line.get("item") or not line.get("value") for line in lines):
        raise KnownError("answer.what", exit_code=2)
    with desk.session(dossier) as session:
        visit = find_visit(session.view, wanted)
        checklist = checklist_of(session, visit)
        for line in lines:
            asked = checklist.find(line["item"])
            given = parse(asked, line["value"])
            note_text, reason_text = clean(line.get("note", "")), clean(line.get("reason", ""))
            session.do(Answer(visit.id, asked.id, given, note_text, reason_text))
            desk.tell("cli.answered", code=asked.code, words=say_value(asked, given, desk.lang))


def _lines(source: Path) -> list[dict[str, str]]:
    """Return the answers of a file with one JSON object in a line.

    Raises: KnownError answer.file, file.unreadable.
    """
    found: list[dict[str, str]] = []
    for number, text in enumerate(read_bytes(source).decode("utf-8", "replace").splitlines(), 1):
        if not text.strip():
            continue
        try:
            line = json.loads(text)
        except ValueError as error:
            raise KnownError("answer.file", exit_code=2, file=source.name, line=number) from error
        if not isinstance(line, dict) or not all(isinstance(one, str) for one in line.values()):
            raise KnownError("answer.file", exit_code=2, file=source.name, line=number)
        found.append(line)
    return found


@click.command("withdraw")
@click.argument("dossier", type=path_argument)
@click.argument("item")
@visit_option
@click.option("--reason", default="")
@click.option("--conclusion", is_flag=True, help="Rút kết luận của Trưởng đoàn. / Withdraw the lead's conclusion.")
@pass_desk
@verb
def withdraw(desk: Desk, dossier: Path, item: str, wanted: str | None, reason: str, conclusion: bool) -> None:
    """Rút câu trả lời của mình. / Take one's own answer back."""
    with desk.session(dossier) as session:
        visit = find_visit(session.view, wanted)
        asked = checklist_of(session, visit).find(item)
        request = WithdrawConclusion if conclusion else WithdrawAnswer
        session.do(request(visit.id, asked.id, clean(reason)))


@click.command("decide")
@click.argument("dossier", type=path_argument)
@click.argument("item")
@click.argument("value")
@visit_option
@click.option("--reason", required=True, help="Vì sao. / Why.")
@pass_desk
@verb
def decide(desk: Desk, dossier: Path, item: str, value: str, wanted: str | None, reason: str) -> None:
    """Kết luận khi các thành viên ghi nhận khác nhau. / Conclude where observers disagree."""
    with desk.session(dossier) as session:
        visit = find_visit(session.view, wanted)
        asked = checklist_of(session, visit).find(item)
        given = parse(asked, value)
        admits(asked, given)
        session.do(Conclude(visit.id, asked.id, given, clean(reason)))
        desk.tell("cli.decided", code=asked.code, words=say_value(asked, given, desk.lang))


@click.group()
def photo() -> None:
    """Ảnh minh chứng. / Photos as evidence."""


@photo.command("add")
@click.argument("dossier", type=path_argument)
@click.argument("files", type=path_argument, nargs=-1, required=True)
@visit_option
@click.option("--item", "items", multiple=True, help="Tiêu chí mà ảnh chứng minh. / Items that it is evidence for.")
@click.option("--caption", default="")
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def add_photos(
    desk: Desk, dossier: Path, files: tuple[Path, ...], wanted: str | None, items: tuple[str, ...], caption: str,
    as_json: bool,
) -> None:  # fmt: skip
    """Thêm ảnh: bản gốc giữ nguyên từng byte. / Add photos; the originals stay untouched."""
    added: list[dict[str, object]] = []
    refused: KnownError | None = None
    with desk.session(dossier) as session, Ingest() as ingest:
        visit = find_visit(session.view, wanted)
        checklist = checklist_of(session, visit)
        codes = tuple(checklist.find(item).id for item in items)
        for file in files:
            try:
                taken = ingest.take(read_bytes(file), file.name)
            except KnownError as error:
                desk.tell(error.key, **error.params)
                refused = error
                continue
            change = session.do(
                AddPhoto(
                    visit.id, taken.original, taken.display, file.name, taken.format, taken.width, taken.height,
                    taken.facts.stated(), codes, clean(caption),
                )
            )  # fmt: skip
            added.append({"file": file.name, "statements": change.added})
            desk.tell("cli.photo-added", file=file.name)
    if as_json:
        desk.print_json(added)
    if refused is not None:
        raise KnownError("photo.some-refused", added=len(added), total=len(files))


@click.command("fact")
@click.argument("dossier", type=path_argument)
@click.argument("name", type=click.Choice(["ended", "representatives", "unit_opinion", "refused_to_sign", "phone"]))
@click.argument("value")
@visit_option
@pass_desk
@verb
def fact(desk: Desk, dossier: Path, name: str, value: str, wanted: str | None) -> None:
    """Ghi điều mà biên bản cần. / State what the minutes need."""
    text = typed_moment(value) if name == "ended" else clean(value)
    with desk.session(dossier) as session:
        session.do(StateFact(find_visit(session.view, wanted).id, name, text))


@click.command("comment")
@click.argument("dossier", type=path_argument)
@click.argument("text")
@visit_option
@click.option("--item", default="")
@pass_desk
@verb
def comment(desk: Desk, dossier: Path, text: str, wanted: str | None, item: str) -> None:
    """Bình luận về một tiêu chí hoặc cả lượt. / Comment on an item or the whole visit."""
    with desk.session(dossier) as session:
        visit = find_visit(session.view, wanted)
        on = ("obs", checklist_of(session, visit).find(item).id, "") if item else ()
        session.do(Comment(visit.id, on, needed(text)))


def _status(value: Literal["open", "void"], name: str, doc: str) -> click.Command:
    @click.command(name, help=doc)
    @click.argument("dossier", type=path_argument)
    @click.option("--visit", "wanted", required=True)
    @click.option("--reason", required=True)
    @pass_desk
    @verb
    def run(desk: Desk, dossier: Path, wanted: str, reason: str) -> None:
        with desk.session(dossier) as session:
            visit = find_visit(session.view, wanted, void=value == "open")
            session.do(SetStatus(visit.id, value, clean(reason)))

    return run


void = _status("void", "void", "Huỷ lượt, có lý do; dữ liệu được giữ. / Declare a visit void; nothing is lost.")
reopen = _status("open", "reopen", "Mở lại lượt đã huỷ. / Reopen a void visit.")


@click.command("undo")
@click.argument("dossier", type=path_argument)
@visit_option
@pass_desk
@verb
def undo(desk: Desk, dossier: Path, wanted: str | None) -> None:
    """Hoàn tác bước vừa làm. / Undo one's last step."""
    with desk.session(dossier) as session:
        session.do(Undo(find_visit(session.view, wanted).id))


@click.command("redo")
@click.argument("dossier", type=path_argument)
@visit_option
@pass_desk
@verb
def redo(desk: Desk, dossier: Path, wanted: str | None) -> None:
    """Làm lại bước vừa hoàn tác. / Redo what was undone."""
    with desk.session(dossier) as session:
        session.do(Redo(find_visit(session.view, wanted).id))


@click.command("seal")
@click.argument("dossier", type=path_argument)
@visit_option
@click.option("--purpose", type=click.Choice(["covert", "onsite", "final", "amendment"]), default="onsite")
@click.option("--with-gaps", default="", help="Lý do niêm phong khi còn thiếu. / Why it is sealed with gaps.")
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def seal(
    desk: Desk, dossier: Path, wanted: str | None, purpose: Literal["covert", "onsite", "final", "amendment"],
    with_gaps: str, as_json: bool,
) -> None:  # fmt: skip
    """Niêm phong: sau đó chỉ còn bản bổ sung. / Seal; afterwards there are only amendments."""
    with desk.session(dossier) as session:
        visit = find_visit(session.view, wanted)
        # A seal never reaches beyond its scope: of a visit that was joined, each part is sealed by its own id.
        made = seal_visit(session, part_of(visit, wanted or "") or visit.id, purpose, with_gaps=with_gaps)
    sealed = made.seal.said
    if as_json:
        desk.print_json({"seal": made.id, "code": made.code, "root": sealed.root, "statements": sealed.entries})
    else:
        click.echo(made.code)
    desk.tell("cli.sealed", count=sealed.entries, blobs=sealed.blobs)
