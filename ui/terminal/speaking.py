"""`show matrix`, `show findings`, `show recommendations`: what can be said of a round, with all that it rests on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from inspector.rules import calendar
from inspector.synthesis.findings import Claim, Sentence
from inspector.synthesis.matrix import Cell, Outcome
from inspector.synthesis.shares import Share
from inspector.synthesis.tasks import Task
from inspector.synthesis.units import Unit
from inspector.synthesis.whole import Synthesis
from inspector.synthesis.wording import capital, tell, unit_names
from reports.outline.orders import Deadlines, chairs
from resources import Language
from ui.terminal.desk import Desk, find_visit, needed_day, pass_desk, path_argument, verb
from ui.work.home import now
from ui.work.papers import synthesis_of


def _options(function: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option("--json", "as_json", is_flag=True),
        click.option("--visit", "wanted", multiple=True, help="Chỉ các lượt này. / These visits alone."),
        click.argument("dossier", type=path_argument),
    ):
        function = option(function)
    return function


def _told(desk: Desk, dossier: Path, wanted: tuple[str, ...], say: Callable[[Synthesis], Any]) -> Any:
    """Return what is to be said of a round, or of some of its visits; said while the dossier is open."""
    with desk.session(dossier) as session:
        visits = [find_visit(session.view, one).id for one in wanted] if wanted else None
        return say(synthesis_of(session, desk.directory().directory, visits))


@click.command("matrix")
@_options
@pass_desk
@verb
def matrix(desk: Desk, dossier: Path, wanted: tuple[str, ...], as_json: bool) -> None:
    """Bảng đơn vị và tiêu chí. / Units and items."""
    if as_json:
        desk.print_json(_told(desk, dossier, wanted, _matrix_data))
        return
    for line in _told(desk, dossier, wanted, lambda found: _matrix_lines(desk, found)):
        click.echo(line)


def _matrix_data(synthesis: Synthesis) -> dict[str, Any]:
    whole = synthesis.matrix
    scores = {scored.unit.number: scored.score for scored in whole.scores}
    return {
        "units": [
            {**_unit_data(unit), "points_tenths_percent": scores[unit.number].percent_tenths} for unit in whole.units
        ],
        "items": [{"id": item.id, "code": item.code} for item in whole.items],
        "cells": [
            [_cell_data(whole.columns[item.id][place]) for item in whole.items] for place in range(len(whole.units))
        ],
        "waiting": [visit.unit.name for visit in whole.waiting],
    }


def _cell_data(cell: Cell) -> dict[str, Any]:
    value = f"{cell.n}/{cell.total}" if cell.total else None
    return {"outcome": cell.outcome.value, "failed": cell.failed, "ratio": value, "statements": list(cell.statements)}


def _matrix_lines(desk: Desk, synthesis: Synthesis) -> list[str]:
    whole = synthesis.matrix
    codes = [item.code for item in whole.items]
    wide = max(len(unit.name.full) for unit in whole.units)
    lines = [f"{'':{wide + 4}}{''.join(f'{code:>6}' for code in codes)}"]
    for unit in whole.units:
        signs = "".join(f"{_sign(desk, cell):>6}" for cell in whole.row(unit))
        lines.append(f"{unit.number:>3} {unit.name.full:{wide}}{signs}")
    return [*lines, "", desk.say("show.matrix-legend")]


def _sign(desk: Desk, cell: Cell) -> str:
    if cell.total:
        return f"{cell.n}/{cell.total}"
    return "" if cell.outcome is Outcome.NOT_ASKED else desk.say(f"sign.{cell.outcome.value}")


@click.command("findings")
@_options
@pass_desk
@verb
def findings(desk: Desk, dossier: Path, wanted: tuple[str, ...], as_json: bool) -> None:
    """Nhận xét: ưu điểm trước, tồn tại sau; --json kèm mọi căn cứ. / Strengths, then shortcomings; --json with evidence."""
    if as_json:
        desk.print_json(_told(desk, dossier, wanted, _findings_data))
        return
    for line in _told(desk, dossier, wanted, lambda found: _finding_lines(desk, found)):
        click.echo(line)


def _finding_lines(desk: Desk, synthesis: Synthesis) -> list[str]:
    found = synthesis.findings
    lines = []
    for title, sentences in (("strengths", found.strengths), ("shortcomings", found.shortcomings)):
        lines += [desk.say(f"show.{title}"), *(f"  - {capital(tell(one, desk.lang))}." for one in sentences)]
    for cell in found.left_out:
        reason = "; ".join(cell.reasons)
        outcome = desk.say(f"outcome.{cell.outcome.value}")
        lines.append(
            desk.say("show.left-out", code=cell.item.code, unit=cell.unit.name.full, outcome=outcome, reason=reason)
        )
    return lines


def _findings_data(synthesis: Synthesis) -> dict[str, Any]:
    found = synthesis.findings
    return {
        "strengths": [_sentence_data(one) for one in found.strengths],
        "shortcomings": [_sentence_data(one) for one in found.shortcomings],
    }


def _sentence_data(sentence: Sentence) -> dict[str, Any]:
    languages: tuple[Language, ...] = ("vi", "en")
    return {
        "frame": sentence.frame.value,
        "quantifier": sentence.quantifier.value,
        "text": {language: f"{capital(tell(sentence, language))}." for language in languages},
        "claims": [_claim_data(claim) for claim in sentence.claims],
        "units": [_unit_data(unit) for unit in sentence.units],
        "items": [item.id for item in sentence.rests_on],
        "statements": list(sentence.statements),
        "photos": [
            {"id": photo.id, "original": photo.said.original if photo.said else None, "caption": photo.caption}
            for photo in sentence.photos
        ],
    }


def _claim_data(claim: Claim) -> dict[str, Any]:
    return {
        "item": claim.item.id if claim.item is not None else None,
        "code": claim.item.code if claim.item is not None else None,
        **_share_data(claim.share),
    }


def _share_data(share: Share) -> dict[str, Any]:
    return {
        "k": share.k,
        "n": share.n,
        "counts": "units" if share.counts_units else "counted",
        "units": [unit.number for unit in share.units],
        "of": [unit.number for unit in share.of_units],
        "left_out": [
            {"unit": cell.unit.number, "outcome": cell.outcome.value, "reasons": list(cell.reasons)}
            for cell in share.left_out
        ],
    }


def _unit_data(unit: Unit) -> dict[str, Any]:
    return {
        "number": unit.number,
        "name": unit.name.full,
        "code": unit.ref.code,
        "since": unit.ref.since,
        "group": [name.full for name in unit.group.names],
        "visits": [visit.id for visit in unit.visits],
    }


@click.command("recommendations")
@click.option("--day", help="Ngày tính thời hạn; mặc định hôm nay. / The day from which deadlines count.")
@_options
@pass_desk
@verb
def recommendations(desk: Desk, dossier: Path, wanted: tuple[str, ...], day: str | None, as_json: bool) -> None:
    """Kiến nghị: người, việc, trách nhiệm, sản phẩm, thời hạn. / Tasks: who, what, the product and by when."""
    issued = needed_day(day) if day else now(desk.sources).date()
    deadlines = Deadlines(calendar.shipped(), issued)

    def data(synthesis: Synthesis) -> dict[str, Any]:
        to = synthesis.addressees(issued)
        return {
            "to": chairs(to),
            "addressees": [
                {"places": [name.full for name in one.places], "units": [unit.number for unit in one.units]}
                for one in to
            ],
            "tasks": [_task_data(task, deadlines) for task in synthesis.tasks.own],
            "general_clause": [item.id for item in synthesis.tasks.general],
            "years_without_table": list(deadlines.years_without_table),
            "unverified_days_off": [day.isoformat() for day in deadlines.unverified],
        }

    def lines(synthesis: Synthesis) -> list[str]:
        told = [_task_line(desk, number, task, deadlines) for number, task in enumerate(synthesis.tasks.own, 1)]
        general = ", ".join(item.code for item in synthesis.tasks.general)
        if general:
            told.append(desk.say("show.general", codes=general))
        if deadlines.years_without_table:
            told.append(desk.say("show.no-holidays", years=", ".join(map(str, deadlines.years_without_table))))
        if deadlines.unverified:
            told.append(desk.say("show.unverified", days=", ".join(f"{day:%d/%m/%Y}" for day in deadlines.unverified)))
        return told

    if as_json:
        desk.print_json(_told(desk, dossier, wanted, data))
        return
    for line in _told(desk, dossier, wanted, lines):
        click.echo(line)


def _task_data(task: Task, deadlines: Deadlines) -> dict[str, Any]:
    due = deadlines.of(task)
    return {
        "item": task.item.id,
        "work": task.work,
        "units": [unit.number for unit in task.units],
        "responsible": task.responsible.vi,
        "product": task.proof.vi if task.proof is not None else None,
        "working_days": task.working_days,
        "due": due.isoformat() if due is not None else None,
        "statements": list(task.statements),
    }


def _task_line(desk: Desk, number: int, task: Task, deadlines: Deadlines) -> str:
    due = deadlines.of(task)
    return desk.say(
        "show.task",
        number=number,
        work=capital(task.work),
        units=unit_names(task.units, desk.lang, with_groups=True),
        responsible=task.responsible.say(desk.lang),
        due=desk.say("show.due", day=f"{due:%d/%m/%Y}", days=task.working_days) if due else desk.say("show.at-once"),
    )
