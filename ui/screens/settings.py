"""Settings: who the person is, how the window looks, where copies go, and what the program is made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QStackedWidget

from ui.actions import Actions
from ui.context import Context, Place
from ui.screens.screen import Screen
from ui.screens.settings_parts.about import About
from ui.screens.settings_parts.appearance import Appearance
from ui.screens.settings_parts.communes import Communes
from ui.screens.settings_parts.copies import Copies
from ui.screens.settings_parts.part import Part
from ui.screens.settings_parts.person import PersonAndKey
from ui.screens.settings_parts.phrases import Phrases
from ui.screens.settings_parts.sections import Sections
from ui.screens.settings_parts.tongue import Tongue
from ui.widgets.text import row

SECTIONS: Final[dict[str, tuple[str, Callable[[Context], Part]]]] = {
    "person": ("key", PersonAndKey),
    "appearance": ("palette", Appearance),
    "backup": ("database-export", Copies),
    "language": ("language", Tongue),
    "phrases": ("message-2", Phrases),
    "communes": ("map-pin", Communes),
    "about": ("license", About),
}
"""Icon and maker of each section, by its name; a `Place` names it in `part`."""


class Settings(Screen):
    """A list of sections on the left, the chosen one on the right. Every choice is kept at once; there is no Save."""

    def __init__(self, context: Context, actions: Actions) -> None:
        super().__init__(context, actions)
        self._part = next(iter(SECTIONS))
        self._made: dict[str, Part] = {}
        named = [(name, icon, context.say(f"settings.{name}.title")) for name, (icon, _) in SECTIONS.items()]
        self.sections = Sections(context.theme, context.say("settings.sections"), named)
        self._stack = QStackedWidget()
        across = row(self.sections, self._stack, gap=0)
        across.setStretchFactor(self._stack, 1)
        self.setLayout(across)
        self.sections.currentRowChanged.connect(self._chosen)
        context.preferred.connect(self.refresh)

    def title(self) -> str:
        return self.context.say("settings.title")

    def caption(self) -> str:
        return self.context.say("settings.caption")

    def enter(self, place: Place) -> None:
        self.show_part(place.part if place.part in SECTIONS else self._part)
        self.sections.setFocus()

    def here(self) -> Place:
        return Place("settings", part=self._part)

    def refresh(self) -> None:
        if self._part in self._made:
            self._made[self._part].refresh()

    def part(self) -> Part:
        """Return the section that is shown."""
        return self._made[self._part]

    def show_part(self, name: str) -> None:
        """Show a section; it is made when it is first seen."""
        self._part = name
        if name not in self._made:
            self._made[name] = SECTIONS[name][1](self.context)
            self._stack.addWidget(self._made[name])
        self._stack.setCurrentWidget(self._made[name])
        self.sections.choose(name)
        self.context.at = self.here()
        self.refresh()

    def _chosen(self, number: int) -> None:
        name = list(SECTIONS)[number]
        if name != self._part:
            self.show_part(name)

    def keys(self) -> list[tuple[str, str]]:
        return [("↑ ↓", self.context.say("settings.keys.sections"))]
