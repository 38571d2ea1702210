"""The screens and dialogs that are walked over, one line each. A new screen adds its line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Final

from PySide6.QtWidgets import QWidget

from tests.window.stage import Seat
from ui.app import Workbench
from ui.context import Place
from ui.crash import CrashDialog
from ui.screens.settings import SECTIONS

Open = Callable[[Workbench, Seat], QWidget]
"""Opens something and returns the widget that is walked over."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Something that a person sees."""

    name: str
    open: Open
    module: str = ""
    """Of the screen; a scene whose screen is not there is left out."""


def at(screen: str, *, part: str = "", item: str | None = None, visit: bool = False) -> Open:
    """Return how to open a screen, with the visit that is under way if it needs one."""

    def open_it(bench: Workbench, seat: Seat) -> QWidget:
        assert bench.window is not None
        bench.context.went.emit(Place(screen, visit=seat.visits[0] if visit else None, item=item, part=part))  # type: ignore[arg-type]
        centre = bench.window.centralWidget()
        assert centre is not None
        return centre

    return open_it


def crash(bench: Workbench, seat: Seat) -> QWidget:
    """Open the dialog that tells of a fault of the program."""
    dialog = CrashDialog(bench.context, "…", bench.window)
    dialog.show()
    return dialog


_ALL: Final = (
    *(Scene(f"settings-{part}", at("settings", part=part), "ui.screens.settings") for part in SECTIONS),
    Scene("start-lost", at("start", part="lost"), "ui.screens.start"),
    Scene("home", at("home"), "ui.screens.home"),
    Scene("capture", at("capture", visit=True), "ui.screens.capture"),
    Scene("review", at("review", visit=True), "ui.screens.review"),
    Scene("crash", crash),
)

SCENES: Final = [scene for scene in _ALL if not scene.module or find_spec(scene.module) is not None]
