"""Rows of whole sentences are as high as their words, at every width."""

from __future__ import annotations

from collections.abc import Generator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.window.stage import application, press
from ui.theme import Theme
from ui.widgets.wrapped_list import WrappedList

WORDS = "#3B94 · 21/11/2025 09:42 · Nguyễn Hoàng Lâm: kết luận “Thực hiện tốt”: Đối chiếu sổ.\nĐã có #6B8B thay."


@pytest.fixture
def rows() -> Generator[WrappedList]:
    application()
    theme = Theme("light")
    theme.apply()
    made = WrappedList(theme, "thử")
    made.show()
    yield made
    made.close()


def ink(rows: WrappedList, words: str) -> int:
    """Return how many dark points a row of these words has."""
    rows.clear()
    rows.addItem(words)
    rows.doItemsLayout()
    image = rows.viewport().grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    points, stride = bytes(image.constBits()), image.bytesPerLine()
    lines = (points[at : at + image.width()] for at in range(0, len(points), stride))
    return sum(point < 128 for line in lines for point in line)


def test_no_line_is_cut_at_any_width(rows: WrappedList) -> None:
    """With an empty line below it, a row has more room and the same ink."""
    cut = []
    for width in range(200, 700, 9):
        rows.resize(width, 400)
        QApplication.sendPostedEvents()
        if ink(rows, WORDS) != ink(rows, f"{WORDS}\n\N{NO-BREAK SPACE}"):
            cut.append(width)
    assert cut == []


def test_letters_find_nothing(rows: WrappedList) -> None:
    rows.addItems(["An", "Bình"])
    rows.setCurrentRow(0)
    press(rows, Qt.Key.Key_B)
    assert rows.currentRow() == 0
    assert rows.accessibleName() == "thử"
