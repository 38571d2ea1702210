"""What every screen is handed: words, theme, the bridge, and where to go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Literal

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from inspector.errors import KnownError
from inspector.journal.entry import Clock, EntryId, VisitId
from inspector.people.identity import Identity
from inspector.sources import Sources
from resources import Language, say
from ui.aside import Aside
from ui.bridge import Bridge, Published
from ui.keeping import Keeping
from ui.theme import Theme
from ui.work.home import Home
from ui.work.preferences import Preferences, Recent, opened, recent_of
from ui.work.sample_mark import is_sample
from ui.work.standing import Standing

ScreenName = Literal[
    "start", "home", "capture", "photo", "review", "search", "merge", "overview", "plan", "team", "settings"
]


_REST_MS = 2000
"""How long nobody moves before the place is written with the preferences: a disk that syncs keeps answers waiting."""


class Place(msgspec.Struct, frozen=True):
    """Where a person is in the program: a screen, and what it shows."""

    screen: ScreenName
    visit: VisitId | None = None
    item: str | None = None
    photo: EntryId | None = None
    part: str = ""
    """A section of the screen: a tab of the settings, a row of the review."""


class Context(QObject):
    """One window's surroundings. Screens take what they need from here and tell their wishes here."""

    went = Signal(object)
    """A `Place` that somebody asked for."""
    toasted = Signal(str, str, object)
    """Words, the word of the action, and what the action calls; both empty if there is none."""
    changed = Signal()
    """A new `Published`, or none any more."""
    refused = Signal(str)
    """A sentence about what the world refused, to be shown until somebody closes it."""

    waiting = Signal(str, int)
    """The name of a screen, and how many things wait there for somebody."""
    copied = Signal()
    """A second copy of the dossier was made."""

    preferred = Signal()
    """The preferences changed."""

    def __init__(self, bridge: Bridge, theme: Theme, sources: Sources, home: Home, preferences: Preferences) -> None:
        super().__init__()
        self.bridge = bridge
        self.aside = Aside()
        self.keeping = Keeping(home)
        self.keeping.failed.connect(self._refuse)
        self.standing = Standing(home)
        self._soon = QTimer(self, singleShot=True, interval=_REST_MS)
        self._soon.timeout.connect(self._keep)
        self.theme = theme
        self.sources = sources
        self.home = home
        self.preferences = preferences
        self.identity: Identity | None = None
        """The person's key, while it is open."""
        self.amending: set[VisitId] = set()
        """Sealed visits to which the person adds: what they say now comes after the seal, and a further seal follows."""
        self.now_shown: Published | None = None
        self.at = Place("start")
        bridge.published.connect(self._take)
        bridge.closed.connect(self._drop)

    @property
    def language(self) -> Language:
        return self.preferences.language

    def prefer(self, **changes: object) -> None:
        """Change preferences and keep them; what cannot be written is told and holds for this run."""
        self.preferences = msgspec.structs.replace(self.preferences, **changes)
        self.keeping.keep(self.preferences).result()
        self.preferred.emit()

    def remember(self, place: Place) -> None:
        """Remember where in the dossier the person is, for the next start."""
        if self.now_shown is not None and place.screen != "start":
            entry = Recent(
                path=str(self.now_shown.path),
                title=self.now_shown.view.title,
                opened=self.now().isoformat(timespec="seconds"),
                visit=place.visit or "",
                item=place.item or "",
                screen=place.screen,
            )
            is_first = recent_of(self.preferences, entry.path) is None
            self.preferences = opened(self.preferences, entry)
            self.standing.write(entry)
            if is_first:
                self.keeping.keep(self.preferences)
            else:
                self._soon.start()

    def keep_place(self) -> None:
        """Write where the person is with the preferences, if that is still to be done."""
        if self._soon.isActive():
            self._soon.stop()
            self._keep()

    def _keep(self) -> None:
        self.keeping.keep(self.preferences)

    def _refuse(self, error: KnownError) -> None:
        self.refused.emit(self.word(error))

    def say(self, key: str, **params: object) -> str:
        """Return the sentence of a key in the language of the window."""
        return say(key, self.language, **params)

    def word(self, error: KnownError) -> str:
        """Return the sentence of what the world refused."""
        return self.say(error.key, **error.params)

    def go(
        self, screen: ScreenName, *, visit: VisitId | None = None, item: str | None = None,
        photo: EntryId | None = None, part: str = "",
    ) -> None:  # fmt: skip
        """Ask for a screen."""
        self.went.emit(Place(screen, visit, item, photo, part))

    def toast(self, words: str, action: str = "", call: Callable[[], object] | None = None) -> None:
        """Tell something that asks for nothing, for eight seconds."""
        self.toasted.emit(words, action, call)

    @property
    def shown(self) -> Published:
        """What is published now; only where a dossier is open."""
        assert self.now_shown is not None
        return self.now_shown

    def moment(self, utc_ms: int) -> datetime:
        """Return a moment on this machine's clock."""
        zone = timezone(timedelta(minutes=self.sources.offset_min()))
        return datetime.fromtimestamp(utc_ms / 1000, UTC).astimezone(zone)

    @staticmethod
    def stated(at: Clock) -> datetime:
        """Return the moment that a statement carries, on the clock of the machine that wrote it."""
        return datetime.fromtimestamp(at.utc_ms / 1000, UTC).astimezone(timezone(timedelta(minutes=at.off_min)))

    def now(self) -> datetime:
        return self.moment(self.sources.utc_ms())

    @property
    def is_lead(self) -> bool:
        """Tell whether the person leads the round that is open, or stands in for its lead.

        Before the first roster the roots hold every role. Source: format.md, rule 6.
        """
        if self.now_shown is None:
            return False
        trust, me = self.now_shown.view.trust, self.now_shown.me
        grant = trust.grants.get(me)
        if grant is not None:
            return not grant.roles.isdisjoint(("lead", "deputy"))
        return me in trust.roots and not trust.rosters

    @property
    def is_sample(self) -> bool:
        """Tell whether what is shown is sample data."""
        return self.now_shown is not None and is_sample(self.now_shown.view)

    def _take(self, published: Published) -> None:
        self.now_shown = published
        self.changed.emit()

    def _drop(self) -> None:
        self.now_shown = None
        self.changed.emit()
