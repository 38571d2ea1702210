"""Data Packages, read by the library of those who specify them."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package

from inspector.progress import Silent
from inspector.tables import Flat, plain
from reports.tables.csv_text import written
from tests.unit.inspector.synthesis.flat.rounds import HOSTILE, everything, hostile
from ui.work.exporting import WRITERS, Format


def folder_of(flat: Flat, folder: Path) -> Path:
    WRITERS[Format.PACKAGE](flat, folder / "gói", Silent())
    return folder / "gói"


def package(folder: Path) -> Package:
    return Package(str(folder / "datapackage.json"))


@pytest.mark.parametrize("story", [everything, hostile], ids=["everything", "hostile"])
def test_it_is_valid_with_its_types_keys_and_references(story: Any, tmp_path: Path) -> None:
    report = package(folder_of(story().flat(), tmp_path)).validate()
    assert report.flatten(["title", "message"]) == []
    assert report.valid
    assert report.stats["tasks"] == 11


def test_a_row_that_refers_to_nothing_would_be_found(tmp_path: Path) -> None:
    folder = folder_of(everything().flat(), tmp_path)
    people = folder / "people.csv"
    people.write_bytes(people.read_bytes().replace(b"\r\nan,", b"\r\nai,"))
    errors = {title for (title,) in package(folder).validate().flatten(["title"])}
    assert "ForeignKey Error" in errors


def test_what_is_read_is_what_the_tables_hold(tmp_path: Path) -> None:
    flat = everything().flat()
    found = package(folder_of(flat, tmp_path))
    for table in flat.tables:
        rows = found.get_table_resource(table.name).read_rows()
        assert len(rows) == len(table.rows)
        for row, cells in zip(rows, table.rows, strict=True):
            for column, cell in zip(table.columns, cells, strict=True):
                read = row[column.name]
                assert (written(read) if isinstance(read, str) else read) == (None if cell == "" else cell), column.name
    observations = found.get_table_resource("observations").read_rows()
    assert Decimal("92.5") in [row["number"] for row in observations]


def test_hostile_text_reads_as_it_was_written(tmp_path: Path) -> None:
    rows = package(folder_of(hostile().flat(), tmp_path)).get_table_resource("observations").read_rows()
    assert {written(row["note"]) for row in rows if row["note"]} == {plain(text) for text in HOSTILE}


def test_it_says_where_it_comes_from_and_what_may_be_done_with_it(tmp_path: Path) -> None:
    folder = folder_of(everything().flat(), tmp_path)
    told = json.loads((folder / "datapackage.json").read_bytes())
    assert told["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert told["name"] == "kiem-tra-dot-xuat"
    assert told["created"] == "2025-05-13T16:30:05+07:00"
    assert [one["name"] for one in told["licenses"]] == ["other-closed"]
    assert [one["title"] for one in told["sources"]] == [
        f"Hồ sơ đợt kiểm tra “Kiểm tra đột xuất”, gốc băm {'ab' * 32}",
        "Phiếu kiểm tra one-stop 2026.2",
        f"Danh mục đơn vị hành chính, SHA-256 {'cd' * 32}",
    ]
    outcome = next(
        field
        for one in told["resources"]
        if one["name"] == "cells"
        for field in one["schema"]["fields"]
        if field["name"] == "outcome"
    )
    assert outcome["constraints"]["enum"][:3] == ["met", "partly", "unmet"]
    assert outcome["categories"][2] == {"value": "unmet", "label": "Không đạt"}


def test_no_file_begins_with_a_mark(tmp_path: Path) -> None:
    files = sorted(folder_of(everything().flat(), tmp_path).glob("*"))
    assert len(files) == 12
    assert not [file.name for file in files if file.read_bytes().startswith(b"\xef\xbb\xbf")]
