"""How much of what was asked and could be judged a unit meets, as an exact share with its denominator in view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from inspector.journal.value import Measure, Value
from inspector.rules.answers import Standing, standing
from inspector.rules.checklist import Checklist
from inspector.rules.item import Item


@dataclass(frozen=True, slots=True)
class Score:
    """Points over weights, and how many items stand behind them; the five counts add up to all items."""

    points: Fraction
    out_of: int
    """Sum of the weights of the scored items; 0 where nothing could be scored."""
    scored: int
    not_applicable: int
    not_verifiable: int
    not_asked: int
    told: int
    """Answered with a text or a measure without a target, which carries no points."""
    critical: tuple[str, ...]
    """Ids of critical items that are not met, whatever the points."""

    def percent_at_least(self, percent: int) -> bool:
        """Compare exactly; a score out of nothing is at least nothing."""
        return self.out_of > 0 and 100 * self.points >= percent * self.out_of

    @property
    def percent_tenths(self) -> int:
        """Tenths of a per cent, 0 to 1000, cut rather than rounded: what reads 80,0 % is at least 80 %."""
        return int(1000 * self.points / self.out_of) if self.out_of else 0


def score(checklist: Checklist, results: Mapping[str, Value]) -> Score:
    """Return the score of the results, by item id; what the checklist does not ask is not counted.

    Met earns the whole weight, partly met the share that the settings name, a ratio its own share. What is not
    applicable, not verifiable or not asked leaves the denominator and is counted beside it.

    Raises: KnownError("answer.unfit").
    """
    points, out_of, counts = Fraction(0), 0, dict.fromkeys(Standing, 0)
    critical: list[str] = []
    for item in checklist.items:
        if item.id not in results:
            continue
        value = results[item.id]
        found = standing(item, value)
        counts[found] += 1
        if found in _EARNS:
            points += item.weight * _share(item, value, found, checklist)
            out_of += item.weight
        if item.critical and found in (Standing.PARTLY, Standing.UNMET):
            critical.append(item.id)
    return Score(
        points=points,
        out_of=out_of,
        scored=sum(counts[found] for found in _EARNS),
        not_applicable=counts[Standing.LEFT_OUT],
        not_verifiable=counts[Standing.UNKNOWN],
        not_asked=len(checklist.items) - sum(counts.values()),
        told=counts[Standing.NO_STANDING],
        critical=tuple(critical),
    )


_EARNS = (Standing.MET, Standing.PARTLY, Standing.UNMET)


def _share(item: Item, value: Value, found: Standing, checklist: Checklist) -> Fraction:
    if item.answer == "ratio" and isinstance(value, Measure):
        assert value.n is not None
        assert value.total is not None
        return Fraction(value.n, value.total)
    if found is Standing.PARTLY:
        return Fraction(checklist.settings.partly_percent, 100)
    return Fraction(int(found is Standing.MET))
