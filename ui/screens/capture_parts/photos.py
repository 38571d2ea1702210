"""The photos of an item: the strip, three ways to bring one in, and what the code in a photo says."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QFrame

from inspector.journal.entry import VisitId
from inspector.rules.item import Item
from ui.context import Context
from ui.widgets.button import Button
from ui.widgets.photo_strip import PhotoStrip
from ui.widgets.text import Label, column, row

_PICTURES = "*.jpg *.jpeg *.png *.webp *.JPG *.JPEG *.PNG"


class PhotoArea(QFrame):
    """Tells which files or pictures somebody brought; bringing them in is the importer's work."""

    files_brought = Signal(list)
    image_brought = Signal(QImage)
    camera_asked = Signal()
    opened = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        theme, say = context.theme, context.say
        self._heading = Label(theme, "", 14, strong=True)
        self._lacks = Label(theme, say("capture.lacks-photo"), 12, "fail_ink", strong=True)
        self._buttons = []
        for key, icon, keys, call in (
            ("capture.take-photo", "camera", "F8", self.camera_asked.emit),
            ("capture.choose-files", "folder-open", "Ctrl+O", self.choose),
            ("capture.paste", "clipboard", "Ctrl+V", self.paste),
        ):
            button = Button(theme, say(key), "plain", icon, keys, height=32)
            button.clicked.connect(call)
            self._buttons.append(button)
        self.strip = PhotoStrip(context)
        self.strip.opened.connect(self.opened)
        self.strip.dropped.connect(self.files_brought)
        self.strip.dropped_image.connect(self.image_brought)
        enlarge = Button(theme, say("capture.enlarge"), "link", keys="Space", height=28)
        enlarge.clicked.connect(self.open_current)
        self.setLayout(
            column(row(self._heading, self._lacks, None, *self._buttons), self.strip, row(None, enlarge), gap=8)
        )

    def show_item(self, visit: VisitId, item: Item, *, lacks: bool, read_only: bool) -> None:
        """Show the photos of an item."""
        count = len(self._context.shown.view.visits[visit].photos_of(item.id))
        self._heading.setText(self._context.say("capture.photos", count=count))
        self._lacks.setVisible(lacks)
        for button in self._buttons:
            button.setVisible(not read_only)
        self.strip.show_item(visit, item.id, read_only=read_only)

    def open_current(self) -> None:
        """Open the photo that is chosen, or the first."""
        photo = self.strip.current
        if photo:
            self.opened.emit(photo)

    def choose(self) -> None:
        """Let the person choose files."""
        say = self._context.say
        files, _ = QFileDialog.getOpenFileNames(
            self,
            say("capture.choose-files"),
            "",
            f"{say('capture.picture-files')} ({_PICTURES})",
        )
        if files:
            self.files_brought.emit([Path(file) for file in files])

    def paste(self) -> None:
        """Bring in what lies on the clipboard."""
        self.take(QGuiApplication.clipboard().mimeData())

    def take(self, data: QMimeData) -> None:
        """Bring in files or a picture; tell if there is neither."""
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if files:
            self.files_brought.emit(files)
        elif data.hasImage():
            self.image_brought.emit(QImage(data.imageData()))
        else:
            self._context.toast(self._context.say("capture.nothing-to-paste"))
