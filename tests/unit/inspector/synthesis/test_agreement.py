"""Where observers differ, as counts with their denominators."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.journal.value import FAIL, PASS, Measure
from inspector.projection.view import fold
from inspector.synthesis.agreement import Agreement, Place, Tally, agreement
from tests.builder import Laptop, World

NAMES = ("an", "binh", "chi")


class Table:
    """Three inspectors and two visits; what they see is said by item."""

    def __init__(self) -> None:
        self.world = World(seed=3)
        self.lead, *rest = self.world.team("lead", *NAMES)
        self.people: dict[str, Laptop] = dict(zip(NAMES, rest, strict=True))
        self.visits = [self.lead.plan(f"xã {number}") for number in (1, 2)]
        for one in rest:
            one.meet(self.lead)

    def see(self, who: str, visit: int, item: str, value: str) -> None:
        self.people[who].observe(self.visits[visit], item, value)

    def counted(self, *only: int) -> Agreement:
        for one in self.people.values():
            self.lead.meet(one)
        return agreement(fold(self.lead.log), {self.visits[one] for one in only} or None)


def shares(tallies: Mapping[Any, Tally]) -> dict[object, str]:
    return {key: f"{one.count}/{one.total}" for key, one in tallies.items()}


def test_nobody_differs_where_one_person_observed() -> None:
    table = Table()
    table.see("an", 0, "q1", PASS)
    assert table.counted() == Agreement(Tally(0, (), 0), {}, {}, {}, {})


def test_counts_stand_by_item_by_pair_and_by_person() -> None:
    """an: q1 pass, q2 pass; binh: q1 fail, q2 pass; chi: q1 pass."""
    table = Table()
    for who, item, value in (
        ("an", "q1", PASS), ("an", "q2", PASS), ("binh", "q1", FAIL), ("binh", "q2", PASS), ("chi", "q1", PASS),
    ):  # fmt: skip
        table.see(who, 0, item, value)
    found = table.counted()
    assert f"{found.whole.count}/{found.whole.total}" == "1/2"
    assert shares(found.items) == {"q1": "1/1", "q2": "0/1"}
    assert shares(found.pairs) == {("an", "binh"): "1/2", ("an", "chi"): "0/1", ("binh", "chi"): "1/1"}
    assert shares(found.persons) == {"an": "1/2", "binh": "1/2", "chi": "1/1"}
    assert found.items["q1"].differing == (Place(table.visits[0], "q1"),)


def test_visits_add_up_and_can_be_chosen() -> None:
    table = Table()
    for visit, value in ((0, FAIL), (1, PASS)):
        table.see("an", visit, "q1", PASS)
        table.see("binh", visit, "q1", value)
    assert shares(table.counted().items) == {"q1": "1/2"}
    assert shares(table.counted(1).items) == {"q1": "0/1"}


def test_a_conclusion_changes_no_count_but_is_counted() -> None:
    table = Table()
    table.see("an", 0, "q1", PASS)
    table.see("binh", 0, "q1", FAIL)
    table.counted()
    table.lead.conclude(table.visits[0], "q1", PASS)
    assert table.counted().items["q1"].concluded == 1
    assert shares(table.counted().items) == {"q1": "1/1"}


def test_notes_never_differ() -> None:
    table = Table()
    table.people["an"].observe(table.visits[0], "q1", PASS, note="rõ")
    table.people["binh"].observe(table.visits[0], "q1", PASS, note="mờ")
    assert shares(table.counted().items) == {"q1": "0/1"}


def test_rows_of_a_ratio_are_left_out() -> None:
    table = Table()
    for who, met in (("an", 1), ("binh", 0)):
        table.people[who].observe(table.visits[0], "q1", Measure(n=met, total=1), instance="1")
    assert table.counted().items == {}


def test_a_void_visit_counts_for_nothing() -> None:
    table = Table()
    table.see("an", 0, "q1", PASS)
    table.see("binh", 0, "q1", FAIL)
    table.counted()
    table.lead.status(table.visits[0], "void")
    assert table.counted().items == {}


def test_one_person_on_two_devices_is_counted_against_themselves_alone() -> None:
    table = Table()
    table.see("an", 0, "q2", PASS)
    copy = table.people["an"].clone()  # a restored backup: the same key goes on twice
    table.see("an", 0, "q1", PASS)
    copy.observe(table.visits[0], "q1", FAIL)
    table.people["an"].meet(copy)
    found = table.counted()
    assert shares(found.devices) == {"an": "1/1"}
    assert found.pairs == {}
    assert found.items == {}


def test_who_differs_from_themselves_differs_from_others() -> None:
    table = Table()
    copy = table.people["an"].clone()
    table.see("an", 0, "q1", PASS)
    copy.observe(table.visits[0], "q1", FAIL)
    table.people["an"].meet(copy)
    table.see("binh", 0, "q1", PASS)
    assert shares(table.counted().pairs) == {("an", "binh"): "1/1"}


@settings(max_examples=30)
@given(st.dictionaries(st.tuples(st.sampled_from(NAMES), st.integers(0, 1), st.sampled_from("pq")), st.booleans()))
def test_sums_agree(seen: dict[tuple[str, int, str], bool]) -> None:
    """What differs in an item is what differs in the whole, and a pair never differs more often than it met."""
    table = Table()
    for (who, visit, item), passed in seen.items():
        table.see(who, visit, item, PASS if passed else FAIL)
    found = table.counted()
    assert found.whole.total == sum(one.total for one in found.items.values())
    assert set(found.whole.differing) == {place for one in found.items.values() for place in one.differing}
    assert set(found.whole.differing) == {place for one in found.pairs.values() for place in one.differing}
    assert all(one.count <= one.total for one in (*found.pairs.values(), *found.persons.values()))
    by_person = {
        name: {p for pair, one in found.pairs.items() if name in pair for p in one.differing} for name in NAMES
    }
    assert all(set(one.differing) == by_person[name] for name, one in found.persons.items())
