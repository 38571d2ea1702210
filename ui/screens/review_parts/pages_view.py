"""The pages of a paper below one another, drawn beside the work; and how they are printed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap, QResizeEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from inspector.errors import KnownError
from reports.pages import PagePicture, Pages, page_pictures
from ui.context import Context
from ui.widgets.text import Label, clear

_A4_WIDTH_INCHES = 8.27
_PRINT_DPI = 200
_MARGIN = 24
MOST_SHOWN = 40
"""Pages; each takes some 4 MB while it is shown."""


class PagesView(QScrollArea):
    """Shows a paper as wide as there is room."""

    shown = Signal(int)
    """How many pages are shown."""
    refused = Signal(object)
    """A `KnownError`: the paper cannot be drawn."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._pdf = b""
        self._drawn_width = 0
        self.pages: list[QLabel] = []
        page = QWidget()
        page.setObjectName("canvas")
        self._layout = QVBoxLayout(page)
        self._layout.setContentsMargins(12, 12, 12, 12)
        self._layout.setSpacing(12)
        self._layout.addWidget(Label(context.theme, context.say("minutes.drawing"), 14, "text2", wrap=True))
        self._layout.addStretch(1)
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setAccessibleName(context.say("minutes.preview"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_pdf(self, pdf: bytes) -> None:
        """Show a paper; the former pages stay until its own are drawn."""
        self._pdf = pdf
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._pdf and abs(self._room() - self._drawn_width) > 16:
            self._draw()

    def _room(self) -> int:
        return max(200, self.viewport().width() - _MARGIN)

    def _draw(self) -> None:
        self._drawn_width = self._room()
        dpi = min(300.0, max(40.0, self._drawn_width * self.devicePixelRatioF() / _A4_WIDTH_INCHES))
        task = self._context.aside.run(partial(page_pictures, self._pdf, 0, MOST_SHOWN, dpi))
        task.done.connect(self._take)
        task.failed.connect(self._fail)

    def _fail(self, error: KnownError) -> None:
        self.refused.emit(error)

    def _take(self, found: Pages) -> None:
        at = self.verticalScrollBar().value()
        clear(self._layout)
        self.pages = []
        for number, picture in enumerate(found.pictures, 1):
            pixmap = QPixmap.fromImage(image_of(picture))
            pixmap.setDevicePixelRatio(self.devicePixelRatioF())
            label = QLabel()
            label.setPixmap(pixmap)
            label.setAccessibleName(self._context.say("minutes.page", number=number, count=found.total))
            self._layout.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
            self.pages.append(label)
        if found.total > len(found.pictures):
            more = self._context.say("minutes.more-pages", count=found.total - len(found.pictures))
            self._layout.addWidget(Label(self._context.theme, more, 14, "text2", wrap=True))
        self._layout.addStretch(1)
        self.verticalScrollBar().setValue(at)
        self.shown.emit(found.total)


def image_of(picture: PagePicture) -> QImage:
    """Return a page as an image that owns its pixels."""
    stride = 4 * picture.width
    return QImage(picture.pixels, picture.width, picture.height, stride, QImage.Format.Format_RGB32).copy()


class Printing(QObject):
    """Prints a paper page by page: all pages at once, as fine as a printer wants them, would fill a small memory."""

    done = Signal()
    refused = Signal(object)
    """A `KnownError`."""

    def __init__(self, context: Context, pdf: bytes, printer: QPrinter, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._pdf, self._printer = context, pdf, printer
        self._painter = QPainter()
        self._page = 0

    def start(self) -> None:
        """Begin; `done` or `refused` follows."""
        if self._painter.begin(self._printer):
            self._ask()
        else:
            self.refused.emit(KnownError("minutes.not-printed"))

    def _ask(self) -> None:
        task = self._context.aside.run(partial(page_pictures, self._pdf, self._page, 1, _PRINT_DPI))
        task.done.connect(self._take)
        task.failed.connect(self._fail)

    def _fail(self, error: KnownError) -> None:
        self._painter.end()
        self.refused.emit(error)

    def _take(self, pages: Pages) -> None:
        if self._page and not self._printer.newPage():
            self._fail(KnownError("minutes.not-printed"))
            return
        image = image_of(pages.pictures[0])
        sheet = QRectF(self._printer.pageLayout().fullRectPixels(self._printer.resolution()))
        scale = min(sheet.width() / image.width(), sheet.height() / image.height())
        self._painter.drawImage(QRectF(0, 0, image.width() * scale, image.height() * scale), image)
        self._page += 1
        if self._page < pages.total:
            self._ask()
        else:
            self._painter.end()
            self.done.emit()
