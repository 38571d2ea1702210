"""The window on a home without an open dossier: for tests of what comes before one."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from inspector.sources import Sources, SystemSources
from tests.window.stage import Seat, application, screen_of, until
from ui.app import Workbench
from ui.screens.start import Start
from ui.screens.start_parts.page import Page
from ui.window import Window
from ui.work.home import Home

P = TypeVar("P", bound=Page)

WORDS = "bon tu khong quen nhau"


@contextmanager
def begun(home: Home, sources: Sources | None = None, dossier: Path | None = None) -> Generator[Workbench]:
    """Start the program on a home, and leave nothing running."""
    application()
    bench = Workbench(home, sources or SystemSources(), dossier)
    try:
        bench.show()
        yield bench
    finally:
        bench.shut_down()
        assert bench.window is not None
        bench.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def start_of(bench: Workbench) -> Start:
    """Return the start, which is shown now."""
    return screen_of(bench, Start)


def page_of(bench: Workbench, kind: type[P]) -> P:
    """Return the page of the start, once it is one of this kind and can be used."""
    start = start_of(bench)
    until(lambda: isinstance(start.page, kind) and start.page.form.isEnabled())
    assert isinstance(start.page, kind)
    beside = [one for one in QApplication.topLevelWidgets() if one.isVisible() and not isinstance(one, Window)]
    assert beside == [], "a part of the page stands as a window of its own"
    return start.page


def told(page: Page) -> str:
    """Return what is told on a page, once something is."""
    until(page.trouble.isVisible)
    return page.trouble.words.text()


def arrived(bench: Workbench, screen: str) -> None:
    """Wait until a dossier is open and a screen is asked for."""
    until(lambda: bench.context.now_shown is not None and bench.context.at.screen == screen)


def unlocked(bench: Workbench, person: Seat) -> None:
    """Go on as the person whose key is open."""
    bench.context.identity = person.identity
    bench.context.go("start")


def visible_texts(widget: QWidget) -> str:
    """Return every word that can be seen in a widget."""
    kinds = (QLabel, QAbstractButton, QLineEdit)
    found = [child for kind in kinds for child in widget.findChildren(kind) if child.isVisible()]
    return "\n".join(child.text() for child in found if isinstance(child, kinds))
