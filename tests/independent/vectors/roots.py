"""Roots who remove each other, go, or are gone, and what they erased and excluded before."""

from __future__ import annotations

from inspector.journal.bodies import Removal, Roster
from tests.builder import Laptop, World
from tests.independent.vectors.kit import Rows, vector


def roots(*laptops: Laptop) -> list[str]:
    return sorted(one.key.public for one in laptops)


def without(gone: Laptop, *tips: str) -> tuple[Removal, ...]:
    return (Removal(key=gone.key.public, tips=tips, reason="mất máy"),)


def three() -> tuple[Laptop, Laptop, Laptop, str]:
    """Return a lead, a deputy and an inspector, who are all roots, and a visit in which the inspector gave an answer."""
    lead, deputy, an = World(14).team("lead", "deputy", "an")
    lead.issue_roster([lead, deputy, an], roots=roots(lead, deputy, an))
    visit = lead.plan()
    for other in (deputy, an):
        other.meet(lead)
    answer = an.observe(visit, "a", "pass")
    for other in (lead, deputy):
        other.meet(an)
    return lead, deputy, an, answer


@vector
def removed_root_goes_back_to_the_genesis() -> Rows:
    lead, deputy, an, _ = three()
    lead.issue_roster([lead, deputy, an], removed=without(deputy), roots=roots(lead, an))
    deputy.say(deputy_alone(deputy, an), ("roster",), supersedes=())
    return Rows.of(lead, deputy)


def deputy_alone(deputy: Laptop, other: Laptop) -> Roster:
    return Roster(version="2", roots=tuple(roots(deputy, other)), persons=(deputy.person(),))


@vector
def removed_root_goes_back_to_the_roster_before() -> Rows:
    lead, deputy, an, _ = three()
    lead.issue_roster([lead, deputy, an], removed=without(deputy), roots=roots(lead, an))
    deputy.issue_roster([deputy], roots=roots(deputy, an))
    deputy.issue_roster([deputy, an], roots=roots(deputy, an))
    return Rows.of(lead, deputy)


@vector
def roster_of_a_removed_root_that_was_accepted() -> Rows:
    lead, deputy, an, _ = three()
    accepted = deputy.issue_roster([lead, deputy, an], roots=roots(deputy, an))
    lead.issue_roster([lead, deputy, an], removed=without(deputy, accepted), roots=roots(lead, an))
    return Rows.of(lead, deputy)


def by_way_of_a_stranger(*gone: int) -> Rows:
    """Return a round in which a removed root makes a stranger a root, who then removes some of the others."""
    lead, deputy, an, _ = three()
    stranger = lead.world.laptop("stranger")
    deputy.issue_roster([deputy, stranger], roots=roots(deputy, stranger))
    lead.issue_roster([lead, deputy, an], removed=without(deputy), roots=roots(lead, an))
    stranger.meet(deputy)
    removed = tuple(removal for one in gone for removal in without((lead, an)[one]))
    stranger.issue_roster([stranger], removed=removed, roots=roots(deputy, stranger))
    return Rows.of(lead, stranger)


@vector
def removed_root_makes_a_stranger_a_root() -> Rows:
    return by_way_of_a_stranger()


@vector
def removed_root_has_a_stranger_remove_the_lead() -> Rows:
    return by_way_of_a_stranger(0, 1)


@vector
def third_root_builds_upon_the_roster_of_a_removed_one() -> Rows:
    """What it builds upon is refused, so it stands on nothing but the genesis, where the third is no root."""
    lead, deputy, an, _ = three()
    deputy.issue_roster([deputy, an], roots=roots(deputy, an))
    lead.issue_roster([lead, an], removed=without(deputy), roots=roots(lead, an))
    an.meet(deputy)
    an.issue_roster([lead, deputy, an], roots=roots(lead, deputy, an))
    return Rows.of(lead, an)


@vector
def two_roots_remove_each_other() -> Rows:
    lead, deputy, an, _ = three()
    lead.issue_roster([lead, an], removed=without(deputy), roots=roots(lead, an))
    deputy.issue_roster([deputy, an], removed=without(lead), roots=roots(deputy, an))
    return Rows.of(lead, deputy)


@vector
def two_roots_remove_each_other_and_a_third_settles_it() -> Rows:
    lead, deputy, an, _ = three()
    lead.issue_roster([lead, an], removed=without(deputy), roots=roots(lead, an))
    deputy.issue_roster([deputy, an], removed=without(lead), roots=roots(deputy, an))
    an.issue_roster([lead, an], removed=without(deputy), roots=roots(lead, an))
    return Rows.of(lead, deputy, an)


@vector
def three_roots_remove_each_other_in_a_ring() -> Rows:
    lead, deputy, an, _ = three()
    for one, gone, other in ((lead, deputy, an), (deputy, an, lead), (an, lead, deputy)):
        one.issue_roster([one, other], removed=without(gone), roots=roots(one, other))
    return Rows.of(lead, deputy, an)


@vector
def root_that_removes_itself() -> Rows:
    lead, deputy, an, _ = three()
    lead.issue_roster([lead, deputy, an], removed=without(lead), roots=roots(deputy, an))
    return Rows.of(lead)


@vector
def removed_root_that_is_still_named_among_the_roots() -> Rows:
    lead, deputy, an, _ = three()
    lead.issue_roster([lead, deputy, an], removed=without(deputy), roots=roots(lead, deputy))
    deputy.meet(lead)
    deputy.issue_roster([deputy, an], roots=roots(deputy, an))
    return Rows.of(deputy)


@vector
def erasure_stays_when_its_root_has_left() -> Rows:
    lead, deputy, an, answer = three()
    deputy.erase([answer])
    lead.meet(deputy)
    lead.issue_roster([lead, an], roots=roots(lead, an))
    return Rows.of(lead)


@vector
def exclusion_stays_when_its_root_has_left() -> Rows:
    lead, deputy, an, answer = three()
    deputy.exclude(answer)
    lead.meet(deputy)
    lead.issue_roster([lead, an], roots=roots(lead, an))
    return Rows.of(lead)


@vector
def exclusion_withdrawn_by_a_root_that_has_left() -> Rows:
    lead, deputy, an, answer = three()
    deputy.presence(deputy.exclude(answer), "out")
    lead.meet(deputy)
    lead.issue_roster([lead, an], roots=roots(lead, an))
    return Rows.of(lead)


@vector
def erasure_by_one_who_became_a_root_later() -> Rows:
    lead, deputy, binh = World(14).team("lead", "deputy", "binh")
    visit = lead.plan()
    binh.meet(lead)
    binh.erase([binh.observe(visit, "a", "pass")])
    lead.meet(binh)
    lead.issue_roster([lead, deputy, binh], roots=roots(lead, binh))
    return Rows.of(lead)


def act_of_a_removed_root(erasing: bool, accepted: bool) -> Rows:
    lead, deputy, an, answer = three()
    act = deputy.erase([answer]) if erasing else deputy.exclude(answer)
    lead.meet(deputy)
    tips = (act,) if accepted else ()
    lead.issue_roster([lead, an], removed=without(deputy, *tips), roots=roots(lead, an))
    return Rows.of(lead)


@vector
def erasure_of_a_removed_root_that_was_accepted() -> Rows:
    return act_of_a_removed_root(erasing=True, accepted=True)


@vector
def erasure_of_a_removed_root_that_was_not_accepted() -> Rows:
    return act_of_a_removed_root(erasing=True, accepted=False)


@vector
def exclusion_of_a_removed_root_that_was_accepted() -> Rows:
    return act_of_a_removed_root(erasing=False, accepted=True)


@vector
def exclusion_of_a_removed_root_that_was_not_accepted() -> Rows:
    return act_of_a_removed_root(erasing=False, accepted=False)


@vector
def erasure_by_a_root_of_a_roster_that_fell() -> Rows:
    """The stranger was a root only by the word of one who was removed."""
    lead, deputy, an, answer = three()
    stranger = lead.world.laptop("stranger")
    lead.issue_roster([lead, deputy, an], removed=without(deputy), roots=roots(lead, an))
    deputy.issue_roster([deputy, stranger], roots=roots(deputy, stranger))
    stranger.meet(deputy)
    stranger.erase([answer])
    return Rows.of(lead, stranger)
