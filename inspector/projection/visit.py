"""One visit as it stands: what was observed, what was concluded, the evidence, the seals. All of it follows from slots."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

import msgspec

from inspector.journal.bodies import (
    ABSENT,
    UNKNOWN,
    UNREADABLE,
    Captioned,
    ChecklistChosen,
    Commented,
    Concluded,
    FactStated,
    Flagged,
    FreeFinding,
    Linked,
    Observed,
    Opened,
    PhotoAdded,
    Planned,
    Sealed,
    StatusSet,
    UnitRef,
    said,
    value_of,
)
from inspector.journal.entry import BlobId, Clock, EntryId, Slot, Statement, VisitId
from inspector.journal.log import order
from inspector.journal.seal import is_sound
from inspector.journal.value import Value
from inspector.projection.photos import Photo, arranged, arrangement_of, copy_of
from inspector.projection.rows import Row, add_up, in_order, is_row, row_of
from inspector.projection.slots import ScopeView, SlotView, differ, is_withdrawn
from inspector.projection.trust import Effect, Trust


class State(Enum):
    """How the result of an item stands."""

    AGREED = "agreed"
    CONTESTED = "contested"
    CONCLUDED = "concluded"
    WITHHELD = "withheld"
    """Something was said whose payload is not here, so the result cannot be known here."""
    UNREADABLE = "unreadable"
    """Something was said that this program cannot read: it needs a newer one."""


class Observation(msgspec.Struct, frozen=True, gc=False):
    """What one person saw, unsuperseded by that same person."""

    person: str
    statement: Statement
    said: Observed

    @property
    def at(self) -> Clock:
        return self.statement.header.at


class Result(msgspec.Struct, frozen=True, gc=False):
    """The result of one item (and instance) of a visit, and what it rests on.

    A province has tens of thousands of them; as structs the collector of garbage passes them over.
    """

    item: str
    instance: str
    state: State
    value: Value | None
    """The value if the state is agreed or concluded."""
    observations: tuple[Observation, ...]
    conclusion: Concluded | None
    statements: tuple[Statement, ...]
    """The statements that hold: observations, or the conclusions over them."""


class Finding(msgspec.Struct, frozen=True):
    """A finding outside the checklist."""

    id: str
    texts: tuple[str, ...]
    """One; several that differ while it is contested; none while what was said is not here, or cannot be read."""


class Seal(msgspec.Struct, frozen=True):
    id: EntryId
    statement: Statement
    said: Sealed
    covered: frozenset[EntryId]


@dataclass(frozen=True)
class VisitView:
    """One visit, possibly joined from several ids. Frozen; what is derived is computed when it is first asked for."""

    id: VisitId
    scopes: tuple[ScopeView, ...]
    """One for each id that the lead joined; usually one."""
    trust: Trust
    plan: Statement | None
    introductions: tuple[Statement, ...]
    openings: tuple[SlotView, ...]
    round_scope: ScopeView

    @cached_property
    def round_statements(self) -> dict[EntryId, Statement]:
        """Every statement of the round's own scope."""
        return {s.id: s for s in self.round_scope.statements()}

    def slot(self, *about: str) -> tuple[Statement, ...]:
        """Return the statements that hold about one thing, from all ids of the visit, in the common order."""
        if len(self.scopes) == 1:  # nearly every visit, and this is asked for every item of every one
            found = self.scopes[0].slots.get(about)
            return found.heads if found is not None else ()
        return tuple(sorted((head for scope in self.scopes for head in scope.slot(*about).heads), key=order))

    def families(self, family: str) -> list[Slot]:
        """Return the slots of one family in which anything was said."""
        return sorted({about for scope in self.scopes for about in scope.slots if about[0] == family})

    @cached_property
    def unit(self) -> UnitRef:
        """The unit visited, as the plan or the opening names it."""
        for statement in self.introductions:
            body = said(statement)
            if isinstance(body, (Planned, Opened)) and body.unit:
                return body.unit
        return UnitRef(name=f"#{self.id[:4].upper()}")

    @cached_property
    def opened(self) -> tuple[Opened, ...]:
        """What was said of the visit's beginning, the earliest start first."""
        heads = [head for slot in self.openings for head in slot.heads]
        heads += [s for s in self.introductions if s.header.kind == "opened"]
        bodies = [body for body in map(said, heads) if isinstance(body, Opened)]
        return tuple(sorted(bodies, key=lambda body: body.started))

    @cached_property
    def checklist(self) -> BlobId | None:
        """The checklist in force for the visit: the one chosen, else the plan's; None while it is contested or unknown."""
        heads = self.slot("checklist")
        chosen = {body.value for body in map(said, heads) if isinstance(body, ChecklistChosen)}
        if chosen:
            return chosen.pop() if len(chosen) == 1 else None
        for statement in self.introductions:
            body = said(statement)
            if isinstance(body, (Planned, Opened)) and body.checklist:
                return body.checklist
        return None

    @cached_property
    def is_void(self) -> bool:
        """Tell whether the visit was declared void and not reopened: one "void" among statements that hold is enough."""
        return any(isinstance(body, StatusSet) and body.value == "void" for body in map(said, self.slot("status")))

    @cached_property
    def results(self) -> dict[tuple[str, str], Result]:
        """Every item about which anything holds, by (item, instance)."""
        abouts = {about for scope in self.scopes for about in scope.slots if about[0] in ("obs", "con")}
        keys = {about[1:] for about in abouts if len(about) == 3}
        return {
            (item, instance): result
            for item, instance in sorted(keys)
            if (result := self._result(item, instance)) is not None
        }

    def result(self, item: str, instance: str = "") -> Result | None:
        """Return the result of one item; None means not asked."""
        return self._result(item, instance)

    def _result(self, item: str, instance: str) -> Result | None:
        heads = self.slot("obs", item, instance)
        conclusions = self.slot("con", item, instance)
        if len(heads) == 1 and not conclusions and isinstance(body := said(heads[0]), Observed):
            # Nearly every result: one person who said it once has nobody to differ from.
            only = Observation(self.trust.person_of(heads[0].header.author), heads[0], body)
            return Result(item, instance, State.AGREED, body.value, (only,), None, heads)
        observations = tuple(
            Observation(self.trust.person_of(head.header.author), head, body)
            for head in heads
            if isinstance(body := said(head), Observed)
        )
        if any(not is_withdrawn(head) for head in conclusions):
            return self._concluded(item, instance, observations, conclusions)
        if all(is_withdrawn(head) for head in heads):
            return None
        state, value = self._derived(heads, observations)
        return Result(item, instance, state, value, observations, None, heads)

    def _concluded(
        self, item: str, instance: str, observations: tuple[Observation, ...], heads: tuple[Statement, ...]
    ) -> Result:
        body = said(heads[0])
        if len({value_of(head) for head in heads}) > 1:
            return Result(item, instance, State.CONTESTED, None, observations, None, heads)
        if not isinstance(body, Concluded):
            state = State.WITHHELD if body is ABSENT else State.UNREADABLE
            return Result(item, instance, state, None, observations, None, heads)
        return Result(item, instance, State.CONCLUDED, body.value, observations, body, heads)

    def _derived(
        self, heads: tuple[Statement, ...], observations: tuple[Observation, ...]
    ) -> tuple[State, Value | None]:
        """Return what follows from the observers alone; the words of a lead are not among them."""
        bodies = [said(head) for head in heads]
        if any(body is UNKNOWN or body is UNREADABLE for body in bodies):
            return State.UNREADABLE, None
        if any(body is ABSENT for body in bodies):
            return State.WITHHELD, None
        said_by: dict[str, set[bytes]] = {}
        for head in heads:
            said_by.setdefault(self.trust.person_of(head.header.author), set()).add(value_of(head))
        values = {value_of(one.statement) for one in observations}
        if len(values) > 1 or any(len(own) > 1 for own in said_by.values()):
            return State.CONTESTED, None
        return State.AGREED, observations[0].said.value

    def rows_of(self, item: str) -> dict[str, tuple[Row, ...]]:
        """Return what each person counted an item by, by person; of nobody whose rows do not add up to the answer."""
        told: dict[str, dict[str, list[Row | None]]] = {}
        for (one, instance), result in self.results.items():
            if one == item and is_row(instance):
                for seen in result.observations:
                    told.setdefault(seen.person, {}).setdefault(instance, []).append(row_of(seen.said))
        found = {person: in_order(rows) for person, rows in told.items()}
        answer = self.result(item)
        sums = {(seen.person, seen.said.value) for seen in answer.observations} if answer is not None else set()
        return {person: rows for person, rows in found.items() if rows and (person, add_up(rows)) in sums}

    @cached_property
    def contested(self) -> tuple[Slot, ...]:
        """The slots that wait for a decision; rows never do."""
        open_ = [r for r in self.results.values() if r.state is State.CONTESTED and not is_row(r.instance)]
        items = [("obs", r.item, r.instance) for r in open_]
        other = {about for scope in self.scopes for about in scope.slots if about[0] not in ("obs", "con", "seal")}
        return (*items, *sorted(about for about in other if differ(self.slot(*about))))

    @cached_property
    def photos(self) -> tuple[Photo, ...]:
        """The photos that count, in the common order."""
        found = [self._photo(s) for scope in self.scopes for s in scope.things.values() if self._is_photo(scope, s)]
        return tuple(sorted(found, key=lambda photo: order(photo.statement)))

    @staticmethod
    def _is_photo(scope: ScopeView, statement: Statement) -> bool:
        return statement.header.kind == "photo_added" and not scope.is_out(statement.id)

    def _photo(self, statement: Statement) -> Photo:
        body = said(statement)
        captions = {b.value for b in map(said, self.slot("caption", statement.id)) if isinstance(b, Captioned)}
        items = [
            about[2]
            for about in self._links.get(statement.id, ())
            if any(isinstance(b, Linked) and b.value == "in" for b in map(said, self.slot(*about)))
        ]
        copy = copy_of(self.slot("copy", statement.id))
        return Photo(
            statement.id,
            statement,
            body if isinstance(body, PhotoAdded) else None,
            " / ".join(sorted(captions)),
            tuple(sorted(items)),
            copy.body,
            copy.contested,
            copy.unknown,
        )

    @cached_property
    def _links(self) -> dict[EntryId, list[Slot]]:
        links: dict[EntryId, list[Slot]] = {}
        for about in self.families("link"):
            if len(about) == 3:
                links.setdefault(about[1], []).append(about)
        return links

    @cached_property
    def photo_counts(self) -> Counter[str]:
        """How many photos each item has, and each finding outside the checklist."""
        return Counter(item for photo in self.photos for item in photo.items)

    def photos_of(self, item: str) -> tuple[Photo, ...]:
        """Return the photos of an item, or of a finding outside the checklist, in the order settled on for them."""
        return arranged([photo for photo in self.photos if item in photo.items], self.order_of(item))

    def order_of(self, item: str) -> tuple[EntryId, ...]:
        """Return the order that was settled on for the photos of an item; empty if none was, or while it is contested."""
        return arrangement_of(self.slot("order", item))

    def is_flagged(self, subject: str, name: str) -> bool:
        """Tell whether an item or a photo bears a mark: one "in" among statements that hold is enough."""
        return any(
            isinstance(body, Flagged) and body.value == "in" for body in map(said, self.slot("flag", subject, name))
        )

    def flagged(self, name: str) -> tuple[str, ...]:
        """Return the items or photos that bear a mark, sorted."""
        subjects = [about[1] for about in self.families("flag") if len(about) == 3 and about[2] == name]
        return tuple(subject for subject in subjects if self.is_flagged(subject, name))

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The findings outside the checklist, in the order in which they were first stated."""
        found = []
        for about in self.families("free"):
            heads = [head for head in self.slot(*about) if not is_withdrawn(head)]
            if heads and len(about) == 2:
                first = min(order(s) for scope in self.scopes for s in scope.slot(*about).history)
                texts = dict.fromkeys(body.value for body in map(said, heads) if isinstance(body, FreeFinding))
                found.append((first, Finding(about[1], tuple(texts))))
        return tuple(finding for _, finding in sorted(found, key=lambda pair: pair[0]))

    @cached_property
    def comments(self) -> tuple[tuple[Statement, Commented], ...]:
        found = [
            (s, body)
            for scope in self.scopes
            for s in scope.things.values()
            if isinstance(body := said(s), Commented) and not scope.is_out(s.id)
        ]
        return tuple(sorted(found, key=lambda pair: order(pair[0])))

    def facts(self, name: str) -> tuple[str, ...]:
        """Return what was stated of one fact: nothing, one text, or several that differ."""
        bodies = map(said, self.slot("fact", name))
        return tuple(dict.fromkeys(body.value for body in bodies if isinstance(body, FactStated)))

    @cached_property
    def statements(self) -> dict[EntryId, Statement]:
        """Every statement of the visit that this view has folded or set aside."""
        return {s.id: s for scope in self.scopes for s in scope.statements()}

    @cached_property
    def seals(self) -> tuple[Seal, ...]:
        """Every seal that counts, superseded ones too (a re-seal never replaces the code of the former), oldest first."""
        found: list[Seal] = []
        for scope in self.scopes:
            history = scope.slot("seal").history
            held = {s.id: s for s in scope.statements()} if history else {}
            for statement in history:
                body = said(statement)
                if isinstance(body, Sealed) and self.trust.effect(statement) is Effect.EFFECTIVE:
                    covered = frozenset(reached_by_prev(held, body.tips))
                    # A seal that misstates what it covers proves nothing, nor does one whose statements are not here, or
                    # are of another scope.
                    if covered.issuperset(body.tips) and is_sound(statement, body, [held[one] for one in covered]):
                        found.append(Seal(statement.id, statement, body, covered))
        return tuple(sorted(found, key=lambda seal: order(seal.statement)))

    @cached_property
    def observations_held(self) -> frozenset[EntryId]:
        """The ids of all observations that hold."""
        heads = [head for about in self.families("obs") for head in self.slot(*about)]
        return frozenset(head.id for head in heads)

    @property
    def is_sealed(self) -> bool:
        """Tell whether seals that count, other than of the covert phase, cover every observation that holds.

        One seal must do so alone for each of the ids that were joined, for a seal never reaches beyond its scope.
        """
        seals = [seal for seal in self.seals if seal.said.purpose != "covert"]
        held = self.observations_held
        parts = [held & {s.id for s in scope.statements()} for scope in self.scopes] if len(self.scopes) > 1 else [held]
        return bool(seals) and all(any(part <= seal.covered for seal in seals) for part in parts)

    @cached_property
    def after_seal(self) -> dict[EntryId, str]:
        """Statements that no seal covers, by id: "amendment" if their author knew a seal, else "concurrent"."""
        seals = [seal for seal in self.seals if seal.said.purpose != "covert"]
        if not seals:
            return {}
        covered = frozenset[EntryId]().union(*(seal.covered for seal in seals)) | {seal.id for seal in seals}
        sealed = {seal.id for seal in seals}
        # A colleague's seal is often learnt through the round: a statement there names it, and is named here.
        aware = _descendants({**self.round_statements, **self.statements}, sealed)
        return {one: "amendment" if one in aware else "concurrent" for one in self.statements if one not in covered}

    def late_covert(self, items: frozenset[str]) -> tuple[Observation, ...]:
        """Return observations of covert items that were not yet made when the covert phase was closed, if it was."""
        seals = [seal for seal in self.seals if seal.said.purpose == "covert"]
        if not seals:
            return ()
        covered = frozenset[EntryId]().union(*(seal.covered for seal in seals))
        return tuple(
            one
            for result in self.results.values()
            if result.item in items
            for one in result.observations
            if one.statement.id not in covered
        )


def reached_by_prev(held: dict[EntryId, Statement], tips: tuple[EntryId, ...]) -> set[EntryId]:
    """Return those of some statements that tips cover: themselves, and what they follow in their chains."""
    reached: set[EntryId] = set()
    for tip in tips:
        one: EntryId | None = tip
        while one is not None and one in held and one not in reached:
            reached.add(one)
            one = held[one].header.prev
    return reached


def _descendants(held: dict[EntryId, Statement], ancestors: set[EntryId]) -> set[EntryId]:
    """Return the ancestors themselves and all statements that know of one of them, directly or through others."""
    named_by: dict[EntryId, list[EntryId]] = {}
    for statement in held.values():
        header = statement.header
        for one in (header.prev, *header.seen, *header.supersedes):
            if one is not None:
                named_by.setdefault(one, []).append(statement.id)
    reached = set(ancestors)
    waiting = list(ancestors)
    while waiting:
        fresh = [one for one in named_by.get(waiting.pop(), ()) if one not in reached]
        reached.update(fresh)
        waiting += fresh
    return reached
