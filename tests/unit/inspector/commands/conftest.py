"""A briefed team at their desks, and the visit that was planned."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from inspector.journal.entry import VisitId
from tests.laws.desks import Desk, team


@pytest.fixture
def desks(tmp_path: Path) -> Iterator[list[Desk]]:
    found, _ = team(tmp_path, ["lan", "đức", "an", "bình", "an/2"])
    yield found
    for desk in found:
        desk.close()


@pytest.fixture
def lead(desks: list[Desk]) -> Desk:
    return desks[0]


@pytest.fixture
def an(desks: list[Desk]) -> Desk:
    return desks[2]


@pytest.fixture
def binh(desks: list[Desk]) -> Desk:
    return desks[3]


@pytest.fixture
def tablet(desks: list[Desk]) -> Desk:
    """The second device of an."""
    return desks[4]


@pytest.fixture
def visit(lead: Desk) -> VisitId:
    return next(iter(lead.session.view.visits))
