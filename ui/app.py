"""The application: fonts, translations, one instance, and what happens when something of ours breaks."""

from __future__ import annotations

import gc
import os
import sys
import traceback
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QDir, QLocale, QLockFile, QObject, QTimer, QTranslator, Signal, Slot
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication

from inspector.sources import Sources, SystemSources
from resources import open_bytes, say
from ui.bridge import Bridge
from ui.collecting import Collecting
from ui.context import Context, Place
from ui.holding import Holding
from ui.lock import Lock
from ui.rings import Rings
from ui.screens import MAKERS
from ui.theme import Theme, load_fonts
from ui.widgets.frame import paint_mark
from ui.window import Window
from ui.work.home import Home
from ui.work.preferences import Preferences, read
from ui.work.standing import Standing

if TYPE_CHECKING:
    from ui.crash import CrashDialog

_SERVER: Final = "thisat"


class Workbench(QObject):
    """One run of the window: made once the application exists; `shut_down` leaves nothing running."""

    unexpected = Signal(str)
    """Details of a fault of ours, from whichever thread."""

    def __init__(self, home: Home, sources: Sources, dossier: Path | None = None) -> None:
        super().__init__()
        self._collecting = Collecting(self)
        found = read(home)
        preferences = Standing(home).completed(found.preferences)
        self.theme = Theme(preferences.theme, preferences.text_percent, touch=preferences.touch)
        self.theme.apply()
        self.bridge = Bridge(sources)
        self.context = Context(self.bridge, self.theme, sources, home, preferences)
        self.translator = translate(preferences)
        self.window: Window | None = None
        self._dialog: CrashDialog | None = None
        self.bridge.crashed.connect(self._crashed)
        self.unexpected.connect(self._show_crash)
        self.context.aside.crashed.connect(self._show_crash)
        self.context.preferred.connect(self._wear)
        self._worn = preferences
        self.wanted = dossier
        self.lock = Lock(self.context)
        self.rings = Rings(self.theme)
        self.holding = Holding(self.context)
        self.make_window()
        if found.problem is not None:
            self.context.refused.emit(self.context.say(found.problem.key, **dict(found.problem.params)))

    def make_window(self) -> None:
        """Make the window anew, in the language that is preferred now."""
        old, place = self.window, self.context.at
        self.window = Window(self.context, MAKERS)
        self.window.moved.connect(self.context.remember)
        self.window.closing.connect(self._keep_geometry)
        self.lock.guard(self.window)
        geometry = self.context.preferences.geometry
        if not geometry or not self.window.restoreGeometry(QByteArray.fromBase64(geometry.encode())):
            self.window.resize(1366, 768)
        if old is None:
            place = Place("start", part=str(self.wanted or ""))
        elif self.context.now_shown is None and place.screen not in ("start", "settings"):
            place = Place("start")
        self.window.go(place)
        if old is not None:
            old.closing.disconnect(self._keep_geometry)
            # The new one first: the last window that closes ends the program.
            self.window.setVisible(old.isVisible())
            old.close()
            old.deleteLater()

    def show(self) -> None:
        """Show the window."""
        assert self.window is not None
        self.window.show()

    def raise_window(self, file: str = "") -> None:
        """Bring the window to the front, as somebody started the program a second time, and open the file given then."""
        assert self.window is not None
        if file:
            self.context.go("start", part=file)
        self.window.showNormal()
        self.window.raise_()
        self.window.activateWindow()

    def shut_down(self) -> None:
        """Finish what was handed in, close the dossier, end every thread."""
        self.context.identity = None
        if self.window is not None:
            self.window.close()
        self.lock.stop()
        self.rings.stop()
        self.holding.release()
        self.context.aside.shut_down()
        self.bridge.shut_down()
        self.context.keep_place()
        self.context.keeping.shut_down()
        self._collecting.stop()

    def _keep_geometry(self) -> None:
        assert self.window is not None
        self.context.prefer(geometry=bytes(self.window.saveGeometry().toBase64().data()).decode())

    def _wear(self) -> None:
        now, before = self.context.preferences, self._worn
        self._worn = now
        if (now.theme, now.text_percent, now.touch) != (before.theme, before.text_percent, before.touch):
            self.theme.wear(now.theme, now.text_percent, touch=now.touch)
        if now.language != before.language:
            self._speak(now)
        sizes = (now.language, now.text_percent, now.touch)
        if sizes != (before.language, before.text_percent, before.touch):
            # What holds words has its size from them. The widget that asked is still busy with its own signal.
            QTimer.singleShot(0, self.make_window)

    def _speak(self, preferences: Preferences) -> None:
        app = QApplication.instance()
        assert app is not None
        app.removeTranslator(self.translator)
        self.translator = translate(preferences)

    @Slot(str, object)
    def _crashed(self, details: str, job: object) -> None:
        self._show_crash(details)

    @Slot(str)
    def _show_crash(self, details: str) -> None:
        from ui.crash import CrashDialog  # never needed, it is hoped

        if self._dialog is None or not self._dialog.isVisible():
            self._dialog = CrashDialog(self.context, details, self.window)
            self._dialog.show()


def translate(preferences: Preferences) -> QTranslator:
    """Let Qt's own buttons, menus and dialogs speak the person's language; Qt ships no Vietnamese."""
    app = QApplication.instance()
    assert app is not None
    translator = QTranslator(app)
    vietnamese = preferences.language == "vi"
    QLocale.setDefault(QLocale(QLocale.Language.Vietnamese if vietnamese else QLocale.Language.English))
    if vietnamese:
        assert translator.load(_qt_words())
        app.installTranslator(translator)
    return translator


@cache
def _qt_words() -> bytes:
    """Return Qt's words in Vietnamese; kept, for a translator reads them where they lie and makes no copy."""
    return open_bytes("translations/qtbase_vi.qm")


def make_application(arguments: list[str]) -> QApplication:
    """Make the application object: Fusion, bundled fonts, the mark as its icon."""
    # A thread that wants to go on while another paints waits this long: at 5 ms, Python's own choice, an answer on its
    # way to the disk waited for a whole picture several times.
    sys.setswitchinterval(0.0005)
    gc.freeze()  # what is imported by now stays: no search for garbage need walk over it
    app = QApplication(arguments)
    app.setApplicationName("thisat")
    app.setApplicationDisplayName("Thị Sát")
    app.setDesktopFileName("thisat")
    app.setStyle("Fusion")
    QDir.setSearchPaths("icons", [str(Path(__file__).parent.parent / "resources" / "icons")])
    load_fonts()
    mark = QPixmap(128, 128)
    mark.fill("transparent")
    painter = QPainter(mark)
    paint_mark(painter, mark.rect().toRectF(), Theme().color("accent"), Theme().color("on_accent"))
    painter.end()
    app.setWindowIcon(QIcon(mark))
    return app


def missing_display(platform: str, environment: dict[str, str]) -> bool:
    """Tell whether a window could not open here: Qt would end the process without a word."""
    if platform != "linux" or environment.get("QT_QPA_PLATFORM"):
        return False
    return not environment.get("DISPLAY") and not environment.get("WAYLAND_DISPLAY")


def run(home_path: Path, arguments: list[str], dossier: Path | None = None) -> int:
    """Open the window and return the exit code when it is closed.

    A second start on the same home brings the first window to the front instead.
    """
    if missing_display(sys.platform, dict(os.environ)):
        print(say("app.no-display"), file=sys.stderr)
        return 2
    app = make_application(arguments)
    home = Home(home_path)
    single = Single(home, dossier)
    if not single.is_first:
        return 0
    bench = Workbench(home, SystemSources(), dossier)
    single.called.connect(bench.raise_window)
    sys.excepthook = _hook(bench)
    bench.show()
    try:
        return app.exec()
    finally:
        bench.shut_down()
        single.close()


def _hook(bench: Workbench) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
            return
        bench.unexpected.emit("".join(traceback.format_exception(kind, error, trace)))

    return tell


class Single(QObject):
    """Lets one window work in a home at a time. The first listens; a second hands it its file and ends."""

    called = Signal(str)
    """The path of the file that the second was started with; nothing if with none."""

    def __init__(self, home: Home, file: Path | None = None) -> None:
        super().__init__()
        self._lock = QLockFile(str(home.made() / "window.lock"))
        self._lock.setStaleLockTime(0)  # held as long as its process lives, and taken over when it does not
        self.is_first = self._lock.tryLock(100)
        self._server: QLocalServer | None = None
        name = _name(home)
        if self.is_first:
            QLocalServer.removeServer(name)
            self._server = QLocalServer(self)
            self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
            self._server.newConnection.connect(self._answer)
            self._server.listen(name)
        else:
            socket = QLocalSocket()
            socket.connectToServer(name)
            if socket.waitForConnected(1000) and file is not None:
                socket.write(str(file.absolute()).encode("utf-8", "surrogateescape"))
                socket.waitForBytesWritten(1000)
            socket.disconnectFromServer()

    def _answer(self) -> None:
        assert self._server is not None
        while (caller := self._server.nextPendingConnection()) is not None:
            if caller.state() == QLocalSocket.LocalSocketState.ConnectedState:
                caller.disconnected.connect(self._hear)
            else:
                self._hear_from(caller)

    def _hear(self) -> None:
        caller = self.sender()
        assert isinstance(caller, QLocalSocket)
        self._hear_from(caller)

    def _hear_from(self, caller: QLocalSocket) -> None:
        path = bytes(caller.readAll().data()).decode("utf-8", "surrogateescape")
        caller.deleteLater()
        self.called.emit(path)

    def close(self) -> None:
        """Let the next one be the first."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()


def _name(home: Home) -> str:
    """Return a name for the socket that is the same for the same home: a socket's name has little room."""
    return f"{_SERVER}-{sha256(str(home.path.resolve()).encode()).hexdigest()[:16]}"
