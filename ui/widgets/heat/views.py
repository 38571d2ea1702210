"""The linked views of the table: each shows columns of one model, parts groups by lines, rings the current field."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QItemSelection, QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView

from ui.models.matrix import FIRST, GROUP, Index, MatrixModel
from ui.theme import Theme
from ui.widgets.heat.tiles import LEFT, FieldPainter


class Grid(QTableView):
    """One of the views: no lines of Qt's own, no headings of rows, scrolled by pixels."""

    ground = "surface"
    """The token of what it stands on."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.setProperty("role", "heat")
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(0)
        # Every pixel is painted here: what is scrolled need only be moved, and not be drawn anew.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._theme.color(self.ground))
        painter.end()
        super().paintEvent(event)
        self._paint_lines()

    def _paint_lines(self) -> None:
        """Part the groups of rows by a line in the room above their first."""
        model = self.model()
        spans = model.table.spans if isinstance(model, MatrixModel) else ()
        if len(spans) < 2:
            return
        painter = QPainter(self.viewport())
        color, width = self._theme.color("rule"), self.viewport().width()
        for span in spans[1:]:
            top = self.rowViewportPosition(span.first)
            if -4 <= top < self.viewport().height():
                painter.fillRect(QRect(0, top + 3, width, 1), color)
        painter.end()


class Beside(Grid):
    """A view of the columns that stay in sight. It takes no focus; a press on it moves the current row."""

    row_pressed = Signal(int)
    opened = Signal(int)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.rowAt(int(event.position().y()))
        if row >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.row_pressed.emit(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Nothing is selected by drawing over names."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self.rowAt(int(event.position().y()))
        if row >= 0:
            self.opened.emit(row)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if not self.isColumnHidden(GROUP):  # the name of a group moves against its rows
            self.viewport().update(0, 0, self.columnWidth(GROUP), self.viewport().height())


class Fields(Grid):
    """The view that has the focus: arrows move the current field, Enter opens, Ctrl+Space chooses further ones."""

    opened = Signal()
    moved = Signal()
    """After the current field changed."""
    chosen = Signal()
    """After the selection changed."""

    def __init__(self, theme: Theme, name: str, painter_of: FieldPainter) -> None:
        super().__init__(theme, name)
        self.painter_of = painter_of
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.doubleClicked.connect(self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_typed = bool(event.text()) and event.text().isprintable() and event.key() != Qt.Key.Key_Space
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif is_typed and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # letters belong to no table: an input method may take them at any moment
        else:
            super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        for index in (current, previous):
            if index.isValid():
                self.viewport().update(self._ringed(index))
        self.moved.emit()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()
        self.chosen.emit()

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit()

    def _ringed(self, index: Index) -> QRect:
        return self.painter_of.area(self.visualRect(index)).adjusted(-5, -5, 5, 5)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the fields that were laid bare, then the lines and rings over them.

        Qt would ask a delegate for each, at five times the price: a screen of a large round has a thousand fields.
        """
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._theme.color("surface"))
        self._paint_fields(painter, event.rect())
        self._paint_rings(painter)
        painter.end()
        self._paint_lines()

    def _paint_fields(self, painter: QPainter, rect: QRect) -> None:
        model, header = self.model(), self.verticalHeader()
        assert isinstance(model, MatrixModel)
        columns = [
            (column, self.columnViewportPosition(column))
            for column in range(FIRST, model.last)
            if self.columnViewportPosition(column) <= rect.right()
            and self.columnViewportPosition(column) + self.columnWidth(column) > rect.left()
        ]
        first, last = self.rowAt(rect.top()), self.rowAt(rect.bottom())
        if first < 0 or not columns:
            return
        tiles, ratio = self.painter_of, self.devicePixelRatioF()
        for row in range(first, (last if last >= 0 else model.rowCount() - 1) + 1):
            top = header.sectionViewportPosition(row) + header.sectionSize(row) - tiles.size.height() - 1
            for column, left in columns:
                painter.drawPixmap(left + LEFT, top, tiles.of(model.field(row, column), ratio))

    def _chosen_in_sight(self) -> Iterator[QModelIndex]:
        """Yield the chosen fields that can be seen; the current one alone is no choice. All of them may be chosen."""
        chosen = self.selectionModel().selection().toList()
        if len(chosen) == 1 and (chosen[0].width(), chosen[0].height()) == (1, 1):
            return
        first, last = self.rowAt(0), self.rowAt(self.viewport().height() - 1)
        for part in chosen:
            low, high = max(part.top(), first, 0), part.bottom() if last < 0 else min(part.bottom(), last)
            for row in range(low, high + 1):
                for column in range(part.left(), part.right() + 1):
                    yield self.model().index(row, column)

    def _paint_rings(self, painter: QPainter) -> None:
        current = self.currentIndex()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = self._theme.color("text" if self._theme.tokens.is_outdoor else "accent")
        painter.setPen(QPen(accent, 2))
        for index in self._chosen_in_sight():
            painter.drawRoundedRect(QRectF(self.painter_of.area(self.visualRect(index))), 4, 4)
        if current.isValid():
            area = QRectF(self.painter_of.area(self.visualRect(current)))
            painter.setPen(QPen(accent, 3))
            painter.drawRoundedRect(area.adjusted(-0.5, -0.5, 0.5, 0.5), 5, 5)
