"""What a screen can say before and after an undo: what it concerned, what was there, what will be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from inspector.commands.answering import Answer, Conclude, WithdrawAnswer
from inspector.commands.draft import Command
from inspector.commands.evidence import AddPhoto, Arrange, CaptionPhoto, DropCopy, LinkPhoto, Redraw, SetPresence
from inspector.commands.undoing import Undo
from inspector.commands.visiting import Comment, Flag, SealVisit, SetStatus, StateFact, StateFinding
from inspector.journal.bodies import Body, Observed, Presence, Withdrawn
from inspector.journal.entry import EntryId, VisitId
from inspector.projection.steps import Step, last_step, next_redo
from tests.laws.desks import Desk, team


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    (lead, deputy), _ = team(tmp_path, ["lan", "đức"])
    yield lead
    for one in (lead, deputy):
        one.close()


@pytest.fixture
def visit(desk: Desk) -> VisitId:
    return next(iter(desk.session.view.visits))


@pytest.fixture
def photo(desk: Desk, visit: VisitId) -> EntryId:
    return desk.do(AddPhoto(visit, b"a", b"b", "a.jpg", "JPEG", 1, 1, {}, ("q1", "q2"), "cửa")).added[0]


def last(desk: Desk, visit: VisitId) -> Step:
    step = last_step(desk.session.view, visit, desk.session.me)
    assert step is not None
    return step


def again(desk: Desk, visit: VisitId) -> Step:
    step = next_redo(desk.session.view, visit, desk.session.me)
    assert step is not None
    return step


def value(body: Body) -> object:
    return getattr(body, "value", None)


def test_there_is_no_step_at_first_nor_in_a_visit_that_is_not_here(desk: Desk, visit: VisitId) -> None:
    for one in (visit, "ab" * 32):
        assert last_step(desk.session.view, one, desk.session.me) is None
        assert next_redo(desk.session.view, one, desk.session.me) is None


def test_a_step_tells_the_value_before_and_after(desk: Desk, visit: VisitId) -> None:
    desk.do(Answer(visit, "q1", "pass"))
    assert (value(last(desk, visit).main.now), last(desk, visit).main.then) == ("pass", Withdrawn())
    desk.do(Answer(visit, "q1", "fail", "mất điện"))
    step = last(desk, visit)
    assert (step.kind, step.items, step.photos) == ("observed", ("q1",), ())
    assert (value(step.main.now), value(step.main.then)) == ("fail", "pass")
    desk.do(Undo(visit))
    step = again(desk, visit)
    assert (step.kind, step.items) == ("observed", ("q1",))
    assert (value(step.main.now), value(step.main.then)) == ("pass", "fail")
    assert isinstance(step.main.then, Observed)
    assert step.main.then.note == "mất điện"


def test_a_photo_is_one_step_with_its_items_and_its_caption(desk: Desk, visit: VisitId, photo: EntryId) -> None:
    step = last(desk, visit)
    assert (step.kind, set(step.items), step.photos) == ("photo_added", {"q1", "q2"}, (photo,))
    assert (step.main.now, step.main.then) == (Presence(value="in"), Presence(value="out"))
    assert [change.about[0] for change in step.changes] == ["caption", "link", "link", "exists"]
    desk.do(Undo(visit))
    step = again(desk, visit)
    assert (step.kind, step.items, step.photos) == ("photo_added", ("q1", "q2"), (photo,))
    assert (value(step.main.now), value(step.main.then)) == ("out", "in")
    assert [change.about[0] for change in step.changes] == ["exists", "link", "link", "caption"]


def test_a_step_tells_what_it_concerned(desk: Desk, visit: VisitId, photo: EntryId) -> None:
    comment = desk.do(Comment(visit, (), "ý kiến")).added[0]
    steps: list[tuple[Command, str, tuple[str, ...], tuple[EntryId, ...]]] = [
        (Answer(visit, "q3", "pass"), "observed", ("q3",), ()),
        (WithdrawAnswer(visit, "q3"), "withdrawn", ("q3",), ()),
        (Conclude(visit, "q3", "fail", "xem ảnh"), "concluded", ("q3",), ()),
        (LinkPhoto(visit, photo, "q3"), "linked", ("q3",), (photo,)),
        (CaptionPhoto(visit, photo, "quầy"), "captioned", (), (photo,)),
        (Arrange(visit, "q3", (photo,)), "arranged", ("q3",), ()),
        (Redraw(visit, photo, b"c", "00" * 32, ()), "redrawn", (), (photo,)),
        (DropCopy(visit, photo), "withdrawn", (), (photo,)),
        (Flag(visit, "q3", "review"), "flagged", ("q3",), ()),
        (Flag(visit, photo, "letter"), "flagged", (), (photo,)),
        (StateFinding(visit, "0" * 16, "Cửa khoá"), "free_finding", ("0" * 16,), ()),
        (StateFact(visit, "ended", "16:00"), "fact_stated", (), ()),
        (SetStatus(visit, "void", "nhầm"), "status_set", (), ()),
        (SetPresence(photo, "out"), "presence", (), (photo,)),
        (SetPresence(comment, "out"), "presence", (), ()),
        (Comment(visit, (), "nữa"), "commented", (), ()),
    ]
    for command, kind, items, photos in steps:
        desk.do(command)
        step = last(desk, visit)
        assert (step.kind, step.items, step.photos) == (kind, items, photos)
        assert not step.is_seal


def test_a_seal_is_a_step_that_is_not_taken_back(desk: Desk, visit: VisitId) -> None:
    desk.do(Answer(visit, "q1", "pass"))
    desk.do(SealVisit(visit, "onsite", "tests", frozenset()))
    assert last(desk, visit).is_seal
