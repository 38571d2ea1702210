"""How sample data is told from real work. Apart from what makes it, for every window asks this and few make any."""

from __future__ import annotations

from typing import Final

from inspector.projection.view import View

SETTING: Final = "sample"
"""The setting of a round of sample data."""


def is_sample(view: View) -> bool:
    """Tell whether a round is sample data."""
    return bool(view.round_scope.slot("setting", SETTING).heads)
