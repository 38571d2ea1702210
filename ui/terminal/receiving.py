"""Files that come in: `absorb` judges each by itself, then unites what is intact in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from inspector.commands.rounding import AcceptPart
from inspector.dossier.absorb import Absorbed
from inspector.dossier.foreign import examine_all
from inspector.dossier.known import Known
from inspector.dossier.prefix import tips_of, verified_prefix
from inspector.dossier.quarantine import quarantine
from inspector.dossier.verdict import Intake
from inspector.errors import KnownError
from inspector.journal.entry import EntryId, RoundId
from inspector.session import Session
from inspector.text import clean
from ui.terminal.codes import BAD, exit_code, worst
from ui.terminal.desk import Desk, pass_desk, path_argument, verb
from ui.work.arriving import judged
from ui.work.merging import new_in
from ui.work.receiving import begin, remember, round_of


@click.command("absorb")
@click.argument("files", type=path_argument, nargs=-1, required=True)
@click.option("--into", "dossier", type=path_argument, required=True)
@click.option("--dry-run", is_flag=True, help="Chỉ xem trước. / Preview only.")
@click.option("--accept-part", default="", help="Lý do nhận phần nguyên vẹn của tệp hỏng. / Why a part is taken in.")
@click.option("--json", "as_json", is_flag=True)
@pass_desk
@verb
def absorb(desk: Desk, files: tuple[Path, ...], dossier: Path, dry_run: bool, accept_part: str, as_json: bool) -> int:
    """Gộp tệp nhận được: xem xét từng tệp, rồi gộp trong một lần. / Take files in: judge each, then unite at once."""
    with desk.home.private() as private:
        if not dossier.exists():
            return _begin(desk, files, dossier, private, dry_run, as_json)
        with desk.session(dossier) as session:
            known = Known.of(session.dossier, {session.log.round: session.log})
            rows: list[dict[str, Any]] = []
            intact: list[Intake] = []
            codes: set[int] = set()
            for path, found in examine_all(files, private, known, identities=[desk.identity()]):
                row, one = judged(path, found, session.view.trust, session.log.round, desk.lang)
                if one is not None and not dry_run and _is_kept(desk, row, one) and accept_part:
                    one = _accept(session, one, accept_part, row)
                if one is not None and one.is_intact:
                    intact.append(one)
                else:
                    codes.add(code_of_file(found))
                rows.append(row)
            entries, round_id = new_in(session, intact), session.log.round
            result = None if dry_run else session.absorb(intact)
    return _report(desk, rows, result, worst(codes), as_json, round_id, entries)


def _is_kept(desk: Desk, row: dict[str, Any], one: Intake) -> bool:
    """Put a damaged file where it is kept as evidence, say so in its row, and tell whether it was one."""
    if one.is_intact:
        return False
    row["quarantine"] = str(quarantine(desk.home.path, one))
    return True


def _begin(desk: Desk, files: tuple[Path, ...], dossier: Path, private: Path, dry_run: bool, as_json: bool) -> int:
    """Take a round in for the first time: the briefing makes the dossier.

    Raises: KnownError import.no-round, and those of a damaged file.
    """
    rows: list[dict[str, Any]] = []
    intact: list[Intake] = []
    codes: set[int] = set()
    for path, found in examine_all(files, private, identities=[desk.identity()]):
        row, one = judged(path, found, None, None, desk.lang)
        rows.append(row)
        if one is not None and one.is_intact:
            intact.append(one)
            continue
        codes.add(code_of_file(found))
        if one is not None and not dry_run:
            _is_kept(desk, row, one)
    code = worst(codes)
    try:
        round_of(intact)
    except KnownError:
        if not code:
            raise
        return _report(desk, rows, None, code, as_json)
    result = None if dry_run else begin(dossier, intact)
    return _report(desk, rows, result, code, as_json)


def _accept(session: Session, damaged: Intake, reason: str, row: dict[str, Any]) -> Intake:
    """Take the verified part of a damaged file, and state that one did; the statement is the lead's own.

    A part that is not of this round alone is left: a dossier that held a second round could not be worked in any more.
    """
    part = verified_prefix(damaged)
    if [one.round for one in part.rounds] != [session.log.round]:
        return damaged
    session.do(AcceptPart(damaged.sha256, tips_of(part), clean(reason)))
    row["accepted"] = sum(len(one.statements) for one in part.rounds)
    return part


def _report(
    desk: Desk, rows: list[dict[str, Any]], result: Absorbed | None, code: int, as_json: bool,
    round_id: RoundId = "", entries: Sequence[EntryId] = (),
) -> int:  # fmt: skip
    """Print what was found of each file, remember what was taken in, and end with an exit code."""
    if result is not None:
        told = [
            {"file": row["file"], "sha256": row.get("sha256", ""), "verdict": row.get("verdict", row["code"])}
            for row in rows
        ]
        remember(desk.home, desk.sources, told, result, round_id=round_id, entries=entries)
    if as_json:
        added = {"added": result.entries, "blobs": result.blobs} if result else {}
        desk.print_json({"files": rows, **added})
    else:
        for row in rows:
            echo_sentence(row)
            if "lights" in row:
                lights = row["lights"]
                click.echo(
                    "    " + " · ".join(desk.say(f"light.{name}.{word}") for name, word in lights.items() if word)
                )
            if "quarantine" in row:
                desk.tell("cli.quarantined", file=row["file"], folder=row["quarantine"])
        if result is not None:
            desk.tell("cli.absorbed", entries=result.entries, blobs=result.blobs)
    click.get_current_context().exit(code)


def code_of_file(found: Intake | KnownError) -> int:
    """Return the exit code for a file that is not taken in: it cannot be read, or not all of it is as it was signed."""
    return exit_code(found) if isinstance(found, KnownError) else BAD


def echo_sentence(row: dict[str, Any]) -> None:
    """Print what is told of a file, and its name before a sentence that does not name it."""
    click.echo(row["sentence"] if row["file"] in row["sentence"] else f"{row['file']}: {row['sentence']}")
