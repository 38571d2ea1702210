"""What is told of one file that came in: a verdict, a sentence, three lights, and what was found in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from inspector.dossier.verdict import Finding, Intake
from inspector.errors import KnownError
from inspector.journal.log import Log
from inspector.projection.intake import authors
from inspector.projection.trust import Trust, fold_trust
from ui.terminal.codes import BAD, exit_code
from ui.terminal.desk import Desk


def judged(
    desk: Desk, path: Path, found: Intake | KnownError, trust: Trust | None, round_id: str | None
) -> tuple[dict[str, Any], Intake | None]:
    """Return what is told of one file, and the file itself unless it is refused outright."""
    if isinstance(found, KnownError):
        return {"file": path.name, "code": found.key, "sentence": desk.say(found.key, **found.params)}, None
    rounds = [one.round for one in found.rounds]
    if round_id is not None and found.is_intact and rounds != [round_id]:
        return {
            "file": path.name,
            "code": "import.other-round",
            "sentence": desk.say("import.other-round", file=path.name),
        }, None
    statements = [s for one in found.rounds for s in one.statements]
    if trust is None and found.is_intact:
        trust = fold_trust(Log.of(statements))
    light = authors(trust, statements).light if trust else None
    damage = found.damage[0] if found.damage else None
    sentence = sentence_of(desk, damage) if damage else desk.say(f"arrival.{_verdict(found)}", file=path.name)
    row = {
        "file": path.name,
        "sha256": found.sha256,
        "code": damage.code.value if damage else "",
        "verdict": _verdict(found),
        "sentence": sentence,
        "lights": {
            "integrity": found.integrity.value,
            "author": light.value if light else "",
            "completeness": found.completeness.value,
        },
        "findings": [finding(one) for one in found.findings],
        "new": found.new,
        "known": found.known,
        "blobs_new": len(found.blobs),
        "blobs_expected": len(found.blobs_expected),
    }
    return row, found


def _verdict(found: Intake) -> str:
    """Return the one word for the intake table: damaged, already here, or how complete it is."""
    if not found.is_intact:
        return "damaged"
    if found.new == 0 and not found.blobs and not any(one.payloads for one in found.rounds):
        return "already-here"
    return found.completeness.value


def finding(one: Finding) -> dict[str, str]:
    """Return a finding as data."""
    return {"code": one.code.value, "table": one.table, "id": one.id, "detail": one.detail}


def sentence_of(desk: Desk, one: Finding) -> str:
    """Return what a finding means, in the words of the desk's language."""
    return desk.say(one.key, table=one.table, id=one.id[:16], detail=one.detail)


def code_of_file(found: Intake | KnownError) -> int:
    """Return the exit code for a file that is not taken in: it cannot be read, or not all of it is as it was signed."""
    return exit_code(found) if isinstance(found, KnownError) else BAD


def echo_sentence(row: dict[str, Any]) -> None:
    """Print what is told of a file, and its name before a sentence that does not name it."""
    click.echo(row["sentence"] if row["file"] in row["sentence"] else f"{row['file']}: {row['sentence']}")
