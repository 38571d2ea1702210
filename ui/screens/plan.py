"""The plan of the round: what is planned, the draw, who goes when, and how much of it is done. For those who lead."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QStackedWidget

from ui.actions import Actions
from ui.context import Context, Place
from ui.screens.plan_parts.coverage_page import CoveragePage
from ui.screens.plan_parts.days_page import DaysPage
from ui.screens.plan_parts.draw_page import DrawPage
from ui.screens.plan_parts.form_page import FormPage
from ui.screens.plan_parts.page import PlanPage
from ui.screens.screen import Screen
from ui.widgets.button import Segments
from ui.widgets.notices import Empty
from ui.widgets.text import column, held, row

PAGES: Final[dict[str, Callable[[Context], PlanPage]]] = {
    "round": FormPage,
    "draw": DrawPage,
    "days": DaysPage,
    "coverage": CoveragePage,
}
"""The maker of each page, by its name; a `Place` names it in `part`."""


class Plan(Screen):
    """Four pages, one at a time."""

    def __init__(self, context: Context, actions: Actions) -> None:
        super().__init__(context, actions)
        self._part = next(iter(PAGES))
        self._made: dict[str, PlanPage] = {}
        names = tuple(context.say(f"plan.page.{name}") for name in PAGES)
        self.segments = Segments(context.theme, names, context.say("plan.pages"))
        self.segments.clicked.connect(self._chosen)
        self._pages = QStackedWidget()
        self._empty = Empty(context.theme, "lock", context.say("plan.for-leads"))
        self._stack = QStackedWidget()
        whole = column(row(self.segments, None, margins=(24, 12, 24, 0)), self._pages)
        whole.setStretchFactor(self._pages, 1)
        self._stack.addWidget(held(whole))
        self._stack.addWidget(held(column(None, row(None, self._empty, None), None, margins=(24, 20, 24, 20))))
        self.setLayout(column(self._stack))

    def title(self) -> str:
        return self.context.say("rail.plan")

    def caption(self) -> str:
        return self.context.shown.view.title if self.context.now_shown is not None else ""

    def enter(self, place: Place) -> None:
        self.show_part(place.part if place.part in PAGES else self._part)
        self.segments.setFocus()

    def leave(self) -> None:
        if self._part in self._made:
            self._made[self._part].put_down()

    def here(self) -> Place:
        return Place("plan", part=self._part)

    def refresh(self) -> None:
        if self.context.now_shown is None:
            return
        self._stack.setCurrentIndex(0 if self.context.is_lead else 1)
        if self.context.is_lead and self._part in self._made:
            self._made[self._part].refresh()

    @property
    def page(self) -> PlanPage:
        """The page that is shown."""
        return self._made[self._part]

    def show_part(self, name: str) -> None:
        """Show a page; it is made when it is first seen. What is in hand on another one is kept first."""
        if name != self._part and self._part in self._made:
            self._made[self._part].put_down()
        self._part = name
        if name not in self._made:
            page = self._made[name] = PAGES[name](self.context)
            page.wanted.connect(self.show_part)
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(self._made[name])
        self.segments.choose(list(PAGES).index(name))
        self.context.at = self.here()
        self.refresh()

    def _chosen(self) -> None:
        self.show_part(list(PAGES)[self.segments.index])

    def keys(self) -> list[tuple[str, str]]:
        return [("← →", self.context.say("plan.key.pages")), ("F2", self.context.say("plan.key.edit"))]
