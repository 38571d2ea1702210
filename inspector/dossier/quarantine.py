"""Files that are not wholly intact are kept as evidence: the bytes as they came, and what was found in them."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Final

from inspector.dossier.blobs import full_or_io
from inspector.dossier.copying import sync_folder
from inspector.dossier.verdict import Intake

FOLDER: Final = "quarantine"
COPY: Final = "received.thisat"
VERDICT: Final = "verdict.json"


def quarantine(home: Path, intake: Intake) -> Path:
    """Keep a damaged file under `<home>/quarantine/<sha256>/`, and return that folder; one that is there stays.

    The folder appears whole or not at all: the copy and `verdict.json` are on disk before it gets its name.

    Raises: KnownError disk.full, import.private-folder.
    """
    assert intake.copy is not None, "an intact file is no evidence of anything"
    target = home / FOLDER / intake.sha256
    if target.exists():
        return target
    part = target.with_name(f"{intake.sha256}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(mode=0o700, parents=True)
        shutil.copyfile(intake.copy, part / COPY)
        (part / VERDICT).write_text(json.dumps(_verdict(intake), ensure_ascii=False, indent=1) + "\n", "utf-8")
        for name in (COPY, VERDICT):
            with (part / name).open("r+b") as stream:
                os.fsync(stream.fileno())
        part.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        raise full_or_io(error) from error
    return target


def _verdict(intake: Intake) -> dict[str, object]:
    return {
        "name": intake.name,
        "sha256": intake.sha256,
        "received_sha256": intake.received_sha256,
        "size": intake.size,
        "integrity": intake.integrity.value,
        "completeness": intake.completeness.value,
        "findings": [{"code": f.code.value, "table": f.table, "id": f.id, "detail": f.detail} for f in intake.findings],
        "rounds": [
            {"round": one.round, "statements": len(one.statements), "verified": len(one.verified or ())}
            for one in intake.rounds
        ],
    }
