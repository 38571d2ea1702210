"""Answers on their way to the disk. Until one is there it is known here, so that the form keeps what was said."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from inspector.commands.answering import Answer, WithdrawAnswer
from inspector.errors import KnownError
from inspector.journal.entry import VisitId
from inspector.journal.value import Value
from ui.context import Context
from ui.job import Job, is_of_the_disk
from ui.work.drafts import Drafts, Key

Said = Answer | WithdrawAnswer


class Sending(QObject):
    """Hands answers in, and keeps what was typed and is in no answer yet."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._waiting: dict[tuple[VisitId, str], Said] = {}
        self.drafts = Drafts(context.home)

    def said(self, visit: VisitId, item: str) -> Said | None:
        """Return what was said last of an item, while it is not on disk."""
        return self._waiting.get((visit, item))

    def waiting(self, visit: VisitId) -> frozenset[str]:
        """Return the items of a visit of which something was said that is not on disk."""
        return frozenset(item for one, item in self._waiting if one == visit)

    def answer(self, visit: VisitId, item: str, value: Value, note: str, reason: str) -> Job:
        """Say what was seen."""
        return self._send(Answer(visit, item, value, note, reason))

    def withdraw(self, visit: VisitId, item: str) -> None:
        """Take an answer back."""
        self._send(WithdrawAnswer(visit, item))

    def _send(self, said: Said) -> Job:
        key = (said.visit, said.item)
        self._waiting[key] = said
        job = self._context.bridge.submit(said, about=key)
        job.done.connect(partial(self._done, said))
        job.failed.connect(partial(self._failed, said))
        job.crashed.connect(partial(self._forget, said))
        return job

    def _done(self, said: Said, _: object) -> None:
        self._forget(said)
        if isinstance(said, Answer):
            if self.drafts.text((said.visit, said.item)) == said.note:
                self.keep((said.visit, said.item), "")
            self.keep((said.visit, f"{said.item}#value"), "")

    def _failed(self, said: Said, error: KnownError) -> None:
        if not is_of_the_disk(error):
            self._forget(said)

    def _forget(self, said: Said, *_: object) -> None:
        if self._waiting.get((said.visit, said.item)) is said:
            del self._waiting[said.visit, said.item]

    def keep(self, key: Key, text: str) -> None:
        """Keep a text beside the dossier; what cannot be written is told, and holds for this run."""
        try:
            self.drafts.keep(key, text)
        except KnownError as error:
            self._context.refused.emit(self._context.word(error))
