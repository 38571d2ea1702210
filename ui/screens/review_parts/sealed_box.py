"""After the seal: read only, the code to write on paper, the second copy, and what comes next."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QFrame

from inspector.journal.entry import RoundId
from inspector.journal.seal import code_of
from inspector.projection.visit import Seal, VisitView
from reports.outline.facts import proof
from ui.context import Context
from ui.widgets.button import Button
from ui.widgets.notices import Banner
from ui.widgets.qr import QrCode
from ui.widgets.text import Ink, Label, column, expanding, row
from ui.work.backup import Copy, last_backup
from ui.work.sealing import SealedVisit


class CodeLabel(Label):
    """The code of a seal: selectable, in figures of one width, spoken group by group."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, "", 16, strong=True)
        self._context = context
        self.setProperty("role", "code")
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def show_code(self, code: str) -> None:
        """Show a code of four groups."""
        self.setText(code)
        spoken = ", ".join(" ".join(group) for group in code.split())
        self.setAccessibleName(self._context.say("review.code-spoken", groups=spoken))

    def _is_dressed(self) -> bool:
        font, wanted = self.font(), self._fixed()
        return (font.families()[:1], font.pixelSize()) == (wanted.families()[:1], wanted.pixelSize())

    def _dress(self) -> None:
        self.setFont(self._fixed())

    def _fixed(self) -> QFont:
        font = self._theme.font(16, strong=True)
        font.setFamilies([QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family(), *font.families()])
        return font


class SealedBox(QFrame):
    """A sealed visit, to be read only."""

    handed_over = Signal()
    minutes = Signal()
    amend = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._seal: Seal | None = None
        self._knows_copy = False
        theme, say = context.theme, context.say
        self.setProperty("role", "card")
        self.banner = Banner(theme, "na", "lock")
        self.code = CodeLabel(context)
        self._qr = QrCode(theme)
        self._copy_code = Button(theme, say("review.copy-code"), "link", "copy", height=32)
        self._copy_code.clicked.connect(self._put_on_clipboard)
        self._rests = Label(theme, "", 12, "text2", wrap=True)
        self.second = Label(theme, "", 14, wrap=True)
        self._set_folder = Button(theme, say("review.set-backup"), "link", height=32)
        self._set_folder.clicked.connect(self._to_settings)
        self.export = Button(theme, say("act.hand-over"), "primary", "package-export", "Ctrl+E")
        self.export.clicked.connect(self.handed_over)
        self.make_minutes = Button(theme, say("review.minutes"), "plain", "file-text")
        self.make_minutes.clicked.connect(self.minutes)
        self.amendment = Button(theme, say("review.amend"), "plain", "file-plus")
        self.amendment.clicked.connect(self.amend)
        caption = Label(theme, say("review.code"), 12, "text2", wrap=True)
        self.setLayout(
            column(
                self.banner,
                column(caption, self.code, gap=4),
                row(self._qr, column(self._rests, row(self._copy_code, None), None, gap=8), gap=12),
                column(self.second, row(self._set_folder, None)),
                expanding(self.export),
                expanding(self.make_minutes),
                expanding(self.amendment),
                gap=10,
                margins=(16, 14, 16, 16),
            )
        )

    def show_visit(self, visit: VisitView) -> None:
        """Show the seal that proves a visit."""
        seal = proof(visit)
        assert seal is not None
        say = self._context.say
        at = self._context.stated(seal.statement.header.at)
        self.banner.tell(say("review.sealed-banner", time=f"{at:%H:%M}", day=f"{at:%d/%m/%Y}"))
        self._rests.setText(say("review.rests-on", statements=seal.said.entries, blobs=seal.said.blobs))
        if self._seal is None or self._seal.id != seal.id:
            self._seal = seal
            self.code.show_code(code_of(seal.id))
            self._qr.show_text(seal.id, say("review.qr"))
            self._knows_copy = False
            self._ask_for_copy()

    def tell_copy(self, made: SealedVisit) -> None:
        """Say what became of the second copy."""
        say = self._context.say
        self._knows_copy = made.copy is not None or made.copy_problem is not None
        if made.copy is not None:
            self._tell_second(say("review.copied", folder=made.copy.parent.name, file=made.copy.name), "pass_ink")
        elif made.copy_problem is not None:
            self._tell_second(self._context.word(made.copy_problem), "fail_ink", offer=True)

    def _tell_second(self, words: str, ink: Ink, *, offer: bool = False) -> None:
        self.second.setText(words)
        self.second.set_ink(ink)
        self._set_folder.setVisible(offer)

    def _ask_for_copy(self) -> None:
        folder = self._context.preferences.backup_folder
        if not folder:
            self._tell_second(self._context.say("review.no-backup"), "part_ink", offer=True)
            return
        self._tell_second(self._context.say("review.copy-in", folder=Path(folder).name), "text2")
        round_id: RoundId = self._context.shown.round
        task = self._context.aside.run(lambda: last_backup(Path(folder), round_id))
        task.done.connect(self._tell_last)

    def _tell_last(self, copy: Copy | None) -> None:
        if self._knows_copy:  # what became of this seal's own copy says more
            return
        say = self._context.say
        folder = Path(self._context.preferences.backup_folder).name
        if copy is None:
            self._tell_second(say("review.copy-none", folder=folder), "part_ink", offer=True)
        else:
            words = say("review.copy-last", folder=folder, time=f"{copy.at:%H:%M}", day=f"{copy.at:%d/%m/%Y}")
            self._tell_second(words, "text2")

    def _put_on_clipboard(self) -> None:
        QGuiApplication.clipboard().setText(self.code.text())
        self._context.toast(self._context.say("review.code-copied"))

    def _to_settings(self) -> None:
        self._context.go("settings", part="backup")
