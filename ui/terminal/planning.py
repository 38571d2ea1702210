"""The lead's verbs around the plan: the plan itself, who goes where on which day, day lists, how much of it is done."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Literal

import click
import msgspec

from inspector.commands.planning import Reassign
from inspector.projection.view import View
from inspector.rules.round_plan import RoundPlan, as_setting, weight_of
from inspector.synthesis.coverage import Row, coverage_of
from inspector.text import clean
from ui.terminal.desk import Desk, find_visit, needed_day, pass_desk, path_argument, typed_day, verb
from ui.terminal.draws import persons_of
from ui.work.day_lists import day_lists, write_day_list
from ui.work.planning import plan_of, province_code, read_share, state_plan, units_of_province
from ui.work.unit_table import read_file, read_table


@click.command("round-plan")
@click.argument("dossier", type=path_argument)
@click.option("--from", "start", help="Ngày đầu của đợt. / First day of the round.")
@click.option("--to", "end", help="Ngày cuối. / Last day.")
@click.option("--basis", help="Căn cứ pháp lý. / The legal basis.")
@click.option("--team-note", "team", help="Thành phần đoàn, ghi chú. / A note on the team.")
@click.option("--checklist", help="Phiên bản phiếu. / Version of the checklist.")
@click.option("--share", help="Tỷ lệ bốc thăm, như 3/10 hoặc 30%. / Share to draw.")
@click.option(
    "--strata", type=click.Choice(["each", "together"]), help="Theo từng nhóm, hay chung. / By stratum or not."
)
@click.option("--province", help="Lập danh sách từ một tỉnh. / List the units of a province.")
@click.option("--units", "table", type=path_argument, help="Bảng CSV: mã, tên, nhóm, quá hạn … / A table of factors.")
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def round_plan(
    desk: Desk, dossier: Path, share: str | None, strata: Literal["each", "together"] | None, province: str | None,
    table: Path | None, as_json: bool, **words: str | None,
) -> None:  # fmt: skip
    """Kế hoạch của đợt; nêu gì đổi nấy, không nêu gì thì in. / The round's plan; without options it is printed."""
    with desk.session(dossier) as session:
        before = plan_of(session.view)
        plan = msgspec.structs.replace(before, **_typed(words))
        if share is not None:
            plan = msgspec.structs.replace(plan, share=read_share(share))
        if strata is not None:
            plan = msgspec.structs.replace(plan, strata=strata)
        if province is not None:
            directory = desk.directory().directory
            day = date.fromisoformat(plan.start) if plan.start else None
            units = units_of_province(directory, province_code(directory, province), day)
            plan = msgspec.structs.replace(plan, frame=units)
        if table is not None:
            plan = msgspec.structs.replace(plan, frame=read_table(read_file(table), plan.frame))
        if plan != before:
            state_plan(session, plan)
            desk.tell("cli.plan-stated", count=len(plan.frame))
    _print_plan(desk, plan, as_json)


def _typed(words: dict[str, str | None]) -> dict[str, str]:
    days = {"start", "end"}
    return {name: typed_day(text) if name in days else clean(text) for name, text in words.items() if text is not None}


def _print_plan(desk: Desk, plan: RoundPlan, as_json: bool) -> None:
    if as_json:
        desk.print_json({**as_setting(plan), "weights": {one.code: weight_of(one, plan) for one in plan.frame}})
        return
    for one in plan.frame:
        click.echo(f"{one.code}\t{one.name}\t{one.stratum}\t{weight_of(one, plan)}")


@click.command("assign")
@click.argument("dossier", type=path_argument)
@click.argument("wanted")
@click.option("--day", default="", help="Ngày đi. / The day.")
@click.option("--who", multiple=True, help="Người đi, theo tên trong danh sách đoàn. / Who goes, as on the roster.")
@pass_desk
@verb
def assign(desk: Desk, dossier: Path, wanted: str, day: str, who: tuple[str, ...]) -> None:
    """Đổi ngày và người đi của lượt chưa bắt đầu. / Change day and people of a visit that has not begun."""
    with desk.session(dossier) as session:
        visit = find_visit(session.view, wanted)
        session.do(Reassign(visit.id, typed_day(day), persons_of(session.view, who)))


@click.command("day-list")
@click.argument("dossier", type=path_argument)
@click.option("--day", default="", help="Ngày của danh sách; vắng thì in các ngày. / The day; without it, all days.")
@click.option("--out", type=path_argument, help="Thư mục. / A folder.")
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def day_list(desk: Desk, dossier: Path, day: str, out: Path | None, as_json: bool) -> None:
    """Danh sách đơn vị của một ngày, chỉ người đi ngày ấy mở được. / One day's units, for those who go that day."""
    with desk.session(dossier) as session:
        if not day:
            _print_days(desk, session.view, as_json)
            return
        if out is None:
            raise click.UsageError("--out")
        out.mkdir(parents=True, exist_ok=True)
        written = write_day_list(session, desk.home, desk.sources, needed_day(day).isoformat(), out)
    if as_json:
        desk.print_json({"files": [str(one.path) for one in written]})
    for one in written:
        if not as_json:
            click.echo(one.path)
        desk.tell("cli.day-list", file=one.path.name, day=f"{needed_day(day):%d/%m/%Y}")


def _print_days(desk: Desk, view: View, as_json: bool) -> None:
    found = day_lists(view)
    if as_json:
        desk.print_json(found)
        return
    for one in found:
        names = [view.visits[visit].unit.name for visit in one.visits]
        click.echo(f"{needed_day(one.day):%d/%m/%Y}\t{len(one.visits)}\t{', '.join(names)}")


@click.command("coverage")
@click.argument("dossier", type=path_argument)
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def coverage(desk: Desk, dossier: Path, as_json: bool) -> None:
    """Kế hoạch đã đi được bao nhiêu, theo nhóm. / How much of the plan is done, by stratum."""
    with desk.session(dossier) as session:
        found = coverage_of(session.view, plan_of(session.view))
    if as_json:
        desk.print_json(found)
        return
    for row in (*found.rows, found.total):
        click.echo(_covered(desk, row, row is found.total))
    for unit in found.unvisited:
        desk.tell("cli.unvisited", unit=unit.name)


def _covered(desk: Desk, row: Row, is_total: bool) -> str:
    name = desk.say("plan.total") if is_total else row.stratum or desk.say("plan.no-stratum")
    numbers: dict[str, Any] = msgspec.structs.asdict(row)
    return f"{name}\t{desk.say('plan.covered', **numbers)}"
