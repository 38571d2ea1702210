"""A round as a workbook: what it is, the matrix, and each table with its filter. No cell holds a formula.

Small rounds get tables as Excel knows them. XlsxWriter keeps those in memory; from `_TABLES_UP_TO` cells on rows go to the
disk one by one instead, and a plain filter stands above them.

Source: ECMA-376, Office Open XML; Microsoft, "Excel specifications and limits" (32 767 UTF-16 units in a cell).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from inspector.errors import KnownError
from inspector.progress import Progress
from inspector.tables import Cell, Column, Flat, Table
from reports.tables.shown import reader
from resources import say

LIMIT: Final = 32_767
"""UTF-16 units in a cell."""
_MOST_ROWS: Final = 1_048_576
"""Of a sheet, its titles included; XlsxWriter would leave out what comes after."""
_LONGEST_PROPERTY: Final = 255
_TABLES_UP_TO: Final = 400_000
"""Cells of all tables together: about 200 MB of memory."""
_STEP: Final = 1_000
"""Rows between two reports of progress. They make up half of the work: of packing the workbook XlsxWriter tells nothing."""
_SAMPLE: Final = 200
"""Rows that a column's width is taken from."""
_WIDTHS: Final = (9, 56)
"""Characters, the least and the most."""
_IDS: Final = frozenset({"visit", "observation", "person", "photo", "finding", "sha256"})
_ID_WIDTH: Final = 14
"""Characters; nobody reads a hash to its end."""
_A4: Final = 9
_FIRST_YEAR: Final = 1900
"""Excel counts days from here on; what lies before is written as text."""

_INK: Final = {
    "met": ("#0A5730", "#E2F5E8"),
    "partly": ("#6B4100", "#FFF3D9"),
    "unmet": ("#94161B", "#FDEAE8"),
    "not_applicable": ("#3F4853", "#ECEFF2"),
    "not_verifiable": ("#3F4853", "#ECEFF2"),
    "contested": ("#5A2389", "#F4ECFB"),
    "unread": ("#5A2389", "#F4ECFB"),
}
"""Text on tint of the outcomes, as in the window."""
SIGNS: Final = {
    "met": "✓",
    "partly": "◐",
    "unmet": "✕",
    "not_applicable": "—",
    "not_verifiable": "?",
    "contested": "⇄",
    "unread": "…",
    "told": "•",
    "not_asked": "",
}
"""The outcomes in the matrix: a shape each, for colour alone says nothing in print."""


def write_workbook(flat: Flat, out: Path, progress: Progress) -> None:
    """Write a round as a workbook into a file that is not there yet; its folder takes the temporary files.

    Raises: OSError; KnownError export.too-many-rows; Cancelled.
    """
    for table in flat.tables:
        if len(table.rows) >= _MOST_ROWS:
            raise KnownError(
                "export.too-many-rows", exit_code=6, table=table.title(flat.language), rows=len(table.rows)
            )
    cells = sum(len(table.rows) * len(table.columns) for table in flat.tables)
    is_big = cells > _TABLES_UP_TO
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "constant_memory": is_big,
        "tmpdir": str(out.parent),
        "remove_timezone": True,
        "default_date_format": "dd/mm/yyyy hh:mm",
    }
    with _opened(out, options) as book:
        _Writer(book, flat, progress, is_big).write()


@contextmanager
def _opened(out: Path, options: dict[str, Any]) -> Iterator[xlsxwriter.Workbook]:
    """Yield a workbook that is written when the block ends well."""
    book = xlsxwriter.Workbook(str(out), options)
    try:
        yield book
        book.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        raise OSError(*error.args) from error
    finally:
        book.fileclosed = True  # or what was left unfinished would be written when it is collected
        for sheet in book.worksheets():
            if sheet.row_data_fh is not None:
                sheet.row_data_fh.close()


class _Writer:
    """Writes one workbook."""

    def __init__(self, book: xlsxwriter.Workbook, flat: Flat, progress: Progress, is_big: bool) -> None:
        self._book = book
        self._flat = flat
        self._progress = progress
        self._is_big = is_big
        self._cut = 0
        self._done = 0
        self._total = sum(len(table.rows) for table in flat.tables)
        self._plain = book.add_format()
        self._bold = book.add_format({"bold": True})
        self._title = book.add_format({"bold": True, "bg_color": "#E8EEF5", "border": 1, "border_color": "#9AA5B1"})
        self._turned = book.add_format({"rotation": 60, "text_wrap": True, "valign": "bottom", "font_size": 9})
        self._centred = book.add_format({"align": "center"})
        self._day = book.add_format({"num_format": "dd/mm/yyyy"})
        self._moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"})
        self._tints = {code: book.add_format({"font_color": ink, "bg_color": bg}) for code, (ink, bg) in _INK.items()}

    def write(self) -> None:
        language = self._flat.language
        self._book.set_properties(
            {"title": self._flat.title[:_LONGEST_PROPERTY], "created": self._flat.made.replace(tzinfo=None)}
        )
        about = self._book.add_worksheet(say("export.about", language))
        self._matrix(self._book.add_worksheet(say("export.matrix", language)))
        for table in self._flat.tables:
            self._table(self._book.add_worksheet(table.title(language)), table)
        self._about(about)

    # -- one cell

    def _text(self, sheet: Worksheet, row: int, column: int, text: str, style: Format | None = None) -> None:
        """Write a text as a text."""
        if len(text) > LIMIT // 2:
            text = self._shortened(text)
        if text.startswith("<r>"):
            # WORKAROUND: XlsxWriter takes "<r>…</r>" for the XML of a rich string and would copy it into the file.
            sheet.write_rich_string(row, column, text[:1], self._plain, text[1:])
        else:
            sheet.write_string(row, column, text, style)

    def _shortened(self, text: str) -> str:
        """Return a text that a cell can hold; where it was cut it says so."""
        units = text.encode("utf-16-le")
        if len(units) <= 2 * LIMIT:
            return text
        self._cut += 1
        limit = f"{LIMIT:,}".replace(",", " ")
        room = 2 * (LIMIT - len(say("export.cut", self._flat.language, count=len(text), limit=limit)))
        kept = units[:room].decode("utf-16-le", "ignore")
        return kept + say("export.cut", self._flat.language, count=len(text) - len(kept), limit=limit)

    def _writer(self, sheet: Worksheet, column: Column) -> Callable[[int, int, Cell], None]:
        """Return what writes the cells of a column."""
        read = reader(column, self._flat.language)
        write_number, write_string = sheet.write_number, sheet.write_string

        def number(row: int, place: int, cell: Cell) -> None:
            write_number(row, place, cell)

        def word(row: int, place: int, cell: Cell) -> None:
            write_string(row, place, str(read(cell)))

        def text(row: int, place: int, cell: Cell) -> None:
            assert isinstance(cell, str)
            if len(cell) > LIMIT // 2 or cell.startswith("<r>"):
                self._text(sheet, row, place, cell)
            else:
                write_string(row, place, cell)

        def moment(row: int, place: int, cell: Cell) -> None:
            assert isinstance(cell, date)
            if cell.year < _FIRST_YEAR:
                write_string(row, place, cell.isoformat())
            elif isinstance(cell, datetime):
                sheet.write_datetime(row, place, cell.replace(tzinfo=None), self._moment)
            else:
                sheet.write_datetime(row, place, cell, self._day)

        if column.codes or column.type == "boolean":
            return word
        if column.type in ("integer", "number"):
            return number
        return text if column.type == "text" else moment

    # -- sheets

    def _table(self, sheet: Worksheet, table: Table) -> None:
        language = self._flat.language
        titles = [column.title(language) for column in table.columns]
        for place, (column, title) in enumerate(zip(table.columns, titles, strict=True)):
            sheet.set_column(place, place, _width(table, place, title))
            sheet.write_string(0, place, title, self._title)
            if column.name == "outcome":
                self._tint(sheet, place, len(table.rows), column)
        writers = [self._writer(sheet, column) for column in table.columns]
        for number, row in enumerate(table.rows, 1):
            if number % _STEP == 0:
                self._progress.step(self._done + number, 2 * self._total, "export.writing")
            for place, cell in enumerate(row):
                if cell is not None and cell != "":
                    writers[place](number, place, cell)
        self._done += len(table.rows)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.repeat_rows(0)
        last = (len(table.rows), len(titles) - 1)
        if self._is_big or not table.rows:
            sheet.autofilter(0, 0, *last)
        else:
            heads = [{"header": title, "header_format": self._title} for title in titles]
            style = {"name": table.name, "style": "Table Style Light 1", "columns": heads}
            sheet.add_table(0, 0, *last, style)

    def _tint(self, sheet: Worksheet, place: int, rows: int, column: Column) -> None:
        for code, words in column.words(self._flat.language).items():
            if code in self._tints and rows:
                rule = {"type": "cell", "criteria": "==", "value": f'"{words}"', "format": self._tints[code]}
                sheet.conditional_format(1, place, rows, place, rule)

    def _matrix(self, sheet: Worksheet) -> None:
        """Write units x items: a sign each, of a ratio with its numbers; codes above, wordings above those."""
        cells, items = self._flat.table("cells"), self._flat.table("items")
        places = [cells.place(one) for one in ("unit_name", "unit_group")]
        codes, names = (items.values(one) for one in ("item_code", "item_name"))
        heads = [cells.columns[place].title(self._flat.language) for place in places]
        for place, head in enumerate(heads):
            sheet.write_string(1, place, head, self._title)
        for place, (code, name) in enumerate(zip(codes, names, strict=True), len(heads)):
            self._text(sheet, 0, place, str(name), self._turned)
            self._text(sheet, 1, place, str(code), self._title)
        row = 1
        for number, cell in enumerate(cells.rows):
            place = number % len(codes)
            if place == 0:
                row += 1
                for column, source in enumerate(places):
                    self._text(sheet, row, column, str(cell[source]))
            self._sign(sheet, row, place + len(heads), cells, cell)
        sheet.set_row(0, 150)
        sheet.set_column(0, len(heads) - 1, 24)
        sheet.set_column(len(heads), len(heads) + len(codes) - 1, 8, self._centred)
        sheet.freeze_panes(2, 1)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0, 1)
        for code, style in self._tints.items():
            rule = {"type": "text", "criteria": "begins with", "value": SIGNS[code], "format": style}
            sheet.conditional_format(2, len(heads), row, len(heads) + len(codes) - 1, rule)

    def _sign(self, sheet: Worksheet, row: int, place: int, cells: Table, cell: tuple[Cell, ...]) -> None:
        sign = SIGNS[str(cell[cells.place("outcome")])]
        met, total = (cell[cells.place(one)] for one in ("met_count", "total_count"))
        text = sign if total is None else f"{sign} {met}/{total}"
        if text:
            sheet.write_string(row, place, text, self._centred)

    def _about(self, sheet: Worksheet) -> None:
        flat, language = self._flat, self._flat.language
        lines: list[tuple[str, ...]] = [
            (say("export.round", language), flat.title),
            (say("export.made", language), f"{flat.made:%d/%m/%Y %H:%M:%S %z}"),
            (say("export.checklists", language), "; ".join(flat.checklists)),
            (say("export.id", language), flat.round),
            (say("export.root", language), flat.root),
            (say("export.places", language), flat.places),
            (say("export.rights", language),),
        ]
        if self._cut:
            lines.append((say("export.was-cut", language, count=self._cut),))
        (outcome,) = (one for one in flat.table("cells").columns if one.name == "outcome")
        words = outcome.words(language)
        lines += [(), (say("export.legend", language),)]
        lines += [(sign, words[code]) for code, sign in SIGNS.items() if sign]
        lines += [(), tuple(say(f"export.{one}", language) for one in ("table", "means", "rows"))]
        lines += [(one.title(language), one.about(language), str(len(one.rows))) for one in flat.tables]
        for row, line in enumerate(lines):
            for place, text in enumerate(line):
                self._text(sheet, row, place, text, self._bold if place == 0 else None)
        sheet.set_column(0, 0, 40)
        sheet.set_column(1, 1, 100)


def _width(table: Table, place: int, title: str) -> float:
    """Return the width of a column in characters, from its first rows."""
    if table.columns[place].name in _IDS:
        return _ID_WIDTH
    longest = max((len(str(row[place])) for row in table.rows[:_SAMPLE]), default=0)
    if table.columns[place].type in ("day", "moment"):
        longest = 18
    least, most = _WIDTHS
    return min(max(longest + 2, len(title) + 4, least), most)
