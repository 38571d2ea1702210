"""Photos as points on a map. Only what a camera recorded is drawn: a unit itself has no geometry here.

Source: RFC 7946 (WGS 84, longitude before latitude, no other system named).
"""

from __future__ import annotations

from typing import Any, Final

import msgspec

from inspector.errors import KnownError
from inspector.tables import Column, Flat, Row
from reports.tables.csv_text import cell_text

_POINT: Final = ("latitude", "longitude")

_encode: Final = msgspec.json.Encoder(decimal_format="number").encode


def geojson(flat: Flat) -> bytes:
    """Return a feature collection of the photos that carry coordinates, UTF-8.

    Raises: KnownError("export.no-geometry").
    """
    photos = flat.table("photos")
    latitude, longitude = (photos.place(name) for name in _POINT)
    features = [
        {
            "type": "Feature",
            "id": row[photos.place("photo")],
            "geometry": {"type": "Point", "coordinates": [row[longitude], row[latitude]]},
            "properties": _properties(photos.columns, row),
        }
        for row in photos.rows
        if row[latitude] is not None
    ]
    if not features:
        raise KnownError("export.no-geometry", exit_code=3)
    told = {"type": "FeatureCollection", "title": flat.title, "features": features}
    return _encode(told) + b"\n"


def _properties(columns: tuple[Column, ...], row: Row) -> dict[str, Any]:
    return {
        column.name: cell if isinstance(cell, str | int) else cell_text(cell)
        for column, cell in zip(columns, row, strict=True)
        if column.name not in _POINT and cell is not None
    }
