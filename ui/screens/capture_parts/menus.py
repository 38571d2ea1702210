"""Menus of the capture screen: ready phrases for the note, and the acts that have no button of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from ui.actions import Actions

_MORE = ("undo", "redo", "quick-note", "flag", "phrases", "auto-advance", "keys")


def phrase_menu(parent: QWidget, ready: Iterable[str], none: str, take: Callable[[str], None]) -> QMenu:
    """Return a menu of phrases.

    Args:
        parent: over which it opens.
        ready: the phrases.
        none: what is told where there are none.
        take: is given the phrase that is chosen.
    """
    menu = QMenu(parent)
    for words in ready:
        menu.addAction(words).triggered.connect(partial(_taken, take, words))
    if menu.isEmpty():
        menu.addAction(none).setEnabled(False)
    return menu


def _taken(take: Callable[[str], None], words: str, _checked: bool) -> None:
    take(words)


def more_menu(parent: QWidget, actions: Actions) -> QMenu:
    """Return the menu of what else can be done, with its keys."""
    menu = QMenu(parent)
    for name in _MORE:
        menu.addAction(actions.action(name))
    return menu
