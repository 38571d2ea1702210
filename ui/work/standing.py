"""Where a person stands, written at each step without waiting for the disk.

A killed program loses nothing of it, for the system has it by then; a power cut may lose the last steps, and the place that
the preferences remember holds then.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Final

import msgspec

from ui.work.home import Home
from ui.work.preferences import Preferences, Recent, opened, recent_of

NAME: Final = "place.json"
_PAGE: Final = 4096
"""Bytes of a record: one page of memory, so that nobody finds half of one."""


class Standing:
    """The newest place of a home. What cannot be written is not told here: the preferences tell it."""

    def __init__(self, home: Home) -> None:
        self._path = home.path / NAME
        with suppress(OSError):
            self._path.touch(0o600)

    def write(self, place: Recent) -> None:
        """Put a place over the one before."""
        record = msgspec.json.encode(place).ljust(_PAGE)
        with suppress(OSError), self._path.open("r+b", buffering=0) as file:
            file.write(record)
            file.truncate(len(record))

    def completed(self, preferences: Preferences) -> Preferences:
        """Return preferences with the place that was written last, if its dossier is still among them."""
        try:
            place = msgspec.json.decode(self._path.read_bytes(), type=Recent)
        except (OSError, msgspec.MsgspecError, UnicodeError):
            return preferences
        return preferences if recent_of(preferences, place.path) is None else opened(preferences, place)
