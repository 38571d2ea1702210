"""Rounds and visits: planned, opened, joined, taken out."""

from __future__ import annotations

from tests.builder import World
from tests.independent.vectors.kit import (
    Rows,
    one_visit,
    two_openings,
    vector,
)


@vector
def genesis_only() -> Rows:
    world = World(7)
    lead = world.laptop("lead")
    lead.begin()
    return Rows.of(lead)


@vector
def roots_alone_may_say_everything() -> Rows:
    world = World(7)
    lead = world.laptop("lead")
    lead.begin()
    visit = lead.open(lead.plan())
    lead.observe(visit, "a", "pass")
    lead.conclude(visit, "a", "fail")
    return Rows.of(lead)


@vector
def planned_visit() -> Rows:
    return Rows.of(one_visit()[0])


@vector
def opened_by_two() -> Rows:
    _, an, binh, visit = one_visit()
    an.open(visit)
    binh.open(visit)
    return Rows.of(an, binh)


@vector
def opened_without_plan() -> Rows:
    _, an, _, _ = one_visit()
    an.observe(an.open(), "a", "pass")
    return Rows.of(an)


@vector
def scope_that_nothing_introduces() -> Rows:
    _, an, _, _ = one_visit()
    an.observe("12" * 32, "a", "pass")
    return Rows.of(an)


@vector
def two_rounds() -> Rows:
    one, other = one_visit()[1], World(8).team("lead", "an")[1]
    other.observe(other.open(), "a", "fail")
    return Rows.of(one, other)


@vector
def joined_visits() -> Rows:
    lead, _, first, second = two_openings()
    lead.same_visit(first, second)
    return Rows.of(lead)


@vector
def joined_visits_parted_again() -> Rows:
    lead, _, first, second = two_openings()
    lead.presence(lead.same_visit(first, second), "out")
    return Rows.of(lead)


@vector
def joined_visits_by_an_inspector() -> Rows:
    _, an, first, second = two_openings()
    an.same_visit(first, second)
    return Rows.of(an, two_openings()[0])


@vector
def joined_visits_in_a_row() -> Rows:
    lead, an, first, second = two_openings()
    third = an.open()
    lead.meet(an)
    lead.same_visit(second, third)
    lead.same_visit(first, third)
    lead.same_visit(first, "ab" * 32)
    return Rows.of(lead)


@vector
def plan_taken_out() -> Rows:
    lead, _, _, visit = one_visit()
    lead.presence(visit, "out")
    return Rows.of(lead)


@vector
def plan_taken_out_though_answered() -> Rows:
    lead, an, _, visit = one_visit()
    an.observe(visit, "a", "pass")
    lead.presence(visit, "out")
    return Rows.of(lead, an)


@vector
def plan_taken_out_by_an_inspector() -> Rows:
    _, an, _, visit = one_visit()
    an.presence(visit, "out")
    return Rows.of(an)


@vector
def plan_taken_out_and_the_taking_out_withdrawn_by_an_inspector() -> Rows:
    lead, an, _, visit = one_visit()
    lead.presence(visit, "out")
    an.meet(lead)
    an.withdraw(None, "exists", visit)
    return Rows.of(an)
