"""The card of all answers: heading, filters, list."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from inspector.projection.visit import VisitView
from inspector.rules.checklist import Checklist
from ui.context import Context
from ui.screens.review_parts.answer_list import AnswerList
from ui.screens.review_parts.answers import AnswersModel, Filter, GroupLine, Line, lines
from ui.widgets.button import Button
from ui.widgets.text import Label, column, hairline, row


class AnswersCard(QFrame):
    """Shows the answers of a visit, all or some."""

    filtered = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        theme, say = context.theme, context.say
        self.setProperty("role", "card")
        self.model = AnswersModel(self._describe)
        self.list = AnswerList(context, self.model)
        self.unmet = Button(theme, say("review.only-unmet"), "plain", height=32)
        self.noted = Button(theme, say("review.only-noted"), "plain", height=32)
        for button in (self.unmet, self.noted):
            button.setCheckable(True)
            button.toggled.connect(self.filtered)
        self._size = Label(theme, "", 12, "text2")
        names = column(Label(theme, say("review.answers"), 16, strong=True), self._size)
        top = row(names, None, self.unmet, self.noted, gap=8, margins=(16, 8, 16, 8))
        self._none = Label(theme, say("review.none-shown"), 14, "text2", wrap=True)
        self._none.setContentsMargins(16, 12, 16, 12)
        self.setLayout(column(top, hairline(), self._none, self.list, margins=(1, 1, 1, 1)))

    def show_visit(self, visit: VisitView, checklist: Checklist, *, is_sealed: bool) -> None:
        """Show a visit; of a sealed one the items are looked at, not corrected."""
        say = self._context.say
        wanted = Filter(self.unmet.isChecked(), self.noted.isChecked())
        shown = lines(visit, checklist, self._context.language, wanted)
        self._size.setText(say("review.size", items=len(checklist.items), groups=len(checklist.groups)))
        self._none.setVisible(not shown)
        self.list.set_link(say("review.look" if is_sealed else "review.edit"))
        self.model.show_lines(shown)
        self.list.fit()

    def _describe(self, line: Line) -> str:
        """Return what a screen reader says of a row."""
        say = self._context.say
        if isinstance(line, GroupLine):
            tally = ", ".join(f"{say(f'review.tally-{state}')} {count}" for state, count in line.tally)
            return f"{line.code}. {line.title}. {tally}"
        parts = [f"{line.item.code} {line.item.short.say(self._context.language)}", line.words, line.note]
        parts.append(say("review.photos", count=line.photos) if line.photos else "")
        parts.append(say("review.lacks-photo") if line.lacks_photo else "")
        parts.append(say("review.lacks-note") if line.lacks_note else "")
        return ". ".join(part for part in parts if part)
