"""The tables of the plan, without a window."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from inspector.errors import KnownError
from inspector.rules.round_plan import FrameUnit, RoundPlan
from ui.models.plain_table import PlainTable
from ui.models.units import COLUMNS, UnitTable

PLAN = RoundPlan(
    start="2026-12-01",
    frame=(
        FrameUnit(name="xã Đất Mũi", code="1", stratum="huyện Ngọc Hiển", overdue=3, handled=40, last_visit="2026-10-01"),
        FrameUnit(name="phường An Xuyên", code="2"),
    ),
)  # fmt: skip
Role = Qt.ItemDataRole


@pytest.fixture
def table() -> UnitTable:
    table = UnitTable([f"cột {name}" for name in COLUMNS])
    QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal, table)
    table.show_plan(PLAN)
    return table


def drawn(table: UnitTable) -> list[list[object]]:
    return [
        [table.index(row, column).data() for column in range(table.columnCount())] for row in range(table.rowCount())
    ]


def test_units_are_shown_with_what_is_known_and_the_points_that_follow(table: UnitTable) -> None:
    assert drawn(table) == [
        ["Xã Đất Mũi", "huyện Ngọc Hiển", "3", "40", "0", "01/10/2026", "132"],
        ["Phường An Xuyên", "", "0", "0", "0", "", "280"],
    ]
    assert table.headerData(0, Qt.Orientation.Horizontal) == "cột name"
    assert table.headerData(1, Qt.Orientation.Vertical) == 2
    assert table.index(0, 2).data(Role.AccessibleTextRole) == "Xã Đất Mũi, cột overdue: 3"
    assert table.index(1, 0).data(Role.UserRole) == PLAN.frame[1]
    assert table.index(1, 0).data(Role.DecorationRole) is None


def test_name_and_points_are_not_written_by_hand(table: UnitTable) -> None:
    writable = [name for at, name in enumerate(COLUMNS) if table.flags(table.index(0, at)) & Qt.ItemFlag.ItemIsEditable]
    assert writable == ["stratum", "overdue", "handled", "complaints", "last_visit"]


def test_what_is_written_goes_out_and_is_shown_when_it_comes_back(table: UnitTable) -> None:
    went: list[tuple[FrameUnit, ...]] = []
    table.edited.connect(went.append)
    assert table.setData(table.index(1, COLUMNS.index("complaints")), " 2 ")
    assert drawn(table)[1][4] == "0"
    (units,) = went
    assert units[1].complaints == 2
    table.show_plan(msgspec.structs.replace(PLAN, frame=units))
    assert drawn(table)[1][4:] == ["2", "", "320"]
    assert table.setData(table.index(1, COLUMNS.index("complaints")), "2")
    assert len(went) == 1
    assert table.setData(table.index(0, COLUMNS.index("last_visit")), "")
    assert went[-1][0].last_visit == ""
    assert not table.setData(table.index(0, 1), "x", Role.CheckStateRole)


def test_what_is_no_number_is_refused(table: UnitTable) -> None:
    refused: list[KnownError] = []
    table.refused.connect(refused.append)
    assert not table.setData(table.index(0, COLUMNS.index("handled")), "bốn mươi")
    assert [one.key for one in refused] == ["plan.cell"]


def test_another_list_is_shown_anew(table: UnitTable) -> None:
    table.show_plan(RoundPlan())
    assert table.rowCount() == 0
    table.show_plan(RoundPlan())


def test_a_plain_table_shows_its_words_and_knows_what_they_stand_for() -> None:
    table = PlainTable(("Nhóm", "Số"), numbers=(1,))
    QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal, table)
    table.show_rows([(("huyện Đ", "1/3"), "đ")])
    assert table.index(0, 1).data() == "1/3"
    assert table.index(0, 1).data(Role.AccessibleTextRole) == "Số: 1/3"
    assert table.index(0, 0).data(Role.UserRole) == "đ"
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    assert table.headerData(1, Qt.Orientation.Horizontal, Role.TextAlignmentRole) == right
    assert table.headerData(0, Qt.Orientation.Vertical) == 1
    assert table.index(0, 0).data(Role.DecorationRole) is None
