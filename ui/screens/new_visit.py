"""The form that begins a visit: the unit, the checklist, announced or not, role-play or not."""

from __future__ import annotations

from functools import cache
from typing import Final

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QWidget

from inspector.commands.draft import Command
from inspector.commands.visiting import OpenUnplanned, OpenVisit
from inspector.errors import KnownError
from inspector.journal.entry import VisitId
from inspector.rules import shipped
from inspector.rules.checklist import Checklist, decode, encode
from ui.context import Context
from ui.screens.home_parts.unit_field import UnitField
from ui.widgets.button import Button, Segments
from ui.widgets.notices import Banner
from ui.widgets.text import Label, column, hairline, held, row
from ui.work.choosing import Choice, last_begun, plans, typed
from ui.work.home import local_now
from ui.work.stages import checklist_for

_WIDTH: Final = 800
"""Pixels at 100 %: room for the title of a checklist in either language."""
_CLOCK_MS: Final = 1000


class NewVisit(QDialog):
    """Asks four things and begins a visit; what was typed stays where the dossier refuses.

    Args:
        context: the window's surroundings, with a dossier open.
        parent: the window.
        visit: a planned visit to begin; empty: the person says which unit.
    """

    def __init__(self, context: Context, parent: QWidget, visit: VisitId = "") -> None:
        super().__init__(parent)
        self._room = parent.width() - 48
        self._context = context
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(context.say("new.title"))
        plans_here = plans(context.shown.view)
        self.problem = Banner(context.theme, "fail", "alert-triangle")
        self.problem.hide()
        self.unit = UnitField(context, plans_here)
        self.unit.setAccessibleName(context.say("new.unit"))
        self.unit.setPlaceholderText(context.say("new.unit-hint"))
        self.unit.chosen.connect(self._show_checklist)
        self.unit.textEdited.connect(self.problem.hide)
        self.checklist = QComboBox()
        self._checklists = _checklists(context)
        self.announced = Segments(
            context.theme, (context.say("home.unannounced"), context.say("home.announced")), context.say("new.how")
        )
        self.mystery = Segments(
            context.theme, (context.say("new.no-role-play"), context.say("new.role-play")), context.say("new.posing")
        )
        self.begin = Button(context.theme, context.say("home.begin"), "primary", "player-play")
        self.begin.clicked.connect(self._begin)
        self._prefill()
        self._build()
        chosen = next((one for one in plans_here if one.visit == visit), None)
        if chosen is not None:
            self.unit.choose(chosen)
        else:
            self._show_checklist()

    def _build(self) -> None:
        say, theme = self._context.say, self._context.theme
        self.unit_note = Label(theme, "", 12, "text2", wrap=True)
        cancel = Button(theme, say("new.cancel"))
        cancel.clicked.connect(self.reject)
        self.begins = Label(theme, "", 14, "text2", wrap=True)
        self._show_clock()
        names = [one.name for one in self._context.shown.view.trust.persons.values()]
        members = Label(theme, say("new.members", names=", ".join(names) or "–"), 14, "text2", wrap=True)
        unit, checklist = self._named(say("new.unit"), self.unit), self._named(say("new.checklist"), self.checklist)
        how = column(Label(theme, say("new.how"), 14, strong=True), row(self.announced, None), gap=4)
        posing = column(Label(theme, say("new.posing"), 14, strong=True), row(self.mystery, None), gap=4)
        buttons = row(None, cancel, self.begin, gap=12)
        self.setLayout(
            column(
                Label(theme, say("new.title"), 20, strong=True), self.problem, unit, self.unit_note, checklist,
                how, posing, hairline(), members, self.begins, 4, buttons, gap=12, margins=(24, 20, 24, 20),
            )
        )  # fmt: skip
        self.setMinimumWidth(min(theme.px(_WIDTH), self._room))  # within a narrow window
        clock = QTimer(self)  # the visit begins when the button is pressed, so the form says what it is then
        clock.timeout.connect(self._show_clock)
        clock.start(_CLOCK_MS)
        for before, after in (
            (self.unit, self.checklist), (self.checklist, self.announced), (self.announced, self.mystery),
            (self.mystery, cancel), (cancel, self.begin),
        ):  # fmt: skip
            QWidget.setTabOrder(before, after)
        self.unit.setFocus()

    def _named(self, words: str, field: QWidget) -> QWidget:
        label = Label(self._context.theme, words, 14, strong=True)
        label.setBuddy(field)
        field.setAccessibleName(words)
        return held(column(label, field, gap=4))

    def _prefill(self) -> None:
        """Take over what was said of the visit that began last: a round is mostly of one kind."""
        for one in self._checklists:
            self.checklist.addItem(f"{one.version} — {one.title.say(self._context.language)}")
        last = last_begun(self._context.shown.view)
        if last is not None:
            self.announced.choose(int(last.opened[0].announced))
            self.mystery.choose(int(last.opened[0].mystery))
            self.checklist.setCurrentIndex(self._place_of(last.id))

    def _place_of(self, visit: VisitId) -> int:
        """Return where the checklist of a visit stands among those offered."""
        shown = self._context.shown
        used = checklist_for(shown.view.visits[visit], shown.checklists)
        return next((n for n, one in enumerate(self._checklists) if one == used), 0)

    @Slot()
    def _show_clock(self) -> None:
        now = self._context.now()
        self.begins.setText(self._context.say("new.begins", time=f"{now:%H:%M}", day=f"{now:%d/%m/%Y}"))

    @Slot()
    def _show_checklist(self) -> None:
        """Show the checklist of a planned visit, which its plan fixed."""
        choice = self.unit.choice
        is_planned = choice is not None and bool(choice.visit)
        self.checklist.setEnabled(not is_planned)
        if choice is not None and choice.visit:
            self.checklist.setCurrentIndex(self._place_of(choice.visit))
        self.unit_note.setText(self._note(choice))
        self.unit_note.setVisible(bool(self.unit_note.text()))

    def _note(self, choice: Choice | None) -> str:
        if choice is None:
            return self._context.say("new.any-name")
        return self.unit.told(choice)

    # -- what a person asks

    @Slot()
    def _begin(self) -> None:
        try:
            request = self._request()
        except KnownError as error:
            self._refuse(error)
            return
        self.begin.setEnabled(False)
        job = self._context.bridge.submit(request)
        job.done.connect(self._begun)
        job.failed.connect(self._refuse)

    def _request(self) -> Command:
        """Return what the form asks for. Raises: KnownError new.unit-missing, text.control."""
        started = local_now(self._context.sources)
        mystery, announced = bool(self.mystery.index), bool(self.announced.index)
        choice = self.unit.choice or typed(self.unit.text())
        if choice.visit:
            return OpenVisit(choice.visit, started, mystery, announced)
        if choice.unit is None or not choice.unit.name:
            raise KnownError("new.unit-missing")
        checklist = encode(self._checklists[self.checklist.currentIndex()])
        return OpenUnplanned(choice.unit, checklist, started, mystery, announced)

    @Slot(object)
    def _begun(self, change: object) -> None:
        choice = self.unit.choice
        visit = choice.visit if choice is not None and choice.visit else change.added[0]  # type: ignore[attr-defined]
        self.accept()
        self._context.go("capture", visit=visit)

    @Slot(object)
    def _refuse(self, error: KnownError) -> None:
        self.begin.setEnabled(True)
        self.problem.tell(self._context.word(error))
        self.problem.show()
        self.unit.setFocus()


def _checklists(context: Context) -> list[Checklist]:
    """Return the checklists that can be chosen: those of the round, then those that the program carries, newest first."""
    carried = [_carried(version) for version in reversed(shipped.versions())]
    used = sorted(context.shown.checklists.values(), key=lambda one: one.version, reverse=True)
    found: list[Checklist] = []
    for one in (*used, *carried):
        if one not in found:
            found.append(one)
    return found


@cache
def _carried(version: str) -> Checklist:
    return decode(shipped.shipped(version))
