"""The walks find what they are for: each of these little windows has one fault."""

from __future__ import annotations

from collections.abc import Generator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from tests.window import walking
from tests.window.stage import application
from tests.window.wording import foreign_words


@pytest.fixture
def page() -> Generator[QWidget]:
    application()
    widget = QWidget()
    widget.resize(400, 300)
    yield widget
    widget.close()
    widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def shown(page: QWidget, *children: QWidget) -> QWidget:
    for child in children:
        child.setParent(page)
    page.show()
    QApplication.sendPostedEvents()
    return page


def button(words: str, x: int = 0, y: int = 0, width: int = 120, height: int = 40) -> QPushButton:
    made = QPushButton(words)
    made.setGeometry(x, y, width, height)
    return made


def test_a_button_without_words_or_name_is_found(page: QWidget) -> None:
    assert walking.nameless(shown(page, button(""), button("Mở", y=50))) == ["no name: QPushButton “”"]


def test_a_target_too_small_for_a_finger_is_found(page: QWidget) -> None:
    assert walking.small(shown(page, button("Mở", height=23), button("Xoá", y=50))) == ["120×23: QPushButton “Mở”"]


def test_words_that_do_not_fit_are_found_unless_the_tool_tip_has_them(page: QWidget) -> None:
    short, told = QLabel("Một câu dài hơn chỗ của nó"), QLabel("Một câu dài hơn chỗ của nó")
    short.setGeometry(0, 0, 40, 24)
    told.setGeometry(0, 40, 40, 24)
    told.setToolTip(told.text())
    found = walking.clipped(shown(page, short, told))
    assert len(found) == 1
    assert "needs width" in found[0]


def test_a_label_that_sticks_out_of_its_box_is_found(page: QWidget) -> None:
    box, label = QWidget(), QLabel("Một câu")
    box.setGeometry(0, 0, 60, 40)
    label.setParent(box)
    label.setGeometry(40, 0, 200, 24)
    found = walking.clipped(shown(page, box))
    assert len(found) == 1
    assert "cut at the side" in found[0]


def test_widgets_that_lie_over_each_other_are_found_unless_they_are_meant_to_float(page: QWidget) -> None:
    floating = button("Nổi", 0, 0)
    floating.setProperty("floats", True)
    found = walking.overlapping(shown(page, button("Mở"), button("Xoá", 60, 20), floating))
    assert found == ["QPushButton “Mở” lies over QPushButton “Xoá”"]


def test_a_step_of_tab_against_the_order_of_reading_is_found(page: QWidget) -> None:
    lower, upper = QPushButton("Dưới"), QPushButton("Trên")
    layout = QVBoxLayout(page)
    layout.addWidget(lower)
    layout.insertWidget(0, upper)
    page.show()
    assert walking.astray(page) == ["from QPushButton “Dưới” back to QPushButton “Trên”"]


def test_columns_are_read_one_after_the_other(page: QWidget) -> None:
    layout = QHBoxLayout(page)
    for side in ("trái", "phải"):
        stacked = QVBoxLayout()
        layout.addLayout(stacked)
        for number in range(3):
            stacked.addWidget(QPushButton(f"{side} {number}"))
    page.show()
    assert walking.astray(page) == []


def test_a_field_that_keeps_tab_for_itself_is_found(page: QWidget) -> None:
    assert walking.astray(shown(page, QPlainTextEdit())) == ["Tab stays in QPlainTextEdit “”"]


def test_texts_are_collected_from_what_is_seen_and_not_from_what_is_quoted(page: QWidget) -> None:
    quoted = QLabel("Apache License")
    quoted.setProperty("verbatim", True)
    hidden = QLabel("ẩn")
    shown(page, QLabel("thấy"), quoted, hidden)
    hidden.hide()
    assert walking.texts(page) == ["thấy"]


@pytest.mark.parametrize(
    "text", ["Đã lưu 08:52:07 · Ngoại tuyến", "Tệp bàn giao “a.thisat”, QR, SHA-256", "nghiêng ngoèo khuya"]
)
def test_vietnamese_is_not_foreign(text: str) -> None:
    assert foreign_words([text]) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [("Save as…", ["Save", "as"]), ("Chọn File", ["File"]), ("Cancel", ["Cancel"]), ("Loading", ["Loading"])],
)
def test_english_is_foreign(text: str, found: list[str]) -> None:
    assert foreign_words([text]) == found
