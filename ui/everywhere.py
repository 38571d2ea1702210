"""What some keys do on every screen: find and go, show the keys, begin a visit, make a second copy, larger targets.

What such a key needs is imported and made when it is first pressed: a window that opens does not wait for it.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from inspector.journal.entry import VisitId
from ui.actions import Actions
from ui.context import Context, Place

if TYPE_CHECKING:
    from ui.omni import Omni
    from ui.window import Window


class Everywhere(QObject):
    """Connects those keys once for a window.

    Args:
        context: the window's surroundings.
        actions: of the window.
        window: whose screen is asked what is meant.
        centre: what the box lies over; hidden where the window is covered, and the box with it.
    """

    def __init__(self, context: Context, actions: Actions, window: Window, centre: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._actions = actions
        self._window = window
        self._centre = centre
        for name, call in {
            "omni": self.open_omni,
            "search": self.open_search,
            "keys": self.show_keys,
            "touch": self.change_touch,
            "checkpoint": self.checkpoint,
            "new-visit": self.begin_visit,
            "hand-over": self.hand_over,
            "export-round": self.export_round,
        }.items():
            actions.action(name).triggered.connect(call)
        window.foot.saved.copy.connect(self.copy_elsewhere)

    @cached_property
    def omni(self) -> Omni:
        """The box that leads anywhere."""
        from ui.omni import Omni

        omni = Omni(self._context, self._actions, self._centre)
        omni.visit_wanted.connect(self.begin_planned)
        return omni

    @Slot()
    def open_omni(self) -> None:
        """Open the box that leads anywhere."""
        if not self._is_discreet:
            self.omni.open_at(self._here())

    @Slot()
    def open_search(self) -> None:
        """Open the page that looks through everything that was said."""
        if not self._is_discreet:
            self._context.go("search", visit=self._here().visit)

    @Slot()
    def show_keys(self) -> None:
        """Show what the keys do here."""
        from ui.keysheet import KeySheet

        screen = self._window.screen_now
        if screen is not None and not self._is_discreet:
            rows = self._actions.rows(self._context.at.screen)
            KeySheet(self._context, screen.title(), screen.keys(), rows, self._window).open()

    @Slot()
    def change_touch(self) -> None:
        """Make what is pressed larger, or as small as it was."""
        context = self._context
        context.prefer(touch=not context.preferences.touch)
        self._toast(context.say("omni.touch-on" if context.preferences.touch else "omni.touch-off"))

    @Slot()
    def checkpoint(self) -> None:
        """Show that everything is saved, as whoever presses this key wants to see; with a folder, make a second copy."""
        if self._window.screen_now is not None:
            self._window.screen_now.leave()
        self._window.foot.saved.flash()
        folder = self._context.preferences.backup_folder
        if folder and self._context.now_shown is not None:
            self.copy_to(Path(folder))

    @Slot()
    def copy_elsewhere(self) -> None:
        """Make a second copy in a folder that is asked for: something could not be saved where the dossier is."""
        folder = QFileDialog.getExistingDirectory(self._window, self._context.say("saved.copy-elsewhere"))
        if folder:
            self.copy_to(Path(folder))

    def copy_to(self, folder: Path) -> None:
        """Make a second copy of everything that is saved."""
        from ui.work.backup import second_copy

        sources = self._context.sources
        job = self._context.bridge.run(
            lambda session, progress: second_copy(session, folder, sources, progress), "checkpoint.job"
        )
        job.done.connect(self._copied)

    @Slot(object)
    def _copied(self, path: Path) -> None:
        self._context.copied.emit()
        self._toast(self._context.say("checkpoint.done", folder=path.parent.name))

    @Slot()
    def begin_visit(self) -> None:
        """Open the form that begins a visit."""
        if not self._is_discreet:
            self._ask_visit()

    @Slot(str)
    def begin_planned(self, visit: VisitId) -> None:
        """Open the form with a planned visit in it."""
        self._ask_visit(visit)

    def _ask_visit(self, visit: VisitId = "") -> None:
        from ui.screens.new_visit import NewVisit

        NewVisit(self._context, self._window, visit).open()

    @Slot()
    def hand_over(self) -> None:
        """Lead to the hand-over; the screens that know better which visit is meant do it themselves."""
        if self._context.at.screen not in ("home", "review") and not self._is_discreet:
            self._context.go("review", visit=self._here().visit, part="handover")

    @Slot()
    def export_round(self) -> None:
        """Open the form that writes the whole round for other programs."""
        if not self._is_discreet:
            from ui.exporting import choose

            choose(self._context, self._window)

    def _toast(self, words: str) -> None:
        if not self._is_discreet:
            self._context.toast(words)

    @property
    def _is_discreet(self) -> bool:
        """Tell whether somebody poses as a citizen just now: a key pressed by chance must give nobody away."""
        return self._window.screen_now is not None and self._window.screen_now.is_discreet()

    def _here(self) -> Place:
        screen = self._window.screen_now
        return screen.here() if screen is not None else Place("home")
