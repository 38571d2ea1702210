"""The list of what a search found: words with what was found in them, and below where and by whom they were said."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from inspector.synthesis.sayings import Kind
from inspector.synthesis.search import Hit, Marked
from ui.context import Context
from ui.icons import paint_icon
from ui.models.results import Heading, Index, More, ResultList, Row
from ui.widgets.marked import height_for, height_of, joined, laid_out, paint_marked
from ui.work.searching import shown_day

ICONS: Final[dict[Kind, str]] = {
    "visit": "building-community",
    "person": "user",
    "recommendation": "file-text",
    "finding": "alert-triangle",
    "note": "notes",
    "caption": "photo",
    "comment": "message-2",
    "decision": "license",
    "fact": "clipboard",
    "answer": "circle-check",
}

_PAD: Final = 16
_GAP: Final = 8
_HEADING: Final = 36


class ResultView(QListView):
    """Enter, a click and a double click open what is current. Letters belong to the field above."""

    opened = Signal(object)
    """A `Hit`, or the `More` of a kind."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.results = ResultList(self._spoken, self)
        self.setAccessibleName(context.say("search.results"))
        self.setModel(self.results)
        self.setItemDelegate(_Delegate(context, self))
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._open)
        context.theme.changed.connect(self.doItemsLayout)

    def step(self, step: int) -> None:
        """Make the next or the former row current, over headings."""
        row = self.currentIndex().row() + step
        while 0 <= row < len(self.results.rows):
            if not isinstance(self.results.rows[row], Heading):
                self.setCurrentIndex(self.results.index(row))
                return
            row += step

    def open_current(self) -> None:
        """Open the row that is current."""
        self._open(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_current()
        elif event.text() and key not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _open(self, index: QModelIndex) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(row, Hit | More):
            self.opened.emit(row)

    def _spoken(self, row: Row) -> str:
        say = self._context.say
        if isinstance(row, Heading):
            return say("search.heading", kind=say(f"search.kind.{row.kind}"), count=row.count)
        if isinstance(row, More):
            return more_words(self._context, row)
        kind = say(f"search.kind.{row.saying.kind}")
        return f"{kind}: {', '.join(part for part in (row.words.text, _below(row).text) if part)}"


def more_words(context: Context, row: More) -> str:
    """Return what the row says that stands for hits that are not shown."""
    if row.leads_on:
        return context.say("search.all-of", count=row.count, kind=context.say(f"search.kind.{row.kind}"))
    return context.say("search.narrow", shown=row.shown, count=row.count)


def _below(hit: Hit) -> Marked:
    return joined((hit.about, hit.unit, hit.who, Marked(shown_day(hit.saying))))


class _Delegate(QStyledItemDelegate):
    """Words wrap: of a unit's name nothing is ever cut off."""

    def __init__(self, context: Context, view: ResultView) -> None:
        super().__init__(view)
        self._context = context
        self._theme = context.theme
        self._view = view

    def _left(self) -> int:
        return _PAD + self._theme.px(20) + 12

    def _texts(self, hit: Hit, width: float) -> tuple[QTextLayout, QTextLayout]:
        room = width - self._left() - _PAD
        words = laid_out(hit.words, self._theme, 14, room)
        return words, laid_out(_below(hit), self._theme, 12, room, ink="text2")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme, row = self._theme, index.data(Qt.ItemDataRole.UserRole)
        width = self._view.viewport().width()
        if not isinstance(row, Hit):
            return QSize(width, theme.px(48 if theme.touch and isinstance(row, More) else _HEADING))
        room = width - self._left() - _PAD
        words, below = height_for(row.words, theme, 14, room), height_for(_below(row), theme, 12, room)
        return QSize(width, words + below + 2 * _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, rect = index.data(Qt.ItemDataRole.UserRole), QRectF(option.rect)
        painter.save()
        if isinstance(row, Heading):
            self._paint_heading(painter, rect, row)
        else:
            self._paint_ground(painter, rect, option)
            if isinstance(row, Hit):
                self._paint_hit(painter, rect, row)
            else:
                self._paint_more(painter, rect, row)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem) -> None:
        theme = self._theme
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.color("soft_rule"))
        if selected and theme.tokens.is_outdoor:
            painter.setPen(QPen(theme.color("text"), theme.tokens.strong_line))
            painter.drawRect(rect.adjusted(1.5, 1.5, -1.5, -1.5))
        elif selected:
            painter.fillRect(rect, theme.color("selection"))
            painter.fillRect(QRectF(rect.left(), rect.top(), 4, rect.height()), theme.color("accent"))
        if selected and theme.rings(self._view):
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def _paint_heading(self, painter: QPainter, rect: QRectF, row: Heading) -> None:
        theme = self._theme
        painter.fillRect(rect, theme.color("bg"))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.color("soft_rule"))
        self._write(painter, rect, _PAD, self._view._spoken(row), "text2")

    def _paint_more(self, painter: QPainter, rect: QRectF, row: More) -> None:
        self._write(painter, rect, self._left(), more_words(self._context, row), "accent" if row.leads_on else "text2")

    def _write(self, painter: QPainter, rect: QRectF, left: int, words: str, ink: str) -> None:
        painter.setPen(self._theme.color(ink))
        painter.setFont(self._theme.font(14, strong=True))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect.adjusted(left, 0, -_PAD, 0), flags, words)

    def _paint_hit(self, painter: QPainter, rect: QRectF, hit: Hit) -> None:
        theme = self._theme
        words, below = self._texts(hit, rect.width())
        size, left, top = theme.px(20), rect.left() + self._left(), rect.top() + _GAP
        paint_icon(painter, ICONS[hit.saying.kind], QRectF(rect.left() + _PAD, top, size, size), theme.color("text2"))
        paint_marked(painter, words, left, top)
        paint_marked(painter, below, left, top + height_of(words, theme, 14))
