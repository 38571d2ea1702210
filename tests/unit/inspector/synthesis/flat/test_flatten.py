"""What the tables say of rounds that are written out by hand."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from inspector.errors import Cancelled
from inspector.journal import canon
from inspector.journal.bodies import Erased, Observed, Opened, Planned, Redrawn, UnitRef
from inspector.journal.entry import Clock
from inspector.journal.value import FAIL, PASS, Measure
from inspector.progress import Silent
from inspector.synthesis.flat.basis import stated
from inspector.synthesis.flat.flatten import flatten
from inspector.tables import Cell, Flat
from tests.builder import World
from tests.unit.inspector.synthesis.flat.rounds import MADE, PLACED, Story, everything
from tests.unit.inspector.synthesis.rounds import Round, article

HERE = timezone(timedelta(hours=7))
TAKEN = datetime(2025, 3, 4, 8, 12, 30)  # noqa: DTZ001  # a camera states no offset
PLACE = (Decimal("9.177012"), Decimal("105.150003"))


def rows(flat: Flat, table: str, *columns: str) -> list[tuple[Cell, ...]]:
    """Return some columns of a table."""
    found = flat.table(table)
    return [tuple(row[found.place(one)] for one in columns) for row in found.rows]


@pytest.fixture(scope="module")
def flat() -> Flat:
    return everything().flat()


def test_every_row_has_a_cell_for_every_column_and_keys_are_keys(flat: Flat) -> None:
    for table in flat.tables:
        assert {len(row) for row in table.rows} <= {len(table.columns)}
        keys = [tuple(row[table.place(one)] for one in table.key) for row in table.rows]
        assert len(set(keys)) == len(keys), table.name


def test_what_refers_to_a_table_is_there(flat: Flat) -> None:
    for table in flat.tables:
        for column in table.columns:
            if column.refers:
                assert set(table.values(column.name)) <= set(flat.table(column.refers).values(column.name))


def test_visits_of_one_unit_stand_together_and_those_that_do_not_count_follow(flat: Flat) -> None:
    assert rows(flat, "units", "unit", "unit_name", "visits", "failed_items", "contested_items") == [
        (1, "xã Minh Hoạ", 2, 3, 1),
        (2, "phường Chờ", 0, 0, 0),
        (3, "phường Huỷ", 0, 0, 0),
    ]
    assert rows(flat, "visits", "unit", "stage", "answered", "photos", "observers") == [
        (1, "open", 7, 2, "An; Binh"),
        (1, "open", 1, 0, "An"),
        (2, "planned", 0, 0, ""),
        (3, "void", 1, 0, "An"),
    ]


def test_a_result_says_what_was_agreed_what_differs_and_what_was_decided(flat: Flat) -> None:
    found = rows(flat, "results", "item_code", "agreement", "outcome", "answer", "reason")
    assert found[:7] == [
        ("A2", "concluded", "unmet", "Không đạt", "mã không mở được"),
        ("B1", "agreed", "unmet", "Không đạt", ""),
        ("C1", "agreed", "partly", "40/46 công chức", ""),
        ("D1", "agreed", "not_applicable", "Không áp dụng", ""),
        ("E4", "agreed", "met", "92,5%", ""),
        ("G1", "contested", "contested", None, ""),
        ("H3", "agreed", "told", "Niềm nở", ""),
    ]
    assert found[7:] == [("B1", "agreed", "met", "Đạt", "")]


def test_each_observation_is_a_row_with_its_numbers_apart(flat: Flat) -> None:
    found = rows(flat, "observations", "item_code", "person_name", "answer", "met_count", "total_count", "number")
    assert Counter(row[0] for row in found) == {"A2": 2, "B1": 2, "C1": 1, "D1": 1, "E4": 1, "G1": 2, "H3": 1}
    assert ("C1", "An", "40/46 công chức", 40, 46, None) in found
    assert ("E4", "An", "92,5%", None, None, Decimal("92.5")) in found
    assert {row[1] for row in found if row[0] == "G1"} == {"An", "Binh"}


def test_a_void_visit_is_in_no_table_of_what_was_found(flat: Flat) -> None:
    for table in ("cells", "results", "observations"):
        assert set(flat.table(table).values("unit")) == {1}


def test_a_cell_takes_all_visits_of_a_unit_together(flat: Flat) -> None:
    found = {
        row[0]: row[1:] for row in rows(flat, "cells", "item_code", "outcome", "failed", "answer", "photos", "reason")
    }
    assert found["B1"] == ("unmet", True, "Không đạt / Đạt", 1, "")
    assert found["D1"] == ("not_applicable", False, "Không áp dụng", 0, "chưa được giao")
    assert found["A1"] == ("not_asked", False, "", 0, "")
    assert len(found) == 39


def test_a_photo_is_told_by_its_facts(flat: Flat) -> None:
    assert rows(flat, "photos", "items", "caption", "taken", "latitude", "longitude", "camera", "picture") == [
        ("B1", "Bảng", TAKEN.replace(tzinfo=HERE), *PLACE, "Máy M1", "plain"),
        ("A2", "", None, None, None, "", "plain"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "taken", "place"),
    [
        (PLACED, TAKEN, PLACE),
        ({**PLACED, "offset_original": "=1+1"}, TAKEN, PLACE),
        ({"datetime_original": "2025:13:04 08:12:30"}, None, (None, None)),
        ({"latitude": 9_177_012}, None, (None, None)),
        ({"latitude": "9", "longitude": "105"}, None, (None, None)),
        ({"latitude": 90_000_001, "longitude": 1}, None, (None, None)),
    ],
)  # fmt: skip
def test_what_a_camera_did_not_record_is_empty(
    facts: dict[str, str | int], taken: datetime | None, place: tuple[Cell, Cell]
) -> None:
    story = Story()
    visit = story.visit("xã Minh Hoạ")
    story.observe(visit, "fb_hotline_posted", PASS)
    story.photo(visit, facts, "fb_hotline_posted", "", "a.jpg")
    assert rows(story.flat(), "photos", "taken", "latitude", "longitude") == [(taken, *place)]


def test_a_photo_that_was_withheld_or_redrawn_says_so() -> None:
    story = Story()
    visit = story.visit("xã Minh Hoạ")
    story.observe(visit, "fb_hotline_posted", PASS)
    gone, drawn, unsafe = (story.photo(visit, PLACED, "fb_hotline_posted", "", name) for name in "abc")
    copy = story.world.sources.random_bytes(9)
    story.lead.meet(story.an)
    for photo, who in ((drawn, [story.an]), (unsafe, [story.an, story.binh])):
        for person in who:
            body = Redrawn(value=canon.blob_id(copy + person.name.encode()), source="ab" * 32)
            person.say(body, ("copy", photo), visit, blobs=[copy + person.name.encode()])
    story.lead.say(Erased(entries=(gone,), reason="mặt người dân", basis="yêu cầu"))
    found = {row[0]: row[1:] for row in rows(story.flat(), "photos", "photo", "picture", "file_name")}
    assert found == {gone: ("unsafe", None), drawn: ("redrawn", "b"), unsafe: ("unsafe", "c")}


def test_the_findings_outside_the_checklist_and_what_is_told_of_the_round(flat: Flat) -> None:
    assert rows(flat, "findings", "told", "photos") == [("Cửa khoá lúc 10 giờ", 0)]
    kinds = rows(flat, "sentences", "sentence_kind", "items", "told_count", "of_count", "unit_names")
    assert ("shortcoming", "A2, B1", 1, 1, "xã Minh Hoạ") in kinds
    assert all(str(text).endswith(".") for text in flat.table("sentences").values("told"))


def test_recommendations_are_tasks_of_their_own_and_what_the_general_clause_covers() -> None:
    flat = _flat_of_the_article()
    found = rows(flat, "recommendations", "order_number", "clause", "item_code", "told_count", "working_days")
    assert found[0] == (1, "own", "E1", 14, 30)
    assert [row[0] for row in found] == [*range(1, len(found) + 1)]
    assert {row[1] for row in found} == {"own", "general"}


def _flat_of_the_article() -> Flat:
    whole = Round(article()).synthesis()
    return flatten(whole, root="ab" * 32, places="cd" * 32, made=MADE, language="vi", progress=Silent())


def test_cells_are_those_of_the_matrix() -> None:
    """The article's sixteen units: 14 do not use the recognition system, 4 posted no hotline."""
    whole = Round(article()).synthesis()
    found = Counter(rows(_flat_of_the_article(), "cells", "item", "outcome"))
    assert found == Counter(
        (item, cell.outcome.value) for item, cells in whole.matrix.columns.items() for cell in cells
    )
    assert found["sys_recognition", "unmet"] == 14
    assert found["fb_hotline_posted", "unmet"] == 4


def test_words_are_of_the_language_asked_for() -> None:
    flat = everything().flat("en")
    assert "40/46 officials" in flat.table("observations").values("answer")
    assert flat.table("people").values("roles")[0] == "Lead"


def test_an_answer_that_does_not_fit_is_told_as_it_stands() -> None:
    story = Story()
    visit = story.visit("xã Minh Hoạ")
    story.observe(visit, "fb_hotline_posted", "=cmd")
    story.observe(visit, "proc_guidance", Measure(percent="nhiều"))
    found = rows(story.flat(), "observations", "outcome", "answer", "number")
    assert found == [("unread", "=cmd", None), ("unread", "percent nhiều", None)]


def test_what_no_checklist_asks_and_rows_of_a_ratio_are_left_out() -> None:
    story = Story()
    visit = story.visit("xã Minh Hoạ")
    story.observe(visit, "fb_hotline_posted", PASS)
    story.observe(visit, "no_such_item", PASS)
    body = Observed(value=Measure(n=1, total=1), checklist=story.world.checklist_id, note="công chức 1")
    story.an.say(body, ("obs", "proc_guidance", "1"), visit)
    story.photo(visit, {}, "no_such_item", "", "a.jpg")
    flat = story.flat()
    assert flat.table("observations").values("item_code") == ("B1",)
    assert flat.table("photos").values("items") == ("",)


def test_a_unit_that_waits_elsewhere_in_the_plan_is_the_same_unit() -> None:
    story = Story()
    story.observe(story.visit("xã Minh Hoạ", code="32098", since="2025-07-01"), "fb_hotline_posted", PASS)
    story.visit("xã Minh Hoạ", begun=False, code="32098", since="2025-07-01")
    found = rows(story.flat(), "units", "unit_code", "unit_since", "visits")
    assert found == [("32098", date(2025, 7, 1), 1)]
    assert story.flat().table("visits").values("unit") == (1, 1)


def test_a_beginning_that_is_no_moment_is_empty() -> None:
    story = Story()
    body = Planned(unit=UnitRef(name="xã Minh Hoạ"), checklist=story.world.checklist_id)
    visit = story.lead.say(body, blobs=[story.world.checklist])
    story.an.meet(story.lead)
    story.an.say(Opened(started="sáng hôm qua"), ("opened", visit))
    story.observe(visit, "fb_hotline_posted", FAIL)
    assert rows(story.flat(), "visits", "visit_day", "started") == [(None, None)]


def test_a_sealed_visit_shows_its_code() -> None:
    story = Story()
    visit = story.visit("xã Minh Hoạ")
    story.observe(visit, "fb_hotline_posted", FAIL)
    story.an.seal(visit)
    ((stage, code),) = rows(story.flat(), "visits", "stage", "seal_code")
    assert stage == "sealed"
    assert [len(part) for part in str(code).split()] == [5, 5, 5, 5]


def test_who_spoke_before_the_first_roster_is_among_the_people() -> None:
    story = Story()
    story.world = World(seed=4)
    checklist = Story().world
    story.world.checklist, story.world.checklist_id = checklist.checklist, checklist.checklist_id
    lead = story.lead = story.an = story.binh = story.world.laptop("lead")
    lead.begin()
    visit = story.visit("xã Minh Hoạ")
    story.observe(visit, "fb_hotline_posted", FAIL)
    story.photo(visit, {}, "fb_hotline_posted", "", "a.jpg")
    flat = story.flat()
    assert rows(flat, "people", "person", "roles") == [(lead.key.public, "")]
    assert str(flat.table("people").values("person_name")[0]).startswith("#")


@pytest.mark.parametrize(("utc_ms", "off_min"), [(2**62, 0), (-(2**62), 420), (0, 100_000)])
def test_a_clock_that_no_calendar_holds_says_nothing(utc_ms: int, off_min: int) -> None:
    assert stated(Clock(boot="0" * 8, mono_ms=0, off_min=off_min, utc_ms=utc_ms)) is None


def test_a_clock_tells_its_own_time() -> None:
    found = stated(Clock(boot="0" * 8, mono_ms=0, off_min=420, utc_ms=1_741_050_000_000))
    assert found == datetime(2025, 3, 4, 1, 0, tzinfo=UTC)
    assert found.utcoffset() == timedelta(hours=7)


def test_it_can_be_stopped_between_visits() -> None:
    class Stop:
        def step(self, done: int, total: int, key: str) -> None:
            assert key.startswith("export.")
            raise Cancelled

    with pytest.raises(Cancelled):
        everything().flat(progress=Stop())
