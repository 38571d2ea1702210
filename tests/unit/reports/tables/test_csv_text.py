from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.tables import Flat, Table, plain
from reports.tables.csv_text import safe, write_for_people, write_for_programs, written
from tests.unit.inspector.synthesis.flat.rounds import FORMULAS, HOSTILE, everything, hostile

FORMULA = "=+-@\t\r\n＝＋－＠"


def people(table: Table) -> str:
    stream = io.StringIO(newline="")
    write_for_people(table, stream, "vi")
    return stream.getvalue()


def programs(table: Table) -> list[list[str]]:
    stream = io.StringIO(newline="")
    write_for_programs(table, stream)
    return list(csv.reader(io.StringIO(stream.getvalue(), newline="")))


@pytest.fixture(scope="module")
def flat() -> Flat:
    return everything().flat()


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_is_taken_for_a_formula(text: str) -> None:
    assert safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Đạt", "3/3 công chức", "a=b", "1-2", "'tốt'", "'", "12"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert safe(text) == text


_near = st.text(st.sampled_from("'=+-@\t\n ＝＋－＠\ufeffa1")) | st.text() | st.sampled_from(HOSTILE)


@given(_near)
def test_what_was_written_can_be_read_again(text: str) -> None:
    assert written(safe(text)) == text


@given(_near)
def test_no_safe_text_begins_as_a_formula_does(text: str) -> None:
    assert not safe(text).lstrip(" \ufeff").startswith(tuple(FORMULA))


@given(_near, _near)
def test_two_texts_never_become_one(one: str, other: str) -> None:
    assert one == other or safe(one) != safe(other)


def test_for_people_it_has_the_mark_titles_and_words(flat: Flat) -> None:
    text = people(flat.table("results"))
    assert text.startswith("\ufeff"), "or Excel reads another encoding"
    assert text.endswith("\r\n")
    titles, *rows = csv.reader(io.StringIO(text[1:], newline=""))
    assert titles[1:3] == ["Đơn vị (số)", "Đơn vị"]
    assert {row[titles.index("Đánh giá")] for row in rows} >= {"Không đạt", "Xung đột", "Không áp dụng"}


def test_yes_and_no_are_words_for_people_and_values_for_programs(flat: Flat) -> None:
    assert "\r\nphoto" not in people(flat.table("visits"))
    titles, *rows = csv.reader(io.StringIO(people(flat.table("visits"))[1:], newline=""))
    assert {row[titles.index("Đóng vai")] for row in rows} == {"có", "không"}
    names, *cells = programs(flat.table("visits"))
    assert {row[names.index("role_play")] for row in cells} == {"true", "false"}


def test_for_programs_it_has_names_codes_and_iso_dates(flat: Flat) -> None:
    names, *rows = programs(flat.table("visits"))
    assert names == [column.name for column in flat.table("visits").columns]
    assert rows[0][names.index("visit_day")] == "2025-03-04"
    assert rows[0][names.index("started")] == "2025-03-04T08:05:00+07:00"
    assert rows[2][names.index("started")] == ""
    assert {row[names.index("stage")] for row in rows} == {"open", "planned", "void"}


def test_a_number_is_never_changed_though_it_begins_with_a_sign() -> None:
    photos = hostile().flat().table("photos")
    names, *rows = programs(photos)
    assert [row[names.index("longitude")] for row in rows[:2]] == ["-0.000001", "-0.000002"]
    assert photos.rows[0][photos.place("longitude")] == Decimal("-0.000001")


def test_hostile_text_is_text_in_every_table_and_reads_as_it_was_written() -> None:
    flat = hostile().flat()
    for table in flat.tables:
        _, *rows = programs(table)
        for row, cells in zip(rows, table.rows, strict=True):
            for text, cell in zip(row, cells, strict=True):
                if isinstance(cell, str):
                    assert written(text) == cell
                    assert not text.startswith(tuple(FORMULA))
    assert set(flat.table("observations").values("note")) >= {plain(text) for text in HOSTILE}
