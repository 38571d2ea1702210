"""The screens: each shows what is published and turns what a person does into requests.

A screen is imported when it is first shown, so that the window opens before all of them are read.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ui.actions import Actions
    from ui.context import Context
    from ui.screens.screen import Screen

_WHERE: Final = {
    "start": ("ui.screens.start", "Start"),
    "home": ("ui.screens.home", "HomeScreen"),
    "capture": ("ui.screens.capture", "Capture"),
    "photo": ("ui.screens.photo", "PhotoPage"),
    "review": ("ui.screens.review", "Review"),
    "search": ("ui.screens.search", "Search"),
    "merge": ("ui.screens.merge", "Merge"),
    "overview": ("ui.screens.overview", "Overview"),
    "plan": ("ui.screens.plan", "Plan"),
    "team": ("ui.screens.team", "Team"),
    "settings": ("ui.screens.settings", "Settings"),
}


def _maker(module: str, name: str) -> Callable[[Context, Actions], Screen]:
    def make(context: Context, actions: Actions) -> Screen:
        screen: Screen = getattr(import_module(module), name)(context, actions)
        return screen

    return make


MAKERS: Final = {screen: _maker(*where) for screen, where in _WHERE.items()}
