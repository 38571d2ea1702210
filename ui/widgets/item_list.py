"""The list of items: one row each, answered by digits. No letter does anything here."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QRegion,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from resources import Language
from ui.icons import paint_icon
from ui.models.items import Heading, HeadingRole, ItemsModel, RowRole
from ui.theme import Theme
from ui.widgets.chip import chip_size, paint_chip
from ui.widgets.glyphs import LOOKS, Look, paint_shape
from ui.work.capturing import Row


def digit_of(event: QKeyEvent) -> str:
    """Return the digit that a key means, from the top row or the keypad, or nothing.

    On Windows the key itself is asked, not what it writes: the old Vietnamese layout writes ă â ê ô on the digit row.
    Elsewhere native codes differ (under X11 a letter's lies in that range), and Qt's key is right.
    """
    if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier):
        return ""
    if sys.platform == "win32":
        code = event.nativeVirtualKey()
        if 0x30 <= code <= 0x39:
            return chr(code)
        return chr(code - 0x30) if 0x60 <= code <= 0x69 else ""
    key = event.key()
    return chr(key) if Qt.Key.Key_0 <= key <= Qt.Key.Key_9 else ""


class ItemList(QListView):
    """Tells digits and what else is typed on an item; moves by arrows and Enter over headings."""

    digit = Signal(str)
    cleared = Signal()
    """The minus of the keypad: take one's own answer back."""
    evidence = Signal()
    note = Signal()
    flag = Signal()
    chosen = Signal()
    """Enter was pressed where it does not go on: the list stands alone and the item is wanted."""
    gone_to = Signal(str)
    """An item, by id, that became the current one."""

    def __init__(self, theme: Theme, model: ItemsModel, language: Language) -> None:
        super().__init__()
        self._theme = theme
        self._items = model
        self.painting = QRegion()
        """What of the rows is being painted."""
        self.stands_alone = False
        """Whether the list stands in the item's place: Enter goes to the item then, not to the next one."""
        self.setModel(model)
        self.setItemDelegate(ItemDelegate(theme, language, self))
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        theme.changed.connect(self.doItemsLayout)

    def dataChanged(
        self,
        first: QModelIndex | QPersistentModelIndex,
        last: QModelIndex | QPersistentModelIndex,
        roles: Sequence[int] = (),
    ) -> None:
        """Paint the rows that changed. The list would lay all of them out anew, though no row's height depends on it."""
        QAbstractItemView.dataChanged(self, first, last, roles)

    def go(self, item: str) -> None:
        """Make an item the current one."""
        index = self._items.row_of(item)
        if index.isValid() and index != self.currentIndex():
            self.setCurrentIndex(index)
            self.scrollTo(index, QListView.ScrollHint.EnsureVisible)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        item = self._items.item_at(current)
        if item is not None:
            self.gone_to.emit(item.id)

    def step(self, forward: bool) -> None:
        """Go to the next or the former item."""
        ids = list(self._items.items())
        item = self._items.item_at(self.currentIndex())
        at = ids.index(item.id) if item is not None and item.id in ids else -1
        to = at + (1 if forward else -1)
        if 0 <= to < len(ids):
            self.go(ids[to])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        keypad = bool(event.modifiers() & Qt.KeyboardModifier.KeypadModifier)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if digit := digit_of(event):
            self.digit.emit(digit)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Up) and plain:
            if self.stands_alone and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.chosen.emit()
            else:
                self.step(key != Qt.Key.Key_Up)
        elif key == Qt.Key.Key_Space and plain:
            self.evidence.emit()
        elif keypad and key == Qt.Key.Key_Minus:
            self.cleared.emit()
        elif keypad and key == Qt.Key.Key_Plus:
            self.note.emit()
        elif keypad and key == Qt.Key.Key_Asterisk:
            self.flag.emit()
        elif key in (
            Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Tab, Qt.Key.Key_Backtab,
        ):  # fmt: skip
            super().keyPressEvent(event)
        else:
            # Letters would move to a row that begins with them; Backspace comes from input methods by itself.
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        self.painting = event.region()
        # All of it is painted here, so that moving it copies what was painted instead of painting all again.
        painter = QPainter(self.viewport())
        painter.setClipRegion(self.painting)
        below = self.visualRect(self._items.index(self._items.rowCount() - 1)).bottom() + 1
        painter.fillRect(self.viewport().rect().adjusted(0, max(0, below), 0, 0), self._theme.color("surface"))
        painter.end()
        super().paintEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Nothing is found by typing letters on answers."""


_MOST_PICTURES = 120


class ItemDelegate(QStyledItemDelegate):
    """Paints a row: code and photos, the wording in two lines, the state.

    Rows that did not change are painted from a picture: with each key the list moves, and all of it is painted again.
    """

    def __init__(self, theme: Theme, language: Language, parent: ItemList) -> None:
        super().__init__(parent)
        self._theme = theme
        self._language = language
        self._list = parent
        self._pictures: dict[tuple[int, int, float], tuple[Row, QPixmap]] = {}
        self._chips: dict[tuple[str, Look, float], QPixmap] = {}
        theme.changed.connect(self._pictures.clear)
        theme.changed.connect(self._chips.clear)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        theme = self._theme
        if index.data(HeadingRole) is not None:
            return QSize(0, theme.px(32))
        return QSize(0, theme.row + (theme.percent - 100) // 4)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if not self._list.painting.intersects(option.rect):
            return  # the list asks for every row between the first and the last that changed
        rect = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        heading = index.data(HeadingRole)
        if isinstance(heading, Heading):
            self._paint_heading(painter, rect, heading)
        else:
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
            self._paint_ground(painter, rect, selected, focused)
            painter.drawPixmap(option.rect.topLeft(), self._picture(rect, index.data(RowRole)))
        painter.restore()

    def _picture(self, rect: QRectF, row: Row) -> QPixmap:
        """Return the picture of what a row says, kept as long as the row is the same object."""
        ratio = self._list.devicePixelRatioF()
        which = (id(row), round(rect.width()), ratio)
        known = self._pictures.get(which)
        if known is not None:
            return known[1]
        if len(self._pictures) >= _MOST_PICTURES:
            self._pictures.clear()
        picture = QPixmap(round(rect.width() * ratio), round(rect.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_row(painter, QRectF(0, 0, rect.width(), rect.height()), row)
        painter.end()
        self._pictures[which] = (row, picture)
        return picture

    def _chip(self, words: str, look: Look, size: QSize) -> QPixmap:
        """Return the picture of a chip: there are few that differ."""
        ratio = self._list.devicePixelRatioF()
        chip = self._chips.get((words, look, ratio))
        if chip is None:
            chip = QPixmap(size * ratio)
            chip.setDevicePixelRatio(ratio)
            chip.fill(Qt.GlobalColor.transparent)
            painter = QPainter(chip)
            paint_chip(painter, QRectF(0, 0, size.width(), size.height()), words, look, self._theme)
            painter.end()
            self._chips[words, look, ratio] = chip
        return chip

    def _paint_heading(self, painter: QPainter, rect: QRectF, heading: Heading) -> None:
        theme = self._theme
        painter.fillRect(rect, theme.color("bg"))
        painter.fillRect(QRectF(rect.left(), rect.top(), rect.width(), theme.tokens.line), theme.color("soft_rule"))
        below = QRectF(rect.left(), rect.bottom() - theme.tokens.line, rect.width(), theme.tokens.line)
        painter.fillRect(below, theme.color("soft_rule"))
        body = rect.adjusted(16, 0, -20, 0)
        painter.setPen(theme.color("text2"))
        painter.setFont(theme.font(12, numeric=True))
        count = f"{heading.answered}/{heading.total}"
        painter.drawText(body, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        painter.setFont(theme.font(14, strong=True))
        metrics = QFontMetricsF(painter.font())
        room = body.width() - 40
        title = metrics.elidedText(f"{heading.code}. {heading.title}", Qt.TextElideMode.ElideRight, room)
        painter.drawText(body, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)

    def _paint_ground(self, painter: QPainter, rect: QRectF, selected: bool, focused: bool) -> None:
        theme = self._theme
        rule = QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(rect, theme.color("selection" if selected else "surface"))
        painter.fillRect(rule, theme.color("soft_rule" if theme.tokens.is_outdoor else "sunken"))
        if selected and theme.tokens.is_outdoor:
            painter.setPen(QPen(theme.color("text"), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1.5, 1.5, -1.5, -1.5))
        elif selected:
            painter.fillRect(QRectF(rect.left(), rect.top(), 4, rect.height()), theme.color("accent"))
        if selected and focused and theme.by_keys:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -1))

    def _paint_row(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        theme = self._theme
        look = LOOKS[row.state]
        size = chip_size(theme, row.words, look)
        chip = QRectF(
            rect.right() - 20 - size.width(), rect.center().y() - size.height() / 2, size.width(), size.height()
        )
        painter.drawPixmap(chip.topLeft(), self._chip(row.words, look, size))
        self._paint_code(painter, rect, row)
        left = rect.left() + 16 + theme.px(36) + 8
        right = chip.left()
        if row.remarks:
            side = theme.px(18)
            mark = QRectF(right - side - 8, rect.center().y() - side / 2, side, side)
            paint_icon(painter, "message-2", mark, theme.color("part_ink"))
            right = mark.left()
        self._paint_words(painter, QRectF(left, rect.top(), right - left - 8, rect.height()), row)

    def _paint_code(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        theme = self._theme
        shows_photos = row.photos > 0 or row.lacks_photo
        code = QRectF(rect.left() + 16, rect.center().y() - theme.px(20), theme.px(40), theme.px(20))
        if not shows_photos:
            code.moveTop(rect.center().y() - theme.px(10))
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font(14, strong=True))
        painter.drawText(code, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, row.item.code)
        if row.is_flagged:
            width = QFontMetricsF(painter.font()).horizontalAdvance(row.item.code)
            flag = QRectF(code.left() + width + 4, code.center().y() - theme.px(7), theme.px(14), theme.px(14))
            paint_icon(painter, "flag", flag, theme.color("part_ink"))
        if shows_photos:
            ink = theme.color("fail_ink" if row.lacks_photo else "text3")
            icon = QRectF(code.left(), rect.center().y() + 3, theme.px(14), theme.px(14))
            paint_icon(painter, "photo", icon, ink)
            painter.setPen(ink)
            painter.setFont(theme.font(12, strong=row.lacks_photo, numeric=True))
            count = QRectF(icon.right() + 4, icon.top(), 24, icon.height())
            painter.drawText(count, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, str(row.photos))
        if row.lacks_note:
            paint_shape(
                painter, "warning", QRectF(rect.left() + 44, rect.center().y() + 4, 12, 12), theme.color("fail_ink")
            )

    def _paint_words(self, painter: QPainter, rect: QRectF, row: Row) -> None:
        paint_two_lines(painter, rect, row.item.short.say(self._language), self._theme)


def paint_two_lines(painter: QPainter, rect: QRectF, words: str, theme: Theme) -> None:
    """Draw the wording of an item into the middle of a rectangle, in at most two lines."""
    painter.setPen(theme.color("text"))
    font = theme.font(14)
    layout = QTextLayout(words, font)
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
    layout.beginLayout()
    lines: list[tuple[int, int]] = []
    while len(lines) < 3 and (line := layout.createLine()).isValid():
        line.setLineWidth(rect.width())
        lines.append((line.textStart(), line.textLength()))
    layout.endLayout()
    text = layout.text()
    shown = [text[start : start + length] for start, length in lines[:2]]
    if len(lines) > 2:
        metrics = QFontMetricsF(font)
        rest = text[lines[1][0] :]
        shown[1] = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, rect.width())
    height = theme.px(20)
    top = rect.center().y() - height * len(shown) / 2
    painter.setFont(font)
    for number, part in enumerate(shown):
        line_rect = QRectF(rect.left(), top + number * height, rect.width() + 4, height)
        painter.drawText(line_rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, part)
