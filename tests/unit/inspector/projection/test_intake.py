"""The second light: whose keys wrote a file."""

from __future__ import annotations

from inspector.journal.bodies import Removal
from inspector.journal.entry import Statement
from inspector.journal.log import Log
from inspector.projection.intake import Author, authors, union
from inspector.projection.trust import fold_trust
from resources import catalogue
from tests.builder import World


def test_everybody_on_the_roster() -> None:
    lead, an = World(1).team("lead", "an")
    visit = an.open()
    an.observe(visit, "item_1", "fail")
    found = authors(fold_trust(an.log), an.statements.values())
    assert (found.light, found.unknown, found.removed) == (Author.ROSTER, (), ())
    assert lead.key.public in fold_trust(an.log).roots


def test_a_stranger_is_unknown() -> None:
    world = World(2)
    lead, _ = world.team("lead", "an")
    stranger = world.laptop("la")
    stranger.meet(lead)
    stranger.open()
    found = authors(fold_trust(lead.log), stranger.statements.values())
    assert (found.light, found.unknown) == (Author.UNKNOWN, (stranger.key.public,))


def test_a_removed_key_that_goes_on_is_red_and_what_was_accepted_is_not() -> None:
    lead, an, binh = World(3).team("lead", "an", "binh")
    visit = binh.open()
    accepted = binh.observe(visit, "item_1", "fail")
    lead.meet(binh)
    tips = (accepted, visit)
    lead.issue_roster([lead, an, binh], removed=(Removal(key=binh.key.public, tips=tips, reason="mất máy"),))
    trust = fold_trust(lead.log)
    assert authors(trust, binh.statements.values()).light is Author.ROSTER
    binh.observe(visit, "item_2", "fail")
    found = authors(trust, binh.statements.values())
    assert (found.light, found.removed) == (Author.REMOVED, (binh.key.public,))


def test_a_union_holds_both_and_fills_absent_payloads() -> None:
    lead, an = World(4).team("lead", "an")
    visit = an.open()
    one = an.observe(visit, "item_1", "fail")
    before = lead.log
    united = union(before, an.statements.values())
    assert set(united.statements) == set(lead.statements) | set(an.statements)
    assert len(before) == len(lead.statements), "what was there stays as it was"

    bare = an.log
    known = bare.statements[one]
    bare.statements[one] = bare.scopes[visit][0] = Statement(one, known.header, None)
    filled = union(bare, an.statements.values())
    assert filled.statements[one].payload == known.payload
    assert union(filled, [Statement(one, known.header, None)]).statements[one].payload == known.payload


def test_every_light_has_its_sentence() -> None:
    for light in Author:
        assert f"intake.light.author-{light.value}" in catalogue("vi")
        assert f"intake.light.author-{light.value}" in catalogue("en")


def test_a_chain_that_starts_twice_is_a_fork_of_the_union_too() -> None:
    """One machine whose chance was copied with it: both draw the same name for their chain."""
    world = World(3)
    lead, an = world.team("lead", "an")
    visit = lead.plan()
    an.meet(lead)
    twin = an.clone()
    chance = world.sources._random.getstate()
    an.observe(visit, "q1", "pass")
    world.sources._random.setstate(chance)
    twin.observe(visit, "q1", "fail")
    united = union(an.log, twin.statements.values())
    both = Log.of({**an.statements, **twin.statements}.values())
    assert united.forks == both.forks != {}
