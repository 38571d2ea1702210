"""The panel for deciding: it shows the cases of a view and takes the lead's conclusions on them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit

from inspector.commands.draft import Command
from inspector.errors import KnownError
from ui.context import Context
from ui.widgets.deciding.cases import Cases
from ui.widgets.item_list import digit_of
from ui.work.concluding import decided, draft_of, following, joining
from ui.work.deciding import value_words

_EXCUSES: Final = {Qt.Key.Key_0: "0", Qt.Key.Key_9: "9"}
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Deciding(Cases):
    """Shows where observers differ and takes the lead's conclusions.

    It writes nothing: whoever owns it carries out what `decided` tells, at once where the view is the one published, and
    after the merge where it is a preview. Until such a merge is written, decisions show as made.
    """

    decided = Signal(object)
    """A list of requests: those of one decision, or of taking one back. Carried out in the order of the signals."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.page.left.act.clicked.connect(self._take_left)
        self.page.right.act.clicked.connect(self._take_right)
        self.page.result.act.clicked.connect(self._take_both)
        self.page.result.changed.connect(self._keep_draft)
        self.page.result.stated.connect(self.state)
        self.page.result.withdrawn.connect(self._withdraw)

    @property
    def held(self) -> list[Command]:
        """The requests of all decisions that were made in a preview and still stand."""
        return self._decisions.requests

    def keys(self) -> list[tuple[str, str]]:
        """Return key and words of what keys do here."""
        say = self.context.say
        return [
            ("F7", say("deciding.key-next")),
            ("Shift+F7", say("deciding.key-previous")),
            ("Left", say("deciding.take-a")),
            ("Right", say("deciding.take-b")),
            ("+", say("deciding.take-both")),
            ("1 2 3 0 9", say("deciding.key-value")),
            ("Enter", say("deciding.state")),
        ]

    # -- chosen

    def _take_left(self) -> None:
        self._take_side(0)

    def _take_right(self) -> None:
        self._take_side(1)

    def _take_side(self, side: int) -> None:
        case = self.case
        if case is not None and self.context.is_lead and side < len(case.versions):
            version = case.versions[self._sides[side]]
            draft, letters = self._decisions.draft(case), self.page.letters(case, self._sides)
            self.page.result.put(following(case, draft, version, letters, self.context.language))
            self.page.to_result()

    def _take_both(self) -> None:
        case = self.case
        if case is not None and self.context.is_lead and len(case.versions) > 1:
            both = [case.versions[side] for side in self._sides]
            letters = self.page.letters(case, self._sides)
            self.page.result.put(joining(case, self._decisions.draft(case), both, letters, self.context.language))
            self.page.to_result()

    def _keep_draft(self) -> None:
        if self._now is not None:
            self._decisions.keep(self._now, self.page.result.draft)

    # -- told

    @Slot()
    def state(self) -> None:
        """State the conclusion that stands in the draft, and go on to the next case; or say what is missing."""
        case = self.case
        if case is None or not self.context.is_lead:
            return
        draft = self.page.result.draft
        if not case.is_open and not self.is_preview and draft == draft_of(case):
            self.go_next()  # that is what holds already
            return
        try:
            decision = decided(case, draft)
        except KnownError as error:
            self.page.result.complain(self.context.word(error))
            return
        self.decided.emit(self._decisions.make(decision, held=self.is_preview))
        value = value_words(case.asked, decision.value, self.context.language)
        self.context.toast(
            self.context.say("deciding.stated", code=case.code, value=value), self.context.say("deciding.undo"),
            self.undo,
        )  # fmt: skip
        self._show_list()
        if not self.go_next():
            self._show_case()
        self.page.result.setFocus()

    @Slot()
    def undo(self) -> None:
        """Take the last decision back; what it said stands as a draft again."""
        if self._decisions.can_undo:
            key, back = self._decisions.undo(self.context.say("deciding.undone"))
            self.decided.emit(back)
            self._show_list()
            self.page.list.go(key)
            self._show_case()

    @Slot(str)
    def _withdraw(self, reason: str) -> None:
        case = self.case
        if case is None:
            return
        self.decided.emit(self._decisions.withdraw(case, reason))
        self.context.toast(self.context.say("deciding.withdrew", code=case.code))
        self._show_list()
        self._show_case()

    # -- keys

    @property
    def _is_typing(self) -> bool:
        """Tell whether what is pressed belongs to a text: at its end the field lets arrows pass."""
        return isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit | QComboBox)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, modifiers = event.key(), event.modifiers()
        plain = not modifiers & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_F7 and plain:
            self._go(forward=not modifiers & Qt.KeyboardModifier.ShiftModifier)
        elif self._is_typing or not self._does(event, plain=plain):
            super().keyPressEvent(event)

    def _does(self, event: QKeyEvent, *, plain: bool) -> bool:
        key = event.key()
        is_control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        if is_control and key == Qt.Key.Key_Z and self._decisions.can_undo:
            self.undo()
        elif is_control and key in _EXCUSES:
            return self.page.result.values.excuse(_EXCUSES[Qt.Key(key)])
        elif not plain:
            return False
        elif digit := digit_of(event):
            return self.page.result.values.press(digit)
        elif key == Qt.Key.Key_Left:
            self._take_left()
        elif key == Qt.Key.Key_Right:
            self._take_right()
        elif key == Qt.Key.Key_Plus:
            self._take_both()
        elif key in _ENTER and self.page.list.hasFocus():
            self.page.to_result()
        elif key in _ENTER:
            self.state()
        else:
            return False
        return True
