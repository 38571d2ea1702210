"""Exports opened by LibreOffice, a spreadsheet of other people's making: Vietnamese intact, no text calculated."""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from inspector.progress import Silent
from inspector.tables import Flat
from reports.tables.csv_text import written
from tests.unit.inspector.synthesis.flat.rounds import everything, hostile
from ui.work.exporting import WRITERS, Format

OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed; `make interop` installs it")

UTF8_COMMA = "44,34,76"
"""LibreOffice's filter for CSV: separator, quote, character set. Source: LibreOffice help, Filter Options for CSV."""
FULL_WIDTH = "＝＋－＠"


def opened(file: Path, folder: Path, form: str, options: str = "") -> Path:
    """Return what LibreOffice makes of a file: it is opened, and saved in another format."""
    assert OFFICE is not None
    home = folder / "office"
    run = [
        *(OFFICE, f"-env:UserInstallation={home.as_uri()}", "--headless", "--norestore"),
        *(("--infilter=CSV:" + options,) if options else ()),
        *("--convert-to", form, "--outdir", str(folder / "ra"), str(file)),
    ]
    subprocess.run(run, check=True, capture_output=True, timeout=300)
    return folder / "ra" / f"{file.stem}.{form}"


def table(flat: Flat, name: str, folder: Path) -> Path:
    WRITERS[Format.CSV](flat, folder / "csv", Silent())
    return folder / "csv" / f"{name}.csv"


def cells(file: Path) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(file).worksheets[0].iter_rows(values_only=True))


def test_a_csv_opens_with_vietnamese_intact(tmp_path: Path) -> None:
    file = table(everything().flat(), "results", tmp_path)
    titles, *rows = cells(opened(file, tmp_path, "xlsx", UTF8_COMMA))
    wanted = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert list(titles) == wanted[0]
    assert titles[2:4] == ("Đơn vị", "Huyện (cũ)")
    assert [["" if cell is None else str(cell) for cell in row] for row in rows] == wanted[1:]


def test_no_hostile_text_is_calculated(tmp_path: Path) -> None:
    flat = hostile().flat()
    file = table(flat, "observations", tmp_path)
    made = opened(file, tmp_path, "xlsx", UTF8_COMMA)
    place = flat.table("observations").place("note")
    notes = [cell for row in openpyxl.load_workbook(made).worksheets[0].iter_rows() for cell in row[place : place + 1]]
    assert [cell.value for cell in notes if cell.data_type == "f"] == []
    read = {written(str(cell.value)) for cell in notes if cell.value is not None}
    assert {"=1+1", "＝1+1", "@SUM(A1)", "-1+2", '=HYPERLINK("http://x";"y")'} <= read


def test_a_workbook_keeps_its_text_when_it_is_opened_and_saved(tmp_path: Path) -> None:
    flat = hostile().flat()
    file = tmp_path / "đợt.xlsx"
    WRITERS[Format.XLSX](flat, file, Silent())
    book = openpyxl.load_workbook(opened(file, tmp_path, "xlsx"))
    sheet = book["Ghi nhận"]
    place = flat.table("observations").place("note")
    read = {row[place].value for row in sheet.iter_rows() if row[place].data_type != "f"}
    assert {"=1+1", "＝1+1", "<r><t>đậm</t></r>", "_x0041_", "một␀hai", "0012", "TRUE"} <= read
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
