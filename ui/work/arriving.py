"""What is told of one file that came in, as data: a verdict, a sentence, three lights, and what was found in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from inspector.dossier.verdict import Finding, Intake
from inspector.errors import KnownError
from inspector.journal.log import Log
from inspector.projection.intake import authors
from inspector.projection.trust import Trust, fold_trust
from resources import Language, say


def judged(
    path: Path, found: Intake | KnownError, trust: Trust | None, round_id: str | None, language: Language
) -> tuple[dict[str, Any], Intake | None]:
    """Return what is told of one file, and the file itself unless it is refused outright."""
    if isinstance(found, KnownError):
        return {"file": path.name, "code": found.key, "sentence": say(found.key, language, **found.params)}, None
    rounds = [one.round for one in found.rounds]
    if round_id is not None and found.is_intact and rounds != [round_id]:
        return {
            "file": path.name,
            "code": "import.other-round",
            "sentence": say("import.other-round", language, file=path.name),
        }, None
    statements = [s for one in found.rounds for s in one.statements]
    if trust is None and found.is_intact:
        trust = fold_trust(Log.of(statements))
    light = authors(trust, statements).light if trust else None
    damage = found.damage[0] if found.damage else None
    sentence = sentence_of(damage, language) if damage else say(f"arrival.{word_of(found)}", language, file=path.name)
    row = {
        "file": path.name,
        "sha256": found.sha256,
        "code": damage.code.value if damage else "",
        "verdict": word_of(found),
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


def word_of(found: Intake) -> str:
    """Return one word for a file: damaged, already here, or how complete it is."""
    if not found.is_intact:
        return "damaged"
    if adds_nothing(found):
        return "already-here"
    return found.completeness.value


def adds_nothing(found: Intake) -> bool:
    """Tell whether all that a file holds is here: its statements, what they say, and the bytes that they name."""
    return found.new == 0 and not found.blobs and not any(one.payloads for one in found.rounds)


def finding(one: Finding) -> dict[str, str]:
    """Return a finding as data."""
    return {"code": one.code.value, "table": one.table, "id": one.id, "detail": one.detail}


def sentence_of(one: Finding, language: Language) -> str:
    """Return what a finding means."""
    return say(one.key, language, table=one.table, id=one.id[:16], detail=one.detail)
