"""The window: it places screens and decides nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMainWindow, QStackedWidget, QWidget
from shiboken6 import isValid

from inspector.errors import KnownError
from ui.actions import Actions
from ui.context import Context, Place
from ui.everywhere import Everywhere
from ui.job import SAVING, Job
from ui.screens.screen import Screen
from ui.widgets.focus import order_focus
from ui.widgets.frame import Foot, Rail, Top
from ui.widgets.notices import Banner, Toast
from ui.widgets.text import column, held

MakeScreen = Callable[[Context, Actions], Screen]

SMALLEST = QSize(1024, 640)
NARROW = 1100
"""Below this width keys are not printed, and lists become drawers."""


class Window(QMainWindow):
    """Rail, top bar, screen, foot bar, and what is told over them.

    Args:
        context: what the screens share.
        makers: how to make each screen, by name; made when first shown.
    """

    moved = Signal(object)
    """The `Place` that is shown now."""
    closing = Signal()

    def __init__(self, context: Context, makers: dict[str, MakeScreen]) -> None:
        super().__init__()
        self.context = context
        self.acts = Actions(context, self)
        self._makers = makers
        self._screens: dict[str, Screen] = {}
        self._past: list[Place] = []
        self._future: list[Place] = []
        self._current: Screen | None = None
        self._of_disk = ""
        """Why something is not on disk, in words, while that is so."""
        self._cover: QWidget | None = None
        self._focus_below: QWidget | None = None
        self._dialogs_below: list[QDialog] = []
        self.setMinimumSize(SMALLEST)
        self._build()
        context.went.connect(self.go)
        context.changed.connect(self._refresh)
        context.toasted.connect(self.toast.tell)
        context.refused.connect(self._refuse)
        context.bridge.failed.connect(self._fail)
        context.bridge.busy.connect(self._tell_saved)
        self._connect_acts()
        self.everywhere = Everywhere(context, self.acts, self, self._centre)

    def _build(self) -> None:
        context = self.context
        self.setWindowTitle(context.say("window.title"))
        self.rail = Rail(context)
        self.rail.chosen.connect(self._choose)
        self.top = Top(context)
        self.foot = Foot(context)
        self.foot.saved.retry.connect(self._retry)
        self.refusal = Banner(context.theme, "fail", "alert-triangle")
        self.refusal.add_action(context.say("window.close-notice"), self.refusal.hide)
        self.refusal.hide()
        self._band = held(column(self.refusal, margins=(24, 8, 24, 0)))
        self._band.hide()
        self._stack = QStackedWidget()
        body = column(self.top, self._band, self._stack, self.foot)
        body.setStretchFactor(self._stack, 1)
        layout = QHBoxLayout()
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.rail)
        layout.addLayout(body, 1)
        self._centre = QWidget()
        self._centre.setLayout(layout)
        self.setCentralWidget(self._centre)
        self.toast = Toast(context.theme, self._centre)

    def _connect_acts(self) -> None:
        for name, call in {
            "go-home": lambda: self._choose("home"),
            "go-capture": lambda: self._choose("capture"),
            "go-review": lambda: self._choose("review"),
            "go-merge": lambda: self._choose("merge"),
            "go-overview": lambda: self._choose("overview"),
            "go-plan": lambda: self._choose("plan"),
            "go-team": lambda: self._choose("team"),
            "go-settings": lambda: self._choose("settings"),
            "back": self.back,
            "forward": self.forward,
            "next-pane": self.next_pane,
        }.items():
            self.acts.action(name).triggered.connect(call)

    # -- moving about

    @property
    def screen_now(self) -> Screen | None:
        """The screen that is shown."""
        return self._current

    def go(self, place: Place) -> None:
        """Show a place and remember where one came from."""
        if self._current is not None and self._current.here() != place:
            self._past.append(self._current.here())
            self._future.clear()
        self._show(place)

    def back(self) -> None:
        """Go where one came from."""
        self._step(self._past, self._future)

    def forward(self) -> None:
        """Go where one went back from."""
        self._step(self._future, self._past)

    def _step(self, here: list[Place], there: list[Place]) -> None:
        while here and self._current is not None:
            place = here.pop()
            if self.context.now_shown is not None or place.screen in ("start", "settings"):
                there.append(self._current.here())
                self._show(place)
                return

    def _choose(self, name: str) -> None:
        at = self._current.here() if self._current else Place("home")
        self.go(Place(name, visit=at.visit, item=at.item if name == "capture" else None))  # type: ignore[arg-type]

    def _show(self, place: Place) -> None:
        screen = self._screens.get(place.screen)
        if screen is None:
            screen = self._screens[place.screen] = self._makers[place.screen](self.context, self.acts)
            self._stack.addWidget(screen)
        if self._current is not None and self._current is not screen:
            self._current.leave()
        self._current = screen
        self.context.at = place
        self.top.place(screen.top())
        self.foot.place(screen.foot())
        screen.enter(place)
        self._stack.setCurrentWidget(screen)
        self.rail.check(place.screen)
        if self._cover is None:
            self.acts.wake(place.screen)
        self._show_frame()
        order_focus(self._centre)
        self.moved.emit(screen.here())

    def next_pane(self) -> None:
        """Move the focus to the next part of the window: rail, screen, foot bar."""
        panes = [pane for pane in (self._stack, self.foot, self.rail) if pane.isVisible()]
        focus = self.focusWidget()
        at = next((n for n, pane in enumerate(panes) if focus is not None and pane.isAncestorOf(focus)), -1)
        for pane in (*panes[at + 1 :], *panes[: at + 1]):
            target = next((w for w in pane.findChildren(QWidget) if w.isVisible() and w.focusPolicy().value & 1), None)
            if target is not None:
                target.setFocus()
                return

    # -- covering it

    @property
    def is_covered(self) -> bool:
        return self._cover is not None

    def cover(self, cover: QWidget, title: str) -> None:
        """Show nothing but a cover, under another title. What lies below keeps its state; no key reaches it."""
        if self._cover is None:
            self._focus_below = self.focusWidget()
            self._dialogs_below = [one for one in self.findChildren(QDialog) if one.isVisible()]
            for dialog in self._dialogs_below:
                dialog.hide()
        else:
            self._cover.hide()
            self._cover.deleteLater()
        self._cover = cover
        self.acts.sleep()
        self._centre.hide()
        cover.setParent(self)
        cover.setGeometry(self.rect())
        cover.show()
        self.setWindowTitle(title)

    def uncover(self) -> None:
        """Show again what lay below, as it was."""
        if self._cover is None:
            return
        self._cover.hide()
        self._cover.deleteLater()
        self._cover = None
        self.setWindowTitle(self.context.say("window.title"))
        self._centre.show()
        self.acts.wake(self.context.at.screen)
        if self._focus_below is not None and isValid(self._focus_below) and self._focus_below.isVisible():
            self._focus_below.setFocus()
        self._focus_below = None
        for dialog in self._dialogs_below:
            if isValid(dialog):
                dialog.show()
        self._dialogs_below = []
        self._refresh()

    # -- what is told

    def _refresh(self) -> None:
        if self._current is not None:
            self._current.refresh()
        self._show_frame()

    def _show_frame(self) -> None:
        """Show around the screen what is true of it and of what is published."""
        published = self.context.now_shown
        self._tell_saved()
        self.rail.show_to(is_lead=self.context.is_lead)
        if published is not None:
            self.foot.mark_sample(is_sample=self.context.is_sample)
        if self._current is not None:
            for part in (self.rail, self.top, self.foot):
                part.setVisible(not self._current.fills_window)
            if not self.is_covered:
                self.setWindowTitle(self._current.title() or self.context.say("window.title"))
            self.top.title.setText(self._current.title())
            caption = self._current.caption()
            self.top.caption.setText(caption)
            self.top.caption.setVisible(bool(caption) and self.height() > SMALLEST.height())

    def _tell_saved(self, *_: object) -> None:
        """Say whether everything is on disk: of what was refused it is said until it is written."""
        bridge, published, saved = self.context.bridge, self.context.now_shown, self.foot.saved
        if bridge.unsaved:
            if not saved.is_failed:
                saved.failed()
        elif bridge.pending:
            saved.saving()
        elif published is not None:
            saved.saved(f"{self.context.moment(published.saved_ms):%H:%M:%S}")
            if self._of_disk:
                self._of_disk = ""
                self._band.hide()

    def _fail(self, error: KnownError, job: Job) -> None:
        is_unsaved = job in self.context.bridge.unsaved
        if not is_unsaved and job.label != SAVING and self._current is not None and self._current.tells_failures:
            return
        words = self.context.word(error)
        self._of_disk = words if is_unsaved else self._of_disk
        self._refuse(words)

    def _refuse(self, words: str) -> None:
        """Tell what was refused; that something is not on disk stays told beside anything else."""
        of_disk = self._of_disk if self.context.bridge.unsaved else ""
        self.refusal.tell("\n".join(dict.fromkeys(one for one in (of_disk, words) if one)))
        self.refusal.show()
        self._band.show()

    def _retry(self) -> None:
        self._band.hide()
        self.context.bridge.save_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        theme = self.context.theme
        if theme.is_narrow != (self.width() < NARROW):
            theme.is_narrow = self.width() < NARROW
            theme.changed.emit()
        self.foot.fit(self.width())
        self.toast.place()
        if self._cover is not None:
            self._cover.setGeometry(self.rect())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow() and self._current is not None:
            self._current.leave()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._current is not None:
            self._current.leave()
        self.closing.emit()
        super().closeEvent(event)
