"""What must be said of a round, worked out a second time: from bare answers, the checklist as JSON and the rules as words.

Nothing of the program is used here, so that it can be held against this. The rules are those of docs/sentences.md.
A unit is its place in the order of the visits; an answer is a word or a dictionary with what was measured.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

OPEN: Final = "open"
"""The answer where two observers differ and nobody has concluded."""
SCORE: Final = "the score"
"""What stands for an item where the score is spoken of."""

KINDS: Final = ("xã", "phường", "thị trấn", "")
"""In the order in which a list of names tells them; a name without one is that of a "đơn vị"."""

Cell = tuple[int, str]
"""A unit and an item."""


@dataclass(frozen=True)
class Place:
    kind: str
    bare: str
    district: str
    answers: dict[str, Any]
    day: str


@dataclass(frozen=True)
class Limits:
    """The thresholds by their names in the setting."""

    most_percent: int = 80
    many_percent: int = 50
    concentrated_percent: int = 80
    named_first: int = 3
    named_at_most: int = 5
    named_one_in: int = 3
    quantified_from: int = 3
    grouping: str = ""


@dataclass(frozen=True)
class Claim:
    """That something is true of `k` of `n`."""

    item: str
    k: int
    n: int
    of: tuple[int, ...]
    """The units of which it is said."""
    among: tuple[int, ...]
    """The units of the denominator."""
    rests_on: frozenset[Cell]
    out: frozenset[Cell]
    """What was asked and leaves the denominator."""
    inside: tuple[int, int] | None = None
    """Of one district: how many of how many."""


@dataclass(frozen=True)
class Said:
    """One sentence: scope is score, clause, units, counted, named or group; word is all, most, many, some or named."""

    scope: str
    word: str
    claims: tuple[Claim, ...]
    named: tuple[int, ...] = ()
    district: str = ""
    kinds: tuple[str, ...] = ()
    """Of the units of the district that stand in a denominator."""


@dataclass
class Reckoning:
    """A round from which sentences and tasks follow."""

    places: list[Place]
    """In the order of the visits."""
    checklist: dict[str, Any]
    limits: Limits = field(default_factory=Limits)
    role_play: bool = True
    decided: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """By item what the lead decided ("own" or "general") and in which words."""

    def __post_init__(self) -> None:
        self.items: dict[str, dict[str, Any]] = {item["id"]: item for item in self.checklist["items"]}
        self.spoken = [one for one in self.items.values() if self.role_play or one["method"] != ["role_play"]]
        self.is_former = self.places[0].day >= "2025-07-01"
        """Districts were there no longer when the round began."""
        by_district = self.limits.grouping == "former_district" or not (self.limits.grouping or self.is_former)
        self.districts = [place.district if by_district else "" for place in self.places]
        self.shows_districts = len(set(self.districts)) > 1
        self.units = range(len(self.places))

    # -- what an answer amounts to --------------------------------------------------------------------------------

    def value(self, unit: int, item: str) -> Any:
        return self.places[unit].answers.get(item)

    def mark(self, unit: int, item: str) -> str:
        """Return met, partly or unmet; why it counts for nothing; or "unasked"."""
        value, asked = self.value(unit, item), self.items[item]
        if value is None:
            return "unasked"
        if isinstance(value, str):
            words = {"pass": "met", "fail": "unmet", "good": "met", "done": "partly", "not_done": "unmet"}
            return words.get(value, value)
        if "target" not in asked:
            return "told"
        if "total" in value:
            reached = Fraction(value["n"], value["total"]) * 100
        else:
            (number,) = value.values()
            reached = Fraction(Decimal(number))
        target = {name: Fraction(Decimal(number)) for name, number in asked["target"].items()}
        if "at_most" in target:
            return "unmet" if reached > target["at_most"] else "met"
        if reached < target.get("partly_from", target["at_least"]):
            return "unmet"
        return "met" if reached >= target["at_least"] else "partly"

    def counts(self, unit: int, item: str) -> bool:
        return self.mark(unit, item) in ("met", "partly", "unmet")

    def spoilt(self, unit: int, item: str) -> bool:
        """Tell whether it was asked and cannot be judged."""
        return not self.counts(unit, item) and self.mark(unit, item) != "unasked"

    def score(self, unit: int) -> tuple[Fraction, int]:
        """Return points and weights."""
        points, weights = Fraction(0), 0
        for item, asked in self.items.items():
            if not self.counts(unit, item):
                continue
            weights += asked["weight"]
            if asked["answer"] == "ratio":
                earned = Fraction(self.value(unit, item)["n"], self.value(unit, item)["total"])
            else:
                partly = Fraction(self.checklist["settings"]["partly_percent"], 100)
                earned = {"met": Fraction(1), "partly": partly, "unmet": Fraction(0)}[self.mark(unit, item)]
            points += earned * asked["weight"]
        return points, weights

    # -- words ----------------------------------------------------------------------------------------------------

    def word(self, k: int, n: int) -> str:
        percent = Fraction(100 * k, n)
        if n < self.limits.quantified_from:
            return "named"
        if k == n:
            return "all"
        if k == 1:
            return "named"
        if percent >= self.limits.most_percent:
            return "most"
        return "many" if percent > self.limits.many_percent else "some"

    def is_few(self, k: int, n: int) -> bool:
        return k <= self.limits.named_at_most or Fraction(k, n) <= Fraction(1, self.limits.named_one_in)

    def is_majority(self, k: int, n: int) -> bool:
        return Fraction(100 * k, n) > self.limits.many_percent

    # -- strengths ------------------------------------------------------------------------------------------------

    def strengths(self) -> list[Said]:
        told: list[Said] = []
        for one in self._strengths():
            before = told[-1] if told else None
            if before is not None and self._is_same_subject(before, one):
                told[-1] = replace(before, claims=before.claims + one.claims)
            else:
                told.append(one)
        return told

    def _strengths(self) -> Iterator[Said]:
        scores = {unit: self.score(unit) for unit in self.units}
        scored = [unit for unit in self.units if scores[unit][1]]
        wanted = Fraction(self.checklist["settings"]["good_score_percent"], 100)
        good = [unit for unit in scored if scores[unit][0] / scores[unit][1] >= wanted]
        if good and self.is_majority(len(good), len(scored)):
            proof = frozenset((unit, item) for unit in scored for item in self.items if self.counts(unit, item))
            out = {
                (unit, item["id"])
                for unit in self.units
                for item in self.spoken
                if unit not in scored and self.spoilt(unit, item["id"])
            }
            claim = Claim(SCORE, len(good), len(scored), tuple(good), tuple(scored), proof, frozenset(out))
            yield self._of_units(claim, "score")
        praised = [item for item in self.spoken if "report_order" in item and "prose" in item]
        for item in sorted(praised, key=lambda one: int(one["report_order"])):
            claim = self._praise_of_counted(item) if item["answer"] == "ratio" else self._praise_of_units(item)
            if not claim.k or not (self.is_majority(claim.k, claim.n) or item["answer"] == "graded"):
                continue
            word = self.word(claim.k, claim.n)
            if word == "all" and "of_all" in item["prose"]:
                yield Said("clause", word, (claim,))
            elif item["answer"] == "ratio":
                yield Said("counted", word, (claim,))
            else:
                yield self._of_units(claim, "units")

    def _praise_of_counted(self, item: dict[str, Any]) -> Claim:
        """Sum over all units: how many meet it of all who are there."""
        there = {unit: self.value(unit, item["id"]) for unit in self.units if self.counts(unit, item["id"])}
        return self._claim(
            item["id"],
            sum(value["n"] for value in there.values()),
            sum(value["total"] for value in there.values()),
            [unit for unit, value in there.items() if value["n"] > 0],
            list(there),
        )

    def _praise_of_units(self, item: dict[str, Any]) -> Claim:
        """Count units that meet the item and whatever is praised with it; what is known to be lacking is lacking."""
        beside = [one["id"] for one in self.items.values() if one.get("praised_with") == item["id"]]
        good, among, proof, out = [], [], set(), set()
        for unit in self.units:
            own, others = self.mark(unit, item["id"]), [self.mark(unit, one) for one in beside]
            if own not in ("met", "partly", "unmet"):
                out |= {(unit, item["id"])} if own != "unasked" else set()
                continue
            lacks = own != "met" or "unmet" in others or "partly" in others
            in_doubt = {"not_verifiable", OPEN, "unasked"}.intersection(others)
            if not lacks and in_doubt:
                out |= {(unit, one) for one in beside if self.mark(unit, one) in ("not_verifiable", OPEN)}
                continue
            among.append(unit)
            proof |= {(unit, item["id"])} | {(unit, one) for one in beside if self.counts(unit, one)}
            if not lacks:
                good.append(unit)
        return Claim(item["id"], len(good), len(among), tuple(good), tuple(among), frozenset(proof), frozenset(out))

    def _of_units(self, claim: Claim, scope: str) -> Said:
        word = self.word(claim.k, claim.n)
        return Said("named", word, (claim,), claim.of) if word == "named" else Said(scope, word, (claim,))

    def _claim(self, item: str, k: int, n: int, of: Sequence[int], among: Sequence[int]) -> Claim:
        """Return a claim that rests on one item alone."""
        proof = frozenset((unit, item) for unit in among)
        out = frozenset((unit, item) for unit in self.units if self.spoilt(unit, item))
        return Claim(item, k, n, tuple(of), tuple(among), proof, out)

    def _is_same_subject(self, one: Said, other: Said) -> bool:
        """Tell whether both are said of the same units in the same words, or with one word of the same officials."""
        if (one.scope, one.word) != (other.scope, other.word) or one.scope in ("clause", "score"):
            return False
        if one.scope == "counted":
            counted = [self.items[said.claims[0].item]["counted"] for said in (one, other)]
            return one.word != "named" and counted[0] == counted[1]
        return one.claims[0].of == other.claims[0].of and one.district == other.district

    # -- shortcomings ---------------------------------------------------------------------------------------------

    def shortcomings(self) -> list[Said]:
        told: list[Said] = []
        for item in self.spoken:
            one = self._shortcoming(item) if "prose" in item else None
            if one is None:
                continue
            for place, known in enumerate(told):
                if one.scope != "counted" and self._is_same_subject(known, one):
                    kinds = tuple(kind for kind in KINDS if kind in known.kinds + one.kinds)
                    told[place] = replace(known, claims=known.claims + one.claims, kinds=kinds)
                    break
            else:
                told.append(one)
        tiers = (("units", "counted"), ("named",), ("group",))
        return [
            said
            for tier in tiers
            for said in sorted(
                (one for one in told if one.scope in tier),
                key=lambda one: max(Fraction(claim.k, claim.n) for claim in one.claims),
                reverse=True,
            )
        ]

    def _shortcoming(self, item: dict[str, Any]) -> Said | None:
        among = [unit for unit in self.units if self.counts(unit, item["id"])]
        if item["answer"] == "ratio":
            return self._among_counted(item, among)
        failing = [unit for unit in among if self.mark(unit, item["id"]) == "unmet"]
        if not failing:
            return None
        claim = self._claim(item["id"], len(failing), len(among), failing, among)
        word = self.word(claim.k, claim.n)
        if word in ("all", "most"):
            return Said("units", word, (claim,))
        in_one = self._in_one_district(claim) if word != "named" and claim.k > self.limits.named_first else None
        if in_one is not None:
            return in_one
        if word == "named" or self.is_few(claim.k, claim.n):
            return Said("named", "named", (claim,), claim.of)
        return Said("units", word, (claim,))

    def _in_one_district(self, claim: Claim) -> Said | None:
        for district in dict.fromkeys(self.districts):
            inside = [unit for unit in claim.of if self.districts[unit] == district]
            there = [unit for unit in claim.among if self.districts[unit] == district]
            if not district or 100 * len(inside) < self.limits.concentrated_percent * claim.k:
                continue
            word = self.word(len(inside), len(there))
            if word in ("all", "most"):
                beside = tuple(unit for unit in claim.of if unit not in inside)
                claims = (replace(claim, inside=(len(inside), len(there))),)
                return Said("group", word, claims, beside, district, self.kinds(there))
        return None

    def _among_counted(self, item: dict[str, Any], among: list[int]) -> Said | None:
        """Tell of officials only where fewer than "most" meet the item, or of what is critical."""
        values = {unit: self.value(unit, item["id"]) for unit in among}
        n = sum(value["total"] for value in values.values())
        k = sum(value["total"] - value["n"] for value in values.values())
        if not k or (100 * (n - k) >= self.limits.most_percent * n and not item["critical"]):
            return None
        of = [unit for unit, value in values.items() if value["n"] != value["total"]]
        named = tuple(of) if self.is_few(len(of), len(among)) else ()
        return Said("counted", self.word(k, n), (self._claim(item["id"], k, n, of, among),), named)

    def failing(self) -> set[Cell]:
        """Return every cell of which some shortcoming must speak."""
        found = set()
        for item in self.spoken:
            column = [unit for unit in self.units if self.counts(unit, item["id"])]
            if "prose" not in item:
                continue
            if item["answer"] != "ratio":
                found |= {(unit, item["id"]) for unit in column if self.mark(unit, item["id"]) == "unmet"}
                continue
            pairs = {
                unit: (self.value(unit, item["id"])["n"], self.value(unit, item["id"])["total"]) for unit in column
            }
            met, total = sum(n for n, _ in pairs.values()), sum(of for _, of in pairs.values())
            if item["critical"] or 100 * met < self.limits.most_percent * total:
                found |= {(unit, item["id"]) for unit, (n, of) in pairs.items() if n < of}
        return found

    # -- tasks ----------------------------------------------------------------------------------------------------

    def tasks(self) -> tuple[list[tuple[str, str, tuple[int, ...]]], list[str]]:
        """Return whose recommendations are given, in which words, to which units; and what the general clause covers."""
        failing = self.failing()
        acting: dict[str, set[int]] = {}
        general = []
        for item in self.items:
            units = {unit for unit, one in failing if one == item}
            speaker = self._speaker(item)
            if units and speaker:
                acting.setdefault(speaker, set()).update(units)
            elif units:
                general.append(item)
        own = sorted(acting, key=lambda item: (-len(acting[item]), list(self.items).index(item)))
        return [(item, self._work(item), tuple(sorted(acting[item]))) for item in own], general

    def _work(self, item: str) -> str:
        work = self.decided.get(item, ("", ""))[1] or self.items[item].get("recommendation", "")
        return str(work[:1].lower() + work[1:])

    def _speaker(self, item: str) -> str:
        """Return the item whose recommendation answers a shortcoming; the lead's word comes first."""
        asked = self.items[item]
        if item in self.decided:
            return item if self.decided[item][0] == "own" and self._work(item) else ""
        if "recommended_with" in asked:
            return self._speaker(asked["recommended_with"])
        return item if asked["own_recommendation"] and self._work(item) else ""

    def directed(self) -> list[tuple[str, tuple[int, ...]]]:
        """Return the districts whose chairs are asked, with their inspected units: those with most shortcomings first."""
        kinds_of_failure = {
            district: len({item for unit, item in self.failing() if self.districts[unit] == district})
            for district in dict.fromkeys(self.districts)
        }
        chosen = [one for one in kinds_of_failure if kinds_of_failure[one]]
        chosen.sort(key=lambda one: kinds_of_failure[one], reverse=True)
        return [(one, tuple(unit for unit in self.units if self.districts[unit] == one)) for one in chosen]

    # -- names ----------------------------------------------------------------------------------------------------

    def kinds(self, units: Sequence[int]) -> tuple[str, ...]:
        found = {self.places[unit].kind for unit in units}
        return tuple(kind for kind in KINDS if kind in found)

    def listed(self, units: Sequence[int], *, with_districts: bool) -> list[tuple[str, str, str]]:
        """Return (kind, name, district) in the order of a list: by kind, in it by district, in that by visit."""
        listed = []
        for kind in self.kinds(units):
            of_kind = [unit for unit in units if self.places[unit].kind == kind]
            for district in dict.fromkeys(self.districts[unit] for unit in of_kind):
                listed += [
                    (kind, self.places[unit].bare, district if with_districts else "")
                    for unit in of_kind
                    if self.districts[unit] == district
                ]
        return listed
