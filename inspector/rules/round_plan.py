"""The plan of a round: when, on what legal basis, with which checklist, and the units from which some are drawn.

It is a setting of the round. What makes a unit likelier to be drawn is stated in points, so that a person can work out
any weight by hand; every unit keeps the basic points, for a unit that cannot be drawn expects no visit.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta

from inspector.errors import KnownError
from inspector.rules.sampling import Candidate, Frame
from inspector.text import civil_date

SETTING: Final = "plan"

MAX_UNITS: Final = 4000
"""More than the communes of the nation, 3321 since 01/7/2025 (Nghị quyết 202/2025/QH15); a plan is one payload."""
MONTH_DAYS: Final = 30
MAX_MONTHS: Final = 36
MAX_COMPLAINTS: Final = 10
"""What lies beyond makes no unit likelier still."""

_Points = Annotated[int, Meta(ge=0, le=1000)]
_Count = Annotated[int, Meta(ge=0, le=10_000_000)]
_Text = Annotated[str, Meta(max_length=300)]
_Long = Annotated[str, Meta(max_length=4000)]

Strata = Literal["each", "together"]
"""Whether the share is drawn of each stratum, or of all units together."""


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    pass


class Points(_Strict, frozen=True, kw_only=True):
    """How many points a unit has. No source prescribes them: they are the lead's choice, and stated before the draw."""

    base: Annotated[int, Meta(ge=1, le=1000)] = 100
    """Every unit."""
    overdue: _Points = 300
    """Where all case files are overdue; in proportion, rounded down, where some are."""
    complaint: _Points = 20
    """Each complaint, up to ten."""
    month: _Points = 5
    """Each 30 days since the last visit, up to 36 times; a unit of which no visit is known has all of them."""


class FrameUnit(_Strict, frozen=True, kw_only=True):
    """A unit that may be drawn, and what is known of it."""

    name: Annotated[str, Meta(min_length=1, max_length=300)]
    code: Annotated[str, Meta(min_length=1, max_length=64)]
    since: _Text = ""
    """The day (ISO) from which the code means this unit; empty for units of no official list."""
    district: _Text = ""
    """As paper names what stood above it."""
    stratum: _Text = ""
    overdue: _Count = 0
    handled: _Count = 0
    """`overdue` of so many case files were late."""
    complaints: _Count = 0
    last_visit: _Text = ""
    """ISO day; empty if no visit is known."""


class RoundPlan(_Strict, frozen=True, kw_only=True):
    """What the lead plans. `start` and `end` are ISO days, both included; `share` is numerator and denominator."""

    start: _Text = ""
    end: _Text = ""
    basis: _Long = ""
    """Decision and law that the round rests on, as they are to be cited."""
    team: _Long = ""
    checklist: _Text = ""
    """Version of the checklist, for people; each planned visit pins its own."""
    share: tuple[Annotated[int, Meta(ge=1, le=1000)], Annotated[int, Meta(ge=1, le=1000)]] = (3, 10)
    """Three in ten, as the province's plan of inspections for 2021 asked for."""
    strata: Strata = "each"
    points: Points = Points()
    frame: Annotated[tuple[FrameUnit, ...], Meta(max_length=MAX_UNITS)] = ()

    @property
    def least(self) -> Fraction:
        """The share of units that is drawn at least."""
        return Fraction(*self.share)


def read_plan(value: dict[str, Any] | None) -> RoundPlan:
    """Return the plan that a setting holds; an empty one for a round without.

    Raises: KnownError plan.invalid (with `why`), plan.days (no day, or the end before the start), plan.share (above the
        whole), plan.unit-twice, plan.overdue (more late files than files), plan.last-visit (no day).
    """
    try:
        plan = msgspec.convert(value or {}, RoundPlan)
    except msgspec.ValidationError as error:
        raise KnownError("plan.invalid", exit_code=2, why=str(error)) from error
    start, end = _day(plan.start, "plan.days"), _day(plan.end, "plan.days")
    if start and end and end < start:
        raise KnownError("plan.days", exit_code=2)
    if plan.least > 1:
        raise KnownError("plan.share", exit_code=2)
    counts = Counter((unit.code, unit.since) for unit in plan.frame)
    for unit in plan.frame:
        if counts[unit.code, unit.since] > 1:
            raise KnownError("plan.unit-twice", exit_code=2, unit=unit.name, code=unit.code)
        if unit.overdue > unit.handled:
            raise KnownError("plan.overdue", exit_code=2, unit=unit.name, n=unit.overdue, total=unit.handled)
        _day(unit.last_visit, "plan.last-visit", unit=unit.name)
    return plan


def as_setting(plan: RoundPlan) -> dict[str, Any]:
    """Return a plan as the value of its setting."""
    value: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(plan))
    return value


def weight_of(unit: FrameUnit, plan: RoundPlan) -> int:
    """Return the points of a unit, 1 or more."""
    points = plan.points
    late = points.overdue * unit.overdue // unit.handled if unit.handled else 0
    return (
        points.base + late + points.complaint * min(unit.complaints, MAX_COMPLAINTS) + points.month * months(unit, plan)
    )


def months(unit: FrameUnit, plan: RoundPlan) -> int:
    """Return how many times 30 days lie between the last visit to a unit and the start of the round, at most 36."""
    if not unit.last_visit or not plan.start:
        return MAX_MONTHS
    days = (date.fromisoformat(plan.start) - date.fromisoformat(unit.last_visit)).days
    return min(max(days, 0) // MONTH_DAYS, MAX_MONTHS)


def stratum_of(unit: FrameUnit, plan: RoundPlan) -> str:
    """Return the stratum in which a unit is drawn; the empty one where all are drawn together."""
    return unit.stratum if plan.strata == "each" else ""


def frame_of(plan: RoundPlan) -> Frame:
    """Return what is drawn from. Raises: KnownError("draw.nothing"), if the plan names no unit."""
    units = plan.frame
    return Frame.of(
        (Candidate(one.code, one.since, stratum_of(one, plan), weight_of(one, plan)) for one in units), plan.least
    )


def _day(text: str, key: str, **params: object) -> date | None:
    if not text:
        return None
    try:
        civil_date(text)
    except KnownError as error:
        raise KnownError(key, exit_code=2, **params) from error
    return date.fromisoformat(text)
