"""What tests of the window stand on: an application, a person with a key, a round of their own, the opened window."""

from __future__ import annotations

import atexit
import shutil
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer, SignalInstance
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from inspector.commands.rounding import IssueRoster
from inspector.commands.visiting import OpenVisit, PlanVisit
from inspector.journal.bodies import DeviceKey, Person, UnitRef
from inspector.journal.entry import VisitId
from inspector.people import key_file
from inspector.people.identity import Identity, create
from inspector.session import Session, start_round
from inspector.sources import Sources, SystemSources
from resources import open_bytes
from ui.app import Workbench, make_application
from ui.context import Place
from ui.screens.screen import Screen
from ui.work.home import Home

S = TypeVar("S", bound=Screen)

PASSPHRASE = "mat khau de thu"
CHECKLIST = "checklists/one-stop-2026.2.json"
PATIENCE_MS = 20_000


def application() -> QApplication:
    """Return the one application object of this process."""
    known = QApplication.instance()
    return known if isinstance(known, QApplication) else make_application(["thisat"])


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody at work: their home, their open key, their dossier and its planned visits."""

    home: Home
    identity: Identity
    dossier: Path
    visits: tuple[VisitId, ...]
    """Of units Minh hoạ 01 …; the first is open, the others planned."""


def settle(
    folder: Path, *, units: int = 3, title: str = "Đợt thử", mystery: bool = True, sources: Sources | None = None
) -> Seat:
    """Return a home with a key and a dossier of one's own round, with planned visits, the first of them begun.

    Made once for each kind and copied from then on: stretching a passphrase and a dozen transactions take their time. With
    `sources` of its own a home is made anew.
    """
    if sources is not None:
        return _settled(folder, units, title, mystery, sources)
    known = _kept(units, title, mystery)
    home = Home(folder / "home")
    shutil.copytree(known.home.path, home.path)
    return Seat(home, known.identity, home.dossiers / known.dossier.name, known.visits)


@cache
def _kept(units: int, title: str, mystery: bool) -> Seat:
    folder = TemporaryDirectory(ignore_cleanup_errors=True)
    atexit.register(folder.cleanup)
    return _settled(Path(folder.name), units, title, mystery, SystemSources())


def _settled(folder: Path, units: int, title: str, mystery: bool, sources: Sources) -> Seat:
    home = Home(folder / "home")
    home.made()
    identity = create("Trần Thị Mỹ Hạnh", sources)
    other = create("Khoá giấy", sources)
    key_file.write(home.key_path, identity, PASSPHRASE, sources, key_file.FLOOR)
    dossier = home.dossiers / "dot-thu.thisat"
    dossier.parent.mkdir()
    start_round(dossier, identity, sources, title=title, other_roots=[other.public])
    checklist = open_bytes(CHECKLIST)
    with closing(Session.open(dossier, identity, sources, home.marks())) as session:
        me = Person(
            id="0" * 32, name=identity.name, roles=("lead", "inspector"), title="Thành viên Tổ 2",
            keys=(DeviceKey(identity.public, identity.recipient),),
        )  # fmt: skip
        deputy = Person(
            id="1" * 32, name="Lê Quốc Việt", roles=("deputy",), keys=(DeviceKey(other.public, other.recipient),)
        )
        session.do(IssueRoster("1", (identity.public, other.public), (me, deputy)))
        visits: list[VisitId] = []
        for number in range(1, units + 1):
            unit = UnitRef(name=f"Xã Minh Hoạ {number:02}", district="huyện Minh Hoạ")
            visits += session.do(PlanVisit(unit, checklist, day="2026-11-20")).added
        session.do(OpenVisit(visits[0], "2026-11-20T08:40:00+07:00", mystery=mystery))
    return Seat(home, identity, dossier, tuple(visits))


@contextmanager
def closing(session: Session) -> Generator[Session]:
    try:
        yield session
    finally:
        session.close()


@contextmanager
def workbench(person: Seat, place: Place | None = None, sources: Sources | None = None) -> Generator[Workbench]:
    """Open the window with the dossier in it, at a place, and leave nothing running."""
    application()
    bench = Workbench(person.home, sources or SystemSources())
    try:
        bench.show()
        bench.context.identity = person.identity
        bench.context.bridge.open(person.dossier, person.identity, person.home.marks())
        until(lambda: bench.context.now_shown is not None)
        if place is not None:
            bench.context.went.emit(place)
        idle(bench)
        yield bench
    finally:
        bench.shut_down()
        assert bench.window is not None
        bench.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def screen_of(bench: Workbench, kind: type[S]) -> S:
    """Return the screen that is shown now, which is of a kind."""
    assert bench.window is not None
    shown = bench.window.screen_now
    assert isinstance(shown, kind)
    return shown


def until(reached: Callable[[], bool], patience_ms: int = PATIENCE_MS) -> None:
    """Let the window work until something is so.

    Raises: AssertionError, if it does not become so.
    """
    loop = QEventLoop()
    polling, ending = QTimer(), QTimer()
    seen: list[bool] = []  # it may be over again before the loop has ended

    def look() -> None:
        if reached():
            seen.append(True)
            loop.quit()

    polling.timeout.connect(look)
    ending.setSingleShot(True)
    ending.timeout.connect(loop.quit)
    if not reached():
        polling.start(2)
        ending.start(patience_ms)
        loop.exec()
    assert seen or reached(), "it did not happen in time"


def idle(bench: Workbench) -> None:
    """Let the window work until nothing is handed in any more, nor by what waits for the next turn of its loop."""
    turned: list[bool] = []
    QTimer.singleShot(0, lambda: turned.append(True))
    until(lambda: bool(turned) and bench.bridge.pending == 0)


def heard(signal: SignalInstance, do: Callable[[], object], patience_ms: int = PATIENCE_MS) -> list[object]:
    """Do something and return what a signal then says."""
    told: list[list[object]] = []
    loop = QEventLoop()

    class Ear(QObject):
        def take(self, *said: object) -> None:
            told.append(list(said))
            loop.quit()

    ear = Ear()
    signal.connect(ear.take)
    do()
    if not told:
        QTimer.singleShot(patience_ms, loop.quit)
        loop.exec()
    assert told, "the signal was not heard"
    return told[0]


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press and release a key on a widget."""
    QTest.keyClick(widget, key, modifiers)


def write(widget: QWidget, text: str) -> None:
    """Write a text through the input method, as Vietnamese keyboards do."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)
