"""The real window in a process of its own, told what no keyboard can do, telling what its screen says.

    python -m tests.window.program <number of an open socket>

Waits on that socket for descriptors (`socket.send_fds`) with one line of JSON: `{"home": …, "dossier": …, "display": …}`,
and forks a window for each, so that fifty starts import the program once. A window writes one line of JSON per event to its
own socket:

- `ready` with `pid`, once it is shown and has the focus;
- `place` with `screen`, `visit`, `item`;
- `saved` with `words` (what the foot of the window says) and `statements`: ids that are published and were not told yet,
  told while the foot says that everything is saved;
- `noted` with `visit`, `item`, `text`: the field of the note was flushed;
- `crashed` or `qt` with `details`: what must not happen;
- `did` with an answer to a line that it was sent, see `Doings`.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import (
    QMessageLogContext,
    QMimeData,
    QObject,
    QPoint,
    QPointF,
    QSocketNotifier,
    Qt,
    QtMsgType,
    QUrl,
    Slot,
    qInstallMessageHandler,
)
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit, QPlainTextEdit, QWidget

from inspector.sources import SystemSources
from resources import say
from ui.app import Single, Workbench, make_application
from ui.context import Place
from ui.screens.capture import Capture
from ui.screens.handing_over import HandOver
from ui.screens.photo import PhotoPage
from ui.screens.start import Start
from ui.work.home import Home

SCREENS: Final = ("home", "review", "settings")
"""Read before the fork, so that no window has to."""


class Teller(QObject):
    """Tells what the screen shows, as soon as it shows it."""

    def __init__(self, bench: Workbench, channel: socket.socket) -> None:
        super().__init__()
        self._bench = bench
        self._channel = channel
        self._told: set[str] = set()
        self._words = ""
        self._noted: set[int] = set()
        assert bench.window is not None
        self.window = bench.window
        # After the window itself, which listens since it was made: what is told here stands on the screen.
        bench.bridge.busy.connect(self._tell_saved)
        bench.context.changed.connect(self._tell_saved)
        bench.bridge.crashed.connect(self._tell_crash)
        bench.unexpected.connect(self._tell_unexpected)
        bench.context.aside.crashed.connect(self._tell_unexpected)
        bench.context.refused.connect(self._tell_refused)
        self.window.moved.connect(self._tell_place)

    def tell(self, event: str, **more: object) -> None:
        """Write one line."""
        self._channel.sendall(json.dumps({"event": event, **more}).encode() + b"\n")

    def _tell_saved(self, *_: object) -> None:
        published, foot = self._bench.context.now_shown, self.window.foot.saved
        words = foot.accessibleName()
        if published is None:
            return
        ids = {one.id for visit in published.view.visits.values() for part in visit.scopes for one in part.statements()}
        is_saved = words.startswith(say("saved.saved"))
        fresh = ids - self._told if is_saved else set()
        if fresh or words.split(" 0")[0] != self._words:
            self._told |= fresh
            self._words = words.split(" 0")[0]
            self.tell("saved" if is_saved else "foot", words=words, statements=sorted(fresh))

    def _tell_place(self, place: Place) -> None:
        self.tell("place", screen=place.screen, visit=place.visit, item=place.item, part=place.part)
        screen = self.window.screen_now
        if isinstance(screen, Capture) and id(screen) not in self._noted:
            self._noted.add(id(screen))
            screen.detail.note.flushed.connect(self._tell_note)
            screen.listing.items.gone_to.connect(self._tell_item)

    def _tell_item(self, item: str) -> None:
        self.tell("item", item=item)

    def _tell_note(self, text: str) -> None:
        assert self.window.screen_now is not None
        here = self.window.screen_now.here()
        self.tell("noted", visit=here.visit, item=here.item, text=text)

    @Slot(str, object)
    def _tell_crash(self, details: str, job: object) -> None:
        self.tell("crashed", details=details)

    @Slot(str)
    def _tell_unexpected(self, details: str) -> None:
        self.tell("crashed", details=details)

    @Slot(str)
    def _tell_refused(self, words: str) -> None:
        self.tell("refused", words=words)

    def hear(self, kind: QtMsgType, where: QMessageLogContext, words: str) -> None:
        """Tell what Qt has to say."""
        self.tell("qt", details=f"{kind.name}: {words}")


class Doings(QObject):
    """Does what it is told by lines `[name, argument…]`: what people do without keys, and what a test wants to know."""

    def __init__(self, bench: Workbench, teller: Teller, channel: socket.socket) -> None:
        super().__init__()
        self._bench = bench
        self._teller = teller
        self._channel = channel
        self._rest = b""
        self._notifier = QSocketNotifier(channel.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)

    @Slot()
    def _read(self) -> None:
        data = self._channel.recv(65536)
        if not data:
            self._notifier.setEnabled(False)
            QApplication.quit()
            return
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            name, *arguments = json.loads(line)
            call: Callable[..., object] = getattr(self, f"do_{name}")
            self._teller.tell("did", name=name, value=call(*arguments))

    @property
    def _capture(self) -> Capture:
        screen = self._teller.window.screen_now
        assert isinstance(screen, Capture)
        return screen

    def do_write(self, text: str) -> None:
        """Commit a text to the focus, as an input method does, with a preedit before it."""
        focus = QApplication.focusWidget()
        assert focus is not None
        QApplication.sendEvent(focus, QInputMethodEvent(text[:1], []))
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(focus, event)

    def do_drop(self, paths: list[str]) -> bool:
        """Drop files on the photos of the item, if they are taken there."""
        strip = self._capture.detail.photos.strip
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(path) for path in paths])
        at, action, button = strip.rect().center(), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        enter = QDragEnterEvent(at, action, data, button, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(strip, enter)
        if enter.isAccepted():
            event = QDropEvent(QPointF(at), action, data, button, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(strip, event)
        return enter.isAccepted()

    def do_clipboard(self, path: str) -> None:
        """Put a picture on the clipboard."""
        QGuiApplication.clipboard().setImage(QImage(path))

    def do_go(self, item: str) -> None:
        """Go to an item."""
        self._capture.listing.items.go(item)

    def do_visit(self, screen: Any, visit: str) -> None:
        """Go to a screen of a visit."""
        self._bench.context.go(screen, visit=visit)

    def do_click(self, words: str) -> bool:
        """Press the visible button with these words, in the dialog that is open or in the window."""
        for button in self._root.findChildren(QAbstractButton):
            if button.isVisible() and words in (button.accessibleName(), button.text()):
                where = QPoint(10, button.height() // 2)  # where boxes have their tick
                QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=where)
                return True
        return False

    def do_focus(self, name: str) -> bool:
        """Give the focus to a field, by its accessible name."""
        for kind in (QLineEdit, QPlainTextEdit):
            for field in self._root.findChildren(kind):
                if field.isVisible() and field.accessibleName() == name:
                    field.setFocus()
                    return True
        return False

    @property
    def _root(self) -> QWidget:
        dialogs = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
        return dialogs[-1] if dialogs else self._teller.window

    def do_aim(self, folder: str) -> None:
        """Choose the folder of the hand-over, where people have the system's own dialog."""
        form = self._root
        assert isinstance(form, HandOver)
        form.target.aim(Path(folder))

    def do_look(self) -> dict[str, object]:
        """Tell where the person is and what the item shows."""
        window, bench = self._teller.window, self._bench
        assert window.screen_now is not None
        here = window.screen_now.here()
        focus = QApplication.focusWidget()
        found: dict[str, object] = {
            "screen": here.screen, "visit": here.visit, "item": here.item, "photo": here.photo,
            "focus": type(focus).__name__ if focus else "", "toast": window.toast.accessibleName(),
            "dialog": type(self._root).__name__, "pending": bench.bridge.pending,
            "foot": window.foot.saved.accessibleName(),
        }  # fmt: skip
        if isinstance(window.screen_now, Capture):
            found |= self._item()
        if isinstance(window.screen_now, PhotoPage):
            found["picture"] = not window.screen_now.canvas.image.isNull()
            found["drawn"] = len(window.screen_now.canvas.operations)
        if bench.context.now_shown is not None and here.visit:
            visit = bench.context.shown.view.visits[here.visit]
            found["values"] = {one.item: repr(one.value) for one in visit.results.values() if not one.instance}
            found["photos"] = {photo.id: photo.copy is not None for photo in visit.photos}
            found["sealed"] = visit.is_sealed
        return found

    def _item(self) -> dict[str, object]:
        screen = self._capture
        found: dict[str, object] = {"note": screen.detail.note.text, "list": screen.listing.items.hasFocus()}
        line = screen._sheet.row(screen.here().item or "") if screen._sheet is not None else None
        if line is not None and screen._sheet is not None:
            found |= {"lacks": (line.lacks_note, line.lacks_photo), "missing": screen._sheet.missing}
            found["item_photos"] = line.photos
        return found

    def do_picture(self, path: str) -> None:
        """Keep a picture of the window, for a person who looks why a test fails."""
        self._root.grab().save(path)

    def do_quit(self) -> None:
        """End as when the window is closed."""
        QApplication.quit()


def window(order: dict[str, str], channel: socket.socket) -> None:
    """Run the window as `ui.app.run` does, until it is closed."""
    os.environ["DISPLAY"], os.environ["QT_QPA_PLATFORM"] = order["display"], "xcb"
    app = make_application(["thisat"])
    home = Home(Path(order["home"]))
    single = Single(home)
    assert single.is_first
    bench = Workbench(home, SystemSources(), Path(order["dossier"]))
    teller = Teller(bench, channel)
    sys.excepthook = lambda kind, error, trace: teller.tell("crashed", details=repr(error))
    qInstallMessageHandler(teller.hear)
    doings = Doings(bench, teller, channel)
    bench.show()
    assert bench.window is not None
    bench.window.activateWindow()  # no window manager gives the focus here
    assert QTest.qWaitForWindowActive(bench.window)
    assert isinstance(bench.window.screen_now, Start)
    teller.tell("ready", pid=os.getpid())
    app.exec()
    del doings
    bench.shut_down()
    single.close()
    qInstallMessageHandler(None)
    teller.tell("closed")


def serve(control: socket.socket) -> None:
    """Fork a window for each order, until nobody orders any more."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the dead
    for name in SCREENS:
        import_module(f"ui.screens.{name}")
    while True:
        data, descriptors, _, _ = socket.recv_fds(control, 65536, 1)
        if not data:
            return
        if os.fork() == 0:
            control.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            window(json.loads(data), socket.socket(fileno=descriptors[0]))
            sys.stdout.flush()
            os._exit(0)
        os.close(descriptors[0])


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
