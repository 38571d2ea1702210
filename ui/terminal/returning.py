"""The lead's answers to what came in: `return`, `approve` and `receipt`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from inspector.commands.judging import ApproveVisit, ItemComment, ReturnVisit, WithdrawJudgement
from inspector.dossier.foreign import examine_all
from inspector.dossier.known import Known
from inspector.dossier.verdict import Intake
from inspector.errors import KnownError
from inspector.journal.entry import VisitId
from inspector.progress import Silent
from inspector.session import Session
from inspector.text import clean
from ui.terminal.desk import Desk, find_visit, needed, pass_desk, path_argument, verb
from ui.terminal.visits import visit_option
from ui.work.handing import Written
from ui.work.receipts import files_of, visits_of, write_receipt
from ui.work.returning import write_judgement
from ui.work.visits import checklist_of

out_option = click.option("--out", type=path_argument, help="Thư mục nhận tệp. / Where the file is written.")
plain_option = click.option("--plain", default="", help="Lý do không mã hoá. / Why it is not encrypted.")
json_option = click.option("--json", "as_json", is_flag=True)


@click.command("return")
@click.argument("dossier", type=path_argument)
@visit_option
@click.option("--comment", "typed", multiple=True, help="MÃ=nội dung, nhiều lần được. / CODE=text, may be repeated.")
@click.option("--reason", default="", help="Lý do chung. / The reason for all.")
@out_option
@plain_option
@json_option
@pass_desk
@verb
def return_visit(
    desk: Desk, dossier: Path, wanted: str | None, typed: tuple[str, ...], reason: str, out: Path | None, plain: str,
    as_json: bool,
) -> None:  # fmt: skip
    """Trả lại lượt đã niêm phong, kèm ý kiến từng tiêu chí. / Send a sealed visit back, with comments on items."""
    with desk.session(dossier) as session:
        visit = find_visit(session.view, wanted)
        checklist = checklist_of(session, visit)
        comments = []
        for one in typed:
            code, _, text = one.partition("=")
            comments.append(ItemComment(checklist.find(code.strip()).id, needed(text)))
        session.do(ReturnVisit(visit.id, tuple(comments), clean(reason)))
        desk.tell("cli.returned", unit=visit.unit.name, count=len(comments))
        files = _written(desk, session, visit.id, out, plain)
    _tell(desk, {"visit": visit.id}, files, as_json)


@click.command("approve")
@click.argument("dossier", type=path_argument)
@visit_option
@click.option("--reason", default="")
@click.option("--withdraw", is_flag=True, help="Rút lại việc duyệt hoặc trả lại. / Take an approval or a return back.")
@out_option
@plain_option
@json_option
@pass_desk
@verb
def approve(
    desk: Desk, dossier: Path, wanted: str | None, reason: str, withdraw: bool, out: Path | None, plain: str,
    as_json: bool,
) -> None:  # fmt: skip
    """Duyệt lượt đã niêm phong: từ đó không ghi thêm. / Approve a sealed visit: nothing is added from then on."""
    with desk.session(dossier) as session:
        visit = find_visit(session.view, wanted)
        request = WithdrawJudgement if withdraw else ApproveVisit
        session.do(request(visit.id, clean(reason)))
        desk.tell("cli.judgement-withdrawn" if withdraw else "cli.approved", unit=visit.unit.name)
        files = _written(desk, session, visit.id, out, plain)
    _tell(desk, {"visit": visit.id}, files, as_json)


@click.command("receipt")
@click.argument("dossier", type=path_argument)
@click.argument("files", type=path_argument, nargs=-1, required=True)
@click.option("--out", type=path_argument, required=True)
@plain_option
@json_option
@pass_desk
@verb
def receipt(desk: Desk, dossier: Path, files: tuple[Path, ...], out: Path, plain: str, as_json: bool) -> None:
    """Ghi biên nhận cho các tệp đã gộp: đã có gì, còn thiếu gì. / Receipt files: what is here of them."""
    with desk.session(dossier) as session, desk.home.private() as private:
        known = Known.of(session.dossier, {session.log.round: session.log})
        intakes: list[Intake] = []
        for _, found in examine_all(files, private, known, identities=[desk.identity()]):
            if isinstance(found, KnownError):
                raise found
            if found.new:
                raise KnownError("receipt.not-merged", exit_code=3, file=found.name, count=found.new)
            intakes.append(found)
        visits = visits_of(session, intakes)
        if not visits:
            raise KnownError("receipt.no-visit", exit_code=2)
        written = write_receipt(
            session, desk.home, desk.sources, visits, files_of(intakes), out, plain_reason=plain, progress=Silent()
        )
    _tell(desk, {"visits": list(visits)}, written, as_json)


def _written(desk: Desk, session: Session, visit: VisitId, out: Path | None, plain: str) -> Sequence[Written]:
    if out is None:
        return ()
    return write_judgement(session, desk.home, desk.sources, [visit], out, plain_reason=plain, progress=Silent())


def _tell(desk: Desk, about: dict[str, Any], files: Sequence[Written], as_json: bool) -> None:
    if as_json:
        desk.print_json({**about, "files": [str(one.path) for one in files]})
    for one in files:
        if not as_json:
            click.echo(one.path)
        desk.tell("cli.handed-over", file=one.path.name, size=one.size)
