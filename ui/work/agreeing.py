"""How far observers agree, as rows that both front ends show: by item, by pair, by person."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final, Literal

import msgspec

from inspector.journal.entry import BlobId, VisitId
from inspector.projection.view import View
from inspector.rules.checklist import Checklist
from inspector.rules.item import Item
from inspector.synthesis.agreement import Agreement, Place, Tally, agreement
from inspector.text import sort_key
from resources import Language

Way = Literal["items", "pairs", "persons"]
WAYS: Final[tuple[Way, ...]] = ("items", "pairs", "persons")
_NEVER: Final = Tally(0, (), 0)


class Line(msgspec.Struct, frozen=True):
    """An item, a pair or a person, and how often they differ."""

    key: tuple[str, ...]
    """The id of the item, or of each person."""
    label: str
    tally: Tally
    devices: Tally = _NEVER
    """Of a person: against themselves, on two devices."""

    @property
    def places(self) -> tuple[Place, ...]:
        """Everything that differs behind the line, each once."""
        return tuple(dict.fromkeys((*self.tally.differing, *self.devices.differing)))


class Table(msgspec.Struct, frozen=True):
    """All lines of a round; those that differ most often come first."""

    whole: Tally
    lines: dict[Way, tuple[Line, ...]]
    items: dict[str, Item]
    """What is known of the items that are named."""


def table(
    view: View, checklists: Mapping[BlobId, Checklist], language: Language, only: Collection[VisitId] | None = None
) -> Table:
    """Return how far observers agree; needs frozen values alone, on any thread.

    Args:
        view: the round.
        checklists: for the wording of items; the newest that is here words each.
        language: of that wording.
        only: the visits that matter; None for all.
    """
    found = agreement(view, only)
    oldest_first = sorted(checklists.values(), key=lambda one: [*map(int, one.version.split("."))])
    items = {item.id: item for checklist in oldest_first for item in checklist.items}
    names = {person: one.name for person, one in view.trust.persons.items()}
    return Table(
        found.whole,
        {
            "items": _sorted(Line((item,), _item(items, item, language), tally) for item, tally in found.items.items()),
            "pairs": _sorted(
                Line(pair, " – ".join(names.get(one, one[:8]) for one in pair), tally)
                for pair, tally in found.pairs.items()
            ),
            "persons": _sorted(_persons(found, names)),
        },
        items,
    )


def _item(items: Mapping[str, Item], item: str, language: Language) -> str:
    known = items.get(item)
    return f"{known.code}  {known.short.say(language)}" if known is not None else item


def _persons(found: Agreement, names: Mapping[str, str]) -> Iterable[Line]:
    for person in dict.fromkeys((*found.persons, *found.devices)):
        tally, devices = found.persons.get(person, _NEVER), found.devices.get(person, _NEVER)
        yield Line((person,), names.get(person, person[:8]), tally, devices)


def _sorted(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda line: (-len(line.places), -line.tally.total, sort_key(line.label))))
