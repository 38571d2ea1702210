"""What leads to an open dossier: each way hands work in, and ends in a dossier or in a sentence.

What does the work is imported with it: each way is gone once, and most of it is slow to read.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal

from inspector.errors import KnownError
from inspector.people.identity import Identity
from inspector.people.marks import Marks
from inspector.progress import Progress
from ui.bridge import Published
from ui.context import Context, ScreenName
from ui.job import Job
from ui.screens.start_parts.page import Offer
from ui.work.preferences import recent_of

if TYPE_CHECKING:
    from ui.work.rounds import Started
    from ui.work.team import Card


class Opening(QObject):
    """Opens dossiers, one at a time."""

    began = Signal(str)
    """What is being done now, in words."""
    told = Signal(str, object)
    """What the world refused, and the offers (`Offer`) to go on."""
    started = Signal(object)
    """The `Started` of a round of one's own."""
    arrived = Signal(object)
    """The `Published` of the dossier that is open now."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._path = Path()
        self._refusal = ""

    @property
    def _me(self) -> Identity:
        assert self._context.identity is not None
        return self._context.identity

    # -- the ways

    def bring(self, file: Path) -> None:
        """Open a file from somewhere: a dossier of one's own, or one that somebody sent."""
        from ui.work.opening import is_to_work_in
        from ui.work.rounds import take_briefing

        home, recent, sources, me = (
            self._context.home,
            self._context.preferences.recent,
            self._context.sources,
            self._me,
        )

        def work(progress: Progress) -> Path:
            if is_to_work_in(home, file, recent):
                return file.resolve()
            return take_briefing(home, me, sources, file, progress)

        self._path = file
        self._do("start.taking", work, self.work_in)

    def work_in(self, path: Path) -> None:
        """Open a dossier to work in, if it lies where one may."""
        from ui.work.opening import make_ready

        home = self._context.home
        self._path = path
        self._do("job.opening", lambda progress: make_ready(home, path), self._open)

    def copy_here(self, path: Path) -> None:
        """Make a copy on this machine of a dossier that lies where nobody may work, and open that."""
        from ui.work.rounds import take_copy

        home, sources = self._context.home, self._context.sources
        self._do("start.copying", lambda progress: take_copy(home, sources, path, progress), self.work_in)

    def restore(self, copy: Path) -> None:
        """Make a dossier of a second copy, beside any that is there, and open it."""
        from ui.work.backup import restore

        home, sources = self._context.home, self._context.sources
        self._do("start.restoring", lambda progress: restore(home, sources, copy, progress), self.work_in)

    def begin(self, title: str, office: str) -> None:
        """Begin a round of one's own."""
        from ui.work.rounds import start_alone

        home, me, sources = self._context.home, self._me, self._context.sources
        self._do(
            "start.beginning",
            lambda progress: start_alone(home, me, sources, title=title, office_title=office),
            self.started.emit,
        )

    def begin_with(self, title: str, office: str, deputy: Card, name: str) -> None:
        """Begin a round for a team, whose second root is a deputy's key, and open it."""
        from ui.work.rounds import start_with_deputy

        home, me, sources = self._context.home, self._me, self._context.sources
        self._do(
            "start.beginning",
            lambda progress: start_with_deputy(
                home, me, sources, title=title, office_title=office, deputy=deputy.key, deputy_name=name
            ),
            self.work_in,
        )

    def sample(self) -> None:
        """Make a round of sample data and open it; its second root is of no use to anybody."""
        from ui.work.sample import make_sample

        home, me, sources = self._context.home, self._me, self._context.sources
        self._do("start.making-sample", lambda progress: make_sample(home, me, sources), self._sample_made)

    def _sample_made(self, started: Started) -> None:
        self.work_in(started.path)

    # -- how they go

    def _do(self, key: str, work: Callable[[Progress], Any], then: Callable[[Any], object]) -> None:
        self.began.emit(self._context.say(key))
        job = self._context.bridge.aside(work, key)
        job.done.connect(then)
        self._watch(job)

    def _watch(self, job: Job) -> None:
        job.failed.connect(self._failed)
        job.cancelled.connect(self._given_up)
        job.crashed.connect(self._given_up)

    def _open(self, marks: Marks) -> None:
        job = self._context.bridge.open(self._path, self._me, marks)
        job.done.connect(self._opened)
        job.failed.connect(self._drop)
        self._watch(job)

    def _opened(self, published: Published) -> None:
        self.arrived.emit(published)

    def _drop(self, error: KnownError) -> None:
        """The dossier that was open before is closed by now: let nobody look at it as if it were not."""
        if self._context.now_shown is not None:
            self._context.bridge.close_dossier()

    def _given_up(self) -> None:
        self.told.emit(self._context.say("start.given-up"), ())

    def _failed(self, error: KnownError) -> None:
        words = self._context.word(error)
        if error.key.startswith("drive."):
            self.told.emit(words, self._offers("start.copy-here", self.copy_here, self._path))
        elif error.key == "briefing.here":
            here = self._context.home.dossiers / str(error.params["dossier"])
            self.told.emit(words, self._offers("start.open-that", self.work_in, here))
        elif error.key.startswith("dossier.") and error.key not in ("dossier.locked", "dossier.too-new"):
            from ui.work.opening import copies_of

            self._refusal = words
            folder, path = self._context.preferences.backup_folder, self._path
            task = self._context.aside.run(lambda: copies_of(Path(folder), path) if folder else [])
            task.done.connect(self._tell_with_copies)
        else:
            self.told.emit(words, ())

    def _tell_with_copies(self, copies: list[Path]) -> None:
        offers = self._offers("start.open-copy", self.restore, copies[0]) if copies else ()
        self.told.emit(self._refusal, offers)

    def _offers(self, key: str, call: Callable[[Path], object], path: Path) -> tuple[Offer, ...]:
        return ((self._context.say(key, file=path.name), lambda: call(path)),)


_WORK: Final[dict[str, ScreenName]] = {"capture": "capture", "photo": "capture", "review": "review"}
"""Where somebody goes on who left a dossier on one of these screens; from any other they begin at home."""


def go_on_in(context: Context, published: Published, *, for_team: bool) -> None:
    """Go where the person was in this dossier, and say so if its roster does not know their key.

    Args:
        context: what is open.
        published: the dossier that has arrived.
        for_team: whether the round was begun for a team just now, whose members come next.
    """
    recent = recent_of(context.preferences, str(published.path))
    if for_team:
        context.go("team")
    elif recent is not None and recent.visit in published.view.visits and recent.screen in _WORK:
        context.go(_WORK[recent.screen], visit=recent.visit, item=recent.item or None)
    else:
        context.go("home")
    if published.me not in published.view.trust.grants:
        context.refused.emit(context.say("start.not-on-roster"))
