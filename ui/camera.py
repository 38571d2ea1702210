"""Taking a photo with the machine's own camera, where the optional package for it is installed."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from types import ModuleType

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QWidget

from ui.context import Context
from ui.widgets.button import Button
from ui.widgets.text import Label, column, row


def multimedia() -> ModuleType | None:
    """Return the package that speaks with cameras; None where the optional extra is not installed."""
    try:
        return import_module("PySide6.QtMultimedia")
    except ImportError:
        return None


def take_photo(context: Context, parent: QWidget, take: Callable[[QImage], object]) -> None:
    """Let a person take a photo, and hand it over; say what is missing where that cannot be."""
    media = multimedia()
    if media is None:
        context.refused.emit(context.say("camera.not-installed"))
    elif not media.QMediaDevices.videoInputs():
        context.refused.emit(context.say("camera.none"))
    else:
        dialog = CameraDialog(context, parent, media, take)
        dialog.open()


class CameraDialog(QDialog):
    """The picture of the camera, and the button that keeps it."""

    def __init__(self, context: Context, parent: QWidget, media: ModuleType, take: Callable[[QImage], object]) -> None:
        super().__init__(parent)
        self._context = context
        self._take = take
        widgets = import_module("PySide6.QtMultimediaWidgets")
        theme, say = context.theme, context.say
        self.setWindowTitle(say("camera.title"))
        self.setModal(True)
        self._camera = media.QCamera(media.QMediaDevices.defaultVideoInput(), self)
        self._session = media.QMediaCaptureSession(self)
        self._capture = media.QImageCapture(self)
        finder = widgets.QVideoWidget()
        finder.setMinimumSize(640, 480)
        self._session.setCamera(self._camera)
        self._session.setImageCapture(self._capture)
        self._session.setVideoOutput(finder)
        self._capture.imageCaptured.connect(self._captured)
        self._capture.errorOccurred.connect(self._failed)
        self._camera.errorOccurred.connect(self._broke)
        shoot = Button(theme, say("camera.shoot"), "primary", "camera", "Enter")
        shoot.clicked.connect(self._capture.capture)
        close = Button(theme, say("camera.close"), "plain", keys="Esc")
        close.clicked.connect(self.reject)
        hint = Label(theme, say("camera.hint"), 12, "text2", wrap=True)
        self.setLayout(column(finder, hint, row(None, close, shoot), gap=12, margins=(16, 16, 16, 16)))
        shoot.setFocus()
        self._camera.start()

    def _captured(self, number: int, image: QImage) -> None:
        self._take(image)
        self.accept()

    def _failed(self, number: int, error: object, words: str) -> None:
        self._tell()

    def _broke(self, error: object, words: str) -> None:
        self._tell()

    def _tell(self) -> None:
        self._context.refused.emit(self._context.say("camera.failed"))
        self.reject()

    def done(self, result: int) -> None:
        self._camera.stop()
        super().done(result)
        self.deleteLater()
