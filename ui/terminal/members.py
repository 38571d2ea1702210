"""`member`: one edit of the team, which is one roster: a person, a device, roles, a removal, a root key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from inspector.commands.rounding import IssueRoster
from inspector.errors import KnownError
from inspector.journal.bodies import Role
from inspector.journal.entry import PublicKey
from inspector.people.words import same_words
from inspector.session import Session
from inspector.text import fold
from ui.terminal.desk import Desk, needed, pass_desk, path_argument, verb
from ui.work.rosters import with_device, with_duties, with_person, with_root, without, without_root
from ui.work.team import ROLES, Card, Member, card_in, card_in_file, team_of

_SHORTEST = 4


@click.group()
def member() -> None:
    """Thành viên của đoàn: mỗi việc ban hành một danh sách. / Members of the team: each edit issues a roster."""


def card_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add what names a key card, and the six words that its holder read out."""
    for option in (
        click.option("--words", required=True, help="Sáu từ nghe qua điện thoại. / Six words heard by telephone."),
        click.option("--picture", type=path_argument, help="Ảnh mã QR. / A picture of the QR code."),
        click.option("--card", default="", help="Dòng thẻ khoá. / The line of the key card."),
    ):
        function = option(function)
    return function


def role_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add what names roles."""
    return click.option("--role", "roles", multiple=True, required=True, type=click.Choice(ROLES))(function)


@member.command("add")
@click.argument("dossier", type=path_argument)
@click.option("--name", required=True)
@role_option
@click.option("--title", default="", help="Chức danh. / The office held.")
@card_options
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def add(
    desk: Desk, dossier: Path, name: str, roles: tuple[Role, ...], title: str, card: str, picture: Path | None, words: str,
    as_json: bool,
) -> None:  # fmt: skip
    """Đưa một người vào danh sách. / Put a person on the roster."""
    taken, who = _card(card, picture, words), desk.identity().public_part
    with desk.session(dossier) as session:
        session.do(with_person(session.view, who, desk.sources, taken, name=needed(name), roles=roles, title=title))
        person = session.view.trust.grants[taken.sign].person
    _tell(desk, as_json, person)


@member.command("device")
@click.argument("dossier", type=path_argument)
@click.argument("who")
@card_options
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def device(desk: Desk, dossier: Path, who: str, card: str, picture: Path | None, words: str, as_json: bool) -> None:
    """Thêm thiết bị cho một người. / Add a device of a person."""
    taken = _card(card, picture, words)
    _edit(desk, dossier, who, as_json, lambda session, found: with_device(session.view, found.id, taken))


@member.command("roles")
@click.argument("dossier", type=path_argument)
@click.argument("who")
@role_option
@click.option("--title", help="Chức danh mới. / Another title.")
@click.option("--name", help="Họ tên mới. / Another name.")
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def roles_of(
    desk: Desk, dossier: Path, who: str, roles: tuple[Role, ...], title: str | None, name: str | None, as_json: bool
) -> None:
    """Sửa vai trò, chức danh, họ tên. / Change roles, title or name."""

    def make(session: Session, found: Member) -> IssueRoster:
        called = found.name if name is None else name
        office = found.title if title is None else title
        return with_duties(session.view, found.id, name=called, roles=roles, title=office)

    _edit(desk, dossier, who, as_json, make)


@member.command("remove")
@click.argument("dossier", type=path_argument)
@click.argument("who")
@click.option("--key", default="", help="Chỉ khoá bắt đầu như thế này. / Only the key that begins like this.")
@click.option("--reason", required=True)
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def remove(desk: Desk, dossier: Path, who: str, key: str, reason: str, as_json: bool) -> None:
    """Bỏ một thiết bị, hoặc mọi thiết bị của một người. / Remove a device, or every device of a person."""

    def make(session: Session, found: Member) -> IssueRoster:
        keys = [one.sign for one in found.active]
        return without(session, [_key(keys, key)] if key else keys, reason)

    _edit(desk, dossier, who, as_json, make)


@member.command("root")
@click.argument("dossier", type=path_argument)
@click.argument("who")
@click.option("--key", default="", help="Khoá bắt đầu như thế này. / The key that begins like this.")
@click.option("--drop", is_flag=True, help="Thôi làm khoá gốc. / A root no longer.")
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def root(desk: Desk, dossier: Path, who: str, key: str, drop: bool, as_json: bool) -> None:
    """Thêm hoặc thôi một khoá gốc. / Make a key a root, or a root no longer."""

    def make(session: Session, found: Member) -> IssueRoster:
        chosen = _key([one.sign for one in found.active if one.is_root == drop], key)
        return without_root(session.view, chosen) if drop else with_root(session.view, chosen)

    _edit(desk, dossier, who, as_json, make)


def _edit(desk: Desk, dossier: Path, who: str, as_json: bool, make: Callable[[Session, Member], IssueRoster]) -> None:
    with desk.session(dossier) as session:
        found = _member(team_of(session.view, session.me).members, who)
        session.do(make(session, found))
    _tell(desk, as_json, found.id)


def _tell(desk: Desk, as_json: bool, person: str) -> None:
    if as_json:
        desk.print_json({"person": person})
    else:
        click.echo(person)


def _card(line: str, picture: Path | None, words: str) -> Card:
    """Return the card that is meant, once its words are those that were heard.

    Raises: KnownError team.words-differ and those of `card_in` and `card_in_file`.
    """
    taken = card_in_file(picture) if picture is not None else card_in(line)
    if not same_words(" ".join(taken.words), words):
        raise KnownError("team.words-differ", exit_code=2, words=" ".join(taken.words))
    return taken


def _member(members: tuple[Member, ...], who: str) -> Member:
    """Return the one member of a name, or of an id that begins like this.

    Raises: KnownError("team.member-unknown").
    """
    named = [one for one in members if fold(one.name) == fold(who)]
    found = named or [one for one in members if len(who) >= _SHORTEST and one.id.startswith(who)]
    if len(found) != 1:
        raise KnownError("team.member-unknown", exit_code=2, who=who)
    return found[0]


def _key(keys: list[PublicKey], start: str) -> PublicKey:
    """Return the one key that begins like this; of a single one nothing need be said.

    Raises: KnownError("team.key-unknown").
    """
    found = [one for one in keys if one.startswith(start)]
    if len(found) != 1:
        raise KnownError("team.key-unknown", exit_code=2)
    return found[0]
