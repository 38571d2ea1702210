from __future__ import annotations

from inspector.journal.value import Measure, Value
from inspector.rules.gaps import gaps
from tests.unit.inspector.rules.examples import checklist

ALL = checklist()


def lacking(results: dict[str, Value], notes: tuple[str, ...] = (), **photos: int) -> tuple[tuple[str, ...], ...]:
    found = gaps(ALL, results, dict.fromkeys(notes, True), photos)
    return found.notes, found.photos


def test_what_was_not_asked_is_a_gap() -> None:
    found = gaps(ALL, {}, {}, {})
    assert found.unanswered == tuple(item.id for item in ALL.items)
    assert found
    assert (found.notes, found.photos) == ((), ())


def test_a_failure_needs_the_note_and_the_photo_that_the_item_wants() -> None:
    failed: dict[str, Value] = {"fb_hotline_posted": "fail"}
    assert lacking(failed) == (("fb_hotline_posted",), ("fb_hotline_posted",))
    assert lacking(failed, ("fb_hotline_posted",), fb_hotline_posted=1) == ((), ())


def test_a_pass_needs_nothing_but_where_a_photo_is_always_wanted() -> None:
    assert lacking({"fb_hotline_posted": "pass"}) == ((), ())
    assert lacking({"pub_qr_posted": "pass"}) == ((), ("pub_qr_posted",))


def test_some_officials_who_failed_need_a_note() -> None:
    assert lacking({"staff_name_tag": Measure(n=2, total=3)}) == (("staff_name_tag",), ())
    assert lacking({"staff_name_tag": Measure(n=3, total=3)}) == ((), ())


def test_not_applicable_and_not_verifiable_need_a_reason_and_no_photo() -> None:
    assert lacking({"pub_qr_posted": "not_verifiable"}) == (("pub_qr_posted",), ())
    assert lacking({"ms_wait": "not_applicable"}) == (("ms_wait",), ())


def test_a_false_note_and_a_count_of_no_photos_are_as_good_as_none() -> None:
    found = gaps(ALL, {"fb_hotline_posted": "fail"}, {"fb_hotline_posted": False}, {"fb_hotline_posted": 0})
    assert (found.notes, found.photos) == (("fb_hotline_posted",), ("fb_hotline_posted",))


def test_a_visit_without_gaps_says_so() -> None:
    one_item = type(ALL)(**{name: getattr(ALL, name) for name in ALL.__struct_fields__} | {"items": ALL.items[:1]})
    assert not gaps(one_item, {"pub_paper_booklet": "pass"}, {}, {})
