"""The window that shows nothing: locked, until the passphrase is typed, or hidden, until somebody comes back to it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QIcon, QKeyEvent, QPixmap, QWindow
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from inspector.errors import KnownError
from inspector.people import key_file
from inspector.people.identity import Identity
from ui.context import Context
from ui.screens.start_parts.page import QuietColumn
from ui.screens.start_parts.unlock import Unlock
from ui.widgets.button import Button
from ui.widgets.text import column, row
from ui.window import Window

_POLL_MS: Final = 5000
_SIGNS_OF_LIFE: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)


class Cover(QWidget):
    """What lies over the window: it lets nothing through."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)


class Locked(Cover):
    """Asks for the passphrase."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.unlock = Unlock(context, context.say("lock.heading"), context.say("lock.words"), named=False)
        self.setLayout(column(QuietColumn(context.theme, self.unlock)))


class Hidden(Cover):
    """An empty page with one button; Enter and Esc do the same."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.go_on = Button(context.theme, context.say("lock.go-on"), "link")
        self.setLayout(column(None, row(None, self.go_on, None), 24))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_on.click()
        else:
            super().keyPressEvent(event)


class Lock(QObject):
    """Locks the window when nobody touched it for a while, or at once when asked; hides it when asked.

    The key is forgotten while the window is locked. The dossier stays open, so that what is under way is finished and
    nothing that was half typed is lost.

    Idleness goes by the machine's clock and by one that nobody sets, whichever tells more: a laptop that slept with its
    lid closed was idle, and a clock that was put back lets nobody in.
    """

    def __init__(self, context: Context, poll_ms: int = _POLL_MS) -> None:
        super().__init__()
        self._context = context
        self._window: Window | None = None
        self._watched: QWindow | None = None
        self._beside: list[QWidget] = []
        self._display_name = QGuiApplication.applicationDisplayName()
        self._touched = self._clocks()
        self._timer = QTimer(self)
        self._timer.setInterval(poll_ms)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        # Only what a person does passes through a native window; a filter on the application would see every event of
        # every widget, and slow each of them down.
        app.focusWindowChanged.connect(self._watch)

    def guard(self, window: Window) -> None:
        """Watch over a window, in place of the former one."""
        self._window = window
        window.acts.action("lock").triggered.connect(self.lock)
        window.acts.action("hide").triggered.connect(self.hide)

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusWindowChanged.disconnect(self._watch)
        self._watch(None)

    # -- whether anybody is there

    def _clocks(self) -> tuple[int, int]:
        return self._context.sources.utc_ms(), self._context.sources.monotonic_ms()

    def _watch(self, window: QWindow | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = window
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE:
            self._touched = self._clocks()
        return False

    def look(self) -> None:
        """Lock, if nobody touched anything for as long as the person allows."""
        minutes = self._context.preferences.lock_after_minutes
        idle_ms = max(now - then for now, then in zip(self._clocks(), self._touched, strict=True))
        if minutes and idle_ms >= minutes * 60_000:
            self.lock()

    # -- covering the window

    def lock(self) -> None:
        """Forget the key and ask for the passphrase; without a key that is open there is nothing to lock."""
        window, context = self._window, self._context
        self._touched = self._clocks()
        if window is None or context.identity is None:
            return
        try:
            key_file.public_part(context.home.key_path)
        except KnownError:
            context.refused.emit(context.say("lock.no-key-file"))
            return
        self._put_down()
        context.identity = None
        locked = Locked(context)
        locked.unlock.opened.connect(self._unlocked)
        locked.unlock.lost.connect(self._give_up)
        self._cover(locked)
        locked.unlock.passphrase.edit.setFocus()

    def hide(self) -> None:
        """Minimise the window at once; when it comes back it shows nothing until somebody says so."""
        window = self._window
        if window is None:
            return
        if not window.is_covered:
            self._put_down()
            hidden = Hidden(self._context)
            hidden.go_on.clicked.connect(self._reveal)
            self._cover(hidden)
            hidden.go_on.setFocus()
        window.showMinimized()

    def _put_down(self) -> None:
        """Keep what is half typed, and take everything else off the screen that stands beside the window."""
        window = self._window
        assert window is not None
        QGuiApplication.inputMethod().commit()
        if window.screen_now is not None:
            window.screen_now.leave()
        for beside in QApplication.topLevelWidgets():
            if beside is not window and beside.isVisible():
                if beside.windowType() in (Qt.WindowType.Dialog, Qt.WindowType.Window):
                    self._beside.append(beside)
                beside.hide()

    def _cover(self, cover: Cover) -> None:
        assert self._window is not None
        blank = QPixmap(32, 32)
        blank.fill(self._context.theme.color("rule"))
        QGuiApplication.setApplicationDisplayName("")
        self._window.setWindowIcon(QIcon(blank))
        self._window.cover(cover, self._context.say("lock.neutral-title"))

    def _unlocked(self, identity: Identity) -> None:
        self._context.identity = identity
        self._reveal()

    def _reveal(self) -> None:
        assert self._window is not None
        self._touched = self._clocks()
        QGuiApplication.setApplicationDisplayName(self._display_name)
        self._window.setWindowIcon(QIcon())
        self._window.uncover()
        beside, self._beside = self._beside, []
        for widget in beside:
            if isValid(widget):
                widget.show()

    def _give_up(self) -> None:
        """Close the dossier, and show what to do about a forgotten passphrase."""
        assert self._window is not None
        self._beside = []
        self._context.go("start", part="lost")
        if self._context.now_shown is not None:
            self._context.bridge.close_dossier()
        self._reveal()
