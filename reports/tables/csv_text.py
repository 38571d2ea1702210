"""Tables as comma-separated values, for people's spreadsheets and for programs.

A spreadsheet takes a cell that begins with certain signs for a formula, also one in quotes. Such text gets an apostrophe
before it; numbers never do. It can be undone: text that begins with apostrophes and then such a sign gets one more, so
whoever takes one apostrophe away from text of that form has what was written.

Source: RFC 4180; OWASP, CSV Injection (= + - @, tab, carriage return, line feed and the full-width forms).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import TextIO

from inspector.tables import Cell, Table
from reports.tables.shown import reader
from resources import Language

_FORMULA = re.compile(r"'*[\s\ufeff]*[\t\r\n=+\-@＝＋－＠]")


def safe(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def written(text: str) -> str:
    """Return the text that `safe` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def cell_text(cell: Cell) -> str:
    """Return a cell as text: numbers with a point, dates and moments by ISO 8601, `true` and `false`."""
    match cell:
        case None:
            return ""
        case str():
            return safe(cell)
        case bool():
            return "true" if cell else "false"
        case int():
            return str(cell)
        case Decimal():
            return f"{cell:f}"
        case datetime():
            return cell.isoformat(timespec="seconds")
        case date():
            return cell.isoformat()


def write_for_people(table: Table, stream: TextIO, language: Language) -> None:
    """Write a table with titles and words in one language, as Excel opens it right: UTF-8 with its mark.

    Args:
        table: what to write.
        stream: UTF-8, `newline=""`.
        language: that of the table's own words.
    """
    stream.write("\ufeff")
    readers = [reader(column, language) for column in table.columns]
    rows = ([read(cell) for read, cell in zip(readers, row, strict=True)] for row in table.rows)
    _write(stream, [column.title(language) for column in table.columns], rows)


def write_for_programs(table: Table, stream: TextIO) -> None:
    """Write a table with the names of its columns and with codes, UTF-8 without a mark."""
    _write(stream, [column.name for column in table.columns], table.rows)


def _write(stream: TextIO, titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(titles)
    writer.writerows([cell_text(cell) for cell in row] for row in rows)
