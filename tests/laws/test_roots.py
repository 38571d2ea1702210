"""Who is a root follows from the set of rosters; a removed root gives nobody anything; what was erased stays erased."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.journal.bodies import KINDS, Removal, Roster, said
from inspector.journal.log import Log
from inspector.projection.trust import Trust, fold_trust
from inspector.projection.view import View, fold, refold
from tests.laws.compare import plain
from tests.laws.roots import REMOVED, ROOTS, Quarrel, quarrels, scripts, successions, tips_of
from tests.laws.worlds import Script, arrivals, arrive, key_of, log_of

LAWS = settings(max_examples=150)
FEWER = settings(max_examples=60)


@given(world=quarrels, chance=arrivals)
@LAWS
def test_the_order_in_which_rosters_arrive_changes_nothing(world: Quarrel, chance: random.Random) -> None:
    assert plain(fold(log_of(world.statements, chance))) == plain(fold(log_of(world.statements)))


@given(world=quarrels, chance=arrivals)
@FEWER
def test_a_view_that_grew_while_roots_quarrelled_is_the_view_of_the_whole(
    world: Quarrel, chance: random.Random
) -> None:
    ordered = sorted(arrive(world.statements, chance), key=lambda s: s.id != world.round)
    log = Log(world.round)
    view: View | None = None
    for statement in ordered:
        log.add(statement)
        view = refold(view, log, [statement]) if view else fold(log)
    assert view is not None
    assert plain(view) == plain(fold(log))


Attack = list[tuple[str, tuple[str, ...], tuple[str, ...], bool, bool]]
"""Rosters, each by its author, its roots, the names that it removes, whether its author knew all, and stands aside."""
attacks = st.lists(
    st.tuples(
        st.sampled_from(("đức", "lạ")), st.sampled_from(ROOTS), st.sampled_from(REMOVED), st.booleans(), st.booleans()
    ),
    min_size=2,
    max_size=6,
)


def after_the_removal(script: Script, accepted: bool) -> Quarrel:
    """Return a round in whose only current roster the lead has removed the deputy, with or without what they said."""
    world = Quarrel(script, issuing=False)
    lan = world.laptops[0]
    for other in world.laptops:
        lan.meet(other)
    gone = Removal(key=key_of("đức"), tips=tips_of(lan, key_of("đức")) if accepted else ())
    lan.say(world.roster((), (gone,), [key_of("lan"), key_of("an")]), ("roster",))
    return world


def strike(world: Quarrel, attack: Attack) -> None:
    """Let the deputy issue rosters, and a stranger whom perhaps one of them makes a root."""
    lan, duc, stranger = world.laptops[0], world.laptops[1], world.laptops[4]
    for name, roots, removed, known, beside in attack:
        author, other = (duc, stranger) if name == "đức" else (stranger, duc)
        author.meet(other)
        if known:
            author.meet(lan)
        removals = tuple(Removal(key=key_of(name)) for name in removed)
        body = world.roster(("lạ",), removals, [key_of(name) for name in roots])
        author.say(body, ("roster",), None, () if beside else None)


def decided(trust: Trust) -> tuple[object, ...]:
    """Return all that rosters decide, without what is told of them."""
    return (trust.rosters, trust.roots, dict(trust.grants), dict(trust.cut), trust.root_acts, trust.erased_entries)


@given(script=scripts, accepted=st.booleans(), attack=attacks)
@LAWS
def test_rosters_of_a_removed_root_change_nothing(script: Script, accepted: bool, attack: Attack) -> None:
    world = after_the_removal(script, accepted)
    trust = fold_trust(log_of(world.statements))
    strike(world, [(name, roots, (), known, beside) for name, roots, _, known, beside in attack])
    assert decided(fold_trust(log_of(world.statements))) == decided(trust)


@given(script=scripts, accepted=st.booleans(), attack=attacks)
@LAWS
def test_a_removed_root_who_removes_others_gives_nobody_anything(
    script: Script, accepted: bool, attack: Attack
) -> None:
    """They can stop a round, until its people begin another; they cannot lead it."""
    world = after_the_removal(script, accepted)
    before = fold_trust(log_of(world.statements))
    strike(world, attack)
    after = fold_trust(log_of(world.statements))
    assert set(before.rosters) <= set(after.rosters)
    assert after.roots <= before.roots
    for key, grant in after.grants.items():
        assert before.grants[key].person == grant.person
        assert grant.roles <= before.grants[key].roles


def erased(log: Log) -> frozenset[str]:
    """Return what is erased, less what is here and turned out to be of a kind that cannot be."""
    trust = fold_trust(log)
    kinds = {s.id: KINDS[s.header.kind] for s in log.statements.values() if s.header.kind in KINDS}
    return trust.erased_blobs | {one for one in trust.erased_entries if one not in kinds or kinds[one].erasable}


def shrunk(before: frozenset[str], log: Log) -> frozenset[str]:
    fixed = {s.id for s in log.statements.values() if s.header.kind in KINDS and not KINDS[s.header.kind].erasable}
    return before - fixed - erased(log)


@given(world=successions)
@LAWS
def test_what_was_erased_stays_erased_whoever_is_a_root_afterwards(world: Quarrel) -> None:
    log, before = Log(world.round), frozenset[str]()
    for statement in world.statements:
        log.add(statement)
        assert not shrunk(before, log)
        before = erased(log)


@given(world=quarrels)
@LAWS
def test_only_a_roster_can_take_back_an_erasure(world: Quarrel) -> None:
    log, before = Log(world.round), frozenset[str]()
    for statement in world.statements:
        log.add(statement)
        assert statement.header.kind == "roster" or not shrunk(before, log)
        before = erased(log)


@given(world=quarrels)
@LAWS
def test_what_counts_as_an_act_is_covered_or_by_nobody_who_was_removed(world: Quarrel) -> None:
    log = log_of(world.statements)
    trust = fold_trust(log)
    rosters = [
        body for one in log.scopes[log.round] if one.id in trust.root_acts and isinstance(body := said(one), Roster)
    ]
    ever = trust.roots.union(*(body.roots for body in rosters), (key_of("lan"), key_of("đức")))
    for one in trust.root_acts - {log.round}:
        statement = log.statements[one]
        assert statement.header.author in ever
        cut = trust.cut.get(statement.header.author)
        assert cut is None or one in cut or statement.header.kind == "roster"
