"""Which days state agencies work, and when a period of working days ends: a table by years, no clock, no moon.

Saturday and Sunday are rest. A table adds the weekdays that are off and the weekend days that are worked in exchange;
both are decided by the Government year by year and cannot be computed. A year without a table is not refused, as a
deadline has to be named in November for January: only its weekends are taken out, and whoever asks is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta

from inspector.errors import KnownError
from inspector.rules.item import Part, Text, Wording
from inspector.rules.soundness import Fault, repeated, text_faults
from resources import open_bytes

Sureness = Literal["V", "M"]
"""How sure a day is: verified in a public source, or to be verified before anybody relies on it."""

SourceId = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]{0,63}\Z")]

_ONE_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a period of working days, and what a reader has to know about how it was counted."""

    day: date
    years_without_table: tuple[int, ...] = ()
    """Years with counted days for which there is no table: nothing but their weekends was taken out."""
    unverified: tuple[date, ...] = ()
    """Days of the tables within the period that still are to be verified, oldest first."""


class Source(Part, frozen=True):
    """A document that decides about days, and where what it says was read."""

    id: SourceId
    citation: Text
    """Vietnamese, as a document cites it; for a law with its clause."""
    seen: Annotated[tuple[Text, ...], Meta(min_length=1)]


class DayOff(Part, frozen=True):
    """A weekday that is off: a holiday, the day in place of one on a weekend, or one that was swapped."""

    day: date
    name: Wording
    source: SourceId
    status: Sureness


class DayWorked(Part, frozen=True):
    """A day of the weekend that is worked in exchange for a weekday that is off."""

    day: date
    instead_of: date
    """May lie in another year."""
    source: SourceId
    status: Sureness


class Table(Part, frozen=True):
    """What is decided about one year, days in their order."""

    year: Annotated[int, Meta(ge=1, le=9999)]
    sources: Annotated[tuple[SourceId, ...], Meta(min_length=1)]
    """All documents that were taken into account, those too that decided to leave the days as they are."""
    off: Annotated[tuple[DayOff, ...], Meta(min_length=1)]
    worked: tuple[DayWorked, ...]

    @property
    def days(self) -> tuple[DayOff | DayWorked, ...]:
        """All days of the table, those that are off first."""
        return (*self.off, *self.worked)


class Calendar(Part, frozen=True):
    """The working days of state agencies in Vietnam."""

    schema: Literal[1]
    as_of: date
    """Day of the youngest document that was taken into account; later ones may change a year that has a table."""
    weekend: SourceId
    """Why Saturday and Sunday are rest."""
    sources: tuple[Source, ...]
    years: Annotated[tuple[Table, ...], Meta(min_length=1)]

    def table(self, year: int) -> Table | None:
        """Return what is decided about a year, None for a year of which nothing is known here."""
        return next((table for table in self.years if table.year == year), None)

    def is_working(self, day: date) -> bool:
        """Tell whether state agencies work on a day; where its year has no table, whether it is Monday to Friday.

        Source: Quyết định 188/1999/QĐ-TTg, Điều 1 (five days, rest on Saturday and Sunday); Bộ luật Lao động 2019,
            Điều 111 khoản 3 (a holiday on a weekend moves to the next working day), Điều 112 (holidays).
        """
        table = self.table(day.year)
        if day.weekday() >= _SATURDAY:
            return table is not None and any(worked.day == day for worked in table.worked)
        return table is None or all(off.day != day for off in table.off)

    def due(self, start: date, working_days: int) -> Due:
        """Return when a period ends that begins on `start`: on the n-th working day after it.

        The first day is not counted, whether it is worked or not, and a last day that is not worked cannot occur.

        Args:
            start: the day of the event, such as the day a letter is signed.
            working_days: > 0.
        Raises: KnownError("calendar.beyond") where the period would end after the year 9999.
        Source: Bộ luật Dân sự 2015, Điều 147 khoản 2 (the first day is not counted), Điều 148 khoản 1 and 5 (the end
            of the last day; of the next working day where that is a day of rest).
        """
        assert working_days > 0
        day, left = start, working_days
        try:
            while left > 0:
                day += _ONE_DAY
                left -= self.is_working(day)
        except OverflowError as error:
            raise KnownError("calendar.beyond", start=start.isoformat(), days=working_days) from error
        passed = range((start + _ONE_DAY).year, day.year + 1)
        unsure = [one.day for table in self.years for one in table.days if one.status == "M" and start < one.day <= day]
        return Due(
            day=day,
            years_without_table=tuple(year for year in passed if self.table(year) is None),
            unverified=tuple(sorted(unsure)),
        )


_decoder = msgspec.json.Decoder(Calendar)


def decode(data: bytes) -> Calendar:
    """Return the calendar that JSON bytes hold.

    Raises: KnownError("calendar.invalid") with `where` (a JSON path) and `why` (for the author of the table, English).
    """
    try:
        calendar = _decoder.decode(data)
    except msgspec.MsgspecError as error:
        why, _, where = str(error).partition(" - at `")
        raise KnownError("calendar.invalid", where=where.rstrip("`") or "$", why=why) from error
    for where, why in _faults(calendar):
        raise KnownError("calendar.invalid", where=where, why=why)
    return calendar


@cache
def shipped() -> Calendar:
    """Return the calendar that travels with the program."""
    return decode(open_bytes("calendar/vietnam.json"))


def _faults(calendar: Calendar) -> Iterator[Fault]:
    """Yield what the types cannot say."""
    yield from text_faults(msgspec.to_builtins(calendar), "$")
    known = [source.id for source in calendar.sources]
    yield from repeated(known, "$.sources", "id")
    used = {calendar.weekend, *(name for table in calendar.years for name in table.sources)}
    for name in sorted(used.symmetric_difference(known)):
        yield "$.sources", f"{name} is not there" if name in used else f"{name} is named by no year"
    yield from _ordered([str(table.year) for table in calendar.years], "$.years", "year")
    for place, table in enumerate(calendar.years):
        yield from _table(table, f"$.years[{place}]")
    yield from _exchanged(calendar)


def _table(table: Table, where: str) -> Iterator[Fault]:
    yield from _ordered([off.day.isoformat() for off in table.off], f"{where}.off", "day")
    yield from _ordered([worked.day.isoformat() for worked in table.worked], f"{where}.worked", "day")
    for one in table.days:
        if one.day.year != table.year:
            yield where, f"{one.day} is not in {table.year}"
        if one.source not in table.sources:
            yield where, f"{one.day}: the year does not name {one.source}"
        weekend = one.day.weekday() >= _SATURDAY
        if weekend != isinstance(one, DayWorked):
            yield where, f"{one.day} is off as it lies on a weekend" if weekend else f"{one.day} is worked anyway"


def _exchanged(calendar: Calendar) -> Iterator[Fault]:
    worked = [one for table in calendar.years for one in table.worked]
    yield from repeated([one.instead_of.isoformat() for one in worked], "$.years", "instead_of")
    for one in worked:
        # In a year without a table every weekday counts as worked, but may well have been the other half of a swap.
        has_table = calendar.table(one.instead_of.year) is not None
        if one.instead_of.weekday() >= _SATURDAY or (has_table and calendar.is_working(one.instead_of)):
            yield "$.years", f"{one.day} is worked for {one.instead_of}, which is not off"


def _ordered(names: list[str], where: str, what: str) -> Iterator[Fault]:
    yield from repeated(names, where, what)
    if names != sorted(names):
        yield where, f"{what} out of order"
