"""Issues rosters: hands the edit to the session, tells what was done, and goes back where that can be."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from inspector.commands.rounding import IssueRoster
from inspector.errors import KnownError
from inspector.progress import Progress
from inspector.projection.view import View
from ui.bridge import Session
from ui.context import Context
from ui.job import Job
from ui.work.rosters import back_to

Make = Callable[[Session], IssueRoster]
"""Makes the next roster of what is in force when its turn comes."""


class Issuing(QObject):
    """One for the screen. What is refused is told by whoever asked."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._former: View | None = None

    def issue(self, make: Make, words: str, *, can_undo: bool = True) -> Job:
        """Issue a roster; `words` say afterwards what was done."""
        former = self._context.shown.view
        job = self._context.bridge.run(partial(_issue, make), "team.issuing")
        job.done.connect(partial(self._told, former if can_undo and former.trust.rosters else None, words))
        return job

    def undo(self) -> None:
        """Issue once more what was in force before the last edit, if there is one that can be taken back."""
        former, self._former = self._former, None
        shown = self._context.now_shown
        if former is not None and shown is not None and shown.view.round == former.round:
            job = self._context.bridge.run(
                partial(_issue, lambda session: back_to(session.view, former)), "team.issuing"
            )
            job.done.connect(self._went_back)
            job.failed.connect(self._refused)

    def _told(self, former: View | None, words: str, _: object) -> None:
        self._former = former
        context = self._context
        if former is not None:
            context.toast(words, context.say("team.undo"), self.undo)
        else:
            context.toast(words)

    def _went_back(self, _: object) -> None:
        self._context.toast(self._context.say("team.undone"))

    def _refused(self, error: KnownError) -> None:
        self._context.refused.emit(self._context.word(error))


def _issue(make: Make, session: Session, progress: Progress) -> None:
    session.do(make(session))
