"""Search: everything that was said in the round, by kind, with a way to where it was said."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget

from inspector.journal.entry import VisitId
from inspector.synthesis.sayings import KINDS, Kind
from inspector.synthesis.search import Hit
from ui.actions import Actions
from ui.context import Context, Place
from ui.models.results import More
from ui.screens.screen import Screen
from ui.searching import LEAST, Searching
from ui.widgets.button import Button
from ui.widgets.flow import Flow
from ui.widgets.notices import Empty, announce
from ui.widgets.result_list import ResultView
from ui.widgets.search_field import SearchField
from ui.widgets.text import card, column, held, row


class _Field(SearchField):
    """The words. Up, down and Enter belong to the list below; Esc clears."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        elif Qt.Key(event.key()) == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)


class Search(Screen):
    """Looks through what is published with every letter that is typed."""

    def __init__(self, context: Context, actions: Actions) -> None:
        super().__init__(context, actions)
        self._visit: VisitId | None = None
        self._kind: Kind | None = None
        self._searching = Searching.of(context)
        self._searching.changed.connect(self._look)
        say, theme = context.say, context.theme
        self.field = _Field(theme, say("search.field"), "Ctrl+Shift+F")
        self.field.setClearButtonEnabled(False)  # no screen reader names it, and no finger hits it
        self.field.textChanged.connect(self._asked)
        self.field.stepped.connect(self._step)
        self.field.returnPressed.connect(self._open_current)
        self.chips: dict[Kind | None, Button] = {kind: self._chip(kind) for kind in (None, *KINDS)}
        self._flow = Flow(gap=8)
        self._flow.place([*self.chips.values()])
        self.view = ResultView(context)
        self.view.opened.connect(self._open)
        self.empty = Empty(theme, "search", "")
        self.empty.setMinimumWidth(theme.px(440))
        self._stack = QStackedWidget()
        self._stack.addWidget(held(column(row(None, self.empty, None), None, margins=(0, 24, 0, 0))))
        self._stack.addWidget(card(column(self.view, margins=(1, 1, 1, 1))))
        whole = column(self.field, self._flow, self._stack, gap=12, margins=(24, 20, 24, 12))
        whole.setStretchFactor(self._stack, 1)
        self.setLayout(whole)

    def _chip(self, kind: Kind | None) -> Button:
        chip = Button(self.context.theme, "", "chip", height=28)
        chip.setCheckable(True)
        chip.clicked.connect(partial(self._choose, kind))
        return chip

    # -- what the window asks

    def title(self) -> str:
        return self.context.say("search.title")

    def caption(self) -> str:
        return self.context.say("search.caption")

    def enter(self, place: Place) -> None:
        self._visit = place.visit
        if place.part and place.part != self.field.text():
            self.field.setText(place.part)
        self.field.setFocus()
        self.field.selectAll()
        self.refresh()

    def here(self) -> Place:
        return Place("search", visit=self._visit, part=self.field.text())

    def keys(self) -> list[tuple[str, str]]:
        say = self.context.say
        return [
            ("Enter", say("search.key.open")),
            ("Up", say("search.key.step")),
            ("Down", say("search.key.step")),
            ("Esc", say("search.key.clear")),
        ]

    def refresh(self) -> None:
        self._searching.refresh()
        self._look()

    # -- what is shown

    @Slot()
    def _asked(self) -> None:
        self._kind = None
        self._look()
        if self._stack.currentIndex():
            announce(self.field, self.chips[None].text())
        else:
            announce(self.field, self.empty.words.text())

    @Slot()
    def _look(self) -> None:
        """Show what is found now; called for words, for a kind, and when more of the round was read."""
        if self.context.at.screen != "search" or self.context.now_shown is None:
            return
        query = self.field.text().strip()
        matches = self._searching.find(query if len(query) >= LEAST else "")
        counts = matches.counts()
        if self._kind not in counts:
            self._kind = None
        self._show_chips(matches.total, counts)
        self.view.results.show(matches, self._kind)
        self._stack.setCurrentIndex(1 if matches.total else 0)
        self.empty.words.setText(self._nothing(query))
        if not self.view.currentIndex().isValid():
            self.view.step(1)

    def _nothing(self, query: str) -> str:
        searching, say = self._searching, self.context.say
        if searching.is_told:
            return say("search.reading", read=searching.read, total=searching.total)
        is_asked = searching.is_ready and len(query) >= LEAST
        return say("search.nothing", query=query) if is_asked else say("search.hint")

    def _show_chips(self, total: int, counts: dict[Kind, int]) -> None:
        say = self.context.say
        for kind, chip in self.chips.items():
            count = total if kind is None else counts.get(kind, 0)
            chip.set_words(say("search.chip", kind=say(f"search.kind.{kind or 'all'}"), count=count))
            chip.setChecked(kind == self._kind)
            chip.setVisible(count > 0)
        self._flow.setVisible(total > 0)

    # -- what a person does

    @Slot()
    def _choose(self, kind: Kind | None) -> None:
        self._kind = kind
        self.view.setCurrentIndex(self.view.rootIndex())
        self._look()
        self.view.scrollToTop()

    @Slot(int)
    def _step(self, step: int) -> None:
        self.view.step(step)
        announce(self.field, str(self.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)))

    @Slot()
    def _open_current(self) -> None:
        self.view.open_current()

    @Slot(object)
    def _open(self, found: Hit | More) -> None:
        if isinstance(found, More):
            if found.leads_on:
                self._choose(found.kind)
        elif not self._searching.open(found.saying):
            self.context.toast(f"{found.saying.text} · {found.saying.about}")
