"""Whether words that a person typed name a place: without diacritics, with or without kind, district and province."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple

from inspector.text import clean, fold, sort_key

_SHORT = {
    "x": ("xa",),
    "p": ("phuong",),
    "tt": ("thi", "tran"),
    "tx": ("thi", "xa"),
    "tp": ("thanh", "pho"),
    "h": ("huyen",),
    "q": ("quan",),
    "t": ("tinh",),
}
_KIND = re.compile(r"^(xa|phuong|thi tran|dac khu|huyen|quan|thi xa|thanh pho|tinh) ")


class Fit(IntEnum):
    """How well words fit a place, best first."""

    WHOLE = 0
    """The words are the name, alone or with kind and what stands above."""
    BEGIN = 1
    """The words are the beginning of that, as while one types."""
    INSIDE = 2
    """The words begin with a later word of the name: "lạc" of "Phong Lạc"."""


class Words(NamedTuple):
    """A query as words: folded for finding, and as typed for preferring the right diacritics among equals."""

    folded: str
    typed: tuple[str, ...]


class Names(NamedTuple):
    """The folded forms by which one place is found, and its name as it is written."""

    heads: tuple[str, ...]
    tails: tuple[str, ...]
    spelled: tuple[str, ...]


def words(query: str) -> Words:
    """Return the words of a query, marks of punctuation gone, "x." "p2" "tt" and the like written out.

    The last word is left as it is: it may be half a word.
    Raises: KnownError("text.control").
    """
    apart = re.sub(r"\b([pP])\.?(?=[0-9])", r"\1 ", clean(query))
    raw = _apart(apart)
    folded: list[str] = []
    typed: list[str] = []
    for place, word in enumerate(raw):
        plain = fold(word)
        full = _SHORT.get(plain) if place < len(raw) - 1 and not _is_initial(raw[place - 1 : place]) else None
        folded += full or (plain,)
        typed += full or (word,)
    return Words(" ".join(folded), tuple(typed))


def _is_initial(before: list[str]) -> bool:
    """Tell whether the word before is one letter that shortens no kind: in "N.T Phong Hải" the T is no province."""
    return any(len(word) == 1 and word.isalpha() and fold(word) not in _SHORT for word in before)


def names(full_name: str, *above: Iterable[str]) -> Names:
    """Return the forms of a place named `full_name`; `above` as for `tails`."""
    with_kind = _plain(full_name)
    bare = _KIND.sub("", with_kind)
    spelled = _apart(full_name)[-len(bare.split()) :]
    return Names((with_kind, bare), tails(*above), tuple(spelled))


def tails(*above: Iterable[str]) -> tuple[str, ...]:
    """Return what may follow a name: for each level above, nearest first, the full names that it has or once had."""
    found = [""]
    for level in above:
        forms = dict.fromkeys(form for name in map(_plain, level) for form in (name, _KIND.sub("", name)))
        found += [f"{tail} {form}" for tail in found for form in forms]
    return tuple(tail.strip() for tail in found if tail)


def tells(asked: Words) -> bool:
    """Tell whether a word was typed with diacritics, so that they can decide between equals."""
    return any(fold(word) != word.lower() for word in asked.typed)


def fit(asked: Words, known: Names) -> Fit | None:
    """Return how the words fit the place, None if they name another."""
    best: Fit | None = None
    for head in known.heads:
        found = _fit(asked.folded, head, known.tails)
        if found is not None and (best is None or found < best):
            best = found
    return best


def misspelled(asked: Words, known: Names) -> int:
    """Return how many words of the name were typed with other diacritics than it has; bare words are not counted.

    The diacritics of "Tân Thạnh" tell it from "Tân Thành"; the place of the tone (hoà, hòa) and the case tell nothing.
    """
    for skipped in range(len(known.spelled)):  # "lạc" begins inside the name
        for start in range(len(asked.typed)):  # "xã" stands before it
            pairs = tuple(zip(asked.typed[start:], known.spelled[skipped:], strict=False))
            if all(fold(right).startswith(fold(typed)) for typed, right in pairs):
                return sum(_differs(typed, right) for typed, right in pairs)
    return 0


def _differs(typed: str, right: str) -> bool:
    begun = right[: len(typed)]
    return fold(typed) != typed.lower() and sort_key(typed)[:2] != sort_key(begun)[:2]


def _fit(asked: str, head: str, tails: tuple[str, ...]) -> Fit | None:
    if asked == head:
        return Fit.WHOLE
    if head.startswith(asked):
        return Fit.BEGIN
    if asked.startswith(f"{head} "):
        rest = asked.removeprefix(f"{head} ")
        if rest in tails:
            return Fit.WHOLE
        if any(tail.startswith(rest) for tail in tails):
            return Fit.BEGIN
    return Fit.INSIDE if f" {asked}" in head else None


def _plain(name: str) -> str:
    return fold(" ".join(_apart(name)))


def _apart(text: str) -> list[str]:
    return re.sub(r"[^\w\s'’]", " ", text).split()
