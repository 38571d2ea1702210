"""What the rows of all tables are made from; what is asked for thousands of times is worked out once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from functools import cached_property
from typing import Final

from inspector.errors import KnownError
from inspector.journal.entry import Clock, VisitId
from inspector.journal.value import Value
from inspector.progress import Progress
from inspector.projection.visit import Observation, Result, VisitView
from inspector.rules.answers import admits, say_value
from inspector.rules.item import Item
from inspector.synthesis.matrix import Outcome
from inspector.synthesis.units import Unit, identity_of, units_of
from inspector.synthesis.whole import Synthesis
from inspector.tables import Cell
from inspector.text import sort_key
from resources import Language

Said = tuple[Cell, Cell, Cell, Cell]
"""An answer: its words, and of a measure how many met it, of how many, or the number."""

PASSES: Final = 4
"""How many tables go through the visits one by one."""

NOTHING: Final[Said] = (None, None, None, None)


class Basis:
    """One round, in one language."""

    def __init__(self, whole: Synthesis, language: Language, progress: Progress) -> None:
        self.whole = whole
        self.matrix = whole.matrix
        self.language = language
        self._progress = progress
        self._done = 0
        self._said: dict[tuple[str, Value], Said] = {}
        groups = {
            group.code: group.title.say(language)
            for checklist in (*self.matrix.checklists.values(), self.matrix.checklist)
            for group in checklist.groups
        }
        self._items = {
            item.id: (item.id, item.code, item.short.say(language), groups.get(item.group, item.group))
            for item in self.matrix.items
        }

    @cached_property
    def units(self) -> dict[VisitId, Unit]:
        """The unit of every visit; units at which nothing counts yet follow those of the matrix and have no visits."""
        found = {visit.id: unit for unit in self.matrix.units for visit in unit.visits}
        known = {identity_of(unit.ref): unit for unit in self.matrix.units}
        rest = [visit for visit in self.whole.view.visits.values() if visit.id not in found]
        for unit in units_of(rest, self.whole.places, self.whole.thresholds.grouping):
            fresh = Unit(len(known) + 1, unit.ref, unit.name, unit.group, ())
            found |= dict.fromkeys((visit.id for visit in unit.visits), known.setdefault(identity_of(unit.ref), fresh))
        return found

    def visits(self, key: str) -> Iterator[VisitView]:
        """Yield the visits that count, telling how many are done; `key` words the activity."""
        for visit in self.whole.visits:
            self._progress.step(self._done, PASSES * len(self.whole.visits), key)
            self._done += 1
            yield visit

    def item(self, item: str) -> tuple[str, ...]:
        """Return the columns of an item: id, code, name, group."""
        return self._items[item]

    def visit(self, visit: VisitView) -> tuple[Cell, ...]:
        """Return the columns of a visit: id, number of the unit, its name."""
        unit = self.units[visit.id]
        return visit.id, unit.number, unit.ref.name

    def results(self, visit: VisitView) -> Iterator[tuple[Item, Result]]:
        """Yield the results of a visit in the order of the items, without the rows of a ratio.

        What no checklist at hand asks is not among them: nobody could say what it means.
        """
        for item in self.matrix.items:
            result = visit.results.get((item.id, ""))
            if result is not None:
                yield item, result

    def observations(self, visit: VisitView) -> Iterator[tuple[Item, Observation]]:
        """Yield what was seen at a visit, item by item."""
        for item, result in self.results(visit):
            for one in result.observations:
                yield item, one

    def codes(self, items: Iterable[str]) -> str:
        """Return the codes of those items that a checklist at hand asks."""
        return ", ".join(self._items[item][1] for item in items if item in self._items)

    def said(self, item: Item, value: Value) -> Said:
        """Return what an answer says."""
        key = (item.id, value)
        known = self._said.get(key)
        if known is None:
            known = self._said[key] = _said(item, value, self.language)
        return known

    def outcome(self, visit: VisitView, item: Item, value: Value) -> str:
        """Return the code of what an answer amounts to at a visit."""
        return self.matrix.judge.outcome(visit, item.id, value).value

    @staticmethod
    def name(visit: VisitView, one: Observation) -> str:
        return visit.trust.name_of(one.statement.header.author)

    def names(self, visit: VisitView, seen: Iterable[Observation]) -> str:
        """Return the names of those who saw something, each once, in the order of dictionaries."""
        names = {self.name(visit, one) for one in seen}
        return "; ".join(sorted(names, key=sort_key)) if len(names) > 1 else "".join(names)


def _said(item: Item, value: Value, language: Language) -> Said:
    try:
        admits(item, value)
    except KnownError as error:  # of foreign making: told as it stands, and as unread
        return str(error.params["given"]), None, None, None
    words = say_value(item, value, language)
    if isinstance(value, str):
        return words, None, None, None
    number = value.percent or value.minutes
    return words, value.n, value.total, value.count if number is None else Decimal(number)


def group_words(unit: Unit) -> str:
    """Return what a unit stands under, or nothing."""
    return ", ".join(name.full for name in unit.group.names)


def percent(tenths: int) -> Decimal:
    """Return tenths of a per cent as per cent."""
    return Decimal(tenths) / 10


def day(iso: str) -> date | None:
    """Return a civil date; None where the text is none."""
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def moment(text: str) -> datetime | None:
    """Return a moment as it was stated; None where the text is none."""
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def stated(at: Clock) -> datetime | None:
    """Return the moment of a statement on the clock of its machine; None for what no calendar holds.

    Source: format.md, rule 33: values are never validated beyond type.
    """
    try:
        zone = timezone(timedelta(minutes=at.off_min))
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at.utc_ms)).astimezone(zone)
    except (ValueError, OverflowError):
        return None


OPEN: Final = {
    "contested": Outcome.CONTESTED.value,
    "withheld": Outcome.UNREAD.value,
    "unreadable": Outcome.UNREAD.value,
}
"""What results without a value amount to."""
