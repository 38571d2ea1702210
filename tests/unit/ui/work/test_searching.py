"""Where what was found can be read, and how a day is told."""

from __future__ import annotations

import pytest

from inspector.journal.entry import Clock
from inspector.projection.view import fold
from inspector.synthesis.sayings import KINDS, Kind, Saying
from inspector.synthesis.search import hit_of
from tests.builder import Laptop, World
from ui.work.searching import Spot, day_of, hit_data, shown_day, spot_of


@pytest.fixture
def lead() -> Laptop:
    return World(3).team("lead")[0]


def spot(lead: Laptop, kind: Kind, visit: str = "v", *, item: str = "", is_lead: bool = True) -> Spot | None:
    return spot_of(Saying(kind, "…", visit=visit, item=item, entry="e"), fold(lead.log), is_lead=is_lead)


def clock(utc_ms: int) -> Clock:
    return Clock(boot="5f0c11aa", mono_ms=0, off_min=420, utc_ms=utc_ms)


@pytest.mark.parametrize("kind", ["note", "answer", "comment", "finding"])
def test_what_was_said_of_an_item_is_read_where_it_is_answered(lead: Laptop, kind: Kind) -> None:
    assert spot(lead, kind, item="a") == Spot("capture", "v", "a")
    assert spot(lead, kind) == Spot("capture", "v")


def test_a_caption_leads_to_its_photo_facts_and_decisions_to_the_review(lead: Laptop) -> None:
    assert spot(lead, "caption", item="a") == Spot("photo", "v", "a", "e")
    assert spot(lead, "fact") == spot(lead, "decision") == Spot("review", "v")


def test_a_visit_is_opened_as_far_as_it_is(lead: Laptop) -> None:
    open_, sealed, void = lead.plan(), lead.plan(), lead.plan()
    for visit in (open_, sealed, void):
        lead.open(visit)
    lead.observe(sealed, "a", "pass")
    lead.seal(sealed)
    lead.status(void, "void")
    assert [spot(lead, "visit", one) for one in (open_, sealed, void)] == [
        Spot("capture", open_),
        Spot("review", sealed),
        Spot("review", void),
    ]
    assert spot(lead, "visit", "gone") is None


def test_leads_see_people_and_recommendations_where_they_order_them(lead: Laptop) -> None:
    assert spot(lead, "person") == Spot("team")
    assert spot(lead, "person", is_lead=False) is None
    assert spot(lead, "recommendation", item="a") == Spot("overview", item="a")
    assert spot(lead, "recommendation", item="a", is_lead=False) == Spot("capture", item="a")


def test_every_kind_is_known_here(lead: Laptop) -> None:
    for kind in KINDS:
        spot(lead, kind)


def test_a_day_is_that_of_the_clock_of_who_said_it() -> None:
    late = Saying("note", "…", at=clock(1_763_741_000_000))
    assert (day_of(late), shown_day(late)) == ("2025-11-21", "21/11/2025")
    early = Saying("note", "…", at=clock(1_763_746_000_000))
    assert day_of(early) == "2025-11-22"
    assert (day_of(Saying("visit", "…", day="2026-11-20")), day_of(Saying("person", "…"))) == ("2026-11-20", "")


def test_a_clock_beyond_the_calendar_tells_no_day() -> None:
    assert shown_day(Saying("note", "…", at=clock(2**52))) == ""


def test_a_hit_is_told_with_its_spans() -> None:
    saying = Saying("note", "Bảng cũ", "A1 Niêm yết", "Hạnh", "xã Đầm Dơi", "v", "a", "e", clock(1_763_741_000_000))
    told = hit_data(hit_of(saying, ("yet", "cu")))
    assert told["excerpt"] == {"text": "Bảng cũ", "spans": [[5, 7]]}
    assert told["about"] == {"text": "A1 Niêm yết", "spans": [[8, 11]]}
    assert (told["kind"], told["visit"], told["item"], told["entry"], told["day"]) == (
        "note",
        "v",
        "a",
        "e",
        "2025-11-21",
    )
    assert hit_data(hit_of(Saying("person", "Hạnh"), ("hanh",)))["visit"] is None
