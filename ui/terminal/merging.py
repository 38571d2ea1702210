"""Merging at the lead's desk: `collect` finds and judges what lies on a stick, `undo-merge` takes a merge out again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from inspector.dossier.verdict import Intake
from inspector.errors import KnownError
from inspector.progress import Silent
from inspector.session import Session
from ui.terminal.codes import BAD, worst
from ui.terminal.desk import Desk, needed, pass_desk, path_argument, verb
from ui.terminal.receiving import code_of_file
from ui.work.arrivals import Arrival
from ui.work.foreseeing import Foreseen, foresee
from ui.work.merges import Merge, merges_of, put_back, standing, take_out
from ui.work.merging import Merged, collect, merge


@click.command("collect")
@click.argument("places", type=path_argument, nargs=-1, required=True)
@click.option("--into", "dossier", type=path_argument, required=True)
@click.option("--dry-run", is_flag=True, help="Chỉ xem trước. / Preview only.")
@click.option("--accept-part", default="", help="Lý do nhận phần nguyên vẹn của tệp hỏng. / Why a part is taken in.")
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def collect_verb(
    desk: Desk, places: tuple[Path, ...], dossier: Path, dry_run: bool, accept_part: str, as_json: bool
) -> int:
    """Tìm tệp bàn giao trong thư mục, xem trước rồi gộp. / Find hand-over files below folders, preview, merge."""
    with desk.home.private() as private, desk.session(dossier) as session:
        rows = collect(session, places, private, [desk.identity()], Silent())
        chosen = [number for number, one in enumerate(rows) if one.is_good or (accept_part and one.needs_reason)]
        seen = foresee(session, rows, chosen, Silent())
        merged = None
        if chosen and not dry_run:
            reasons = {rows[number].path: accept_part for number in chosen}
            merged = merge(session, desk.home, desk.sources, rows, reasons, (), Silent())
    if as_json:
        desk.print_json({"files": [_row(desk, one) for one in rows], "preview": _counts(seen), **_added(merged)})
    else:
        for one in rows:
            click.echo(" · ".join(part for part in (one.path.name, *_words(desk, one)) if part))
        click.echo(desk.say("merge.cli.preview", **_counts(seen)))
        if merged is not None:
            desk.tell("cli.absorbed", entries=len(merged.entries), blobs=merged.blobs)
    click.get_current_context().exit(worst({_code(one) for one in rows if not one.is_good}))


def _code(one: Arrival) -> int:
    """Return the exit code for a file that is not wholly taken in; what is here already is nothing to complain of."""
    if isinstance(one.found, KnownError):
        return code_of_file(one.found)
    return 0 if one.found.is_intact and not one.needs_reason else BAD


def _words(desk: Desk, one: Arrival) -> list[str]:
    return [
        desk.say(f"merge.verdict.{one.verdict.value}"),
        ", ".join(one.units),
        *(desk.say(remark.key, **remark.params) for remark in one.remarks),
    ]


def _row(desk: Desk, one: Arrival) -> dict[str, Any]:
    found = one.found
    lights = (
        {
            "integrity": found.integrity.value,
            "author": one.author.value if one.author else "",
            "completeness": found.completeness.value,
        }
        if isinstance(found, Intake)
        else {}
    )
    return {
        "file": one.path.name,
        "path": str(one.path),
        "sha256": one.sha256,
        "verdict": one.verdict.value,
        "lights": lights,
        "units": list(one.units),
        "visits": list(one.visits),
        "sealed_by": one.sealed_by,
        "answered": one.answered,
        "items": one.items,
        "photos": one.photos,
        "remarks": [desk.say(remark.key, **remark.params) for remark in one.remarks],
    }


def _counts(seen: Foreseen) -> dict[str, int]:
    return {
        "files": seen.files,
        "statements": seen.entries,
        "visits": len(seen.visits),
        "photos": seen.photo_count,
        "here": len(seen.here),
        "settled": len(seen.settled),
        "conflicts": len(seen.conflicts),
        "conflicts_new": len(seen.new_conflicts),
    }


def _added(merged: Merged | None) -> dict[str, Any]:
    if merged is None:
        return {}
    return {"added": len(merged.entries), "blobs": merged.blobs, "quarantined": list(merged.quarantined)}


@click.command("undo-merge")
@click.argument("dossier", type=path_argument)
@click.option("--merge", "number", type=int, help="Số thứ tự, 1 là lần mới nhất. / Its number, 1 for the latest.")
@click.option("--reason", default="")
@click.option("--back", is_flag=True, help="Đưa trở lại. / Put it back.")
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def undo_merge(desk: Desk, dossier: Path, number: int | None, reason: str, back: bool, as_json: bool) -> None:
    """Lịch sử gộp; loại một lần gộp khỏi kết quả, hoặc đưa trở lại. / History of merges; take one out, or put it back."""
    with desk.session(dossier) as session:
        known = merges_of(desk.home, session.log.round)
        if number is not None:
            if not 1 <= number <= len(known):
                raise KnownError("merge.which", exit_code=2, count=len(known))
            (put_back if back else take_out)(session, known[number - 1], needed(reason))
        rows = [_merge(session, place, one) for place, one in enumerate(known, 1)]
    if as_json:
        desk.print_json(rows)
        return
    for row in rows:
        words = desk.say(f"merge.standing.{row['standing']}")
        click.echo(desk.say("merge.cli.merge", **{**row, "files": ", ".join(row["files"]), "standing": words}))


def _merge(session: Session, number: int, one: Merge) -> dict[str, Any]:
    return {
        "number": number,
        "at": one.at,
        "files": [file.file for file in one.files],
        "statements": one.statements,
        "blobs": one.blobs,
        "standing": standing(session, one),
    }
