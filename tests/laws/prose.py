"""What must be said of a round, worked out a second time: from bare answers, the checklist as JSON and the rules as words.

Nothing of the program's own judging, folding or speaking is used here, so that those can be held against it. The rules
stand in docs/sentences.md. A unit is a place in a list; a share is (who it is said of, who is in the denominator).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Any

Answers = dict[str, Any]
"""Item id to a word, or to a dictionary with `n` and `total`, `percent`, `count`, `minutes` or `text`."""

SPOILED = ("not_applicable", "not_verifiable")
SCORE = ""
"""What stands for an item where the score is spoken of."""


@dataclass(frozen=True)
class Spoken:
    """One sentence: of what kind, with which word, about which items, with which numbers, naming whom."""

    frame: str
    word: str
    items: tuple[str, ...]
    numbers: tuple[tuple[int, int], ...]
    of: tuple[int, ...]
    """The units of which it speaks."""
    out_of: tuple[tuple[int, ...], ...]
    """For each item the units of the denominator."""
    named: tuple[int, ...] = ()
    district: str = ""


@dataclass
class Telling:
    """A round to be told."""

    units: list[tuple[str, Answers]]
    """District and answers of each, in the order of the visits."""
    checklist: dict[str, Any]
    most: int = 80
    many: int = 50
    concentrated: int = 80
    named_first: int = 3
    named_at_most: int = 5
    named_one_in: int = 3
    quantified_from: int = 3
    items: dict[str, dict[str, Any]] = field(init=False)

    def __post_init__(self) -> None:
        self.items = {item["id"]: item for item in self.checklist["items"]}

    # -- judging ------------------------------------------------------------------------------------------------

    def mark(self, item: str, value: Any) -> str:
        """Return met, partly, unmet, or out: what stands in no denominator."""
        asked = self.items[item]
        if value is None or value in SPOILED:
            return "out"
        if isinstance(value, str):
            return {"pass": "met", "good": "met", "done": "partly", "fail": "unmet", "not_done": "unmet"}[value]
        goal = asked.get("target")
        if goal is None:
            return "out"
        if "n" in value:
            reached = Fraction(100 * value["n"], value["total"])
        else:
            reached = Fraction(Decimal(str(next(iter(value.values())))))
        if "at_most" in goal:
            return "met" if reached <= Fraction(goal["at_most"]) else "unmet"
        if reached >= Fraction(goal["at_least"]):
            return "met"
        return "partly" if "partly_from" in goal and reached >= Fraction(goal["partly_from"]) else "unmet"

    def column(self, item: str) -> dict[int, str]:
        """Return the marks of the units that stand in the denominator of an item."""
        marks = {unit: self.mark(item, answers.get(item)) for unit, (_, answers) in enumerate(self.units)}
        return {unit: mark for unit, mark in marks.items() if mark != "out"}

    def points(self, answers: Answers) -> Fraction | None:
        """Return the share of the points that a unit reached; None where nothing could be scored."""
        got, weights = Fraction(0), 0
        for item, asked in self.items.items():
            mark = self.mark(item, answers.get(item))
            if mark == "out":
                continue
            weights += asked["weight"]
            value = answers[item]
            if asked["answer"] == "ratio":
                got += asked["weight"] * Fraction(value["n"], value["total"])
            elif mark == "partly":
                got += asked["weight"] * Fraction(self.checklist["settings"]["partly_percent"], 100)
            elif mark == "met":
                got += asked["weight"]
        return got / weights if weights else None

    # -- words --------------------------------------------------------------------------------------------------

    def word(self, k: int, n: int) -> str:
        if n < self.quantified_from:
            return "named"
        if k == n:
            return "all"
        if k == 1:
            return "named"
        if 100 * k >= self.most * n:
            return "most"
        return "many" if 100 * k > self.many * n else "some"

    def few(self, k: int, n: int) -> bool:
        return k <= self.named_at_most or Fraction(k, n) <= Fraction(1, self.named_one_in)

    # -- strengths ----------------------------------------------------------------------------------------------

    def strengths(self) -> list[Spoken]:
        told: list[Spoken] = []
        scores = {unit: points for unit, (_, answers) in enumerate(self.units)
                  if (points := self.points(answers)) is not None}  # fmt: skip
        goal = Fraction(self.checklist["settings"]["good_score_percent"], 100)
        good = [unit for unit, points in scores.items() if points >= goal]
        if good and 100 * len(good) > self.many * len(scores):
            told.append(self._praise("score", (SCORE,), good, list(scores)))
        praised = [asked for asked in self.items.values() if asked.get("report_order") and asked.get("prose")]
        for asked in sorted(praised, key=lambda one: int(one["report_order"])):
            found = self._strength(asked)
            if found is not None:
                told.append(found)
        joined: list[Spoken] = []
        for one in told:
            if joined and self._go_together(joined[-1], one):
                joined[-1] = _joined(joined[-1], one)
            else:
                joined.append(one)
        return joined

    def _strength(self, asked: dict[str, Any]) -> Spoken | None:
        item = asked["id"]
        column = self.column(item)
        if asked["answer"] == "ratio":
            n = sum(self.units[unit][1][item]["total"] for unit in column)
            k = sum(self.units[unit][1][item]["n"] for unit in column)
            if not k or 100 * k <= self.many * n:
                return None
            word = self.word(k, n)
            of = tuple(unit for unit in column if self.units[unit][1][item]["n"])
            frame = "clause" if word == "all" and "of_all" in asked["prose"] else "counted"
            return Spoken(frame, word, (item,), ((k, n),), of, (tuple(column),))
        companions = [one["id"] for one in self.items.values() if one.get("praised_with") == item]
        base, good = [], []
        for unit, mark in column.items():
            beside = [self.units[unit][1].get(one) for one in companions]
            if "not_verifiable" in beside:
                continue
            base.append(unit)
            marks = [self.mark(one, value) for one, value in zip(companions, beside, strict=True)]
            if mark == "met" and all(one in ("met", "out") for one in marks):
                good.append(unit)
        if not good or not (100 * len(good) > self.many * len(base) or asked["answer"] == "graded"):
            return None
        if self.word(len(good), len(base)) == "all" and "of_all" in asked["prose"]:
            return Spoken("clause", "all", (item,), ((len(good), len(base)),), tuple(good), (tuple(base),))
        return self._praise("units", (item,), good, base)

    def _praise(self, frame: str, items: tuple[str, ...], good: list[int], base: list[int]) -> Spoken:
        word = self.word(len(good), len(base))
        named = tuple(good) if word == "named" else ()
        frame = "named" if word == "named" else frame
        return Spoken(frame, word, items, ((len(good), len(base)),), tuple(good), (tuple(base),), named)

    def _go_together(self, one: Spoken, other: Spoken) -> bool:
        if (one.frame, one.word) != (other.frame, other.word) or one.frame in ("clause", "score"):
            return False
        if one.frame == "counted":
            nouns = [self.items[spoken.items[0]]["counted"] for spoken in (one, other)]
            return one.word != "named" and nouns[0] == nouns[1]
        return one.of == other.of and one.numbers[0][1] == other.numbers[0][1] and one.district == other.district

    # -- shortcomings -------------------------------------------------------------------------------------------

    def shortcomings(self) -> list[Spoken]:
        joined: list[Spoken] = []
        for item, asked in self.items.items():
            found = self._shortcoming(item, asked) if asked.get("prose") else None
            if found is None:
                continue
            same = [one for one in joined if found.frame != "counted" and self._go_together(one, found)]
            if same:
                joined[joined.index(same[0])] = _joined(same[0], found)
            else:
                joined.append(found)
        tier = {"units": 0, "counted": 0, "named": 1, "group": 2}
        return sorted(joined, key=lambda one: (tier[one.frame], -Fraction(*one.numbers[0])))

    def _shortcoming(self, item: str, asked: dict[str, Any]) -> Spoken | None:
        column = self.column(item)
        if asked["answer"] == "ratio":
            values = {unit: self.units[unit][1][item] for unit in column}
            n = sum(value["total"] for value in values.values())
            k = n - sum(value["n"] for value in values.values())
            if not k or (100 * (n - k) >= self.most * n and not asked["critical"]):
                return None
            of = tuple(unit for unit, value in values.items() if value["n"] < value["total"])
            named = of if self.few(len(of), len(column)) else ()
            return Spoken("counted", self.word(k, n), (item,), ((k, n),), of, (tuple(column),), named)
        failing = [unit for unit, mark in column.items() if mark == "unmet"]
        return self._scoped(item, failing, list(column)) if failing else None

    def _scoped(self, item: str, failing: list[int], base: list[int]) -> Spoken:
        k, n = len(failing), len(base)
        word = self.word(k, n)

        def said(frame: str, word: str, named: Iterable[int] = (), district: str = "") -> Spoken:
            return Spoken(frame, word, (item,), ((k, n),), tuple(failing), (tuple(base),), tuple(named), district)

        if word in ("all", "most"):
            return said("units", word)
        if k > self.named_first and word != "named":
            for district in dict.fromkeys(self.units[unit][0] for unit in failing):
                inside = [unit for unit in failing if self.units[unit][0] == district]
                there = [unit for unit in base if self.units[unit][0] == district]
                of_them = self.word(len(inside), len(there))
                if district and 100 * len(inside) >= self.concentrated * k and of_them in ("all", "most"):
                    return said("group", of_them, [unit for unit in failing if unit not in inside], district)
        if word == "named" or self.few(k, n):
            return said("named", "named", failing)
        return said("units", word)

    # -- tasks --------------------------------------------------------------------------------------------------

    def tasks(self) -> list[tuple[str, int]]:
        """Return whose recommendation is given, and how many units must act, in their order."""
        acting: dict[str, set[int]] = {}
        failed = {item: one.of for one in self.shortcomings() for item in one.items}
        for item, asked in self.items.items():
            speaker = self.items.get(asked.get("recommended_with", ""), asked)
            if item in failed and speaker["own_recommendation"]:
                acting.setdefault(speaker["id"], set()).update(failed[item])
        order = list(self.items)
        counts = [(item, len(units)) for item, units in acting.items()]
        return sorted(counts, key=lambda pair: (-pair[1], order.index(pair[0])))


def _joined(one: Spoken, other: Spoken) -> Spoken:
    of = one.of + tuple(unit for unit in other.of if unit not in one.of)
    return Spoken(
        one.frame, one.word, one.items + other.items, one.numbers + other.numbers, of, one.out_of + other.out_of,
        one.named, one.district,
    )  # fmt: skip
