"""Looks at the whole round beside the window: other rounds are read where dossiers are, figures made from frozen values."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from inspector.journal.entry import RoundId
from inspector.places.directory import Directory
from inspector.progress import Progress
from resources import Language
from ui.bridge import Published, Session
from ui.context import Context
from ui.work.faces import Face, Mode, faces
from ui.work.overview import Overseen, oversee

if TYPE_CHECKING:
    from ui.work.home import Home
    from ui.work.previous import OtherRounds


class Surroundings(msgspec.Struct, frozen=True):
    """What a round is compared with."""

    path: Path
    round: RoundId
    """The dossier and the round that they were read for."""
    others: OtherRounds
    places: Directory


class Sight(msgspec.Struct, frozen=True):
    """A round at a glance, and the faces of its table."""

    seen: Overseen
    faces: dict[Mode, Face]


class Gathering(QObject):
    """Works out the sight of what is published; of several wishes in a row only the last is carried out."""

    gathered = Signal(object)
    """A `Sight`."""
    refused = Signal(object)
    """A `KnownError`: there is nothing to see, and why."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._around: Surroundings | None = None
        self._wanted: Published | None = None
        self._known: Published | None = None
        self._is_running = False

    def gather(self, published: Published) -> bool:
        """Begin, unless what is published was gathered already; return whether anything will be told."""
        if self._wanted is None and self._known is not None and published.view is self._known.view:
            return False
        self._wanted = published
        if not self._is_running:
            self._begin()
        return True

    def _begin(self) -> None:
        published = self._wanted
        assert published is not None
        self._is_running = True
        around = self._around
        if around is not None and (around.path, around.round) == (published.path, published.round):
            self._see()
            return
        job = self._context.bridge.run(partial(_look, self._context.home, published.path), "job.looking-back")
        job.done.connect(self._take_surroundings)
        job.failed.connect(self._fail)
        job.cancelled.connect(self._stop)

    def _take_surroundings(self, found: Surroundings) -> None:
        self._around = found
        self._see()

    def _see(self) -> None:
        around, published = self._around, self._wanted
        assert around is not None
        assert published is not None
        self._known, self._wanted = published, None
        task = self._context.aside.run(partial(_sight, published, around, self._context.language))
        task.done.connect(self._tell)
        task.failed.connect(self._fail)
        task.crashed.connect(self._stop)

    def _tell(self, sight: Sight) -> None:
        self._stop()
        self.gathered.emit(sight)

    def _fail(self, error: object) -> None:
        self._stop()
        self.refused.emit(error)

    def _stop(self, *_: object) -> None:
        self._is_running = False
        if self._wanted is not None:
            self._begin()


def _look(home: Home, path: Path, session: Session, progress: Progress) -> Surroundings:
    from ui.work.directories import directory_of
    from ui.work.previous import other_rounds

    round_id = session.log.round
    return Surroundings(path, round_id, other_rounds(home, path, round_id), directory_of(home).directory)


def _sight(published: Published, around: Surroundings, language: Language) -> Sight:
    seen = oversee(published.view, published.checklists, around.places, around.others)
    return Sight(seen, faces(seen, language))
