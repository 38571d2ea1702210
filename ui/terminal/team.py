"""`team`: who belongs to the round, by which keys, and who lacks a briefing that holds the roster in force."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from inspector.journal.entry import PublicKey
from inspector.text import instant
from ui.terminal.desk import Desk, pass_desk, path_argument, verb
from ui.work.briefing import Briefed, briefed
from ui.work.team import Member, Tally, Team, tallies, team_of


@click.command("team")
@click.argument("dossier", type=path_argument)
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def team(desk: Desk, dossier: Path, as_json: bool) -> None:
    """Thành viên, thiết bị, khoá gốc, tệp giao nhiệm vụ. / Members, devices, roots and briefings."""
    with desk.session(dossier) as session:
        shown = team_of(session.view, session.me)
        told, given = tallies(session), briefed(session)
    if as_json:
        desk.print_json(_json(shown, told, given))
        return
    for member in shown.members:
        state = desk.say(f"team.brief-{given[member.id].standing}") if member.id in given else ""
        roles = ", ".join(desk.say(f"role.{role}") for role in member.roles)
        click.echo(" · ".join(part for part in (member.name, roles, member.title, state) if part))
        for device in member.devices:
            marks = [desk.say("team.device-removed", reason=device.reason)] if device.is_removed else []
            marks += [desk.say("team.root-mark")] if device.is_root else []
            click.echo(f"    {device.mark}  {' '.join(device.words)}  {' · '.join(marks)}".rstrip())
    if len(shown.versions) > 1:
        desk.tell("roster.several", what=", ".join(one.label for one in shown.versions))


def _json(shown: Team, told: dict[PublicKey, Tally], given: dict[str, Briefed]) -> dict[str, Any]:
    return {
        "rosters": [{"id": one.id, "label": one.label, "by": one.by} for one in shown.versions],
        "roots": [{"key": one.sign, "words": one.words, "name": one.name} for one in shown.roots],
        "may_sign": shown.may_sign,
        "members": [_member(one, told, given.get(one.id)) for one in shown.members],
    }


def _member(member: Member, told: dict[PublicKey, Tally], given: Briefed | None) -> dict[str, Any]:
    at = given.at if given is not None else None
    return {
        "id": member.id,
        "name": member.name,
        "roles": member.roles,
        "title": member.title,
        "briefing": given.standing if given is not None else None,
        "briefed": instant(at.utc_ms, at.off_min) if at is not None else None,
        "devices": [
            {
                "key": one.sign,
                "recipient": one.receive,
                "words": one.words,
                "root": one.is_root,
                "removed": one.is_removed,
                "reason": one.reason,
                "statements": told[one.sign].count if one.sign in told else 0,
            }
            for one in member.devices
        ],
    }
