"""`export`: one verb for every format; what it says and how it ends."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.flows.stage import Person, Team

ONE = "xã Minh Hoạ Một"


@pytest.fixture
def an(team: Team) -> Person:
    person = team["an"]
    person.do("answer", person.dossier, "B1", "không đạt", "--visit", ONE, "--note", "=1+1")
    return person


@pytest.mark.parametrize("form", ["xlsx", "csv", "package", "sqlite"])
def test_each_format_is_written_and_told(an: Person, tmp_path: Path, form: str) -> None:
    out = tmp_path / "ra"
    told = an.do("export", an.dossier, "--format", form, "--out", out, "--json")
    assert told["path"] == str(out)
    assert told["rows"] > 10
    assert out.exists()


def test_one_table_is_told_in_a_sentence(an: Person, tmp_path: Path) -> None:
    out = tmp_path / "ghi-nhan.csv"
    ended = an.try_to("export", an.dossier, "--format", "csv", "--table", "observations", "--out", out)
    assert (ended.code, ended.out) == (0, "")
    assert "1 dòng" in ended.err
    assert "ghi-nhan.csv" in ended.err
    titles, row = csv.reader(out.read_text(encoding="utf-8-sig").splitlines())
    assert row[titles.index("Ghi chú")] == "'=1+1"


def test_words_are_in_the_language_of_the_run(an: Person, tmp_path: Path) -> None:
    assert an.try_to("export", an.dossier, "--format", "package", "--out", tmp_path / "p", lang="en").code == 0
    told = json.loads((tmp_path / "p" / "datapackage.json").read_bytes())
    assert told["resources"][0]["title"] == "Units"


def test_without_coordinates_there_is_no_map(an: Person, tmp_path: Path) -> None:
    assert "toạ độ" in an.refused(3, "export", an.dossier, "--format", "geojson", "--out", tmp_path / "a.geojson")
    assert not (tmp_path / "a.geojson").exists()


def test_a_table_goes_with_csv_alone(an: Person, tmp_path: Path) -> None:
    arguments = ["export", an.dossier, "--format", "xlsx", "--table", "units", "--out", tmp_path / "a"]
    assert "xlsx" in an.refused(2, *arguments)
