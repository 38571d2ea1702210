"""`places`: look a commune up, see which list answers and what was corrected in it, bring in a newer list."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import click
import msgspec

from inspector.errors import KnownError
from inspector.places.directory import Directory, Match
from inspector.places.listing import Correction
from inspector.places.unit import District, Unit
from inspector.text import civil_date
from ui.terminal.desk import Desk, needed_day, pass_desk, path_argument, verb
from ui.work.directories import InForce, adopt, read_list


@click.group("places")
def places() -> None:
    """Danh mục đơn vị hành chính cấp xã, cũ và mới. / The communes, former and present."""


@places.command("find")
@click.argument("query")
@click.option("--on", "day", default="", help="Ngày cần hỏi; vắng thì hiện nay. / The day in question; now if absent.")
@click.option("--province", help="Tên hoặc mã tỉnh, cũ hay mới. / A province's name or code, former or present.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def find(desk: Desk, query: str, day: str, province: str | None, limit: int, as_json: bool) -> None:
    """Tìm đơn vị theo tên hoặc mã. / Find a unit by its name or code."""
    on = needed_day(day) if day else None
    directory = desk.directory().directory
    found = directory.find(query, on, province, limit + 1)
    shown = found[:limit]
    if as_json:
        desk.print_json([_match(match) for match in shown])
    else:
        for match in shown:
            click.echo(_line(desk, directory, match))
    if not found:
        raise KnownError("places.none-found", exit_code=2, query=query)
    if len(found) > limit:
        desk.tell("places.more-found", limit=limit)


def _match(match: Match) -> dict[str, Any]:
    place = match.found
    kind = "unit" if isinstance(place, Unit) else "district"
    return {"fit": match.fit.name.lower(), kind: msgspec.to_builtins(place), "then": msgspec.to_builtins(match.then)}


def _line(desk: Desk, directory: Directory, match: Match) -> str:
    """Return a line of the answer: code, name, period, and what stands there on the day if the place does not."""
    place = match.found
    if isinstance(place, District):
        named = desk.say("places.district", name=place.as_written, province=_lower(place.province_name))
        text = f"{place.code:<5}  {named}"
        return f"{text} → {desk.say('places.units', count=len(match.then))}" if match.then else text
    text = f"{place.code}  {place.address} ({_period(desk, place)})"
    above = directory.main_district(place.key) if place.district is None else None
    if above is not None:
        text += desk.say("places.formerly", district=above.as_written)
    if match.then == (place,):
        return text
    return f"{text} → {', '.join(f'{unit.kind} {unit.name} ({unit.code})' for unit in match.then) or '–'}"


def _period(desk: Desk, unit: Unit) -> str:
    if unit.valid_to is None:
        return desk.say("places.since", day=civil_date(unit.valid_from))
    return desk.say("places.until", day=civil_date(unit.valid_to))


def _lower(name: str) -> str:
    return f"{name[0].lower()}{name[1:]}"


@places.command("info")
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def info(desk: Desk, as_json: bool) -> None:
    """Danh mục đang dùng, nguồn và mọi chỗ đã sửa. / The list in force, its sources and every correction."""
    in_force = desk.directory()
    if as_json:
        desk.print_json(_about(in_force))
        return
    directory = in_force.directory
    click.echo(desk.say("places.version", version=directory.version, as_of=civil_date(directory.as_of)))
    place = desk.say("places.shipped") if in_force.path is None else str(in_force.path)
    click.echo(desk.say("places.file", place=place, sha256=in_force.sha256))
    for (kind, lasting), count in sorted(_counts(directory).items(), key=lambda each: (not each[0][1], each[0][0])):
        click.echo(desk.say("places.present" if lasting else "places.former", kind=kind, count=count))
    extents = Counter(step.extent for step in directory.successions)
    for extent in sorted(extents):
        click.echo(desk.say(f"places.extent.{extent}", count=extents[extent]))
    for source in directory.sources:
        click.echo(desk.say("places.source", source=source))
    click.echo(desk.say("places.corrections", count=len(directory.corrections)))
    for each in directory.corrections:
        click.echo(_correction(desk, each))


def _about(in_force: InForce) -> dict[str, Any]:
    directory = in_force.directory
    counts: dict[str, dict[str, int]] = {"present": {}, "former": {}}
    for (kind, lasting), count in _counts(directory).items():
        counts["present" if lasting else "former"][kind] = count
    return {
        "version": directory.version,
        "as_of": directory.as_of,
        "sha256": in_force.sha256,
        "path": None if in_force.path is None else str(in_force.path),
        "sources": directory.sources,
        "units": counts,
        "steps": Counter(step.extent for step in directory.successions),
        "corrections": [
            {"what": each.what, "code": each.code, "was": each.was, "is": each.is_, "source": each.source}
            for each in directory.corrections
        ],
    }


def _counts(directory: Directory) -> Counter[tuple[str, bool]]:
    return Counter((unit.kind, unit.valid_to is None) for unit in directory.units)


def _correction(desk: Desk, each: Correction) -> str:
    was, now = (
        desk.say(f"places.extent-name.{one}") if each.what == "step" and one else one for one in (each.was, each.is_)
    )
    what = desk.say(f"places.what.{each.what}")
    return f"  {what} {each.code}: {was or '–'} → {now}\n      {each.source}"


@places.command("update")
@click.argument("file", type=path_argument)
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def update(desk: Desk, file: Path, as_json: bool) -> None:
    """Dùng một danh mục mới hơn. / Bring in a newer list."""
    in_force, changed = adopt(desk.home, read_list(file), desk.passed_over)
    if as_json:
        desk.print_json(
            {
                "sha256": in_force.sha256,
                "path": str(in_force.path),
                "added": changed.added,
                "ended": changed.ended,
                "renamed": changed.renamed,
            }
        )
    else:
        for unit in changed.ended:
            click.echo(f"- {unit.code}  {unit.address} ({_period(desk, unit)})")
        for unit in changed.added:
            click.echo(f"+ {unit.code}  {unit.address} ({_period(desk, unit)})")
        for was, now in changed.renamed:
            click.echo(f"~ {now.code}  {was.address} → {now.address}")
    desk.tell(
        "places.updated",
        version=in_force.directory.version,
        as_of=civil_date(in_force.directory.as_of),
        added=len(changed.added),
        ended=len(changed.ended),
        renamed=len(changed.renamed),
    )
