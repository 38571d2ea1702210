"""The table of files: ticked by Space or a press, looked into by Enter."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.context import Context
from ui.models.intake import COLUMNS, NUMBERS, Column, Index, IntakeTable, Role
from ui.screens.merge_parts.wording import LOOKS, Words, lights_of
from ui.theme import Theme
from ui.widgets.chip import chip_size, paint_chip, tone_colors
from ui.widgets.glyphs import paint_shape
from ui.work.arrivals import Arrival

_PAD: Final = 8
_BOX: Final = 16
_LIGHT: Final = 14
_ELIDED: Final = {"file": 188, "remark": 200}
"""Columns that may be cut, with the least room that they get; the tool tip has them whole."""
_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class IntakeView(QTableView):
    """Shows an `IntakeTable`."""

    looked_into = Signal(int)
    """A file whose row was entered."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._theme = context.theme
        self._words = Words(context)
        self.table = IntakeTable(self._words.wording(), self)
        self.setObjectName("intake")
        self.setAccessibleName(context.say("merge.files"))
        self.setModel(self.table)
        self.setItemDelegate(_RowDelegate(context.theme, self._words, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(24)
        self.table.modelReset.connect(self._shown)
        context.theme.changed.connect(self.fit)

    def _shown(self) -> None:
        self.fit()
        if self.table.rows and not self.currentIndex().isValid():
            self.selectRow(0)

    def fit(self) -> None:
        """Give each column what its widest cell needs, and the remarks what is left."""
        self.verticalHeader().setDefaultSectionSize(self._theme.px(48 if self._theme.touch else 32))
        widths = {column: self._width(column) for column in COLUMNS}
        rest = self.viewport().width() - sum(widths.values()) + widths["remark"]
        widths["remark"] = max(widths["remark"], rest)
        for number, column in enumerate(COLUMNS):
            self.horizontalHeader().resizeSection(number, widths[column])

    def _width(self, column: Column) -> int:
        theme = self._theme
        if column == "tick":
            return theme.px(_BOX) + 24
        if column in _ELIDED:
            return theme.px(_ELIDED[column])
        heading = str(self.table.headerData(COLUMNS.index(column), Qt.Orientation.Horizontal))
        least = round(theme.advance(heading, 12, strong=True)) + 2 * _PAD + 4
        if column == "lights":
            return max(least, 3 * theme.px(_LIGHT) + 12 + 2 * _PAD)
        words = [(row, self._words.cell(row, column)) for row in self.table.rows]
        if column == "verdict":
            cells = [chip_size(theme, said, LOOKS[row.verdict]).width() for row, said in words]
        else:
            metrics = QFontMetricsF(font_of(theme, column))
            cells = [round(metrics.horizontalAdvance(said)) for _, said in words]
        return max([least, *(cell + 2 * _PAD + 2 for cell in cells)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    # -- what a person does

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        key = Qt.Key(event.key())
        if index.isValid() and key == Qt.Key.Key_Space:
            self._toggle(index.row())
        elif index.isValid() and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.looked_into.emit(index.row())
        elif event.text() and key not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()  # letters belong to no table here: an input method may take them at any moment
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and COLUMNS[index.column()] == "tick" and event.button() == Qt.MouseButton.LeftButton:
            self._toggle(index.row())
            return
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and COLUMNS[index.column()] != "tick":
            self.looked_into.emit(index.row())

    def _toggle(self, number: int) -> None:
        self.table.tick(number, on=not self.table.is_ticked(number))

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self.viewport().update()
        return super().viewportEvent(event)


def font_of(theme: Theme, column: Column) -> QFont:
    """Return the font of a column."""
    if column in ("file", "remark"):
        return theme.font(12)
    return theme.font(14, strong=column == "unit", numeric=column in (*NUMBERS, "sealed"))


class _RowDelegate(QStyledItemDelegate):
    """Paints with the tokens of the theme: what is chosen has a ground, and outdoors a frame."""

    def __init__(self, theme: Theme, words: Words, view: IntakeView) -> None:
        super().__init__(view)
        self._theme = theme
        self._words = words
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._view.columnWidth(index.column()), self._theme.px(32))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, column = QRectF(option.rect), COLUMNS[index.column()]
        row = index.data(Role.ROW)
        assert isinstance(row, Arrival)
        self._paint_ground(painter, rect, index)
        if column == "tick":
            self._paint_tick(painter, rect, row, is_on=self._view.table.is_ticked(index.row()))
        elif column == "verdict":
            self._paint_verdict(painter, rect, row)
        elif column == "lights":
            self._paint_lights(painter, rect, row)
        else:
            self._paint_words(painter, rect, row, column)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        theme, view = self._theme, self._view
        is_current = index.row() == view.currentIndex().row()
        outdoor = theme.tokens.is_outdoor
        ground = "surface" if outdoor or not is_current else "selection" if view.hasFocus() else "hover"
        painter.fillRect(rect, theme.color(ground))  # over that of the view, which is black outdoors
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.color("soft_rule"))
        if is_current and view.hasFocus() and (outdoor or theme.by_keys):
            ink, width = theme.color("text" if outdoor else "accent"), 3 if outdoor else 2
            painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), width), ink)
            painter.fillRect(QRectF(rect.left(), rect.bottom() - width, rect.width(), width), ink)
            if index.column() == 0:
                painter.fillRect(QRectF(rect.left(), rect.top(), width, rect.height()), ink)

    def _paint_tick(self, painter: QPainter, rect: QRectF, row: Arrival, *, is_on: bool) -> None:
        theme, size = self._theme, self._theme.px(_BOX)
        box = QRectF(rect.center().x() - size / 2, rect.center().y() - size / 2, size, size)
        edge = theme.color("accent" if is_on else "edge" if row.may_be_taken else "rule")
        painter.setPen(QPen(edge, 2 if row.may_be_taken else 1))
        painter.setBrush(theme.color("accent" if is_on else "surface" if row.may_be_taken else "sunken"))
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 3, 3)
        if is_on:
            paint_shape(painter, "check", box.adjusted(2, 2, -2, -2), theme.color("on_accent"))

    def _paint_verdict(self, painter: QPainter, rect: QRectF, row: Arrival) -> None:
        words, look = self._words.cell(row, "verdict"), LOOKS[row.verdict]
        size = chip_size(self._theme, words, look)
        chip = QRectF(rect.left() + _PAD, rect.center().y() - size.height() / 2, size.width(), size.height())
        paint_chip(painter, chip, words, look, self._theme)

    def _paint_lights(self, painter: QPainter, rect: QRectF, row: Arrival) -> None:
        size, left = self._theme.px(_LIGHT), rect.left() + _PAD
        for look, _ in lights_of(row):
            ink = tone_colors(self._theme, look.tone)[0]
            paint_shape(painter, look.shape, QRectF(left, rect.center().y() - size / 2, size, size), ink)
            left += size + 6

    def _paint_words(self, painter: QPainter, rect: QRectF, row: Arrival, column: Column) -> None:
        font = font_of(self._theme, column)
        painter.setFont(font)
        painter.setPen(self._theme.color("text" if column in ("unit", "sealer", *NUMBERS) else "text2"))
        inside = rect.adjusted(_PAD, 0, -_PAD, 0)
        words = self._words.cell(row, column)
        if column in _ELIDED:
            words = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, _RIGHT if column in NUMBERS else _LEFT, words)
