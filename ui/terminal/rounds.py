"""The lead's verbs for the whole round: new, roster, plan; and what only a root may say: exclude, erase."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import click
import msgspec

from inspector.commands.evidence import SetPresence
from inspector.commands.rounding import Erase, Exclude, IssueRoster
from inspector.commands.visiting import JoinVisits, PlanVisit
from inspector.errors import KnownError
from inspector.journal.bodies import DeviceKey, Person, UnitRef
from inspector.people.card import from_qr_text
from inspector.places.directory import Directory
from inspector.places.unit import Unit, UnitKey
from inspector.rules import shipped
from inspector.rules.checklist import decode
from inspector.session import Session, start_round
from inspector.text import clean
from ui.terminal.desk import Desk, find_visit, needed, pass_desk, path_argument, read_bytes, typed_day, verb
from ui.work.rosters import removal


@click.command("new")
@click.argument("dossier", type=path_argument)
@click.option("--title", required=True, help="Tên đợt kiểm tra. / The round's title.")
@click.option(
    "--root", "roots", multiple=True, required=True, help="Khoá gốc thứ hai (thẻ khoá). / The second root's card."
)
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def new(desk: Desk, dossier: Path, title: str, roots: tuple[str, ...], as_json: bool) -> None:
    """Bắt đầu một đợt kiểm tra. / Start an inspection round."""
    others = [from_qr_text(card)[0] for card in roots]
    round_id = start_round(dossier, desk.identity(), desk.sources, title=needed(title), other_roots=others)
    if as_json:
        desk.print_json({"round": round_id})
    else:
        click.echo(round_id)
    desk.tell("cli.round-started", file=dossier.name)


@click.command("roster")
@click.argument("dossier", type=path_argument)
@click.option("--people", type=path_argument, required=True, help="Tệp TOML: [[person]] name, roles, title, card.")
@click.option("--label", default="", help="Nhãn của danh sách. / A label for the roster.")
@click.option("--remove", "removed", multiple=True, help="Thẻ khoá bị thu hồi. / A card whose key counts no longer.")
@click.option("--root", "added", multiple=True, help="Thêm khoá gốc (thẻ khoá). / The card of a further root.")
@click.option("--reason", default="", help="Lý do thu hồi. / Why it is removed.")
@pass_desk
@verb
def roster(
    desk: Desk, dossier: Path, people: Path, label: str, removed: tuple[str, ...], added: tuple[str, ...], reason: str
) -> None:
    """Ban hành danh sách thành viên và vai trò. / Issue the roster: who may say what."""
    with desk.session(dossier) as session:
        persons = _people(read_bytes(people), people.name, session, desk)
        gone = tuple(removal(session, from_qr_text(card)[0], clean(reason)) for card in removed)
        roots = (*session.view.trust.roots, *(from_qr_text(card)[0] for card in added))
        version = label or str(len(session.view.round_scope.slot("roster").history) + 1)
        session.do(IssueRoster(clean(version), roots, persons, gone))
    desk.tell("cli.roster-issued", count=len(persons))


def _people(data: bytes, name: str, session: Session, desk: Desk) -> tuple[Person, ...]:
    """Return the persons of a roster file; a person known by one of the keys keeps the id.

    Raises: KnownError("roster.file-invalid").
    """
    try:
        table: dict[str, Any] = tomllib.loads(data.decode("utf-8"))
        persons = []
        for entry in table["person"]:
            cards = entry.get("cards") or [entry["card"]]
            keys = tuple(DeviceKey(*from_qr_text(card)) for card in cards)
            grants = (session.view.trust.grants.get(key.sign) for key in keys)
            known = next((grant.person for grant in grants if grant), None)
            person = {
                "id": known or desk.sources.random_bytes(16).hex(),
                "name": clean(entry["name"]),
                "roles": entry["roles"],
                "title": clean(entry.get("title", "")),
                "certificates": entry.get("certificates", []),
                "keys": msgspec.to_builtins(keys),
            }
            persons.append(msgspec.convert(person, Person))
    except (
        tomllib.TOMLDecodeError,
        UnicodeDecodeError,
        KeyError,
        TypeError,
        AttributeError,
        msgspec.ValidationError,
    ) as error:
        raise KnownError("roster.file-invalid", exit_code=2, file=name, why=str(error)) from error
    return tuple(persons)


@click.command("plan")
@click.argument("dossier", type=path_argument)
@click.option("--unit", default="", help="Tên đơn vị; vắng thì theo mã. / The unit's name; by its code if absent.")
@click.option("--code", default="", help="Mã đơn vị. / The unit's code.")
@click.option("--since", default="", help="Một ngày đơn vị mang mã ấy. / A day on which the unit had the code.")
@click.option(
    "--district", default="", help="Huyện cũ; vắng thì theo mã. / The former district; by the code if absent."
)
@click.option("--day", default="", help="Ngày dự kiến. / The day foreseen.")
@click.option("--announced", is_flag=True, help="Theo kế hoạch, có báo trước. / Announced beforehand.")
@click.option("--checklist", default="", help="Phiên bản, hoặc tệp JSON. / A version, or a JSON file.")
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def plan(
    desk: Desk, dossier: Path, unit: str, code: str, since: str, district: str, day: str, announced: bool,
    checklist: str, as_json: bool,
) -> None:  # fmt: skip
    """Dự kiến một lượt kiểm tra. / Plan a visit."""
    if code:
        directory = desk.directory().directory
        place = _coded(directory, clean(code), typed_day(since))
        above = directory.main_district(place.key)
        code, since = place.code, place.valid_from
        unit = unit or f"{place.kind} {place.name}"
        district = district or (above.as_written if above else "")
    ref = UnitRef(name=needed(unit), code=code, since=since, district=clean(district))
    with desk.session(dossier) as session:
        request = PlanVisit(ref, checklist_bytes(checklist), typed_day(day), announced)
        (visit,) = session.do(request).added
    if as_json:
        desk.print_json({"visit": visit, "unit": ref.name})
    else:
        click.echo(visit)


def _coded(directory: Directory, code: str, since: str) -> Unit:
    """Return the unit of a code, and of its first day or any other day on which it had the code.

    Raises: KnownError place.unknown, place.unknown-period, place.period-missing.
    """
    if not since:
        return directory.unit(code)
    key = UnitKey(code, since)
    return directory.unit(key) if key in directory.keys else directory.unit_on(code, date.fromisoformat(since))


def checklist_bytes(wanted: str) -> bytes:
    """Return a checklist by its shipped version (the newest if nothing is named) or from a file.

    Raises: KnownError checklist.not_shipped, checklist.invalid, file.unreadable.
    """
    if wanted.endswith(".json"):
        data = read_bytes(Path(wanted))
        decode(data)
        return data
    return shipped.shipped(wanted or shipped.latest())


@click.command("join")
@click.argument("dossier", type=path_argument)
@click.argument("visits", nargs=-1, required=True)
@click.option("--reason", required=True)
@pass_desk
@verb
def join(desk: Desk, dossier: Path, visits: tuple[str, ...], reason: str) -> None:
    """Coi nhiều lượt là một. / Hold several visits to be one."""
    with desk.session(dossier) as session:
        ids = tuple(find_visit(session.view, one).id for one in visits)
        session.do(JoinVisits(ids, clean(reason)))


@click.command("exclude")
@click.argument("dossier", type=path_argument)
@click.argument("entries", nargs=-1, required=True)
@click.option("--reason", required=True)
@pass_desk
@verb
def exclude(desk: Desk, dossier: Path, entries: tuple[str, ...], reason: str) -> None:
    """Loại lời ghi khỏi kết quả, không khỏi hồ sơ. / Take statements out of the results, not out of the file."""
    with desk.session(dossier) as session:
        (entry,) = session.do(Exclude(clean(reason), tuple(full_id(session, one) for one in entries))).added
    click.echo(entry)


@click.command("take-out")
@click.argument("dossier", type=path_argument)
@click.argument("thing")
@click.option("--back", is_flag=True, help="Đưa trở lại. / Put it back.")
@click.option("--reason", default="")
@pass_desk
@verb
def take_out(desk: Desk, dossier: Path, thing: str, back: bool, reason: str) -> None:
    """Bỏ ảnh, bình luận, lượt dự kiến hoặc một lần loại trừ. / Take out a photo, comment, plan or exclusion."""
    with desk.session(dossier) as session:
        session.do(SetPresence(full_id(session, thing), "in" if back else "out", clean(reason)))


@click.command("erase")
@click.argument("dossier", type=path_argument)
@click.option("--entry", "entries", multiple=True)
@click.option("--blob", "blobs", multiple=True)
@click.option("--reason", required=True)
@click.option("--basis", required=True, help="Căn cứ pháp lý. / The legal basis.")
@click.option(
    "--here", is_flag=True, help="Xoá cả dữ liệu đang có trên máy này. / Also remove the bytes on this machine."
)
@pass_desk
@verb
def erase(
    desk: Desk, dossier: Path, entries: tuple[str, ...], blobs: tuple[str, ...], reason: str, basis: str, here: bool
) -> None:
    """Che nội dung theo yêu cầu của pháp luật. / Withhold content, as the law may ask."""
    if not entries and not blobs:
        raise KnownError("erase.nothing", exit_code=2)
    with desk.session(dossier) as session:
        ids = tuple(full_id(session, one) for one in entries)
        session.do(Erase(clean(reason), needed(basis), ids, tuple(full_blob(session, one) for one in blobs)))
        if here:
            trust = session.view.trust
            count = session.dossier.remove_bytes(trust.erased_entries, trust.erased_blobs)
            desk.tell("cli.bytes-removed", count=count)


def full_id(session: Session, start: str) -> str:
    """Return the id of the one statement whose id begins like this.

    Raises: KnownError("thing.unknown").
    """
    return _only([one for one in session.log.statements if one.startswith(start)], start)


def full_blob(session: Session, start: str) -> str:
    """Return the id of the one blob that a statement names and whose id begins like this.

    Raises: KnownError("thing.unknown").
    """
    named = {blob for statement in session.log.statements.values() for blob, _ in statement.header.blobs}
    return _only([one for one in named if one.startswith(start)], start)


def _only(found: list[str], start: str) -> str:
    if len(found) != 1 or len(start) < 4:
        raise KnownError("thing.unknown", exit_code=2, thing=start)
    return found[0]
