"""Stand-ins for the screens that a test leads to and does not speak of."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from ui.screens import MAKERS
from ui.screens.screen import Screen


@contextmanager
def blank_screens(*kept: str) -> Generator[None]:
    """Let every screen but those kept be an empty page."""
    real = dict(MAKERS)
    MAKERS.update({name: Screen for name in MAKERS if name not in kept})
    try:
        yield
    finally:
        MAKERS.update(real)
