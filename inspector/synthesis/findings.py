"""What can be said of the round: strengths first, then shortcomings, each a value that knows what it rests on.

Source: the rules are inferred from "Thị sát" bộ phận một cửa (Báo Cà Mau, 15/5/2025); docs/sentences.md sets its
sentences beside ours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from fractions import Fraction

import msgspec

from inspector.journal.entry import EntryId
from inspector.projection.photos import Photo
from inspector.rules.item import Item, Wording
from inspector.synthesis.matrix import Cell, Matrix
from inspector.synthesis.shares import (
    Quantifier,
    Share,
    failing,
    left_out,
    meeting,
    quantify,
    those_who_fail,
    those_who_meet,
)
from inspector.synthesis.thresholds import Thresholds
from inspector.synthesis.units import Group, Unit


class Frame(Enum):
    """How a sentence is built; see `wording.tell`."""

    SCORE = "score"
    """Of how many units the score is good."""
    CLAUSE = "clause"
    """A whole clause that is true of all."""
    UNITS = "units"
    """Of how many units something is true."""
    COUNTED = "counted"
    """Of how many officials, or of whatever an item counts."""
    NAMED = "named"
    """Of which units, by name."""
    GROUP = "group"
    """Of how many units of one group; those outside it are named beside it."""


class Claim(msgspec.Struct, frozen=True, gc=False):
    """One predicate and the share for which it holds."""

    item: Item | None
    """None where it is the score that is spoken of."""
    words: Wording
    share: Share


class Sentence(msgspec.Struct, frozen=True, gc=False):
    """One generated sentence. Its claims have the same subject."""

    frame: Frame
    quantifier: Quantifier
    claims: tuple[Claim, ...]
    is_strength: bool
    named: tuple[Unit, ...] = ()
    """The units that it names, in the order of the visits."""
    group: Group | None = None
    group_units: tuple[Unit, ...] = ()
    """Of the group of which it speaks, the units in a denominator of some claim."""
    shows_groups: bool = True
    """Whether names carry their group: not where there is only one."""

    @property
    def share(self) -> Share:
        """The share of the first claim: of the same units as the others."""
        return self.claims[0].share

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(claim.item for claim in self.claims if claim.item is not None)

    @property
    def rests_on(self) -> tuple[Item, ...]:
        """The items whose answers prove it: those of which it speaks, their companions, and for a score all that counts."""
        return tuple({cell.item.id: cell.item for cell in self._cells()}.values())

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units of which it speaks."""
        return tuple(dict.fromkeys(unit for claim in self.claims for unit in claim.share.units))

    @property
    def statements(self) -> tuple[EntryId, ...]:
        """The statements that prove it: of those of whom it speaks, and of the rest of the denominator."""
        return tuple(dict.fromkeys(one for cell in self._cells() for one in cell.statements))

    @property
    def photos(self) -> tuple[Photo, ...]:
        """The photos that show it, at the units of which it speaks; none for a score, which no picture shows."""
        told = (claim.share.told for claim in self.claims if claim.item is not None)
        return tuple({photo.id: photo for cells in told for cell in cells for photo in cell.photos}.values())

    def _cells(self) -> Iterator[Cell]:
        for claim in self.claims:
            yield from claim.share.told
            yield from claim.share.others


class Findings(msgspec.Struct, frozen=True, gc=False):
    """All that can be said of a round or of a part of it."""

    strengths: tuple[Sentence, ...]
    shortcomings: tuple[Sentence, ...]

    @property
    def failed(self) -> dict[str, tuple[Cell, ...]]:
        """The cells of the shortcomings, by item, in the order of the sentences."""
        return {
            claim.item.id: claim.share.told
            for sentence in self.shortcomings
            for claim in sentence.claims
            if claim.item is not None
        }

    @property
    def left_out(self) -> tuple[Cell, ...]:
        """The cells that leave a denominator of some sentence, each once, in the order of the sentences."""
        found = {
            (cell.unit.number, cell.item.id): cell
            for sentence in (*self.strengths, *self.shortcomings)
            for claim in sentence.claims
            for cell in claim.share.left_out
        }
        return tuple(found.values())


def findings(matrix: Matrix, thresholds: Thresholds, *, role_play: bool = True) -> Findings:
    """Return what can be said of a matrix.

    Args:
        matrix: the round, or the part of it that a paper is about.
        thresholds: the round's.
        role_play: whether items that rest on role-play alone are told. Not to the unit's superiors: an official could be
            recognised by it.
    """
    items = tuple(item for item in matrix.items if role_play or not item.is_role_play)
    shows_groups = len({unit.group for unit in matrix.units}) > 1
    return Findings(
        strengths=tuple(_strengths(matrix, items, thresholds, shows_groups)),
        shortcomings=tuple(_shortcomings(matrix, items, thresholds, shows_groups)),
    )


# -- strengths ---------------------------------------------------------------------------------------------------------


def _strengths(matrix: Matrix, items: Sequence[Item], thresholds: Thresholds, shows_groups: bool) -> Iterator[Sentence]:
    """Yield the score, then the items in the order that the checklist gives their praise; equal subjects joined."""
    told = [item for item in items if item.report_order is not None and item.prose is not None]
    found = [_score(matrix, items, thresholds)]
    found += [_strength(matrix, item, thresholds) for item in sorted(told, key=lambda item: item.report_order or 0)]
    last: Sentence | None = None
    for sentence in found:
        if sentence is None:
            continue
        if last is not None and _same_subject(last, sentence):
            last = _joined(last, sentence)
            continue
        if last is not None:
            yield msgspec.structs.replace(last, shows_groups=shows_groups)
        last = sentence
    if last is not None:
        yield msgspec.structs.replace(last, shows_groups=shows_groups)


def _score(matrix: Matrix, items: Iterable[Item], thresholds: Thresholds) -> Sentence | None:
    """Return for how many units the score is good; nothing unless it is more than half.

    A unit where nothing could be scored leaves the denominator; the note names those of its `items` that were asked.
    """
    settings = matrix.checklist.settings
    scored = [one for one in matrix.scores if one.score.out_of]
    good = {one.unit for one in scored if one.score.percent_at_least(settings.good_score_percent)}
    rest = [one.unit for one in scored if one.unit not in good]
    if not scored or not thresholds.is_many(Fraction(len(good), len(scored))):
        return None
    cells = {unit: tuple(cell for cell in matrix.row(unit) if cell.counts) for unit in (*good, *rest)}
    told = tuple(cell for one in scored if one.unit in good for cell in cells[one.unit])
    others = tuple(cell for unit in rest for cell in cells[unit])
    unscored = {one.unit for one in matrix.scores if not one.score.out_of}
    out = left_out(cell for item in items for cell in matrix.columns[item.id] if cell.unit in unscored)
    share = Share(len(good), len(scored), told, others, out)
    return _of_units(Claim(None, settings.good_score, share), thresholds, Frame.SCORE)


def _strength(matrix: Matrix, item: Item, thresholds: Thresholds) -> Sentence | None:
    """Return for whom an item is a strength.

    A minority is praised only where answers are graded: there "good" stands above "done", and is worth a word.
    """
    assert item.prose is not None
    is_ratio = item.answer == "ratio"
    share = those_who_meet(matrix.columns[item.id]) if is_ratio else meeting(matrix, item.id)
    if not share.k or not (thresholds.is_many(share.value) or item.answer == "graded"):
        return None
    claim = Claim(item, item.prose.positive, share)
    quantifier = quantify(share.k, share.n, thresholds)
    if quantifier is Quantifier.ALL and item.prose.of_all is not None:
        return Sentence(Frame.CLAUSE, quantifier, (Claim(item, item.prose.of_all, share),), True)
    if is_ratio:
        return Sentence(Frame.COUNTED, quantifier, (claim,), True)
    return _of_units(claim, thresholds, Frame.UNITS)


def _of_units(claim: Claim, thresholds: Thresholds, frame: Frame) -> Sentence:
    quantifier = quantify(claim.share.k, claim.share.n, thresholds)
    if quantifier is Quantifier.NAMED:
        return Sentence(Frame.NAMED, quantifier, (claim,), True, named=claim.share.units)
    return Sentence(frame, quantifier, (claim,), True)


def _same_subject(one: Sentence, other: Sentence) -> bool:
    """Tell whether two sentences can be joined: of the same units, or of officials with the same word."""
    if (one.frame, one.quantifier) != (other.frame, other.quantifier) or one.frame in (Frame.CLAUSE, Frame.SCORE):
        return False
    if one.frame is Frame.COUNTED:
        nouns = [claim.item.counted for claim in (one.claims[0], other.claims[0]) if claim.item is not None]
        return one.quantifier is not Quantifier.NAMED and len(set(nouns)) == 1
    return one.units == other.units and one.group == other.group


def _joined(one: Sentence, other: Sentence) -> Sentence:
    """Return one sentence for two of the same subject. Their denominators may differ: each claim tells its own."""
    there = sorted({*one.group_units, *other.group_units}, key=lambda unit: unit.number)
    return msgspec.structs.replace(one, claims=(*one.claims, *other.claims), group_units=tuple(there))


# -- shortcomings ------------------------------------------------------------------------------------------------------


def _shortcomings(
    matrix: Matrix, items: Iterable[Item], thresholds: Thresholds, shows_groups: bool
) -> Iterator[Sentence]:
    """Yield what is said of all units, then of named ones, then of one group; within each, the larger share first.

    What is true of the same units is said in one sentence.
    """
    found = [one for item in items if item.prose is not None if (one := _shortcoming(matrix, item, thresholds))]
    joined: list[Sentence] = []
    for sentence in found:
        place = next((i for i, known in enumerate(joined) if _same_subject(known, sentence)), None)
        if place is None or sentence.frame is Frame.COUNTED:
            joined.append(sentence)
        else:
            joined[place] = _joined(joined[place], sentence)
    for sentence in sorted(joined, key=lambda one: (_TIER[one.frame], -_largest(one))):
        yield msgspec.structs.replace(sentence, shows_groups=shows_groups)


def _largest(sentence: Sentence) -> Fraction:
    return max(claim.share.value for claim in sentence.claims)


_TIER = {Frame.UNITS: 0, Frame.COUNTED: 0, Frame.NAMED: 1, Frame.GROUP: 2}


def _shortcoming(matrix: Matrix, item: Item, thresholds: Thresholds) -> Sentence | None:
    assert item.prose is not None
    cells = matrix.columns[item.id]
    if item.answer == "ratio":
        return _among_counted(item, item.prose.negative, cells, thresholds)
    share = failing(cells)
    return _in_scope(Claim(item, item.prose.negative, share), thresholds) if share.k else None


def _among_counted(item: Item, words: Wording, cells: tuple[Cell, ...], thresholds: Thresholds) -> Sentence | None:
    """Return a shortcoming of officials, or of whatever is counted.

    Where most of them meet the item it is a strength, whose numbers show how many do not, and no shortcoming beside it;
    but of what is critical every single failure is told.
    """
    share = those_who_fail(cells)
    if not share.k or (thresholds.is_most(1 - share.value) and not item.critical):
        return None
    named = share.units if _are_few(len(share.units), len(share.of_units), thresholds) else ()
    return Sentence(
        Frame.COUNTED, quantify(share.k, share.n, thresholds), (Claim(item, words, share),), False, named=named
    )


def _in_scope(claim: Claim, thresholds: Thresholds) -> Sentence:
    """Return a shortcoming of units in the widest scope that is true: most of all, a few by name, most of a group."""
    share = claim.share
    quantifier = quantify(share.k, share.n, thresholds)
    if quantifier in (Quantifier.ALL, Quantifier.MOST):
        return Sentence(Frame.UNITS, quantifier, (claim,), False)
    if share.k > thresholds.named_first and quantifier is not Quantifier.NAMED:
        grouped = _in_group(claim, thresholds)
        if grouped is not None:
            return grouped
    if quantifier is Quantifier.NAMED or _are_few(share.k, share.n, thresholds):
        return Sentence(Frame.NAMED, Quantifier.NAMED, (claim,), False, named=share.units)
    return Sentence(Frame.UNITS, quantifier, (claim,), False)


def _are_few(k: int, n: int, thresholds: Thresholds) -> bool:
    return k <= thresholds.named_at_most or k * thresholds.named_one_in <= n


def _in_group(claim: Claim, thresholds: Thresholds) -> Sentence | None:
    """Return the shortcoming as one of a group, if nearly all who fail are there and most of those there fail."""
    share = claim.share
    group, inside = Counter(unit.group for unit in share.units).most_common(1)[0]
    there = tuple(unit for unit in share.of_units if unit.group == group)
    if not group or inside * 100 < share.k * thresholds.concentrated_percent:
        return None
    quantifier = quantify(inside, len(there), thresholds)
    if quantifier not in (Quantifier.ALL, Quantifier.MOST):
        return None
    beside = tuple(unit for unit in share.units if unit.group != group)
    return Sentence(Frame.GROUP, quantifier, (claim,), False, named=beside, group=group, group_units=there)
