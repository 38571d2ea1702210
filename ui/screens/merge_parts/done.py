"""What a merge brought, told until somebody closes it, and the receipt that goes back to the stick."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from inspector.errors import KnownError
from ui.context import Context
from ui.widgets.notices import Banner, announce
from ui.widgets.text import column
from ui.work.handing import Written
from ui.work.merging import Merged
from ui.work.receipts import write_receipt


class Done(QFrame):
    """A band above the table; hidden while there is nothing to tell."""

    closed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._merged: Merged | None = None
        self._folder = Path()
        self.banner = Banner(context.theme, "pass", "circle-check")
        self.receipt = self.banner.add_action(context.say("merge.receipt"), self.write, "writing-sign")
        self.close_button = self.banner.add_action(context.say("merge.close-told"), self._close)
        self.setLayout(column(self.banner, margins=(16, 8, 24, 8)))
        self.hide()

    @property
    def words(self) -> str:
        """What is told."""
        return self.banner.words.text()

    def tell(self, merged: Merged, visits: int, folder: Path) -> None:
        """Tell what a merge brought, from a folder."""
        say = self._context.say
        self._merged, self._folder = merged, folder
        words = say(
            "merge.done", files=len(merged.files), visits=visits, statements=len(merged.entries), blobs=merged.blobs
        )
        if merged.quarantined:
            words = f"{words} {say('merge.done-kept', count=len(merged.quarantined))}"
        self.receipt.setVisible(bool(merged.visits))
        self._tell(words)

    def write(self) -> None:
        """Write what arrived back to where the files came from, for those who handed them over."""
        merged, folder, context = self._merged, self._folder, self._context
        if merged is None:
            return
        self.receipt.hide()
        job = context.bridge.run(
            lambda session, progress: write_receipt(
                session, context.home, context.sources, merged.visits, merged.received, folder, progress=progress
            ),
            "handing.writing",
        )
        job.done.connect(self._written)
        job.failed.connect(self._failed)

    def _written(self, files: list[Written]) -> None:
        names = ", ".join(one.path.name for one in files)
        self._tell(self._context.say("merge.receipt-written", files=names, folder=str(self._folder)))

    def _failed(self, _: KnownError) -> None:
        self.receipt.show()

    def _tell(self, words: str) -> None:
        self.banner.tell(words)
        self.show()
        announce(self, words)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
