"""The window as a person has it open on a big round, without anybody at it: keys are sent, and what is painted is seen."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.rounds import cache, round_of
from inspector.commands.visiting import OpenVisit, PlanVisit
from inspector.journal.bodies import UnitRef
from inspector.journal.entry import VisitId
from inspector.people.identity import Identity
from inspector.session import Session
from inspector.sources import SystemSources
from resources import open_bytes
from ui.app import Workbench, make_application
from ui.context import Place
from ui.work.home import Home

PATIENCE_MS: Final = 60_000
_CHECKLIST: Final = "checklists/one-stop-2026.2.json"


@dataclass(frozen=True, slots=True)
class Desk:
    """A home, the open key of the lead of a big round, the round's dossier, and visits under way in it."""

    home: Home
    identity: Identity
    dossier: Path
    visits: tuple[VisitId, ...]
    """Begun, and nothing answered yet."""
    entries: int
    """Of the round before these visits."""


@contextmanager
def desk(round_visits: int, visits: int) -> Generator[Desk]:
    """Lend a copy of a round with further visits that are under way; it is gone when the block ends.

    Args:
        round_visits: how many sealed visits the round has, of 240 statements each.
        visits: how many are begun beside them.
    """
    with tempfile.TemporaryDirectory(dir=cache()) as folder:
        yield laid(Path(folder), round_visits, visits)


def laid(folder: Path, round_visits: int, visits: int) -> Desk:
    """Make in a folder what `desk` lends."""
    made = round_of(round_visits)
    home = Home(folder / "home")
    dossier = home.made() / "round.thisat"
    shutil.copyfile(made.path, dossier)
    identity = Identity("Trần Thị Mỹ Hạnh", made.seed)
    session = Session.open(dossier, identity, SystemSources(), home.marks())
    checklist = open_bytes(_CHECKLIST)
    begun: list[VisitId] = []
    for number in range(visits):
        (visit,) = session.do(PlanVisit(UnitRef(name=f"Xã Minh Hoạ {number:02}"), checklist)).added
        session.do(OpenVisit(visit, "2026-11-20T08:40:00+07:00"))
        begun.append(visit)
    session.close()
    return Desk(home, identity, dossier, tuple(begun), made.entries)


@contextmanager
def workbench(at: Desk, place: Place) -> Generator[Workbench]:
    """Open the window at a place of the dossier, with the key open, and leave nothing running."""
    if QApplication.instance() is None:
        make_application(["thisat"])
    bench = Workbench(at.home, SystemSources())
    try:
        bench.context.identity = at.identity
        bench.show()
        bench.bridge.open(at.dossier, at.identity, at.home.marks())
        until(lambda: bench.context.now_shown is not None)
        bench.context.went.emit(place)
        rest(0)  # what a screen looks up once it is painted
        until(lambda: bench.bridge.pending == 0)
        yield bench
    finally:
        bench.shut_down()
        assert bench.window is not None
        bench.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def rest(pause_ms: int) -> None:
    """Let the window work for a while."""
    loop = QEventLoop()
    QTimer.singleShot(pause_ms, loop.quit)
    loop.exec()


def until(reached: Callable[[], bool], patience_ms: int = PATIENCE_MS) -> None:
    """Let the window work until something is so.

    Raises: TimeoutError, if it does not become so.
    """
    loop, polling, ending = QEventLoop(), QTimer(), QTimer()
    seen = reached()

    def look() -> None:
        nonlocal seen
        seen = seen or reached()
        if seen:
            loop.quit()

    polling.timeout.connect(look)
    ending.setSingleShot(True)
    ending.timeout.connect(loop.quit)
    if not seen:
        polling.start(1)
        ending.start(patience_ms)
        loop.exec()
    if not seen:
        raise TimeoutError
