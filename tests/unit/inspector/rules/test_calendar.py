from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.errors import KnownError
from inspector.rules.calendar import Calendar, Due, decode, shipped
from resources import open_bytes

CALENDAR = shipped()
DATA = open_bytes("calendar/vietnam.json")

Spoil = Callable[[dict[str, Any]], object]


def plain() -> dict[str, Any]:
    value: dict[str, Any] = json.loads(DATA)
    return value


def spelled(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def knows(*years: int) -> Calendar:
    """The shipped calendar as it would be if it knew these years only."""
    value = plain()
    value["years"] = [table for table in value["years"] if table["year"] in years]
    used = {value["weekend"], *(name for table in value["years"] for name in table["sources"])}
    value["sources"] = [source for source in value["sources"] if source["id"] in used]
    return decode(spelled(value))


def unsure(*days: str) -> Calendar:
    """The shipped calendar as it would be if these days only were not verified."""
    value = plain()
    for table in value["years"]:
        for one in (*table["off"], *table["worked"]):
            one["status"] = "M" if one["day"] in days else "V"
    return decode(spelled(value))


def on(iso: str) -> date:
    return date.fromisoformat(iso)


@pytest.mark.parametrize(
    ("start", "working_days", "end"),
    [
        ("2026-06-01", 5, "2026-06-08"),  # Monday; Tue 2 to Fri 5, Mon 8
        ("2026-06-05", 1, "2026-06-08"),  # Friday to Monday
        ("2026-06-06", 1, "2026-06-08"),  # a Saturday is not counted as first day either
        ("2026-02-10", 5, "2026-02-24"),  # 11, 12, 13 | Tết 16 to 20 and two weekends | 23, 24
        ("2026-02-13", 1, "2026-02-23"),  # the Friday before Tết
        ("2026-02-17", 3, "2026-02-25"),  # from the first day of Tết: 23, 24, 25
        ("2025-01-24", 10, "2025-02-14"),  # 3 to 7 and 10 to 14 February, after nine days off
        ("2026-08-19", 5, "2026-08-25"),  # 20, 21, the swapped Saturday 22, 24, 25
        ("2026-08-21", 1, "2026-08-22"),  # ends on the swapped Saturday itself
        ("2026-08-28", 2, "2026-09-04"),  # 31 August swapped, 1 and 2 September: 3, 4
        ("2025-04-25", 3, "2025-04-29"),  # the swapped Saturday 26, 28, 29
        ("2025-04-29", 1, "2025-05-05"),  # 30 April, 1 May, the swapped Friday 2, the weekend
        ("2026-04-24", 3, "2026-05-04"),  # 27 in place of Sunday 26 | 28, 29 | 30 April, 1 May | 4
        ("2026-11-22", 15, "2026-12-14"),  # 23, 25 to 27, 30 to 4, 7 to 11, 14: Culture Day is off
        ("2025-12-30", 3, "2026-01-06"),  # 31 | 1, the swapped Friday 2 | 5, 6
        ("2025-12-30", 7, "2026-01-10"),  # 31, 5 to 9, the swapped Saturday 10
    ],
)
def test_a_period_ends_where_the_wall_calendar_says(start: str, working_days: int, end: str) -> None:
    assert CALENDAR.due(on(start), working_days) == Due(on(end))


def test_a_year_without_a_table_loses_its_weekends_only_and_is_named() -> None:
    """From Thu 24 Dec 2026: 25, 28 to 31, then Fri 1 Jan 2027, which nobody told the calendar is New Year's Day."""
    due = knows(2025, 2026).due(on("2026-12-24"), 6)
    assert due == Due(on("2027-01-01"), years_without_table=(2027,))


def test_a_year_counts_as_passed_only_when_a_day_of_it_was_counted() -> None:
    known = knows(2026)
    assert known.due(on("2026-12-24"), 5) == Due(on("2026-12-31"))
    assert known.due(on("2025-12-31"), 1) == Due(on("2026-01-05")), "the first day is not counted, nor is its year"
    assert known.due(on("2025-12-30"), 1) == Due(on("2025-12-31"), years_without_table=(2025,))


def test_all_years_without_a_table_are_named_around_one_that_has_one() -> None:
    due = knows(2026).due(on("2025-12-01"), 300)
    assert due.day.year == 2027
    assert due.years_without_table == (2025, 2027)


def test_days_that_are_to_be_verified_are_named_when_the_period_passes_them() -> None:
    known = unsure("2026-08-22", "2026-08-31", "2026-11-24")
    assert known.due(on("2026-08-20"), 10).unverified == (on("2026-08-22"), on("2026-08-31"))
    assert known.due(on("2026-08-21"), 1).unverified == (on("2026-08-22"),), "the last day is in the period"
    assert known.due(on("2026-08-31"), 1).unverified == (), "the first is not"


def test_a_period_into_2027_takes_new_year_out_and_names_the_days_of_tet_that_are_to_be_verified() -> None:
    """From Thu 24 Dec 2026: 25, 28 to 31 | 1 January off | 4. From Tue 2 Feb: 3 | 4 to 10 off | 11, 12."""
    assert CALENDAR.due(on("2026-12-24"), 6) == Due(on("2027-01-04"))
    tet = tuple(on(f"2027-02-{day:02}") for day in (4, 5, 8, 9, 10))
    assert CALENDAR.due(on("2027-02-02"), 3) == Due(on("2027-02-12"), unverified=tet)


def test_a_period_beyond_the_calendar_of_the_library_is_refused() -> None:
    with pytest.raises(KnownError) as caught:
        CALENDAR.due(date.max, 1)
    assert caught.value.key == "calendar.beyond"
    assert caught.value.params == {"start": "9999-12-31", "days": 1}


def test_a_period_without_days_is_a_bug() -> None:
    with pytest.raises(AssertionError):
        CALENDAR.due(on("2026-06-01"), 0)


# A second opinion: the days off and worked of 2025 and 2026, typed from the notices, and a walk that counts by hand.
OFF = [
    "2025-01-01", "2025-01-27", "2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31", "2025-04-07", "2025-04-30",
    "2025-05-01", "2025-05-02", "2025-09-01", "2025-09-02", "2026-01-01", "2026-01-02", "2026-02-16", "2026-02-17",
    "2026-02-18", "2026-02-19", "2026-02-20", "2026-04-27", "2026-04-30", "2026-05-01", "2026-08-31", "2026-09-01",
    "2026-09-02", "2026-11-24",
]  # fmt: skip
WORKED = ["2025-04-26", "2026-01-10", "2026-08-22"]
TWO_YEARS = knows(2025, 2026)


def worked_by_hand(day: date) -> bool:
    if day.isoformat() in WORKED:
        return True
    return day.isoweekday() < 6 and day.isoformat() not in OFF


DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
LENGTHS = st.integers(1, 120)


@given(DAYS)
def test_a_day_is_worked_when_the_second_opinion_says_so(day: date) -> None:
    assert TWO_YEARS.is_working(day) == worked_by_hand(day)


@given(DAYS, LENGTHS)
def test_as_many_days_are_worked_as_were_given_and_the_last_is_one_of_them(start: date, working_days: int) -> None:
    due = TWO_YEARS.due(start, working_days)
    walked = [start + timedelta(step) for step in range(1, (due.day - start).days + 1)]
    assert sum(map(worked_by_hand, walked)) == working_days
    assert worked_by_hand(due.day)
    assert due.years_without_table == tuple(sorted({day.year for day in walked} - {2025, 2026}))
    assert due.unverified == ()


@given(DAYS, LENGTHS, LENGTHS)
def test_a_period_may_be_counted_in_two_parts(start: date, first: int, second: int) -> None:
    between = TWO_YEARS.due(start, first)
    assert TWO_YEARS.due(between.day, second).day == TWO_YEARS.due(start, first + second).day


@given(DAYS, DAYS, LENGTHS)
def test_who_starts_earlier_never_ends_later(one: date, other: date, working_days: int) -> None:
    early, late = sorted((one, other))
    assert TWO_YEARS.due(early, working_days).day <= TWO_YEARS.due(late, working_days).day


def put(at: dict[str, Any], **members: object) -> None:
    at.update(members)


def refused(data: bytes) -> tuple[str, str]:
    with pytest.raises(KnownError) as caught:
        decode(data)
    assert caught.value.key == "calendar.invalid"
    return str(caught.value.params["where"]), str(caught.value.params["why"])


def first_off(it: dict[str, Any]) -> dict[str, Any]:
    off: dict[str, Any] = it["years"][0]["off"][0]
    return off


def first_worked(it: dict[str, Any]) -> dict[str, Any]:
    worked: dict[str, Any] = it["years"][0]["worked"][0]
    return worked


@pytest.mark.parametrize(
    ("spoil", "where", "why"),
    [
        (lambda it: put(it, schema=2), "$.schema", "2"),
        (lambda it: put(it, surprise=1), "$", "surprise"),
        (lambda it: put(it, as_of="2026-02-30"), "$.as_of", "date"),
        (lambda it: put(it, as_of=None), "$.as_of", "null"),
        (lambda it: put(it, weekend="nobody"), "$.sources", "decision-188-1999 is named by no year"),
        (lambda it: put(it, years=[]), "$.years", "length"),
        (lambda it: put(it, sources=it["sources"][1:]), "$.sources", "decision-188-1999 is not there"),
        (lambda it: it["sources"].append(it["sources"][0]), "$.sources", "id decision-188-1999 is there twice"),
        (lambda it: put(it["sources"][0], seen=[]), "$.sources[0].seen", "length"),
        (lambda it: put(it["sources"][0], citation="Nghi\u0323 định"), "$.sources[0].citation", "text.not-nfc"),
        (lambda it: it["years"].append(it["years"][0]), "$.years", "year 2025 is there twice"),
        (lambda it: it["years"].reverse(), "$.years", "year out of order"),
        (lambda it: put(it["years"][0], off=[]), "$.years[0].off", "length"),
        (lambda it: it["years"][0]["off"].insert(0, first_off(it)), "$.years[0].off", "day 2025-01-01 is there twice"),
        (lambda it: it["years"][0]["off"].reverse(), "$.years[0].off", "day out of order"),
        (lambda it: put(first_off(it), day="2024-12-31"), "$.years[0]", "2024-12-31 is not in 2025"),
        (lambda it: put(first_off(it), day="2025-01-04"), "$.years[0]", "2025-01-04 is off as it lies on a weekend"),
        (lambda it: put(first_off(it), status="L"), "$.years[0].off[0].status", "L"),
        (lambda it: put(first_off(it), source="letter-12729-2025"), "$.years[0]", "the year does not name"),
        (lambda it: first_off(it).pop("source"), "$.years[0].off[0]", "source"),
        (lambda it: first_off(it)["name"].pop("en"), "$.years[0].off[0].name", "en"),
        (lambda it: put(first_worked(it), day="2025-04-25"), "$.years[0]", "2025-04-25 is worked anyway"),
        (lambda it: put(first_worked(it), day="2024-04-27"), "$.years[0]", "2024-04-27 is not in 2025"),
        (lambda it: put(first_worked(it), instead_of="2025-05-05"), "$.years", "2025-05-05, which is not off"),
        (lambda it: put(first_worked(it), instead_of="2024-12-29"), "$.years", "2024-12-29, which is not off"),
        (
            lambda it: it["years"][0]["worked"].append(first_worked(it) | {"day": "2025-05-10"}),
            "$.years",
            "instead_of 2025-05-02 is there twice",
        ),
    ],
)
def test_a_table_that_does_not_hold_together_is_refused(spoil: Spoil, where: str, why: str) -> None:
    value = plain()
    spoil(value)
    at, said = refused(spelled(value))
    assert at == where
    assert why in said


def test_what_is_no_json_is_refused() -> None:
    assert refused(DATA[:-3])[0] == "$"
    assert refused(b"\xff")[0] == "$"


def test_a_day_may_be_worked_for_one_of_a_year_that_has_no_table() -> None:
    value = plain()
    put(first_worked(value), day="2025-01-04", instead_of="2024-12-31")
    assert decode(spelled(value)).is_working(on("2025-01-04"))
