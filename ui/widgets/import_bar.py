"""How far an import is, and the way to stop it; hidden while there is nothing to tell."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from ui.context import Context
from ui.importing import Import
from ui.widgets.bars import Bar
from ui.widgets.button import Button
from ui.widgets.text import Label, row


class ImportBar(QFrame):
    """Follows the one import of a window."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        importing = Import.of(context)
        self.setProperty("role", "banner")
        self.setProperty("tone", "info")
        self._words = Label(context.theme, "", 14, "info_ink", numeric=True)
        self._bar = Bar(context.theme, 160)
        self.stop = Button(context.theme, context.say("photo.stop-adding"), "link", height=32)
        self.stop.clicked.connect(importing.cancel)
        self.setLayout(row(self._words, self._bar, None, self.stop, gap=12, margins=(12, 4, 12, 4)))
        importing.progressed.connect(self._tell)
        importing.finished.connect(self._end)
        self.hide()

    def _tell(self, done: int, total: int) -> None:
        words = self._context.say("photo.adding", done=done, total=total)
        self._words.setText(words)
        self._bar.show_share(done, total, words)
        self.show()

    def _end(self, added: int, refusals: list[str]) -> None:
        self.hide()
