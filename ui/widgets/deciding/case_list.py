"""The list of cases: by visit, each with its code, its short words, and whether it still waits."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.context import Context
from ui.models.cases import CaseLine, CasesModel, Role, VisitLine
from ui.theme import Theme
from ui.widgets.glyphs import paint_shape
from ui.widgets.item_list import paint_two_lines
from ui.work.deciding import Key

_MOVES = (
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
    Qt.Key.Key_Tab, Qt.Key.Key_Backtab,
)  # fmt: skip


class CaseList(QListView):
    """Moves by arrows; every other key is left to who owns the list."""

    reached = Signal(object)
    """The key of the case that became the current one."""

    def __init__(self, context: Context, model: CasesModel) -> None:
        super().__init__()
        self._cases = model
        self.setModel(model)
        self.setItemDelegate(CaseDelegate(context, self))
        self.setAccessibleName(context.say("deciding.cases"))
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        context.theme.changed.connect(self.scheduleDelayedItemsLayout)

    def go(self, key: Key) -> None:
        """Make a case the current one."""
        row = self._cases.row_of(key)
        if row >= 0 and row != self.currentIndex().row():
            self.setCurrentIndex(self._cases.index(row))

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        line = self._cases.line(current)
        if isinstance(line, CaseLine):
            self.reached.emit(line.case.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MOVES:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def keyboardSearch(self, search: str) -> None:
        """Nothing is found by typing letters here."""


class CaseDelegate(QStyledItemDelegate):
    """Paints headings and cases."""

    def __init__(self, context: Context, parent: CaseList) -> None:
        super().__init__(parent)
        self._context = context

    @property
    def _theme(self) -> Theme:
        return self._context.theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        theme = self._theme
        is_heading = isinstance(index.data(Role.LINE), VisitLine)
        return QSize(0, theme.px(28) if is_heading else theme.row + (theme.percent - 100) // 4)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect, line = QRectF(option.rect), index.data(Role.LINE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(line, VisitLine):
            self._paint_heading(painter, rect, line)
        else:
            self._paint_ground(painter, rect, option)
            self._paint_case(painter, rect, line)
        painter.restore()

    def _paint_heading(self, painter: QPainter, rect: QRectF, line: VisitLine) -> None:
        theme = self._theme
        painter.fillRect(rect, theme.color("bg"))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.color("soft_rule"))
        painter.setPen(theme.color("text2"))
        painter.setFont(theme.font(12, strong=True))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect.adjusted(16, 0, -8, 0), flags, line.words)

    def _paint_ground(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem) -> None:
        theme = self._theme
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, theme.color("selection" if selected else "surface"))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.color("sunken"))
        if selected and theme.tokens.is_outdoor:
            painter.setPen(QPen(theme.color("text"), 3))
            painter.drawRect(rect.adjusted(1.5, 1.5, -1.5, -1.5))
        elif selected:
            painter.fillRect(QRectF(rect.left(), rect.top(), 4, rect.height()), theme.color("accent"))
        if selected and option.state & QStyle.StateFlag.State_HasFocus and theme.by_keys:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def _paint_case(self, painter: QPainter, rect: QRectF, line: CaseLine) -> None:
        theme, case = self._theme, line.case
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font(14, strong=True))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        code = QRectF(rect.left() + 16, rect.top(), theme.px(32), rect.height())
        painter.drawText(code, flags, case.code if case.asked is not None else "?")
        size = theme.px(16)
        glyph = QRectF(rect.right() - 14 - size, rect.center().y() - size / 2, size, size)
        shape, ink = ("arrows", "conflict_ink") if line.is_open else ("check", "pass_ink")
        paint_shape(painter, shape, glyph, theme.color(ink))  # type: ignore[arg-type]
        words = QRectF(code.right() + 4, rect.top(), glyph.left() - code.right() - 12, rect.height())
        paint_two_lines(painter, words, short_of(line, self._context), theme)


def short_of(line: CaseLine, context: Context) -> str:
    """Return the short words of a case, and its instance if it has one."""
    case = line.case
    words = case.asked.short.say(context.language) if case.asked is not None else case.item
    return f"{words} · {case.instance}" if case.instance else words
