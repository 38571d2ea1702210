"""Damage to the file as a SQLite file, and what is none."""

from __future__ import annotations

from typing import Any

from tests.independent.vectors.kit import (
    Rows,
    answered,
    vector,
)


def edited(edit: Any) -> Rows:
    rows = answered()[0]
    rows.edit = edit
    return rows


def executed(*sql: str) -> Rows:
    rows = answered()[0]
    rows.sql += sql
    return rows


def overwrite(at: int, data: bytes) -> Rows:
    def edit(file: bytearray) -> None:
        file[at : at + len(data)] = data

    return edited(edit)


@vector
def wrong_application_id() -> Rows:
    return overwrite(68, b"GPKG")


@vector
def newer_major_version() -> Rows:
    return overwrite(60, (2000).to_bytes(4, "big"))


@vector
def newer_minor_version() -> Rows:
    return overwrite(60, (1007).to_bytes(4, "big"))


@vector
def version_below_one() -> Rows:
    return overwrite(60, (999).to_bytes(4, "big"))


@vector
def no_sqlite_file() -> Rows:
    return overwrite(0, b"SQLite format 2\0")


@vector
def empty_file() -> Rows:
    return edited(lambda file: file.clear())


@vector
def write_ahead_log() -> Rows:
    return overwrite(18, b"\2\2")


@vector
def reserved_bytes_in_pages() -> Rows:
    return overwrite(20, b"\x08")


@vector
def reserved_bytes_in_the_header() -> Rows:
    return overwrite(80, b"\1")


@vector
def other_text_encoding() -> Rows:
    return overwrite(56, (2).to_bytes(4, "big"))


@vector
def page_appended() -> Rows:
    return edited(lambda file: file.extend(bytes(16384)))


@vector
def last_page_cut_off() -> Rows:
    return edited(lambda file: file.__delitem__(slice(len(file) - 16384, None)))


@vector
def last_byte_cut_off() -> Rows:
    return edited(lambda file: file.__delitem__(slice(len(file) - 1, None)))


@vector
def page_of_zeros() -> Rows:
    return overwrite(16384, bytes(16384))


@vector
def free_pages() -> Rows:
    """Free pages come from removed bytes; they are no damage."""
    return executed(
        "CREATE TABLE filler (bytes BLOB)", "INSERT INTO filler VALUES (zeroblob(99999))", "DROP TABLE filler"
    )


@vector
def extra_table() -> Rows:
    return executed("CREATE TABLE note (text TEXT)")


@vector
def extra_view() -> Rows:
    return executed("CREATE VIEW latest AS SELECT id FROM entry")


@vector
def extra_trigger() -> Rows:
    return executed("CREATE TRIGGER more AFTER INSERT ON entry BEGIN SELECT 1; END")


@vector
def extra_index() -> Rows:
    return executed("CREATE INDEX by_header ON entry (header)")


@vector
def extra_column() -> Rows:
    return executed("ALTER TABLE entry ADD COLUMN note TEXT")


@vector
def trigger_missing() -> Rows:
    return executed("DROP TRIGGER entry_delete")


@vector
def statistics_table() -> Rows:
    return executed("ANALYZE")


@vector
def trigger_with_another_space() -> Rows:
    return executed(
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = replace(sql, 'BEGIN SELECT', 'BEGIN  SELECT') WHERE name = 'blob_update'",
    )


@vector
def view_in_the_place_of_a_table() -> Rows:
    return executed(
        "PRAGMA trusted_schema = ON",
        "DROP TRIGGER signature_delete",
        "DROP TABLE signature",
        "CREATE VIEW signature AS SELECT id AS entry, zeroblob(64) AS bytes FROM entry",
    )
