"""The random draw of units: stratified, weighted, and the same on every machine that has the seed and the frame.

Within each stratum units are drawn one after the other without replacement, each time with a chance in proportion to its
weight among those that are left. Numbers come from SHA-256 over the seed and a counter; all arithmetic is with whole
numbers, so nothing is rounded anywhere. docs/draw.md sets down the method byte for byte.

Sequential draws were chosen over sorting by random keys (Efraimidis and Spirakis, 2006), whose logarithms two machines
may round apart, and over systematic sampling, in which neighbours in the list never come together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import count
from typing import Final

import msgspec

from inspector.errors import KnownError
from inspector.journal import canon
from inspector.journal.entry import EntryId

METHOD: Final = "weighted-1"
"""Names what is done below. Another method has another name, and seeds that were stated for this one keep it."""

_RANGE: Final = 2**256


class Candidate(msgspec.Struct, frozen=True, order=True):
    """A unit that may be drawn: its code with the day from which the code means it, its stratum, its weight (> 0)."""

    code: str
    since: str
    stratum: str
    weight: int


class Frame(msgspec.Struct, frozen=True):
    """What is drawn from: the units in the order of their codes, and at least which share of each stratum is drawn."""

    candidates: tuple[Candidate, ...]
    share: Fraction

    @classmethod
    def of(cls, candidates: Iterable[Candidate], share: Fraction) -> Frame:
        """Return the frame of units that are listed in any order.

        Raises: KnownError draw.nothing (no unit), draw.weight (a weight below 1), draw.share (not above 0, at most 1),
            draw.unit-twice.
        """
        ordered = tuple(sorted(candidates))
        if not ordered:
            raise KnownError("draw.nothing", exit_code=2)
        if any(one.weight < 1 for one in ordered):
            raise KnownError("draw.weight", exit_code=2)
        if not 0 < share <= 1:
            raise KnownError("draw.share", exit_code=2)
        counts = Counter((one.code, one.since) for one in ordered)
        twice = sorted(code for (code, _), times in counts.items() if times > 1)
        if twice:
            raise KnownError("draw.unit-twice", exit_code=2, units=", ".join(twice))
        return cls(ordered, share)

    @property
    def digest(self) -> str:
        """64 hex digits over all that the draw depends on beside the seed."""
        content = {
            "method": METHOD,
            "share": [self.share.numerator, self.share.denominator],
            "units": [[one.code, one.since, one.stratum, one.weight] for one in self.candidates],
        }
        return canon.digest(canon.FRAME, canon.encode(content)).hex()

    @property
    def strata(self) -> dict[str, tuple[Candidate, ...]]:
        """The units of each stratum, strata in the order of their names, character by character."""
        groups: defaultdict[str, list[Candidate]] = defaultdict(list)
        for one in self.candidates:
            groups[one.stratum].append(one)
        return {name: tuple(groups[name]) for name in sorted(groups)}


def quota(units: int, share: Fraction) -> int:
    """Return how many of the units of a stratum are drawn: the share of them, rounded up, and so at least one."""
    return -(-units * share.numerator // share.denominator)


def draw(statement: EntryId, seed: str, frame: Frame) -> tuple[Candidate, ...]:
    """Return the units that a seed gives: stratum by stratum, within one in the order in which they were drawn.

    Args:
        statement: id of the entry that states the seed. It binds the draw to that statement, and through the chain to
            all that was said before it: nobody can draw first and state the seed afterwards.
        seed: 64 hex digits.
        frame: what is drawn from.
    """
    key = bytes.fromhex(seed) + bytes.fromhex(statement) + bytes.fromhex(frame.digest)
    return tuple(
        picked
        for stratum, units in frame.strata.items()
        for picked in _weighted(units, quota(len(units), frame.share), _numbers(key, stratum))
    )


def _numbers(key: bytes, stratum: str) -> Iterator[int]:
    """Yield numbers below 2^256, evenly spread: SHA-256 over key, counter (8 bytes, big-endian) and the stratum's name."""
    name = stratum.encode()
    for turn in count():
        yield int.from_bytes(canon.digest(canon.DRAW, key + turn.to_bytes(8, "big") + name), "big")


def _weighted(units: Sequence[Candidate], wanted: int, numbers: Iterator[int]) -> Iterator[Candidate]:
    left = list(units)
    total = sum(one.weight for one in left)
    for _ in range(wanted):
        at = _below(total, numbers)
        place = 0
        while at >= left[place].weight:
            at -= left[place].weight
            place += 1
        total -= left[place].weight
        yield left.pop(place)


def _below(limit: int, numbers: Iterator[int]) -> int:
    """Return a number from 0 to `limit` - 1, each equally likely: numbers that would favour the small are passed over."""
    return next(number for number in numbers if number < _RANGE - _RANGE % limit) % limit
