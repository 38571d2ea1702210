"""Files that leave the laptop: `brief` and `handover`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import click

from inspector.commands.rounding import RecordHandOver
from inspector.dossier.cut import cut
from inspector.dossier.handover import hand_over
from inspector.errors import KnownError
from inspector.people.recipient import is_acceptable
from inspector.session import Session
from inspector.text import clean
from ui.terminal.desk import Desk, find_visit, now, pass_desk, path_argument, verb

Weight = Literal["statements", "display", "originals"]


@click.command("brief")
@click.argument("dossier", type=path_argument)
@click.option("--visit", "wanted", multiple=True, help="Mặc định: mọi lượt dự kiến. / By default every planned visit.")
@click.option("--out", type=path_argument, required=True)
@click.option("--to", "recipients", multiple=True, help="Người nhận (age1…), ít nhất hai. / At least two recipients.")
@click.option("--plain", default="", help="Lý do không mã hoá. / Why it is not encrypted.")
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def brief(
    desk: Desk,
    dossier: Path,
    wanted: tuple[str, ...],
    out: Path,
    recipients: tuple[str, ...],
    plain: str,
    as_json: bool,
) -> None:
    """Tệp giao nhiệm vụ: đợt, danh sách, phiếu, lượt dự kiến. / The briefing: round, roster, checklist, planned visits."""
    with desk.session(dossier) as session:
        chosen = [find_visit(session.view, one).id for one in wanted] or list(session.view.visits)
        files = _send(desk, session, chosen, "statements", out, recipients, plain, briefing=True)
    _tell_files(desk, files, as_json, "cli.briefed")


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
        files = _send(desk, session, chosen, weight, out, recipients, plain, briefing=False)
    _tell_files(desk, files, as_json, "cli.handed-over")


def _send(
    desk: Desk, session: Session, visits: Sequence[str], weight: Weight, out: Path, to: Sequence[str], plain: str, *,
    briefing: bool,
) -> list[Path]:  # fmt: skip
    """Record the hand-over, cut the file and write it: encrypted to two or more, or in the clear with a reason."""
    recipients = () if plain else tuple(dict.fromkeys(to)) or _leads(session)
    if not plain and len(recipients) < 2:
        raise KnownError("handover.recipients", exit_code=2)
    _may_leave(recipients, out)
    session.do(RecordHandOver(tuple(visits), weight, recipients, clean(plain)))
    trust = session.view.trust
    scopes = [scope.scope for one in visits for scope in session.view.visits[one].scopes]
    part = cut(
        session.dossier,
        session.log,
        visits=scopes,
        weight=weight,
        briefing=briefing,
        erased_entries=trust.erased_entries,
        erased_blobs=trust.erased_blobs,
    )
    with desk.private() as private:
        return hand_over(
            part,
            session.dossier,
            out,
            private,
            day=_day(desk),
            team=session.log.round[:8],
            recipients=recipients,
            plain_reason=plain,
        )


def _may_leave(recipients: Sequence[str], out: Path) -> None:
    """Refuse what could not be written anyway, before a statement says that it left.

    Raises: KnownError exchange.recipient, file.unwritable.
    """
    for one in recipients:
        if not is_acceptable(one):
            raise KnownError("exchange.recipient", recipient=one)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError("file.unwritable", exit_code=6, file=out.name, detail=error.strerror or "") from error


def _day(desk: Desk) -> str:
    return now(desk).strftime("%Y%m%d")


def _leads(session: Session) -> tuple[str, ...]:
    persons = session.view.trust.persons.values()
    return tuple(k.receive for p in persons if {"lead", "deputy"} & set(p.roles) for k in p.keys if k.receive)


def _tell_files(desk: Desk, files: Sequence[Path], as_json: bool, key: str) -> None:
    if as_json:
        desk.print_json({"files": [str(file) for file in files]})
    for file in files:
        if not as_json:
            click.echo(file)
        desk.tell(key, file=file.name, size=file.stat().st_size)
