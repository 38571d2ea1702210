"""Merging: files from a stick become rows with a verdict, then numbers, then one transaction; and the way back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from inspector.commands.draft import Command
from inspector.journal.entry import RoundId
from ui.actions import Actions
from ui.context import Context, Place
from ui.screens.merge_parts.header import Header
from ui.screens.merge_parts.history import History, moment_words
from ui.screens.merge_parts.preview import Preview
from ui.screens.merge_parts.shelf import Shelf
from ui.screens.merge_parts.table import IntakeView
from ui.screens.merge_parts.why import Why
from ui.screens.screen import Screen
from ui.widgets.button import Button
from ui.widgets.notices import Banner, Empty, announce
from ui.widgets.text import Label, column, held, row
from ui.work.arrivals import Arrival
from ui.work.foreseeing import Foreseen, foresee
from ui.work.merges import Merge as Merging
from ui.work.merges import Past, past_of, put_back, take_out
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
        self._held: list[Command] = []
        self._past = Past()
        self._foreseen: Foreseen | None = None
        self._way_back: Callable[[], object] | None = None
        """What takes the last doing back, while it is the last."""
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
        theme, say = self.context.theme, self.context.say
        self.header = Header(self.context)
        self.header.brought.connect(self.bring)
        self.header.dropped.connect(self.clear)
        self.header.sticks_seen.connect(self._offer_sticks)
        self.files = IntakeView(self.context)
        self.files.looked_into.connect(self._look_into)
        self.files.table.ticked.connect(self._ticks_changed)
        self.files.table.reason_wanted.connect(self._ask_reason)
        self.preview = Preview(self.context)
        self.preview.asked.connect(self._show_count)
        self.told = Banner(theme, "pass", "circle-check")
        self.told.add_action(say("merge.close-told"), self._close_told)
        self._band = held(column(self.told, margins=(16, 8, 24, 8)))
        self._band.hide()
        self.empty = self._empty()
        self._upper = QStackedWidget()
        self._upper.addWidget(held(column(None, row(None, self.empty, None), None, margins=(24, 16, 24, 16))))
        self._upper.addWidget(held(column(self.files, self.preview)))
        self.why = Why(self.context)
        self.why.closed.connect(self._close_why)
        self.why.accepted.connect(self._accept)
        self.below = QStackedWidget()
        self.below.addWidget(self.why)
        self.below.hide()
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self._upper)
        self.splitter.addWidget(self.below)
        self.splitter.setSizes([340, 300])
        body = column(self._band, self.header, self.splitter)
        body.setStretchFactor(self.splitter, 1)
        self.history = History(self.context)
        self.history.closed.connect(self._close_history)
        self.history.undo.connect(self._undo)
        self.history.put_back.connect(self._put_back)
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
        self.undo_button.clicked.connect(self._undo_last)
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
        title, past = self.context.shown.view.title, self._past
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
        return [("Space", say("merge.key.tick")), ("Enter", say("merge.key.look")), ("Esc", say("merge.key.close"))]

    def refresh(self) -> None:
        if self.context.now_shown is None:
            return
        if self._round != self.context.shown.round:
            self._round = self.context.shown.round
            self.clear()
        job = self.context.bridge.run(lambda session, progress: past_of(session, self.context.home))
        job.done.connect(self._show_past)
        if self.rows:
            self._settle.start()
        self._tell()

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
        self._band.hide()

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
        self._close_why()
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
        self._held = []
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
            self._foreseen = None
            return
        job = self.context.bridge.run(
            lambda session, progress: foresee(session, rows, chosen, progress), "merge.foreseeing"
        )
        job.done.connect(partial(self._show_foreseen, number))

    def _show_foreseen(self, number: int, seen: Foreseen) -> None:
        if number == self._wanted:
            self._foreseen = seen
            self.preview.show_foreseen(seen)
            self._tell()

    def _show_count(self, which: str) -> None:
        if not which or self._foreseen is None:
            self._close_why()
            return
        self.why.show_count(which, self._foreseen, self.rows)
        self.preview.check(which)
        self._open_why()

    def _look_into(self, number: int) -> None:
        self.why.show_file(number, self.rows[number])
        self.preview.check("")
        self._open_why()

    def _ask_reason(self, number: int) -> None:
        self._look_into(number)

    def _open_why(self) -> None:
        self.below.setCurrentWidget(self.why)
        self.below.show()
        self._share_room()
        self.why.ask()

    def _share_room(self) -> None:
        """Let the table make room for what is told below it where the window is low, or its text large."""
        has_room = self.splitter.height() >= self.context.theme.px(_LOW)
        self._upper.setVisible(has_room or self.below.isHidden())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _close_why(self) -> None:
        had_focus = self.why.isAncestorOf(self.focusWidget() or self)
        self.below.hide()
        self._share_room()
        self.preview.check("")
        if had_focus and self.rows:
            self.files.setFocus()

    def _accept(self, number: int, reason: str) -> None:
        self.files.table.tick(number, on=True, reason=reason)
        self._close_why()
        self.files.setFocus()

    # -- the merge

    def merge(self) -> None:
        """Unite the files that are ticked with what is here."""
        if self.header.is_busy or self._pages.currentIndex():
            return
        rows, reasons, then = self.rows, self.files.table.reasons, tuple(self._held)
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
        say = self.context.say
        visits = len(self._foreseen.visits) if self._foreseen is not None else 0
        words = say(
            "merge.done", files=len(merged.files), visits=visits, statements=len(merged.entries), blobs=merged.blobs
        )
        if merged.quarantined:
            words = f"{words} {say('merge.done-kept', count=len(merged.quarantined))}"
        self.clear()
        self.told.tell(words)
        self._band.show()
        announce(self, words)
        self.refresh()
        self._offer(say("merge.done-short", files=len(merged.files)), say("merge.undo"), self._undo_last)

    # -- the way back

    def _show_past(self, past: Past) -> None:
        is_news = (past.merges, past.visits) != (self._past.merges, self._past.visits)
        self._past = past
        self.history.show_past(past)
        self.undo_button.setVisible(past.last_counting is not None and past.may_exclude)
        if is_news:
            self.context.changed.emit()  # the window prints the caption

    def _open_history(self) -> None:
        self._pages.setCurrentIndex(1)
        self.merge_button.hide()
        self.history.list.setFocus()

    def _close_history(self) -> None:
        self._pages.setCurrentIndex(0)
        self.merge_button.show()
        (self.files if self.rows else self.header.add).setFocus()

    def _undo_last(self) -> None:
        merging = self._past.last_counting
        if merging is not None:
            self._undo(merging, self.history.default_reason(merging))

    def _undo(self, merging: Merging, reason: str) -> None:
        job = self.context.bridge.run(lambda session, progress: take_out(session, merging, reason), "merge.undoing")
        job.done.connect(partial(self._undone, merging))

    def _undone(self, merging: Merging, _: object) -> None:
        say = self.context.say
        self._band.hide()
        words = say("merge.undone", at=moment_words(merging.at))
        self._offer(words, say("merge.put-back"), partial(self._put_back, merging, say("merge.put-back-reason")))

    def _put_back(self, merging: Merging, reason: str) -> None:
        job = self.context.bridge.run(lambda session, progress: put_back(session, merging, reason), "merge.undoing")
        job.done.connect(partial(self._back_again, merging))

    def _back_again(self, merging: Merging, _: object) -> None:
        say = self.context.say
        reason = self.history.default_reason(merging)
        words = say("merge.back-again", at=moment_words(merging.at))
        self._offer(words, say("merge.undo"), partial(self._undo, merging, reason))

    def _offer(self, words: str, action: str, call: Callable[[], object]) -> None:
        """Tell what was done, and let Ctrl+Z take it back as long as nothing else was done here."""
        self._way_back = call
        self.context.toast(words, action, call)

    def _go_back(self) -> None:
        call, self._way_back = self._way_back, None
        if call is not None and self.context.at.screen == "merge":
            call()

    # -- what is told

    def _close_told(self) -> None:
        self._band.hide()
        self.header.add.setFocus()

    def _tell(self) -> None:
        """Say beside the button what is ready, and what stays open."""
        say, seen = self.context.say, self._foreseen
        chosen = len(self.files.table.chosen)
        if not self.rows:
            self.status.setText("")
        elif not chosen:
            self.status.setText(say("merge.none-chosen"))
        elif seen is not None and seen.conflicts:
            self.status.set_ink("conflict_ink")
            self.status.setText(say("merge.ready-conflicts", count=chosen, conflicts=len(seen.conflicts)))
            return
        else:
            self.status.setText(say("merge.ready", count=chosen))
        self.status.set_ink("text2")
