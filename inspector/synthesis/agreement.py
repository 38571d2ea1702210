"""Where observers differ, as counts: by item, by pair of people, by person. A conclusion changes nothing here.

What is compared are values alone, as slots compare them: notes never differ. Rows of a ratio are left out, for a third
official of one person need not be another's; their sums are compared.
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import combinations

import msgspec

from inspector.journal.entry import VisitId
from inspector.journal.value import Value
from inspector.projection.rows import is_row
from inspector.projection.view import View
from inspector.projection.visit import Result, State


class Place(msgspec.Struct, frozen=True, order=True):
    """One result: visit, item, instance."""

    visit: VisitId
    item: str
    instance: str = ""


class Tally(msgspec.Struct, frozen=True):
    """In how many of how many results people differ; `total` counts those that both, or several, of them observed."""

    total: int
    differing: tuple[Place, ...]
    """In the order of the visits, then of items."""
    concluded: int
    """Of those that differ, how many the lead has concluded."""

    @property
    def count(self) -> int:
        return len(self.differing)


class Agreement(msgspec.Struct, frozen=True):
    """How far observers agree in a round, or in some of its visits."""

    whole: Tally
    """Over all results that at least two people observed."""
    items: dict[str, Tally]
    """By item, those that at least two people observed."""
    pairs: dict[tuple[str, str], Tally]
    """By the ids of two people, the smaller first, who observed the same results."""
    persons: dict[str, Tally]
    """By person: against anybody else who observed the same."""
    devices: dict[str, Tally]
    """By person: results that they observed on two devices, or twice without knowing, against themselves."""


class _Counting:
    """A tally in the making."""

    def __init__(self) -> None:
        self.total = 0
        self.concluded = 0
        self.differing: list[Place] = []

    def add(self, place: Place, *, differs: bool, concluded: bool) -> None:
        self.total += 1
        if differs:
            self.differing.append(place)
            self.concluded += concluded

    def done(self) -> Tally:
        return Tally(self.total, tuple(self.differing), self.concluded)


def agreement(view: View, only: Collection[VisitId] | None = None) -> Agreement:
    """Return where observers agree and differ. Void visits, and people who are on no roster, are not counted.

    Args:
        view: the round.
        only: the visits that matter; None for all.
    """
    whole = _Counting()
    items: dict[str, _Counting] = {}
    pairs: dict[tuple[str, str], _Counting] = {}
    persons: dict[str, _Counting] = {}
    devices: dict[str, _Counting] = {}
    for name in view.visits:
        if only is not None and name not in only:
            continue
        visit = view.visits[name]
        for result in () if visit.is_void else visit.results.values():
            if len(result.observations) < 2 or is_row(result.instance):
                continue
            place = Place(visit.id, result.item, result.instance)
            concluded = result.state is State.CONCLUDED
            said = _said(result)
            for person, values in said.items():
                if sum(one.person == person for one in result.observations) > 1:
                    own = devices.setdefault(person, _Counting())
                    own.add(place, differs=len(values) > 1, concluded=concluded)
            if len(said) < 2:
                continue
            differing: set[str] = set()
            for pair in combinations(sorted(said), 2):
                differs = len(said[pair[0]] | said[pair[1]]) > 1
                differing.update(pair if differs else ())
                pairs.setdefault(pair, _Counting()).add(place, differs=differs, concluded=concluded)
            for person in said:
                counting = persons.setdefault(person, _Counting())
                counting.add(place, differs=person in differing, concluded=concluded)
            for counting in (whole, items.setdefault(result.item, _Counting())):
                counting.add(place, differs=bool(differing), concluded=concluded)
    return Agreement(
        whole.done(),
        {key: one.done() for key, one in items.items()},
        {key: one.done() for key, one in pairs.items()},
        {key: one.done() for key, one in persons.items()},
        {key: one.done() for key, one in devices.items()},
    )


def _said(result: Result) -> dict[str, frozenset[Value]]:
    """Return what each person says: one value, or several that differ from device to device."""
    found: dict[str, set[Value]] = {}
    for seen in result.observations:
        found.setdefault(seen.person, set()).add(seen.said.value)
    return {person: frozenset(values) for person, values in found.items()}
