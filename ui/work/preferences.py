"""How one person likes the window: a small file in their home, never part of a dossier."""

from __future__ import annotations

from contextlib import suppress
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from inspector.errors import Problem
from resources import Language
from ui.work.home import Home, write_whole

NAME: Final = "preferences.json"
KEPT_ASIDE: Final = "preferences.broken.json"
MOST_RECENT: Final = 12

Theme = Literal["system", "light", "dark", "outdoor"]
TextPercent = Literal[100, 110, 125, 150]


class Recent(msgspec.Struct, frozen=True):
    """A dossier that was open, and where in it the person was."""

    path: str
    title: str
    """Of the round, as it was then."""
    opened: str
    """When, RFC 3339 with its offset."""
    visit: str = ""
    item: str = ""
    screen: str = "home"


class OwnPhrase(msgspec.Struct, frozen=True):
    """A ready phrase of the person's own; nothing in `item` or `answer` means any."""

    text: str
    item: str = ""
    """Id of the item for which it is offered."""
    answer: Literal["", "met", "unmet", "not_applicable", "not_verifiable"] = ""


class Preferences(msgspec.Struct, frozen=True, kw_only=True):
    """What the window remembers from one day to the next. Members that a newer program added are passed over."""

    language: Language = "vi"
    theme: Theme = "system"
    text_percent: TextPercent = 100
    touch: bool = False
    """Larger targets, for fingers."""
    auto_advance: bool = True
    """Whether an answer leads on to the next item."""
    backup_folder: str = ""
    """Where second copies go; nothing while none was chosen."""
    lock_after_minutes: Annotated[int, Meta(ge=0, le=240)] = 15
    """Minutes without a key or a click after which the key is closed; 0: never."""
    recent: tuple[Recent, ...] = ()
    """The last one first."""
    geometry: str = ""
    """Of the window, base64, as its toolkit wrote it."""
    clock_confirmed: str = ""
    """When somebody last said that the clock is right, RFC 3339; nothing: never."""
    phrases: tuple[OwnPhrase, ...] = ()
    office_title: str = ""
    """What the person is in their office, offered where a round is begun."""


class Read(msgspec.Struct, frozen=True):
    """Preferences, and what was wrong with their file, if anything was."""

    preferences: Preferences
    problem: Problem | None = None


def read(home: Home) -> Read:
    """Return what the person prefers: the defaults without a file, or with one that cannot be understood.

    Such a file is kept aside as `preferences.broken.json`, and told as a Problem: nobody is kept from work by it.
    """
    path = home.path / NAME
    try:
        return Read(msgspec.json.decode(path.read_bytes(), type=Preferences))
    except FileNotFoundError:
        return Read(Preferences())
    except (OSError, msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        with suppress(OSError):
            path.replace(home.path / KEPT_ASIDE)
        return Read(Preferences(), Problem("preferences.broken", (), (("file", KEPT_ASIDE), ("why", str(error)))))


def write(home: Home, preferences: Preferences) -> None:
    """Keep preferences: the file is replaced whole, or stays as it was.

    Raises: KnownError("file.unwritable").
    """
    home.made()
    write_whole(home.path / NAME, msgspec.json.format(msgspec.json.encode(preferences), indent=2) + b"\n")


def opened(preferences: Preferences, recent: Recent) -> Preferences:
    """Return the preferences after a dossier was opened or left: it comes first, and stands there once."""
    others = (one for one in preferences.recent if one.path != recent.path)
    return msgspec.structs.replace(preferences, recent=(recent, *others)[:MOST_RECENT])


def forgotten(preferences: Preferences, path: str) -> Preferences:
    """Return the preferences without a dossier that is gone."""
    return msgspec.structs.replace(preferences, recent=tuple(one for one in preferences.recent if one.path != path))


def recent_of(preferences: Preferences, path: str) -> Recent | None:
    """Return what is remembered of a dossier."""
    return next((one for one in preferences.recent if one.path == path), None)
