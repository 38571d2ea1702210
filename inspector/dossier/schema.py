"""The dossier's schema: one literal script, frozen for major version 1 of the format.

A worker that reads a stranger's file imports this and little else: every import here is paid for each file.
"""

from __future__ import annotations

# ruff: noqa: S608 - the script is put together from the constants of this module alone

APPLICATION_ID = int.from_bytes(b"THS1", "big")
MAJOR = 1
MINOR = 0
USER_VERSION = MAJOR * 1000 + MINOR
PAGE_SIZE = 16384

STATEMENTS = (
    """CREATE TABLE entry (
  id BLOB NOT NULL UNIQUE CHECK (length(id) = 32),
  header BLOB NOT NULL CHECK (length(header) <= 32768)
) STRICT""",
    """CREATE TABLE payload (
  entry BLOB NOT NULL UNIQUE CHECK (length(entry) = 32),
  bytes BLOB NOT NULL CHECK (length(bytes) <= 1048576)
) STRICT""",
    """CREATE TABLE blob (
  id BLOB NOT NULL UNIQUE CHECK (length(id) = 32),
  bytes BLOB NOT NULL CHECK (length(bytes) <= 268435456)
) STRICT""",
    """CREATE TABLE signature (
  entry BLOB NOT NULL CHECK (length(entry) = 32),
  bytes BLOB NOT NULL CHECK (length(bytes) = 64),
  UNIQUE (entry, bytes)
) STRICT""",
    *(
        f"""CREATE TRIGGER {table}_insert BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE rowid = new.rowid)
  OR EXISTS (SELECT 1 FROM {table} WHERE {key} = new.{key} AND {value} <> new.{value})
BEGIN SELECT RAISE(ABORT, 'thisat: a row is written once'); END"""
        for table, key, value in (("entry", "id", "header"), ("payload", "entry", "bytes"), ("blob", "id", "bytes"))
    ),
    """CREATE TRIGGER signature_insert BEFORE INSERT ON signature
WHEN EXISTS (SELECT 1 FROM signature WHERE rowid = new.rowid)
BEGIN SELECT RAISE(ABORT, 'thisat: a row is written once'); END""",
    *(
        f"""CREATE TRIGGER {table}_update BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, 'thisat: a row is never changed'); END"""
        for table in ("entry", "payload", "blob", "signature")
    ),
    *(
        f"""CREATE TRIGGER {table}_delete BEFORE DELETE ON {table}
WHEN thisat_may_erase(old.{key}) IS NOT 1
BEGIN SELECT RAISE(ABORT, 'thisat: a row is never deleted'); END"""
        for table, key in (("entry", "id"), ("payload", "entry"), ("blob", "id"), ("signature", "entry"))
    ),
)
"""Triggers protect against accidents; they are never counted as evidence. `thisat_may_erase` exists only while the
erasing command runs, so in every other tool a DELETE fails."""

SCRIPT = ";\n".join(STATEMENTS) + ";"

_AUTOMATIC = tuple(
    ("index", f"sqlite_autoindex_{table}_1", table, None) for table in ("entry", "payload", "blob", "signature")
)


def _described(statement: str) -> tuple[str, str, str, str | None]:
    words = statement.split(None, 8)
    kind, name = words[1].lower(), words[2]
    return kind, name, name if kind == "table" else words[words.index("ON") + 1], statement


EXPECTED = frozenset({*(_described(one) for one in STATEMENTS), *_AUTOMATIC})
"""What `SELECT type, name, tbl_name, sql FROM sqlite_schema` gives in every dossier of this major version."""
