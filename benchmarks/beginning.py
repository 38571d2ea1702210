"""The program's start with the key already open, on one dossier, and the word that it can be used."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject

from benchmarks.bare import READY
from inspector.journal.entry import VisitId
from inspector.people.identity import Identity
from inspector.sources import SystemSources
from ui.app import Workbench, make_application
from ui.context import Place
from ui.work.home import Home


class Begun(QObject):
    """Goes on to the recording screen when the dossier is published, and says when that was painted.

    Args:
        bench: the window.
        visit: where the person was when they left.
        unwanted: modules that nothing may have imported by then; the first that is there is said instead.
    """

    def __init__(self, bench: Workbench, visit: VisitId, unwanted: list[str]) -> None:
        super().__init__()
        self._bench = bench
        self._visit = visit
        self._unwanted = unwanted
        bench.context.changed.connect(self._go)

    def _go(self) -> None:
        self._bench.context.went.emit(Place("capture", visit=self._visit))
        assert self._bench.window is not None
        self._bench.window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt names what it calls
        """Let the window paint, then tell."""
        if event.type() != QEvent.Type.UpdateRequest:
            return False
        watched.event(event)
        watched.removeEventFilter(self)
        print(next((name for name in self._unwanted if name in sys.modules), READY), flush=True)
        return True


def begin(home: Path, dossier: Path, seed: str, visit: VisitId, unwanted: list[str]) -> int:
    app = make_application(["thisat"])
    identity = Identity("Trần Thị Mỹ Hạnh", bytes.fromhex(seed))
    bench = Workbench(Home(home), SystemSources())
    bench.context.identity = identity
    begun = Begun(bench, visit, unwanted)
    bench.bridge.open(dossier, identity, Home(home).marks())
    bench.show()
    try:
        return app.exec()
    finally:
        begun.deleteLater()
        bench.shut_down()
