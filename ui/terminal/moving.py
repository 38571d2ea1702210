"""Files that leave the laptop: `brief` and `handover`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from inspector.dossier.cut import Weight
from inspector.journal.entry import VisitId
from inspector.progress import Silent
from inspector.session import Session
from ui.terminal.desk import Desk, find_visit, pass_desk, path_argument, typed_day, verb
from ui.work.briefing import brief as write_briefings
from ui.work.briefing import to_brief
from ui.work.day_lists import open_on
from ui.work.handing import hand_over_visits
from ui.work.home import now


@click.command("brief")
@click.argument("dossier", type=path_argument)
@click.option(
    "--visit", "wanted", multiple=True, help="Mặc định: lượt đến ngày --until. / By default those of --until."
)
@click.option(
    "--until", default="", help="Nêu lượt đến ngày này; vắng: hôm nay. / Tell of visits until then, or today."
)
@click.option("--out", type=path_argument, required=True)
@click.option("--to", "recipients", multiple=True, help="Người nhận (age1…), ít nhất hai. / At least two recipients.")
@click.option("--everyone", is_flag=True, help="Mỗi người một tệp, mã hoá cho người ấy. / A file for each person.")
@click.option("--plain", default="", help="Lý do không mã hoá. / Why it is not encrypted.")
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def brief(
    desk: Desk,
    dossier: Path,
    wanted: tuple[str, ...],
    until: str,
    out: Path,
    recipients: tuple[str, ...],
    everyone: bool,
    plain: str,
    as_json: bool,
) -> None:
    """Tệp giao nhiệm vụ: đợt, danh sách, phiếu, lượt dự kiến. / The briefing: round, roster, checklist, planned visits."""
    with desk.session(dossier) as session:
        last = typed_day(until) or now(desk.sources).date().isoformat()
        chosen = [find_visit(session.view, one).id for one in wanted] or list(open_on(session.view, last))
        if everyone:
            if recipients or plain:
                raise click.UsageError("--everyone: --to, --plain")
            _brief_everyone(desk, session, chosen, out, as_json)
            return
        files = hand_over_visits(
            session, desk.home, desk.sources, chosen, "statements", out, recipients=recipients, plain_reason=plain,
            briefing=True,
        )  # fmt: skip
    _tell_files(desk, files, as_json, "cli.briefed")


def _brief_everyone(desk: Desk, session: Session, visits: Sequence[VisitId], out: Path, as_json: bool) -> None:
    """Write a briefing for each person; what failed is told, and the exit code says so."""
    out.mkdir(parents=True, exist_ok=True)
    people = to_brief(session.view, session.me)
    outcomes = write_briefings(session, desk.home, desk.sources, people, visits, out, progress=Silent())
    if as_json:
        desk.print_json(
            [{"name": one.name, "files": [str(file.path) for file in one.files], "error": one.error and one.error.key}
             for one in outcomes]
        )  # fmt: skip
    for one in outcomes:
        if one.error is not None:
            desk.tell("cli.not-briefed", name=one.name, why=desk.say(one.error.key, **one.error.params))
        for file in one.files:
            if not as_json:
                click.echo(file.path)
            desk.tell("cli.briefed", file=file.path.name, size=file.size)
    failed = next((one.error for one in outcomes if one.error is not None), None)
    if failed is not None:
        raise failed


@click.command("handover")
@click.argument("dossier", type=path_argument)
@click.option("--visit", "wanted", multiple=True)
@click.option("--out", type=path_argument, required=True)
@click.option("--weight", type=click.Choice(["statements", "display", "originals"]), default="originals")
@click.option("--to", "recipients", multiple=True, help="Mặc định: Trưởng đoàn và Phó. / By default lead and deputy.")
@click.option("--plain", default="", help="Lý do không mã hoá. / Why it is not encrypted.")
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def handover(
    desk: Desk, dossier: Path, wanted: tuple[str, ...], out: Path, weight: Weight, recipients: tuple[str, ...], plain: str,
    as_json: bool,
) -> None:  # fmt: skip
    """Bàn giao lượt kiểm tra: mã hoá, ghi xong đọc lại. / Hand visits over: encrypted, and verified after writing."""
    with desk.session(dossier) as session:
        chosen = [find_visit(session.view, one).id for one in wanted or (None,)]
        files = hand_over_visits(
            session, desk.home, desk.sources, chosen, weight, out, recipients=recipients, plain_reason=plain
        )
    _tell_files(desk, files, as_json, "cli.handed-over")


def _tell_files(desk: Desk, files: Sequence[Path], as_json: bool, key: str) -> None:
    if as_json:
        desk.print_json({"files": [str(file) for file in files]})
    for file in files:
        if not as_json:
            click.echo(file)
        desk.tell(key, file=file.name, size=file.stat().st_size)
