"""Files from whoever leads the round, chosen or dropped: united with the open dossier, and told in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.context import Context

if TYPE_CHECKING:
    from ui.work.taking_in import TakenIn

SUFFIXES: Final = (".thisat", ".thisat.age")


def dossiers_in(urls: Iterable[QUrl]) -> list[Path]:
    """Return the dropped files that are dossiers by their names."""
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
    return [path for path in paths if path.name.endswith(SUFFIXES)]


class TakingIn(QObject):
    """Takes files in, one batch at a time."""

    ended = Signal(object)
    """The `TakenIn` of a batch."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._widget = parent
        self._is_busy = False

    def choose(self) -> None:
        """Ask for files and take them in."""
        say = self._context.say
        names = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        found, _ = QFileDialog.getOpenFileNames(
            self._widget, say("taking.choose"), str(Path.home()), f"{say('taking.files')} ({names})"
        )
        self.take([Path(one) for one in found])

    def take(self, paths: Sequence[Path]) -> None:
        """Unite files with the open dossier."""
        context = self._context
        if not paths or self._is_busy or context.identity is None:
            return
        self._is_busy = True
        from ui.work.taking_in import take_in  # examining is slow to read, and most days nothing is taken in

        home, me, sources = context.home, context.identity, context.sources
        job = context.bridge.run(
            lambda session, progress: take_in(session, home, me, sources, paths, progress), "taking.job"
        )
        job.done.connect(self._done)
        job.finished.connect(self._end)

    def _end(self) -> None:
        self._is_busy = False

    def _done(self, taken: TakenIn) -> None:
        say = self._context.say
        if taken.refused:
            self._context.refused.emit("\n".join(dict.fromkeys(map(self._context.word, taken.refused))))
        if taken.files:
            units = [self._context.shown.view.visits[one].unit.name for one in taken.returned]
            news = [say("taking.returned", units=", ".join(units))] * bool(units)
            news += [say("taking.approved", count=len(taken.approved))] * bool(taken.approved)
            news += [say("taking.receipted", count=len(taken.receipted))] * bool(taken.receipted)
            if not news:
                news = [say("taking.nothing" if not taken.entries and not taken.blobs else "taking.added",
                            statements=taken.entries, blobs=taken.blobs)]  # fmt: skip
            self._context.toast(" ".join([say("taking.done", count=taken.files), *news]))
        self.ended.emit(taken)
