"""Reading one's own dossier: whatever the order of its rows, and whatever is not here, each row is what names it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from inspector.dossier import schema
from inspector.dossier.file import Dossier
from inspector.errors import KnownError
from inspector.journal.entry import EntryId
from inspector.journal.log import Log
from tests.builder import Laptop, World

Row = tuple[bytes, bytes]


@pytest.fixture
def lead() -> Laptop:
    (lead,) = World(seed=3).team("lead")
    visit = lead.plan()
    lead.open(visit)
    for item in ("a", "b", "c"):
        lead.observe(visit, item, "fail")
    return lead


def entries_of(lead: Laptop) -> list[Row]:
    in_order = sorted(lead.statements.values(), key=lambda s: s.header.tick)
    return [(bytes.fromhex(s.id), lead.entries[s.id].header) for s in in_order]


def payloads_of(lead: Laptop) -> list[Row]:
    return [(key, lead.entries[key.hex()].payload) for key, _ in entries_of(lead)]


def written(path: Path, entries: Iterable[Row], payloads: Iterable[Row]) -> Path:
    """Write rows as they are, past the doors of the program."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript(
            f"PRAGMA application_id = {schema.APPLICATION_ID}; PRAGMA user_version = {schema.USER_VERSION};"
        )
        for statement in schema.STATEMENTS:
            db.execute(statement)
        db.executemany("INSERT INTO entry VALUES (?, ?)", entries)
        db.executemany("INSERT INTO payload VALUES (?, ?)", payloads)
        db.commit()
    return path


def loaded(path: Path) -> Log:
    with Dossier.open(path) as dossier:
        (log,) = dossier.load().values()
        return log


def payloads_in(log: Log) -> dict[EntryId, bytes | None]:
    return {s.id: s.payload for s in log.statements.values()}


@pytest.mark.parametrize("order", [lambda rows: rows, lambda rows: rows[::-1], lambda rows: Random(1).sample(rows, 6)])
def test_payloads_find_their_entries_in_any_order(
    lead: Laptop, tmp_path: Path, order: Callable[[list[Row]], list[Row]]
) -> None:
    payloads = payloads_of(lead)
    assert len(payloads) == 7
    rows = order(payloads[1:])
    log = loaded(written(tmp_path / "a.thisat", entries_of(lead), [*rows, payloads[0]]))
    assert payloads_in(log) == {one: entry.payload for one, entry in lead.entries.items()}


@pytest.mark.parametrize("absent", [{1}, {6}, {2, 3}, {1, 2, 3, 4, 5, 6}])
def test_a_payload_that_is_not_here_is_none_and_the_others_stay_where_they_belong(
    lead: Laptop, tmp_path: Path, absent: set[int]
) -> None:
    rows = [row for place, row in enumerate(payloads_of(lead)) if place not in absent]
    log = loaded(written(tmp_path / "a.thisat", entries_of(lead), rows))
    here = {key.hex() for key, _ in rows}
    assert payloads_in(log) == {one: e.payload if one in here else None for one, e in lead.entries.items()}


def test_what_was_written_after_loading_is_new(lead: Laptop, tmp_path: Path) -> None:
    entries, payloads = entries_of(lead), payloads_of(lead)
    path = written(tmp_path / "a.thisat", entries[:-2], payloads[:-2])
    with Dossier.open(path) as dossier:
        dossier.load()
        assert dossier.new_statements() == []
        with closing(sqlite3.connect(path)) as db:
            db.executemany("INSERT INTO entry VALUES (?, ?)", entries[-2:])
            db.executemany("INSERT INTO payload VALUES (?, ?)", payloads[-2:])
            db.commit()
        assert [(s.id, s.payload) for s in dossier.new_statements()] == [(k.hex(), data) for k, data in payloads[-2:]]
        assert dossier.new_statements() == []


def test_loading_holds_no_lock_afterwards(lead: Laptop, tmp_path: Path) -> None:
    path = written(tmp_path / "a.thisat", entries_of(lead), payloads_of(lead))
    with Dossier.open(path) as reader, Dossier.open(path) as writer:
        reader.load()
        with writer.writing() as transaction:
            transaction.add_blob("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", b"")


@pytest.mark.parametrize("table", ["entry", "payload"])
@pytest.mark.parametrize("place", [0, 3, 6])
def test_a_row_that_is_not_what_names_it_is_damage(lead: Laptop, tmp_path: Path, table: str, place: int) -> None:
    rows = {"entry": entries_of(lead), "payload": payloads_of(lead)}
    key, data = rows[table][place]
    rows[table][place] = (key, data.replace(b"a", b"b", 1))
    with Dossier.open(written(tmp_path / "a.thisat", rows["entry"], rows["payload"])) as dossier:
        with pytest.raises(KnownError) as caught:
            dossier.load()
        assert caught.value.key == "dossier.damaged"
        with pytest.raises(KnownError):
            dossier.load()
