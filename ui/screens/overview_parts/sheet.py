"""The table on paper: what is shown on the screen, whole, in the colours of paper, with what its codes stand for below."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from math import ceil
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from ui.screens.overview_parts.wording import Words
from ui.theme import Theme
from ui.widgets.heat.header import GAP
from ui.widgets.heat.tiles import Tiles
from ui.work.faces import Choice, Column, Table

_HEAD: Final = 48
_HEADINGS: Final = 52
_ROW: Final = 28
_ABOVE: Final = 7
_FOOT: Final = 36
_LEGEND: Final = 32
_KEY: Final = 18
_KEY_WIDTH: Final = 400
_SUM: Final = 72
_FIELD: Final = {"item": 32, "group": 64, "round": 84}
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE: Final = Qt.AlignmentFlag.AlignCenter


class Sheet:
    """Measures and draws a table; all sizes are pixels of a screen at 100 %, whatever is drawn on."""

    def __init__(self, table: Table, choice: Choice, words: Words, foot: str) -> None:
        self.table = table
        self._words = words
        self._wording = words.wording()
        self._foot = foot
        self._theme = Theme("light")
        self._tiles = Tiles(self._theme)
        self._field = _FIELD[choice.mode]
        names = {self._wording.group(line) for line in table.lines} - {""}
        self._group = self._widest([*names, self._wording.names[0]], 12) + 16 if names else 0
        self._unit = self._widest([line.name for line in table.lines], 14) + 16
        self._lefts = list(self._places())
        self.width = self._group + self._unit + self._fields_width + _SUM

    def _widest(self, texts: list[str], size: int) -> int:
        return ceil(max((self._theme.advance(text, size, strong=True) for text in texts), default=0))

    def _places(self) -> Iterator[int]:
        left, before = self._group + self._unit, ""
        for column in self.table.columns:
            if before and column.group != before:
                left += GAP
            yield left
            left, before = left + self._field, column.group

    @property
    def _fields_width(self) -> int:
        return self._lefts[-1] + self._field - self._group - self._unit if self._lefts else 0

    def height(self, rows: range) -> int:
        """Return how high some rows are."""
        return sum(_ROW + self._above(row) for row in rows)

    def _above(self, row: int) -> int:
        return _ABOVE if row and any(span.first == row for span in self.table.spans) else 0

    @property
    def head(self) -> int:
        """Height of what stands above the rows of every page."""
        return _HEAD + _HEADINGS

    @property
    def rest(self) -> int:
        """Height of what stands below the last row."""
        return _FOOT + _LEGEND + 8 + _KEY * ceil(len(self.table.columns) / self._key_columns)

    @property
    def _key_columns(self) -> int:
        return max(1, self.width // _KEY_WIDTH)

    def pages(self, height: float) -> list[range]:
        """Return which rows stand on which page of a height; the last has room for what stands below them."""
        found, first, used = [], 0, self.head
        for row in range(len(self.table.lines)):
            needed = _ROW + self._above(row)
            if used + needed > height and row > first:
                found.append(range(first, row))
                first, used = row, self.head
            used += needed
        found.append(range(first, len(self.table.lines)))
        if used + self.rest > height:
            found.append(range(len(self.table.lines), len(self.table.lines)))
        return found

    # -- drawing

    def paint_head(self, painter: QPainter, title: str, page: str) -> None:
        """Draw title, page and headings."""
        theme = self._theme
        self._write(painter, QRectF(0, 0, self.width, 24), title, 16, strong=True)
        self._write(painter, QRectF(0, 24, self.width, 18), page, 12, "text2")
        names = self._wording.names
        below = QRectF(0, _HEAD + 26, self._group, 24)
        self._write(painter, below, names[0] if self._group else "", 12, "text2", strong=True)
        self._write(painter, QRectF(self._group, below.top(), self._unit, 24), names[1], 12, "text2", strong=True)
        right = QRectF(self.width - _SUM, below.top(), _SUM - 8, 24)
        self._write(painter, right, names[2], 12, "text2", strong=True, flags=_RIGHT)
        for left, column in zip(self._lefts, self.table.columns, strict=True):
            at = QRectF(left, below.top(), self._field, 24)
            self._write(painter, at, column.code, 12, "text2", strong=True, flags=_CENTRE)
        self._paint_groups(painter)
        painter.fillRect(QRectF(0, self.head - 1, self.width, 1), theme.color("rule"))

    def _paint_groups(self, painter: QPainter) -> None:
        columns = zip(self._lefts, self.table.columns, strict=True)
        for title, found in groupby(columns, key=lambda pair: pair[1].group):
            lefts = [left for left, _ in found]
            if title:
                room = QRectF(lefts[0] + 2, _HEAD, lefts[-1] + self._field - lefts[0] - 2, 22)
                metrics = QFontMetricsF(self._theme.font(12, strong=True))
                fits = metrics.horizontalAdvance(title) <= room.width()
                self._write(painter, room, title if fits else title[:1], 12, strong=True)
                painter.fillRect(QRectF(room.left(), _HEAD + 23, room.width(), 1), self._theme.color("rule"))

    def paint_rows(self, painter: QPainter, rows: range, top: int, begin: int) -> int:
        """Draw some rows from `top` on, and return where they end; `begin` is the first row of the page."""
        firsts = {span.first: span.name for span in self.table.spans}
        for row in rows:
            above = self._above(row) if row > begin else 0
            if above:
                painter.fillRect(QRectF(0, top + 3, self.width, 1), self._theme.color("rule"))
            top += above
            name = self._wording.group(self.table.lines[row])
            if self._group and (row in firsts or not firsts or row == begin):
                self._write(painter, QRectF(0, top, self._group, _ROW), name, 12, "text2", strong=True)
            self._paint_row(painter, row, top)
            top += _ROW
        return top

    def _paint_row(self, painter: QPainter, row: int, top: int) -> None:
        line = self.table.lines[row]
        self._write(painter, QRectF(self._group, top, self._unit, _ROW), line.name, 14)
        for left, field in zip(self._lefts, self.table.rows[row], strict=True):
            self._tiles.paint(painter, QRectF(left + 1, top + 1, self._field - 2, _ROW - 2), field)
        told = "–" if line.is_waiting else f"{line.tally.k}/{line.tally.n}"
        at = QRectF(self.width - _SUM, top, _SUM - 8, _ROW)
        self._write(painter, at, told, 14, strong=True, numeric=True, flags=_RIGHT)

    def paint_rest(self, painter: QPainter, top: int) -> None:
        """Draw the foot, and what the codes of the columns stand for."""
        theme = self._theme
        painter.fillRect(QRectF(0, top, self.width, 1), theme.color("rule"))
        self._write(painter, QRectF(0, top, self._group + self._unit, _FOOT), self._foot, 12, strong=True)
        for left, tally in zip(self._lefts, self.table.foot, strict=True):
            area = QRectF(left + 1, top + 5, self._field - 2, _FOOT - 10)
            self._tiles.paint_share(painter, area, tally, str(tally.k))
        at = QRectF(self.width - _SUM, top, _SUM - 8, _FOOT)
        self._write(painter, at, str(self.table.total.k), 14, strong=True, numeric=True, flags=_RIGHT)
        self._paint_legend(painter, top + _FOOT)
        deep = ceil(len(self.table.columns) / self._key_columns)
        for number, column in enumerate(self.table.columns):
            place = QRectF(
                number // deep * _KEY_WIDTH, top + _FOOT + _LEGEND + number % deep * _KEY, _KEY_WIDTH - 12, _KEY
            )
            self._paint_key(painter, place, column)

    def _paint_legend(self, painter: QPainter, top: int) -> None:
        """Draw what the tiles of the table mean, on one line."""
        left = 0.0
        for field, words in self._words.legend(self.table):
            self._tiles.paint(painter, QRectF(left, top + 6, 22, 20), field)
            self._write(painter, QRectF(left + 28, top, self.width, _LEGEND), words, 12, "text2")
            left += 28 + self._theme.advance(words, 12) + 16

    def _paint_key(self, painter: QPainter, place: QRectF, column: Column) -> None:
        self._write(painter, place, column.code, 12, strong=True)
        indent = self._theme.advance(column.code, 12, strong=True) + 8
        metrics = QFontMetricsF(self._theme.font(12))
        words = metrics.elidedText(column.title, Qt.TextElideMode.ElideRight, place.width() - indent)
        self._write(painter, place.adjusted(indent, 0, 0, 0), words, 12, "text2")

    def _write(
        self, painter: QPainter, rect: QRectF, words: str, size: int, ink: str = "text", *, strong: bool = False,
        numeric: bool = False, flags: Qt.AlignmentFlag = _LEFT,
    ) -> None:  # fmt: skip
        painter.setPen(QPen(self._theme.color(ink)))
        painter.setFont(self._theme.font(size, strong=strong, numeric=numeric))
        painter.drawText(rect, flags, words)
