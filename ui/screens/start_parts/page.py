"""One page of the start: heading, what is to be done, what went wrong, and that something is being done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QLabel, QLayout, QScrollArea, QVBoxLayout, QWidget

from ui.context import Context
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.frame import Brand
from ui.widgets.notices import Banner, Icon, announce
from ui.widgets.text import Label, card, clear, column, held, row

_WIDEST = 720

Offer = tuple[str, Callable[[], object]]
"""The words of a button, and what it does."""


class QuietColumn(QScrollArea):
    """A column in the middle of the window, the mark above it; it scrolls to what has the focus."""

    def __init__(self, theme: Theme, *parts: QLayout | QWidget | int) -> None:
        super().__init__()
        inner = held(column(Brand(theme), *parts, None, gap=8, margins=(24, 24, 24, 24)))
        inner.setMaximumWidth(_WIDEST + 48)
        flow = held(row(inner))
        flow.setObjectName("flow")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(flow)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, 64)

    def to_top(self) -> None:
        """Show the beginning."""
        self.verticalScrollBar().setValue(0)


class Page(QWidget):
    """A heading, cards below it, and room for what is told."""

    told = Signal()
    """Something is told above the form."""

    is_of_loss = False
    """Whether it is about something that is lost."""
    is_only_here = False
    """Whether what it shows is kept nowhere else."""
    takes_files = False
    """Whether a dossier may be dropped on it."""

    def __init__(self, context: Context, heading: str, words: str = "") -> None:
        super().__init__()
        self.context = context
        theme = context.theme
        self.heading = heading
        title = Label(theme, heading, 20, strong=True, wrap=True)
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._intro = Label(theme, words, 14, "text2", wrap=True)
        self._intro.setAlignment(Qt.AlignmentFlag.AlignCenter)
        if not words:
            self._intro.hide()
        self.trouble = Banner(theme, "fail", "alert-triangle")
        self.trouble.hide()
        self._offers: QVBoxLayout = column(gap=8)
        self._wait = Label(theme, "", 14, "text2", strong=True, wrap=True)
        self._waiting = held(row(None, Icon(theme, "refresh", 18), self._wait, None))
        self._waiting.hide()
        self._form: QVBoxLayout = column(gap=16)
        self.form = held(self._form)
        self.setLayout(column(title, 4, self._intro, 16, self.trouble, self._offers, self._waiting, self.form, gap=4))

    def say(self, key: str, **params: object) -> str:
        return self.context.say(key, **params)

    def text(self, key: str, **params: object) -> QLabel:
        """Return a paragraph."""
        return Label(self.context.theme, self.say(key, **params), 14, "text2", wrap=True)

    def add(self, part: QWidget | QLayout) -> None:
        """Put something below what is there."""
        if isinstance(part, QWidget):
            self._form.addWidget(part)
        else:
            self._form.addLayout(part)

    def add_card(self, *parts: QWidget | QLayout | int | None, gap: int = 12) -> QWidget:
        """Put a card below what is there."""
        frame = card(column(*parts, gap=gap, margins=(24, 20, 24, 20)))
        self._form.addWidget(frame)
        return frame

    def button(self, key: str, call: Callable[[], object], kind: str = "plain", icon: str = "") -> Button:
        """Return a button with the words of a key."""
        button = Button(self.context.theme, self.say(key), kind, icon)  # type: ignore[arg-type]
        button.clicked.connect(call)
        return button

    def tell(self, words: str, offers: tuple[Offer, ...] = ()) -> None:
        """Say what the world refused, and what can be done about it; the form stays as it is."""
        self.ready()
        clear(self._offers)
        self.trouble.tell(words)
        self.trouble.show()
        for wording, call in offers:
            button = Button(self.context.theme, wording, "tinted", "restore")
            button.clicked.connect(call)
            self._offers.addLayout(row(None, button, None))
        announce(self, words, urgent=True)
        self.told.emit()

    def wait(self, words: str) -> None:
        """Say what is being done; nothing can be pressed meanwhile."""
        self.trouble.hide()
        clear(self._offers)
        self._wait.setText(words)
        self._waiting.show()
        self.form.setEnabled(False)

    def ready(self) -> None:
        """Let the form be used again."""
        self._waiting.hide()
        self.form.setEnabled(True)

    def first_focus(self) -> QWidget | None:
        """Return what has the focus when the page appears."""
        return None
