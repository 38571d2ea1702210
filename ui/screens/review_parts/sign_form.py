"""Signing minutes: which field, whose certificate, its passphrase; or a sample, where nothing has legal value anyway."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QWidget

from reports.outline.minutes import LEAD, SECRETARY
from ui.context import Context
from ui.widgets.button import Button
from ui.widgets.text import Label, column, restyle, row
from ui.work.minutes import Minutes

_FIELD_OF: Final = {"lead": LEAD, "secretary": SECRETARY}


@dataclass(frozen=True, slots=True)
class Signing:
    """What somebody wants to sign with."""

    field: str
    certificate: Path | None
    """None for a sample."""
    passphrase: str


class SignForm(QWidget):
    """Asks for all that a signature needs; it signs nothing itself."""

    wanted = Signal(object)
    """A `Signing`."""

    def __init__(self, context: Context, *, offers_sample: bool) -> None:
        super().__init__()
        self._context = context
        self._file: Path | None = None
        theme, say = context.theme, context.say
        self.field = QComboBox()
        self.field.setAccessibleName(say("minutes.field"))
        self.signed = Label(theme, "", 14, "pass_ink", wrap=True)
        self._file_name = Label(theme, say("minutes.no-certificate"), 14, "text2", wrap=True)
        choose = Button(theme, say("minutes.choose-certificate"), "plain", "key", height=32)
        choose.clicked.connect(self._choose)
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(say("minutes.certificate-passphrase"))
        self.trouble = Label(theme, "", 14, "fail_ink", wrap=True)
        self.trouble.hide()
        self.sign = Button(theme, say("minutes.sign"), "plain", "writing-sign")
        self.sign.clicked.connect(self._press)
        self.sample = Button(theme, say("minutes.sign-sample"), "link", "writing-sign", height=32)
        self.sample.clicked.connect(self._press_sample)
        self._sample_words = Label(theme, say("minutes.sample-words"), 12, "text2", wrap=True)
        self.sample.setVisible(offers_sample)
        self._sample_words.setVisible(offers_sample)
        self.setLayout(
            column(
                self.signed,
                Label(theme, say("minutes.field"), 12, "text2"),
                self.field,
                self._file_name,
                row(choose, None),
                Label(theme, say("minutes.certificate-passphrase"), 12, "text2"),
                self.passphrase,
                self.trouble,
                row(self.sign, None),
                row(self.sample, None),
                self._sample_words,
                gap=6,
            )
        )

    def show_minutes(self, minutes: Minutes, roles: Collection[str]) -> None:
        """Show which fields are empty, one's own first by `roles`, and who has signed."""
        say = self._context.say
        self.field.clear()
        for name in minutes.empty_fields:
            self.field.addItem(say(f"minutes.field-{name}"), name)
        own = next((name for role, name in _FIELD_OF.items() if role in roles and name in minutes.empty_fields), None)
        if own is not None:
            self.field.setCurrentIndex(self.field.findData(own))
        self.signed.setText(say("minutes.signed-by", names=", ".join(minutes.signers)))
        self.signed.setVisible(bool(minutes.signers))
        for part in (self.sign, self.sample, self.field):
            part.setEnabled(bool(minutes.empty_fields))

    def use(self, certificate: Path) -> None:
        """Sign with a file."""
        self._file = certificate
        self._file_name.setText(certificate.name)
        self.passphrase.setFocus()

    def refuse(self, words: str) -> None:
        """Say why nothing was signed; what was typed stays."""
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))
        self.passphrase.setProperty("wrong", bool(words))
        restyle(self.passphrase)

    def _choose(self) -> None:
        say = self._context.say
        found, _ = QFileDialog.getOpenFileName(
            self, say("minutes.choose-certificate"), str(Path.home()), f"{say('minutes.certificates')} (*.p12 *.pfx)"
        )
        if found:
            self.use(Path(found))

    def _press(self) -> None:
        if self._file is None:
            self.refuse(self._context.say("minutes.certificate-first"))
        else:
            self.wanted.emit(Signing(self.field.currentData(), self._file, self.passphrase.text()))

    def _press_sample(self) -> None:
        self.wanted.emit(Signing(self.field.currentData(), None, ""))
