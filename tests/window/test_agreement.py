"""The agreement view: counts with denominators, a name for every head, and the way to each dispute."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from resources import Language
from tests import differing as scene
from tests.differing import QR, Differing
from tests.window import walking
from tests.window.differing import seat_of
from tests.window.stage import Seat, press, screen_of, until, workbench
from tests.window.wording import foreign_words
from ui.app import Workbench
from ui.context import Place
from ui.screens.merge import Merge
from ui.screens.overview_parts.agreement import Agreement
from ui.work.preferences import Preferences, TextPercent
from ui.work.preferences import write as store

Key = Qt.Key


@contextmanager
def standing(seat: Seat) -> Iterator[tuple[Workbench, QWidget, Agreement]]:
    """Show the view alone in a window."""
    with workbench(seat, Place("home")) as bench:
        window = QWidget(bench.window, Qt.WindowType.Window)
        window.setObjectName("page")
        view = Agreement(bench.context)
        layout = QVBoxLayout(window)
        layout.addWidget(view)
        window.resize(1278, 560)
        window.show()
        window.activateWindow()
        until(window.isActiveWindow)
        view.show_view(bench.context.shown.view, bench.context.shown.checklists)
        until(lambda: bench.context.aside.pending == 0)
        yield bench, window, view
        window.close()


@pytest.fixture(scope="module")
def made() -> Differing:
    return scene.differing()


@pytest.fixture
def seat(made: Differing, tmp_path: Path) -> Seat:
    return seat_of(made, tmp_path)


@pytest.fixture
def stand(seat: Seat) -> Generator[tuple[Workbench, QWidget, Agreement]]:
    with standing(seat) as found:
        yield found


def drawn(view: Agreement) -> list[list[str]]:
    """Return the table as it is drawn, its head first."""
    model = view.model
    columns = range(model.columnCount())
    head = [model.headerData(column, Qt.Orientation.Horizontal) for column in columns]
    return [head, *([model.index(row, column).data() for column in columns] for row in range(model.rowCount()))]


def arrange(view: Agreement, way: int) -> None:
    view.ways.choose(way)
    view.ways.clicked.emit()


def test_the_whole_is_told_with_its_denominators(stand: tuple[Workbench, QWidget, Agreement]) -> None:
    words = stand[2].whole.text()
    assert words == "6/7 kết quả có từ hai người ghi là khác nhau; trong đó 1/6 đã kết luận."


def test_items_pairs_and_people(stand: tuple[Workbench, QWidget, Agreement]) -> None:
    view = stand[2]
    assert drawn(view)[:2] == [
        ["Tiêu chí", "Khác nhau", "Đã kết luận"],
        ["A2  Niêm yết mã QR tra cứu TTHC", "1/1", "1/1"],
    ]
    assert drawn(view)[-1][1:] == ["0/1", "–"]
    arrange(view, 1)
    assert drawn(view)[1] == ["Trần Thị Mỹ Hạnh – Lê Quốc Việt", "6/7", "1/6"]
    arrange(view, 2)
    assert drawn(view) == [
        ["Người ghi", "Khác nhau", "Khác chính mình", "Đã kết luận"],
        ["Lê Quốc Việt", "6/7", "1/1", "1/7"],
        ["Trần Thị Mỹ Hạnh", "6/7", "–", "1/6"],
        ["Phạm Minh Khôi", "1/1", "–", "0/1"],
    ]


def test_every_cell_is_spoken_with_its_head(stand: tuple[Workbench, QWidget, Agreement]) -> None:
    model = stand[2].model
    spoken = model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "A2  Niêm yết mã QR tra cứu TTHC, Khác nhau: 1/1"
    assert model.headerData(0, Qt.Orientation.Vertical) == "A2  Niêm yết mã QR tra cứu TTHC"


def test_enter_leads_to_the_places_and_from_there_to_the_dispute(
    made: Differing, stand: tuple[Workbench, QWidget, Agreement]
) -> None:
    bench, _, view = stand
    view.rows.setFocus()
    press(view.rows, Key.Key_Return)
    assert view.places.hasFocus()
    assert view.places.item(0).text() == "Xã Minh Hoạ 02 · 21/11/2025 · A2 Niêm yết mã QR tra cứu TTHC · đã kết luận"
    press(view.places, Key.Key_Return)
    shown = screen_of(bench, Merge)
    until(lambda: shown.deciding.case is not None and shown.deciding.case.item == QR)
    assert shown.deciding.case is not None
    assert shown.deciding.case.visit == made.visits[0]
    assert shown.deciding.isVisible()


def test_what_agrees_everywhere_says_so(stand: tuple[Workbench, QWidget, Agreement]) -> None:
    view = stand[2]
    view.rows.selectRow(view.model.rowCount() - 1)
    assert view.places.count() == 0
    assert "không khác nhau ở đâu" in view.places_heading.text()
    press(view.rows, Key.Key_Return)
    assert not view.places.hasFocus()


def test_letters_find_nothing_and_what_is_chosen_stays(stand: tuple[Workbench, QWidget, Agreement]) -> None:
    bench, _, view = stand
    view.rows.selectRow(2)
    for key in (Key.Key_A, Key.Key_B, Key.Key_Backspace, Key.Key_Delete):
        press(view.rows, key)
    assert view.rows.currentIndex().row() == 2
    chosen = view.model.line(2)
    view.show_view(bench.context.shown.view, {})
    view.show_view(scene.differing().view, bench.context.shown.checklists)
    until(lambda: bench.context.aside.pending == 0)
    assert view.model.line(view.rows.currentIndex().row()) == chosen


def test_the_model_keeps_the_rules_of_models(stand: tuple[Workbench, QWidget, Agreement]) -> None:
    view = stand[2]
    QAbstractItemModelTester(view.model, QAbstractItemModelTester.FailureReportingMode.Fatal, view.model)
    for way in (1, 2, 0):
        arrange(view, way)
    assert view.model.line(99) is None


def test_where_nobody_saw_the_same_the_page_says_so(tmp_path: Path) -> None:
    with standing(seat_of(scene.team(), tmp_path)) as (_, window, _view):
        words = walking.texts(window)
        assert any("chưa có gì để so" in text for text in words)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("percent", [100, 150])
def test_the_view_is_named_reachable_and_readable(seat: Seat, language: Language, percent: TextPercent) -> None:
    store(seat.home, Preferences(language=language, text_percent=percent, theme="light"))
    faults: dict[str, list[str]] = {}
    with standing(seat) as (_, window, view):
        for way in range(3):
            arrange(view, way)
            for size in (QSize(1278, 500), QSize(936, 440)):
                window.resize(size)
                for _ in range(6):
                    QApplication.sendPostedEvents()
                found = [
                    *walking.nameless(window), *walking.small(window), *walking.clipped(window),
                    *walking.overlapping(window), *walking.astray(window),
                ]  # fmt: skip
                if language == "vi":
                    found += foreign_words(walking.texts(window), frozenset({"quay-2"}))
                if found:
                    faults[f"{way} {size.width()}×{size.height()}"] = found
    assert faults == {}
