"""Where a few words may lead: an item of the visit in hand, a visit, a screen, something to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from inspector.synthesis.search import Hit
from inspector.text import fold

Kind = Literal["item", "visit", "screen", "act", "section", "hit", "all"]
"""The last three belong to what was said in the round: what begins it, something that was found, the way to all of it."""

MOST: Final = 12
_LEADING: Final = frozenset({"den", "toi", "di", "mo", "go", "to", "open"})
"""Words before a target that only say that one wants to go there."""


@dataclass(frozen=True, slots=True)
class Target:
    """Something that can be reached."""

    kind: Kind
    words: str
    """As it is shown."""
    name: str
    """The id of the item or of the visit, the name of the screen or of the act."""
    code: str = ""
    """Short name that comes before all: the code of an item."""
    detail: str = ""
    """Shown beside it: a key, a day."""
    more: str = ""
    """Further words by which it is found."""
    hit: Hit | None = None
    """What was found, where it is that."""


def find(targets: Sequence[Target], query: str, limit: int = MOST) -> list[Target]:
    """Return what a query may mean, the likeliest first; diacritics and case tell nothing.

    A code as it was typed comes first, then what begins with the words, then what has words that begin so, in any order.
    """
    wanted = _words(query)
    if not wanted:
        return []
    ranked = [(rank, place, one) for place, one in enumerate(targets) if (rank := _rank(one, wanted)) is not None]
    return [one for _, _, one in sorted(ranked, key=lambda found: found[:2])][:limit]


def _words(query: str) -> list[str]:
    words = fold(query).split()
    while len(words) > 1 and words[0] in _LEADING:
        words.pop(0)
    return words


def _rank(target: Target, wanted: list[str]) -> int | None:
    code, words = target.code.lower(), fold(target.words)
    asked = " ".join(wanted)
    if code and code == asked:
        return 0
    if code and len(wanted) == 1 and code.startswith(asked):
        return 1
    if words.startswith(asked):
        return 2
    if all(f" {word}" in f" {words}" for word in wanted):
        return 3
    everything = f" {words} {fold(target.more)}"
    return 4 if all(f" {word}" in everything for word in wanted) else None
