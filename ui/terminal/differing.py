"""`show differences`, `show why`, `show agreement`: where observers differ, why a result is what it is, and how often."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import msgspec

from inspector.session import Session
from inspector.synthesis.agreement import Place, Tally
from ui.terminal.desk import Desk, find_visit, pass_desk, path_argument, verb
from ui.work.agreeing import WAYS, Line, Table, table
from ui.work.deciding import Case, Version, cases, value_words
from ui.work.explaining import explain, moment_of
from ui.work.visits import checklist_of, checklists_in


def _chosen(session: Session, wanted: tuple[str, ...]) -> frozenset[str] | None:
    return frozenset(find_visit(session.view, one).id for one in wanted) if wanted else None


@click.command("differences")
@click.argument("dossier", type=path_argument)
@click.option("--visit", "wanted", multiple=True, help="Chỉ các lượt này. / These visits alone.")
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def differences(desk: Desk, dossier: Path, wanted: tuple[str, ...], as_json: bool) -> None:
    """Nơi các thành viên ghi khác nhau, đã và chưa kết luận. / Where observers differ, concluded or not."""
    with desk.session(dossier) as session:
        checklists = checklists_in(session.dossier, session.view.visits.values())
        found = cases(session.view, checklists, _chosen(session, wanted))
    if as_json:
        desk.print_json([_case_data(case) for case in found])
        return
    for case in found:
        click.echo(_case_line(desk, case))
        for version in case.versions:
            words = value_words(case.asked, version.value, desk.lang)
            text = ": ".join(part for part in (words, version.text) if part)
            click.echo(f"      {moment_of(version.at)}  {_name(desk, version)}: {text}")


def _case_line(desk: Desk, case: Case) -> str:
    item = case.asked.short.say(desk.lang) if case.asked is not None else ""
    state = desk.say("deciding.waits" if case.is_open else "deciding.is-decided")
    line = f"{'⇄' if case.is_open else '✓'} {case.visit[:8]}  {case.unit}  {case.code} {item}"
    return f"{line}{f' · {case.instance}' if case.instance else ''}: {state}"


def _name(desk: Desk, version: Version) -> str:
    return f"{version.name} ({desk.say('explain.device', number=version.device)})" if version.device else version.name


def _case_data(case: Case) -> dict[str, Any]:
    return {
        "visit": case.visit,
        "unit": case.unit,
        "item": case.item,
        "code": case.code,
        "instance": case.instance,
        "open": case.is_open,
        "cause": case.cause,
        "versions": [
            {
                "by": one.name,
                "device": one.device,
                "key": one.key,
                "statement": one.statement,
                "value": msgspec.to_builtins(one.value),
                "note": one.note,
                "reason": one.reason,
                "photos": [photo.id for photo in one.photos],
            }
            for one in case.versions
        ],
        "photos": [photo.id for photo in case.photos],
        "conclusions": [
            {"by": one.name, "value": msgspec.to_builtins(one.value), "reason": one.reason} for one in case.conclusions
        ],
        "withdrawn": {"by": case.withdrawn.name, "reason": case.withdrawn.reason} if case.withdrawn else None,
    }


@click.command("why")
@click.argument("dossier", type=path_argument)
@click.argument("item")
@click.option("--visit", "wanted", help="Lượt nào. / Which visit.")
@click.option("--instance", default="", help="Lần ghi nào của tiêu chí. / Which instance of the item.")
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def why(desk: Desk, dossier: Path, item: str, wanted: str | None, instance: str, as_json: bool) -> None:
    """Vì sao kết quả như vậy: mọi bản ghi, bản nào thay bản nào. / Why a result is what it is: every statement."""
    with desk.session(dossier) as session:
        visit = find_visit(session.view, wanted)
        asked = checklist_of(session, visit).find(item)
        checklists = checklists_in(session.dossier, [visit])
        told = explain(session.view, visit.id, asked.id, instance, checklists, desk.lang)
    if as_json:
        desk.print_json(told)
        return
    click.echo(told.summary)
    for line in told.lines:
        click.echo("  " + line.text.replace("\n", "\n      "))


@click.command("agreement")
@click.argument("dossier", type=path_argument)
@click.option("--visit", "wanted", multiple=True, help="Chỉ các lượt này. / These visits alone.")
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def agreement(desk: Desk, dossier: Path, wanted: tuple[str, ...], as_json: bool) -> None:
    """Các thành viên ghi khác nhau bao nhiêu, theo tiêu chí, cặp, người. / How often observers differ, as counts."""
    with desk.session(dossier) as session:
        checklists = checklists_in(session.dossier, session.view.visits.values())
        found = table(session.view, checklists, desk.lang, _chosen(session, wanted))
    if as_json:
        desk.print_json(_table_data(found))
        return
    whole = found.whole
    concluded = f"{whole.concluded}/{whole.count}"
    click.echo(desk.say("agreement.whole", count=whole.count, total=whole.total, concluded=concluded))
    for way in WAYS:
        click.echo(f"\n{desk.say(f'agreement.by-{way}')}")
        for line in found.lines[way]:
            own = f"  {desk.say('agreement.devices')}: {_share(line.devices)}" if line.devices.total else ""
            click.echo(f"  {_share(line.tally):>8}  {line.label}{own}")


def _share(tally: Tally) -> str:
    return f"{tally.count}/{tally.total}"


def _table_data(found: Table) -> dict[str, Any]:
    return {
        "whole": _tally_data(found.whole),
        **{way: [_line_data(line, way == "persons") for line in found.lines[way]] for way in WAYS},
    }


def _line_data(line: Line, is_person: bool) -> dict[str, Any]:
    own = {"devices": _tally_data(line.devices)} if is_person else {}
    return {"key": list(line.key), "label": line.label, **_tally_data(line.tally), **own}


def _tally_data(tally: Tally) -> dict[str, Any]:
    return {
        "differs": tally.count,
        "total": tally.total,
        "concluded": tally.concluded,
        "places": [_place_data(place) for place in tally.differing],
    }


def _place_data(place: Place) -> dict[str, str]:
    return {"visit": place.visit, "item": place.item, "instance": place.instance}
