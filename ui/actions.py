"""Everything that a key does, each once: its name, its key, where it works. Screens say what happens.

No letter alone is ever bound: Vietnamese input methods take letters, and so does a hand that misses a field.
"""

from __future__ import annotations

from typing import Final, Literal

import msgspec
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.context import Context, ScreenName

Where = Literal["everywhere", "home", "capture", "photo", "review", "merge", "overview", "plan", "team", "settings"]


class Act(msgspec.Struct, frozen=True):
    """One thing that a key does. `keys` as Qt writes them; the first is printed beside the words."""

    name: str
    keys: tuple[str, ...]
    where: tuple[Where, ...] = ("everywhere",)


ACTS: Final = (
    Act("go-home", ("Ctrl+1",)),
    Act("go-capture", ("Ctrl+2",)),
    Act("go-review", ("Ctrl+3",)),
    Act("go-merge", ("Ctrl+4",)),
    Act("go-overview", ("Ctrl+5",)),
    Act("go-plan", ("Ctrl+8",)),
    Act("go-team", ("Ctrl+Shift+8",)),
    Act("go-settings", ("Ctrl+,",)),
    Act("omni", ("Ctrl+K",)),
    Act("search", ("Ctrl+Shift+F",)),
    Act("keys", ("F1",)),
    Act("back", ("Alt+Left",)),
    Act("forward", ("Alt+Right",)),
    Act("next-pane", ("F6",)),
    Act("touch", ("F9",)),
    Act("checkpoint", ("Ctrl+S",)),
    Act("lock", ("Ctrl+L",)),
    Act("hide", ("F12",)),
    Act("new-visit", ("Ctrl+N",)),
    Act("hand-over", ("Ctrl+E",)),
    Act("undo", ("Ctrl+Z",), ("capture", "photo", "review", "merge", "team")),
    Act("export-round", ("Ctrl+Shift+E",)),
    Act("redo", ("Ctrl+Y", "Ctrl+Shift+Z"), ("capture", "photo", "review")),
    Act("find", ("Ctrl+F",), ("capture",)),
    Act("note", ("F2",), ("capture",)),
    Act("law", ("F3",), ("capture",)),
    Act("auto-advance", ("F4",), ("capture",)),
    Act("next-gap", ("F7",), ("capture", "review")),
    Act("previous-gap", ("Shift+F7",), ("capture", "review")),
    Act("camera", ("F8",), ("capture",)),
    Act("add-photos", ("Ctrl+O",), ("capture",)),
    Act("paste", ("Ctrl+V",), ("capture",)),
    Act("previous-visit", ("F10",), ("capture",)),
    Act("phrases", ("Ctrl+M",), ("capture",)),
    Act("flag", ("Ctrl+D",), ("capture",)),
    Act("quick-note", ("F5",), ("capture",)),
    Act("seal", ("Ctrl+Return",), ("review",)),
    Act("add-files", ("Ctrl+O",), ("merge",)),
    Act("add-folder", ("Ctrl+Shift+O",), ("merge",)),
    Act("merge", ("Ctrl+Return",), ("merge",)),
)
"""Keys of lists and of the photo page (digits, arrows, Space) belong to the widgets that have the focus."""

_WITHOUT_DOSSIER: Final = frozenset({"go-settings", "back", "forward", "next-pane", "touch", "lock", "hide"})
"""What works while no dossier is open; of these, the settings and the start can be gone back to."""
OF_LEADS: Final = frozenset({"merge", "overview", "plan", "team"})
"""Screens that serve those who lead the round; nobody else is shown them."""
_WHILE_COVERED: Final = frozenset({"lock", "hide"})


class Actions(QObject):
    """All actions of one window. A screen connects `action(name).triggered`; those of other screens sleep."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context = context
        self._made: dict[str, QAction] = {}
        for act in ACTS:
            action = QAction(context.say(f"act.{act.name}"), window)
            action.setShortcuts([QKeySequence(keys) for keys in act.keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            window.addAction(action)
            self._made[act.name] = action

    def action(self, name: str) -> QAction:
        """Return the one action of a name."""
        return self._made[name]

    def wake(self, screen: ScreenName) -> None:
        """Let the keys work that a screen uses."""
        for act in ACTS:
            possible = self._context.now_shown is not None or act.name in _WITHOUT_DOSSIER
            possible = possible and (act.name.removeprefix("go-") not in OF_LEADS or self._context.is_lead)
            self._made[act.name].setEnabled(possible and ("everywhere" in act.where or screen in act.where))

    def sleep(self) -> None:
        """Let no key work but those that lock and hide: the window is covered."""
        for name, action in self._made.items():
            action.setEnabled(name in _WHILE_COVERED)

    def rows(self, screen: ScreenName) -> list[tuple[str, str]]:
        """Return key and words of everything that works on a screen."""
        return [
            (act.keys[0], self._context.say(f"act.{act.name}"))
            for act in ACTS
            if ("everywhere" in act.where or screen in act.where)
            and (act.name.removeprefix("go-") not in OF_LEADS or self._context.is_lead)
        ]
