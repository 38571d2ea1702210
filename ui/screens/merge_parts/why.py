"""Why a number is what it is, and what is known of one file: a list with a heading, closed by Esc."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget

from inspector.journal.entry import Slot, VisitId
from inspector.projection.view import View
from inspector.rules.checklist import Checklist
from resources import Language
from ui.context import Context
from ui.screens.merge_parts.wording import Words, lights_of
from ui.widgets.button import Button
from ui.widgets.text import Label, column, held, row
from ui.work.arrivals import Arrival, Verdict
from ui.work.foreseeing import Foreseen
from ui.work.stages import checklist_for, heading


class Why(QFrame):
    """One list. A file that comes in only for a reason has a field for it."""

    closed = Signal()
    accepted = Signal(int, str)
    """A file, and the reason for which what proves itself of it is taken in."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._words = Words(context)
        self._number = -1
        theme, say = context.theme, context.say
        self.setObjectName("why")
        self.title = Label(theme, "", 14, strong=True, wrap=True)
        self.close_button = Button(theme, say("merge.close-why"), "link", "x", "Esc", height=32)
        self.close_button.clicked.connect(self.closed)
        self.list = QListWidget()
        self.list.setProperty("role", "plain")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(say("merge.reason-hint"))
        self.reason.setAccessibleName(say("merge.reason"))
        self.reason.returnPressed.connect(self._accept)
        self.accept = Button(theme, say("merge.accept-part"), "plain", "eye", height=40)
        self.accept.clicked.connect(self._accept)
        fields = row(self.reason, self.accept, gap=12)
        fields.setStretchFactor(self.reason, 1)
        self._form = held(column(Label(theme, say("merge.reason"), 12, "text2"), fields, gap=4))
        head = row(self.title, self.close_button, gap=12)
        head.setStretchFactor(self.title, 1)
        self.setLayout(column(head, self._form, self.list, gap=8, margins=(16, 8, 24, 12)))

    def show_count(self, which: str, seen: Foreseen, rows: Sequence[Arrival]) -> None:
        """Show what one number counts."""
        say = self._context.say
        lines = {
            "visits": lambda: [self._unit(seen.view, one) for one in seen.visits],
            "photos": lambda: [
                say("merge.why.photos-of", unit=self._unit(seen.view, visit), count=count)
                for visit, count in seen.photos.items()
            ],
            "here": lambda: [self._file(one) for one in rows if one.verdict in (Verdict.HERE, Verdict.OLDER)],
            "settled": lambda: self._settled(seen),
            "conflicts": lambda: [
                say(
                    "merge.why.conflict-new" if one.is_new else "merge.why.conflict-open",
                    unit=self._unit(seen.view, one.visit),
                    what=self._subject(seen, one.visit, one.about),
                )
                for one in seen.conflicts
            ],
        }[which]()
        self._show(say(f"merge.why.{which}"), lines, -1)

    def show_file(self, number: int, arrival: Arrival) -> None:
        """Show what is known of a file: its lights, its remarks, its units."""
        lights = [self._context.say(key) for _, key in lights_of(arrival)]
        remarks = [self._words.remark(one) for one in arrival.remarks]
        units = [heading(unit) for unit in arrival.units]
        verdict = self._words.cell(arrival, "verdict")
        title = self._context.say("merge.why.file", file=arrival.path.name, verdict=verdict)
        self._show(title, [*remarks, *lights, *units, str(arrival.path)], number if arrival.needs_reason else -1)
        self.list.setProperty("verbatim", True)  # paths, and what SQLite or the reader of bytes said

    def ask(self) -> None:
        """Put the caret where the reason goes, or on the list."""
        (self.reason if self._number >= 0 else self.list).setFocus()

    def _show(self, title: str, lines: Sequence[str], number: int) -> None:
        self._number = number
        self.list.setProperty("verbatim", False)
        self._form.setVisible(number >= 0)
        self.reason.clear()
        self.title.setText(title)
        self.list.clear()
        self.list.addItems(list(lines) or [self._context.say("merge.why.nothing")])
        self.list.setAccessibleName(title)
        self.list.setCurrentRow(0)

    def _accept(self) -> None:
        reason = self.reason.text().strip()
        if self._number >= 0 and reason:
            self.accepted.emit(self._number, reason)
        else:
            self.reason.setProperty("wrong", True)
            self.reason.style().unpolish(self.reason)
            self.reason.style().polish(self.reason)
            self.reason.setFocus()

    def _unit(self, view: View, visit: VisitId) -> str:
        return heading(view.visits[visit].unit.name)

    def _file(self, arrival: Arrival) -> str:
        remark = self._words.remark(arrival.remarks[0]) if arrival.remarks else ""
        return " · ".join(part for part in (arrival.path.name, remark) if part)

    def _settled(self, seen: Foreseen) -> list[str]:
        alone = Counter(one.visit for one in seen.settled if one.observers < 2)
        together = Counter(one.visit for one in seen.settled if one.observers > 1)
        return [
            self._context.say(
                "merge.why.settled-of",
                unit=self._unit(seen.view, visit),
                count=alone[visit] + together[visit],
                alone=alone[visit],
                together=together[visit],
            )
            for visit in dict.fromkeys(one.visit for one in seen.settled)
        ]

    def _subject(self, seen: Foreseen, visit: VisitId, about: Slot) -> str:
        """Return what is contested: an item by its code and name, else the family of the slot in words."""
        checklist = checklist_for(seen.view.visits[visit], seen.checklists)
        if about[0] in ("obs", "con") and checklist is not None:
            return _item(checklist, about[1], self._context.language)
        return self._context.say("merge.why.other-slot")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)


def _item(checklist: Checklist, item: str, language: Language) -> str:
    found = next((one for one in checklist.items if one.id == item), None)
    if found is None:
        return item
    return f"{found.code} {found.short.say(language)}"
