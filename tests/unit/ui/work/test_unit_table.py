"""Tables of what is known of units: from a spreadsheet, and back."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from inspector.errors import KnownError
from inspector.rules.round_plan import FrameUnit
from inspector.text import clean
from ui.work.unit_table import MAX_TABLE, read_table, table_of

UNITS = (
    FrameUnit(name="xã Đất Mũi", code="32244", since="2025-07-01", stratum="huyện Ngọc Hiển"),
    FrameUnit(name="phường Hoà Thành", code="00123", stratum="thành phố Cà Mau", complaints=4),
)
HEADINGS = ("Mã", "Tên", "Nhóm", "Quá hạn", "Tổng hồ sơ", "Phản ánh", "Kiểm tra gần nhất")


def test_a_table_names_units_by_code_or_by_name_and_leaves_the_rest_as_it_was() -> None:
    found = read_table("Đơn vị\tQuá hạn\tTổng hồ sơ\nXã Đất Mũi\t12\t1.200\n", UNITS)
    assert (found[0].overdue, found[0].handled, found[0].since) == (12, 1200, "2025-07-01")
    assert found[1] == UNITS[1]
    (_, second) = read_table("code,complaints,last visit\n123,7,2026-01-31\n", UNITS)
    assert (second.complaints, second.last_visit, second.code) == (7, "2026-01-31", "00123")


def test_a_unit_that_is_not_listed_is_added_with_code_and_name() -> None:
    found = read_table("\ufeffMã;Tên;Nhóm\nSO-01;Sở Tư pháp;cấp tỉnh\n\n;;\n", UNITS)
    assert found[2] == FrameUnit(name="Sở Tư pháp", code="SO-01", stratum="cấp tỉnh")


def test_a_cell_is_text_whatever_it_begins_with() -> None:
    (unit,) = read_table("Mã,Tên\n1,\"=cmd|' /C calc'!A0\"\n", ())
    assert unit.name.startswith("=cmd")
    table = table_of([unit], HEADINGS)
    assert "\t'=cmd" in table
    assert read_table(table, ()) == (unit,)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "plan.table-columns"),
        ("Quá hạn\n3\n", "plan.table-columns"),
        ("Mã;Quá hạn\n32244;nhiều\n", "plan.table-cell"),
        ("Mã;Quá hạn\n32244;-1\n", "plan.table-cell"),
        ("Mã;Quá hạn\n32244;1,5\n", "plan.table-cell"),
        ("Mã;Kiểm tra gần nhất\n32244;31/02/2026\n", "plan.table-cell"),
        ("Mã;Quá hạn\n99999;1\n", "plan.table-unit"),
        ("Tên;Quá hạn\nxã Khác;1\n", "plan.table-unit"),
        ("Mã;Tên\n1;a\u0007\n", "text.control"),
        ("Mã\n" + "x" * MAX_TABLE, "plan.table-large"),
        ("Mã\n" + "x" * 200_000, "plan.table-large"),
    ],
)
def test_a_table_that_means_nothing_is_refused_whole(text: str, key: str) -> None:
    with pytest.raises(KnownError) as refused:
        read_table(text, UNITS)
    assert refused.value.key == key


_words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=12)


@example([('"', 0, 0)])
@given(st.lists(st.tuples(_words, st.integers(0, 99), st.integers(0, 99)), max_size=6))
def test_what_goes_out_as_a_table_comes_back_the_same(rows: list[tuple[str, int, int]]) -> None:
    units = tuple(
        FrameUnit(name=name, code=f"{at:05}", overdue=late, handled=late + more, complaints=more)
        for at, (typed, late, more) in enumerate(rows)
        if (name := clean(typed)) and not name.startswith("'")
    )
    assert read_table(table_of(units, HEADINGS), ()) == units
