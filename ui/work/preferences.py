"""What a person prefers on this machine, and where they were: one JSON file in their home, never in a dossier."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from inspector.errors import KnownError
from ui.work.home import Home, write_whole

_NAME: Final = "preferences.json"
_MOST_RECENT: Final = 12


class Recent(msgspec.Struct, frozen=True, omit_defaults=True):
    """A dossier that was open, and where in it the person was."""

    path: str
    title: str = ""
    opened_ms: int = 0
    """Milliseconds since 1970 UTC."""
    screen: str = "home"
    visit: str = ""
    item: str = ""


class Preferences(msgspec.Struct, frozen=True, omit_defaults=True):
    """Everything that is preferred; what is absent has its default."""

    language: Literal["vi", "en"] = "vi"
    theme: Literal["system", "light", "dark", "outdoor"] = "light"
    text_percent: Annotated[int, Meta(ge=100, le=150)] = 100
    touch: bool = False
    auto_advance: bool = True
    """Go to the next item that nobody answered after an answer."""
    backup_folder: str = ""
    lock_after_minutes: Annotated[int, Meta(ge=0, le=240)] = 15
    """Idle minutes until the window locks; 0 never."""
    recent: tuple[Recent, ...] = ()
    """The latest first."""
    geometry: str = ""
    """Size and place of the window, base64, as Qt saves it."""
    clock_confirmed_ms: int = 0
    """When the person last said that this machine's clock is right."""
    phrases: tuple[str, ...] = ()
    """Ready phrases of one's own."""

    def with_recent(self, entry: Recent) -> Preferences:
        """Return the preferences with a dossier as the latest one."""
        rest = tuple(one for one in self.recent if one.path != entry.path)
        return msgspec.structs.replace(self, recent=(entry, *rest)[:_MOST_RECENT])

    def recent_of(self, path: str) -> Recent | None:
        """Return what is remembered of a dossier."""
        return next((one for one in self.recent if one.path == path), None)


def read(home: Home) -> tuple[Preferences, KnownError | None]:
    """Return what is preferred, and what to tell if the file could not be used.

    A broken file is kept beside the new one, as `preferences.json.broken`: a start must not fail over a taste.
    """
    path = home.path / _NAME
    try:
        return msgspec.json.decode(path.read_bytes(), type=Preferences), None
    except FileNotFoundError:
        return Preferences(), None
    except OSError:
        return Preferences(), KnownError("preferences.unreadable", file=path.name)
    except msgspec.DecodeError:
        with suppress(OSError):
            path.replace(path.with_name(f"{_NAME}.broken"))
        return Preferences(), KnownError("preferences.broken", file=path.name)


def write(home: Home, preferences: Preferences) -> None:
    """Keep what is preferred.

    Raises: KnownError("file.unwritable").
    """
    home.made()
    write_whole(home.path / _NAME, msgspec.json.format(msgspec.json.encode(preferences), indent=2))
