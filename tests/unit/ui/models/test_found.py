from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from ui.models.found import FoundList
from ui.work.going import Target


def test_what_was_found_is_shown_and_spoken() -> None:
    found = FoundList(lambda target: f"<{target.kind}>")
    QAbstractItemModelTester(found, QAbstractItemModelTester.FailureReportingMode.Fatal, found)
    found.show_targets([Target("item", "Mã QR", "qr", code="A2"), Target("act", "Niêm phong", "seal", detail="Ctrl+E")])
    first, second = found.index(0), found.index(1)
    assert (first.data(), first.data(Qt.ItemDataRole.UserRole).name) == ("A2 Mã QR", "qr")
    assert second.data(Qt.ItemDataRole.AccessibleTextRole) == "Niêm phong, <act>, Ctrl+E"
    assert first.data(Qt.ItemDataRole.DecorationRole) is None
    assert found.rowCount(first) == 0
    assert found.data(QModelIndex()) is None
    found.show_targets([])
    assert found.rowCount() == 0
