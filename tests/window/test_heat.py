"""The table of tiles: nothing cut at any size, what is current stays so, and a tile is read in every theme."""

from __future__ import annotations

from collections.abc import Generator

import pytest
from msgspec import structs
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtTest import QTest

from tests.window.stage import application, press
from tests.window.test_accessibility import contrast
from tests.window.test_sheet import Plain, table
from ui.models.matrix import FIRST, GROUP, UNIT, FootModel
from ui.theme import Theme, ThemeName
from ui.widgets.heat.table import HeatTable
from ui.widgets.heat.tiles import _PALE, _RAMPS, LOOKS, Tiles, step_of
from ui.work.faces import Choice, Field, Span, Table
from ui.work.trend import Tally

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


def shown_table(of: Table, percent: int = 100, theme_name: ThemeName = "light") -> HeatTable:
    application()
    theme = Theme(theme_name, percent)
    wording = Plain().wording()
    shown = HeatTable(theme, wording, FootModel(lambda name, column, tally: name), "bảng")
    shown.show_table(of, Choice(), wording, "Chưa đạt")
    shown.resize(900, 400)
    shown.show()
    return shown


@pytest.fixture
def heat() -> Generator[HeatTable]:
    shown = shown_table(table([3, 20, 4], 30))
    yield shown
    shown.close()
    shown.deleteLater()


@pytest.mark.parametrize("percent", [100, 125, 150])
def test_no_name_of_a_unit_is_cut(percent: int) -> None:
    shown = shown_table(table([2, 1], 3), percent)
    font = shown._theme.font(14, strong=True)
    widest = max(QFontMetricsF(font).horizontalAdvance(line.name) for line in shown.model.table.lines)
    assert shown.names.columnWidth(UNIT) >= widest + 8
    assert shown.names.width() >= shown.names.columnWidth(UNIT) + shown.names.columnWidth(GROUP)
    assert shown.fields.rowHeight(0) >= 24
    assert shown.fields.columnWidth(FIRST) >= 24
    shown.close()
    shown.deleteLater()


def test_a_long_name_of_a_group_gets_the_room_that_it_needs() -> None:
    name = "Xã Trần Văn Thời, Xã Khánh Bình Đông, Xã Đá Bạc, Xã Sông Đốc"
    short = table([1, 1], 2)
    lines = tuple(structs.replace(line, district=name) for line in short.lines)
    long = structs.replace(short, lines=lines, spans=(Span(0, 1, ""), Span(1, 1, name)))
    shown = shown_table(long)
    assert shown.names.rowHeight(1) > shown.names.rowHeight(0)
    assert shown.names.rowHeight(1) == shown.fields.rowHeight(1) == shown.sums.rowHeight(1)
    shown.close()
    shown.deleteLater()


def test_the_views_scroll_as_one(heat: HeatTable) -> None:
    heat.fields.setFocus()
    heat.fields.verticalScrollBar().setValue(90)
    assert heat.names.verticalScrollBar().value() == heat.sums.verticalScrollBar().value() == 90
    heat.sums.verticalScrollBar().setValue(30)
    assert heat.fields.verticalScrollBar().value() == 30
    assert heat.across.maximum() > 0
    heat.across.setValue(40)
    assert heat.fields.horizontalScrollBar().value() == 40


def test_a_press_on_a_name_moves_the_row_and_one_on_a_code_the_column(heat: HeatTable) -> None:
    names = heat.names
    row = QPoint(20, names.rowViewportPosition(2) + 10)
    QTest.mouseClick(names.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert heat.fields.currentIndex().row() == 2
    header = heat.fields.horizontalHeader()
    code = QPoint(header.sectionViewportPosition(FIRST + 3) + 5, header.height() - 8)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=code)
    assert (heat.fields.currentIndex().row(), heat.fields.currentIndex().column()) == (2, FIRST + 3)


def test_all_fields_can_be_chosen_and_the_rows_of_a_column_are_told(heat: HeatTable) -> None:
    assert heat.chosen_rows(FIRST) == []
    press(heat.fields, Key.Key_A, CTRL)
    assert heat.chosen_rows(FIRST) == list(range(27))
    assert not heat.grab().isNull()
    press(heat.fields, Key.Key_Right)
    assert heat.chosen_rows(FIRST) == []


def test_another_theme_draws_other_tiles() -> None:
    application()
    theme = Theme("light")
    tiles = Tiles(theme)
    field = Field("unmet", failed=True)
    before = tiles.of(field, tiles.cell, 1.0)
    assert tiles.of(field, tiles.cell, 1.0) is before
    theme.name = "dark"
    theme.changed.emit()
    assert tiles.of(field, tiles.cell, 1.0) is not before


def test_every_kind_of_tile_is_drawn_otherwise() -> None:
    application()
    tiles = Tiles(Theme("light"))
    fields = [Field(state, tally=Tally(1, 3)) for state in LOOKS]
    fields += [Field("unmet", failed=True, repeated=True), Field("partly", failed=True)]
    drawn = [bytes(tiles.of(field, tiles.cell, 1.0).toImage().constBits()) for field in fields]
    assert len(set(drawn)) == len(fields)


@pytest.mark.parametrize(
    ("tally", "step"),
    [
        (Tally(0, 0), 0), (Tally(0, 9), 0), (Tally(1, 9), 1), (Tally(1, 5), 2), (Tally(2, 5), 3), (Tally(3, 5), 4),
        (Tally(4, 5), 5), (Tally(9, 9), 5),
    ],
)  # fmt: skip
def test_a_share_takes_its_step_of_the_ramp(tally: Tally, step: int) -> None:
    assert step_of(tally) == step


@pytest.mark.parametrize("ground", sorted(_RAMPS))
def test_figures_stand_out_from_every_step_of_the_ramp(ground: str) -> None:
    assert all(contrast(ink, tint) >= 4.5 for tint, ink in _RAMPS[ground])


def test_symbols_stand_out_from_their_pale_tints() -> None:
    application()
    for (name, tone), tint in _PALE.items():
        theme = Theme(name)  # type: ignore[arg-type]
        assert contrast(theme.color(f"{tone}_ink").name().upper(), QColor(tint).name().upper()) >= 4.5
