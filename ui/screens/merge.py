"""Merging: files from a stick become rows with a verdict, then numbers, then one transaction; and the way back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from inspector.journal.entry import RoundId
from ui.actions import Actions
from ui.context import Context, Place
from ui.screens.merge_parts.done import Done
from ui.screens.merge_parts.header import Header
from ui.screens.merge_parts.history import History, moment_words
from ui.screens.merge_parts.sheet import Sheet
from ui.screens.merge_parts.shelf import Shelf, Tray
from ui.screens.merge_parts.way_back import WayBack
from ui.screens.screen import Screen
from ui.widgets.button import Button
from ui.widgets.notices import announce
from ui.widgets.text import Label, column, held, row
from ui.work.arrivals import Arrival
from ui.work.merges import Past
from ui.work.merging import Merged, collect, merge


class Merge(Screen):
    """Holds the table while it is prepared; nothing of it is in the dossier before the merge."""

    def __init__(self, context: Context, actions: Actions) -> None:
        super().__init__(context, actions)
        self._round: RoundId = ""
        self._shelf = Shelf(context.home)
        self._from = Path()
        """Where the files came from: a receipt goes back there."""
        self._captioned = (0, "")
        self.setAcceptDrops(True)
        self._build()
        self._build_edges()
        actions.action("add-files").triggered.connect(self.header.choose_files)
        actions.action("add-folder").triggered.connect(self.header.choose_folder)
        actions.action("merge").triggered.connect(self.merge)
        actions.action("undo").triggered.connect(self._go_back)
        # The window may close with a table open: what was copied for it does not outlive it.
        self.destroyed.connect(self._shelf.clear)

    # -- how it is laid out

    def _build(self) -> None:
        self.header = Header(self.context)
        self.header.brought.connect(self.bring)
        self.header.dropped.connect(self.clear)
        self.sheet = Sheet(self.context, self.header)
        self.done = Done(self.context)
        self.done.closed.connect(self.header.add.setFocus)
        body = column(self.done, self.header, self.sheet)
        body.setStretchFactor(self.sheet, 1)
        self.history = History(self.context)
        self.history.closed.connect(self._close_history)
        self.way_back = WayBack(self.context, self.history)
        self.way_back.known.connect(self._show_past)
        self.way_back.undone.connect(self.done.hide)
        self.deciding = self.sheet.below.deciding
        self.deciding.decided.connect(self.way_back.forget)
        self._pages = QStackedWidget()
        self._pages.addWidget(held(body))
        self._pages.addWidget(self.history)
        self.setLayout(column(self._pages))

    def _build_edges(self) -> None:
        theme, say = self.context.theme, self.context.say
        self.history_button = Button(theme, say("merge.history"), "plain", "history", height=32)
        self.history_button.clicked.connect(self._open_history)
        self.undo_button = Button(theme, say("merge.undo"), "plain", "arrow-back-up", height=32)
        self.undo_button.clicked.connect(self.way_back.undo_last)
        self._top = held(row(self.history_button, self.undo_button, gap=16))
        self.status = Label(theme, "", 14, "text2")
        self.merge_button = Button(theme, say("merge.merge"), "primary", "arrow-merge", "Ctrl+Enter")
        self.merge_button.clicked.connect(self.merge)
        self._foot = held(row(self.status, self.merge_button, gap=16))
        self.sheet.told.connect(self._tell)

    # -- what the window asks

    def title(self) -> str:
        return self.context.say("rail.merge")

    def caption(self) -> str:
        if self.context.now_shown is None:
            return ""
        title, past = self.context.shown.view.title, self.way_back.past
        if not past.merges:
            return self.context.say("merge.caption", title=title, visits=past.visits)
        at = moment_words(past.merges[0].at)
        return self.context.say("merge.caption-last", title=title, visits=past.visits, at=at)

    def top(self) -> QWidget:
        return self._top

    def foot(self) -> QWidget:
        return self._foot

    def enter(self, place: Place) -> None:
        self.refresh()
        if place.part == "history":
            self._open_history()
            return
        if self._pages.currentIndex():
            self._close_history()
        if place.part == "decide" and place.visit is not None and place.item is not None:
            self.deciding.go_to(place.visit, place.item)
            self.sheet.below.ask_deciding()
        else:
            self.sheet.take_focus()

    def here(self) -> Place:
        return Place("merge", part="history" if self._pages.currentIndex() else "")

    def keys(self) -> list[tuple[str, str]]:
        say = self.context.say
        own = [("Space", say("merge.key.tick")), ("Enter", say("merge.key.look")), ("Esc", say("merge.key.close"))]
        return own + (self.deciding.keys() if self.deciding.case_count else [])

    def refresh(self) -> None:
        if self.context.now_shown is None:
            return
        if self._round != self.context.shown.round:
            self._round = self.context.shown.round
            self.clear()
        self.way_back.refresh()
        self.sheet.show_anew()

    @property
    def rows(self) -> tuple[Arrival, ...]:
        """The files of the table."""
        return self.sheet.rows

    # -- files come

    def bring(self, paths: list[Path]) -> None:
        """Examine files, and all dossiers below folders, and put them into the table."""
        if self.header.is_busy or self.context.identity is None:
            return
        if self._pages.currentIndex():
            self._close_history()
        tray, before, keys = self._shelf.tray, self.rows, [self.context.identity]
        job = self.context.bridge.run(
            lambda session, progress: (
                tray,
                tray.use(lambda folder: collect(session, paths, folder, keys, progress, before)),
            ),
            "intake.examining",
        )
        self.header.follow(job)
        job.done.connect(self._show_rows)
        self._from = paths[0] if paths[0].is_dir() else paths[0].parent
        self.done.hide()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.bring(paths)

    def _show_rows(self, found: tuple[Tray, tuple[Arrival, ...]]) -> None:
        tray, rows = found
        if tray is not self._shelf.tray:
            return  # the table was emptied meanwhile
        self.sheet.show_rows(rows)
        good = sum(one.is_good for one in rows)
        announce(self, self.context.say("merge.read", count=len(rows), good=good))

    def clear(self) -> None:
        """Empty the table; the files that it told of are left as they are."""
        self.context.aside.run(self._shelf.let_go())
        self.sheet.show_rows(())

    # -- the merge

    def merge(self) -> None:
        """Unite the files that are ticked with what is here, then say what was decided over it."""
        if self.header.is_busy or self._pages.currentIndex():
            return
        rows, reasons, then = self.rows, self.sheet.files.table.reasons, tuple(self.sheet.decided)
        if not reasons:
            self.context.refused.emit(self.context.say("merge.nothing"))
            return
        home, sources, tray = self.context.home, self.context.sources, self._shelf.tray
        job = self.context.bridge.run(
            lambda session, progress: tray.use(lambda _: merge(session, home, sources, rows, reasons, then, progress)),
            "intake.absorbing",
        )
        self.header.follow(job)
        job.done.connect(self._merged)

    def _merged(self, merged: Merged) -> None:
        visits = len(self.sheet.foreseen.visits) if self.sheet.foreseen is not None else 0
        self.clear()
        self.done.tell(merged, visits, self._from)
        self.header.add.setFocus()
        self.refresh()
        self.way_back.offer(self.context.say("merge.done-short", files=len(merged.files)))

    # -- the way back

    def _show_past(self, past: Past) -> None:
        self.undo_button.setVisible(past.last_counting is not None and past.may_exclude)
        told = (past.visits, past.merges[0].at if past.merges else "")
        if told != self._captioned:
            self._captioned = told
            self.context.changed.emit()  # the window prints the caption

    def _open_history(self) -> None:
        self._pages.setCurrentIndex(1)
        self.merge_button.hide()
        self.status.hide()
        self.history.list.setFocus()

    def _close_history(self) -> None:
        self._pages.setCurrentIndex(0)
        self.merge_button.show()
        self.status.show()
        self.sheet.take_focus()

    def _go_back(self) -> None:
        if self.context.at.screen == "merge" and not self.way_back.take():
            self.deciding.undo()

    # -- what is told

    def _tell(self) -> None:
        """Say beside the button what is ready, and what stays open."""
        say, left = self.context.say, self.deciding.open_count
        chosen, decided = len(self.sheet.files.table.chosen), self.deciding.case_count - left
        self.status.set_ink("conflict_ink" if left and (chosen or not self.rows) else "text2")
        if not self.rows:
            self.status.setText(say("merge.open-here", conflicts=left) if left else "")
        elif not chosen:
            self.status.setText(say("merge.none-chosen"))
        elif left and decided and self.deciding.is_preview:
            self.status.setText(say("merge.ready-decided", count=chosen, conflicts=left, decided=decided))
        elif left:
            self.status.setText(say("merge.ready-conflicts", count=chosen, conflicts=left))
        else:
            self.status.setText(say("merge.ready", count=chosen))
