"""A round's tables as one SQLite file for other people's programs, Datasette first. It is no dossier and proves nothing.

Codes have a table of their words each, so that Datasette shows words and counts by codes. The views say in SQL what
people ask first.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, Final

import msgspec
from sqlite_utils import Database

from inspector.errors import KnownError
from inspector.progress import Progress
from inspector.tables import Cell, Column, Flat, Row, Table
from resources import Language, say

METADATA: Final = "metadata.json"

_TYPES: Final[dict[str, type]] = {"integer": int, "number": float, "boolean": int}
_BATCH: Final = 1_000
"""Rows in one statement group, and between two reports of progress."""

_COUNTED: Final = """
    count(*) filter (where counts) as counted,
    count(*) filter (where outcome = 'met') as met,
    count(*) filter (where outcome = 'partly') as partly_met,
    count(*) filter (where outcome = 'unmet') as unmet,
    count(*) filter (where failed) as failed,
    count(*) filter (where outcome = 'contested') as contested
"""
# What is put into these is the constant above, never anything from a round.
_VIEWS: Final = {
    "shortcomings": "select * from cells where failed order by unit, item_code",
    "by_item": f"select item, item_code, item_name, {_COUNTED} from cells group by item order by failed desc, item_code",  # noqa: S608
    "by_unit": f"select unit, unit_name, district, {_COUNTED} from cells group by unit order by failed desc, unit",  # noqa: S608
    "differing": "select * from results where agreement in ('contested', 'concluded') order by unit, item_code",
}
"""What failed where; how many units failed each item; how many items failed at each unit; where observers differed."""


def write_database(flat: Flat, out: Path, progress: Progress) -> None:
    """Write a round into a database that is not there yet.

    Raises: KnownError disk.full, file.unwritable; Cancelled.
    """
    total = sum(len(table.rows) for table in flat.tables)
    try:
        with closing(Database(sqlite3.connect(out), execute_plugins=False)) as database, database.atomic():
            for column in _coded(flat):
                _write_codes(database, column, flat.language)
            done = 0
            for table in flat.tables:
                _create(database, table)
                for start in range(0, len(table.rows), _BATCH):
                    progress.step(done + start, total, "export.writing")
                    _insert(database, table, table.rows[start : start + _BATCH])
                done += len(table.rows)
            for name, query in _VIEWS.items():
                database.create_view(name, query)
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL:
            raise KnownError("disk.full", exit_code=6) from error
        detail = getattr(error, "sqlite_errorname", "")
        raise KnownError("file.unwritable", exit_code=6, file=out.name, detail=detail) from error


def metadata(flat: Flat, database: str) -> bytes:
    """Return what Datasette shows beside the tables, as JSON in UTF-8: titles, meanings, and what to count by.

    Args:
        flat: the round.
        database: the name of the file without its ending, as Datasette calls it.
    """
    language = flat.language
    tables = {table.name: _described(table, language) for table in flat.tables}
    tables |= {name: {"title": say(f"view.{name}", language)} for name in _VIEWS}
    tables |= {_codes(column): {"hidden": True} for column in _coded(flat)}
    told = {
        "title": flat.title,
        "description": say("export.rights", language),
        "source": say("export.source-round", language, title=flat.title, root=flat.root),
        "databases": {database: {"tables": tables}},
    }
    return msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n"


def _described(table: Table, language: Language) -> dict[str, Any]:
    facets = [column.name for column in table.columns if column.facet]
    return {
        "title": table.title(language),
        "description": table.about(language),
        "columns": {column.name: f"{column.title(language)}: {column.about(language)}" for column in table.columns},
        "facets": [one for one in _FACETS if one in facets],
        **({"label_column": _LABELS[table.name]} if table.name in _LABELS else {}),
    }


_FACETS: Final = ("outcome", "agreement", "stage", "district", "item_group", "item_code", "person_name")
"""What Datasette counts by when a table is opened; further columns are a click away."""
_LABELS: Final = {"units": "unit_name", "items": "item_name", "people": "person_name", "visits": "unit_name"}


def _coded(flat: Flat) -> list[Column]:
    return list({column.name: column for table in flat.tables for column in table.columns if column.codes}.values())


def _codes(column: Column) -> str:
    return f"{column.name}_words"


def _write_codes(database: Database, column: Column, language: Language) -> None:
    rows = [{"code": code, "name": words} for code, words in column.words(language).items()]
    database.table(_codes(column)).insert_all(rows, pk="code")


def _create(database: Database, table: Table) -> None:
    references = [
        (column.name, column.refers, column.name)
        for column in table.columns
        if column.refers not in ("", table.name)
    ]  # fmt: skip
    references += [(column.name, _codes(column), "code") for column in table.columns if column.codes]
    made = database.create_table(
        table.name,
        {column.name: _TYPES.get(column.type, str) for column in table.columns},
        pk=table.key if len(table.key) > 1 else table.key[0],
        foreign_keys=references,
    )
    for column in table.columns:
        if (column.facet or column.codes or column.refers) and column.name not in table.key[:1]:
            made.create_index([column.name])


def _insert(database: Database, table: Table, rows: tuple[Row, ...]) -> None:
    names = [column.name for column in table.columns]
    database.table(table.name).insert_all(
        (dict(zip(names, map(_plain, row), strict=True)) for row in rows), batch_size=_BATCH
    )


def _plain(cell: Cell) -> str | int | float | None:
    match cell:
        case None | str() | int():
            return cell
        case date():
            return cell.isoformat()
        case _:
            return float(cell)
