"""The file of the communes: its rows, what a sound one must be, and the places that it names.

A newer file may come from outside, so nothing in it is believed before it is checked. Rows are arrays, which read five
times as fast as objects with names and a third as long; every name above a unit is written once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal, TypeVar

import msgspec

from inspector.errors import KnownError
from inspector.places.unit import District, Extent, Kind, Province, Succession, Unit, UnitKey
from inspector.text import civil_date, suspicious

T = TypeVar("T")

MAX_BYTES = 8 * 1024 * 1024
"""Six times the nation's list of 2026."""
MAX_NAME = 80
MAX_TEXT = 1000
"""Characters of a name, and of any other text."""

What = Literal["province", "district", "former", "present", "step", "change"]


class Correction(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A difference between the list and the public data that it was made from.

    `code` is that of the place; of a step those of both its ends. `was` None: the data did not have it.
    """

    what: What
    code: str
    was: str | None
    is_: str
    source: str


class Listing(msgspec.Struct, frozen=True):
    """A checked list: its version, the day whose law it shows, where it comes from, and the places with their steps."""

    version: int
    as_of: str
    sources: tuple[str, ...]
    corrections: tuple[Correction, ...]
    provinces: tuple[Province, ...]
    districts: tuple[District, ...]
    units: tuple[Unit, ...]
    successions: tuple[Succession, ...]


class Edition(msgspec.Struct, frozen=True, order=True):
    """What tells which of two lists is newer."""

    as_of: str
    version: int


class _District(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    code: str
    name: str
    province: str
    valid_to: str


class _Unit(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    code: str
    kind: Kind
    name: str
    district: str | None
    province: str
    valid_from: str
    valid_to: str | None


class _Step(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    old: str
    new: str
    extent: Extent


class _Change(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All steps of one day: each leads from the unit that ended the day before to one that began on the day."""

    day: str
    source: str
    steps: list[_Step]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: int
    as_of: str
    sources: tuple[str, ...]
    corrections: tuple[Correction, ...]
    provinces: list[Province]
    districts: list[_District]
    units: list[_Unit]
    changes: list[_Change]


_file = msgspec.json.Decoder(_File)
_edition = msgspec.json.Decoder(Edition)


def edition(content: bytes) -> Edition:
    """Return what a list says of its age, and believe nothing else of it.

    Raises: KnownError("places.invalid").
    """
    return _decoded(_edition, content)


def decode(content: bytes) -> Listing:
    """Return the list that bytes of any origin hold.

    Raises: KnownError("places.invalid") with `why` (for the maker of the list, English).
    """
    file = _decoded(_file, content)
    for why in _faults(file):
        raise _invalid(why)
    name_on = _Names(file.provinces)
    districts = {
        row.code: District(row.code, row.name, row.valid_to, row.province, name_on[row.province, row.valid_to])
        for row in file.districts
    }
    units = tuple(_unit(row, districts, name_on[row.province, row.valid_to or file.as_of]) for row in file.units)
    return Listing(
        file.version,
        file.as_of,
        file.sources,
        file.corrections,
        tuple(file.provinces),
        tuple(districts.values()),
        units,
        tuple(_successions(file.changes, units)),
    )


class _Names(dict[tuple[str, str], str]):
    """What a province was called on a day, by its code and the day: found once for all of its units."""

    def __init__(self, provinces: list[Province]) -> None:
        super().__init__()
        self._provinces = provinces

    def __missing__(self, asked: tuple[str, str]) -> str:
        code, day = asked
        for province in self._provinces:
            if province.code == code and province.valid_from <= day <= (province.valid_to or day):
                return self.setdefault(asked, province.name)
        raise _invalid(f"no name of the province {code} on {day}")


def _decoded(decoder: msgspec.json.Decoder[T], content: bytes) -> T:
    if len(content) > MAX_BYTES:
        raise _invalid(f"longer than {MAX_BYTES} bytes")
    try:
        return decoder.decode(content)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise _invalid(str(error)) from error


def _unit(row: _Unit, districts: dict[str, District], province_name: str) -> Unit:
    district_name = None
    if row.district is not None:
        above = districts.get(row.district)
        if above is None or above.province != row.province:
            raise _invalid(f"unit {row.code}: no district {row.district} in the province {row.province}")
        district_name = above.full_name
    return Unit(
        row.code,
        row.valid_from,
        row.valid_to,
        row.kind,
        row.name,
        row.district,
        district_name,
        row.province,
        province_name,
    )


def _successions(changes: list[_Change], units: Iterable[Unit]) -> Iterator[Succession]:
    """Yield the steps between units; as time only goes forward in them, they cannot lead in a circle."""
    ended: dict[str | None, dict[str, UnitKey]] = {}
    begun: dict[str, dict[str, UnitKey]] = {}
    for unit in units:
        key = unit.key
        ended.setdefault(unit.valid_to, {})[unit.code] = key
        begun.setdefault(unit.valid_from, {})[unit.code] = key
    for change in changes:
        olds, news = ended.get(_day_before(change.day), {}), begun.get(change.day, {})
        for step in change.steps:
            if step.old not in olds or step.new not in news:
                raise _invalid(
                    f"step {step.old} {step.new} of {change.day}: no such unit ended the day before or began"
                )
            yield Succession(olds[step.old], news[step.new], step.extent)


def _day_before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _faults(file: _File) -> Iterator[str]:
    """Yield what the types cannot say; each check leans on those before it."""
    yield from _codes("units", [row.code for row in file.units], 5)
    yield from _codes("districts", [row.code for row in file.districts], 3)
    yield from _codes("provinces", [row.code for row in file.provinces], 2)
    yield from _dates(file)
    names = [row.name for rows in (file.units, file.districts, file.provinces) for row in rows]
    yield from _texts(names, MAX_NAME)
    yield from _texts(_other_texts(file), MAX_TEXT)
    if file.version < 1 or not file.units:
        yield "no version, or no units"
    yield from _periods("units", [(row.code, row.valid_from, row.valid_to) for row in file.units])
    yield from _periods("provinces", [(row.code, row.valid_from, row.valid_to) for row in file.provinces])
    yield from _ascending("districts", [(row.code,) for row in file.districts])
    yield from _ascending("changes", [(change.day,) for change in file.changes])
    if max(row.valid_from for row in file.units) > file.as_of:
        yield "a unit begins after the day whose law the list shows"
    for change in file.changes:
        yield from _ascending(f"steps of {change.day}", [(step.old, step.new) for step in change.steps])
        yield from _extents(change)


def _codes(where: str, codes: list[str], length: int) -> Iterator[str]:
    whole = "".join(codes)
    if any(len(code) != length for code in codes) or not re.fullmatch("[0-9]*", whole):
        yield f"{where}: a code is not of {length} digits"


def _dates(file: _File) -> Iterator[str]:
    days = {file.as_of, *(change.day for change in file.changes), *(row.valid_to for row in file.districts)}
    for rows in (file.units, file.provinces):
        days.update(day for row in rows for day in (row.valid_from, row.valid_to) if day is not None)
    for day in sorted(days):
        try:
            civil_date(day)
        except KnownError:
            yield f"no date: {day!r:.40}"
    if any(change.day <= date.min.isoformat() for change in file.changes):
        yield "a change on the first day of the calendar"


def _other_texts(file: _File) -> list[str]:
    cited = [text for each in file.corrections for text in (each.code, each.was or "-", each.is_, each.source)]
    return [*file.sources, *cited, *(change.source for change in file.changes)]


def _texts(texts: list[str], most: int) -> Iterator[str]:
    """Yield what is wrong with texts, which are looked at all at once: one by one takes longer than reading the file."""
    whole = "\n".join(texts)
    if whole.count("\n") != len(texts) - 1 or any(
        not 0 < len(text.strip()) == len(text) <= most for text in set(texts)
    ):
        yield f"a text is empty, of several lines, or longer than {most} characters"
    if not unicodedata.is_normalized("NFC", whole):
        yield "text.not-nfc"
    yield from suspicious("\n".join(set(whole)))


def _periods(where: str, rows: list[tuple[str, str, str | None]]) -> Iterator[str]:
    """Yield what is wrong with periods: no code has two at once, and the rows stand in the order of code and time."""
    for code, begun, ended in rows:
        if ended is not None and ended < begun:
            yield f"{where}: {code} ends before it begins"
    for (code, _, ended), (next_code, next_begun, _) in pairwise(rows):
        if code > next_code or (code == next_code and (ended is None or ended >= next_begun)):
            yield f"{where}: {next_code} of {next_begun} stands twice, overlaps, or is out of order"


def _ascending(where: str, found: list[tuple[str, ...]]) -> Iterator[str]:
    for one, following in pairwise(found):
        if one >= following:
            yield f"{where}: {' '.join(following)} stands twice or is out of order"


def _extents(change: _Change) -> Iterator[str]:
    """Yield the units that went over whole and elsewhere too, and those that were kept but not alone."""
    sure = [step for step in change.steps if step.extent != "disputed"]
    for one, following in pairwise(sure):
        if one.old == following.old and not one.extent == following.extent == "part":
            yield f"step {one.old} {one.new} of {change.day}: whole, and elsewhere too"
    alone: dict[str, int] = {}
    for step in sure:
        alone[step.new] = alone.get(step.new, 0) + 1
    for step in sure:
        if step.extent == "kept" and (step.old != step.new or alone[step.new] > 1):
            yield f"step {step.old} {step.new} of {change.day}: kept, but not alone or not under its code"


def _invalid(why: str) -> KnownError:
    return KnownError("places.invalid", why=why)
