"""Second copies: a dossier as it is now, in another folder, read back after it was written; and the way back from one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from inspector.dossier.copying import sync_folder
from inspector.dossier.file import Dossier
from inspector.dossier.foreign import look_at
from inspector.dossier.handover import require_space
from inspector.errors import KnownError
from inspector.journal.entry import RoundId
from inspector.progress import Progress, Silent
from inspector.session import Session
from inspector.sources import Sources
from ui.work.drives import place_of
from ui.work.home import Home, now, remove_unfinished
from ui.work.rounds import SUFFIX, take_copy

KEPT: Final = 3
"""Copies of one dossier in one folder; the oldest go when a new one is safe."""

_NAME: Final = re.compile(r"(?P<stem>.+)_(?P<round>[0-9a-f]{8})_(?P<at>[0-9]{8}-[0-9]{6})(-[0-9]+)?\.thisat\Z")
_STAMP: Final = "%Y%m%d-%H%M%S"


@dataclass(frozen=True, slots=True)
class Copy:
    """A second copy of a dossier."""

    path: Path
    at: datetime
    """By the clock of the machine that made it, without its offset."""


def second_copy(session: Session, folder: Path, sources: Sources, progress: Progress | None = None) -> Path:
    """Write a second copy of an open dossier into a folder, read it back, and let the oldest ones go.

    Work may go on meanwhile in another program; what it writes is in the copy or not, never by halves.

    Raises: KnownError backup.unwritable, backup.unsound, backup.too-large, disk.full, those of the dossier; Cancelled. No
        unfinished file is left, and every older copy then.
    """
    progress = progress or Silent()
    dossier, stem = session.dossier, session.dossier.path.stem
    name = f"{stem}_{session.log.round[:8]}_{now(sources).strftime(_STAMP)}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _require_room(folder, dossier.path.stat().st_size)
        path = _free(folder, name)
        part = folder / f".{path.name}.part"
        remove_unfinished(part)
        try:
            dossier.copy_into(part, progress)
            _verify(part, dossier, session)
            part.replace(path)
        except BaseException:
            remove_unfinished(part)
            raise
        sync_folder(folder)
    except OSError as error:
        raise KnownError("backup.unwritable", exit_code=6, folder=folder.name, reason=error.strerror or "") from error
    _let_go(folder, stem, session.log.round, path)
    return path


def last_backup(folder: Path, round_id: RoundId) -> Copy | None:
    """Return the newest copy of a round in a folder; None if there is none, or no such folder now."""
    found = [copy for _, copy in _copies(folder, round_id)]
    return max(found, key=lambda copy: (copy.at, copy.path.name), default=None)


def restore(home: Home, sources: Sources, copy: Path, progress: Progress | None = None) -> Path:
    """Make a new working dossier from a second copy, beside any that is there, and return its path.

    The copy is judged like a stranger's file. What this machine wrote after the copy is missing in it, as the marks of
    the home know: whoever goes on in it begins a new chain, and what is missing finds its place when it is found again.

    Raises: as `take_copy`.
    """
    return take_copy(home, sources, copy, progress)


def _require_room(folder: Path, size: int) -> None:
    largest = place_of(folder).largest_file
    if largest is not None and size > largest:
        raise KnownError("backup.too-large", exit_code=6, folder=folder.name, size=size, limit=largest)
    require_space(folder, size)


def _free(folder: Path, name: str) -> Path:
    path, number = folder / f"{name}{SUFFIX}", 2
    while path.exists():
        path, number = folder / f"{name}-{number}{SUFFIX}", number + 1
    return path


def _verify(part: Path, dossier: Dossier, session: Session) -> None:
    """Judge the copy as a stranger's file is judged, and hold it against what is known here.

    Raises: KnownError("backup.unsound").
    """
    found = look_at(part)
    held = {s.id for one in found.rounds for s in one.statements}
    if (
        not found.is_intact
        or not held.issuperset(session.log.statements)
        or found.blobs_received < len(dossier.blob_ids())
    ):
        codes = ", ".join(sorted({finding.code.value for finding in found.damage}))
        raise KnownError("backup.unsound", exit_code=4, file=part.name, detail=codes)


def _copies(folder: Path, round_id: RoundId) -> Iterator[tuple[str, Copy]]:
    """Yield the copies of a round with the name of the dossier that each was made of."""
    for path in folder.glob(f"*_{round_id[:8]}_*{SUFFIX}"):
        found = _NAME.match(path.name)
        with suppress(ValueError):  # a name like one of ours, with a day that no calendar has
            if found:
                yield found["stem"], Copy(path, datetime.strptime(found["at"], _STAMP))  # noqa: DTZ007


def _let_go(folder: Path, stem: str, round_id: RoundId, fresh: Path) -> None:
    """Remove all but the newest copies of a dossier, the fresh one being the newest whatever the clock says."""
    older = [copy for of, copy in _copies(folder, round_id) if of == stem and copy.path != fresh]
    older.sort(key=lambda copy: (copy.at, copy.path.name), reverse=True)
    for copy in older[KEPT - 1 :]:
        with suppress(OSError):  # one copy too many does no harm
            copy.path.unlink()
