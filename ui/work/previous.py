"""What was found here the last time: the newest earlier visit to the same unit, or to one that it was made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from inspector.dossier.file import Dossier
from inspector.errors import KnownError, Problem
from inspector.journal.bodies import Planned, UnitRef, said
from inspector.journal.entry import RoundId, VisitId
from inspector.journal.value import Value
from inspector.places.directory import Directory
from inspector.places.unit import UnitKey
from inspector.projection.photos import Photo
from inspector.projection.view import View, fold
from inspector.projection.visit import State, VisitView
from inspector.text import fold as folded
from ui.work.home import Home
from ui.work.rounds import working_dossiers


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


class OtherRounds(msgspec.Struct, frozen=True):
    """The other rounds of a person, and what could not be read of them."""

    views: tuple[View, ...]
    paths: Mapping[RoundId, Path]
    """The dossier that each of them was read from, where its photos lie."""
    problems: tuple[Problem, ...]


def previous_visit(view: View, others: Sequence[View], visit: VisitView, directory: Directory) -> Previous | None:
    """Return the newest sealed visit that took place before `visit`, in its round or in others; None if there is none.

    A unit is known by its code and period, and its predecessors by the list of communes; a unit without a code by its
    name and district alone.

    Args:
        view: the round of the visit.
        others: further rounds.
        visit: whose unit is meant. Void visits and those that are not sealed never count as earlier ones.
        directory: the list of communes.
    """
    key = _key(visit.unit)
    same, before = _units(visit.unit, directory)
    today = day_of(visit)
    found: list[tuple[str, View, VisitView, bool]] = []
    for one in (view, *(other for other in others if other.round != view.round)):
        for earlier in one.visits.values():
            day = day_of(earlier)
            if (one is view and earlier.id == visit.id) or not day or (today and day >= today):
                continue
            of = _key(earlier.unit)
            is_same = of in same if key and of else _named(earlier.unit) == _named(visit.unit)
            if (is_same or (of is not None and of in before)) and not earlier.is_void and earlier.is_sealed:
                found.append((day, one, earlier, not is_same))
    if not found:
        return None
    day, one, earlier, is_predecessor = max(found, key=lambda each: (each[0], not each[3], each[2].id))
    return Previous(one.round, earlier.id, one.title, day, earlier.unit.name, is_predecessor, dict(_items(earlier)))


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
    for one in dict.fromkeys([path, *working_dossiers(home)]):
        try:
            with Dossier.open(one, read_only=True) as dossier:
                logs = dossier.load()
        except KnownError as error:
            told = tuple((name, str(value)) for name, value in error.params.items())
            problems.append(Problem(error.key, (), told))
            continue
        for log in logs.values():
            if log.round != round_id and (log.round not in views or views[log.round].size < len(log)):
                views[log.round], paths[log.round] = fold(log), one
    return OtherRounds(tuple(views.values()), paths, tuple(problems))


def _key(unit: UnitRef) -> UnitKey | None:
    return UnitKey(unit.code, unit.since) if unit.code and unit.since else None


def _named(unit: UnitRef) -> tuple[str, str]:
    return folded(unit.name), folded(unit.district)


def _units(unit: UnitRef, directory: Directory) -> tuple[frozenset[UnitKey], frozenset[UnitKey]]:
    """Return the keys of the unit itself and those of all units that it goes back to."""
    key = _key(unit)
    if key is None or key not in directory.keys:
        return frozenset({key} if key else ()), frozenset()
    reached: set[UnitKey] = set()
    waiting = [key]
    while waiting:
        fresh = {step.old for step in directory.predecessors(waiting.pop())} - reached
        reached |= fresh
        waiting += fresh
    return frozenset({key}), frozenset(reached - {key})


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
