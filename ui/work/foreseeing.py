"""What a merge would bring, before anything is written: the union is folded, and held against what is here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from inspector.dossier.foreign import collector_paused
from inspector.dossier.prefix import verified_prefix
from inspector.dossier.verdict import Intake
from inspector.journal.entry import BlobId, EntryId, Slot, VisitId
from inspector.progress import Progress
from inspector.projection.intake import union
from inspector.projection.view import View, fold
from inspector.projection.visit import Result, State, VisitView
from inspector.rules.checklist import Checklist
from inspector.session import Session
from ui.work.arrivals import Arrival, Verdict
from ui.work.contents import readable_checklist


class Settled(msgspec.Struct, frozen=True):
    """A result that new observations change or confirm and about which nothing is left to decide."""

    visit: VisitId
    item: str
    observers: int


class Conflict(msgspec.Struct, frozen=True):
    """Something that statements that hold say differently."""

    visit: VisitId
    about: Slot
    is_new: bool
    """Whether it comes with the files; else it is open here already."""


@dataclass(frozen=True)
class Foreseen:
    """What would be here after a merge, and what of it is new."""

    view: View
    checklists: Mapping[BlobId, Checklist]
    present: frozenset[BlobId]
    """Blobs that would be here."""
    files: int
    """How many files would be taken in."""
    entries: int
    visits: tuple[VisitId, ...] = ()
    """Visits of which nothing was here but what plans and openings say."""
    photos: Mapping[VisitId, int] = field(default_factory=dict)
    """Photos whose bytes come with the files."""
    here: tuple[str, ...] = ()
    """Names of the files that add nothing."""
    settled: tuple[Settled, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    resolved: int = 0
    """Conflicts open here that would be none any more."""

    @property
    def photo_count(self) -> int:
        return sum(self.photos.values())

    @property
    def new_conflicts(self) -> tuple[Conflict, ...]:
        return tuple(one for one in self.conflicts if one.is_new)


def foresee(session: Session, arrivals: Sequence[Arrival], chosen: Iterable[int], progress: Progress) -> Foreseen:
    """Return what merging some files of the table would bring.

    Args:
        session: the receiving dossier; nothing is written to it.
        arrivals: the whole table.
        chosen: places of the files that would be taken in.
        progress: told of each visit.

    Raises: Cancelled.
    """
    with collector_paused():
        return _foresee(session, arrivals, [arrivals[number] for number in chosen], progress)


def _foresee(session: Session, arrivals: Sequence[Arrival], taken: Sequence[Arrival], progress: Progress) -> Foreseen:
    intakes = [_taken(one) for one in taken if one.intake is not None]
    log, before = session.log, session.view
    here = log.statements
    given = {s.id: s for one in intakes for s in one.statements(log.round)}
    late = {one for one, s in given.items() if one in here and here[one].payload is None and s.payload is not None}
    new = given.keys() - here.keys()
    after = fold(union(log, given.values()), before) if new or late else before
    present = session.dossier.blob_ids()
    brought = {blob: path for one in intakes for blob, path in one.blobs.items()}
    touched = _touched(after, [given[one].scope for one in (*new, *late)])
    settled: list[Settled] = []
    conflicts: list[Conflict] = []
    resolved = 0
    for number, (name, visit) in enumerate(after.visits.items()):
        if number % 16 == 0:
            progress.step(number, len(after.visits), "merge.foreseeing")
        was = _contested(before, visit)
        now = set(visit.contested)
        resolved += len(was - now)
        conflicts += [Conflict(name, about, about not in was) for about in sorted(now)]
        if name in touched:
            settled += _settled(visit, new)
    return Foreseen(
        view=after,
        checklists=_checklists(session, after, brought, present),
        present=present | brought.keys(),
        files=len(taken),
        entries=len(new),
        visits=tuple(visit for visit in after.visits if visit in touched and _is_fresh(after.visits[visit], session)),
        photos=_photos(after, brought.keys()),
        here=tuple(one.path.name for one in arrivals if one.verdict in (Verdict.HERE, Verdict.OLDER)),
        settled=tuple(settled),
        conflicts=tuple(conflicts),
        resolved=resolved,
    )


def _taken(arrival: Arrival) -> Intake:
    assert arrival.intake is not None
    return verified_prefix(arrival.intake)


def _touched(view: View, scopes: Iterable[EntryId]) -> frozenset[VisitId]:
    names = (view.visits.name_of(scope) for scope in set(scopes))
    return frozenset(name for name in names if name is not None)


def _is_fresh(visit: VisitView, session: Session) -> bool:
    return not any(scope.scope in session.log.scopes for scope in visit.scopes)


def _contested(before: View, visit: VisitView) -> set[Slot]:
    """Return what is contested here of a visit, by whichever ids it has here."""
    names = {before.visits.name_of(scope.scope) for scope in visit.scopes}
    return {about for name in names if name is not None for about in before.visits[name].contested}


def _settled(visit: VisitView, fresh: Set[EntryId]) -> Iterable[Settled]:
    for (item, instance), result in visit.results.items():
        is_settled = not instance and result.state in (State.AGREED, State.CONCLUDED)
        if is_settled and any(one.statement.id in fresh for one in result.observations):
            yield Settled(visit.id, item, _observers(result))


def _observers(result: Result) -> int:
    return len({one.person for one in result.observations})


def _photos(view: View, brought: Iterable[BlobId]) -> dict[VisitId, int]:
    """Count the photos of which the original or the display copy comes; also late ones of statements that are here."""
    fresh = set(brought)
    if not fresh:
        return {}
    counts = {
        name: sum(not fresh.isdisjoint(blob for blob, _ in photo.statement.header.blobs) for photo in visit.photos)
        for name, visit in view.visits.items()
    }
    return {visit: count for visit, count in counts.items() if count}


def _checklists(
    session: Session, view: View, brought: Mapping[BlobId, Path], present: frozenset[BlobId]
) -> dict[BlobId, Checklist]:
    """Return the checklists in force that are here or come with the files, as far as they can be read."""
    named = {visit.checklist for visit in view.visits.values() if visit.checklist is not None}
    found = {
        blob: readable_checklist(session.dossier.blob(blob) if blob in present else brought[blob].read_bytes())
        for blob in sorted(named & (present | brought.keys()))
    }
    return {blob: checklist for blob, checklist in found.items() if checklist is not None}
