"""How the names of groups find room above their columns: what may be left of a name, and how wide groups are made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_LEAST: Final = 10
"""Letters of a title, with the letter and the stop before it, that still say what a group is about."""
_LINKS: Final = frozenset({"a", "and", "as", "for", "of", "the", "và", "của", "cho"})
"""Words that end no title."""


def shorter(title: str) -> list[str]:
    """Return a group's title, then what is left of it as words fall away from its end, as long as that says something."""
    words, found = title.split(" "), [title]
    while len(words) > 2:
        words.pop()
        shown = " ".join(words).rstrip(",")
        if len(shown) >= _LEAST and words[-1] not in _LINKS:
            found.append(shown)
    return found


def shared_out(wanted: Sequence[tuple[int, int, int]], room: int) -> list[int]:
    """Return how wide each group is made, in pixels.

    Where the room does not go as far as a short name for each, those that want most are left as wide as their fields. Where
    it goes further, each has its whole name if it can, and those that want more are made equally wide.

    Args:
        wanted: of each group the width of its fields, of its name at its shortest, and of its whole name.
        room: of all together.
    """
    least = [max(own, short) for own, short, _ in wanted]
    most = [max(own, whole) for own, _, whole in wanted]
    for at in sorted(range(len(wanted)), key=lambda n: wanted[n][1], reverse=True):
        if sum(least) > room:
            least[at] = most[at] = wanted[at][0]
    for level in range(max(most, default=0), 0, -1):
        given = [max(low, min(high, level)) for low, high in zip(least, most, strict=True)]
        if sum(given) <= room:
            return given
    return least
