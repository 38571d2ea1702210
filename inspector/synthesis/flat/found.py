"""What was found: the tables of cells, results, observations, photos and findings outside the checklist."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Final

from inspector.projection.photos import Photo
from inspector.projection.visit import VisitView
from inspector.synthesis.flat.basis import NOTHING, OPEN, Basis, group_words, moment, stated
from inspector.synthesis.matrix import Cell as MatrixCell
from inspector.tables import Cell, Row


def cell_rows(basis: Basis) -> Iterator[Row]:
    """Yield the matrix, one row for each unit and item."""
    for unit in basis.matrix.units:
        place = (unit.number, unit.ref.name, unit.ref.district, group_words(unit))
        photos = {item for visit in unit.visits for photo in visit.photos for item in photo.items}
        for cell in basis.matrix.row(unit):
            yield (
                *place,
                *basis.item(cell.item.id),
                cell.outcome.value,
                cell.counts,
                cell.failed,
                _answers(basis, cell),
                cell.n if cell.total else None,
                cell.total or None,
                len(cell.photos) if cell.item.id in photos else 0,
                "; ".join(cell.reasons) if not cell.counts else "",
            )


def _answers(basis: Basis, cell: MatrixCell) -> str:
    """Return the words of all visits that have a result, each once."""
    values = [result.value for result in cell.results if result.value is not None]
    return " / ".join(dict.fromkeys(str(basis.said(cell.item, value)[0]) for value in values))


def result_rows(basis: Basis) -> Iterator[Row]:
    for visit in basis.visits("export.results"):
        head = (*basis.visit(visit), basis.units[visit.id].ref.district)
        photos = {item for photo in visit.photos for item in photo.items}
        for item, result in basis.results(visit):
            value = result.value
            yield (
                *head,
                *basis.item(item.id),
                result.state.value,
                OPEN[result.state.value] if value is None else basis.outcome(visit, item, value),
                *(NOTHING if value is None else basis.said(item, value)),
                basis.names(visit, result.observations),
                len(visit.photos_of(item.id)) if item.id in photos else 0,
                result.conclusion.reason if result.conclusion is not None else "",
            )


def observation_rows(basis: Basis) -> Iterator[Row]:
    for visit in basis.visits("export.observations"):
        head = (*basis.visit(visit), basis.units[visit.id].ref.district)
        for item, one in basis.observations(visit):
            value = one.said.value
            yield (
                one.statement.id,
                *head,
                *basis.item(item.id),
                one.person,
                basis.name(visit, one),
                stated(one.at),
                basis.outcome(visit, item, value),
                *basis.said(item, value),
                one.said.note,
                one.said.reason,
            )


def finding_rows(basis: Basis) -> Iterator[Row]:
    """Yield what no item of the checklist asked for; texts that differ stand side by side."""
    for visit in basis.visits("export.photos"):
        for finding in visit.findings:
            photos = len(visit.photos_of(finding.id))
            yield finding.id, *basis.visit(visit), " / ".join(finding.texts), photos


def photo_rows(basis: Basis) -> Iterator[Row]:
    for visit in basis.visits("export.photos"):
        head = basis.visit(visit)
        for photo in visit.photos:
            yield (photo.id, *head, *_photo(basis, visit, photo))


def _photo(basis: Basis, visit: VisitView, photo: Photo) -> tuple[Cell, ...]:
    author, at = photo.statement.header.author, photo.statement.header.at
    said = (
        basis.codes(photo.items),
        photo.caption,
        visit.trust.person_of(author),
        visit.trust.name_of(author),
        stated(at),
    )
    body = photo.said
    picture = "redrawn" if photo.copy is not None else "plain" if photo.shown is not None else "unsafe"
    if body is None:  # withheld or expected
        return (*said, *[None] * 9, picture)
    facts = body.facts
    camera = " ".join(str(facts[name]) for name in ("make", "model") if facts.get(name))
    place = _degrees(facts)
    size = (body.width, body.height)
    return (*said, _taken(facts), *place, camera, body.name, body.format, *size, body.original, picture)


_TAKEN: Final = re.compile(r"([0-9]{4}):([0-9]{2}):([0-9]{2}) ([0-9]{2}:[0-9]{2}:[0-9]{2})")
_OFFSET: Final = re.compile(r"[+-][0-9]{2}:[0-9]{2}")


def _taken(facts: Mapping[str, str | int]) -> datetime | None:
    """Return when the camera says that it took a photo; without an offset where it states none.

    Source: CIPA DC-008 (Exif), DateTimeOriginal and OffsetTimeOriginal.
    """
    found = _TAKEN.fullmatch(str(facts.get("datetime_original", "")))
    if found is None:
        return None
    offset = str(facts.get("offset_original", ""))
    day = f"{found[1]}-{found[2]}-{found[3]}T{found[4]}"
    return moment(day + offset if _OFFSET.fullmatch(offset) else day)


def _degrees(facts: Mapping[str, str | int]) -> tuple[Cell, Cell]:
    """Return latitude and longitude in degrees, WGS 84; nothing where the file does not hold both within their range."""
    latitude, longitude = facts.get("latitude"), facts.get("longitude")
    if not isinstance(latitude, int) or not isinstance(longitude, int):
        return None, None
    if abs(latitude) > 90_000_000 or abs(longitude) > 180_000_000:
        return None, None
    return Decimal(latitude) / 1_000_000, Decimal(longitude) / 1_000_000
