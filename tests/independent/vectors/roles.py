"""Rosters, roots, roles, removed keys, strangers."""

from __future__ import annotations

from inspector.journal.bodies import (
    DeviceKey,
    Person,
    Removal,
    Roster,
)
from tests.builder import World
from tests.independent.vectors.kit import (
    Rows,
    late,
    one_visit,
    vector,
)


@vector
def unknown_author() -> Rows:
    lead, an, _, visit = one_visit()
    stranger = late(lead.world, "stranger")
    an.observe(visit, "a", "pass")
    stranger.observe(visit, "a", "fail")
    stranger.observe(visit, "a", "pass")
    stranger.fact(visit, "ended", "1")
    stranger.open()
    return Rows.of(an, stranger)


@vector
def unknown_author_supersedes_nothing_of_others() -> Rows:
    lead, an, _, visit = one_visit()
    an.fact(visit, "ended", "10:30")
    stranger = late(lead.world, "stranger")
    stranger.meet(an)
    stranger.fact(visit, "ended", "11:30")
    return Rows.of(stranger)


@vector
def late_roster_makes_effective() -> Rows:
    lead, an, _, visit = one_visit()
    newcomer = late(lead.world, "newcomer")
    newcomer.observe(visit, "a", "fail")
    lead.issue_roster([lead, an, newcomer])
    return Rows.of(lead, newcomer)


@vector
def refused_roles() -> Rows:
    lead, clerk, an = World(12).team("lead", "clerk", "an")
    visit = lead.plan()
    for other in (clerk, an):
        other.meet(lead)
    clerk.observe(visit, "a", "pass")
    clerk.comment("được", visit)
    an.plan()
    an.issue_roster([an, lead])
    return Rows.of(lead, clerk, an)


@vector
def refused_supersedes_nothing() -> Rows:
    lead, clerk, an = World(12).team("lead", "clerk", "an")
    visit = lead.plan()
    an.meet(lead)
    an.fact(visit, "ended", "10:30")
    clerk.meet(an)
    clerk.fact(visit, "ended", "12:00")
    return Rows.of(clerk)


@vector
def roster_by_no_root() -> Rows:
    lead, an, binh, visit = one_visit()
    binh.issue_roster([binh, an])
    binh.observe(visit, "a", "pass")
    return Rows.of(lead, binh)


@vector
def rosters_at_odds() -> Rows:
    lead, an, binh, visit = one_visit()
    an.meet(lead)
    lead.issue_roster([lead, an, binh])
    an.issue_roster([an, lead])
    an.observe(visit, "a", "pass")
    binh.observe(visit, "a", "pass")
    return Rows.of(lead, an, binh)


@vector
def rosters_at_odds_settled() -> Rows:
    lead, an, binh, visit = one_visit()
    an.meet(lead)
    first = lead.issue_roster([lead, an, binh])
    second = an.issue_roster([an, lead])
    lead.meet(an)
    body = Roster(
        version="3",
        roots=tuple(sorted((lead.key.public, an.key.public))),
        persons=(lead.person(), an.person(), binh.person()),
    )
    lead.say(body, ("roster",), supersedes=[first, second])
    binh.observe(visit, "a", "pass")
    return Rows.of(lead, binh)


@vector
def rosters_at_odds_about_roles() -> Rows:
    lead, an, binh, visit = one_visit()
    an.meet(lead)
    for laptop, roles in ((lead, ("inspector", "clerk")), (an, ("clerk",))):
        person = Person(id="binh", name="B", roles=roles, keys=(DeviceKey(sign=binh.key.public),))  # type: ignore[arg-type]
        roots = tuple(sorted((lead.key.public, an.key.public)))
        laptop.say(Roster(version="2", roots=roots, persons=(lead.person(), an.person(), person)), ("roster",))
    binh.observe(visit, "a", "pass")
    binh.comment("x", visit)
    return Rows.of(lead, an, binh)


@vector
def roster_that_changes_the_roots() -> Rows:
    lead, an, binh, visit = one_visit()
    lead.issue_roster([lead, an, binh], roots=[lead.key.public, binh.key.public])
    binh.meet(lead)
    binh.issue_roster([an, binh], roots=[an.key.public, binh.key.public])
    an.observe(visit, "a", "pass")
    return Rows.of(lead, binh, an)


@vector
def roster_of_a_former_root_supersedes_in_vain() -> Rows:
    lead, an, binh, _ = one_visit()
    lead.issue_roster([lead, an, binh], roots=[lead.key.public, binh.key.public])
    an.meet(lead)
    an.issue_roster([an], roots=[an.key.public])
    return Rows.of(lead, an)


@vector
def key_twice_on_a_roster() -> Rows:
    lead, an, binh, visit = one_visit()
    double = Person(id="zoe", name="Z", roles=("lead",), keys=(DeviceKey(sign=binh.key.public),))
    roots = tuple(sorted((lead.key.public, an.key.public)))
    persons = (lead.person(), an.person(), binh.person(), double)
    lead.say(Roster(version="2", roots=roots, persons=persons), ("roster",))
    binh.conclude(visit, "a", "pass")
    return Rows.of(lead, binh)


def removed(tips: int) -> Rows:
    lead, an, binh, visit = one_visit()
    answers = [binh.observe(visit, item, "pass") for item in "abc"]
    removal = Removal(key=binh.key.public, tips=tuple(answers[:tips][-1:]), reason="mất máy")
    lead.issue_roster([lead, an, binh], removed=(removal,))
    return Rows.of(lead, binh)


@vector
def removed_key_with_accepted_tip() -> Rows:
    return removed(2)


@vector
def removed_key_without_tip() -> Rows:
    return removed(0)


@vector
def removed_key_off_the_roster() -> Rows:
    lead, an, binh, visit = one_visit()
    answer = binh.observe(visit, "a", "pass")
    lead.issue_roster([lead, an], removed=(Removal(key=binh.key.public, tips=(answer,)),))
    return Rows.of(lead, binh)


@vector
def unreadable_roster() -> Rows:
    lead, an, _binh, _visit = one_visit()
    roster = lead.issue_roster([lead, an])
    rows = Rows.of(lead)
    said = rows.said(roster)
    del said["persons"]
    header = rows.header(roster)
    rows.drop(roster)
    rows.put(lead.key, header, said)
    return rows


@vector
def withdrawn_in_the_slot_of_the_roster() -> Rows:
    lead, _, _, _ = one_visit()
    lead.withdraw(None, "roster")
    return Rows.of(lead)


@vector
def genesis_author_is_no_longer_a_root() -> Rows:
    lead, an, binh, _ = one_visit()
    an.meet(lead)
    an.issue_roster([an, binh], roots=[an.key.public, binh.key.public])
    return Rows.of(an)
