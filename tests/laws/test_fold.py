"""What a set of statements means follows from the set: not from the order of arrival, from clocks or from ticks."""

from __future__ import annotations

import random

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.journal.entry import Statement
from inspector.journal.log import Log
from inspector.projection.view import View, fold, refold
from tests.laws.compare import plain, values
from tests.laws.worlds import World, arrivals, arrive, log_of, worlds

LAWS = settings(max_examples=150)
FEWER = settings(max_examples=60)


@given(world=worlds, chance=arrivals)
@LAWS
def test_the_order_of_arrival_changes_nothing(world: World, chance: random.Random) -> None:
    assert plain(fold(log_of(world.statements, chance))) == plain(fold(log_of(world.statements)))


@given(world=worlds, chance=arrivals)
@FEWER
def test_a_view_that_grew_statement_by_statement_is_the_view_of_the_whole(world: World, chance: random.Random) -> None:
    log = Log(world.round)
    view: View | None = None
    for statement in _genesis_first(world, chance):
        log.add(statement)
        view = refold(view, log, [statement]) if view else fold(log)
        assert plain(view) == plain(fold(log))


@given(world=worlds, chance=arrivals)
@FEWER
def test_a_view_that_nobody_looked_at_meanwhile_grows_alike(world: World, chance: random.Random) -> None:
    """Scopes are folded when they are first looked at: a view that is older than the log reads its own part of it."""
    log = Log(world.round)
    views: list[View] = []
    for statement in _genesis_first(world, chance):
        log.add(statement)
        views.append(refold(views[-1], log, [statement]) if views else fold(log))
    for count, view in enumerate(views, 1):
        if chance.random() < 0.3 or count == len(views):
            assert plain(view) == plain(fold(log_of(list(log.statements.values())[:count])))


@given(world=worlds, chance=arrivals)
@LAWS
def test_a_batch_changes_what_its_statements_change_one_by_one(world: World, chance: random.Random) -> None:
    statements = _genesis_first(world, chance)
    cut = chance.randrange(1, len(statements) + 1)
    log = log_of(statements[:cut])
    view = fold(log)
    if chance.random() < 0.7:
        plain(view)
    added = [s for s in statements[cut:] if log.add(s)]
    assert plain(refold(view, log, added)) == plain(fold(log_of(statements)))


@given(world=worlds, chance=arrivals)
@LAWS
def test_no_value_depends_on_a_clock(world: World, chance: random.Random) -> None:
    clocks = [s.header.at for s in world.statements]
    chance.shuffle(clocks)
    moved = [
        Statement(s.id, msgspec.structs.replace(s.header, at=at), s.payload)
        for s, at in zip(world.statements, clocks, strict=True)
    ]
    assert plain(fold(log_of(moved))) == plain(fold(log_of(world.statements)))


@given(world=worlds, chance=arrivals)
@LAWS
def test_no_value_depends_on_a_tick(world: World, chance: random.Random) -> None:
    ticks = [s.header.tick for s in world.statements]
    chance.shuffle(ticks)
    moved = [
        Statement(s.id, msgspec.structs.replace(s.header, tick=tick), s.payload)
        for s, tick in zip(world.statements, ticks, strict=True)
    ]
    assert values(fold(log_of(moved))) == values(fold(log_of(world.statements)))


@given(world=worlds)
@LAWS
def test_a_late_roster_gives_the_view_of_an_early_one(world: World) -> None:
    late = sorted(world.statements, key=lambda s: s.header.kind == "roster")
    statements = {s.id: s for s in late}
    ordered: list[Statement] = []

    def place(one: Statement) -> None:
        if one.header.prev and statements.get(one.header.prev) not in ordered:
            place(statements[one.header.prev])
        if one not in ordered:
            ordered.append(one)

    for one in late:
        place(one)
    log = log_of(ordered[:1])
    view = fold(log)
    for one in ordered[1:]:
        log.add(one)
        view = refold(view, log, [one])
    assert plain(view) == plain(fold(log_of(world.statements)))


@given(world=worlds, remove=st.booleans(), chance=arrivals)
@LAWS
def test_a_withheld_payload_reads_alike_whether_its_bytes_are_still_here(
    world: World, remove: bool, chance: random.Random
) -> None:
    """An older copy may bring the bytes again: what was erased stays erased, for the fold as for the eye."""
    erased = fold(log_of(world.statements)).trust.erased_entries
    without = [
        Statement(s.id, s.header, None if s.id in erased and (remove or chance.random() < 0.5) else s.payload)
        for s in world.statements
    ]
    assert plain(fold(log_of(without))) == plain(fold(log_of(world.statements)))


@given(world=worlds)
@LAWS
def test_every_value_names_its_author_and_its_statement(world: World) -> None:
    view = fold(log_of(world.statements))
    held = {s.id: s for s in world.statements}
    for visit in view.visits.values():
        for result in visit.results.values():
            for one in result.observations:
                assert held[one.statement.id].header.author == one.statement.header.author
                assert one.person == view.trust.person_of(one.statement.header.author)


@given(world=worlds)
@LAWS
def test_nothing_that_was_said_is_missing_from_the_view(world: World) -> None:
    view = fold(log_of(world.statements))
    seen = {s.id for s in view.round_scope.statements()}
    for scope in {s.scope for s in world.statements} - {world.round}:
        seen |= {s.id for s in view.visits.scope(scope).statements()}
    assert seen == {s.id for s in world.statements}


def _genesis_first(world: World, chance: random.Random) -> list[Statement]:
    ordered = arrive(world.statements, chance)
    genesis = next(s for s in ordered if s.id == world.round)
    return [genesis, *(s for s in ordered if s is not genesis)]
