"""The program and the independent reader say the same of every round that hypothesis can think of."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.journal import canon
from inspector.journal.bodies import UNREADABLE, Redrawn, said
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


AREA = {"op": "blur", "area": [0, 0, 2, 2]}


@pytest.mark.parametrize(
    ("operation", "is_one"),
    [
        (AREA, True),
        ({**AREA, "op": "box"}, True),
        ({**AREA, "op": "crop", "why": "x"}, True),
        ({"op": "arrow", "start": [0, -1], "end": [2, 2]}, True),
        ({"op": "label", "at": [0, 0], "text": ""}, True),
        ({"op": "rotate", "turns": -5}, True),
        ({**AREA, "op": "melt"}, False),
        ({"area": [0, 0, 2, 2]}, False),
        ({**AREA, "area": [0, 0, 2]}, False),
        ({**AREA, "area": [0, 0, 2, True]}, False),
        ({"op": "arrow", "start": [0, 0]}, False),
        ({"op": "label", "at": [0, 0], "text": 1}, False),
        ({"op": "rotate", "turns": "1"}, False),
        ("blur", False),
    ],
)
def test_program_and_independent_reader_agree_about_what_is_drawn(operation: object, is_one: bool) -> None:
    world = World()
    body = Redrawn(value="ab" * 32, source="cd" * 32)
    told = world.laptops[2].say(body, ("copy", "ef" * 32), world.visit)
    payload = canon.pad({**msgspec.to_builtins(body), "operations": [operation], "salt": "0" * 32})
    statement = Statement(told.id, msgspec.structs.replace(told.header, payload=canon.payload_hash(payload)), payload)
    assert (said(statement) is not UNREADABLE) == is_one
    assert as_read(statement).state == ("" if is_one else "unreadable")


def as_told(value: object) -> Any:
    return json.loads(json.dumps(value))


@given(world=st.one_of(worlds, quarrels))
@settings(max_examples=200)
def test_program_and_independent_reader_agree_about_every_world(world: World) -> None:
    log = log_of(world.statements)
    blobs = frozenset[str]()
    read = Round(world.round, {one.id: as_read(one) for one in world.statements}).report(set(blobs))
    assert as_told(round_as_told(fold(log), log, blobs)) == as_told(read)
