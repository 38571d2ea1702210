"""A province's answers as a workbook, beside XlsxWriter alone writing the same cells, in the same run.

Ours begins with the synthesis: it lays the round out as tables, words every code, and writes dates as dates. The floor is
handed those very cells and writes them row by row, without a style, a width or a filter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Final

import xlsxwriter

from benchmarks.measuring import Figure, beside
from benchmarks.synthesis import ASKED, BLOB, Writer
from inspector.places.directory import nation
from inspector.progress import Silent
from inspector.projection.view import fold
from inspector.synthesis.flat.flatten import flatten
from inspector.synthesis.whole import Synthesis, synthesise
from inspector.tables import Flat
from reports.tables.shown import reader
from reports.tables.xlsx import write_workbook

ANSWERS: Final = 120_000
PROMISE: Final = 1.5
_MADE: Final = datetime(2025, 5, 13, tzinfo=UTC)

Sheet = Sequence[Sequence[object]]


def figures() -> Iterator[Figure]:
    visits = -(-ANSWERS // len(ASKED.items))
    whole = synthesise(fold(Writer().round(visits)), {BLOB: ASKED}, nation())
    sheets = list(_cells(_flat(whole)))
    count = sum(len(row) for sheet in sheets for row in sheet)
    note = f"{visits * len(ASKED.items)} answers, {count} cells"
    with TemporaryDirectory() as folder:
        out = Path(folder) / "đợt.xlsx"
        yield beside(
            "workbook",
            partial(_ours, whole, out),
            partial(_floor, sheets, out),
            PROMISE,
            1,
            clock=process_time,
            note=note,
        )


def _flat(whole: Synthesis) -> Flat:
    return flatten(whole, root="0" * 64, places="0" * 64, made=_MADE, language="vi", progress=Silent())


def _ours(whole: Synthesis, out: Path) -> None:
    write_workbook(_flat(whole), out, Silent())
    out.unlink()


def _cells(flat: Flat) -> Iterator[Sheet]:
    """Yield the cells of every table as they are written: numbers, moments without an offset, words."""
    for table in flat.tables:
        readers = [reader(column, flat.language) for column in table.columns]
        rows = [[read(cell) for read, cell in zip(readers, row, strict=True)] for row in table.rows]
        yield [[one.replace(tzinfo=None) if isinstance(one, datetime) else one for one in row] for row in rows]


def _floor(sheets: Sequence[Sheet], out: Path) -> None:
    with xlsxwriter.Workbook(str(out), {"constant_memory": True}) as book:
        moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"})
        for rows in sheets:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if cell is None or cell == "":
                        continue
                    if isinstance(cell, str):
                        sheet.write_string(number, place, cell)
                    elif isinstance(cell, date):
                        sheet.write_datetime(number, place, cell, moment)
                    else:
                        sheet.write_number(number, place, cell)
    out.unlink()
