"""The covert phase: a stopwatch, notes by one key, and the moment at which the team reveals itself.

While somebody poses as a citizen nothing on the screen says what it is: a page of notes like any other.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QWidget

from inspector.commands.visiting import Comment
from inspector.journal.entry import VisitId
from inspector.projection.visit import VisitView
from inspector.text import tidy
from ui.context import Context
from ui.widgets.button import Button
from ui.widgets.item_list import digit_of
from ui.widgets.notices import Icon
from ui.widgets.text import Label, column, row

_QUICK: Final = 6


class Stopwatch(QWidget):
    """Time since the visit began; it may be paused, which stops the display alone."""

    def __init__(self, context: Context, size: int = 14) -> None:
        super().__init__()
        self._context = context
        self._began: datetime | None = None
        self._paused_at: datetime | None = None
        self._lost = timedelta()
        self.time = Label(context.theme, "00:00", size, strong=True, numeric=True)
        self.pause = Button(context.theme, "", "link", "player-pause", name=context.say("covert.pause"), height=28)
        self.pause.clicked.connect(self.toggle)
        self.setLayout(row(self.time, self.pause, gap=4))
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self._tick)

    def start(self, began: datetime) -> None:
        """Count from a moment on."""
        if began != self._began:
            self._began, self._paused_at, self._lost = began, None, timedelta()
        self._timer.start()
        self._tick()

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()

    def toggle(self) -> None:
        """Pause, or go on."""
        now = self._context.now()
        if self._paused_at is None:
            self._paused_at = now
        else:
            self._lost += now - self._paused_at
            self._paused_at = None
        paused = self._paused_at is not None
        self.pause.set_words("", "player-play" if paused else "player-pause")
        self.pause.setAccessibleName(self._context.say("covert.go-on" if paused else "covert.pause"))
        self._tick()

    @property
    def text(self) -> str:
        """The time as it stands: mm:ss, or h:mm:ss."""
        if self._began is None:
            return "00:00"
        seconds = max(0, round(((self._paused_at or self._context.now()) - self._began - self._lost).total_seconds()))
        hours, rest = divmod(seconds, 3600)
        return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60:02}:{rest % 60:02}"

    def _tick(self) -> None:
        self.time.setText(self.text)


class RolePill(QFrame):
    """In the top bar: grey, without motion or sound."""

    asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("role", "pill")
        self.watch = Stopwatch(context)
        self._open = Button(context.theme, context.say("covert.pill"), "link", "masks-theater", height=28)
        self._open.clicked.connect(self.asked)
        self.setLayout(row(self._open, self.watch, gap=4, margins=(8, 0, 8, 0)))
        self.setFixedHeight(context.theme.px(34))


class NeutralPage(QWidget):
    """Plain notes with their times; digits write a ready note, Enter one's own."""

    form_asked = Signal()
    announce_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._visit: VisitId = ""
        theme, say = context.theme, context.say
        self.setObjectName("page")
        self.setAccessibleName(say("covert.title"))
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.watch = Stopwatch(context, 28)
        self._notes = QListWidget()
        self._notes.setAccessibleName(say("covert.notes"))
        self._notes.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._notes.setWordWrap(True)
        self.line = QLineEdit()
        self.line.setPlaceholderText(say("covert.write"))
        self.line.setAccessibleName(say("covert.write"))
        self.line.returnPressed.connect(self._write)
        quick = []
        for number in range(1, _QUICK + 1):
            button = Button(theme, say(f"covert.quick-{number}"), "plain", keys=str(number), height=40)
            button.setObjectName(str(number))
            button.clicked.connect(self._quick_pressed)
            quick.append(button)
        more = Button(theme, say("covert.more"), "link", "chevron-right", "Esc", height=32)
        more.clicked.connect(self.form_asked)
        reveal = Button(theme, say("covert.lock"), "plain", "check", height=32)
        reveal.clicked.connect(self.announce_asked)
        self.setLayout(
            column(
                row(Icon(theme, "notes", 24), Label(theme, say("covert.title"), 20, strong=True), None, self.watch),
                row(*quick[:3]),
                row(*quick[3:]),
                self.line,
                self._notes,
                row(more, None, reveal),
                gap=12,
                margins=(48, 32, 48, 24),
            )
        )

    def show_visit(self, visit: VisitView, began: datetime) -> None:
        """Show the notes of a visit."""
        self._visit = visit.id
        self.watch.start(began)
        texts = [body.text for _, body in reversed(visit.comments)]
        if [self._notes.item(number).text() for number in range(self._notes.count())] != texts:
            self._notes.clear()
            self._notes.addItems(texts)

    def write_ready(self, number: int) -> None:
        """Write a ready note with the time of the stopwatch."""
        self._say(self._context.say(f"covert.quick-{number}"))

    def _quick_pressed(self) -> None:
        self.write_ready(int(self.sender().objectName()))

    def _write(self) -> None:
        text = tidy(self.line.text())
        if text:
            self.line.clear()
            self._say(text)

    def _say(self, text: str) -> None:
        self._context.bridge.submit(Comment(self._visit, (), f"[{self.watch.text}] {text}"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = digit_of(event)
        if digit and 1 <= int(digit) <= _QUICK:
            self.write_ready(int(digit))
        elif event.key() == Qt.Key.Key_Escape:
            self.form_asked.emit()
        else:
            super().keyPressEvent(event)
