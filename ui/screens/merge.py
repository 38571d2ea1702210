"""Merging: files from a stick become rows with a verdict, then numbers, then one transaction; and the way back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from inspector.journal.entry import RoundId
from ui.actions import Actions
from ui.context import Context, Place
from ui.screens.merge_parts.below import Below
from ui.screens.merge_parts.done import Done
from ui.screens.merge_parts.header import Header
from ui.screens.merge_parts.history import History, moment_words
from ui.screens.merge_parts.preview import Preview
from ui.screens.merge_parts.shelf import Shelf
from ui.screens.merge_parts.table import IntakeView
from ui.screens.merge_parts.way_back import WayBack
from ui.screens.screen import Screen
from ui.widgets.button import Button
from ui.widgets.notices import Empty, announce
from ui.widgets.text import Label, column, held, row
from ui.work.arrivals import Arrival
from ui.work.foreseeing import Foreseen, foresee
from ui.work.merges import Past
from ui.work.merging import Merged, collect, merge

_SETTLE_MS: Final = 120
"""A person who ticks several files is not made to wait for the numbers of each."""

_LOW: Final = 430
"""Below this height of table and reasons together, in pixels at 100 %, only one of them is shown."""


class Merge(Screen):
    """Holds the table while it is prepared; nothing of it is in the dossier before the merge."""

    def __init__(self, context: Context, actions: Actions) -> None:
        super().__init__(context, actions)
        self._round: RoundId = ""
        self._shelf = Shelf(context.home)
        self._stick: Path | None = None
        self._from = Path()
        """Where the files came from: a receipt goes back there."""
        self._captioned = (0, "")
        self._foreseen: Foreseen | None = None
        self._wanted = 0
        """Counts the previews that were asked for: of an earlier one nothing is shown any more."""
        self.setAcceptDrops(True)
        self._build()
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._foresee)
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
        self.header.sticks_seen.connect(self._offer_sticks)
        self.files = IntakeView(self.context)
        self.files.looked_into.connect(self._look_into)
        self.files.table.ticked.connect(self._ticks_changed)
        self.files.table.reason_wanted.connect(self._look_into)
        self.preview = Preview(self.context)
        self.preview.asked.connect(self._show_count)
        self.done = Done(self.context)
        self.done.closed.connect(self.header.add.setFocus)
        self.empty = self._empty()
        self._upper = QStackedWidget()
        self._upper.addWidget(held(column(None, row(None, self.empty, None), None, margins=(24, 16, 24, 16))))
        self._upper.addWidget(held(column(self.files, self.preview)))
        self.below = Below(self.context)
        self.below.changed.connect(self._share_room)
        self.below.left.connect(self._back_to_table)
        self.below.why.accepted.connect(self._accept)
        self.header.back.clicked.connect(self.below.close_asked)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self._upper)
        self.splitter.addWidget(self.below)
        self.splitter.setSizes([260, 360])
        body = column(self.done, self.header, self.splitter)
        body.setStretchFactor(self.splitter, 1)
        self.history = History(self.context)
        self.history.closed.connect(self._close_history)
        self.way_back = WayBack(self.context, self.history)
        self.way_back.known.connect(self._show_past)
        self.way_back.undone.connect(self.done.hide)
        self.below.deciding.decided.connect(self.way_back.forget)
        self._pages = QStackedWidget()
        self._pages.addWidget(held(body))
        self._pages.addWidget(self.history)
        self.setLayout(column(self._pages))
        self._build_edges()

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

    def _empty(self) -> Empty:
        say = self.context.say
        empty = Empty(self.context.theme, "usb", say("merge.empty"))
        self.stick_button = empty.add_action(
            say("merge.add-stick", name=""), self._take_stick, primary=True, icon="usb"
        )
        self.stick_button.hide()
        empty.add_action(
            say("merge.add-files"), self.header.choose_files, primary=False, icon="file-import", keys="Ctrl+O"
        )
        empty.add_action(
            say("merge.add-folder"), self.header.choose_folder, primary=False, icon="folder-open", keys="Ctrl+Shift+O"
        )
        empty.setMinimumWidth(self.context.theme.px(480))
        return empty

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
        self.header.look_for_sticks()
        if place.part == "history":
            self._open_history()
        else:
            (self.files if self.rows else self.header.add).setFocus()

    def here(self) -> Place:
        return Place("merge", part="history" if self._pages.currentIndex() else "")

    def keys(self) -> list[tuple[str, str]]:
        say = self.context.say
        own = [("Space", say("merge.key.tick")), ("Enter", say("merge.key.look")), ("Esc", say("merge.key.close"))]
        return own + (self.below.deciding.keys() if self.below.deciding.case_count else [])

    def refresh(self) -> None:
        if self.context.now_shown is None:
            return
        if self._round != self.context.shown.round:
            self._round = self.context.shown.round
            self.clear()
        self.way_back.refresh()
        self._settle.start()

    @property
    def rows(self) -> tuple[Arrival, ...]:
        """The files of the table."""
        return self.files.table.rows

    # -- files come

    def bring(self, paths: list[Path]) -> None:
        """Examine files, and all dossiers below folders, and put them into the table."""
        if self.header.is_busy or self.context.identity is None:
            return
        if self._pages.currentIndex():
            self._close_history()
        shelf, before, keys = self._shelf, self.rows, [self.context.identity]
        job = self.context.bridge.run(
            lambda session, progress: collect(session, paths, shelf.folder(), keys, progress, before),
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

    def _offer_sticks(self, found: list[Path]) -> None:
        self._stick = found[0] if found else None
        self.stick_button.setVisible(bool(found))
        if found:
            self.stick_button.set_words(self.context.say("merge.add-stick", name=found[0].name or str(found[0])))

    def _take_stick(self) -> None:
        if self._stick is not None:
            self.bring([self._stick])

    def _show_rows(self, rows: tuple[Arrival, ...]) -> None:
        self.files.table.show_rows(rows)
        self.header.show_files([one.path for one in rows])
        self._upper.setCurrentIndex(1 if rows else 0)
        self._share_room()
        self.below.close_asked()
        self._foreseen = None
        self.preview.show_foreseen(None)
        self._foresee()
        self._tell()
        if rows:
            self.files.setFocus()
            good = sum(one.is_good for one in rows)
            announce(self, self.context.say("merge.read", count=len(rows), good=good))

    def clear(self) -> None:
        """Empty the table; the files that it told of are left as they are."""
        self.context.aside.run(self._shelf.let_go())
        self._show_rows(())

    # -- what it would bring

    def _ticks_changed(self) -> None:
        self._tell()
        self.preview.show_foreseen(None)
        self._settle.start()

    def _foresee(self) -> None:
        self._wanted += 1
        rows, chosen, number = self.rows, self.files.table.chosen, self._wanted
        if not rows:
            shown = self.context.shown
            self.below.show_view(shown.view, shown.checklists, shown.present)
            return
        job = self.context.bridge.run(
            lambda session, progress: foresee(session, rows, chosen, progress), "merge.foreseeing"
        )
        job.done.connect(partial(self._show_foreseen, number))

    def _show_foreseen(self, number: int, seen: Foreseen) -> None:
        if number == self._wanted:
            self._foreseen = seen
            self.preview.show_foreseen(seen)
            self.below.show_view(seen.view, seen.checklists, seen.present)
            self._tell()

    def _show_count(self, which: str) -> None:
        if not which or self._foreseen is None:
            self.below.close_asked()
            return
        self.below.ask_count(which, self._foreseen, self.rows)
        self.preview.check(which)

    def _look_into(self, number: int) -> None:
        self.below.ask_file(number, self.rows[number])
        self.preview.check("")

    def _accept(self, number: int, reason: str) -> None:
        self.files.table.tick(number, on=True, reason=reason)
        self.below.close_asked()

    def _share_room(self) -> None:
        """Let the table make room for what is asked below it where the window is low, or its text large.

        Where the table is empty, what is to be decided stands in its place then.
        """
        has_room = self.splitter.height() >= self.context.theme.px(_LOW)
        is_wanted = self.below.is_wanted(has_room=has_room or not self.rows)
        self.below.setVisible(is_wanted)
        self._upper.setVisible(not is_wanted or (has_room and bool(self.rows)))
        self.header.offer_way_back(shown=not has_room and is_wanted and bool(self.rows))
        self._tell()

    def _back_to_table(self) -> None:
        self.preview.check("")
        if self.rows:
            self.files.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    # -- the merge

    def merge(self) -> None:
        """Unite the files that are ticked with what is here, then say what was decided over it."""
        if self.header.is_busy or self._pages.currentIndex():
            return
        rows, reasons, then = self.rows, self.files.table.reasons, tuple(self.below.decided)
        if not reasons:
            self.context.refused.emit(self.context.say("merge.nothing"))
            return
        home, sources = self.context.home, self.context.sources
        job = self.context.bridge.run(
            lambda session, progress: merge(session, home, sources, rows, reasons, then, progress),
            "intake.absorbing",
        )
        self.header.follow(job)
        job.done.connect(self._merged)

    def _merged(self, merged: Merged) -> None:
        visits = len(self._foreseen.visits) if self._foreseen is not None else 0
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
        (self.files if self.rows else self.header.add).setFocus()

    def _go_back(self) -> None:
        if self.context.at.screen == "merge" and not self.way_back.take():
            self.below.deciding.undo()

    # -- what is told

    def _tell(self) -> None:
        """Say beside the button what is ready, and what stays open."""
        say, left = self.context.say, self.below.deciding.open_count
        chosen, decided = len(self.files.table.chosen), self.below.deciding.case_count - left
        self.status.set_ink("conflict_ink" if left and (chosen or not self.rows) else "text2")
        if not self.rows:
            self.status.setText(say("merge.open-here", conflicts=left) if left else "")
        elif not chosen:
            self.status.setText(say("merge.none-chosen"))
        elif left and decided and self.below.deciding.is_preview:
            self.status.setText(say("merge.ready-decided", count=chosen, conflicts=left, decided=decided))
        elif left:
            self.status.setText(say("merge.ready-conflicts", count=chosen, conflicts=left))
        else:
            self.status.setText(say("merge.ready", count=chosen))
