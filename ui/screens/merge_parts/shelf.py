"""Where copies of received files lie while a merge is prepared: a private folder, wiped when nobody needs it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from ui.work.home import Home


class Shelf:
    """A private folder that is made when it is first asked for, on whichever thread asks."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._lent = ExitStack()
        self._folder: Path | None = None

    def folder(self) -> Path:
        """Return the folder.

        Raises: KnownError("file.unwritable").
        """
        if self._folder is None:
            self._folder = self._lent.enter_context(self._home.private())
        return self._folder

    def let_go(self) -> Callable[[], None]:
        """Begin anew, and return what wipes the folder that was lent so far: it takes its time where photos are in it."""
        lent, self._lent, self._folder = self._lent, ExitStack(), None
        return lent.close

    def clear(self) -> None:
        """Wipe it at once."""
        self.let_go()()
