"""Taking a merge out again and putting it back: from the history, from the top bar, from the toast, by Ctrl+Z."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from ui.context import Context
from ui.screens.merge_parts.history import History, moment_words
from ui.work.merges import Merge, Past, past_of, put_back, take_out


class WayBack(QObject):
    """Does it. The way back from the last doing stands open until something else is done."""

    known = Signal(object)
    """The `Past` as it is now."""
    undone = Signal()

    def __init__(self, context: Context, history: History) -> None:
        super().__init__(history)
        self._context = context
        self._history = history
        self.past = Past()
        self._call: Callable[[], object] | None = None
        history.undo.connect(self._undo)
        history.put_back.connect(self._put_back)

    def refresh(self) -> None:
        """Find out what was merged and what of it counts."""
        job = self._context.bridge.run(lambda session, progress: past_of(session, self._context.home))
        job.done.connect(self._show)

    def _show(self, past: Past) -> None:
        self.past = past
        self._history.show_past(past)
        self.known.emit(past)

    def offer(self, words: str) -> None:
        """Tell that a merge was done, and let it be undone."""
        self._offer(words, "merge.undo", self.undo_last)

    def undo_last(self) -> None:
        """Take out the latest merge of which anything counts."""
        merge = self.past.last_counting
        if merge is not None:
            self._undo(merge, self._history.default_reason(merge))

    def take(self) -> bool:
        """Go the way back from the last doing; False if there is none."""
        call, self._call = self._call, None
        if call is None:
            return False
        call()
        return True

    def forget(self) -> None:
        """Something else was done meanwhile."""
        self._call = None

    def _undo(self, merge: Merge, reason: str) -> None:
        job = self._context.bridge.run(
            lambda session, progress: (merge, take_out(session, merge, reason)), "merge.undoing"
        )
        job.done.connect(self._tell_undone)

    def _put_back(self, merge: Merge, reason: str) -> None:
        job = self._context.bridge.run(
            lambda session, progress: (merge, put_back(session, merge, reason)), "merge.undoing"
        )
        job.done.connect(self._tell_back)

    def _tell_undone(self, done: tuple[Merge, object]) -> None:
        merge, _ = done
        say = self._context.say
        self.undone.emit()
        again = partial(self._put_back, merge, say("merge.put-back-reason"))
        self._offer(say("merge.undone", at=moment_words(merge.at)), "merge.put-back", again)

    def _tell_back(self, done: tuple[Merge, object]) -> None:
        merge, _ = done
        again = partial(self._undo, merge, self._history.default_reason(merge))
        self._offer(self._context.say("merge.back-again", at=moment_words(merge.at)), "merge.undo", again)

    def _offer(self, words: str, action: str, call: Callable[[], object]) -> None:
        self._call = call
        self._context.toast(words, self._context.say(action), call)
