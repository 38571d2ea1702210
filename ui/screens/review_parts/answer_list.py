"""The list that shows all answers at its full height; the page around it scrolls."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QListView, QSizePolicy, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.context import Context
from ui.icons import paint_icon
from ui.screens.review_parts.answers import AnswersModel, GroupLine, ItemLine, LineRole
from ui.theme import Theme
from ui.widgets.chip import chip_size, paint_chip
from ui.widgets.glyphs import LOOKS, paint_shape

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the parts of a row stand, in pixels from the left edge of the list."""

    wording: float
    wording_width: float
    chip: float
    note: float
    note_width: float
    photos: float
    edit: float
    edit_width: float


class AnswerList(QListView):
    """All rows, none scrolled away. Enter, a double click or a press on the last column opens the item."""

    opened = Signal(str)
    """An item, by id, that is to be corrected."""
    reached = Signal(int, int)
    """Top and bottom, in pixels, of the row that became the current one."""

    def __init__(self, context: Context, model: AnswersModel) -> None:
        super().__init__()
        self._context = context
        self._answers = model
        self.link = context.say("review.edit")
        """What opening an item is called: to correct it, or to look at it."""
        self.setModel(model)
        self._painter = AnswerDelegate(context, self)
        self.setItemDelegate(self._painter)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAccessibleName(context.say("review.answers"))
        self.clicked.connect(self._press)
        self.doubleClicked.connect(self._open)
        model.modelReset.connect(self.fit)
        context.theme.changed.connect(self.fit)

    def set_link(self, words: str) -> None:
        """Call opening an item by other words."""
        if words != self.link:
            self.link = words
            self.viewport().update()

    def fit(self) -> None:
        """Take the height of all rows."""
        self.scheduleDelayedItemsLayout()
        self.setFixedHeight(
            sum(self._painter.height_of(self._answers.index(n)) for n in range(self._answers.rowCount()))
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit()

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            top = sum(self._painter.height_of(self._answers.index(n)) for n in range(current.row()))
            self.reached.emit(top, top + self._painter.height_of(current))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier
        ):
            self._open(self.currentIndex())
        elif event.key() in (
            Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
            Qt.Key.Key_Tab, Qt.Key.Key_Backtab,
        ):  # fmt: skip
            super().keyPressEvent(event)
        else:
            event.ignore()

    def keyboardSearch(self, search: str) -> None:
        """Nothing is found by typing letters here."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = isinstance(self._answers.line(self.indexAt(event.position().toPoint())), ItemLine)
        hand = over and event.position().x() >= self._painter.columns().edit
        self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_at = event.position()
        super().mousePressEvent(event)

    _pressed_at = QPointF()

    def _press(self, index: QModelIndex) -> None:
        if self._pressed_at.x() >= self._painter.columns().edit:
            self._open(index)

    def _open(self, index: QModelIndex | QPersistentModelIndex) -> None:
        line = self._answers.line(index)
        if isinstance(line, ItemLine):
            self.opened.emit(line.item.id)


class AnswerDelegate(QStyledItemDelegate):
    """Paints one row: code, wording, chip, note, photos, the link."""

    def __init__(self, context: Context, view: AnswerList) -> None:
        super().__init__(view)
        self._context = context
        self._view = view

    @property
    def _theme(self) -> Theme:
        return self._context.theme

    def columns(self) -> Columns:
        """Return where the parts of a row stand at the present width."""
        theme, width = self._theme, float(self._view.viewport().width())
        link = QFontMetricsF(theme.font(14, strong=True)).horizontalAdvance(self._view.link)
        edit = width - 16 - link
        photos = edit - theme.px(54)
        wording = 16 + theme.px(40)
        room = photos - wording
        chip_width = min(theme.px(150), room * 0.34)
        wording_width = (room - chip_width) * 0.56
        chip = wording + wording_width + 12
        note = chip + chip_width + 12
        return Columns(wording, wording_width, chip, note, photos - note - 8, photos, edit - 8, link + 16)

    def height_of(self, index: QModelIndex | QPersistentModelIndex) -> int:
        """Return the height of a row: as many lines as the wording needs."""
        theme = self._theme
        line = index.data(LineRole)
        if isinstance(line, GroupLine):
            return theme.px(36)
        words = line.item.short.say(self._context.language) if isinstance(line, ItemLine) else ""
        count = len(_wrapped(theme, words, self.columns().wording_width))
        return max(theme.px(56 if theme.touch else 40), count * theme.px(20) + theme.px(12))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self.height_of(index))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect, line = QRectF(option.rect), index.data(LineRole)
        if isinstance(line, GroupLine):
            self._paint_group(painter, rect, line)
        elif isinstance(line, ItemLine):
            focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
            self._paint_item(painter, rect, line, focused)
        painter.restore()

    def _paint_group(self, painter: QPainter, rect: QRectF, line: GroupLine) -> None:
        theme = self._theme
        painter.fillRect(rect, theme.color("bg"))
        self._rule(painter, rect, "soft_rule")
        right = rect.right() - 16
        for state, count in reversed(line.tally):
            look = LOOKS[state]
            ink = theme.color("text2" if look.tone in ("none", "plain") else f"{look.tone}_ink")
            painter.setFont(theme.font(14, numeric=True))
            painter.setPen(ink)
            width = QFontMetricsF(painter.font()).horizontalAdvance(str(count))
            painter.drawText(QRectF(right - width, rect.top(), width + 1, rect.height()), _LEFT, str(count))
            size = theme.px(12)
            shape = QRectF(right - width - 6 - size, rect.center().y() - size / 2, size, size)
            paint_shape(painter, look.shape, shape, ink)
            right = shape.left() - 16
        painter.setFont(theme.font(14, strong=True))
        painter.setPen(theme.color("text"))
        words = QFontMetricsF(painter.font()).elidedText(
            f"{line.code}. {line.title}", Qt.TextElideMode.ElideRight, right - rect.left() - 16
        )
        painter.drawText(QRectF(rect.left() + 16, rect.top(), right - 16, rect.height()), _LEFT, words)

    def _paint_item(self, painter: QPainter, rect: QRectF, line: ItemLine, focused: bool) -> None:
        theme, at = self._theme, self.columns()
        lacks = line.lacks_photo or line.lacks_note or line.state == "unanswered"
        painter.fillRect(rect, theme.color("selection" if focused else "surface"))
        self._rule(painter, rect, "soft_rule")
        if lacks:
            painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), theme.color("fail_ink"))
        if focused and theme.by_keys:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font(14, strong=True))
        painter.drawText(QRectF(16, rect.top(), at.wording - 16, rect.height()), _LEFT, line.item.code)
        self._paint_wording(painter, rect, line, at)
        self._paint_chip(painter, rect, line, at)
        self._paint_note(painter, rect, line, at)
        self._paint_photos(painter, rect, line, at)
        painter.setFont(theme.font(14, strong=True))
        painter.setPen(theme.color("accent"))
        link = QRectF(at.edit, rect.top(), at.edit_width - 8, rect.height())
        painter.drawText(link, _RIGHT, self._view.link)

    def _rule(self, painter: QPainter, rect: QRectF, token: str) -> None:
        line = self._theme.tokens.line
        painter.fillRect(QRectF(rect.left(), rect.bottom() - line, rect.width(), line), self._theme.color(token))

    def _paint_wording(self, painter: QPainter, rect: QRectF, line: ItemLine, at: Columns) -> None:
        theme = self._theme
        shown = _wrapped(theme, line.item.short.say(self._context.language), at.wording_width)
        height = theme.px(20)
        top = rect.center().y() - height * len(shown) / 2
        painter.setFont(theme.font(14))
        for number, words in enumerate(shown):
            painter.drawText(QRectF(at.wording, top + number * height, at.wording_width + 4, height), _LEFT, words)

    def _paint_chip(self, painter: QPainter, rect: QRectF, line: ItemLine, at: Columns) -> None:
        look = LOOKS[line.state]
        room = at.note - at.chip - 12
        words = line.words
        size = chip_size(self._theme, words, look)
        if size.width() > room:  # a measure with its noun; the tooltip and the screen reader have it whole
            metrics = QFontMetricsF(self._theme.font(12, strong=True))
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room - self._theme.px(20) - 20)
            size.setWidth(round(room))
        box = QRectF(at.chip, rect.center().y() - size.height() / 2, size.width(), size.height())
        paint_chip(painter, box, words, look, self._theme)

    def _paint_note(self, painter: QPainter, rect: QRectF, line: ItemLine, at: Columns) -> None:
        theme, say = self._theme, self._context.say
        lacking = say("review.lacks-photo") if line.lacks_photo else say("review.lacks-note") if line.lacks_note else ""
        painter.setFont(theme.font(14, strong=bool(lacking)))
        painter.setPen(theme.color("fail_ink" if lacking else "text2"))
        words = (lacking or line.note).replace("\n", " ")
        shown = QFontMetricsF(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, at.note_width)
        painter.drawText(QRectF(at.note, rect.top(), at.note_width + 2, rect.height()), _LEFT, shown)

    def _paint_photos(self, painter: QPainter, rect: QRectF, line: ItemLine, at: Columns) -> None:
        if not line.photos and not line.lacks_photo:
            return
        theme = self._theme
        ink = theme.color("fail_ink" if line.lacks_photo else "text2")
        size = theme.px(16)
        paint_icon(painter, "photo", QRectF(at.photos, rect.center().y() - size / 2, size, size), ink)
        painter.setPen(ink)
        painter.setFont(theme.font(14, strong=line.lacks_photo, numeric=True))
        painter.drawText(QRectF(at.photos + size + 6, rect.top(), theme.px(28), rect.height()), _LEFT, str(line.photos))


def _wrapped(theme: Theme, words: str, width: float) -> list[str]:
    layout = QTextLayout(words, theme.font(14))
    layout.beginLayout()
    found: list[str] = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(40.0, width))
        found.append(words[line.textStart() : line.textStart() + line.textLength()].strip())
    layout.endLayout()
    return found or [""]
