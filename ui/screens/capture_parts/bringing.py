"""Photos brought to the item that is shown, or to a finding outside the checklist."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from inspector.journal.entry import VisitId
from ui.camera import take_photo
from ui.choosing import choose_files
from ui.context import Context
from ui.importing import Import
from ui.screens.capture_parts.photos import PhotoArea

Where = Callable[[], tuple[VisitId, str | None] | None]
"""Returns the visit and the item that are shown; None while nothing may be added."""


class Bringing:
    """Hands what the photo area was given to the importer, and tells what came of it."""

    def __init__(
        self, context: Context, screen: QWidget, area: PhotoArea, where: Where, undo: Callable[[], None]
    ) -> None:
        self._context = context
        self._screen = screen
        self._area = area
        self._where = where
        self._undo = undo
        self._importer = Import.of(context)
        self._importer.finished.connect(self._added)
        area.files_brought.connect(self.add_files)
        area.image_brought.connect(self.add_image)
        area.camera_asked.connect(self.take_photo)

    def add_files(self, files: list[Path]) -> None:
        """Bring files to the item."""
        if (where := self._where()) is not None:
            self._importer.add(*where, files)

    def add_image(self, image: QImage) -> None:
        """Bring a picture that has no file to the item."""
        if (where := self._where()) is not None:
            self._importer.add_image(*where, image)

    def add_to_finding(self, finding: str) -> None:
        """Let the person choose files, and bring them to a finding."""
        if (where := self._where()) is not None:
            files = choose_files(self._screen, self._context.say("capture.choose-files"), [self._area.filter])
            if files:
                self._importer.add(where[0], finding, files)

    def take_photo(self) -> None:
        """Let the person take a photo of the item, where there is a camera."""
        if self._where() is not None:
            take_photo(self._context, self._screen, self.add_image)

    def paste(self) -> None:
        """Bring what lies on the clipboard."""
        if self._where() is not None:
            self._area.paste()

    def _added(self, added: int, refusals: list[str]) -> None:
        """Tell how many came, with the way back; what was refused the importer tells itself."""
        if added and not refusals and self._screen.isVisible():
            say = self._context.say
            self._context.toast(say("capture.photos-added", count=added), say("act.undo"), self._undo)
