"""Photos: added, tied to items, captioned, taken out and put back."""

from __future__ import annotations

from inspector.commands.evidence import AddPhoto, CaptionPhoto, LinkPhoto, SetPresence
from inspector.commands.visiting import Comment
from inspector.journal import canon
from inspector.journal.entry import EntryId, VisitId
from inspector.projection.photos import Photo
from tests.laws.desks import Desk, refused


def photo(visit: VisitId, *items: str, caption: str = "", picture: bytes = b"original") -> AddPhoto:
    return AddPhoto(visit, picture, b"display", "IMG.JPG", "JPEG", 4, 3, {"make": "x"}, items, caption)


def shown(desk: Desk, visit: VisitId) -> list[Photo]:
    return list(desk.session.view.visits[visit].photos)


def test_a_photo_brings_its_bytes_and_names_their_sizes(an: Desk, visit: VisitId) -> None:
    (one,) = an.do(photo(visit)).added
    sizes = {canon.blob_id(b"original"): 8, canon.blob_id(b"display"): 7}
    assert an.held[one].header.blobs == tuple(sorted(sizes.items()))
    assert all(an.session.dossier.blob(blob) for blob in sizes)


def test_a_photo_whose_display_copy_is_the_original_is_one_blob(an: Desk, visit: VisitId) -> None:
    (one,) = an.do(AddPhoto(visit, b"same", b"same", "a.jpg", "JPEG", 1, 1, {})).added
    assert len(an.held[one].header.blobs) == 1


def test_the_same_picture_again_is_one_photo_with_more_ties(an: Desk, visit: VisitId) -> None:
    an.do(photo(visit, "q1", caption="cửa"))
    assert an.do(photo(visit, "q1", caption="cửa")).added == ()
    an.do(photo(visit, "q2", "q2", caption="quầy"))
    (found,) = shown(an, visit)
    assert (found.items, found.caption) == (("q1", "q2"), "quầy")


def test_the_same_picture_again_ties_again_what_was_untied(an: Desk, visit: VisitId) -> None:
    """tied to q1, untied, added again for q1: tied, and nothing is contested"""
    an.do(photo(visit, "q1"))
    (found,) = shown(an, visit)
    an.do(LinkPhoto(visit, found.id, "q1", "out"))
    assert shown(an, visit)[0].items == ()
    an.do(photo(visit, "q1"))
    assert shown(an, visit)[0].items == ("q1",)
    assert an.session.view.visits[visit].contested == ()


def test_a_picture_that_was_taken_out_comes_back_as_another_photo(an: Desk, visit: VisitId) -> None:
    (first,) = an.do(photo(visit)).added
    an.do(SetPresence(first, "out"))
    (second,) = an.do(photo(visit)).added
    assert [one.id for one in shown(an, visit)] == [second]


def test_untying_what_was_never_tied_changes_nothing(an: Desk, visit: VisitId) -> None:
    (one,) = an.do(photo(visit)).added
    assert an.do(LinkPhoto(visit, one, "q1", "out")).added == ()
    an.do(LinkPhoto(visit, one, "q1"))
    assert an.do(LinkPhoto(visit, one, "q1")).added == ()
    assert shown(an, visit)[0].items == ("q1",)


def test_a_caption_is_said_over_all_captions(an: Desk, binh: Desk, visit: VisitId) -> None:
    (one,) = an.do(photo(visit)).added
    binh.absorb(an)
    an.do(CaptionPhoto(visit, one, "cửa"))
    binh.do(CaptionPhoto(visit, one, "biển"))
    an.absorb(binh)
    assert shown(an, visit)[0].caption == "biển / cửa"
    an.do(CaptionPhoto(visit, one, "biển ở cửa"))
    assert shown(an, visit)[0].caption == "biển ở cửa"
    assert an.do(CaptionPhoto(visit, one, "biển ở cửa")).added == ()


# -- presence -------------------------------------------------------------------------------------------------------


def test_what_is_in_is_not_put_back_and_what_is_out_not_taken_out_again(an: Desk, visit: VisitId) -> None:
    (one,) = an.do(photo(visit)).added
    assert an.do(SetPresence(one, "in")).added == ()
    assert an.do(SetPresence(one, "out", "mờ")).added
    assert an.do(SetPresence(one, "out")).added == ()
    assert an.do(SetPresence(one, "in")).added
    assert [found.id for found in shown(an, visit)] == [one]


def disputed(an: Desk, binh: Desk, visit: VisitId) -> EntryId:
    """Return a photo that an keeps and bình took out; both know."""
    (one,) = an.do(photo(visit)).added
    binh.absorb(an)
    an.do(SetPresence(one, "out"))
    an.do(SetPresence(one, "in"))
    binh.do(SetPresence(one, "out"))
    an.absorb(binh)
    assert an.session.view.visits[visit].contested == (("exists", one),)
    return one


def test_a_photo_in_dispute_can_be_taken_out(an: Desk, binh: Desk, visit: VisitId) -> None:
    one = disputed(an, binh, visit)
    an.do(SetPresence(one, "out"))
    assert shown(an, visit) == []
    assert an.session.view.visits[visit].contested == ()


def test_a_photo_in_dispute_can_be_kept(an: Desk, binh: Desk, visit: VisitId) -> None:
    one = disputed(an, binh, visit)
    an.do(SetPresence(one, "in"))
    assert [found.id for found in shown(an, visit)] == [one]
    assert an.session.view.visits[visit].contested == ()


def test_a_comment_can_be_taken_out_too(an: Desk, visit: VisitId) -> None:
    (one,) = an.do(Comment(visit, (), "ý kiến")).added
    an.do(SetPresence(one, "out"))
    assert an.session.view.visits[visit].comments == ()


def test_a_thing_that_nobody_introduced_cannot_be_taken_out(an: Desk) -> None:
    with refused("thing.unknown"):
        an.do(SetPresence("ab" * 32, "out"))


def test_a_plan_is_taken_out_in_the_rounds_own_scope(lead: Desk, visit: VisitId) -> None:
    (one,) = lead.do(SetPresence(visit, "out", "hoãn")).added
    assert lead.held[one].scope == lead.session.log.round
    assert list(lead.session.view.visits) == []
    lead.do(SetPresence(visit, "in"))
    assert list(lead.session.view.visits) == [visit]
