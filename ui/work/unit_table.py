"""The units of a plan as a table: what is known of each comes from a spreadsheet, and goes there to be filled in."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import Path
from typing import Any, Final

import msgspec

from inspector.errors import KnownError
from inspector.rules.round_plan import FrameUnit
from inspector.text import civil_date, clean, fold, iso_date

MAX_TABLE: Final = 2_000_000
"""Characters: the communes of the nation with all their numbers are a quarter of it."""

TABLE_COLUMNS: Final = ("code", "name", "stratum", "overdue", "handled", "complaints", "last_visit")
"""In the order in which `table_of` writes them."""
_HEADINGS: Final = {
    "ma": "code", "ma don vi": "code", "code": "code",
    "ten": "name", "ten don vi": "name", "don vi": "name", "name": "name", "unit": "name",
    "nhom": "stratum", "tang": "stratum", "huyen cu": "stratum", "stratum": "stratum", "group": "stratum",
    "qua han": "overdue", "ho so qua han": "overdue", "overdue": "overdue",
    "tong ho so": "handled", "tong so ho so": "handled", "handled": "handled", "files": "handled",
    "phan anh": "complaints", "phan anh kien nghi": "complaints", "complaints": "complaints",
    "kiem tra gan nhat": "last_visit", "lan kiem tra gan nhat": "last_visit", "last visit": "last_visit",
    "last_visit": "last_visit",
}  # fmt: skip
_DIGITS: Final = 5
"""Of the code of a commune."""
_NUMBERS: Final = frozenset({"overdue", "handled", "complaints"})


def read_file(path: Path) -> str:
    """Return the text of a file that may be a table; no more of it than a table may have, and one.

    Raises: KnownError file.unreadable, plan.table-encoding (not UTF-8), plan.table-large.
    """
    try:
        with path.open("rb") as stream:
            content = stream.read(4 * MAX_TABLE + 1)
    except OSError as error:
        raise KnownError("file.unreadable", exit_code=6, file=path.name) from error
    if len(content) > 4 * MAX_TABLE:
        raise KnownError("plan.table-large", exit_code=2)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise KnownError("plan.table-encoding", exit_code=2, file=path.name) from error


def read_table(text: str, units: Sequence[FrameUnit]) -> tuple[FrameUnit, ...]:
    """Return a list of units with what a table says of them; units that it does not name stay as they are.

    The first line names the columns, in Vietnamese or English; a unit is found by its code, else by its name. One that is
    not listed yet is added where code and name are told. Cells are separated by tabs, as a spreadsheet copies them, by
    semicolons or by commas. A cell is text, whatever it begins with: nothing in it is ever worked out.

    Raises: KnownError plan.table-large, plan.table-columns (no column tells which unit is meant), plan.table-cell (no
        number, or no day), plan.table-unit (a unit that is not listed, without code or name; or several of the name),
        text.control.
    """
    if len(text) > MAX_TABLE:
        raise KnownError("plan.table-large", exit_code=2)
    text = text.lstrip("\ufeff")
    separator = max("\t;,", key=text.partition("\n")[0].count)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise KnownError("plan.table-large", exit_code=2) from error
    columns = [_HEADINGS.get(fold(cell).strip(), "") for cell in rows[0]] if rows else []
    if not {"code", "name"} & set(columns):
        raise KnownError("plan.table-columns", exit_code=2)
    found = list(units)
    for number, row in enumerate(rows[1:], 2):
        cells = {name: text for name, cell in zip(columns, row, strict=False) if name and (text := _cell(cell))}
        if cells:
            _take(cells, found, number)
    return tuple(found)


def _take(cells: dict[str, str], units: list[FrameUnit], line: int) -> None:
    """Put what a line of a table says into the unit that it means, or add that."""
    code, name = cells.get("code", ""), cells.get("name", "")
    codes = {code, code.zfill(_DIGITS)}  # a spreadsheet takes a code for a number and drops its zeros
    meant = [at for at, one in enumerate(units) if (one.code in codes if code else fold(one.name) == fold(name))]
    values: dict[str, Any] = {key: _value(key, text, line) for key, text in cells.items()}
    if len(meant) == 1:
        values.pop("code", None)
        units[meant[0]] = msgspec.structs.replace(units[meant[0]], **values)
    elif not meant and code and name:
        units.append(FrameUnit(**values))
    else:
        raise KnownError("plan.table-unit", exit_code=2, line=line, unit=code or name, count=len(meant))


def _cell(text: str) -> str:
    """Return a cell as text; an apostrophe that spreadsheets put before what looks like a formula is no part of it."""
    return clean(text).removeprefix("'")


def read_cell(column: str, typed: str) -> str | int:
    """Return what was typed into a cell of a column: a text, a number (0 where nothing stands), or an ISO day.

    Raises: KnownError plan.cell, text.control.
    """
    text = _cell(typed)
    if not text:
        return 0 if column in _NUMBERS else ""
    try:
        return _value(column, text, 0)
    except KnownError as error:
        raise KnownError("plan.cell", text=text) from error


def _value(column: str, text: str, line: int) -> str | int:
    try:
        if column == "last_visit":
            if not re.match(r"[0-9]{4}-", text):
                return iso_date(text)
            civil_date(text)
            return text
    except KnownError as error:
        raise KnownError("plan.table-cell", exit_code=2, line=line, text=text) from error
    if column not in _NUMBERS:
        return text
    if not re.fullmatch(r"[0-9]{1,8}|[0-9]{1,3}([., \u00a0][0-9]{3})+", text):
        raise KnownError("plan.table-cell", exit_code=2, line=line, text=text)
    return int(re.sub("[^0-9]", "", text))


def table_of(units: Iterable[FrameUnit], headings: Sequence[str]) -> str:
    """Return a list of units as a table to be filled in: cells between tabs, for a spreadsheet; `read_table` reads it.

    A text that a spreadsheet might take for a formula gets an apostrophe before it. Source: OWASP, CSV Injection.
    """
    out = StringIO()
    table = csv.writer(out, delimiter="\t", lineterminator="\n")
    table.writerow(headings)
    for one in units:
        day = civil_date(one.last_visit) if one.last_visit else ""
        cells = [*(str(getattr(one, column)) for column in TABLE_COLUMNS[:-1]), day]
        table.writerow(f"'{cell}" if cell[:1] in "=+-@＝＋－＠" and cell else cell for cell in cells)
    return out.getvalue()
