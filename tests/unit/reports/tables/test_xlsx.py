"""Workbooks, read back by another library than the one that wrote them."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from inspector.errors import Cancelled, KnownError
from inspector.progress import Silent
from inspector.tables import Cell, Column, Flat, Table
from reports.tables import xlsx
from reports.tables.shown import reader
from reports.tables.xlsx import LIMIT, write_workbook
from tests.unit.inspector.synthesis.flat.rounds import HOSTILE, MADE, everything, hostile


def book_of(flat: Flat, folder: Path) -> Path:
    out = folder / "đợt.xlsx"
    write_workbook(flat, out, Silent())
    return out


def expected(column: Column, cell: Cell) -> object:
    """Return what a reader finds in the sheet for a cell of the table."""
    shown = reader(column, "vi")(cell)
    match shown:
        case None | "":
            return None
        case Decimal():
            return float(shown)
        case datetime():
            return shown.replace(tzinfo=None)
        case date():
            return datetime(shown.year, shown.month, shown.day)  # noqa: DTZ001  # a workbook states no offset
        case _:
            return shown


def found_in(sheet: Worksheet) -> list[list[object]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def is_same(read: object, wanted: object) -> bool:
    if isinstance(read, datetime) and isinstance(wanted, datetime):
        return abs((read - wanted).total_seconds()) < 0.001
    # What stands for itself openpyxl leaves as "_x005F_" where the string is in the cell (ECMA-376, ST_Xstring).
    return read == wanted or (isinstance(read, str) and unescape(read) == wanted)


def compare(flat: Flat, file: Path) -> None:
    """Hold every cell of every table against the sheet that bears its title."""
    book = openpyxl.load_workbook(file)
    for table in flat.tables:
        titles, *rows = found_in(book[table.title("vi")])
        assert titles == [column.title("vi") for column in table.columns]
        assert len(rows) == len(table.rows)
        for row, cells in zip(rows, table.rows, strict=True):
            for column, one, cell in zip(table.columns, row, cells, strict=True):
                wanted = expected(column, cell)
                if isinstance(wanted, str) and len(wanted.encode("utf-16-le")) > 2 * LIMIT:
                    assert isinstance(one, str)
                    kept = one.partition("… [đã cắt")[0]
                    assert wanted.startswith((kept, unescape(kept)))
                    assert len(one.encode("utf-16-le")) <= 2 * LIMIT
                else:
                    assert is_same(one, wanted), (table.name, column.name)


def formulas(file: Path) -> list[str]:
    with zipfile.ZipFile(file) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
        return [name for name in sheets if re.search(rb"<f[ >/]", parts.read(name))]


@pytest.fixture(params=[False, True], ids=["in memory", "row by row"])
def _sizes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param:
        monkeypatch.setattr(xlsx, "_TABLES_UP_TO", 0)


@pytest.mark.usefixtures("_sizes")
def test_every_cell_is_read_back_as_it_is(tmp_path: Path) -> None:
    flat = everything().flat()
    file = book_of(flat, tmp_path)
    compare(flat, file)
    assert formulas(file) == []


@pytest.mark.usefixtures("_sizes")
def test_hostile_text_is_text_in_every_cell(tmp_path: Path) -> None:
    flat = hostile().flat()
    file = book_of(flat, tmp_path)
    compare(flat, file)
    assert formulas(file) == []
    types = {cell.data_type for sheet in openpyxl.load_workbook(file) for row in sheet.iter_rows() for cell in row}
    assert types == {"s", "n", "d", "inlineStr"} & types
    assert "f" not in types
    book = openpyxl.load_workbook(file)
    assert book.properties.title == flat.title[:255]
    assert book["Thông tin"]["B1"].value == flat.title
    with zipfile.ZipFile(file) as parts:
        assert not [name for name in parts.namelist() if b"hyperlink" in parts.read(name)]


@pytest.mark.usefixtures("_sizes")
def test_text_that_no_cell_can_hold_is_cut_and_says_so(tmp_path: Path) -> None:
    flat = hostile().flat()
    book = openpyxl.load_workbook(book_of(flat, tmp_path))
    place = flat.table("observations").place("note")
    cut = [row[place] for row in found_in(book["Ghi nhận"]) if row[place] and "[đã cắt" in str(row[place])]
    assert len(cut) == 2
    for text in cut:
        assert isinstance(text, str)
        kept, _, told = text.partition("… [đã cắt ")
        whole = next(one for one in HOSTILE if one.startswith(kept))
        assert told.startswith(f"{len(whole) - len(kept)} ký tự")
        assert told.endswith("bản CSV có đủ]")
    about = " ".join(str(one) for row in found_in(book["Thông tin"]) for one in row if one)
    assert re.search(r"[0-9]+ ô dài hơn mức Excel cho phép", about)


def test_a_small_round_has_tables_with_frozen_titles(tmp_path: Path) -> None:
    flat = everything().flat()
    book = openpyxl.load_workbook(book_of(flat, tmp_path))
    for table in flat.tables:
        sheet = book[table.title("vi")]
        assert sheet.freeze_panes == "A2"
        assert list(sheet.tables) == ([table.name] if table.rows else [])
    assert [rule.operator for found in book["Kết quả"].conditional_formatting for rule in found.rules] == ["equal"] * 7


def test_the_matrix_has_a_sign_for_every_cell_and_its_numbers(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(book_of(everything().flat(), tmp_path))
    sheet = book["Bảng tổng hợp"]
    names, codes, row = found_in(sheet)
    assert sheet.freeze_panes == "B3"
    assert codes[:2] == ["Đơn vị", "Nhóm tổng hợp"]
    assert row[:2] == ["xã Minh Hoạ", "huyện Mẫu"]
    found = dict(zip(codes[2:], row[2:], strict=True))
    assert {code: sign for code, sign in found.items() if sign} == {
        "A2": "✕", "B1": "✕", "C1": "◐ 40/46", "D1": "—", "E4": "✓", "G1": "⇄", "H3": "•",
    }  # fmt: skip
    assert all(names[2:])


def test_it_says_what_it_is_and_when_it_was_made(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(book_of(everything().flat(), tmp_path))
    about = [row[:2] for row in found_in(book["Thông tin"])]
    assert ["Đợt kiểm tra", "Kiểm tra đột xuất"] in about
    assert ["Lập lúc", "13/05/2025 16:30:05 +0700"] in about
    assert ["Gốc băm", "ab" * 32] in about
    assert book.properties.created == MADE.replace(tzinfo=None)


def test_the_same_round_gives_the_same_bytes(tmp_path: Path) -> None:
    flat = everything().flat()
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    assert book_of(flat, tmp_path / "a").read_bytes() == book_of(flat, tmp_path / "b").read_bytes()


def test_a_day_before_the_calendar_of_excel_is_written_out(tmp_path: Path) -> None:
    flat = everything().flat()
    units = flat.table("units")
    place = units.place("unit_since")
    row = (*units.rows[0][:place], date(1832, 1, 1), *units.rows[0][place + 1 :])
    changed = Table(units.name, units.key, units.columns, (row,))
    tables = tuple(changed if one.name == "units" else one for one in flat.tables)
    old = Flat(flat.title, flat.round, flat.root, flat.made, flat.language, flat.checklists, flat.places, tables)
    book = openpyxl.load_workbook(book_of(old, tmp_path))
    assert found_in(book["Đơn vị"])[1][place] == "1832-01-01"


@pytest.mark.usefixtures("_sizes")
def test_stopping_it_leaves_nothing_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "_STEP", 1)

    class Stop:
        def step(self, done: int, total: int, key: str) -> None:
            if done > 50:
                raise Cancelled

    with pytest.raises(Cancelled):
        write_workbook(everything().flat(), tmp_path / "đợt.xlsx", Stop())
    assert not (tmp_path / "đợt.xlsx").exists()


def test_more_rows_than_a_sheet_has_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "_MOST_ROWS", 39)
    with pytest.raises(KnownError) as refused:
        book_of(everything().flat(), tmp_path)
    assert refused.value.params == {"table": "Tiêu chí", "rows": 39}
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_gone_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="đợt"):
        write_workbook(everything().flat(), tmp_path / "không có" / "đợt.xlsx", Silent())
