"""The ranking of shortcomings, by item or by unit: a bar, n of a total, and the word that the report uses."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Final

import msgspec
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from inspector.rules.score import Score
from ui.context import Context
from ui.screens.overview_parts.wording import Words
from ui.theme import Theme
from ui.widgets.button import Segments
from ui.widgets.text import Label, column, row
from ui.work.overview import Overseen

Index = QModelIndex | QPersistentModelIndex

_ROOT: Final = QModelIndex()
_BAR: Final = 52
_ROW: Final = 50


class Place(msgspec.Struct, frozen=True):
    """One row of the ranking."""

    key: str
    """Id of the item; empty for a unit."""
    unit: int
    """Number of the unit; 0 for an item."""
    rank: int
    code: str
    name: str
    told: str
    k: int
    n: int
    share: str
    """With what it counts."""


class Role(IntEnum):
    PLACE = Qt.ItemDataRole.UserRole


class PlacesModel(QAbstractListModel):
    """The rows of a ranking."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._say = context.say
        self.places: tuple[Place, ...] = ()

    def show_places(self, places: Sequence[Place]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.places = tuple(places)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.places)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        place = self.places[index.row()]
        if role == Role.PLACE:
            return place
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            name = f"{place.code} {place.name}".strip()
            return self._say("overview.league.row", rank=place.rank, name=name, share=place.share, told=place.told)
        return place.name if role == Qt.ItemDataRole.DisplayRole else None


class PlaceDelegate(QStyledItemDelegate):
    """Draws a row: rank, code, two lines of words, a bar, the share."""

    def __init__(self, theme: Theme, parent: QListView) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, place, rect = self._theme, index.data(Role.PLACE), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index == self._view.currentIndex():
            painter.fillRect(rect, theme.color("selection"))
            if theme.tokens.is_outdoor or theme.rings(self._view):
                painter.setPen(QPen(theme.color("text" if theme.tokens.is_outdoor else "accent"), 2))
                painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), theme.color("soft_rule"))
        middle = Qt.AlignmentFlag.AlignVCenter
        left = rect.left() + 4
        painter.setPen(theme.color("text3"))
        painter.setFont(theme.font(12, numeric=True))
        width = theme.px(22)
        painter.drawText(QRectF(left, rect.top(), width, rect.height()), middle, str(place.rank))
        left += width
        painter.setPen(theme.color("text"))
        if place.code:
            painter.setFont(theme.font(14, strong=True, numeric=True))
            painter.drawText(QRectF(left, rect.top(), theme.px(28), rect.height()), middle, place.code)
            left += theme.px(28)
        right = self._paint_share(painter, rect, place)
        self._paint_words(painter, QRectF(left, rect.top(), right - left - 8, rect.height()), place)
        painter.restore()

    def _paint_share(self, painter: QPainter, rect: QRectF, place: Place) -> float:
        """Draw the share and its bar below it on the right, and return where they begin."""
        theme = self._theme
        rest, number = f"/{place.n}", str(place.k)
        right, middle = rect.right() - 4, rect.center().y()
        wide = theme.advance(rest, 12, numeric=True)
        flags = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight
        above = QRectF(rect.left(), rect.top(), right - rect.left(), middle + theme.px(2) - rect.top())
        painter.setPen(theme.color("text2"))
        painter.setFont(theme.font(12, numeric=True))
        painter.drawText(above, flags, rest)
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font(14, strong=True, numeric=True))
        painter.drawText(above.adjusted(0, 0, -wide, theme.px(1)), flags, number)
        bar = QRectF(right - theme.px(_BAR), middle + theme.px(6), theme.px(_BAR), 8)
        painter.setPen(QPen(theme.color("rule"), 1))
        painter.setBrush(theme.color("sunken"))
        painter.drawRoundedRect(bar, 4, 4)
        if place.k and place.n:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("fail_ink"))
            painter.drawRoundedRect(QRectF(bar.left(), bar.top(), max(8.0, bar.width() * place.k / place.n), 8), 4, 4)
        return bar.left()

    def _paint_words(self, painter: QPainter, room: QRectF, place: Place) -> None:
        """Draw the name on up to two lines, and below it the report's word; the tool tip has both whole."""
        theme = self._theme
        font = theme.font(12)
        line = QFontMetricsF(font).lineSpacing()
        told = _lines(place.name, font, room.width(), 2)
        words = [*((one, "text") for one in told), (_lines(place.told, font, room.width(), 1)[0], "text3")]
        top = room.center().y() - line * len(words) / 2
        painter.setFont(font)
        for one, ink in words:
            painter.setPen(theme.color(ink))
            painter.drawText(QRectF(room.left(), top, room.width() + 2, line), Qt.AlignmentFlag.AlignVCenter, one)
            top += line


def _lines(words: str, font: QFont, width: float, most: int) -> list[str]:
    """Break words into lines, the last of which is cut if they need more."""
    layout = QTextLayout(words, font)
    layout.beginLayout()
    starts = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        starts.append(line.textStart())
    layout.endLayout()
    ends = [*starts[1:most], len(words)]
    lines = [words[start:end].strip() for start, end in zip(starts[:most], ends, strict=False)]
    lines[-1] = QFontMetricsF(font).elidedText(lines[-1], Qt.TextElideMode.ElideRight, width)
    return lines


class Ranking(QListView):
    """The list; Enter, a click or a double click goes to the row's column or unit."""

    asked = Signal(object)
    """A `Place`."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.places = PlacesModel(context, self)
        self.setModel(self.places)
        self.setItemDelegate(PlaceDelegate(context.theme, self))
        self.setAccessibleName(context.say("overview.league"))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.clicked.connect(self._ask)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask(self.currentIndex())
        elif event.text() and event.text().isprintable() and event.key() != Qt.Key.Key_Space:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _ask(self, index: Index) -> None:
        place = index.data(Role.PLACE)
        if isinstance(place, Place):
            self.asked.emit(place)


class League(QWidget):
    """The ranking with its two ways of counting."""

    asked = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        theme, say = context.theme, context.say
        self._say = say
        self._seen: Overseen | None = None
        self._words = Words(context)
        self.by = Segments(theme, (say("overview.league.items"), say("overview.league.units")), say("overview.league"))
        self.by.clicked.connect(self._show)
        self.list = Ranking(context)
        self.list.asked.connect(self.asked)
        head = row(Label(theme, say("overview.league"), 14, strong=True), None, self.by)
        note = Label(theme, say("overview.league.note"), 12, "text2", wrap=True)
        self.list.setMinimumHeight(theme.px(_ROW) * 3 + 2)
        layout = column(head, self.list, note, gap=8)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def show_ranking(self, seen: Overseen, words: Words) -> None:
        """Show the ranking of a round."""
        self._seen, self._words = seen, words
        self._show()

    def mark(self, item: str, unit: int) -> None:
        """Make the row current that is about an item, or about a unit."""
        for number, place in enumerate(self.list.places.places):
            if (place.key and place.key == item) or (place.unit and place.unit == unit):
                self.list.setCurrentIndex(self.list.places.index(number))
                return
        self.list.setCurrentIndex(QModelIndex())

    def _show(self) -> None:
        if self._seen is not None:
            self.list.places.show_places(self._of_units() if self.by.index else self._of_items())

    def _of_items(self) -> list[Place]:
        assert self._seen is not None
        words = self._words
        return [
            Place(
                one.item.id, 0, rank, one.item.code, words.short(one.item), words.told(one), one.share.k, one.share.n,
                words.share(one),
            )
            for rank, one in enumerate(self._seen.ranking, 1)
        ]  # fmt: skip

    def _of_units(self) -> list[Place]:
        assert self._seen is not None
        scores = {one.unit.number: one.score for one in self._seen.synthesis.matrix.scores}
        found = []
        for rank, line in enumerate(self._seen.worst, 1):
            k, n = line.tally.k, line.tally.n
            told = self._scored(scores[line.unit.number])
            share = self._say("overview.share.items", k=k, n=n)
            found.append(Place("", line.unit.number, rank, "", line.name, told, k, n, share))
        return found

    def _scored(self, score: Score) -> str:
        if not score.out_of:
            return self._say("overview.word.unscored")
        percent = self._words.number(score.percent_tenths)
        return self._say("overview.word.score", percent=percent)
