"""Where observers differ: each result that waits for a decision or has had one, with all that was said about it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Literal

import msgspec

from inspector.errors import KnownError
from inspector.journal.bodies import Concluded, Withdrawn, said
from inspector.journal.entry import BlobId, Clock, EntryId, PublicKey, VisitId
from inspector.journal.value import Value
from inspector.projection.photos import Photo
from inspector.projection.rows import is_row
from inspector.projection.trust import Trust
from inspector.projection.view import View
from inspector.projection.visit import Observation, Result, State, VisitView
from inspector.rules.answers import say_value, standing
from inspector.rules.checklist import Checklist
from inspector.rules.item import Item
from resources import Language, say
from ui.work.previous import day_of
from ui.work.stages import checklist_for

Key = tuple[VisitId, str, str]
"""Visit, item, instance."""
Cause = Literal["observers", "devices", "conclusions", "none"]
"""Why there is something to decide: people differ, one person differs from themselves on two devices, those who lead
concluded differently; or nothing is, and a conclusion stands over what agrees."""


class Version(msgspec.Struct, frozen=True):
    """What one person said on one device, and has not replaced."""

    person: str
    name: str
    device: int
    """Which of the person's devices, from 1; 0 where they said what stands here on one."""
    key: PublicKey
    """Of the device."""
    statement: EntryId
    value: Value
    note: str
    reason: str
    at: Clock
    photos: tuple[Photo, ...]
    """Of the item's photos those that this person brought, on this device where both devices have a version."""

    @property
    def text(self) -> str:
        """What was noted, and why it did not apply or could not be checked."""
        return "\n".join(part for part in (self.note, self.reason) if part)


class Conclusion(msgspec.Struct, frozen=True):
    """A conclusion that holds. Several hold where those who lead concluded without knowing of each other."""

    name: str
    value: Value | None
    """None while it is not here, or cannot be read."""
    reason: str
    at: Clock


class Case(msgspec.Struct, frozen=True):
    """One result over which something is to be decided, or was."""

    visit: VisitId
    unit: str
    day: str
    """ISO; empty if it is not known."""
    item: str
    asked: Item | None
    """None where the checklist is not here, or does not ask for it any more."""
    instance: str
    versions: tuple[Version, ...]
    photos: tuple[Photo, ...]
    """The item's photos that nobody brought who has a version."""
    conclusions: tuple[Conclusion, ...]
    withdrawn: Conclusion | None
    """The conclusion that was taken back last, where none holds: by whom, when and why it was taken back."""
    cause: Cause
    is_open: bool

    @property
    def key(self) -> Key:
        return (self.visit, self.item, self.instance)

    @property
    def code(self) -> str:
        return self.asked.code if self.asked is not None else self.item

    @property
    def all_photos(self) -> tuple[Photo, ...]:
        return (*(photo for version in self.versions for photo in version.photos), *self.photos)


def cases(
    view: View, checklists: Mapping[BlobId, Checklist], only: Collection[VisitId] | None = None
) -> tuple[Case, ...]:
    """Return what is open and what was concluded, by visit, then as the checklist asks. Void visits have nothing.

    Needs frozen values alone, on any thread; rows of a ratio wait for nobody.

    Args:
        view: the round, published or as a merge would leave it.
        checklists: those that are here, by hash.
        only: the visits that matter; None for all.
    """
    found: list[Case] = []
    for name in view.visits:
        if only is not None and name not in only:
            continue
        visit = view.visits[name]
        if not visit.is_void:
            found += _in_visit(visit, checklist_for(visit, checklists))
    return tuple(found)


def named(view: View, key: Key, checklists: Mapping[BlobId, Checklist], language: Language) -> str:
    """Return what a result is called: unit, code, short words, and its instance if it has one."""
    name, item_id, instance = key
    visit = view.visits[name]
    checklist = checklist_for(visit, checklists)
    item = next((one for one in checklist.items if one.id == item_id), None) if checklist is not None else None
    words = f"{item.code} {item.short.say(language)}" if item is not None else item_id
    return " · ".join(part for part in (visit.unit.name, words, instance) if part)


def _in_visit(visit: VisitView, checklist: Checklist | None) -> Iterator[Case]:
    results = [
        result
        for result in visit.results.values()
        if result.state in (State.CONTESTED, State.CONCLUDED) and not is_row(result.instance)
    ]
    if not results:
        return
    items = {item.id: (place, item) for place, item in enumerate(checklist.items)} if checklist is not None else {}
    last = len(items)

    def place(result: Result) -> tuple[int, str, str]:
        return items[result.item][0] if result.item in items else last, result.item, result.instance

    for result in sorted(results, key=place):
        asked = items[result.item][1] if result.item in items else None
        yield _case(visit, result, asked)


def _case(visit: VisitView, result: Result, asked: Item | None) -> Case:
    heads = visit.slot("con", result.item, result.instance)
    bodies = [(head, said(head)) for head in heads]
    conclusions = tuple(
        Conclusion(visit.trust.name_of(head.header.author), body.value, body.reason, head.header.at)
        if isinstance(body, Concluded)
        else Conclusion(visit.trust.name_of(head.header.author), None, "", head.header.at)
        for head, body in bodies
        if not isinstance(body, Withdrawn)
    )
    taken_back = [
        Conclusion(visit.trust.name_of(head.header.author), None, body.reason, head.header.at)
        for head, body in bodies
        if isinstance(body, Withdrawn)
    ]
    versions, others = _versions(visit, result)
    return Case(
        visit=visit.id,
        unit=visit.unit.name,
        day=day_of(visit),
        item=result.item,
        asked=asked,
        instance=result.instance,
        versions=versions,
        photos=others,
        conclusions=conclusions,
        withdrawn=taken_back[-1] if taken_back and not conclusions else None,
        cause=_cause(result, conclusions),
        is_open=result.state is State.CONTESTED,
    )


def _cause(result: Result, conclusions: tuple[Conclusion, ...]) -> Cause:
    if result.state is State.CONTESTED and conclusions:
        return "conclusions"
    by_person: dict[str, set[Value]] = {}
    for seen in result.observations:
        by_person.setdefault(seen.person, set()).add(seen.said.value)
    if result.state is State.CONCLUDED and len(frozenset().union(*by_person.values())) < 2:
        return "none"
    return "observers" if len(by_person) > 1 else "devices"


def _versions(visit: VisitView, result: Result) -> tuple[tuple[Version, ...], tuple[Photo, ...]]:
    """Return the versions, and the photos of the item that belong to none of them."""
    left = list(visit.photos_of(result.item))
    spoken: dict[str, list[PublicKey]] = {}
    for seen in result.observations:
        devices, author = spoken.setdefault(seen.person, []), seen.statement.header.author
        if author not in devices:
            devices.append(author)
    versions = []
    for seen in result.observations:
        devices = spoken[seen.person]
        own = [photo for photo in left if _brought(visit, photo, seen, alone=len(devices) == 1)]
        left = [photo for photo in left if photo not in own]
        versions.append(
            Version(
                person=seen.person,
                name=visit.trust.name_of(seen.statement.header.author),
                device=device_of(visit.trust, seen.statement.header.author) if len(devices) > 1 else 0,
                key=seen.statement.header.author,
                statement=seen.statement.id,
                value=seen.said.value,
                note=seen.said.note,
                reason=seen.said.reason,
                at=seen.at,
                photos=tuple(own),
            )
        )
    return tuple(versions), tuple(left)


def device_of(trust: Trust, key: PublicKey) -> int:
    """Return which of a person's several devices a key is, from 1, as the roster names them; else 0."""
    person = trust.persons.get(trust.person_of(key))
    keys = [device.sign for device in person.keys] if person is not None else []
    return keys.index(key) + 1 if len(keys) > 1 and key in keys else 0


def _brought(visit: VisitView, photo: Photo, seen: Observation, *, alone: bool) -> bool:
    author = photo.statement.header.author
    return visit.trust.person_of(author) == seen.person if alone else author == seen.statement.header.author


def differing(versions: tuple[Version, ...]) -> tuple[int, int]:
    """Return which two versions to hold against each other first: the first, and the first that differs from it."""
    other = (place for place, one in enumerate(versions) if one.value != versions[0].value)
    return 0, next(other, min(1, len(versions) - 1))


def value_words(item: Item | None, value: Value, language: Language) -> str:
    """Return a value in words, also where its item is not known here."""
    if item is not None:
        return say_value(item, value, language)
    if isinstance(value, str):
        return say(f"answer.{value}", language)
    if value.n is not None:
        return f"{value.n}/{value.total}"
    return value.text or value.percent or value.minutes or str(value.count)


def look_of(item: Item | None, value: Value) -> str:
    """Return how a value looks, a key of `LOOKS`; unreadable where it does not fit its item."""
    if item is None:
        return "no_standing"
    try:
        return standing(item, value).value
    except KnownError:
        return "unreadable"
