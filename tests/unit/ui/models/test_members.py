"""The list of members, without a window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from ui.models.members import ROOTS, MemberList, MemberRow
from ui.widgets.glyphs import Look

LEAD = MemberRow("0" * 32, "Trần Quốc Mẫu", "2 thiết bị", (("Trưởng đoàn", Look("none", "plain")),))
KEYS = MemberRow(ROOTS, "Khoá gốc của đợt", "2 khoá", ())


@pytest.fixture
def members() -> MemberList:
    members = MemberList()
    QAbstractItemModelTester(members, QAbstractItemModelTester.FailureReportingMode.Fatal, members)
    return members


def test_a_row_is_found_by_its_id_and_says_all_to_a_screen_reader(members: MemberList) -> None:
    members.show_rows([LEAD, KEYS])
    index = members.index_of(LEAD.id)
    assert index.data(Qt.ItemDataRole.UserRole) == LEAD
    assert index.data() == LEAD.name
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Trần Quốc Mẫu, Trưởng đoàn, 2 thiết bị"
    assert members.index_of(ROOTS).row() == 1
    assert not members.index_of("nobody").isValid()


def test_the_same_rows_are_no_change(members: MemberList) -> None:
    changes: list[None] = []
    members.modelReset.connect(lambda: changes.append(None))
    members.show_rows([LEAD])
    members.show_rows([LEAD])
    assert len(changes) == 1
    members.show_rows([])
    assert (len(changes), members.rowCount()) == (2, 0)
