"""The table of files with the numbers of what they would bring, and below it what is to be decided and why."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget

from inspector.commands.draft import Command
from ui.context import Context
from ui.pictures import Pictures
from ui.screens.merge_parts.below import Below
from ui.screens.merge_parts.header import Header
from ui.screens.merge_parts.preview import Preview
from ui.screens.merge_parts.table import IntakeView
from ui.widgets.notices import Empty
from ui.widgets.text import column, held, row
from ui.work.arrivals import Arrival
from ui.work.foreseeing import Foreseen, foresee

_SETTLE_MS: Final = 120
"""A person who ticks several files is not made to wait for the numbers of each."""
_LOW: Final = 430
"""Below this height of table and what is below it, in pixels at 100 %, only one of them is shown."""


class Sheet(QSplitter):
    """Holds the files while a merge is prepared. What it shows follows from what is ticked and from what is published."""

    told = Signal()
    """What is ready to be merged, or what is left to decide, may have changed."""

    def __init__(self, context: Context, header: Header) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._context = context
        self._header = header
        self.foreseen: Foreseen | None = None
        self._wanted = 0
        """Counts the previews that were asked for: of an earlier one nothing is shown any more."""
        self.files = IntakeView(context)
        self.files.looked_into.connect(self._look_into)
        self.files.table.ticked.connect(self._ticks_changed)
        self.files.table.reason_wanted.connect(self._look_into)
        self.preview = Preview(context)
        self.preview.asked.connect(self._show_count)
        self.empty = self._empty()
        self._upper = QStackedWidget()
        self._upper.addWidget(held(column(None, row(None, self.empty, None), None, margins=(24, 16, 24, 16))))
        self._upper.addWidget(held(column(self.files, self.preview)))
        self.below = Below(context)
        self.below.changed.connect(self._share_room)
        self.below.left.connect(self._back_to_table)
        self.below.why.accepted.connect(self._accept)
        header.back.clicked.connect(self.below.close_asked)
        header.sticks_seen.connect(self._offer_sticks)
        self.setChildrenCollapsible(False)
        self.addWidget(self._upper)
        self.addWidget(self.below)
        self.setSizes([262, 350])
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._foresee)

    def _empty(self) -> Empty:
        say, header = self._context.say, self._header
        empty = Empty(self._context.theme, "usb", say("merge.empty"))
        self.stick_button = empty.add_action(
            say("merge.add-stick", name=""), header.take_stick, primary=True, icon="usb"
        )
        self.stick_button.hide()
        empty.add_action(say("merge.add-files"), header.choose_files, primary=False, icon="file-import", keys="Ctrl+O")
        empty.add_action(
            say("merge.add-folder"), header.choose_folder, primary=False, icon="folder-open", keys="Ctrl+Shift+O"
        )
        empty.setMinimumWidth(self._context.theme.px(480))
        return empty

    def _offer_sticks(self, found: list[Path]) -> None:
        self.stick_button.setVisible(bool(found))
        if found:
            self.stick_button.set_words(self._context.say("merge.add-stick", name=found[0].name or str(found[0])))

    # -- what is in it

    @property
    def rows(self) -> tuple[Arrival, ...]:
        """The files of the table."""
        return self.files.table.rows

    @property
    def decided(self) -> Sequence[Command]:
        """What was decided over the merge that is prepared."""
        return self.below.decided

    def show_rows(self, rows: Sequence[Arrival]) -> None:
        """Show files, and what merging those that are ticked would bring."""
        self.files.table.show_rows(rows)
        self._header.show_files([one.path for one in rows])
        self._upper.setCurrentIndex(1 if rows else 0)
        intakes = [one.intake for one in rows if one.intake is not None]
        Pictures.of(self._context).lend({blob: path for one in intakes for blob, path in one.blobs.items()})
        self.foreseen = None
        self.preview.show_foreseen(None)
        self.below.close_asked()
        self._share_room()
        self._foresee()
        if rows:
            self.files.setFocus()

    def show_anew(self) -> None:
        """Work out again what the merge would bring: something else was published."""
        self._settle.start()

    def take_focus(self) -> None:
        """Put the focus where work goes on."""
        (self.files if self.rows else self._header.add).setFocus()

    # -- what it would bring

    def _ticks_changed(self) -> None:
        self.told.emit()
        self.preview.show_foreseen(None)
        self._settle.start()

    def _foresee(self) -> None:
        self._wanted += 1
        rows, chosen, number = self.rows, self.files.table.chosen, self._wanted
        if self._context.now_shown is None:
            return
        if not rows:
            shown = self._context.shown
            self.below.show_view(shown.view, shown.checklists, shown.present)
            return
        job = self._context.bridge.run(
            lambda session, progress: (number, foresee(session, rows, chosen, progress)), "merge.foreseeing"
        )
        job.done.connect(self._show_foreseen)

    def _show_foreseen(self, found: tuple[int, Foreseen]) -> None:
        number, seen = found
        if number == self._wanted:
            self.foreseen = seen
            self.preview.show_foreseen(seen)
            self.below.show_view(seen.view, seen.checklists, seen.present)
            self.told.emit()

    def _show_count(self, which: str) -> None:
        if not which or self.foreseen is None:
            self.below.close_asked()
            return
        self.below.ask_count(which, self.foreseen, self.rows)
        self.preview.check(which)

    def _look_into(self, number: int) -> None:
        self.below.ask_file(number, self.rows[number])
        self.preview.check("")

    def _accept(self, number: int, reason: str) -> None:
        self.files.table.tick(number, on=True, reason=reason)
        self.below.close_asked()

    # -- how the room is shared

    def _share_room(self) -> None:
        """Let the table make room for what is asked below it where the window is low, or its text large.

        Where the table is empty, what is to be decided stands in its place.
        """
        has_room = self.height() >= self._context.theme.px(_LOW)
        is_wanted = self.below.is_wanted(has_room=has_room or not self.rows)
        self.below.setVisible(is_wanted)
        self._upper.setVisible(not is_wanted or (has_room and bool(self.rows)))
        self._header.offer_way_back(shown=not has_room and is_wanted and bool(self.rows))
        self.told.emit()

    def _back_to_table(self) -> None:
        self.preview.check("")
        if self.rows:
            self.files.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()
