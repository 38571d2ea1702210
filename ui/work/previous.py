"""What was found here the last time: the newest earlier visit to the same unit, or to one that it was made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from inspector.dossier.file import Dossier
from inspector.errors import KnownError, Problem
from inspector.journal.bodies import ChecklistChosen, Opened, Planned, UnitRef, said
from inspector.journal.entry import BlobId, RoundId, VisitId
from inspector.journal.log import Log
from inspector.journal.value import Value
from inspector.places.directory import Directory
from inspector.places.unit import UnitKey
from inspector.projection.photos import Photo
from inspector.projection.view import View, fold
from inspector.projection.visit import State, VisitView
from inspector.rules.checklist import Checklist, decode
from inspector.text import fold as folded
from ui.work.home import Home
from ui.work.rounds import working_dossiers

_NAMING: Final = frozenset({"planned", "opened", "checklist_chosen"})
"""Kinds of statements that name a checklist."""


class Then(msgspec.Struct, frozen=True):
    """What was found of one item."""

    value: Value | None
    """None where those who were there did not agree, or what they said is not here."""
    note: str
    """What was seen, one observer to a line."""
    photos: tuple[Photo, ...]
    """To be shown by `Photo.shown` alone."""


class Previous(msgspec.Struct, frozen=True):
    """An earlier visit, as far as somebody at the unit today wants to know it."""

    round: RoundId
    visit: VisitId
    title: str
    """Of its round."""
    day: str
    """ISO date."""
    unit: str
    """What the unit was called then."""
    is_predecessor: bool
    """Whether it was another unit then, of which the present one was made."""
    items: Mapping[str, Then]
    checklist: BlobId | None = None
    """By which its answers are judged."""


class OtherRounds(msgspec.Struct, frozen=True):
    """The other rounds of a person, and what could not be read of them."""

    views: tuple[View, ...]
    paths: Mapping[RoundId, Path]
    """The dossier that each of them was read from, where its photos lie."""
    problems: tuple[Problem, ...]
    checklists: Mapping[BlobId, Checklist] = {}
    """Those that their visits use, as far as they are here."""


def previous_visit(view: View, others: Sequence[View], visit: VisitView, directory: Directory) -> Previous | None:
    """Return the newest sealed visit that took place before `visit`, in its round or in others; None if there is none.

    Args:
        view: the round of the visit.
        others: further rounds.
        visit: whose unit is meant.
        directory: the list of communes.
    """
    return Past(view, others, directory).before(visit)


class Past:
    """The visits of a round and of others by their units: whoever asks for many units walks through them once.

    A unit is known by its code and period, and its predecessors by the list of communes; a unit without a code by its
    name and district alone.
    """

    def __init__(self, view: View, others: Sequence[View], directory: Directory) -> None:
        self._view = view
        self._directory = directory
        self._by_key: dict[UnitKey, list[_Found]] = {}
        self._uncoded: dict[tuple[str, str], list[_Found]] = {}
        self._by_name: dict[tuple[str, str], list[_Found]] = {}
        for one in (view, *(other for other in others if other.round != view.round)):
            for visit in one.visits.values():
                found = _Found(one, visit)
                key = _key(visit.unit)
                if key is not None:
                    self._by_key.setdefault(key, []).append(found)
                else:
                    self._uncoded.setdefault(_named(visit.unit), []).append(found)
                self._by_name.setdefault(_named(visit.unit), []).append(found)

    def before(self, visit: VisitView) -> Previous | None:
        """Return the newest sealed visit to the unit, or to one that it was made of, before one of this round.

        Void visits and those that are not sealed never count as earlier ones.
        """
        today = day_of(visit)
        found = [
            (day, is_same, one)
            for one, is_same in self._at(visit)
            if not (one.view is self._view and one.visit.id == visit.id)
            and (day := day_of(one.visit))
            and not (today and day >= today)
            and not one.visit.is_void
            and one.visit.is_sealed
        ]
        if not found:
            return None
        day, is_same, (view, then) = max(found, key=lambda each: (each[0], each[1], each[2].visit.id))
        return Previous(
            view.round, then.id, view.title, day, then.unit.name, not is_same, dict(_items(then)), then.checklist
        )

    def _at(self, visit: VisitView) -> Iterator[tuple[_Found, bool]]:
        """Yield the visits that may be earlier ones, and whether they were to the same unit."""
        key, name = _key(visit.unit), _named(visit.unit)
        if key is None:
            yield from ((one, True) for one in self._by_name.get(name, ()))
            return
        yield from ((one, True) for one in (*self._by_key.get(key, ()), *self._uncoded.get(name, ())))
        for before in predecessors(visit.unit, self._directory):
            yield from ((one, False) for one in self._by_key.get(before, ()))


class _Found(NamedTuple):
    view: View
    visit: VisitView


def day_of(visit: VisitView) -> str:
    """Return the day of a visit (ISO): on which it began, else the one foreseen; nothing if neither is known."""
    if visit.opened:
        return visit.opened[0].started[:10]
    body = said(visit.plan) if visit.plan is not None else None
    return body.day if isinstance(body, Planned) else ""


def other_rounds(home: Home, path: Path, round_id: RoundId) -> OtherRounds:
    """Return the other rounds in a dossier, and those of the other dossiers in the home, read only.

    A round that lies in several dossiers is told once, as the fullest of them has it. What cannot be read is told as a
    Problem.

    Args:
        home: whose dossiers they are.
        path: the dossier that is open.
        round_id: the round at work, which is left out.
    """
    views: dict[RoundId, View] = {}
    paths: dict[RoundId, Path] = {}
    problems: list[Problem] = []
    checklists: dict[BlobId, Checklist] = {}
    for one in dict.fromkeys([path, *working_dossiers(home)]):
        try:
            with Dossier.open(one, read_only=True) as dossier:
                logs = [log for log in dossier.load().values() if log.round != round_id]
                for blob in _checklists(logs) & dossier.blob_ids():
                    checklists[blob] = decode(dossier.blob(blob))
        except KnownError as error:
            told = tuple((name, str(value)) for name, value in error.params.items())
            problems.append(Problem(error.key, (), told))
            continue
        for log in logs:
            if log.round not in views or views[log.round].size < len(log):
                views[log.round], paths[log.round] = fold(log), one
    return OtherRounds(tuple(views.values()), paths, tuple(problems), checklists)


def _checklists(logs: Iterable[Log]) -> set[BlobId]:
    """Return the checklists that statements name: those that visits use are among them, and no visit need be folded."""
    named: set[BlobId] = set()
    for body in (said(one) for log in logs for one in log.statements.values() if one.header.kind in _NAMING):
        if isinstance(body, Planned | Opened) and body.checklist is not None:
            named.add(body.checklist)
        elif isinstance(body, ChecklistChosen):
            named.add(body.value)
    return named


def _key(unit: UnitRef) -> UnitKey | None:
    return UnitKey(unit.code, unit.since) if unit.code and unit.since else None


def _named(unit: UnitRef) -> tuple[str, str]:
    return folded(unit.name), folded(unit.district)


def predecessors(unit: UnitRef, directory: Directory) -> frozenset[UnitKey]:
    """Return the keys of all units that a unit goes back to, itself left out; none where the list does not have it."""
    key = _key(unit)
    if key is None or key not in directory.keys:
        return frozenset()
    reached: set[UnitKey] = set()
    waiting = [key]
    while waiting:
        fresh = {step.old for step in directory.predecessors(waiting.pop())} - reached
        reached |= fresh
        waiting += fresh
    return frozenset(reached - {key})


def _items(visit: VisitView) -> Iterator[tuple[str, Then]]:
    photos: dict[str, list[Photo]] = {}
    for photo in visit.photos:
        for item in photo.items:
            photos.setdefault(item, []).append(photo)
    for result in visit.results.values():
        if not result.instance:
            notes = dict.fromkeys(note for o in result.observations if (note := o.said.note or o.said.reason))
            value = result.value if result.state in (State.AGREED, State.CONCLUDED) else None
            yield result.item, Then(value, "\n".join(notes), tuple(photos.get(result.item, ())))
