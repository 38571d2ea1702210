"""Recommendations: one task each, with who must do what, what they hand in, and by when.

"Rõ người, rõ việc, rõ trách nhiệm, rõ sản phẩm": the addressee orders it, the responsible party does it.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from inspector.journal.bodies import RecommendationDecided
from inspector.journal.entry import EntryId
from inspector.rules.item import Item, Wording
from inspector.synthesis.findings import Findings
from inspector.synthesis.matrix import Cell, Matrix
from inspector.synthesis.units import Unit


class Task(msgspec.Struct, frozen=True, gc=False):
    """One recommendation, for all units whose shortcomings call for it."""

    item: Item
    """The item whose recommendation it is; it may speak for others."""
    work: str
    """An imperative without subject, Vietnamese, without capital and full stop."""
    cells: tuple[Cell, ...]
    """The shortcomings that it answers."""

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units that must act, in the order of the visits."""
        return tuple(sorted({cell.unit for cell in self.cells}, key=lambda unit: unit.number))

    @property
    def responsible(self) -> Wording:
        return self.item.responsible

    @property
    def proof(self) -> Wording | None:
        """What the unit hands in to show that it is done; None where that was seen by role-play and cannot be shown."""
        return None if self.item.covert else self.item.evidence.wanted

    @property
    def working_days(self) -> int | None:
        return self.item.remedy_working_days

    @property
    def statements(self) -> tuple[EntryId, ...]:
        return tuple(dict.fromkeys(one for cell in self.cells for one in cell.statements))


class Tasks(msgspec.Struct, frozen=True, gc=False):
    """What is to be ordered: tasks of their own, and what falls under the general clause alone."""

    own: tuple[Task, ...]
    """By how many units must act, most first; equals in the checklist's order."""
    general: tuple[Item, ...]
    """Items whose shortcomings "khắc phục ngay những mặt tồn tại, hạn chế" covers, in the checklist's order."""


def tasks(matrix: Matrix, found: Findings, decided: Mapping[str, RecommendationDecided]) -> Tasks:
    """Return the tasks that shortcomings call for.

    Whether an item has a recommendation of its own is the checklist's word, unless a lead decided otherwise; then an item
    that another speaks for speaks for itself.
    """
    by_id = {item.id: item for item in matrix.items}
    cells: dict[str, list[Cell]] = {}
    general: list[Item] = []
    for item in matrix.items:
        failed = found.failed.get(item.id)
        if failed is None:
            continue
        speaker = _speaker(item, by_id, decided)
        if speaker is None:
            general.append(item)
        else:
            cells.setdefault(speaker.id, []).extend(failed)
    order = {item.id: place for place, item in enumerate(matrix.items)}
    own = [Task(by_id[item], _work(by_id[item], decided), tuple(told)) for item, told in cells.items()]
    own.sort(key=lambda task: (-len(task.units), order[task.item.id]))
    return Tasks(tuple(own), tuple(general))


def _speaker(item: Item, by_id: Mapping[str, Item], decided: Mapping[str, RecommendationDecided]) -> Item | None:
    """Return the item whose recommendation answers a shortcoming of `item`; None where the general clause does."""
    if item.id in decided:
        speaks = decided[item.id].value == "own"
        return item if speaks and _work(item, decided) else None
    host = by_id.get(item.recommended_with or "")
    if host is not None:
        return _speaker(host, by_id, decided)
    return item if item.own_recommendation and item.recommendation else None


def _work(item: Item, decided: Mapping[str, RecommendationDecided]) -> str:
    own = decided[item.id].work if item.id in decided else ""
    text = own or item.recommendation or ""
    return text[:1].lower() + text[1:]
