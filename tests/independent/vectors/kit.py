"""What vectors are made with: rows below every guard of the program, so that a file can hold anything at all.

Expected verdicts are pinned in `expected.json`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from inspector.dossier import schema
from inspector.journal import canon
from tests.builder import Key, Laptop, World

Json = dict[str, Any]


@dataclass
class Rows:
    """What the four tables of a file will hold, and what is done to the file afterwards."""

    entries: dict[str, bytes] = field(default_factory=dict)
    payloads: dict[str, bytes] = field(default_factory=dict)
    blobs: dict[str, bytes] = field(default_factory=dict)
    signatures: list[tuple[str, bytes]] = field(default_factory=list)
    sql: list[str] = field(default_factory=list)
    """Run after all rows are in."""
    edit: Callable[[bytearray], object] | None = None
    """Changes the bytes of the finished file."""

    @classmethod
    def of(cls, *laptops: Laptop) -> Rows:
        """Return all that laptops hold."""
        rows = cls()
        for laptop in laptops:
            for one in laptop.entries.values():
                rows.entries[one.id] = one.header
                rows.payloads[one.id] = one.payload
                if (one.id, one.signature) not in rows.signatures:
                    rows.signatures.append((one.id, one.signature))
            for blob in laptop.used_blobs():
                rows.blobs[blob] = laptop.blobs[blob]
        return rows

    def header(self, entry: str) -> Json:
        """Return an entry's header, to make another from."""
        return canon.read(self.entries[entry])

    def said(self, entry: str) -> Json:
        found = canon.parse(self.payloads[entry])
        assert isinstance(found, dict)
        return {name: value for name, value in found.items() if name != "pad"}

    def unsign(self, *entries: str) -> None:
        self.signatures = [row for row in self.signatures if row[0] not in entries]

    def drop(self, entry: str) -> None:
        """Leave an entry out, with all that belongs to it."""
        del self.entries[entry], self.payloads[entry]
        self.unsign(entry)

    def put(self, key: Key, header: bytes | Json, payload: bytes | Json) -> str:
        """Add an entry, signed by `key`; a header given as members receives the payload's hash."""
        data = payload if isinstance(payload, bytes) else canon.pad({"salt": "00" * 16, **payload})
        if isinstance(header, dict):
            header = canon.encode({**header, "payload": canon.payload_hash(data)})
        entry = canon.entry_id(header)
        self.entries[entry] = header
        self.payloads[entry] = data
        self.signatures.append((entry, key.sign(canon.signed_message(entry))))
        return entry

    def replace(self, key: Key, entry: str, header: bytes | Json | None = None, payload: bytes | Json = b"") -> str:
        """Put another entry in the place of one that nothing follows; members that are given change, others stay."""
        whole = header if isinstance(header, bytes) else {**self.header(entry), **(header or {})}
        said = payload if isinstance(payload, bytes) and payload else {**self.said(entry), **(payload or {})}
        self.drop(entry)
        return self.put(key, whole, said)

    def write(self, path: Path, page_size: int = schema.PAGE_SIZE) -> Path:
        db = sqlite3.connect(path, isolation_level=None)
        db.execute(f"PRAGMA page_size = {page_size}")
        db.execute("PRAGMA journal_mode = MEMORY").fetchall()
        db.execute("PRAGMA synchronous = OFF")
        db.execute("PRAGMA ignore_check_constraints = ON")
        db.execute("BEGIN")
        db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {schema.USER_VERSION}")
        for statement in schema.STATEMENTS:
            db.execute(statement)
        for table, rows in (
            ("entry", self.entries.items()),
            ("payload", self.payloads.items()),
            ("blob", self.blobs.items()),
            ("signature", self.signatures),
        ):
            db.executemany(f"INSERT INTO {table} VALUES (?, ?)", [(bytes.fromhex(name), data) for name, data in rows])
        db.execute("COMMIT")
        for statement in self.sql:
            db.execute(statement).fetchall()
        db.close()
        if self.edit:
            data = bytearray(path.read_bytes())
            self.edit(data)
            path.write_bytes(data)
        return path


Make = Callable[[], Rows]
VECTORS: dict[str, Make] = {}


def vector(make: Make) -> Make:
    VECTORS[make.__name__] = make
    return make


def one_visit() -> tuple[Laptop, Laptop, Laptop, str]:
    """Return a lead, two inspectors and the visit that was planned for them."""
    lead, an, binh = World(7).team("lead", "an", "binh")
    visit = lead.plan()
    an.meet(lead)
    binh.meet(lead)
    return lead, an, binh, visit


def answered() -> tuple[Rows, Laptop, str, list[str]]:
    """Return the rows of a visit with five answers of one inspector, the inspector, the visit and the answers."""
    _, an, _, visit = one_visit()
    answers = [an.observe(visit, item, "pass") for item in "abcde"]
    return Rows.of(an), an, visit, answers


def late(world: World, name: str) -> Laptop:
    """Return a laptop that nobody put on a roster, knowing what the lead knows."""
    laptop = world.laptop(name)
    laptop.meet(world.laptops["lead"])
    return laptop


def two_openings() -> tuple[Laptop, Laptop, str, str]:
    lead, an, binh, _ = one_visit()
    first, second = an.open(), binh.open()
    an.observe(first, "a", "pass")
    binh.observe(second, "a", "fail")
    for other in (an, binh):
        lead.meet(other)
    return lead, an, first, second


def changed(header: Json | None = None, payload: Json | None = None) -> Rows:
    """Return rows whose newest entry says something else, signed by its author."""
    rows, an, _, answers = answered()
    rows.replace(an.key, answers[-1], header, payload or {})
    return rows


def raw(edit: Any) -> Rows:
    """Return rows whose newest entry has header bytes that were edited, signed by its author."""
    rows, an, _, answers = answered()
    header, payload = rows.entries[answers[-1]], rows.payloads[answers[-1]]
    rows.drop(answers[-1])
    rows.put(an.key, edit(header), payload)
    return rows


def raw_payload(edit: Any) -> Rows:
    rows, an, _, answers = answered()
    header, payload = rows.header(answers[-1]), rows.payloads[answers[-1]]
    rows.drop(answers[-1])
    rows.put(an.key, header, edit(payload))
    return rows
