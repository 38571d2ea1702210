"""Visits that leave the laptop: what a hand-over needs is checked, then it is recorded, cut and written."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from inspector.commands.rounding import RecordHandOver
from inspector.dossier.cut import Cut, Weight, cut
from inspector.dossier.handover import MAX_BYTES, bytes_of, hand_over, require_space
from inspector.errors import KnownError
from inspector.journal.entry import VisitId
from inspector.people.exchange import LEAST_RECIPIENTS
from inspector.people.recipient import is_acceptable
from inspector.progress import Progress
from inspector.session import Session
from inspector.sources import Sources
from inspector.text import clean
from ui.work.home import Home, now
from ui.work.team import LEADS, receiving


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written and read back."""

    path: Path
    size: int


def hand_over_onto(
    session: Session,
    home: Home,
    sources: Sources,
    visits: Sequence[VisitId],
    weight: Weight,
    out: Path,
    *,
    recipients: Sequence[str],
    plain_reason: str,
    briefing: bool = False,
    progress: Progress,
) -> list[Written]:
    """Hand visits over into a folder that is there; see `hand_over_visits`.

    A stick that was pulled out must not come back as a folder of the same name on this machine's own disk.

    Raises: KnownError handing.gone and those of `hand_over_visits`.
    """
    if not out.is_dir():
        raise KnownError("handing.gone", exit_code=6, folder=out.name)
    files = hand_over_visits(
        session, home, sources, visits, weight, out, recipients=recipients, plain_reason=plain_reason,
        briefing=briefing, progress=progress,
    )  # fmt: skip
    return [Written(file, file.stat().st_size) for file in files]


def hand_over_visits(
    session: Session,
    home: Home,
    sources: Sources,
    visits: Sequence[VisitId],
    weight: Weight,
    out: Path,
    *,
    recipients: Sequence[str] | None = None,
    plain_reason: str = "",
    briefing: bool = False,
    day: str = "",
    code: str = "",
    progress: Progress | None = None,
) -> list[Path]:
    """Record a hand-over and write it into a folder: encrypted, or in the clear if a reason is given.

    Args:
        session: whose visits they are.
        home: where the encrypted files are made.
        sources: the clock, for the file's name.
        visits: which.
        weight: whether photos travel, and which copies of them.
        out: a folder, made if need be.
        recipients: age recipients, two or more; None: lead and deputy.
        plain_reason: why the file is not encrypted; nobody is a recipient then.
        briefing: no statement of the visits themselves, only what an inspector needs before the first one.
        day: ISO, for the file's name; empty: today.
        code: for whom, in plain letters, for the file's name; nothing: the round.
        progress: told of bytes written.

    Raises: before anything is recorded KnownError handover.plain-needs-reason,
        handover.recipients, exchange.recipient, file.unwritable, disk.full;
        then those of `hand_over`; Cancelled.
    """
    reason = clean(plain_reason)
    if plain_reason and not reason:
        raise KnownError("handover.plain-needs-reason", exit_code=2)
    to = () if reason else tuple(dict.fromkeys(recipients or leads(session)))
    _require_recipients(to, is_plain=bool(reason))
    _require_folder(out)
    _require_room(home, out, bytes_of(_cut(session, visits, weight, briefing)), is_plain=bool(reason))
    # A briefing carries nothing of a visit but its plan: one that has begun was not handed over by it.
    named = [one for one in visits if not (briefing and session.view.visits[one].opened)]
    session.do(RecordHandOver(tuple(named), weight, to, reason))
    # Cut again: what travels tells of its own hand-over.
    part = _cut(session, visits, weight, briefing)
    with home.private() as private:
        return hand_over(
            part,
            session.dossier,
            out,
            private,
            day=day.replace("-", "") or now(sources).strftime("%Y%m%d"),
            team=code or session.log.round[:8],
            recipients=to,
            plain_reason=reason,
            progress=progress,
        )


def required_bytes(session: Session, visits: Sequence[VisitId], weight: Weight, *, briefing: bool = False) -> int:
    """Return how many bytes a hand-over takes at its target, estimated from above."""
    return bytes_of(_cut(session, visits, weight, briefing))


def leads(session: Session) -> tuple[str, ...]:
    """Return the age recipients of the lead and the deputy, on every device that was not removed."""
    trust = session.view.trust
    return receiving(trust, [one for one in trust.persons.values() if LEADS & set(one.roles)])


def _cut(session: Session, visits: Sequence[VisitId], weight: Weight, briefing: bool) -> Cut:
    trust = session.view.trust
    return cut(
        session.dossier,
        session.log,
        visits=[scope.scope for one in visits for scope in session.view.visits[one].scopes],
        weight=weight,
        briefing=briefing,
        erased_entries=trust.erased_entries,
        erased_blobs=trust.erased_blobs,
    )


def _require_recipients(to: Sequence[str], *, is_plain: bool) -> None:
    if not is_plain and len(to) < LEAST_RECIPIENTS:
        raise KnownError("handover.recipients", exit_code=2)
    for one in to:
        if not is_acceptable(one):
            raise KnownError("exchange.recipient", recipient=one)


def _require_folder(out: Path) -> None:
    """Refuse a folder that takes no file, before a statement says that one left for it.

    Raises: KnownError("file.unwritable").
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        handle, probe = tempfile.mkstemp(prefix=".thisat-", dir=out)
        os.close(handle)
        Path(probe).unlink()
    except OSError as error:
        raise KnownError("file.unwritable", exit_code=6, file=out.name, detail=error.strerror or "") from error


def _require_room(home: Home, out: Path, size: int, *, is_plain: bool) -> None:
    """Refuse what would not fit: at the target, and at home, where all parts lie plain while one is encrypted."""
    require_space(out, size)
    if not is_plain:
        require_space(home.made(), size + min(size, MAX_BYTES))
