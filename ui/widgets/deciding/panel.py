"""The panel for deciding: it shows the cases of a view, published or as a merge would leave it, and tells decisions."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from inspector.commands.draft import Command
from inspector.errors import KnownError
from inspector.journal.entry import BlobId, VisitId
from inspector.projection.view import View
from inspector.rules.checklist import Checklist
from ui.aside import Task
from ui.context import Context
from ui.widgets.deciding.page import Page, Shown
from ui.widgets.deciding.why import WhyDialog
from ui.widgets.item_list import digit_of
from ui.widgets.notices import Empty
from ui.widgets.text import Label, column, held, row
from ui.work.concluding import Decision, Draft, decided, draft_of, following, joining, withdrawing
from ui.work.deciding import Case, Key, cases, differing, value_words
from ui.work.explaining import explain

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Deciding(QWidget):
    """Shows where observers differ and takes the lead's conclusions.

    It writes nothing: whoever owns it carries out what `decided` tells, at once where the view is the one published, and
    after the merge where it is a preview. Until such a merge is written, decisions show as made.
    """

    decided = Signal(object)
    """A list of requests: those of one decision, or of taking one back. Carried out in the order of the signals."""
    counted = Signal(int)
    """How many cases wait, whenever that may have changed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._view: View | None = None
        self._is_preview = False
        self._task: Task | None = None
        self._cases: dict[Key, Case] = {}
        self._now: Key | None = None
        self._sides = (0, 0)
        self._drafts: dict[Key, Draft] = {}
        self._held: dict[Key, Decision] = {}
        self._last: tuple[Decision, Decision | None] | None = None
        self._wanted: tuple[VisitId, str] | None = None
        self.page = Page(context)
        self._connect()
        self._stack = QStackedWidget()
        waiting = Label(context.theme, context.say("deciding.loading"), 14, "text2")
        self.empty = Empty(context.theme, "circle-check", context.say("deciding.none"))
        self.empty.setMaximumWidth(context.theme.px(520))
        for one in (
            waiting,
            self.page,
            held(column(None, row(None, self.empty, None), None, margins=(24, 24, 24, 24))),
        ):
            self._stack.addWidget(one)
        waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _connect(self) -> None:
        page = self.page
        page.list.reached.connect(self._reach)
        page.next.clicked.connect(self.go_next)
        page.why.clicked.connect(self.show_why)
        page.left.act.clicked.connect(self._take_left)
        page.right.act.clicked.connect(self._take_right)
        page.left.chosen.connect(self._choose_left)
        page.right.chosen.connect(self._choose_right)
        page.result.act.clicked.connect(self._take_both)
        page.result.changed.connect(self._keep_draft)
        page.result.stated.connect(self.state)
        page.result.withdrawn.connect(self._withdraw)
        page.left.photos.opened.connect(self._open_photo)
        page.right.photos.opened.connect(self._open_photo)
        page.result.photos.opened.connect(self._open_photo)

    # -- shown

    def show_view(
        self, view: View, checklists: Mapping[BlobId, Checklist], present: frozenset[BlobId],
        limit_to: Collection[VisitId] | None = None,
    ) -> None:  # fmt: skip
        """Show what is to be decided in a view; the case in hand and what was begun stay.

        Args:
            view: the one published, or one that a merge would leave.
            checklists: those that are at hand, by hash.
            present: the blobs that are here, or would be.
            limit_to: the visits that matter; None for all.
        """
        published = self.context.now_shown
        self._is_preview = published is None or published.view is not view
        if not self._is_preview:
            self._held.clear()
        if self._task is not None:
            self._task.cancel()
        self._view = view
        self.page.take_view(Shown(view, checklists, present))
        only = None if limit_to is None else frozenset(limit_to)
        self._task = self.context.aside.run(partial(cases, view, checklists, only))
        self._task.done.connect(self._take)

    def go_to(self, visit: VisitId, item: str) -> None:
        """Show the case of an item, now or as soon as it is known."""
        found = next((key for key in self._cases if key[:2] == (visit, item)), None)
        self._wanted = (visit, item) if found is None else None
        if found is not None:
            self.page.list.go(found)

    @property
    def open_count(self) -> int:
        """How many cases wait for a decision; those decided in a preview do not."""
        return sum(case.is_open and key not in self._held for key, case in self._cases.items())

    @property
    def case_count(self) -> int:
        """How many cases are shown, decided ones too."""
        return len(self._cases)

    @property
    def is_preview(self) -> bool:
        """Whether the view that is shown is not the one published: what is decided then waits for its merge."""
        return self._is_preview

    @property
    def case(self) -> Case | None:
        """The case that is shown."""
        return self._cases.get(self._now) if self._now is not None else None

    @property
    def held(self) -> list[Command]:
        """The requests of all decisions that were made in a preview and still stand."""
        return [command for decision in self._held.values() for command in decision.commands()]

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

    @Slot(object)
    def _take(self, found: tuple[Case, ...]) -> None:
        self._task = None
        self._cases = {case.key: case for case in found}
        self._held = {key: decision for key, decision in self._held.items() if key in self._cases}
        self._stack.setCurrentIndex(1 if found else 2)
        self._show_list()
        if self._wanted is not None:
            self.go_to(*self._wanted)
        if self._now not in self._cases:
            self._now = None
            first = self.page.model.next_open(None, forward=True) or next(iter(self._cases), None)
            if first is not None:
                self.page.list.go(first)
        else:
            self.page.list.go(self._now)
        self._show_case()

    def _show_list(self) -> None:
        self.page.show_list([*self._cases.values()], frozenset(self._held), self.open_count)
        if self._now is not None:
            self.page.list.go(self._now)
        self.counted.emit(self.open_count)

    @Slot(object)
    def _reach(self, key: Key) -> None:
        if key != self._now:
            self._now = key
            self._sides = differing(self._cases[key].versions)
            self._show_case()

    def _show_case(self) -> None:
        case = self.case
        if case is None:
            return
        if max(self._sides) >= len(case.versions):
            self._sides = differing(case.versions)
        self.page.show_case(case, self._sides, self._draft(case), self._held.get(case.key))

    def _draft(self, case: Case) -> Draft:
        made = self._held.get(case.key)
        begun = Draft(made.value, made.reason) if made is not None else draft_of(case)
        return self._drafts.get(case.key, begun)

    # -- chosen

    def _choose_left(self, place: int) -> None:
        self._choose(place, self._sides[1] if place != self._sides[1] else self._sides[0])

    def _choose_right(self, place: int) -> None:
        self._choose(self._sides[0] if place != self._sides[0] else self._sides[1], place)

    def _choose(self, left: int, right: int) -> None:
        self._sides = (left, right)
        self._show_case()

    def _take_left(self) -> None:
        self._take_side(0)

    def _take_right(self) -> None:
        self._take_side(1)

    def _take_side(self, side: int) -> None:
        case = self.case
        if case is not None and self.context.is_lead and side < len(case.versions):
            version = case.versions[self._sides[side]]
            self.page.result.put(
                following(case, self._draft(case), version, self.page.letters(case, self._sides), self.context.language)
            )
            self.page.result.setFocus()

    def _take_both(self) -> None:
        case = self.case
        if case is not None and self.context.is_lead and len(case.versions) > 1:
            both = [case.versions[side] for side in self._sides]
            letters = self.page.letters(case, self._sides)
            self.page.result.put(joining(case, self._draft(case), both, letters, self.context.language))
            self.page.result.setFocus()

    def _keep_draft(self) -> None:
        if self._now is not None:
            self._drafts[self._now] = self.page.result.draft

    # -- told

    @Slot()
    def state(self) -> None:
        """State the conclusion that stands in the draft, and go on to the next case; or say what is missing."""
        case = self.case
        if case is None or not self.context.is_lead:
            return
        try:
            decision = decided(case, self.page.result.draft)
        except KnownError as error:
            self.page.result.complain(self.context.word(error))
            return
        former = self._held.get(case.key)
        self._drafts.pop(case.key, None)
        self._last = (decision, former)
        if self._is_preview:
            self._held[case.key] = decision
        self.decided.emit(decision.commands())
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
        if self._last is None:
            return
        (decision, former), self._last = self._last, None
        key = decision.case.key
        back = decision.undoing(self.context.say("deciding.undone"))
        if former is not None:
            self._held[key] = former
            back = [*former.commands(), *back[1:]]
        else:
            self._held.pop(key, None)
        self._drafts[key] = Draft(decision.value, decision.reason)
        self.decided.emit(back)
        self._show_list()
        self.page.list.go(key)
        self._show_case()

    @Slot(str)
    def _withdraw(self, reason: str) -> None:
        case = self.case
        if case is None:
            return
        made = self._held.pop(case.key, None)
        self._drafts.pop(case.key, None)
        self._last = None
        self.decided.emit(made.undoing(reason) if made is not None else withdrawing(case, reason))
        self.context.toast(self.context.say("deciding.withdrew", code=case.code))
        self._show_list()
        self._show_case()

    @Slot()
    def go_next(self) -> bool:
        """Go to the next case that waits; False if there is none."""
        return self._go(forward=True)

    def go_previous(self) -> bool:
        """Go to the case before that waits; False if there is none."""
        return self._go(forward=False)

    def _go(self, *, forward: bool) -> bool:
        key = self.page.model.next_open(self._now, forward=forward)
        if key is not None:
            self.page.list.go(key)
        return key is not None

    @Slot()
    def show_why(self) -> WhyDialog | None:
        """Open the chain of statements behind the case that is shown."""
        case, shown = self.case, self.page.shown
        if case is None or shown is None:
            return None
        explanation = explain(shown.view, *case.key, shown.checklists, self.context.language)
        dialog = WhyDialog(self.context, self.window(), self.page.title_of(case), explanation)
        dialog.open()
        return dialog

    @Slot(str)
    def _open_photo(self, photo: str) -> None:
        case = self.case
        if case is not None and not self._is_preview:
            self.context.go("photo", visit=case.visit, item=case.item, photo=photo)

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
        if key == Qt.Key.Key_Z and event.modifiers() == Qt.KeyboardModifier.ControlModifier and self._last is not None:
            self.undo()
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
            self.page.result.setFocus()
        elif key in _ENTER:
            self.state()
        else:
            return False
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.page.arrange(self.width())
