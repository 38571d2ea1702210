"""What the window asks of every screen."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.actions import Actions
from ui.context import Context, Place


class Screen(QWidget):
    """A screen. The window places its parts: title and caption left in the top bar, `top` right, `foot` right below."""

    fills_window = False
    """True for a page without rail, top bar and foot bar."""
    tells_failures = False
    """True for a page that says itself what its work met; the window says it otherwise."""

    def __init__(self, context: Context, actions: Actions) -> None:
        super().__init__()
        self.context = context
        self.actions_of_window = actions
        self.setObjectName("page")

    def is_discreet(self) -> bool:
        """Tell whether nothing may be laid over the page that says what the program is for."""
        return False

    def title(self) -> str:
        """Return the heading."""
        return ""

    def caption(self) -> str:
        """Return one line below the heading."""
        return ""

    def top(self) -> QWidget | None:
        """Return what stands right in the top bar; always the same widget."""
        return None

    def foot(self) -> QWidget | None:
        """Return what stands right in the foot bar; always the same widget."""
        return None

    def enter(self, place: Place) -> None:
        """Show what a place names, as it is published now; the dossier is open unless the screen needs none."""

    def leave(self) -> None:
        """Put down what is in hand: notes are flushed, work in the background goes on."""

    def refresh(self) -> None:
        """Show what is published now; called only while the screen is seen."""

    def here(self) -> Place:
        """Return what is shown, for the history and the next start."""
        return self.context.at

    def keys(self) -> list[tuple[str, str]]:
        """Return key and words of what the screen's own widgets do with keys."""
        return []
