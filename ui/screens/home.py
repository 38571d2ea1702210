"""The workbench: the visit in hand, all visits by how far they are, and what has not left this machine."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QStackedWidget, QWidget

from inspector.journal.entry import VisitId
from ui.actions import Actions
from ui.context import Context, Place
from ui.models.visits import Arrangement
from ui.screens.home_parts.clock import ClockBanner, confirmed_at
from ui.screens.home_parts.current import CurrentCard
from ui.screens.home_parts.edges import FootPart, TopPart
from ui.screens.home_parts.gathering import Gathering
from ui.screens.home_parts.side import HandOverCard, RoundCard, ShortcomingsCard
from ui.screens.home_parts.visit_list import VisitList
from ui.screens.new_visit import NewVisit
from ui.screens.screen import Screen
from ui.screens.taking_in import TakingIn, dossiers_in
from ui.widgets.button import Segments
from ui.widgets.notices import Empty
from ui.widgets.scrolling import scrolled
from ui.widgets.text import UNBOUNDED, Label, card, column, held, row
from ui.work.backup import Copy, last_backup
from ui.work.preferences import recent_of
from ui.work.remarks import remarks_of, to_answer
from ui.work.stages import VisitRow, checklist_for, current

_SIDE = 336
_NARROW = 1012
"""Below this width of the screen without the rail, in pixels at 100 %, the right column stands below."""

_ARRANGEMENTS: tuple[Arrangement, ...] = ("stage", "day")


class HomeScreen(Screen):
    """Shows the round. It keeps no visit: what is current is remembered in the preferences."""

    def __init__(self, context: Context, actions: Actions) -> None:
        super().__init__(context, actions)
        self._top = TopPart(context, actions)
        self._foot = FootPart(context)
        self.clock = ClockBanner(context)
        self.clock.confirmed.connect(self._clock_is_right)
        self.card = CurrentCard(context)
        self.card.item_wanted.connect(self._to_item)
        self.card.go_on.connect(self._go_on)
        self.card.review.connect(self._review)
        self.visits = VisitList(context)
        self.gathering = Gathering(self, self.visits.measures.of)
        self.gathering.gathered.connect(self._show_rows)
        self.visits.asked.connect(self.run_link)
        self.hand_over = HandOverCard(context)
        self.hand_over.pressed.connect(self._hand_over)
        self.taking = TakingIn(context, self)
        self.hand_over.receiving.connect(self.taking.choose)
        self.setAcceptDrops(True)
        self.round = RoundCard(context)
        self.worst = ShortcomingsCard(context)
        self._now: VisitRow | None = None
        self._copy_known = ""
        self._is_narrow: bool | None = None
        self._build()
        context.theme.changed.connect(self._fit)
        context.copied.connect(self._look_for_copy)
        actions.action("hand-over").triggered.connect(self._hand_over_if_seen)

    # -- how it is laid out

    def _build(self) -> None:
        self.empty = self._empty()
        self._list = self._list_card()
        self._side = held(column(self.hand_over, self.round, self.worst, None, gap=16))
        main = column(self.card, self._list, gap=12)
        main.setStretch(1, 1)
        self._main = held(main)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(16)
        whole = column(self.clock, held(self._grid), gap=12, margins=(24, 20, 24, 12))
        whole.setStretch(1, 1)
        flow = held(whole)
        self._area = scrolled(flow)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._area)
        self._stack.addWidget(held(column(None, row(None, self.empty, None), None, margins=(24, 20, 24, 20))))
        self.setLayout(column(self._stack))
        self._arrange(narrow=False)
        self._order_focus()

    def _order_focus(self) -> None:
        """Let the focus go from the visit in hand to the list, then to the hand-over."""
        for before, after in (
            (self.card.go_on_button, self.card.review_button),
            (self.card.review_button, self._segments),
            (self._segments, self.visits),
            (self.visits, self.hand_over.button),
            (self.hand_over.button, self.hand_over.receive),
        ):
            QWidget.setTabOrder(before, after)

    def _list_card(self) -> QFrame:
        say, theme = self.context.say, self.context.theme
        self._count = Label(theme, "", 12, "text3")
        self._segments = Segments(theme, (say("home.by-stage"), say("home.by-day")), say("home.arrange"))
        self._segments.clicked.connect(self._show_rows)
        head = row(
            Label(theme, say("home.visits"), 16, strong=True), self._count, None, self._segments, gap=12,
            margins=(16, 6, 6, 6),
        )  # fmt: skip
        return card(column(head, self.visits, margins=(1, 1, 1, 4)))

    def _empty(self) -> Empty:
        say = self.context.say
        empty = Empty(self.context.theme, "clipboard-list", say("home.empty"))
        begin = self.actions_of_window.action("new-visit").trigger
        empty.add_action(say("home.begin"), begin, primary=True, icon="plus", keys="Ctrl+N")
        empty.add_action(say("home.try-sample"), self._try_sample, primary=False)
        go = self.context.go
        self._ways_of_leads = (
            empty.add_action(say("home.lead-plan"), lambda: go("plan"), primary=False, icon="calendar"),
            empty.add_action(say("home.lead-team"), lambda: go("team"), primary=False, icon="users"),
        )
        empty.setMinimumWidth(self.context.theme.px(480))
        return empty

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._arrange(narrow=self.width() < self.context.theme.px(_NARROW))

    def _arrange(self, *, narrow: bool) -> None:
        """Put the right column beside the list, or below it where the window is narrow or its text large."""
        side = self.context.theme.px(_SIDE)
        self._side.setMinimumWidth(0 if narrow else side)
        self._side.setMaximumWidth(UNBOUNDED if narrow else side)
        self.visits.setMinimumHeight(self.context.theme.px(190))
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self._grid.addWidget(self._main, 0, 0)
            self._grid.addWidget(self._side, *((1, 0) if narrow else (0, 1)))
            self._grid.setColumnStretch(0, 1)
            self._grid.setRowStretch(0, 1)

    # -- what the window asks

    def title(self) -> str:
        return self.context.say("rail.home")

    def caption(self) -> str:
        now, confirmed = self.context.now(), confirmed_at(self.context)
        day = self.context.say(f"home.weekday.{now.weekday()}", day=f"{now:%d/%m/%Y}")
        if confirmed is None:
            return day
        return f"{day} · {self.context.say('home.clock-confirmed', time=f'{confirmed:%H:%M}')}"

    def top(self) -> QWidget:
        return self._top

    def foot(self) -> QWidget:
        return self._foot

    def enter(self, place: Place) -> None:
        self._copy_known = ""
        self.refresh()
        (self.visits if self.card.isHidden() else self.card.go_on_button).setFocus()

    def here(self) -> Place:
        """Return the workbench with the visit in hand, so that the other screens open at it."""
        return Place("home", visit=self._now.visit if self._now else self._remembered() or None)

    def _remembered(self) -> VisitId:
        recent = recent_of(self.context.preferences, str(self.context.shown.path)) if self.context.now_shown else None
        return recent.visit if recent else ""

    def keys(self) -> list[tuple[str, str]]:
        say = self.context.say
        return [("Enter", say("home.key.run")), ("Space", say("home.key.fold"))]

    def refresh(self) -> None:
        if self.context.now_shown is None:
            return
        self.clock.ask()
        self._show_edges()
        shown = self.context.shown
        self._stack.setCurrentIndex(0 if len(shown.view.visits) else 1)
        self._top.begin.setVisible(bool(len(shown.view.visits)))
        for way in self._ways_of_leads:
            way.setVisible(self.context.is_lead)
        self.gathering.gather(shown, is_lead=self.context.is_lead)

    # -- what is shown

    @Slot()
    def _show_rows(self) -> None:
        rows, shown = self.gathering.rows, self.context.shown
        self._now = current(rows, self._remembered(), is_lead=self.context.is_lead)
        visit = shown.view.visits[self._now.visit] if self._now else None
        checklist = checklist_for(visit, shown.checklists) if visit is not None else None
        self.card.setVisible(checklist is not None)
        if self._now is not None and checklist is not None:
            self.card.show_visit(self._now, checklist)
        self.visits.show_rows(rows, _ARRANGEMENTS[self._segments.index])
        self._count.setText(self.context.say("home.visits-in-round", count=len(rows)))
        self.hand_over.show_rows(rows)
        waiting = {"sealed"} if self.context.is_lead else {"sealed", "returned"}
        self.context.waiting.emit("home", sum(row.stage in waiting for row in rows))
        self.round.show_rows(shown.view.title, rows)
        self.worst.show_rows(rows, shown.checklists.values())

    def _show_edges(self) -> None:
        shown, trust = self.context.shown, self.context.shown.view.trust
        identity = self.context.identity
        name = identity.name if identity is not None else trust.name_of(shown.me)
        self._foot.show_person(trust.persons.get(trust.person_of(shown.me)), name)
        folder = self.context.preferences.backup_folder
        if not folder:
            self._foot.show_copy(None)
        elif self._copy_known != folder:
            self._copy_known = folder
            self._look_for_copy()

    @Slot()
    def _look_for_copy(self) -> None:
        folder = self.context.preferences.backup_folder
        if folder and self.context.now_shown is not None:
            task = self.context.aside.run(partial(last_backup, Path(folder), self.context.shown.round))
            task.done.connect(self._foot_copy)

    @Slot(object)
    def _foot_copy(self, found: Copy | None) -> None:
        self._foot.show_copy(found)

    # -- what a person asks

    @Slot()
    def _clock_is_right(self) -> None:
        self.visits.setFocus()  # the button that had the focus is gone
        self.context.changed.emit()

    @Slot(object)
    def run_link(self, visit: VisitRow) -> None:
        """Do what the link of a visit says."""
        if visit.stage == "planned":
            NewVisit(self.context, self.window(), visit.visit).open()
        elif visit.stage == "recording":
            self.context.go("capture", visit=visit.visit)
        elif visit.stage == "returned" and not self.context.is_lead:
            self._amend(visit.visit)
        elif visit.stage == "sealed":
            self.context.go("review", visit=visit.visit, part="handover")
        else:
            self.context.go("review", visit=visit.visit)

    @Slot(str)
    def _to_item(self, item: str) -> None:
        self.context.go("capture", visit=self._in_hand(), item=item)

    @Slot()
    def _go_on(self) -> None:
        if self._now is not None and self._now.stage == "returned" and not self.context.is_lead:
            self._amend(self._now.visit)
        else:
            self.context.go("capture", visit=self._in_hand())

    def _amend(self, visit: VisitId) -> None:
        """Go on with a visit that was sent back, at the first item that was remarked on."""
        self.context.amending.add(visit)
        waiting = to_answer(remarks_of(self.context.shown.view.visits[visit]))
        self.context.go("capture", visit=visit, item=waiting[0].item if waiting else None)

    @Slot()
    def _review(self) -> None:
        self.context.go("review", visit=self._in_hand())

    def _in_hand(self) -> VisitId:
        assert self._now is not None  # its card is not shown without a visit
        return self._now.visit

    @Slot()
    def _hand_over(self) -> None:
        """Hand over the visit that is current in the list if it waits for that, else all that do."""
        waiting = [one for one in self.gathering.rows if one.stage == "sealed"]
        chosen = self.visits.current_row()
        if chosen is not None and chosen.stage == "sealed":
            self.context.go("review", visit=chosen.visit, part="handover")
        elif waiting:
            part = "handover" if len(waiting) == 1 else "handover-all"
            self.context.go("review", visit=waiting[0].visit, part=part)
        else:
            self.context.toast(self.context.say("home.nothing-to-hand-over"))

    @Slot()
    def _hand_over_if_seen(self) -> None:
        if self.isVisible():
            self._hand_over()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self.context.is_lead and dossiers_in(event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.taking.take(dossiers_in(event.mimeData().urls()))
        event.acceptProposedAction()

    def _try_sample(self) -> None:
        self.context.go("start", part="sample")
