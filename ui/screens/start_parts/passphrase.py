"""A new passphrase, typed twice, with how strong it is in words."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from inspector.people import key_file
from ui.context import Context
from ui.screens.start_parts.fields import Secret
from ui.widgets.text import Ink, column
from ui.work.keys import strength

_INKS: dict[str, Ink] = {"short": "part_ink", "weak": "part_ink", "fair": "text2", "strong": "pass_ink"}


class NewPassphrase(QWidget):
    """Two fields that must say the same."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._advice = context.say("start.passphrase-advice", least=key_file.SHORTEST_PASSPHRASE)
        self.first = Secret(context, context.say("start.passphrase-new"), self._advice)
        self.second = Secret(context, context.say("start.passphrase-again"))
        self.first.edit.textChanged.connect(self._judge)
        self.setLayout(column(self.first, self.second, gap=12))

    def _judge(self, text: str) -> None:
        if not text:
            self.first.hint(self._advice)
            return
        found = strength(text)
        words = self._context.say(f"start.strength-{found}", least=key_file.SHORTEST_PASSPHRASE)
        self.first.hint(words, _INKS[found])

    def taken(self) -> str:
        """Return the passphrase; nothing, and it is told beside the field, if it cannot be used."""
        text = self.first.text
        if strength(text) == "short":
            self.first.complain(self._context.say("key.passphrase-short", least=key_file.SHORTEST_PASSPHRASE))
            return ""
        if text != self.second.text:
            self.second.complain(self._context.say("start.passphrases-differ"))
            return ""
        return text
