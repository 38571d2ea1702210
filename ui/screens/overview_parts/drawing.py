"""Draws a sheet as a picture or as pages, a slice at a time, so that the window is held up by none."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QObject, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QImageWriter, QPageLayout, QPageSize, QPainter, QPdfWriter

from ui.screens.overview_parts.sheet import Sheet

_SHARP: Final = 2
"""Pixels of a picture for one of the screen."""
_EDGE: Final = 24
"""Around a picture, in pixels of the screen."""
_DPI: Final = 300
_SCREEN_DPI: Final = 96
_WIDE_PX: Final = 1250
"""From this width on a table goes on A3."""
_MARGIN_MM: Final = 12
_LEAST_SHRUNK: Final = 0.8
"""A table is drawn so much smaller if one page then holds all of it."""
_SLICE: Final = 25
"""Rows that are drawn before the window has its turn."""

Slices = Generator[None, None, None]
PageWords = Callable[[int, int], str]
"""The words for one page of so many."""


class Drawing(QObject):
    """Carries out slices of work into a buffer, one in each turn of the window's loop."""

    drawn = Signal(bytes)

    def __init__(self, draw: Callable[[QBuffer], Slices], parent: QObject) -> None:
        super().__init__(parent)
        self._buffer = QBuffer()
        self._buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._slices = draw(self._buffer)
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._step)
        self._timer.start()

    def _step(self) -> None:
        try:
            next(self._slices)
        except StopIteration:
            self.drawn.emit(self._buffer.data().data())
            self.deleteLater()
        else:
            self._timer.start()


def picture(sheet: Sheet, title: str, words: PageWords, buffer: QBuffer) -> Slices:
    """Write one PNG, twice as fine as the screen."""
    rows = range(len(sheet.table.lines))
    height = sheet.head + sheet.height(rows) + sheet.rest
    image = QImage((sheet.width + 2 * _EDGE) * _SHARP, (height + 2 * _EDGE) * _SHARP, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(_SHARP, _SHARP)
    painter.translate(_EDGE, _EDGE)
    sheet.paint_head(painter, title, words(1, 1))
    end = yield from _rows(sheet, painter, rows)
    sheet.paint_rest(painter, end)
    painter.end()
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)


def pages(sheet: Sheet, title: str, words: PageWords, buffer: QBuffer) -> Slices:
    """Write a PDF of pages across, as wide as the table needs up to A3; no text is larger than on the screen."""
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setTitle(title)
    size = QPageSize.PageSizeId.A3 if sheet.width > _WIDE_PX else QPageSize.PageSizeId.A4
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    across = QPageLayout.Orientation.Landscape
    writer.setPageLayout(QPageLayout(QPageSize(size), across, margins, QPageLayout.Unit.Millimeter))
    room = QSizeF(writer.pageLayout().paintRectPixels(_DPI).size())
    scale = min(room.width() / sheet.width, _DPI / _SCREEN_DPI)
    whole = sheet.head + sheet.height(range(len(sheet.table.lines))) + sheet.rest
    if room.height() / whole >= scale * _LEAST_SHRUNK:
        scale = min(scale, room.height() / whole)
    parts = sheet.pages(room.height() / scale)
    painter = QPainter(writer)
    painter.scale(scale, scale)
    for number, rows in enumerate(parts, 1):
        if number > 1:
            writer.newPage()
        sheet.paint_head(painter, title, words(number, len(parts)))
        end = yield from _rows(sheet, painter, rows)
        if number == len(parts):
            sheet.paint_rest(painter, end)
    painter.end()


def _rows(sheet: Sheet, painter: QPainter, rows: range) -> Generator[None, None, int]:
    """Draw the rows of a page below its head, and return where they end."""
    top = sheet.head
    for first in range(rows.start, rows.stop, _SLICE):
        top = sheet.paint_rows(painter, range(first, min(first + _SLICE, rows.stop)), top, rows.start)
        yield
    return top
