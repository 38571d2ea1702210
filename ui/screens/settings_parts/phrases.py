"""Ready phrases of the person's own: written once, offered beside the answers that they fit."""

from __future__ import annotations

from typing import Final, get_args

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem, QPlainTextEdit

from inspector.errors import KnownError
from inspector.text import clean
from ui.context import Context
from ui.screens.settings_parts.beside import Beside
from ui.screens.settings_parts.part import Part, buddy
from ui.widgets.button import Button
from ui.widgets.notices import Empty
from ui.widgets.text import Label
from ui.work.phrases import Answered
from ui.work.preferences import OwnPhrase

ANSWERS: Final[tuple[Answered, ...]] = get_args(Answered)
LONGEST: Final = 500


class Phrases(Part):
    """A list, and below it the field in which a phrase is written or mended."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._shown: tuple[OwnPhrase, ...] | None = None
        self._editing: int | None = None
        self._add_list()
        self._add_field()
        self._edit(None)

    def _add_list(self) -> None:
        self.list = QListWidget()
        self.list.setAccessibleName(self.say("phrases.heading"))
        self.list.setWordWrap(True)
        self.list.setProperty("role", "plain")
        self.list.setMinimumHeight(self.theme.px(160))
        self.list.itemActivated.connect(self._begin_edit)
        self.list.currentRowChanged.connect(self._selected)
        self.empty = Empty(self.theme, "message-2", self.say("phrases.none"))
        self.edit = Button(self.theme, self.say("phrases.edit"), "plain", "pencil", height=32)
        self.edit.clicked.connect(self._begin_edit)
        self.remove = Button(self.theme, self.say("phrases.remove"), "plain", "trash", height=32)
        self.remove.clicked.connect(self._remove)
        self.add_card(
            self.say("phrases.heading"), self.list, self.empty, 8, Beside(self.edit, self.remove),
            icon="message-2", note=self.say("phrases.note"),
        )  # fmt: skip

    def _add_field(self) -> None:
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.theme.px(88))
        self.answer = QComboBox()
        for answer in ANSWERS:
            self.answer.addItem(self.say(f"phrases.for.{answer or 'any'}"), answer)
        self.told = Label(self.theme, "", 12, "fail_ink", wrap=True)
        self.keep = Button(self.theme, self.say("phrases.add"), "primary", "plus")
        self.keep.clicked.connect(self._keep)
        self.leave = Button(self.theme, self.say("phrases.leave"), "plain")
        self.leave.clicked.connect(self._leave)
        self.field = self.add_card(
            self.say("phrases.write"),
            buddy(self.theme, self.say("phrases.text"), self.text),
            8,
            buddy(self.theme, self.say("phrases.for"), self.answer),
            4,
            self.told,
            8,
            Beside(self.keep, self.leave),
            icon="pencil",
        )

    def refresh(self) -> None:
        phrases = self.context.preferences.phrases
        if phrases == self._shown:
            return
        self._shown = phrases
        at = self.list.currentRow()
        self.list.clear()
        for phrase in phrases:
            item = QListWidgetItem(phrase.text)
            offered = self.say(f"phrases.for.{phrase.answer or 'any'}")
            item.setToolTip(f"{phrase.text}\n{offered}")
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, offered)
            self.list.addItem(item)
        self.list.setCurrentRow(min(max(at, 0), len(phrases) - 1))
        self.list.setVisible(bool(phrases))
        self.empty.setVisible(not phrases)
        self._selected(self.list.currentRow())

    def _selected(self, number: int) -> None:
        for button in (self.edit, self.remove):
            button.setVisible(number >= 0)

    def _begin_edit(self) -> None:
        if self.list.currentRow() >= 0:
            self._edit(self.list.currentRow())

    def _edit(self, number: int | None) -> None:
        """Put a phrase into the field, or an empty one for None."""
        self._editing = number
        phrase = OwnPhrase("") if number is None else self.context.preferences.phrases[number]
        self.text.setPlainText(phrase.text)
        self.answer.setCurrentIndex(ANSWERS.index(phrase.answer))
        self.keep.set_words(self.say("phrases.add" if number is None else "phrases.change"))
        self.leave.setVisible(number is not None)
        self._tell("")
        if number is not None:
            self.text.setFocus()

    def _leave(self) -> None:
        self._edit(None)
        self.list.setFocus()

    def _keep(self) -> None:
        try:
            words = " ".join(clean(self.text.toPlainText()).split())
        except KnownError as error:
            self._tell(self.context.word(error))
            return
        if not words:
            self._tell(self.say("phrases.empty"))
            return
        if len(words) > LONGEST:
            self._tell(self.say("phrases.too-long", longest=LONGEST))
            return
        phrases = list(self.context.preferences.phrases)
        if self._editing is None:
            phrases.append(OwnPhrase(words, answer=self.answer.currentData()))
        else:
            old = phrases[self._editing]
            phrases[self._editing] = msgspec.structs.replace(old, text=words, answer=self.answer.currentData())
        self.context.prefer(phrases=tuple(phrases))
        self._edit(None)

    def _remove(self) -> None:
        before, number = self.context.preferences.phrases, self.list.currentRow()
        if number < 0:
            return
        self._edit(None)
        self.context.prefer(phrases=before[:number] + before[number + 1 :])
        self.list.setFocus()

        def bring_back() -> None:
            self.context.prefer(phrases=before)

        self.context.toast(self.say("phrases.removed"), self.context.say("act.undo"), bring_back)

    def _tell(self, words: str) -> None:
        self.told.setText(words)
        self.told.setVisible(bool(words))
