"""The screens and dialogs that are walked over, one line each. A new screen adds its line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Final

from PySide6.QtWidgets import QDialog, QWidget

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


def at(screen: str, *, part: str = "", item: str | None = None, visit: int | None = None) -> Open:
    """Return how to open a screen, at one of the visits of the seat if it needs one."""

    def open_it(bench: Workbench, seat: Seat) -> QWidget:
        assert bench.window is not None
        which = None if visit is None else seat.visits[visit]
        bench.context.went.emit(Place(screen, visit=which, item=item, part=part))  # type: ignore[arg-type]
        centre = bench.window.centralWidget()
        assert centre is not None
        return centre

    return open_it


def crash(bench: Workbench, seat: Seat) -> QWidget:
    """Open the dialog that tells of a fault of the program."""
    dialog = CrashDialog(bench.context, "…", bench.window)
    dialog.show()
    return dialog


def locked(bench: Workbench, seat: Seat) -> QWidget:
    """Close the key: the page that asks for its passphrase."""
    bench.context.identity = None
    return at("start")(bench, seat)


def without_key(bench: Workbench, seat: Seat) -> QWidget:
    """Show what a newcomer sees."""
    seat.home.key_path.unlink(missing_ok=True)
    return locked(bench, seat)


def _dialog(bench: Workbench, act: str) -> QWidget:
    bench.context.went.emit(Place("home"))
    assert bench.window is not None
    bench.window.acts.action(act).trigger()
    return next(child for child in bench.window.findChildren(QDialog) if child.isVisible())


def photo(bench: Workbench, seat: Seat) -> QWidget:
    """Open the page of the first photo."""
    assert bench.window is not None
    visit = bench.context.shown.view.visits[seat.visits[OPEN]]
    first = visit.photos[0]
    bench.context.went.emit(Place("photo", visit=visit.id, item=first.items[0], photo=first.id))
    centre = bench.window.centralWidget()
    assert centre is not None
    return centre


def new_visit(bench: Workbench, seat: Seat) -> QWidget:
    """Open the form of a new visit."""
    return _dialog(bench, "new-visit")


def exporting(bench: Workbench, seat: Seat) -> QWidget:
    """Open the form that exports the round."""
    return _dialog(bench, "export-round")


def keys(bench: Workbench, seat: Seat) -> QWidget:
    """Open the sheet of keys."""
    return _dialog(bench, "keys")


COVERT, OPEN, SEALED = 0, 1, 2
"""Visits of the seat: one in which the team poses as citizens, one that was begun openly, one that is over."""

ITEMS: Final = ("pub_paper_booklet", "cert_ecopy", "staff_name_tag")
"""Items of the checklist whose answers are given in different ways."""

_ALL: Final = (
    *(Scene(f"settings-{part}", at("settings", part=part), "ui.screens.settings") for part in SECTIONS),
    Scene("start-unlock", locked, "ui.screens.start"),
    Scene("start-first", without_key, "ui.screens.start"),
    Scene("start-lost", at("start", part="lost"), "ui.screens.start"),
    Scene("home", at("home"), "ui.screens.home"),
    Scene("capture-covert", at("capture", visit=COVERT), "ui.screens.capture"),
    *(Scene(f"capture-{item}", at("capture", visit=OPEN, item=item), "ui.screens.capture") for item in ITEMS),
    Scene("photo", photo, "ui.screens.photo"),
    Scene("review", at("review", visit=OPEN), "ui.screens.review"),
    Scene("sealed", at("review", visit=SEALED), "ui.screens.review"),
    Scene("hand-over", at("review", visit=SEALED, part="handover"), "ui.screens.review"),
    Scene("minutes", at("review", visit=SEALED, part="minutes"), "ui.screens.review"),
    Scene("new-visit", new_visit, "ui.screens.new_visit"),
    Scene("exporting", exporting, "ui.exporting"),
    Scene("keys", keys, "ui.keysheet"),
    Scene("crash", crash),
)

SCENES: Final = [scene for scene in _ALL if not scene.module or find_spec(scene.module) is not None]
