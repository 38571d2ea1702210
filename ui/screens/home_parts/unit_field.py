"""A field that finds a unit while one types: suggestions open below it and never change what stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit

from inspector.text import fold
from ui.aside import Task
from ui.context import Context
from ui.screens.home_parts.wording import Words
from ui.work.choosing import Choice, among, listed
from ui.work.directories import directory_of
from ui.work.home import Home

_PAUSE_MS: Final = 120
"""From the last key to the search: nobody reads what is found between two keys."""


class UnitField(QLineEdit):
    """A line for the name of a unit. `choice` is what was chosen, None while the words are only typed.

    The completer never completes inline, for input methods for Vietnamese rewrite what stands before the caret.
    """

    chosen = Signal()
    """What is chosen changed."""

    def __init__(self, context: Context, plans: Sequence[Choice]) -> None:
        super().__init__()
        self._context = context
        self._words = Words(context)
        self._plans = plans
        self._choices: list[Choice] = []
        self._task: Task | None = None
        self.choice: Choice | None = None
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(10)
        self._popup.setObjectName("suggestions")
        self._completer.setWidget(self)  # not `setCompleter`: that would write the suggestion into the field by itself
        self._completer.activated.connect(self._take)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._search)
        self.textEdited.connect(self._edited)

    @property
    def suggestions(self) -> list[str]:
        """What is offered now."""
        return self._model.stringList()

    def choose(self, choice: Choice) -> None:
        """Take a unit as meant."""
        self.choice = choice
        self.setText(choice.name)
        self._popup.hide()
        self.chosen.emit()

    def told(self, choice: Choice) -> str:
        """Return a suggestion as it is read."""
        say = self._context.say
        if choice.visit:
            return say("new.suggest-planned", name=choice.name, day=self._words.lower_day(choice.day))
        if choice.formerly:
            return say("new.suggest-former", name=choice.name, former=choice.formerly, above=choice.above)
        return f"{choice.name} — {choice.above}"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not self._popup.isVisible():
            self._offer(self._choices or among(self._plans, self.text()))
            return
        super().keyPressEvent(event)

    @Slot(str)
    def _edited(self, text: str) -> None:
        if self.choice is not None:
            self.choice = None
            self.chosen.emit()
        self._timer.start()

    @Slot()
    def _search(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        query = self.text()
        if not fold(query):
            self._offer(among(self._plans, ""))
            return
        self._choices = among(self._plans, query)
        self._task = self._context.aside.run(partial(_listed, self._context.home, query))
        self._task.done.connect(self._found)
        self._task.failed.connect(self._refused)

    @Slot(object)
    def _found(self, choices: list[Choice]) -> None:
        self._task = None
        self._offer(self._choices + choices)

    @Slot(object)
    def _refused(self, error: object) -> None:
        """A search that cannot be asked finds nothing; what was typed is judged when the form is sent."""
        self._task = None
        self._offer(self._choices)

    def _offer(self, choices: list[Choice]) -> None:
        self._choices = choices
        self._model.setStringList([self.told(one) for one in choices])
        if choices and self.hasFocus():
            self._completer.complete()
        else:
            self._popup.hide()

    @Slot(str)
    def _take(self, words: str) -> None:
        self.choose(self._choices[self.suggestions.index(words)])

    @property
    def _popup(self) -> QAbstractItemView:
        popup = self._completer.popup()
        assert popup is not None
        return popup


def _listed(home: Home, query: str) -> list[Choice]:
    return listed(directory_of(home).directory, query)
