"""Two texts held against each other, word by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(r"\w+\s*|[^\w\s]+\s*|\s+")
"""A word or a run of signs, each with the space behind it: space alone never differs."""
_MOST: Final = 20_000
"""Pairs of equal words up to which two texts are compared, a tenth of a second; texts with more differ as a whole."""


class Piece(NamedTuple):
    """A run of a text that the other one has too, or has not."""

    text: str
    differs: bool


def compared(one: str, other: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return both texts in pieces; joined, the pieces are the text again.

    What is equal and holds no word, such as a comma between two words that differ, counts with what surrounds it.
    """
    if one == other:
        same = (Piece(one, False),) if one else ()
        return same, same
    left, right = _TOKEN.findall(one), _TOKEN.findall(other)
    marks_left, marks_right = [True] * len(left), [True] * len(right)
    bare_left, bare_right = _bare(left), _bare(right)
    if _pairs(bare_left, bare_right) <= _MOST:
        words = SequenceMatcher(None, bare_left, bare_right, autojunk=False)
        for block in words.get_matching_blocks():
            for step in range(block.size):
                marks_left[block.a + step] = marks_right[block.b + step] = False
    return _pieces(left, marks_left), _pieces(right, marks_right)


def _pairs(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many pairs of equal words there are: what comparing costs."""
    counts = Counter(other)
    return sum(counts[word] for word in one)


def _bare(tokens: Sequence[str]) -> list[str]:
    return [token.strip() for token in tokens]


def _pieces(tokens: Sequence[str], differing: Sequence[bool]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for token, differs in zip(tokens, differing, strict=True):
        if pieces and pieces[-1].differs == differs:
            pieces[-1] = Piece(pieces[-1].text + token, differs)
        else:
            pieces.append(Piece(token, differs))
    return _without_islands(pieces)


def _without_islands(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Join what differs over signs that stand alone between."""
    joined: list[Piece] = []
    for place, piece in enumerate(pieces):
        is_island = not piece.differs and 0 < place < len(pieces) - 1 and re.search(r"\w", piece.text) is None
        if joined and (is_island or (piece.differs and joined[-1].differs)):
            joined[-1] = Piece(joined[-1].text + piece.text, joined[-1].differs)
        else:
            joined.append(piece)
    return tuple(joined)
