"""Word by word: what differs is marked, and no letter is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.work.comparing import Piece, compared

TEXTS = st.text(st.sampled_from("aáb đồ,.\n "), max_size=60)


def marked(text: str, other: str) -> list[str]:
    """Return the runs of the first text that differ."""
    return [piece.text.strip() for piece in compared(text, other)[0] if piece.differs]


def test_words_that_differ_are_marked_and_others_are_not() -> None:
    one, other = compared("Gọi lúc 15:52, có người trả lời.", "Gọi lúc 16:20, không có người trả lời.")
    assert one == (Piece("Gọi lúc ", False), Piece("15:52", True), Piece(", có người trả lời.", False))
    assert [piece.text for piece in other if piece.differs] == ["16:20, không "]


def test_the_colon_between_two_numbers_that_differ_counts_with_them() -> None:
    assert marked("lúc 15:52", "lúc 16:20") == ["15:52"]


def test_a_tone_makes_another_word() -> None:
    assert marked("đã hoà nhã", "đã hoả nhã") == ["hoà"]


def test_space_alone_never_differs() -> None:
    assert marked("Đủ  ghế\nngồi", "Đủ ghế ngồi") == []


def test_texts_too_long_to_compare_differ_as_a_whole() -> None:
    one, other = "a " * 3000, "a " * 2999
    assert compared(one, other) == ((Piece(one, True),), (Piece(other, True),))


@given(TEXTS, TEXTS)
def test_joined_the_pieces_are_the_texts(one: str, other: str) -> None:
    left, right = compared(one, other)
    assert "".join(piece.text for piece in left) == one
    assert "".join(piece.text for piece in right) == other


@given(TEXTS)
def test_a_text_never_differs_from_itself(text: str) -> None:
    assert not any(piece.differs for side in compared(text, text) for piece in side)


@given(TEXTS, TEXTS)
def test_runs_take_turns(one: str, other: str) -> None:
    for side in compared(one, other):
        assert all(a.differs != b.differs for a, b in zip(side, side[1:], strict=False))


def test_a_long_note_of_many_words_is_still_compared() -> None:
    words = [f"từ{number}" for number in range(900)]
    other = [*words[:450], "khác", *words[451:]]
    assert marked(" ".join(words), " ".join(other)) == ["từ450"]
