"""Slots: of all that was said about one thing in one scope, what holds now.

The current value is what the effective statements say that no other effective one supersedes. One, or several that are
equal: settled. Several that differ: contested, and shown as such until a person states a value over them all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

import msgspec

from inspector.journal.bodies import ABSENT, UNKNOWN, UNREADABLE, Said, Withdrawn, said, value_of
from inspector.journal.entry import EntryId, Slot, Statement
from inspector.journal.log import order
from inspector.projection.trust import Effect, Trust, is_by_person


class SlotView(msgspec.Struct, frozen=True):
    """All statements about one slot of one scope, and which of them hold."""

    about: Slot
    heads: tuple[Statement, ...] = ()
    """Effective and not superseded, in the common order."""
    unconfirmed: tuple[Statement, ...] = ()
    """Said by keys on no roster, and not superseded by the same key: shown, not counted."""
    history: tuple[Statement, ...] = ()
    """Everything ever said about the slot, refused and excluded statements included, in the common order."""
    refused: tuple[Statement, ...] = ()
    newer: tuple[Statement, ...] = ()
    """Written under a later version of the header: carried and shown, never folded."""

    @property
    def is_contested(self) -> bool:
        """Tell whether statements that hold say different things."""
        return differ(self.heads)

    @property
    def standing(self) -> Said | None:
        """Return what holds: a body, ABSENT, UNKNOWN or UNREADABLE; None if nothing was said or heads differ."""
        if not self.heads or self.is_contested:
            return None
        return said(self.heads[0])

    @property
    def is_withheld(self) -> bool:
        """Tell whether something holds here whose payload is not here."""
        return any(said(head) is ABSENT for head in self.heads)

    @property
    def needs_newer_program(self) -> bool:
        return any(said(head) is UNKNOWN for head in self.heads)

    @property
    def is_unreadable(self) -> bool:
        return any(said(head) is UNREADABLE for head in self.heads)


class ScopeView(msgspec.Struct, frozen=True):
    """One scope: its slots, and the things that entries introduced in it."""

    scope: EntryId
    slots: dict[Slot, SlotView] = msgspec.field(default_factory=dict)
    things: dict[EntryId, Statement] = msgspec.field(default_factory=dict)
    """Introductions that count, by their own id."""
    unconfirmed_things: dict[EntryId, Statement] = msgspec.field(default_factory=dict)
    set_aside: tuple[Statement, ...] = ()
    """Introductions that are refused, excluded or too new."""
    size: int = 0
    """How many statements of the scope this view has folded."""

    def slot(self, *about: str) -> SlotView:
        return self.slots.get(about) or SlotView(about)

    def statements(self) -> Iterator[Statement]:
        """Yield every statement of the scope, whatever its effect, in no particular order."""
        for slot in self.slots.values():
            yield from slot.history
        yield from self.things.values()
        yield from self.unconfirmed_things.values()
        yield from self.set_aside

    def is_out(self, thing: EntryId) -> bool:
        """Tell whether a thing was taken out: every statement that holds about its presence says so."""
        heads = self.slot("exists", thing).heads
        return bool(heads) and all(getattr(said(head), "value", "in") == "out" for head in heads)


def differ(heads: Collection[Statement]) -> bool:
    """Tell whether statements that hold about one thing say different things."""
    return len(heads) > 1 and len({value_of(head) for head in heads}) > 1


def fold_slot(about: Slot, statements: Iterable[Statement], trust: Trust) -> SlotView:
    """Fold the statements about one slot of one scope, in any order."""
    history = tuple(sorted(statements, key=order))
    effective: list[Statement] = []
    unconfirmed: list[Statement] = []
    refused: list[Statement] = []
    newer: list[Statement] = []
    for statement in history:
        effect = trust.effect(statement)
        if effect is Effect.EFFECTIVE:
            effective.append(statement)
        elif effect is Effect.UNCONFIRMED:
            unconfirmed.append(statement)
        elif effect is Effect.REFUSED:
            refused.append(statement)
        elif effect is Effect.NEWER:
            newer.append(statement)
    if len(history) == 1 and not history[0].header.supersedes:  # most slots ever
        return SlotView(about, tuple(effective), tuple(unconfirmed), history, tuple(refused), tuple(newer))
    here = {statement.id: statement for statement in history}
    superseded: set[EntryId] = set()
    by_person = is_by_person(about)
    for statement in effective:
        for target in statement.header.supersedes:
            other = here.get(target)
            if other is not None and _may_supersede(statement, other, by_person, trust):
                superseded.add(target)
    own_superseded = {
        target
        for statement in unconfirmed
        for target in statement.header.supersedes
        if target in here and here[target].header.author == statement.header.author
    }
    return SlotView(
        about,
        heads=tuple(s for s in effective if s.id not in superseded),
        unconfirmed=tuple(s for s in unconfirmed if s.id not in own_superseded),
        history=history,
        refused=tuple(refused),
        newer=tuple(newer),
    )


def _may_supersede(statement: Statement, target: Statement, by_person: bool, trust: Trust) -> bool:
    return not by_person or trust.person_of(statement.header.author) == trust.person_of(target.header.author)


def fold_scope(scope: EntryId, statements: Iterable[Statement], trust: Trust) -> ScopeView:
    """Fold one scope: group its statements by slot, and fold each slot by itself."""
    groups: dict[Slot, list[Statement]] = {}
    introductions: list[Statement] = []
    size = 0
    for statement in map(trust.shown, statements):
        size += 1
        if statement.header.about:
            groups.setdefault(statement.header.about, []).append(statement)
        else:
            introductions.append(statement)
    slots = {about: fold_slot(about, group, trust) for about, group in groups.items()}
    things, unconfirmed, set_aside = {}, {}, []
    for statement in introductions:
        effect = trust.effect(statement)
        if effect is Effect.EFFECTIVE:
            things[statement.id] = statement
        elif effect is Effect.UNCONFIRMED:
            unconfirmed[statement.id] = statement
        else:
            set_aside.append(statement)
    return ScopeView(scope, slots, things, unconfirmed, tuple(set_aside), size)


def add_to_scope(view: ScopeView, statement: Statement, trust: Trust) -> ScopeView:
    """Return the view with one more statement; only the slot that it speaks of is folded again."""
    about = statement.header.about
    if about:
        slots = view.slots.copy()
        slots[about] = fold_slot(about, (*view.slot(*about).history, trust.shown(statement)), trust)
        return ScopeView(view.scope, slots, view.things, view.unconfirmed_things, view.set_aside, view.size + 1)
    fresh = fold_scope(view.scope, (statement,), trust)
    return ScopeView(
        view.scope,
        view.slots,
        {**view.things, **fresh.things},
        {**view.unconfirmed_things, **fresh.unconfirmed_things},
        view.set_aside + fresh.set_aside,
        view.size + 1,
    )


def is_withdrawn(statement: Statement) -> bool:
    """Tell whether a statement says the value nothing."""
    return isinstance(said(statement), Withdrawn)
