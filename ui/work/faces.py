"""The three faces of the overview's table, and how a face is arranged: its rows in order, its columns as far as wanted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Literal

import msgspec

from inspector.rules.checklist import Checklist
from inspector.synthesis.matrix import Cell, Outcome
from inspector.synthesis.shares import failing
from inspector.text import civil_date
from resources import Language
from ui.work.overview import Line, Overseen, by_shortcomings, is_all_met
from ui.work.trend import Tally, Trend

Mode = Literal["item", "group", "round"]
Order = Literal["district", "present", "worst", "name"]
State = Literal[
    "met", "partly", "unmet", "not_applicable", "not_verifiable", "contested", "unread", "told", "not_asked", "share"
]
"""What a field shows: an outcome by its value, or a share."""

MODES: tuple[Mode, ...] = ("item", "group", "round")
ORDERS: tuple[Order, ...] = ("district", "present", "worst", "name")


class Field(msgspec.Struct, frozen=True, gc=False):
    """One field of the table."""

    state: State
    failed: bool = False
    repeated: bool = False
    photos: int = 0
    tally: Tally = Tally()
    """Of a share how many fall short; of a ratio how many met it."""


class Column(msgspec.Struct, frozen=True):
    """One column: an item, a group of items, or a round."""

    key: str
    """Id of the item, code of the group, or id of the round."""
    code: str
    """What stands above it: "A1", "A", "10/2024"."""
    title: str
    group: str = ""
    """Title of the group in which it stands; columns without one stand alone."""


class Face(msgspec.Struct, frozen=True):
    """All rows and columns of the table in one way of looking at it."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Field, ...], ...]
    """One for each line of the overview, in its order."""
    foot: tuple[Tally, ...]
    """By column: of the units of which something can be said, those that fall short; of shares, their sum."""
    plain: frozenset[int]
    """Columns in which nothing is to be seen: met wherever they were asked."""


class Span(msgspec.Struct, frozen=True):
    """Rows that stand together under one name."""

    first: int
    count: int
    name: str


class Choice(msgspec.Struct, frozen=True):
    """What a person wants to see of the table."""

    mode: Mode = "item"
    hides_met: bool = True
    only_repeated: bool = False
    order: Order = "district"


class Table(msgspec.Struct, frozen=True):
    """A face as it is shown."""

    lines: tuple[Line, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Field, ...], ...]
    foot: tuple[Tally, ...]
    spans: tuple[Span, ...]
    """Together all rows, where they are grouped; else none."""
    total: Tally
    """Of all cells that count, the shortcomings."""


EMPTY = Table((), (), (), (), (), Tally())


def faces(seen: Overseen, language: Language) -> dict[Mode, Face]:
    """Return the faces of a round: by item, by group, by round."""
    return {"item": _by_item(seen, language), "group": _by_group(seen, language), "round": _by_round(seen)}


def arranged(seen: Overseen, face: Face, choice: Choice) -> Table:
    """Return a face with the rows in order and without what is not wanted."""
    columns = [n for n in range(len(face.columns)) if not (choice.hides_met and n in face.plain)]
    numbers: Iterable[int] = range(len(seen.lines))
    if choice.only_repeated:
        numbers = [n for n in numbers if any(face.rows[n][column].repeated for column in columns)]
        columns = [n for n in columns if any(face.rows[row][n].repeated for row in numbers)]
    ordered = _ordered(seen.lines, numbers, choice.order)
    lines = tuple(seen.lines[n] for n in ordered)
    return Table(
        lines=lines,
        columns=tuple(face.columns[n] for n in columns),
        rows=tuple(tuple(face.rows[row][n] for n in columns) for row in ordered),
        foot=tuple(face.foot[n] for n in columns),
        spans=tuple(_spans(lines, choice.order)),
        total=_sum(line.tally for line in seen.lines),
    )


def group_name(line: Line, order: Order) -> str:
    """Return under what name a line stands: its present unit where the table is ordered by that, else its district."""
    return line.present if order == "present" else line.district


def _ordered(lines: Sequence[Line], numbers: Iterable[int], order: Order) -> list[int]:
    if order == "worst":
        return sorted(numbers, key=lambda n: (lines[n].is_waiting, by_shortcomings(lines[n])))
    if order == "name":
        return sorted(numbers, key=lambda n: lines[n].order)
    first: dict[str, int] = {}
    for n, line in enumerate(lines):
        first.setdefault(group_name(line, order), n)
    return sorted(numbers, key=lambda n: (first[group_name(lines[n], order)], n))


def _spans(lines: Sequence[Line], order: Order) -> Iterable[Span]:
    if order in ("district", "present"):
        at = 0
        for name, found in groupby(lines, key=lambda line: group_name(line, order)):
            count = len(list(found))
            yield Span(at, count, name)
            at += count


def _sum(tallies: Iterable[Tally]) -> Tally:
    k = n = 0
    for one in tallies:
        k, n = k + one.k, n + one.n
    return Tally(k, n)


# -- by item -----------------------------------------------------------------------------------------------------------

_WAITING = Field("not_asked")


def _by_item(seen: Overseen, language: Language) -> Face:
    matrix = seen.synthesis.matrix
    titles = _titles(matrix.checklists.values(), language)
    columns = tuple(
        Column(item.id, item.code, item.short.say(language), f"{item.group}. {titles[item.group]}")
        for item in matrix.items
    )
    fields = [[_field(cell, seen) for cell in matrix.columns[item.id]] for item in matrix.items]
    foot = []
    for item in matrix.items:
        share = failing(matrix.columns[item.id])
        foot.append(Tally(share.k, share.n))
    plain = frozenset(n for n, item in enumerate(matrix.items) if is_all_met(matrix.columns[item.id]))
    waiting = len(seen.lines) - len(matrix.units)
    rows = (*zip(*fields, strict=True), *((_WAITING,) * len(columns) for _ in range(waiting)))
    return Face(columns, tuple(rows), tuple(foot), plain)


def _field(cell: Cell, seen: Overseen) -> Field:
    state: State = cell.outcome.value
    photos = seen.photos[cell.unit.number].get(cell.item.id, 0)
    return Field(
        state, cell.failed, (cell.unit.number, cell.item.id) in seen.repeated, photos, Tally(cell.n, cell.total)
    )


def _titles(checklists: Iterable[Checklist], language: Language) -> dict[str, str]:
    """Return the titles of groups by their letters, in the words of the newest checklist that has them."""
    by_age = sorted(checklists, key=lambda one: [*map(int, one.version.split("."))])
    return {group.code: group.title.say(language) for checklist in by_age for group in checklist.groups}


# -- by group ----------------------------------------------------------------------------------------------------------


def _by_group(seen: Overseen, language: Language) -> Face:
    matrix = seen.synthesis.matrix
    titles = _titles(matrix.checklists.values(), language)
    letters = sorted({item.group for item in matrix.items})
    members = {letter: [item for item in matrix.items if item.group == letter] for letter in letters}
    columns = tuple(Column(letter, letter, titles[letter]) for letter in letters)
    rows = []
    for place, line in enumerate(seen.lines):
        found = [
            [] if line.is_waiting else [matrix.columns[item.id][place] for item in members[letter]]
            for letter in letters
        ]
        rows.append(tuple(_share(cells, seen) for cells in found))
    foot = tuple(_sum(row[n].tally for row in rows) for n in range(len(letters)))
    return Face(columns, tuple(rows), foot, frozenset(n for n, one in enumerate(foot) if not one.k))


def _share(cells: Sequence[Cell], seen: Overseen) -> Field:
    """Return how many of some cells that count are failures."""
    k, n = sum(cell.failed for cell in cells), sum(cell.counts for cell in cells)
    if not n:
        return Field("not_asked" if all(cell.outcome is Outcome.NOT_ASKED for cell in cells) else "told")
    repeated = any((cell.unit.number, cell.item.id) in seen.repeated for cell in cells)
    return Field("share", bool(k), repeated, tally=Tally(k, n))


# -- by round ----------------------------------------------------------------------------------------------------------


def _by_round(seen: Overseen) -> Face:
    columns = tuple(Column(one.round, when_of(one), one.title) for one in seen.trend)
    repeated = {number for number, _ in seen.repeated}
    rows = tuple(
        tuple(
            _then(one.tallies.get(line.unit.number), is_repeated=one.is_present and line.unit.number in repeated)
            for one in seen.trend
        )
        for line in seen.lines
    )
    foot = tuple(_sum(one.tallies.values()) for one in seen.trend)
    return Face(columns, rows, foot, frozenset())


def when_of(one: Trend) -> str:
    """Return the month of a round: "10/2024"; its title where nobody named a day."""
    return civil_date(one.first_day)[3:] if one.first_day else one.title


def _then(tally: Tally | None, *, is_repeated: bool) -> Field:
    if tally is None:
        return Field("not_asked")
    if not tally.n:
        return Field("told")
    return Field("share", bool(tally.k), is_repeated, tally=tally)
