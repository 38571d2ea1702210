"""The seeds that were stated and what was drawn from each: all of them, so that no draw can be thrown away unseen."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from inspector.errors import KnownError
from inspector.journal.bodies import Drawn, Pick, SeedStated, SettingChosen, UnitRef, said
from inspector.journal.entry import EntryId, Statement
from inspector.journal.log import order
from inspector.projection.slots import ScopeView
from inspector.projection.view import View
from inspector.rules.round_plan import SETTING, FrameUnit, RoundPlan, frame_of, read_plan, stratum_of
from inspector.rules.sampling import METHOD, draw


class Draw(msgspec.Struct, frozen=True):
    """What somebody recorded as drawn from a seed."""

    id: EntryId
    statement: Statement
    said: Drawn
    counts: bool


class Seed(msgspec.Struct, frozen=True):
    """A seed, the plan that it was stated over, and the draws from it, in the common order.

    `counts` is False for what was taken out, excluded or not confirmed; it is shown all the same.
    """

    id: EntryId
    statement: Statement
    said: SeedStated
    counts: bool
    stated_plan: Statement | None
    """The statement that the seed names; None while it is not here."""
    draws: tuple[Draw, ...]

    @property
    def plan(self) -> RoundPlan:
        """The plan as it was when the seed was stated.

        Raises: KnownError draw.plan-absent, and those of `read_plan`.
        """
        body = said(self.stated_plan) if self.stated_plan is not None else None
        if not isinstance(body, SettingChosen):
            raise KnownError("draw.plan-absent", exit_code=3)
        return read_plan(body.value)


def seeds_of(view: View) -> tuple[Seed, ...]:
    """Return every seed whose content is here, in the common order."""
    scope = view.round_scope
    thrown = [*scope.set_aside, *scope.unconfirmed_things.values()]
    statements = sorted((*scope.things.values(), *thrown), key=order)
    plans = {one.id: one for one in scope.slot("setting", SETTING).history}
    draws = [Draw(one.id, one, body, _counts(one, scope)) for one in statements if isinstance(body := said(one), Drawn)]
    return tuple(
        Seed(
            one.id, one, body, _counts(one, scope), plans.get(body.plan),
            tuple(each for each in draws if each.said.seed == one.id),
        )
        for one in statements
        if isinstance(body := said(one), SeedStated)
    )  # fmt: skip


def _counts(statement: Statement, scope: ScopeView) -> bool:
    return statement.id in scope.things and not scope.is_out(statement.id)


def seed_in(view: View, seed: EntryId) -> Seed:
    """Return a seed of the view.

    Raises: KnownError("draw.no-seed").
    """
    found = next((one for one in seeds_of(view) if one.id == seed), None)
    if found is None:
        raise KnownError("draw.no-seed", exit_code=2, seed=seed[:8])
    return found


def picks_of(seed: Seed) -> tuple[Pick, ...]:
    """Return the units that a seed gives, drawn anew from the plan that it names.

    Raises: KnownError draw.method (stated for a method that this program does not know), draw.plan-absent,
        draw.frame-differs (the plan is not the one whose digest the seed states), and those of `read_plan`.
    """
    if seed.said.method != METHOD:
        raise KnownError("draw.method", exit_code=5, method=seed.said.method)
    plan = seed.plan
    frame = frame_of(plan)
    if frame.digest != seed.said.frame:
        raise KnownError("draw.frame-differs", exit_code=4)
    units = {(one.code, one.since): one for one in plan.frame}
    drawn = draw(seed.id, seed.said.seed, frame)
    return tuple(
        Pick(unit=unit_of(unit), stratum=stratum_of(unit, plan))
        for unit in (units[one.code, one.since] for one in drawn)
    )


def is_as_drawn(seed: Seed, record: Draw) -> bool:
    """Tell whether what was recorded is what the seed gives. Raises as `picks_of`."""
    return record.said.frame == seed.said.frame and record.said.picks == picks_of(seed)


def unit_of(unit: FrameUnit) -> UnitRef:
    """Return a unit of a plan as visits name it."""
    return UnitRef(name=unit.name, code=unit.code, since=unit.since, district=unit.district)


def drawn_units(seeds: Iterable[Seed]) -> tuple[Pick, ...]:
    """Return the units of all draws that count, each once, in the order in which they were drawn."""
    found: dict[tuple[str, str], Pick] = {}
    for record in (one for seed in seeds if seed.counts for one in seed.draws if one.counts):
        for pick in record.said.picks:
            found.setdefault((pick.unit.code, pick.unit.since), pick)
    return tuple(found.values())
