"""What a team says around its evidence: marks, order, copies that are drawn over, findings outside the checklist."""

from __future__ import annotations

import pytest

from inspector.commands.evidence import AddPhoto, Arrange, DropCopy, LinkPhoto, Redraw, SetPresence
from inspector.commands.undoing import Redo, Undo
from inspector.commands.visiting import Flag, StateFinding
from inspector.journal import canon
from inspector.journal.drawing import Blur, Rotate
from inspector.journal.entry import EntryId, VisitId
from inspector.projection.photos import Photo
from inspector.projection.visit import VisitView
from tests.laws.desks import Desk, refused

DISPLAY = canon.blob_id(b"display")
FINDING = "0123456789abcdef"


def seen(desk: Desk, visit: VisitId) -> VisitView:
    return desk.session.view.visits[visit]


def shot(desk: Desk, visit: VisitId, picture: bytes = b"original", *items: str) -> EntryId:
    return desk.do(AddPhoto(visit, picture, b"display", "a.jpg", "JPEG", 4, 3, {}, items)).added[0]


def photo(desk: Desk, visit: VisitId) -> Photo:
    (found,) = seen(desk, visit).photos
    return found


def redraw(visit: VisitId, one: EntryId, derived: bytes = b"covered") -> Redraw:
    return Redraw(visit, one, derived, DISPLAY, (Blur((1, 2, 3, 4)), Rotate(1)))


# -- marks ----------------------------------------------------------------------------------------------------------


def test_a_mark_is_set_and_taken_off_again(an: Desk, visit: VisitId) -> None:
    assert an.do(Flag(visit, "q1", "review", "out")).added == ()
    an.do(Flag(visit, "q2", "review"))
    an.do(Flag(visit, "q1", "review"))
    assert an.do(Flag(visit, "q1", "review")).added == ()
    assert seen(an, visit).flagged("review") == ("q1", "q2")
    an.do(Flag(visit, "q1", "review", "out"))
    assert not seen(an, visit).is_flagged("q1", "review")
    assert seen(an, visit).flagged("review") == ("q2",)


def test_marks_of_other_names_and_subjects_are_others(an: Desk, visit: VisitId) -> None:
    one = shot(an, visit)
    an.do(Flag(visit, one, "faces"))
    assert not seen(an, visit).is_flagged(one, "letter")
    assert seen(an, visit).flagged("letter") == ()


def test_a_mark_in_dispute_is_set(an: Desk, binh: Desk, visit: VisitId) -> None:
    an.do(Flag(visit, "q1", "review"))
    binh.absorb(an)
    binh.do(Flag(visit, "q1", "review", "out"))
    an.do(Flag(visit, "q1", "review", "out"))
    an.do(Flag(visit, "q1", "review"))
    an.absorb(binh)
    assert seen(an, visit).is_flagged("q1", "review")
    assert seen(an, visit).contested == (("flag", "q1", "review"),)
    an.do(Flag(visit, "q1", "review"))
    assert seen(an, visit).contested == ()


def test_a_mark_is_undone(an: Desk, visit: VisitId) -> None:
    an.do(Flag(visit, "q1", "review"))
    an.do(Undo(visit))
    assert seen(an, visit).flagged("review") == ()
    assert an.do(Flag(visit, "q1", "review", "out")).added == (), "nothing is set, so nothing is to be taken off"


# -- order ----------------------------------------------------------------------------------------------------------


def test_photos_of_an_item_stand_as_they_were_arranged_and_new_ones_behind(an: Desk, visit: VisitId) -> None:
    a, b, c = (shot(an, visit, picture, "q1") for picture in (b"a", b"b", b"c"))
    assert [one.id for one in seen(an, visit).photos_of("q1")] == [a, b, c]
    an.do(Arrange(visit, "q1", (c, a)))
    assert an.do(Arrange(visit, "q1", (c, a))).added == ()
    d = shot(an, visit, b"d", "q1")
    assert [one.id for one in seen(an, visit).photos_of("q1")] == [c, a, b, d]
    assert [one.id for one in seen(an, visit).photos] == [a, b, c, d]


def test_what_was_arranged_and_is_no_evidence_any_more_is_passed_over(an: Desk, visit: VisitId) -> None:
    a, b, c = (shot(an, visit, picture, "q1") for picture in (b"a", b"b", b"c"))
    an.do(Arrange(visit, "q1", (c, b, b, a)))
    an.do(LinkPhoto(visit, b, "q1", "out"))
    an.do(SetPresence(c, "out"))
    assert [one.id for one in seen(an, visit).photos_of("q1")] == [a]


def test_an_order_in_dispute_is_the_common_one(an: Desk, binh: Desk, visit: VisitId) -> None:
    a, b = (shot(an, visit, picture, "q1") for picture in (b"a", b"b"))
    binh.absorb(an)
    an.do(Arrange(visit, "q1", (b, a)))
    binh.do(Arrange(visit, "q1", (a, b)))
    an.absorb(binh)
    assert [one.id for one in seen(an, visit).photos_of("q1")] == [a, b]
    assert seen(an, visit).contested == (("order", "q1"),)


# -- copies ---------------------------------------------------------------------------------------------------------


def test_a_copy_takes_the_place_of_the_display_copy_and_brings_its_bytes(an: Desk, visit: VisitId) -> None:
    one = shot(an, visit)
    assert (photo(an, visit).shown, photo(an, visit).is_plain) == (DISPLAY, True)
    (said,) = an.do(redraw(visit, one)).added
    covered = canon.blob_id(b"covered")
    assert an.held[said].header.blobs == ((covered, 7),)
    assert an.session.dossier.blob(covered) == b"covered"
    found = photo(an, visit)
    assert found.copy is not None
    assert (found.shown, found.is_plain, found.copy.source) == (covered, False, DISPLAY)
    assert found.copy.operations == (Blur((1, 2, 3, 4)), Rotate(1))
    assert an.do(redraw(visit, one)).added == ()


def test_a_copy_is_dropped_and_dropping_is_undone(an: Desk, visit: VisitId) -> None:
    one = shot(an, visit)
    assert an.do(DropCopy(visit, one)).added == ()
    an.do(redraw(visit, one))
    an.do(DropCopy(visit, one))
    assert an.do(DropCopy(visit, one)).added == ()
    assert photo(an, visit).shown == DISPLAY
    an.do(Undo(visit))
    assert photo(an, visit).shown == canon.blob_id(b"covered")
    an.do(Redo(visit))
    assert photo(an, visit).shown == DISPLAY


@pytest.mark.parametrize("other", ["another copy", "none"])
def test_nothing_is_shown_of_a_photo_whose_copies_are_in_dispute(
    an: Desk, binh: Desk, visit: VisitId, other: str
) -> None:
    """an drew over it; bình differently, or dropped a copy that both had known"""
    one = shot(an, visit)
    an.do(redraw(visit, one, b"first"))
    binh.absorb(an)
    an.do(redraw(visit, one, b"an's"))
    binh.do(redraw(visit, one, b"binh's") if other == "another copy" else DropCopy(visit, one))
    an.absorb(binh)
    found = photo(an, visit)
    assert (found.copy, found.copy_contested, found.shown) == (None, True, None)
    an.do(redraw(visit, one, b"an's"))
    assert photo(an, visit).shown == canon.blob_id(b"an's")


def test_two_who_draw_alike_agree(an: Desk, binh: Desk, visit: VisitId) -> None:
    one = shot(an, visit)
    binh.absorb(an)
    an.do(redraw(visit, one))
    binh.do(redraw(visit, one))
    an.absorb(binh)
    assert photo(an, visit).shown == canon.blob_id(b"covered")
    assert seen(an, visit).contested == ()


# -- findings outside the checklist ----------------------------------------------------------------------------------


def test_a_finding_is_stated_changed_and_taken_back(an: Desk, visit: VisitId) -> None:
    assert an.do(StateFinding(visit, FINDING, "")).added == ()
    an.do(StateFinding(visit, FINDING, "Cửa khoá trong giờ làm việc"))
    an.do(StateFinding(visit, "0" * 16, "Máy lấy số hỏng"))
    an.do(StateFinding(visit, FINDING, "Cửa khoá lúc 8 giờ"))
    assert [(one.id, one.texts) for one in seen(an, visit).findings] == [
        (FINDING, ("Cửa khoá lúc 8 giờ",)),
        ("0" * 16, ("Máy lấy số hỏng",)),
    ]
    an.do(StateFinding(visit, FINDING, ""))
    assert [one.id for one in seen(an, visit).findings] == ["0" * 16]
    an.do(Undo(visit))
    assert [one.id for one in seen(an, visit).findings] == [FINDING, "0" * 16]


def test_photos_are_tied_to_a_finding_as_to_an_item(an: Desk, visit: VisitId) -> None:
    one = shot(an, visit)
    an.do(StateFinding(visit, FINDING, "Cửa khoá"))
    an.do(LinkPhoto(visit, one, FINDING))
    assert [found.id for found in seen(an, visit).photos_of(FINDING)] == [one]


def test_a_finding_in_dispute_tells_both_texts(an: Desk, binh: Desk, visit: VisitId) -> None:
    an.do(StateFinding(visit, FINDING, "một"))
    binh.absorb(an)
    an.do(StateFinding(visit, FINDING, "hai"))
    binh.do(StateFinding(visit, FINDING, "ba"))
    an.absorb(binh)
    (found,) = seen(an, visit).findings
    assert set(found.texts) == {"hai", "ba"}
    assert seen(an, visit).contested == (("free", FINDING),)


def test_a_finding_is_no_answer_and_leaves_nothing_to_seal(an: Desk, visit: VisitId) -> None:
    an.do(StateFinding(visit, FINDING, "Cửa khoá"))
    assert seen(an, visit).results == {}
    assert seen(an, visit).observations_held == frozenset()


@pytest.mark.parametrize(
    "command",
    [
        Flag("ab" * 32, "q1", "review"),
        Arrange("ab" * 32, "q1", ()),
        Redraw("ab" * 32, "cd" * 32, b"", DISPLAY, ()),
        DropCopy("ab" * 32, "cd" * 32),
        StateFinding("ab" * 32, FINDING, "x"),
    ],
    ids=lambda one: type(one).__name__,
)
def test_of_a_visit_that_is_not_here_nothing_is_said(an: Desk, command: Redraw) -> None:
    with refused("visit.unknown"):
        an.do(command)
