"""How much of what was asked and could be judged a unit meets, as an exact share with its denominator in view."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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


def score(
    checklist: Checklist, results: Mapping[str, Value], judge: Callable[[Item, Value], Standing] = standing
) -> Score:
    """Return the score of the results, by item id; what the checklist does not ask is not counted.

    Met earns the whole weight, partly met the share that the settings name, a ratio its own share. What is not
    applicable, not verifiable or not asked leaves the denominator and is counted beside it. `judge` is `standing`, or
    something that remembers what `standing` said.

    Raises: KnownError("answer.unfit").
    """
    hundredths = out_of = scored = not_applicable = not_verifiable = told = 0
    shares: dict[int, int] = {}
    critical: list[str] = []
    for item in checklist.items:
        value = results.get(item.id)
        if value is None:
            continue
        found = judge(item, value)
        if found is Standing.LEFT_OUT:
            not_applicable += 1
        elif found is Standing.UNKNOWN:
            not_verifiable += 1
        elif found is Standing.NO_STANDING:
            told += 1
        else:
            scored += 1
            out_of += item.weight
            if item.answer == "ratio" and isinstance(value, Measure):
                assert value.n is not None
                assert value.total is not None
                # Ratios are added by their totals: exact, and without a fraction for each of a province's answers.
                shares[value.total] = shares.get(value.total, 0) + item.weight * value.n
            elif found is not Standing.UNMET:
                hundredths += item.weight * (100 if found is Standing.MET else checklist.settings.partly_percent)
            if item.critical and found is not Standing.MET:
                critical.append(item.id)
    return Score(
        points=Fraction(hundredths, 100) + sum(Fraction(earned, total) for total, earned in shares.items()),
        out_of=out_of,
        scored=scored,
        not_applicable=not_applicable,
        not_verifiable=not_verifiable,
        not_asked=len(checklist.items) - scored - not_applicable - not_verifiable - told,
        told=told,
        critical=tuple(critical),
    )
