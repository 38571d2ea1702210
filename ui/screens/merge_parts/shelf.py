"""Where copies of received files lie while a merge is prepared: a private folder, wiped when nobody needs it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TypeVar

from ui.work.home import Home

T = TypeVar("T")


class Shelf:
    """Holds one private folder for each table of files."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self.tray = Tray(home)
        """That of the present table."""

    def let_go(self) -> Callable[[], None]:
        """Begin anew, and return what wipes the folder that was used so far: it takes its time where photos are in it."""
        tray, self.tray = self.tray, Tray(self._home)
        return tray.wipe

    def clear(self) -> None:
        """Wipe it at once, or as soon as the work in it is done."""
        self.let_go()()


class Tray:
    """A folder that is made when it is first used, and wiped when it was let go and nobody is at work in it.

    The window may close, or be made anew for another size of text, while the store thread reads what lies there.
    """

    def __init__(self, home: Home) -> None:
        self._home = home
        self._lock = threading.Lock()
        self._lent = ExitStack()
        self._folder: Path | None = None
        self._users = 0
        self._is_let_go = False

    def use(self, work: Callable[[Path], T]) -> T:
        """Do work in the folder, on whichever thread.

        Raises: KnownError("file.unwritable"), and what the work raises.
        """
        with self._lock:
            if self._folder is None:
                self._folder = self._lent.enter_context(self._home.private())
            folder = self._folder
            self._users += 1
        try:
            return work(folder)
        finally:
            with self._lock:
                self._users -= 1
                is_over = self._is_let_go and not self._users
            if is_over:
                self._lent.close()

    def wipe(self) -> None:
        """Wipe the folder now, or when the work in it ends."""
        with self._lock:
            self._is_let_go = True
            is_over = not self._users
        if is_over:
            self._lent.close()
