"""Tables of a round for other programs: named columns with a type, rows of plain values. Every format is made from these.

A column means the same in every table that has it. Its title and what it means stand in the catalogue under its name, as
do the words of its codes, so that a spreadsheet shows words and a database keeps codes.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Final, Literal

import msgspec

from resources import Language, say

Type = Literal["text", "integer", "number", "boolean", "day", "moment"]
"""`number` is a decimal number, `day` a civil date, `moment` a date with its time, by the clock of who stated it."""

Cell = str | int | Decimal | bool | date | datetime | None
"""None: nothing was said, or what was said is no value of the column's type."""

Row = tuple[Cell, ...]


class Column(msgspec.Struct, frozen=True):
    """One column: ASCII name, type, and whether a reader wants to count by it."""

    name: str
    type: Type = "text"
    codes: tuple[str, ...] = ()
    """All values that it can have; empty where they are open."""
    refers: str = ""
    """The table whose key the values are."""
    facet: bool = False

    def title(self, language: Language) -> str:
        return say(f"column.{self.name}", language)

    def about(self, language: Language) -> str:
        """Return what the column means, in a sentence."""
        return say(f"column.{self.name}.about", language)

    def words(self, language: Language) -> dict[str, str]:
        """Return the words of its codes."""
        return {code: say(f"code.{self.name}.{code}", language) for code in self.codes}


class Table(msgspec.Struct, frozen=True):
    """One table, its rows as long as its columns are many."""

    name: str
    key: tuple[str, ...]
    """The columns that no two rows share."""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def title(self, language: Language) -> str:
        return say(f"table.{self.name}", language)

    def about(self, language: Language) -> str:
        return say(f"table.{self.name}.about", language)

    def place(self, column: str) -> int:
        """Return where a column stands, from 0."""
        return next(place for place, one in enumerate(self.columns) if one.name == column)

    def values(self, column: str) -> tuple[Cell, ...]:
        """Return the cells of one column."""
        place = self.place(column)
        return tuple(row[place] for row in self.rows)


class Flat(msgspec.Struct, frozen=True):
    """A round as tables. What is words among the values is in one language."""

    title: str
    round: str
    """The id of the round, 64 hexadecimal digits."""
    root: str
    """The root over all statements that it was made from, 64 hexadecimal digits."""
    made: datetime
    """By the clock of who made it."""
    language: Language
    checklists: tuple[str, ...]
    """Family and version of each."""
    places: str
    """SHA-256 of the list of communes, 64 hexadecimal digits."""
    tables: tuple[Table, ...]

    def table(self, name: str) -> Table:
        return next(one for one in self.tables if one.name == name)


_PICTURES: Final = {code: chr(0x2400 + code) for code in range(0x20) if code not in (0x09, 0x0A)} | {
    0x7F: "\u2421",
    0xFFFE: "\ufffd",
    0xFFFF: "\ufffd",
}
"""Pictures of control characters, and what no XML may hold. Source: Unicode, Control Pictures; XML 1.0, production 2."""


def plain(text: str) -> str:
    """Return a text that every format can hold: one kind of line end, and pictures of control characters, NUL as ␀.

    No program of ours writes such text, but a file of foreign making may hold it, and it must not end a cell early.
    """
    if text.isprintable():  # nearly all
        return text
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_PICTURES)
