"""The value of a conclusion: buttons for words, a field for a measure, and the two ways out that every item has."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from inspector.errors import KnownError
from inspector.journal.value import NOT_APPLICABLE, NOT_VERIFIABLE, Measure, Value
from inspector.rules.answers import parse
from inspector.rules.item import Item
from ui.context import Context
from ui.widgets.answer import MARKS, AnswerButton
from ui.widgets.flow import Flow
from ui.widgets.glyphs import LOOKS
from ui.widgets.text import Label, column, held, row

_ALWAYS: Final = ((NOT_APPLICABLE, "left_out", "0"), (NOT_VERIFIABLE, "unknown", "9"))
_HEIGHT: Final = 36


class _Mark(AnswerButton):
    """An answer that leaves all keys but Space to its column."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select):
            super().keyPressEvent(event)
        else:
            event.ignore()


class ValueChooser(QWidget):
    """Shows the value that a draft has, and tells when a person chose another one."""

    changed = Signal()
    entered = Signal()
    """Enter was pressed in the field."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._item: Item | None = None
        self._value: Value | None = None
        self._is_read_only = False
        self._marks: dict[str, _Mark] = {}
        self._is_remade = False
        self._kind: str | None = None
        """What there are buttons for; None before the first."""
        self._buttons = Flow(6)
        self.field = QLineEdit()
        self.field.setAccessibleName(context.say("deciding.value"))
        self.field.setProperty("measure", "small")
        self.field.textEdited.connect(self._typed)
        self.field.returnPressed.connect(self.entered)
        self._noun = Label(context.theme, "", 14, "text2", wrap=True)
        typing = row(Label(context.theme, context.say("deciding.value"), 12, "text2"), self.field, self._noun)
        typing.setStretchFactor(self._noun, 1)
        self._typing = held(typing)
        self.setLayout(column(self._typing, self._buttons, gap=6))

    @property
    def value(self) -> Value | None:
        """What is chosen; None if nothing is, or what stands in the field is no answer."""
        return self._value

    @property
    def item(self) -> Item | None:
        """What is answered."""
        return self._item

    def show_value(self, item: Item | None, value: Value | None, *, read_only: bool) -> None:
        """Show the value of a draft; an item that is not known here offers no value of its own."""
        self._item, self._is_read_only = item, read_only
        kind = item.answer if item is not None and item.answer in MARKS else ""
        if kind != self._kind:
            self._kind = kind
            self._make(kind)
        if item is not None and item.answer not in MARKS:
            noun = item.counted.noun.say(self._context.language) if item.counted is not None else ""
            self._noun.setText(noun or self._context.say(f"deciding.form-{item.answer}"))
        self._typing.setVisible(item is not None and item.answer not in MARKS)
        self.field.setReadOnly(read_only)
        self.setEnabled(item is not None)
        self._show(value, in_field=True)

    def was_remade(self) -> bool:
        """Tell, once, whether there are other buttons than before: the order of Tab has to be made anew."""
        remade, self._is_remade = self._is_remade, False
        return remade

    def _make(self, kind: str) -> None:
        """Make the buttons for a kind of answers in words, or for a measure, which has but the two ways out."""
        theme, say = self._context.theme, self._context.say
        marks = (*MARKS.get(kind, ()), *_ALWAYS)
        with_control = "" if kind else "Ctrl+"
        self._marks = {
            mark: _Mark(theme, say(f"answer.{mark}"), LOOKS[look], f"{with_control}{digit}", _HEIGHT)
            for mark, look, digit in marks
        }
        for mark, button in self._marks.items():
            button.setObjectName(mark)
            button.clicked.connect(self._pressed)
        self._buttons.place([*self._marks.values()])
        self._is_remade = True
        self._digits = {digit: mark for mark, _, digit in marks}

    def _show(self, value: Value | None, *, in_field: bool) -> None:
        self._value = value
        for mark, button in self._marks.items():
            button.show_state(checked=mark == value, read_only=self._is_read_only, wrong=False)
        if in_field:
            self.field.setText(self._written(value))

    def _written(self, value: Value | None) -> str:
        """Return a measure as it is typed."""
        if not isinstance(value, Measure):
            return ""
        if value.n is not None:
            return f"{value.n}/{value.total}"
        if value.count is not None:
            return str(value.count)
        number = value.percent or value.minutes
        if number is not None:
            return number.replace(".", ",") if self._context.language == "vi" else number
        return value.text or ""

    @property
    def _takes_number(self) -> bool:
        return self._item is not None and self._item.answer not in (*MARKS, "text")

    def press(self, digit: str) -> bool:
        """Choose by a digit, or begin a number with it; False if it means nothing here."""
        if self._is_read_only or self._item is None or self._item.answer == "text":
            return False
        if self._takes_number:
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.field.setText(digit)
            self._typed(digit)
            return True
        return self.excuse(digit)

    def excuse(self, digit: str) -> bool:
        """Choose the answer that a digit stands for in words, whatever the item asks; False if there is none."""
        mark = self._digits.get(digit)
        if self._is_read_only or self._item is None or mark is None:
            return False
        self._choose(mark)
        return True

    def _pressed(self) -> None:
        if not self._is_read_only:
            self._choose(self.sender().objectName())

    def _choose(self, mark: str) -> None:
        self._show(mark, in_field=True)
        self.changed.emit()

    def _typed(self, text: str) -> None:
        assert self._item is not None
        try:
            value = parse(self._item, text) if text.strip() else None
        except KnownError:
            value = None
        self._show(value, in_field=False)
        self.changed.emit()
