"""The program and the independent reader say the same of every round that hypothesis can think of."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.journal import canon
from inspector.journal.entry import Statement
from inspector.projection.view import fold
from tests.independent.reader import Entry, Round
from tests.independent.test_vectors import round_as_told
from tests.laws.roots import quarrels
from tests.laws.worlds import World, log_of, worlds


def as_read(statement: Statement) -> Entry:
    """Return what the independent reader makes of a statement's bytes."""
    header = canon.read(canon.encode(statement.header))
    return Entry(statement.id, header, canon.read(statement.payload) if statement.payload else None)


def as_told(value: object) -> Any:
    return json.loads(json.dumps(value))


@given(world=st.one_of(worlds, quarrels))
@settings(max_examples=200)
def test_program_and_independent_reader_agree_about_every_world(world: World) -> None:
    log = log_of(world.statements)
    blobs = frozenset[str]()
    read = Round(world.round, {one.id: as_read(one) for one in world.statements}).report(set(blobs))
    assert as_told(round_as_told(fold(log), log, blobs)) == as_told(read)
