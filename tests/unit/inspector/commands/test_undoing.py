"""Undo and redo say again what was there before."""

from __future__ import annotations

from inspector.commands.answering import Answer, Conclude
from inspector.commands.draft import Draft, Drafts, NoBlobs
from inspector.commands.evidence import AddPhoto, CaptionPhoto, LinkPhoto, SetPresence
from inspector.commands.rounding import Erase
from inspector.commands.undoing import Redo, Undo
from inspector.commands.visiting import Comment, JoinVisits, OpenUnplanned, SealVisit, SetStatus, StateFact
from inspector.journal.bodies import Body, UnitRef, Withdrawn, said
from inspector.journal.entry import EntryId, PublicKey, VisitId
from inspector.projection.view import View
from tests.laws.desks import CHECKLIST, Desk, refused


def value(desk: Desk, visit: VisitId, item: str = "q1") -> object:
    view = desk.session.view.visit_of(visit)
    assert view is not None
    result = view.result(item)
    return result.value if result else None


def test_there_is_nothing_to_undo_or_redo_at_first(an: Desk, visit: VisitId) -> None:
    with refused("undo.nothing"):
        an.do(Undo(visit))
    with refused("redo.nothing"):
        an.do(Redo(visit))
    with refused("visit.unknown"):
        an.do(Undo("ab" * 32))


def test_undo_brings_the_earlier_value_and_redo_the_later(an: Desk, visit: VisitId) -> None:
    """an q1 = đạt, = không đạt;  undo, undo, redo, redo"""
    an.do(Answer(visit, "q1", "pass"))
    an.do(Answer(visit, "q1", "fail"))
    steps = (Undo(visit), Undo(visit), Redo(visit), Redo(visit))
    assert [value(an, visit) for one in steps if an.do(one)] == ["pass", None, "pass", "fail"]


def test_an_undo_is_one_more_statement_and_nothing_disappears(an: Desk, visit: VisitId) -> None:
    (one,) = an.do(Answer(visit, "q1", "pass")).added
    (two,) = an.do(Undo(visit)).added
    assert an.held[two].header.supersedes == (one,)
    assert one in an.held


def test_a_new_step_ends_what_could_be_redone(an: Desk, visit: VisitId) -> None:
    an.do(Answer(visit, "q1", "pass"))
    an.do(Undo(visit))
    an.do(Answer(visit, "q2", "pass"))
    with refused("redo.nothing"):
        an.do(Redo(visit))


def test_undo_survives_closing_the_program(an: Desk, visit: VisitId) -> None:
    an.do(Answer(visit, "q1", "pass"))
    an.close()
    an.open()
    an.do(Undo(visit))
    assert value(an, visit) is None


def test_undo_never_touches_what_a_colleague_said(an: Desk, binh: Desk, visit: VisitId) -> None:
    binh.do(Answer(visit, "q1", "fail"))
    an.absorb(binh)
    with refused("undo.nothing"):
        an.do(Undo(visit))


def test_a_photo_is_undone_with_all_that_came_with_it_and_comes_back(an: Desk, visit: VisitId) -> None:
    """an a photo, tied to q1, its caption: one request;  then another caption"""
    (photo, *more) = an.do(AddPhoto(visit, b"a", b"b", "a.jpg", "JPEG", 1, 1, {}, ("q1",), "cửa")).added
    steps = [body.step for one in (photo, *more) if isinstance(body := said(an.held[one]), Body)]
    assert steps == [None, photo, photo]
    an.do(CaptionPhoto(visit, photo, "cửa chính"))

    def shown() -> list[tuple[tuple[str, ...], str]]:
        return [(one.items, one.caption) for one in an.session.view.visits[visit].photos]

    states = [shown() for _ in range(2) if an.do(Undo(visit))]
    assert states == [[(("q1",), "cửa")], []]
    with refused("undo.nothing"):
        an.do(Undo(visit))
    again = [shown() for _ in range(2) if an.do(Redo(visit))]
    assert again == [[(("q1",), "cửa")], [(("q1",), "cửa chính")]]
    with refused("redo.nothing"):
        an.do(Redo(visit))
    assert [shown() for _ in range(2) if an.do(Undo(visit))] == states


def test_what_was_tied_by_another_request_stays_said_when_a_photo_comes_back(an: Desk, visit: VisitId) -> None:
    (photo,) = an.do(AddPhoto(visit, b"a", b"b", "a.jpg", "JPEG", 1, 1, {})).added
    an.do(LinkPhoto(visit, photo, "q1"))
    for command in (Undo(visit), Undo(visit), Redo(visit)):
        an.do(command)
    assert [one.items for one in an.session.view.visits[visit].photos] == [()]
    an.do(Redo(visit))
    assert [one.items for one in an.session.view.visits[visit].photos] == [("q1",)]


def test_what_an_earlier_program_undid_one_by_one_is_still_told_apart(an: Desk, visit: VisitId) -> None:
    """A request whose last statement alone was taken back: the rest of it is undone next"""
    (photo, link) = an.do(AddPhoto(visit, b"a", b"b", "a.jpg", "JPEG", 1, 1, {}, ("q1",))).added
    an.do(Alone(visit, link, photo))
    assert [one.items for one in an.session.view.visits[visit].photos] == [()]
    an.do(Undo(visit))
    assert an.session.view.visits[visit].photos == ()
    an.do(Redo(visit))
    assert [one.items for one in an.session.view.visits[visit].photos] == [()]
    an.do(Redo(visit))
    assert [one.items for one in an.session.view.visits[visit].photos] == [("q1",)]


def test_taking_out_is_undone_by_putting_back(an: Desk, visit: VisitId) -> None:
    (one,) = an.do(Comment(visit, (), "ý kiến")).added
    an.do(SetPresence(one, "out"))
    an.do(Undo(visit))
    assert len(an.session.view.visits[visit].comments) == 1
    an.do(Redo(visit))
    assert len(an.session.view.visits[visit].comments) == 0


def test_a_seal_cannot_be_undone(an: Desk, visit: VisitId) -> None:
    an.do(Answer(visit, "q1", "pass"))
    an.do(SealVisit(visit, "onsite", "tests", frozenset()))
    with refused("undo.sealed"):
        an.do(Undo(visit))
    with refused("redo.nothing"):
        an.do(Redo(visit))


def test_undoing_a_void_reopens_the_visit(an: Desk, visit: VisitId) -> None:
    an.do(SetStatus(visit, "void", "nhầm"))
    an.do(Undo(visit))
    assert not an.session.view.visits[visit].is_void


def test_undo_says_again_what_two_people_had_agreed_on(an: Desk, binh: Desk, visit: VisitId) -> None:
    """an and bình ended = 16:00;  an 17:00 over both;  undo: 16:00"""
    an.do(StateFact(visit, "ended", "16:00"))
    binh.do(StateFact(visit, "ended", "16:00"))
    an.absorb(binh)
    an.do(StateFact(visit, "ended", "17:00"))
    an.do(Undo(visit))
    assert an.session.view.visits[visit].facts("ended") == ("16:00",)


def test_undo_over_a_dispute_leaves_nothing_said(an: Desk, binh: Desk, visit: VisitId) -> None:
    """an ended = 16:00, bình = 17:00;  an 16:30 over both;  undo: there was no one value to say again"""
    an.do(StateFact(visit, "ended", "16:00"))
    binh.do(StateFact(visit, "ended", "17:00"))
    an.absorb(binh)
    an.do(StateFact(visit, "ended", "16:30"))
    an.do(Undo(visit))
    assert an.session.view.visits[visit].facts("ended") == ()


def test_a_conclusion_is_undone_and_the_observation_shows_again(lead: Desk, visit: VisitId) -> None:
    lead.do(Answer(visit, "q1", "pass"))
    lead.do(Conclude(visit, "q1", "fail", "đã xem ảnh"))
    assert [value(lead, visit) for one in (Undo(visit), Redo(visit)) if lead.do(one)] == ["pass", "fail"]


def test_undo_in_a_joined_visit_reaches_all_its_parts(lead: Desk) -> None:
    """lead A q1 = đạt, B q2 = đạt;  nothing in either names the other, so their order is not known"""
    open_it = OpenUnplanned(UnitRef(name="A"), CHECKLIST, "2026-11-22T08:00+07:00")
    (a,), (b,) = lead.do(open_it).added, lead.do(open_it).added
    lead.do(JoinVisits((a, b), "một lượt"))
    lead.do(Answer(a, "q1", "pass"))
    lead.do(Answer(b, "q2", "pass"))
    lead.do(Undo(a))
    lead.do(Undo(b))
    assert (value(lead, a, "q1"), value(lead, a, "q2")) == (None, None)


class Alone(NoBlobs, frozen=True):
    """Takes one statement of a request back."""

    visit: VisitId
    link: EntryId
    photo: EntryId

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        yield Draft(self.visit, ("link", self.photo, "q1"), Withdrawn(undoes=self.link), (self.link,))


class Stray(NoBlobs, frozen=True):
    """Takes back a statement that is not here."""

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        (visit,) = view.visits
        yield Draft(visit, ("fact", "ended"), Withdrawn(undoes="ab" * 32))


def test_what_is_not_here_cannot_be_redone(an: Desk, visit: VisitId) -> None:
    an.do(Stray())
    with refused("redo.nothing"):
        an.do(Redo(visit))


def test_what_was_erased_cannot_be_redone(lead: Desk, visit: VisitId) -> None:
    (one,) = lead.do(Answer(visit, "q1", "pass")).added
    lead.do(Undo(visit))
    lead.do(Erase("yêu cầu", "luật", (one,)))
    with refused("redo.nothing"):
        lead.do(Redo(visit))
    assert value(lead, visit) is None
