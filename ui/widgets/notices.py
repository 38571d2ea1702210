"""What is told beside the work: banners that stay, toasts that go, pages with nothing on them yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.icons import pixmap
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.text import Ink, Label, column, restyle, row

Tone = Literal["na", "part", "pass", "fail", "info", "conflict"]


class Icon(Label):
    """A bundled icon in an ink of the theme."""

    def __init__(self, theme: Theme, name: str, size: int = 20, ink: Ink = "text2") -> None:
        self._name = name
        self._pixels = size
        super().__init__(theme, "", 14, ink)
        self.setFixedSize(theme.px(size), theme.px(size))

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        if name != self._name:
            self._name = name
            self._dress()

    def _dress(self) -> None:
        size = self._theme.px(self._pixels)
        ink = self.property("ink")
        color = QColor("#FFFFFF") if ink == "white" else self._theme.color(ink)
        self.setFixedSize(size, size)
        self.setPixmap(pixmap(self._name, size, color, self.devicePixelRatioF()))


class Banner(QFrame):
    """A band 40 high: icon, words, and at most two things to do about it."""

    def __init__(self, theme: Theme, tone: Tone, icon: str, words: str = "") -> None:
        super().__init__()
        self._theme = theme
        ink: Ink = f"{tone}_ink"  # type: ignore[assignment]
        self.setProperty("role", "banner")
        self.setProperty("tone", tone)
        self._icon = Icon(theme, icon, 20, ink)
        self.words = Label(theme, words, 14, ink, wrap=True)
        self._layout = row(self._icon, self.words, gap=12, margins=(12, 4, 12, 4))
        self._layout.setStretchFactor(self.words, 1)
        self.setLayout(self._layout)
        self.setMinimumHeight(theme.px(40))

    def tell(self, words: str, tone: Tone | None = None, icon: str | None = None) -> None:
        """Change what it says."""
        if tone is not None:
            self.setProperty("tone", tone)
            ink: Ink = f"{tone}_ink"  # type: ignore[assignment]
            self.words.set_ink(ink)
            self._icon.set_ink(ink)
            restyle(self)
        if icon is not None:
            self._icon.set_icon(icon)
        self.words.setText(words)
        self.setAccessibleName(words)

    def add_action(self, words: str, call: Callable[[], object], icon: str = "", keys: str = "") -> Button:
        """Add something to do about it."""
        button = Button(self._theme, words, "link", icon, keys, height=32)
        button.clicked.connect(call)
        self._layout.addWidget(button)
        return button


class Toast(QFrame):
    """What was done, for eight seconds, with the way back. The time stands still while somebody looks at it."""

    _LIFE_MS = 8000
    _TICK_MS = 100

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("toast")
        self._theme = theme
        self._left = 0
        self._call: Callable[[], object] | None = None
        self._words = Label(theme, "", 14, "white")
        self._action = Button(theme, "", "toast", keys="Ctrl+Z", height=32)
        self._action.clicked.connect(self._act)
        self.setLayout(row(self._words, self._action, gap=24, margins=(16, 6, 12, 8)))
        self._timer = QTimer(self)
        self._timer.setInterval(self._TICK_MS)
        self._timer.timeout.connect(self._tick)
        self.hide()

    def tell(self, words: str, action: str, call: Callable[[], object] | None) -> None:
        """Show words and start the time."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self._call = call
        self._action.setVisible(call is not None)
        self._action.set_words(action)
        self._left = self._LIFE_MS
        self.adjustSize()
        self.place()
        self.show()
        self.raise_()
        self._timer.start()
        announce(self, words)

    def place(self) -> None:
        """Stand in the middle above the foot bar."""
        parent = self.parentWidget()
        if parent is not None:
            self.move((parent.width() - self.width()) // 2, parent.height() - self.height() - self._theme.px(56) - 16)

    def dismiss(self) -> None:
        """Go now."""
        self._timer.stop()
        self._call = None
        self.hide()

    def _act(self) -> None:
        call = self._call
        self.dismiss()
        if call is not None:
            call()

    def _tick(self) -> None:
        if self.underMouse() or self._action.hasFocus():
            return
        self._left -= self._TICK_MS
        self.update()
        if self._left <= 0:
            self.dismiss()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ParentChange:
            self.place()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        share = self._left / self._LIFE_MS
        painter.fillRect(QRectF(0, self.height() - 3, self.width() * share, 3), QColor("#7DB8F7"))
        painter.end()


class Empty(QFrame):
    """Nothing here yet: one sentence, one thing to do, one link."""

    def __init__(self, theme: Theme, icon: str, words: str) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("role", "empty")
        self.words = Label(theme, words, 14, strong=True, wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._layout = column(row(None, Icon(theme, icon, 28), None), self.words, gap=12, margins=(24, 24, 24, 24))
        self.setLayout(self._layout)

    def add_action(
        self, words: str, call: Callable[[], object], *, primary: bool, icon: str = "", keys: str = ""
    ) -> Button:
        """Add something to do."""
        button = Button(self._theme, words, "primary" if primary else "link", icon, keys)
        button.clicked.connect(call)
        self._layout.addLayout(row(None, button, None))
        return button


def announce(widget: QWidget, words: str, *, urgent: bool = False) -> None:
    """Let a screen reader say something once."""
    event = QAccessibleAnnouncementEvent(widget, words)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if urgent else politeness.Polite)
    QAccessible.updateAccessibility(event)
