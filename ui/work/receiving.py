"""Files that come in: how the first one of a round makes a dossier, and what this machine remembers of imports."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from inspector.dossier.file import Dossier
from inspector.dossier.verdict import Intake
from inspector.errors import KnownError
from inspector.journal.entry import EntryId, RoundId
from inspector.journal.log import Log
from inspector.projection.trust import fold_trust
from inspector.sources import Sources
from ui.work.home import Home, local_now

if TYPE_CHECKING:
    from inspector.dossier.absorb import Absorbed

HISTORY = "imports.jsonl"


def begin(dossier: Path, intact: Sequence[Intake]) -> Absorbed:
    """Make a dossier from files that were found intact and hold one and the same round.

    Raises: KnownError("import.no-round") and those of `Dossier.create` and `absorb`; no dossier is left then.
    """
    from inspector.dossier.absorb import absorb  # slow to read, and a start takes nothing in

    round_id = round_of(intact)
    log = Log.of({s.id: s for intake in intact for s in intake.statements(round_id)}.values())
    trust = fold_trust(log)
    created = Dossier.create(dossier)
    try:
        with created as fresh:
            return absorb(fresh, intact, withheld_entries=trust.erased_entries, withheld_blobs=trust.erased_blobs)
    except BaseException:
        # A dossier without its round would stand in the way of the next attempt.
        dossier.unlink(missing_ok=True)
        raise


def round_of(intact: Sequence[Intake]) -> RoundId:
    """Return the one round that files hold.

    Raises: KnownError("import.no-round").
    """
    rounds = {one.round for intake in intact for one in intake.rounds}
    if len(rounds) != 1:
        raise KnownError("import.no-round", exit_code=4, count=len(rounds))
    return rounds.pop()


def remember(
    home: Home,
    sources: Sources,
    files: Sequence[dict[str, str]],
    result: Absorbed,
    *,
    round_id: RoundId = "",
    entries: Sequence[EntryId] = (),
) -> None:
    """Add a line to this machine's own history of imports; the dossier itself knows nothing of who merged what when.

    Args:
        home: whose history it is.
        sources: the clock.
        files: for each file its name (`file`), the hash of the dossier in it (`sha256`) and its `verdict`.
        result: what was new.
        round_id: the round that they were united with.
        entries: the statements that were new, so that just these can be taken out again.

    Raises: KnownError("file.unwritable"); what was united stays united.
    """
    line = {
        "at": local_now(sources),
        "files": list(files),
        "statements": result.entries,
        "blobs": result.blobs,
        "round": round_id,
        "entries": list(entries),
    }
    path = home.made() / HISTORY
    try:
        with path.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(line, ensure_ascii=False) + "\n")
    except OSError as error:
        raise KnownError("file.unwritable", exit_code=6, file=path.name, detail=error.strerror or "") from error
