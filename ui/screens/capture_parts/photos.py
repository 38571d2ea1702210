"""The photos of an item: the strip, three ways to bring one in, and what the code in a photo says."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFrame

from inspector.journal.entry import VisitId
from inspector.rules.item import Item
from ui.choosing import choose_files
from ui.context import Context
from ui.models.photos import time_of
from ui.widgets.button import Button
from ui.widgets.import_bar import ImportBar
from ui.widgets.notices import Icon
from ui.widgets.photo_strip import PhotoStrip
from ui.widgets.qr_card import QrCard
from ui.widgets.text import Elided, Label, column, held, row

_PICTURES = "*.jpg *.jpeg *.png *.webp *.JPG *.JPEG *.PNG"


class PhotoArea(QFrame):
    """Tells which files or pictures somebody brought; bringing them in is the importer's work."""

    files_brought = Signal(list)
    image_brought = Signal(QImage)
    camera_asked = Signal()
    tray_asked = Signal()
    """A whole card or folder is to be brought, and sorted onto items afterwards."""
    opened = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._visit: VisitId | None = None
        self._item = ""
        self._expects = False
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
        self.card = QrCard(context)
        self.strip.selected.connect(self._show_code)
        beside = row(self.strip, self.card)
        beside.setStretchFactor(self.strip, 1)
        self._about = Elided(theme, "", 12, "text2")
        below = row(Icon(theme, "photo", 16, "text2"), self._about, enlarge)
        below.setStretchFactor(self._about, 1)
        self._below = held(below)
        self._tray = Button(theme, say("capture.tray"), "link", "device-floppy", height=28)
        self._tray.clicked.connect(self.tray_asked)
        self.setLayout(
            column(
                row(self._heading, self._lacks, None, *self._buttons),
                beside,
                self._below,
                ImportBar(context),
                row(self._tray, None),
                gap=8,
            )
        )

    def show_item(self, visit: VisitId, item: Item, *, lacks: bool, read_only: bool) -> None:
        """Show the photos of an item."""
        count = len(self._context.shown.view.visits[visit].photos_of(item.id))
        self._heading.setText(self._context.say("capture.photos", count=count))
        self._visit, self._item = visit, item.id
        self._expects = "technical" in item.method
        self._below.setVisible(count > 0)
        self._lacks.setVisible(lacks)
        for button in (*self._buttons, self._tray):
            button.setVisible(not read_only)
        self.strip.show_item(visit, item.id, read_only=read_only)
        self._show_code()

    def _show_code(self, _: str = "") -> None:
        photos = self._context.shown.view.visits[self._visit].photos_of(self._item) if self._visit is not None else ()
        photo = self.strip.current or (photos[0].id if photos else "")
        self.card.show_photo(self._visit, photo, expects=self._expects)
        self._about.setText(self._told(photo))

    def _told(self, photo_id: str) -> str:
        """Return what is known of the photo that is chosen, in one line."""
        if self._visit is None:
            return ""
        photos = self._context.shown.view.visits[self._visit].photos
        photo = next((one for one in photos if one.id == photo_id), None)
        if photo is None or photo.said is None:
            return ""
        digest = photo.said.original.upper()
        short = " ".join(digest[at : at + 4] for at in range(0, 12, 4))
        taken = time_of(photo, self._context)
        place = self._context.say(
            "capture.photo-placed" if "latitude" in photo.said.facts else "capture.photo-no-place"
        )
        return self._context.say("capture.photo-told", time=taken, place=place, digest=f"{short}…")

    @property
    def filter(self) -> str:
        """Which files are photos, as a dialog that asks for files wants it."""
        return f"{self._context.say('capture.picture-files')} ({_PICTURES})"

    def open_current(self) -> None:
        """Open the photo that is chosen, or the first."""
        photo = self.strip.current or self.strip.first
        if photo:
            self.opened.emit(photo)

    def choose(self) -> None:
        """Let the person choose files."""
        files = choose_files(self, self._context.say("capture.choose-files"), [self.filter])
        if files:
            self.files_brought.emit(files)

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
