"""What must be finished before a seal, and what is worth another look."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from inspector.commands.answering import Answer
from inspector.commands.draft import Command
from inspector.commands.evidence import AddPhoto
from inspector.commands.visiting import Flag, OpenVisit
from inspector.journal.entry import VisitId
from inspector.journal.value import FAIL, NOT_APPLICABLE, PASS, Measure, Value
from inspector.rules.answers import parse
from inspector.rules.checklist import Checklist, decode
from inspector.rules.shipped import latest, shipped
from tests.laws.desks import team
from tests.unit.ui.work.conftest import Somebody
from ui.work.reviewing import Review, is_beyond_sense, is_far, review, stated_moment

CHECKLIST = decode(shipped(latest()))
BEGAN = "2025-11-21T08:00:00+07:00"


class Visit:
    """One visit of one person."""

    def __init__(self, somebody: Somebody) -> None:
        self.somebody = somebody
        self.path = somebody.start("Đợt", "xã Một").path
        self.id: VisitId = somebody.visits(self.path)["xã Một"]
        self.do(OpenVisit(self.id, BEGAN))

    def do(self, *commands: Command) -> None:
        self.somebody.do(self.path, *commands)

    def answer_all(self, **typed: str) -> None:
        """Answer every item well but for those that are `typed`, by code; A2 does not apply, as it needs a photo."""
        good = {"ternary": "pass", "graded": "good", "count": "0", "minutes": "10", "text": "Tốt", "ratio": "10/10"}
        commands = []
        for item in CHECKLIST.items:
            low = item.target is not None and item.target.at_most is not None
            words = good.get(item.answer, "0" if low else "100")
            words = typed.get(item.code, "na" if item.code == "A2" else words)
            commands.append(Answer(self.id, item.id, parse(item, words), "", "Không có" if words == "na" else ""))
        self.do(*commands)

    def photo(self, taken: str = "", *items: str, data: bytes = b"a") -> str:
        facts: dict[str, str | int] = {"datetime_original": taken} if taken else {}
        with self.somebody.session(self.path) as session:
            made = session.do(AddPhoto(self.id, data, b"d", "a.jpg", "JPEG", 4, 3, facts, items))
        return made.added[0]

    def review(self, before: dict[str, Value] | None = None) -> Review:
        with self.somebody.session(self.path) as session:
            visit = session.view.visits[self.id]
        return review(visit, CHECKLIST, before)


@pytest.fixture
def visit(an: Somebody) -> Visit:
    return Visit(an)


def item(code: str) -> str:
    return CHECKLIST.find(code).id


def kinds(found: Review) -> list[str]:
    return [row.kind for row in found.rows]


def test_many_items_that_lack_the_same_share_a_row(visit: Visit) -> None:
    found = visit.review()
    (row,) = found.must
    assert row.kind == "unanswered"
    assert len(row.items) == 39
    assert found.open_items == row.items


def test_a_complete_visit_has_nothing_left(visit: Visit) -> None:
    visit.answer_all()
    assert visit.review() == Review((), (), ())


def test_few_items_have_a_row_each_and_an_item_may_have_two(visit: Visit) -> None:
    visit.answer_all(A3="fail")
    found = visit.review()
    assert [(row.kind, row.items) for row in found.must] == [("photo", (item("A3"),)), ("note", (item("A3"),))]
    assert found.open_items == (item("A3"),)
    assert all(row.blocks for row in found.must)


def test_what_does_not_apply_needs_no_photo(visit: Visit) -> None:
    visit.answer_all(A3="na")
    assert visit.review().must == ()


def test_a_mark_and_photos_that_nobody_looked_at_are_advice(visit: Visit) -> None:
    visit.answer_all()
    one = visit.photo("", item("A3"), item("G1"))
    visit.do(Flag(visit.id, item("B2"), "review"))
    found = visit.review()
    assert kinds(found) == ["faces", "flag"]
    assert found.should[0].photos == (one,)
    assert found.should[0].items == (item("A3"), item("G1"))
    assert not any(row.blocks for row in found.should)
    visit.do(Flag(visit.id, one, "faces"), Flag(visit.id, item("B2"), "review", "out"))
    assert visit.review().rows == ()


@pytest.mark.parametrize(
    ("now", "before", "far"),
    [
        (Measure(n=38, total=412), Measure(n=11, total=395), True),
        (Measure(n=9, total=10), Measure(n=10, total=10), False),
        (Measure(n=7, total=10), Measure(n=10, total=10), True),
        (Measure(n=1, total=100), Measure(n=4, total=100), False),
        (Measure(percent="50"), Measure(percent="75.5"), True),
        (Measure(percent="0"), Measure(percent="0"), False),
        (Measure(minutes="10"), Measure(minutes="100"), False),
    ],
)
def test_a_share_is_far_that_doubled_or_moved_by_twenty_points(now: Measure, before: Measure, far: bool) -> None:
    assert is_far(now, before) is far
    assert is_far(before, now) is far


@pytest.mark.parametrize(
    ("value", "strange"),
    [
        (Measure(minutes="481"), True),
        (Measure(minutes="480"), False),
        (Measure(count=1001), True),
        (Measure(n=1, total=100_001), True),
        (Measure(n=1, total=400), False),
        (Measure(text="dài"), False),
    ],
)
def test_measures_beyond_sense(value: Measure, strange: bool) -> None:
    assert is_beyond_sense(value) is strange


def test_strange_values_are_told_with_what_was_there_before(visit: Visit) -> None:
    visit.answer_all(F2="5/10", H1="999")
    before: dict[str, Value] = {item("F2"): Measure(n=10, total=10), item("A3"): PASS, item("F1"): FAIL}
    visit.do(Answer(visit.id, item("F2"), Measure(n=5, total=10), "Năm người vắng"))
    rows = visit.review(before).should
    assert [(row.kind, row.items) for row in rows] == [("ratio", (item("F2"),)), ("measure", (item("H1"),))]
    assert rows[0].before == Measure(n=10, total=10)


def test_a_photo_from_the_future_tells_that_the_clock_is_slow(visit: Visit) -> None:
    visit.answer_all()
    one = visit.photo("2025:11:21 12:00:00", item("A3"))
    visit.do(Flag(visit.id, one, "faces"))
    (row,) = visit.review().should
    assert row.kind == "clock"
    assert row.photos == (one,)
    assert 7200 < row.seconds < 9000


def test_a_photo_from_before_the_visit_is_told(visit: Visit) -> None:
    visit.answer_all()
    early = visit.photo("2025:11:21 07:58:59", item("A3"))
    on_time = visit.photo("2025:11:21 08:00:30", item("A3"), data=b"b")
    visit.do(Flag(visit.id, early, "faces"), Flag(visit.id, on_time, "faces"))
    (row,) = visit.review().should
    assert (row.kind, row.photos) == ("early", (early,))


def test_a_clock_that_is_none_says_nothing(visit: Visit) -> None:
    visit.answer_all()
    one = visit.photo("hôm qua")
    visit.do(Flag(visit.id, one, "faces"))
    assert visit.review().rows == ()


@pytest.mark.parametrize("text", ["", "10:26", "2025-11-21T08:00:00"])
def test_a_moment_without_an_offset_is_none(text: str) -> None:
    assert stated_moment(text) is None


@pytest.fixture
def disputed(tmp_path: Path) -> Generator[tuple[Review, Checklist]]:
    """Two people who never met saw B2 differently."""
    desks, _ = team(tmp_path, ["lan", "đức", "an", "bình"])
    an, binh = desks[2], desks[3]
    visit = next(iter(an.session.view.visits))
    an.do(Answer(visit, item("B2"), PASS))
    binh.do(Answer(visit, item("B2"), NOT_APPLICABLE, "", "Không có đường dây"))
    an.absorb(binh)
    yield review(an.session.view.visits[visit], CHECKLIST), CHECKLIST
    for desk in desks:
        desk.close()


def test_what_observers_disagree_on_is_told(disputed: tuple[Review, Checklist]) -> None:
    found, _ = disputed
    assert [(row.kind, row.items) for row in found.should] == [("contested", (item("B2"),))]
