"""From the synthesis of a round to its tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from inspector.progress import Progress
from inspector.synthesis.flat import asked, found, told
from inspector.synthesis.flat.basis import Basis
from inspector.synthesis.flat.columns import COLUMNS, LAYOUTS
from inspector.synthesis.whole import Synthesis
from inspector.tables import Flat, Row, Table, plain
from resources import Language

_ROWS: Final[dict[str, Callable[[Basis], Iterator[Row]]]] = {
    "units": asked.unit_rows,
    "people": asked.person_rows,
    "items": asked.item_rows,
    "visits": asked.visit_rows,
    "cells": found.cell_rows,
    "results": found.result_rows,
    "observations": found.observation_rows,
    "photos": found.photo_rows,
    "findings": found.finding_rows,
    "sentences": told.sentence_rows,
    "recommendations": told.recommendation_rows,
}


def flatten(
    whole: Synthesis, *, root: str, places: str, made: datetime, language: Language, progress: Progress
) -> Flat:
    """Return a round as tables, every text of a form that all formats can hold.

    Args:
        whole: the synthesis of the round.
        root: over all statements that it was made from, 64 hexadecimal digits.
        places: SHA-256 of the list of communes, 64 hexadecimal digits.
        made: the moment, with its offset.
        language: of answers, questions and sentences.
        progress: told of visits.

    Raises: KnownError of `synthesise`; Cancelled.
    """
    basis = Basis(whole, language, progress)
    return Flat(
        title=plain(whole.view.title),
        round=whole.view.round,
        root=root,
        made=made,
        language=language,
        checklists=tuple(sorted(f"{one.family} {one.version}" for one in whole.matrix.checklists.values())),
        places=places,
        tables=tuple(_table(basis, name) for name in LAYOUTS),
    )


def _table(basis: Basis, name: str) -> Table:
    layout = LAYOUTS[name]
    rows = tuple(tuple(plain(one) if type(one) is str else one for one in row) for row in _ROWS[name](basis))
    return Table(name, layout.key, tuple(COLUMNS[one] for one in layout.columns), rows)
