"""The cases of a view, published or as a merge would leave it: the list, and the one in hand with its versions."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from inspector.journal.entry import BlobId, VisitId
from inspector.projection.view import View
from inspector.rules.checklist import Checklist
from ui.aside import Task
from ui.context import Context
from ui.widgets.deciding.page import Page, Shown
from ui.widgets.deciding.why import WhyDialog
from ui.widgets.notices import Empty
from ui.widgets.text import Label, column, held, row
from ui.work.deciding import Case, Key, cases, differing
from ui.work.decisions import Decisions
from ui.work.explaining import explain


class Cases(QWidget):
    """Shows the cases of a view. What is decided about them is the business of `Deciding`."""

    counted = Signal(int)
    """How many cases wait, whenever that may have changed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.is_preview = False
        """Whether what is shown is yet to be merged."""
        self._task: Task | None = None
        self._coming: Shown | None = None
        self._comes_as_preview = False
        self._cases: dict[Key, Case] = {}
        self._now: Key | None = None
        self._sides = (0, 0)
        self._decisions = Decisions()
        self._wanted: tuple[VisitId, str] | None = None
        self.page = Page(context)
        self.page.list.reached.connect(self._reach)
        self.page.next.clicked.connect(self.go_next)
        self.page.why.clicked.connect(self.show_why)
        self.page.left.chosen.connect(self._choose_left)
        self.page.right.chosen.connect(self._choose_right)
        for tiles in (self.page.left.photos, self.page.right.photos, self.page.result.photos):
            tiles.opened.connect(self._open_photo)
        waiting = Label(context.theme, context.say("deciding.loading"), 14, "text2")
        waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty = Empty(context.theme, "circle-check", context.say("deciding.none"))
        self.empty.setMaximumWidth(context.theme.px(520))
        nothing = held(column(None, row(None, self.empty, None), None, margins=(24, 24, 24, 24)))
        self._stack = QStackedWidget()
        for page in (waiting, self.page, nothing):
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

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
        if self._task is not None:
            self._task.cancel()
        published = self.context.now_shown
        self._coming = Shown(view, checklists, present)
        self._comes_as_preview = published is None or published.view is not view
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
        held = self._decisions.held
        return sum(case.is_open and key not in held for key, case in self._cases.items())

    @property
    def case_count(self) -> int:
        """How many cases are shown, decided ones too."""
        return len(self._cases)

    @property
    def case(self) -> Case | None:
        """The case that is shown."""
        return self._cases.get(self._now) if self._now is not None else None

    @Slot(object)
    def _take(self, found: tuple[Case, ...]) -> None:
        if self._coming is None or self.context.now_shown is None:
            return  # the dossier was closed meanwhile
        self._task, self.is_preview = None, self._comes_as_preview
        self._cases = {case.key: case for case in found}
        self._decisions.keep_only(self._cases if self.is_preview else ())
        self.page.take_view(self._coming)
        self._stack.setCurrentIndex(1 if found else 2)
        self._show_list()
        if self._wanted is not None:
            self.go_to(*self._wanted)
            self._wanted = None
        if self._now not in self._cases:
            self._now = None
            first = self.page.model.next_open(None, forward=True) or next(iter(self._cases), None)
            if first is not None:
                self.page.list.go(first)
        else:
            self.page.list.go(self._now)
        self._show_case()

    def _show_list(self) -> None:
        self.page.show_list([*self._cases.values()], self._decisions.held, self.open_count)
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
        is_held = case.key in self._decisions.held
        self.page.show_case(case, self._sides, self._decisions.draft(case), is_held=is_held)

    def _choose_left(self, place: int) -> None:
        self._choose(place, self._sides[1] if place != self._sides[1] else self._sides[0])

    def _choose_right(self, place: int) -> None:
        self._choose(self._sides[0] if place != self._sides[0] else self._sides[1], place)

    def _choose(self, left: int, right: int) -> None:
        self._sides = (left, right)
        self._show_case()

    @Slot()
    def go_next(self) -> bool:
        """Go to the next case that waits; False if there is none."""
        return self._go(forward=True)

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
        if case is not None and not self.is_preview:
            self.context.go("photo", visit=case.visit, item=case.item, photo=photo)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.page.arrange(self.width())
