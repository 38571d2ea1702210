"""One visit as the inspector sees it while recording: each item's state in a word, and what is still missing."""

from __future__ import annotations

from collections import Counter

import msgspec

from inspector.journal.bodies import Observed
from inspector.journal.entry import PublicKey
from inspector.journal.value import NOT_APPLICABLE, NOT_VERIFIABLE, Value
from inspector.projection.view import View
from inspector.projection.visit import Result, State, VisitView
from inspector.rules.answers import Standing, say_value, standing
from inspector.rules.checklist import Checklist
from inspector.rules.gaps import Gaps
from inspector.rules.item import Item
from resources import Language, say
from ui.work.remarks import remarks_of, to_answer
from ui.work.visits import missing

_OF_STATE = {
    State.CONTESTED: "contested",
    State.WITHHELD: "withheld",
    State.UNREADABLE: "unreadable",
}


class Row(msgspec.Struct, frozen=True):
    """One item in the list."""

    item: Item
    state: str
    """A key of `ui.widgets.glyphs.LOOKS`."""
    words: str
    photos: int
    lacks_photo: bool
    lacks_note: bool
    is_flagged: bool
    remarks: int = 0
    """How many comments of whoever sent the visit back wait for an answer here."""

    @property
    def is_answered(self) -> bool:
        return self.state != "unanswered"

    @property
    def has_gap(self) -> bool:
        """Tell whether something about it is still missing."""
        return not self.is_answered or self.lacks_photo or self.lacks_note or bool(self.remarks)


class Sheet(msgspec.Struct, frozen=True):
    """The whole checklist of a visit, in its order."""

    rows: tuple[Row, ...]
    gaps: Gaps

    @property
    def answered(self) -> int:
        return sum(row.is_answered for row in self.rows)

    @property
    def missing(self) -> int:
        """How many things are missing: answers, notes and photos, and answers to comments."""
        return len(self.gaps.unanswered) + len(self.gaps.notes) + len(self.gaps.photos) + self.remarks

    @property
    def remarks(self) -> int:
        """How many comments wait for an answer."""
        return sum(row.remarks for row in self.rows)

    def row(self, item: str) -> Row | None:
        """Return the row of an item."""
        return next((row for row in self.rows if row.item.id == item), None)

    def group(self, code: str) -> tuple[int, int]:
        """Return how many items of a group are answered, and of how many."""
        rows = [row for row in self.rows if row.item.group == code]
        return sum(row.is_answered for row in rows), len(rows)


def sheet(visit: VisitView, checklist: Checklist, language: Language) -> Sheet:
    """Return the checklist of a visit as it stands."""
    lacking = missing(visit, checklist)
    notes, photos = frozenset(lacking.notes), frozenset(lacking.photos)
    flagged = frozenset(visit.flagged("review"))
    remarks = Counter(one.item for one in to_answer(remarks_of(visit)))
    rows = []
    for item in checklist.items:
        state, words = state_of(item, visit.result(item.id), language)
        rows.append(
            Row(
                item=item,
                state=state,
                words=words,
                photos=visit.photo_counts[item.id],
                lacks_photo=item.id in photos,
                lacks_note=item.id in notes,
                is_flagged=item.id in flagged,
                remarks=remarks[item.id],
            )
        )
    return Sheet(tuple(rows), lacking)


def state_of(item: Item, result: Result | None, language: Language) -> tuple[str, str]:
    """Return how a result looks (a key of `LOOKS`) and its word."""
    if result is None:
        return "unanswered", say("capture.state-unanswered", language)
    known = _OF_STATE.get(result.state)
    if known is not None or result.value is None:
        found = known or "unreadable"
        return found, say(f"capture.state-{found}", language)
    return look_of(item, result.value), short_value(item, result.value, language)


def look_of(item: Item, value: Value) -> str:
    """Return how an answer looks: a key of `LOOKS`."""
    found = standing(item, value)
    return "no_standing" if found is Standing.NO_STANDING else found.value


def short_value(item: Item, value: Value, language: Language) -> str:
    """Return an answer as short as a chip needs it: a text as a word that says it is there."""
    if isinstance(value, str):
        return say_value(item, value, language)
    if value.text is not None:
        return say("capture.state-text", language)
    if value.n is not None:
        return f"{value.n}/{value.total}"
    if value.count is not None:
        return str(value.count)
    return say_value(item, value, language)


def own_answer(view: View, visit: VisitView, item: str, me: PublicKey, instance: str = "") -> Observed | None:
    """Return what this person said of an item, on whichever device, last."""
    result = visit.result(item, instance)
    if result is None:
        return None
    person = view.trust.person_of(me)
    said = [one.said for one in result.observations if one.person == person]
    return said[-1] if said else None


def settled(result: Result | None) -> Observed | None:
    """Return what all observers, or the lead over them, say of an item, with the notes of all; None while they differ."""
    if result is None or result.value is None or not result.observations:
        return None
    first = result.observations[0].said
    notes = dict.fromkeys(one.said.note for one in result.observations if one.said.note)
    return Observed(value=result.value, checklist=first.checklist, note="\n".join(notes), reason=first.reason)


def is_excused(value: Value) -> bool:
    """Tell whether an answer says that there was nothing to answer."""
    return value in (NOT_APPLICABLE, NOT_VERIFIABLE)


def next_gap(rows: Sheet, after: str, *, forward: bool = True) -> str | None:
    """Return the next item with something missing, going round; None where nothing is."""
    ids = [row.item.id for row in rows.rows]
    start = ids.index(after) if after in ids else -1 if forward else 0
    turn = range(1, len(ids) + 1) if forward else range(-1, -len(ids) - 1, -1)
    for step in turn:
        row = rows.rows[(start + step) % len(ids)]
        if row.has_gap:
            return row.item.id
    return None


def next_unanswered(rows: Sheet, after: str, waiting: frozenset[str] = frozenset()) -> str | None:
    """Return the next item that nobody answered, going round; `waiting` are answered but not on disk yet."""
    ids = [row.item.id for row in rows.rows]
    start = ids.index(after) if after in ids else -1
    for step in range(1, len(ids)):
        row = rows.rows[(start + step) % len(ids)]
        if not row.is_answered and row.item.id not in waiting:
            return row.item.id
    return None
