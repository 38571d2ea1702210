"""Cells as people read them: words for codes, yes and no."""

from __future__ import annotations

from collections.abc import Callable

from inspector.tables import Cell, Column
from resources import Language, say


def reader(column: Column, language: Language) -> Callable[[Cell], Cell]:
    """Return what makes a column's cells readable: words for codes and for yes and no; other cells stay as they are."""
    if column.codes:
        words = column.words(language)
        return lambda cell: words.get(cell, cell) if isinstance(cell, str) else cell
    if column.type == "boolean":
        yes, no = say("export.yes", language), say("export.no", language)
        return lambda cell: cell if cell is None else yes if cell else no
    return lambda cell: cell
