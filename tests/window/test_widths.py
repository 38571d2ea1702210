"""Names of groups above their columns: the shorter forms of a name, and how the room is shared out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.widgets.heat.widths import shared_out, shorter

WANTED = st.lists(
    st.tuples(st.integers(1, 400), st.integers(0, 200), st.integers(0, 300)).map(lambda t: (t[0], t[1], t[1] + t[2])),
    max_size=9,
)


def test_words_fall_away_from_the_end_of_a_name_as_long_as_it_says_something() -> None:
    assert shorter("C. Quy trình giải quyết TTHC")[-1] == "C. Quy trình"
    assert shorter("F. Công chức, kỷ luật, kỷ cương")[-1] == "F. Công chức"
    assert shorter("A. Publication of procedures") == ["A. Publication of procedures", "A. Publication"]
    assert shorter("D. Chứng thực") == ["D. Chứng thực"]
    assert shorter("") == [""]


def test_where_room_lacks_those_that_want_more_are_made_equally_wide() -> None:
    assert shared_out([(32, 70, 110), (32, 70, 85), (192, 70, 110)], 400) == [110, 85, 192]
    assert shared_out([(32, 70, 110), (32, 70, 85), (192, 70, 110)], 372) == [95, 85, 192]
    assert shared_out([(32, 70, 110), (32, 75, 85)], 110) == [78, 32]
    assert shared_out([(32, 70, 110), (32, 75, 85)], 40) == [32, 32]


@given(WANTED, st.integers(0, 1500))
def test_no_group_is_narrower_than_its_fields_and_no_room_is_taken_that_is_not_there(
    wanted: list[tuple[int, int, int]], room: int
) -> None:
    widths = shared_out(wanted, room)
    assert all(width >= own for width, (own, _, _) in zip(widths, wanted, strict=True))
    assert sum(widths) <= max(room, sum(own for own, _, _ in wanted))
    assert all(width <= max(own, whole) for width, (own, _, whole) in zip(widths, wanted, strict=True))
