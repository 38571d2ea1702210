"""`show`: what a dossier means now."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
import msgspec

from inspector.journal.entry import VisitId, short
from inspector.journal.seal import code_of, root_of
from inspector.projection.receipts import Receipt, receipts_in
from inspector.projection.rows import is_row
from inspector.projection.visit import Result, State, VisitView
from inspector.rules.answers import say_value
from inspector.rules.checklist import Checklist
from inspector.rules.score import score
from inspector.session import Session
from inspector.synthesis.matrix import settled
from inspector.text import sort_key
from ui.terminal.desk import Desk, find_visit, pass_desk, path_argument, verb
from ui.terminal.judged import judged_data, state_of
from ui.work.visits import checklist_of, codes_of, missing


class _Shown(click.Group):
    """`show FILE` shows the round itself; `show matrix FILE` and the others, what is said of it as a whole."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = ["round", *args]
        return super().parse_args(ctx, args)


@click.group("show", cls=_Shown)
def show() -> None:
    """Đợt kiểm tra, bảng tổng hợp, nhận xét, kiến nghị. / The round, its matrix, findings and recommendations."""


@show.command("round")
@click.argument("dossier", type=path_argument)
@click.option("--visit", "wanted")
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def show_round(desk: Desk, dossier: Path, wanted: str | None, as_json: bool) -> None:
    """Đợt, các lượt, kết quả, gốc băm. / The round, its visits, results and roots."""
    with desk.session(dossier) as session:
        visits = [find_visit(session.view, wanted)] if wanted else list(session.view.visits.values())
        if as_json:
            desk.print_json(round_data(session, visits))
        else:
            for line in _lines(desk, session, visits):
                click.echo(line)


def round_data(session: Session, visits: list[VisitView]) -> dict[str, Any]:
    """Return a round as plain data: per scope and for the round a root over all ids, tips and counts; and the results."""
    view, log = session.view, session.log
    present = session.dossier.blob_ids()
    receipts = receipts_in(view.round_scope)
    return {
        "round": view.round,
        "title": view.title,
        "statements": len(log),
        "root": root_of(log.statements.values()),
        "scopes": {
            scope: {
                "root": root_of(statements),
                "statements": len(statements),
                "tips": sorted(log.tips[scope]),
            }
            for scope, statements in sorted(log.scopes.items())
        },
        "rosters": list(view.trust.rosters),
        "roots": sorted(view.trust.roots),
        "persons": [msgspec.to_builtins(person) for person in view.trust.persons.values()],
        "visits": [_visit_data(session, visit, present, receipts) for visit in visits],
        "documents": [
            {
                "id": d.id,
                "type": d.said.type,
                "number": d.said.number,
                "sha256": d.said.sha256,
                "signed": [one.value for one in d.signed],
            }
            for d in view.documents
        ],
        "problems": [{"key": p.key, "about": list(p.about), "params": dict(p.params)} for p in view.problems],
    }


def _visit_data(
    session: Session, visit: VisitView, present: frozenset[str], receipts: Mapping[VisitId, Receipt]
) -> dict[str, Any]:
    named = {blob for s in visit.statements.values() for blob, _ in s.header.blobs}
    return {
        "id": visit.id,
        "unit": msgspec.to_builtins(visit.unit),
        "checklist": visit.checklist,
        "started": [one.started for one in visit.opened],
        "void": visit.is_void,
        "sealed": visit.is_sealed,
        "seals": [{"id": s.id, "code": code_of(s.id), "purpose": s.said.purpose} for s in visit.seals],
        "after_seal": visit.after_seal,
        "late_covert": _late_items(session, visit, present),
        "results": [_result_data(visit, result) for result in visit.results.values()],
        "contested": [list(slot) for slot in visit.contested],
        "photos": [
            {
                "id": p.id,
                "items": list(p.items),
                "caption": p.caption,
                "original": p.said.original if p.said else None,
                "here": bool(p.said and p.said.original in present),
            }
            for p in visit.photos
        ],
        "comments": [{"on": list(body.on), "text": body.text} for _, body in visit.comments],
        **judged_data(visit, receipts),
        "blobs_expected": sorted(named - present - session.view.trust.erased_blobs),
    }


def _late_items(session: Session, visit: VisitView, present: frozenset[str]) -> list[str]:
    return late_covert(visit, checklist_of(session, visit)) if visit.checklist in present else []


def _result_data(visit: VisitView, result: Result) -> dict[str, Any]:
    return {
        "item": result.item,
        "instance": result.instance,
        "state": result.state.value,
        "value": msgspec.to_builtins(result.value),
        "reason": result.conclusion.reason if result.conclusion else None,
        "observations": [
            {
                "by": visit.trust.name_of(one.statement.header.author),
                "statement": one.statement.id,
                "value": msgspec.to_builtins(one.said.value),
                "note": one.said.note,
                "reason": one.said.reason,
            }
            for one in result.observations
        ],
    }


def _lines(desk: Desk, session: Session, visits: list[VisitView]) -> list[str]:
    view = session.view
    lines = [
        f"{view.title}",
        desk.say("show.round", id=view.round[:16], statements=len(session.log), visits=len(view.visits)),
        desk.say("show.root", root=root_of(session.log.statements.values())),
        "",
    ]
    for visit in sorted(visits, key=lambda v: (v.opened[0].started if v.opened else "", sort_key(v.unit.name))):
        lines += _visit_lines(desk, session, visit)
    for problem in view.problems:
        what = ", ".join(short(one) for one in problem.about)
        lines.append(f"! {desk.say(problem.key, what=what, **dict(problem.params))}")
    return lines


def _visit_lines(desk: Desk, session: Session, visit: VisitView) -> list[str]:
    if visit.checklist is None or visit.checklist not in session.dossier.blob_ids():
        return [f"{visit.id[:8]}  {visit.unit.name}"]
    checklist = checklist_of(session, visit)
    results = settled(visit)
    found = score(checklist, results)
    state = state_of(visit)
    line = desk.say(
        "show.visit",
        id=visit.id[:8],
        unit=visit.unit.name,
        state=desk.say(f"state.{state}"),
        percent=f"{found.percent_tenths // 10},{found.percent_tenths % 10}",
        scored=found.scored,
        total=len(checklist.items),
        photos=len(visit.photos),
        missing=len(codes_of(missing(visit, checklist), checklist)),
    )
    contested = [r for r in visit.results.values() if r.state is State.CONTESTED and not is_row(r.instance)]
    told = [line, *(f"    ⇄ {_contested(desk, visit, checklist, one)}" for one in contested)]
    late = late_covert(visit, checklist)
    if late:
        told.append(desk.say("show.late-covert", codes=", ".join(checklist.item(item).code for item in late)))
    return told


def late_covert(visit: VisitView, checklist: Checklist) -> list[str]:
    """Return the role-play items whose answers are younger than the close of the covert phase: no proof any more."""
    covert = frozenset(item.id for item in checklist.items if item.covert)
    return sorted({asked.item for asked in visit.results.values() if asked.item in covert and _is_late(visit, asked)})


def _is_late(visit: VisitView, result: Result) -> bool:
    late = visit.late_covert(frozenset({result.item}))
    return any(one in late for one in result.observations)


def _contested(desk: Desk, visit: VisitView, checklist: Checklist, result: Result) -> str:
    item = checklist.item(result.item)
    said_by = (
        f"{visit.trust.name_of(one.statement.header.author)}: {say_value(item, one.said.value, desk.lang)}"
        for one in result.observations
    )
    return f"{item.code} {item.short.say(desk.lang)} – {'; '.join(said_by)}"
