"""The faces of the table hold the matrix, and arranging them moves and leaves out, but changes nothing."""

from __future__ import annotations

from itertools import product

import pytest

from inspector.journal.bodies import UnitRef
from inspector.journal.value import FAIL, NOT_APPLICABLE, NOT_VERIFIABLE, PASS, Value
from inspector.places.directory import nation
from inspector.synthesis.shares import failing
from tests.unit.inspector.synthesis.rounds import Place, Round, article
from ui.work.faces import MODES, ORDERS, Choice, Face, Mode, Span, arranged, faces
from ui.work.overview import Overseen, oversee
from ui.work.trend import Tally


def look(round_: Round) -> tuple[Overseen, dict[Mode, Face]]:
    seen = oversee(round_.view, round_.synthesis().matrix.checklists, nation())
    return seen, faces(seen, "vi")


@pytest.fixture(scope="module")
def story() -> tuple[Overseen, dict[Mode, Face]]:
    return look(Round(article()))


def test_the_face_by_item_is_the_matrix(story: tuple[Overseen, dict[Mode, Face]]) -> None:
    seen, found = story
    matrix, face = seen.synthesis.matrix, found["item"]
    assert [one.key for one in face.columns] == [item.id for item in matrix.items]
    for unit, row in zip(matrix.units, face.rows, strict=True):
        for cell, field in zip(matrix.row(unit), row, strict=True):
            assert (field.state, field.failed) == (cell.outcome.value, cell.failed)
            assert field.tally == Tally(cell.n, cell.total)
    shares = [failing(matrix.columns[item.id]) for item in matrix.items]
    assert face.foot == tuple(Tally(share.k, share.n) for share in shares)


def test_groups_and_rounds_sum_up_what_the_items_say(story: tuple[Overseen, dict[Mode, Face]]) -> None:
    seen, found = story
    for mode in ("group", "round"):
        for line, row in zip(seen.lines, found[mode].rows, strict=True):
            told = [field.tally for field in row if field.state == "share"]
            assert (sum(one.k for one in told), sum(one.n for one in told)) == (line.tally.k, line.tally.n)
    assert [one.code for one in found["group"].columns] == list("ABCDEFGH")
    assert found["group"].columns[0].title == "Công khai TTHC"
    assert [one.code for one in found["round"].columns] == ["02/2025"]


def test_items_met_everywhere_give_way(story: tuple[Overseen, dict[Mode, Face]]) -> None:
    seen, found = story
    shown = arranged(seen, found["item"], Choice())
    assert [one.code for one in shown.columns] == ["A1", "B1", "C1", "D1", "E1", "F2", "H1"]
    assert shown.foot == (
        Tally(4, 16),
        Tally(4, 16),
        Tally(6, 16),
        Tally(3, 16),
        Tally(14, 16),
        Tally(6, 16),
        Tally(0, 16),
    )
    assert shown.total == Tally(37, 224)
    assert len(arranged(seen, found["item"], Choice(hides_met=False)).columns) == 14


def test_what_did_not_apply_or_could_not_be_checked_is_not_met_everywhere() -> None:
    answers: dict[str, Value] = {
        "fb_hotline_posted": PASS,
        "fac_waiting": NOT_APPLICABLE,
        "pub_qr_posted": NOT_VERIFIABLE,
    }
    seen, found = look(Round([Place("xã Một", "huyện Mẫu", answers)]))
    shown = arranged(seen, found["item"], Choice())
    assert {one.key for one in shown.columns} == {"fac_waiting", "pub_qr_posted"}
    assert set(shown.foot) == {Tally(0, 0)}


def test_rows_stand_together_by_district_in_the_order_of_the_visits(story: tuple[Overseen, dict[Mode, Face]]) -> None:
    seen, found = story
    shown = arranged(seen, found["item"], Choice())
    assert shown.spans == (
        Span(0, 3, "U Minh"), Span(3, 4, "Thới Bình"), Span(7, 5, "Đầm Dơi"), Span(12, 4, "Trần Văn Thời"),
    )  # fmt: skip


def test_or_by_the_unit_that_stands_there_now() -> None:
    first = UnitRef(name="xã Biển Bạch Đông", code="32074", since="2024-12-01")
    second = UnitRef(name="xã Phong Lạc", code="32125", since="2024-12-01")
    third = UnitRef(name="xã Tân Bằng", code="32069", since="2024-12-01")
    places = [Place(ref.name, "", {"fb_hotline_posted": FAIL}, ref=ref) for ref in (first, second, third)]
    seen, found = look(Round(places))
    shown = arranged(seen, found["item"], Choice(order="present"))
    assert shown.spans == (Span(0, 2, "Xã Biển Bạch"), Span(2, 1, "Xã Trần Văn Thời"))
    assert [line.name for line in shown.lines] == ["Xã Biển Bạch Đông", "Xã Tân Bằng", "Xã Phong Lạc"]


def test_other_orders_have_no_spans(story: tuple[Overseen, dict[Mode, Face]]) -> None:
    seen, found = story
    worst = arranged(seen, found["item"], Choice(order="worst"))
    named = arranged(seen, found["item"], Choice(order="name"))
    assert worst.spans == named.spans == ()
    assert [line.tally.k for line in worst.lines] == sorted((line.tally.k for line in seen.lines), reverse=True)
    assert [line.name for line in named.lines[:3]] == ["Xã Biển Bạch Đông", "Xã Hồ Thị Kỷ", "Xã Minh hoạ 01"]


@pytest.mark.parametrize(("mode", "order"), list(product(MODES, ORDERS)))
def test_arranging_changes_no_field_and_loses_no_row(
    story: tuple[Overseen, dict[Mode, Face]], mode: Mode, order: str
) -> None:
    seen, found = story
    shown = arranged(seen, found[mode], Choice(mode, hides_met=False, order=order))  # type: ignore[arg-type]
    before = dict(zip((line.unit.number for line in seen.lines), found[mode].rows, strict=True))
    after = dict(zip((line.unit.number for line in shown.lines), shown.rows, strict=True))
    assert after == before
    assert sum(span.count for span in shown.spans) in (0, len(shown.lines))


def test_where_nothing_is_repeated_nothing_repeated_is_shown(story: tuple[Overseen, dict[Mode, Face]]) -> None:
    seen, found = story
    shown = arranged(seen, found["item"], Choice(only_repeated=True))
    assert (shown.lines, shown.columns) == ((), ())


def test_only_rows_and_columns_with_something_repeated_stay() -> None:
    again = Place("xã Một", "huyện Mẫu", {"fb_hotline_posted": FAIL, "fac_waiting": FAIL})
    other = Place("xã Hai", "huyện Mẫu", {"fb_hotline_posted": FAIL})
    seen, _ = look(Round([again, other]))
    marked = Overseen(**{**seen.__dict__, "repeated": frozenset({(1, "fac_waiting")})})
    shown = arranged(marked, faces(marked, "vi")["item"], Choice(only_repeated=True))
    assert [line.name for line in shown.lines] == ["Xã Một"]
    assert [one.key for one in shown.columns] == ["fac_waiting"]
    assert shown.rows[0][0].repeated
    grouped = faces(marked, "vi")["group"]
    assert [field.repeated for field in grouped.rows[0] if field.state == "share"] == [False, True]
    assert [field.repeated for field in faces(marked, "vi")["round"].rows[0]] == [True]
