"""What both front ends do with a plan: list the units of a province, draw, and show what was drawn from which seed."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Any

import msgspec

from inspector.commands.planning import DrawUnits, StatePlan, StateSeed
from inspector.errors import KnownError
from inspector.journal.bodies import Pick
from inspector.journal.entry import EntryId
from inspector.journal.seal import code_of
from inspector.places.directory import Directory
from inspector.places.unit import Unit
from inspector.projection.draws import Seed, is_as_drawn, seed_in, seeds_of
from inspector.projection.view import View
from inspector.rules.round_plan import SETTING, FrameUnit, RoundPlan, frame_of, read_plan
from inspector.session import Session
from inspector.sources import Sources
from inspector.text import clean, fold, sort_key


def plan_of(view: View) -> RoundPlan:
    """Return the plan of the round; an empty one if none was stated. Raises: those of `View.setting` and `read_plan`."""
    return read_plan(view.setting(SETTING))


def read_share(typed: str) -> tuple[int, int]:
    """Return a share, typed as 3/10 or 30 %, in lowest terms.

    Raises: KnownError("plan.share").
    """
    percent = re.fullmatch(r"\s*([0-9]{1,3})\s*%\s*", typed)
    part = re.fullmatch(r"\s*([0-9]{1,4})\s*/\s*([0-9]{1,4})\s*", typed)
    numbers = (int(percent[1]), 100) if percent else (int(part[1]), int(part[2])) if part else (0, 0)
    if not all(numbers):
        raise KnownError("plan.share", exit_code=2)
    found = Fraction(*numbers)
    return found.numerator, found.denominator


# -- the list of units


def units_of_province(directory: Directory, province: str, day: date | None = None) -> tuple[FrameUnit, ...]:
    """Return the units of a province (its code) on a day as a list to draw from, by former district and name."""
    units = [unit for unit in directory.units if unit.province == province and directory.in_force(unit, day)]
    found = [listed(directory, unit) for unit in units]
    return tuple(sorted(found, key=lambda one: (sort_key(one.stratum), sort_key(one.name))))


def province_code(directory: Directory, named: str) -> str:
    """Return the code of a province by its code or its name, with its kind or without, diacritics or not.

    Raises: KnownError place.unknown-province, text.control.
    """
    asked = fold(clean(named))
    for one in directory.provinces:
        if asked in (one.code, fold(one.name), fold(one.name).removeprefix("tinh ").removeprefix("thanh pho ")):
            return one.code
    raise KnownError("place.unknown-province", exit_code=2, province=clean(named))


def listed(directory: Directory, unit: Unit) -> FrameUnit:
    """Return a unit of the directory as a plan lists it; its stratum is the former district."""
    above = directory.main_district(unit.key)
    district = above.as_written if above is not None else ""
    return FrameUnit(
        name=f"{unit.kind} {unit.name}", code=unit.code, since=unit.valid_from, district=district, stratum=district
    )


# -- the draw


def state_plan(session: Session, plan: RoundPlan) -> None:
    """State the plan. Raises: those of `StatePlan`."""
    session.do(StatePlan(plan))


def state_seed(session: Session, sources: Sources) -> EntryId:
    """State a fresh seed over the plan as it is now, and return the id of the statement. Raises: those of `StateSeed`."""
    (made,) = session.do(StateSeed(sources.random_bytes(32).hex())).added
    return made


def draw_units(session: Session, seed: EntryId) -> tuple[Pick, ...]:
    """Draw the units that a seed gives, record them, and return them. Raises: those of `DrawUnits`."""
    session.do(DrawUnits(seed))
    return next(one for one in reversed(seed_in(session.view, seed).draws) if one.counts).said.picks


class Told(msgspec.Struct, frozen=True):
    """A seed as people and other programs read it: everything that drawing again needs, and what was recorded."""

    statement: EntryId
    code: str
    """Of the seed's statement, to be written down by a second person before the draw."""
    at: int
    """By the author's clock, milliseconds since 1970 UTC."""
    author: str
    counts: bool
    seed: str
    plan: EntryId
    method: str
    frame: str
    share: tuple[int, int] | None
    """In lowest terms; None, with no `units`, while the plan is not here or cannot be read."""
    units: tuple[tuple[str, str, str, int], ...]
    draws: tuple[dict[str, Any], ...]


def told(view: View) -> tuple[Told, ...]:
    """Return every seed of a round, in the common order."""
    return tuple(_told(view, seed) for seed in seeds_of(view))


def _told(view: View, seed: Seed) -> Told:
    share: tuple[int, int] | None = None
    units: tuple[tuple[str, str, str, int], ...] = ()
    try:
        frame = frame_of(seed.plan)
        share = (frame.share.numerator, frame.share.denominator)
        units = tuple((one.code, one.since, one.stratum, one.weight) for one in frame.candidates)
    except KnownError:
        pass  # `draw check` says why; here is what there is
    header = seed.statement.header
    draws = tuple(
        {"statement": one.id, "counts": one.counts, "picks": [_pick(pick) for pick in one.said.picks]}
        for one in seed.draws
    )
    return Told(
        seed.id, code_of(seed.id), header.at.utc_ms, view.trust.name_of(header.author), seed.counts, seed.said.seed,
        seed.said.plan, seed.said.method, seed.said.frame, share, units, draws,
    )  # fmt: skip


def _pick(pick: Pick) -> dict[str, str]:
    return {"code": pick.unit.code, "since": pick.unit.since, "name": pick.unit.name, "stratum": pick.stratum}


def check(view: View) -> tuple[tuple[Seed, str], ...]:
    """Return for every seed whether drawing again gives what was recorded.

    One of "same", "not-drawn", "differs", or the key of the error that drawing again meets.
    """
    found = []
    for seed in seeds_of(view):
        try:
            same = [is_as_drawn(seed, one) for one in seed.draws]
            found.append((seed, "not-drawn" if not same else "same" if all(same) else "differs"))
        except KnownError as error:
            found.append((seed, error.key))
    return tuple(found)
