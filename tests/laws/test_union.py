"""Merging is union: it asks nothing, may be done twice, in any order, and nothing that was said is lost by it."""

from __future__ import annotations

import random

from hypothesis import given, settings

from inspector.journal.log import Log
from inspector.journal.seal import root_of
from inspector.projection.intake import union as foresee
from inspector.projection.view import fold
from tests.laws.compare import plain
from tests.laws.worlds import World, arrivals, log_of, part, worlds

LAWS = settings(max_examples=150)


def union(*logs: Log) -> Log:
    """Return all that the logs hold, taken over in their order."""
    result = Log(logs[0].round)
    for log in logs:
        for statement in log.statements.values():
            result.add(statement)
    return result


def as_sets(log: Log) -> object:
    """Return all that a log knows of its chains, without any order."""
    return (
        set(log.statements),
        {scope: {s.id for s in statements} for scope, statements in log.scopes.items()},
        dict(log.tips),
        log.forks,
        [s.id for s in log],
    )


@given(world=worlds, chance=arrivals)
@LAWS
def test_a_file_united_with_itself_is_itself(world: World, chance: random.Random) -> None:
    a = log_of(part(world, chance), chance)
    assert as_sets(union(a, a)) == as_sets(a)
    assert not any(a.add(s) for s in list(a.statements.values()))


@given(world=worlds, chance=arrivals)
@LAWS
def test_two_files_unite_alike_in_either_order(world: World, chance: random.Random) -> None:
    a, b = (log_of(part(world, chance), chance) for _ in range(2))
    assert as_sets(union(a, b)) == as_sets(union(b, a))
    assert plain(fold(union(a, b))) == plain(fold(union(b, a)))


@given(world=worlds, chance=arrivals)
@LAWS
def test_what_a_merge_is_foreseen_to_give_is_what_it_gives(world: World, chance: random.Random) -> None:
    a, b = (log_of(part(world, chance), chance) for _ in range(2))
    before = as_sets(a)
    foreseen = foresee(a, b.statements.values())
    assert as_sets(foreseen) == as_sets(union(a, b))
    assert plain(fold(foreseen, fold(a))) == plain(fold(union(a, b)))
    assert as_sets(a) == before


@given(world=worlds, chance=arrivals)
@LAWS
def test_three_files_unite_alike_in_any_batches(world: World, chance: random.Random) -> None:
    a, b, c = (log_of(part(world, chance), chance) for _ in range(3))
    left, right = union(union(a, b), c), union(a, union(b, c))
    assert as_sets(left) == as_sets(right)
    assert left.tips == right.tips
    assert plain(fold(left)) == plain(fold(right))
    assert plain(fold(union(c, a, b))) == plain(fold(left))


@given(world=worlds, chance=arrivals)
@LAWS
def test_what_the_tips_of_a_file_cover_is_the_file_whatever_was_united_with_it(
    world: World, chance: random.Random
) -> None:
    a, b = (log_of(part(world, chance), chance) for _ in range(2))
    tips = [tip for scope in a.tips.values() for tip in scope]
    assert union(a, b).covered(tips) == set(a.statements)


@given(world=worlds, chance=arrivals)
@LAWS
def test_nothing_that_was_verified_disappears(world: World, chance: random.Random) -> None:
    a, b = (log_of(part(world, chance), chance) for _ in range(2))
    assert set(union(a, b).statements) == set(a.statements) | set(b.statements)


@given(world=worlds, chance=arrivals)
@LAWS
def test_equal_sets_have_equal_roots(world: World, chance: random.Random) -> None:
    a, b = (log_of(part(world, chance), chance) for _ in range(2))
    assert root_of(union(a, b).statements.values()) == root_of(union(b, a).statements.values())


@given(world=worlds, chance=arrivals)
@LAWS
def test_a_fork_is_reported_by_everybody_who_holds_both_branches(world: World, chance: random.Random) -> None:
    followers: dict[object, set[str]] = {}
    for s in world.statements:
        followers.setdefault((s.header.prev or s.chain_key), set()).add(s.id)
    split = {one for group in followers.values() if len(group) > 1 for one in group}
    log = log_of(world.statements, chance)
    places = {(log.statements[one].chain_key, log.statements[one].header.seq) for one in split}
    assert {place for found in log.forks.values() for place in found} == places
    forks = fold(log).forks
    assert forks == tuple(sorted((key[0], seq) for key, seq in places))
    assert all((author, seq) in forks for author, seq in fold(log_of(part(world, chance), chance)).forks)


@given(world=worlds, chance=arrivals)
@LAWS
def test_a_dispute_that_one_file_shows_and_another_does_not_touch_survives_their_union(
    world: World, chance: random.Random
) -> None:
    a, b = (log_of(part(world, chance), chance) for _ in range(2))
    before, after = fold(a), fold(union(a, b))
    if plain(before)["trust"] != plain(after)["trust"] or plain(before)["order"] != plain(after)["order"]:
        return
    for visit in before.visits:
        for about in before.visits[visit].contested:
            same = all(
                {s.id for s in after.visits[visit].slot(*slot)} == {s.id for s in before.visits[visit].slot(*slot)}
                for slot in (about, ("con", *about[1:]))
            )
            assert not same or about in after.visits[visit].contested
