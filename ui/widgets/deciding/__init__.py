"""Deciding where observers differ: a list of cases, two versions side by side, and the conclusion between them."""

from __future__ import annotations

from ui.widgets.deciding.panel import Deciding as Deciding
