"""Which dossier: those of this machine, a file that somebody sent, a round of one's own, or sample data."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QSizePolicy, QVBoxLayout, QWidget

from ui.context import Context
from ui.icons import paint_icon
from ui.screens.start_parts.page import Page
from ui.theme import Theme
from ui.widgets.focus import order_focus
from ui.widgets.text import Label, clear, column, row
from ui.work.opening import Known, known_dossiers

_SHOWN = 8


class DossierRow(QAbstractButton):
    """A dossier in a list: its title, and when it was open or why it cannot be."""

    def __init__(self, theme: Theme, title: str, words: str, *, is_here: bool) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self.setText(title)
        self.setEnabled(is_here)
        self.setAccessibleName(title)
        self.setAccessibleDescription(words)
        self.setToolTip(f"{title}\n{words}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(320, self._theme.px(56))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self._theme.px(56))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, rect = self._theme, QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(rect, 6, 6)
        size = theme.px(20)
        icon = "file-text" if self.isEnabled() else "question-mark"
        paint_icon(painter, icon, QRectF(12, (rect.height() - size) / 2, size, size), theme.color("text2"))
        left, width = 24.0 + size, rect.width() - 36.0 - size
        for words, font, token, top in (
            (self.text(), theme.font(14, strong=True), "text" if self.isEnabled() else "text3", 0.1),
            (self._words, theme.font(12), "text3", 0.53),
        ):
            painter.setFont(font)
            painter.setPen(theme.color(token))
            line = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideMiddle, width)
            box = QRectF(left, rect.height() * top, width, rect.height() * 0.4)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, line)
        if self._theme.rings(self):
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)
        painter.end()


class Choose(Page):
    """The key is open, no dossier is."""

    takes_files = True

    wanted = Signal(object)
    """The `Path` of a dossier to go on in."""
    brought = Signal(object)
    """The `Path` of a file from somewhere."""
    alone = Signal()
    team = Signal()
    sample = Signal()
    card = Signal()
    lost = Signal()
    left = Signal()

    def __init__(self, context: Context) -> None:
        identity = context.identity
        assert identity is not None
        words = context.say("start.choose-words", name=identity.name)
        super().__init__(context, context.say("start.choose-heading"), words)
        theme = context.theme
        self.rows: list[DossierRow] = []
        self._list: QVBoxLayout = column(gap=2)
        self._none = Label(theme, self.say("start.none-yet"), 14, "text2", wrap=True)
        self.add_card(Label(theme, self.say("start.dossiers"), 16, strong=True), self._none, self._list, gap=8)
        self.file = self.button("start.open-file", self._ask_file, "primary", "file-import")
        self.add_card(
            self._way("start.open-file-words", self.file),
            self._way("start.alone-way-words", self.button("start.alone-way", self.alone.emit, "plain", "file-plus")),
            self._way("start.team-way-words", self.button("start.team-way", self.team.emit, "plain", "users")),
            self._way("start.sample-words", self.button("start.sample", self.sample.emit, "plain", "lifebuoy")),
            gap=16,
        )
        card = self.button("start.my-card", self.card.emit, "link", "qrcode")
        back = self.button("start.back", self.left.emit, "link", "arrow-left")
        ways = (back, card) if context.now_shown is not None else (card,)
        self.add(row(*ways, None, self.button("start.lost", self.lost.emit, "link", "lifebuoy")))
        self.look()

    def _way(self, key: str, button: QWidget) -> QWidget:
        words = self.text(key)
        line = row(words, button, gap=24)
        line.setStretch(0, 1)
        holder = QWidget()
        line.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(line)
        return holder

    def first_focus(self) -> QWidget:
        return self.file

    def look(self) -> None:
        """Look which dossiers there are; a disk that answers late keeps nobody waiting."""
        home, recent = self.context.home, self.context.preferences.recent
        self.context.aside.run(lambda: known_dossiers(home, recent)).done.connect(self._show)

    def _show(self, known: tuple[Known, ...]) -> None:
        clear(self._list)
        self.rows = []
        self._none.setVisible(not known)
        for one in known[:_SHOWN]:
            line = DossierRow(self.context.theme, one.title, self._words(one), is_here=one.is_here)
            line.clicked.connect(lambda _=False, path=one.path: self.wanted.emit(path))
            self._list.addWidget(line)
            self.rows.append(line)
        order_focus(self.window())  # they stand above what was there before them
        first = next((line for line in self.rows if line.isEnabled()), None)
        if first is not None and self.file.hasFocus():
            first.setFocus()

    def _words(self, one: Known) -> str:
        if not one.is_here:
            return self.say("start.gone", folder=one.path.parent)
        if not one.opened:
            return self.say("start.never-opened", file=one.path.name)
        at = datetime.fromisoformat(one.opened)
        return self.say("start.last-opened", at=f"{at:%H:%M %d/%m/%Y}", file=one.path.name)

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, self.say("start.open-file"), "", self.say("start.files") + " (*.thisat *.age)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.brought.emit)
        dialog.open()
