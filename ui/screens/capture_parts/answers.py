"""How the current item is answered: buttons for words, fields for numbers, a text; and the two ways out with a reason."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from inspector.errors import KnownError
from inspector.journal.bodies import Observed
from inspector.journal.value import NOT_APPLICABLE, Measure, Value
from inspector.rules.answers import parse
from inspector.rules.item import Item
from ui.context import Context
from ui.screens.capture_parts.note import NoteField
from ui.screens.capture_parts.number import NumberField
from ui.widgets.answer import MARKS, AnswerButton
from ui.widgets.button import Button
from ui.widgets.glyphs import LOOKS
from ui.widgets.item_list import digit_of
from ui.widgets.text import Label, column, held, row


class AnswerWords(QWidget):
    """The answers in words of one kind of item, a button each, and beside them what leaves an item out."""

    pressed = Signal(str)
    """The value of an answer."""

    def __init__(self, context: Context, kind: str) -> None:
        super().__init__()
        self._theme = context.theme
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self.buttons: dict[str, AnswerButton] = {}
        for mark, look, digit in (*MARKS[kind], (NOT_APPLICABLE, "left_out", "0")):
            button = AnswerButton(context.theme, context.say(f"answer.{mark}"), LOOKS[look], digit)
            button.setObjectName(mark)
            button.clicked.connect(self._press)
            self.buttons[mark] = button
        self._place()

    def _press(self) -> None:
        self.pressed.emit(self.sender().objectName())

    def _place(self) -> None:
        """Put the answers in one row, or two by two where large text leaves no room for that."""
        buttons = [*self.buttons.values()]
        wanted = sum(button.minimumSizeHint().width() for button in buttons) + 8 * (len(buttons) - 1)
        across = 2 if self._theme.percent >= 150 and wanted > self.width() else len(buttons)
        for number, button in enumerate(buttons):
            self._grid.removeWidget(button)
            self._grid.addWidget(button, number // across, number % across)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()


class AnswerArea(QWidget):
    """Shows what this person said of one item, and tells what they say now. It decides nothing."""

    given = Signal(object, bool)
    """A `Value`, and whether to go on to the next item."""
    excused = Signal(str)
    """`not_applicable` or `not_verifiable` was chosen; a reason is still to be asked for."""
    typed = Signal(str)
    """What stands in the fields of a number or a text while it is no answer yet."""
    left = Signal()
    digit = Signal(str)
    """Typed while a button has the focus: the same as on the list."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._item: Item | None = None
        self._is_read_only = False
        self._stack = QStackedWidget()
        self._pages = {kind: AnswerWords(context, kind) for kind in MARKS}
        self._words = self._pages["graded"]
        self._numbers = self._make_numbers()
        self._texts = self._make_text()
        for page in (*self._pages.values(), self._numbers, self._texts):
            self._stack.addWidget(page)
        for words in self._pages.values():
            words.pressed.connect(self._pressed)
        self.wrong = Label(context.theme, "", 12, "fail_ink", strong=True, wrap=True)
        self.wrong.hide()
        self.setLayout(column(self._stack, self.wrong, gap=4))

    # -- made once

    def _make_numbers(self) -> QWidget:
        theme, say = self._context.theme, self._context.say
        steps = {"less": say("capture.less"), "more": say("capture.more")}
        self._first = NumberField(theme, say("capture.number"), decimal=False, **steps)
        self._second = NumberField(theme, say("capture.total"), decimal=False, **steps)
        self._decimal = NumberField(theme, say("capture.number"), decimal=True, **steps)
        self._slash = Label(theme, "/", 20, "text3")
        self._noun = Label(theme, "", 14, "text2", wrap=True)
        self._first.entered.connect(self._first_done)
        self._first.slashed.connect(self._first_done)
        self._second.entered.connect(self._commit_and_go)
        self._decimal.entered.connect(self._commit_and_go)
        for field in (self._first, self._second, self._decimal):
            field.left.connect(self._commit_if_whole)
            field.escaped.connect(self.left)
            field.changed.connect(self._tell_typed)
        na = Button(theme, say("answer.not_applicable"), "plain", "", "Ctrl+0", 40)
        na.clicked.connect(self._excuse_na)
        self._excuse = na
        noun = column(None, self._noun, None)
        fields = row(self._first, self._slash, self._second, self._decimal, noun, na, gap=8)
        fields.setStretchFactor(noun, 1)
        page = held(fields)
        page.setMinimumHeight(theme.px(56))
        return page

    def _make_text(self) -> QWidget:
        theme, say = self._context.theme, self._context.say
        self._text = NoteField(theme, say("capture.text-answer"), 2)
        self._text.flushed.connect(self._take_text)
        self._text.left.connect(self.left)
        return held(row(self._text, gap=8))

    # -- shown

    def show_item(self, item: Item, own: Observed | None, draft: str, *, read_only: bool, wrong: bool) -> None:
        """Show an item with what this person said of it; `draft` stands in the fields where nothing was said."""
        is_other = self._item is None or self._item.id != item.id
        self._item, self._is_read_only = item, read_only
        if is_other:
            self.wrong.hide()
        value = own.value if own is not None else None
        if item.answer in MARKS:
            self._show_words(item, value, read_only=read_only, wrong=wrong)
        elif item.answer == "text":
            self._stack.setCurrentWidget(self._texts)
            self._text.setReadOnly(read_only)
            text = value.text if isinstance(value, Measure) and value.text is not None else draft
            self._text.show_text(text)
        else:
            self._show_numbers(item, value, draft, read_only=read_only, is_other=is_other)
        # As high as the highest of those that most items are answered by: what stands below does not move with each key.
        pages: list[QWidget] = [*self._pages.values(), self._numbers]
        if item.answer == "text":
            pages.append(self._texts)
        self._stack.setFixedHeight(max(page.sizeHint().height() for page in pages))

    def _show_words(self, item: Item, value: Value | None, *, read_only: bool, wrong: bool) -> None:
        self._words = self._pages[item.answer]
        self._stack.setCurrentWidget(self._words)
        for mark, button in self._words.buttons.items():
            button.show_state(checked=mark == value, read_only=read_only, wrong=wrong and mark == value)

    def _show_numbers(self, item: Item, value: Value | None, draft: str, *, read_only: bool, is_other: bool) -> None:
        kind = item.answer
        self._first.setVisible(kind in ("ratio", "count"))
        self._slash.setVisible(kind == "ratio")
        self._second.setVisible(kind == "ratio")
        self._decimal.setVisible(kind in ("percent", "minutes"))
        noun = item.counted.noun.say(self._context.language) if item.counted else ""
        self._noun.setText(noun or self._context.say(f"capture.unit-{kind}"))
        for field in (self._first, self._second, self._decimal):
            field.set_read_only(read_only=read_only)
        self._excuse.setVisible(not read_only or value == NOT_APPLICABLE)
        self._excuse.set_kind("tinted" if value == NOT_APPLICABLE else "plain")
        if is_other or not self._is_typing:
            self._fill(value, draft)
        self._stack.setCurrentWidget(self._numbers)  # last: fields are shown and hidden for nothing while none is seen

    @property
    def _is_typing(self) -> bool:
        return any(field.field.hasFocus() for field in (self._first, self._second, self._decimal))

    def _fill(self, value: Value | None, draft: str) -> None:
        first, second, decimal = "", "", ""
        if isinstance(value, Measure):
            first = str(value.n if value.n is not None else value.count if value.count is not None else "")
            second = str(value.total) if value.total is not None else ""
            decimal = value.percent or value.minutes or ""
            if self._context.language == "vi":
                decimal = decimal.replace(".", ",")
        elif draft:
            first, _, second = draft.partition("/")
            decimal = draft
        self._first.show_text(first)
        self._second.show_text(second)
        self._decimal.show_text(decimal)

    def begin(self, digit: str) -> bool:
        """Begin a number with a digit that was typed on the list; False if the item takes none."""
        if self._item is None or self._is_read_only or self._item.answer in (*MARKS, "text"):
            return False
        (self._decimal if self._item.answer in ("percent", "minutes") else self._first).begin(digit)
        return True

    def take_focus(self) -> None:
        """Take the focus where the answer is given."""
        if self._item is None:
            return
        if self._item.answer in MARKS:
            next(iter(self._words.buttons.values())).setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self._item.answer == "text":
            self._text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            (self._decimal if self._item.answer in ("percent", "minutes") else self._first).take_focus()

    def flush(self) -> None:
        """Tell a text that was typed last."""
        self._text.flush()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if digit := digit_of(event):
            self.digit.emit(digit)
        else:
            super().keyPressEvent(event)

    # -- told

    def mark_of(self, digit: str) -> str | None:
        """Return the answer in words that a digit means for the current item."""
        if self._item is None or self._item.answer not in MARKS:
            return None
        return next((mark for mark, _, one in MARKS[self._item.answer] if one == digit), None)

    def _pressed(self, mark: str) -> None:
        if self._is_read_only:
            return
        if mark == NOT_APPLICABLE:
            self.excused.emit(mark)
        else:
            self.given.emit(mark, True)

    def _excuse_na(self) -> None:
        self.excused.emit(NOT_APPLICABLE)

    @property
    def _number(self) -> str:
        assert self._item is not None
        if self._item.answer == "ratio":
            return f"{self._first.text}/{self._second.text}"
        return self._first.text if self._item.answer == "count" else self._decimal.text

    def _tell_typed(self) -> None:
        self.wrong.hide()
        number = self._number
        self.typed.emit("" if number == "/" else number)

    def _first_done(self) -> None:
        assert self._item is not None
        if self._item.answer == "ratio":
            self._second.take_focus()
        else:
            self._commit_and_go()

    def _commit_and_go(self) -> None:
        self._commit(self._number, go=True)

    def _commit_if_whole(self) -> None:
        """Say a number that is whole when its field is left: who clicks elsewhere has said it too."""
        if self._item is None or self._is_read_only or self._is_typing or not self._number.strip("/"):
            return
        if self._item.answer == "ratio" and not (self._first.text and self._second.text):
            return
        self._commit(self._number, go=False)

    def _commit(self, text: str, *, go: bool) -> None:
        assert self._item is not None
        if self._is_read_only:
            return
        try:
            value = parse(self._item, text)
        except KnownError:
            key = f"capture.unfit-{self._item.answer}" if text.strip("/") else "capture.not-a-number"
            self.wrong.setText(self._context.say(key, code=self._item.code, given=text))
            self.wrong.show()
            return
        self.wrong.hide()
        self.given.emit(value, go)

    def _take_text(self, text: str) -> None:
        if self._item is not None and self._item.answer == "text" and not self._is_read_only:
            if text:
                self.given.emit(Measure(text=text), False)
            else:
                self.typed.emit("")
