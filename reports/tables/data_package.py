"""The descriptor of a folder of CSV files: what each holds, of what type, and what refers to what.

Source: Data Package v2 (datapackage.org, 26 June 2024): Data Package, Data Resource, Table Schema.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from inspector.tables import Column, Flat, Table, Type
from resources import Language, say

DESCRIPTOR: Final = "datapackage.json"
PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"

_TYPES: Final[dict[Type, str]] = {
    "text": "string",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "day": "date",
    "moment": "datetime",
}


class File(msgspec.Struct, frozen=True):
    """A CSV file that was written: bytes, and their SHA-256 (64 hexadecimal digits)."""

    size: int
    sha256: str


def descriptor(flat: Flat, name: str, files: Mapping[str, File]) -> bytes:
    """Return the descriptor of a round's tables, each in a file named after it, as JSON in UTF-8.

    Args:
        flat: the round.
        name: of the package: small letters, digits, hyphens.
        files: what was written, by table.
    """
    told = {
        "$schema": PROFILE,
        "name": name,
        "id": flat.round,
        "title": flat.title,
        "description": say("export.escaped", flat.language),
        "created": flat.made.isoformat(timespec="seconds"),
        "licenses": [{"name": "other-closed", "title": say("export.rights", flat.language)}],
        "sources": _sources(flat),
        "resources": [_resource(flat, table, files[table.name]) for table in flat.tables],
    }
    return msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n"


def _sources(flat: Flat) -> list[dict[str, str]]:
    language = flat.language
    return [
        {"title": say("export.source-round", language, title=flat.title, root=flat.root)},
        *({"title": say("export.source-checklist", language, checklist=one)} for one in flat.checklists),
        {"title": say("export.source-places", language, places=flat.places)},
    ]


def _resource(flat: Flat, table: Table, file: File) -> dict[str, Any]:
    return {
        "name": table.name,
        "type": "table",
        "path": f"{table.name}.csv",
        "title": table.title(flat.language),
        "description": table.about(flat.language),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "schema": {
            "fields": [_field(table, column, flat.language) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": [column.name], "reference": {"resource": column.refers, "fields": [column.name]}}
                for column in table.columns
                if column.refers not in ("", table.name)
            ],
            "missingValues": [""],
        },
    }


def _field(table: Table, column: Column, language: Language) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES[column.type],
        "title": column.title(language),
        "description": column.about(language),
    }
    if column.codes:
        field["categories"] = [{"value": code, "label": words} for code, words in column.words(language).items()]
    constraints: dict[str, Any] = {"required": True} if column.name in table.key else {}
    if column.codes:
        constraints["enum"] = list(column.codes)
    return field | ({"constraints": constraints} if constraints else {})
