"""The list of one day's units: a file that opens for those who go that day, and tells nothing of the days to come.

A surprise that leaks is none: what a person does not carry nobody can ask of them. Headers of all plans travel in every
file of the round, without a name in them; what they say travels with the day on which it is needed.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import msgspec

from inspector.errors import KnownError
from inspector.journal.bodies import HandedOver, Planned, said
from inspector.journal.entry import Clock, VisitId
from inspector.journal.log import order
from inspector.progress import Progress
from inspector.projection.draws import drawn_units, seeds_of
from inspector.projection.view import View
from inspector.projection.visit import VisitView
from inspector.session import Session
from inspector.sources import Sources
from inspector.text import civil_date
from ui.work.handing import Written, hand_over_visits, leads
from ui.work.home import Home
from ui.work.team import receiving


class DayList(msgspec.Struct, frozen=True):
    """One day: its visits, who goes there (ids of persons), and the units to which nobody is assigned yet."""

    day: str
    visits: tuple[VisitId, ...]
    team: tuple[str, ...]
    unassigned: tuple[str, ...]
    written: Clock | None = None
    """When a file with just these visits left here last; None if none did, or the day has other visits since."""


def day_lists(view: View) -> tuple[DayList, ...]:
    """Return the days for which visits are planned, the earliest first."""
    days: defaultdict[str, list[tuple[VisitView, Planned]]] = defaultdict(list)
    for visit in view.visits.values():
        plan = plan_of(visit)
        if plan is not None and plan.day and not visit.is_void:
            days[plan.day].append((visit, plan))
    files = _files(view)
    return tuple(
        DayList(
            day,
            tuple(visit.id for visit, _ in found),
            tuple(sorted({person for _, plan in found for person in plan.team})),
            tuple(visit.unit.name for visit, plan in found if not plan.team),
            files.get(frozenset(visit.id for visit, _ in found)),
        )
        for day, found in sorted(days.items())
    )


def _files(view: View) -> dict[frozenset[VisitId], Clock]:
    """Return when files left, the last one for each set of visits; only those in which no photo could travel."""
    files: dict[frozenset[VisitId], Clock] = {}
    for statement in sorted(view.round_scope.things.values(), key=order):
        body = said(statement)
        if isinstance(body, HandedOver) and body.weight == "statements" and body.recipients:
            files[frozenset(body.visits)] = statement.header.at
    return files


def plan_of(visit: VisitView) -> Planned | None:
    """Return what the plan of a visit says; None if there is no plan, or what it says is not here."""
    body = said(visit.plan) if visit.plan is not None else None
    return body if isinstance(body, Planned) else None


def is_closed(visit: VisitView) -> bool:
    """Tell whether a visit is planned for a day whose list did not come here: nothing is known of it but that it is."""
    return visit.plan is not None and plan_of(visit) is None and not (visit.opened or visit.results)


def open_on(view: View, day: str) -> tuple[VisitId, ...]:
    """Return the visits that a briefing may tell of on a day (ISO).

    Those of that day and before, those that are announced to the unit anyway, and those of no day; but of a unit that was
    drawn, and has no day yet, it tells nothing.
    """
    drawn = {(one.unit.code, one.unit.since, one.unit.name) for one in drawn_units(seeds_of(view))}
    return tuple(visit.id for visit in view.visits.values() if _is_open(visit, day, drawn))


def _is_open(visit: VisitView, day: str, drawn: set[tuple[str, str, str]]) -> bool:
    plan = plan_of(visit)
    if plan is None or plan.announced or visit.opened:
        return True
    if plan.day:
        return plan.day <= day
    return (plan.unit.code, plan.unit.since, plan.unit.name) not in drawn


def write_day_list(
    session: Session, home: Home, sources: Sources, day: str, out: Path, *, progress: Progress | None = None
) -> list[Written]:
    """Write the list of a day (ISO) into a folder that is there, encrypted for those who go that day and for the leads.

    Raises: KnownError day-list.none (no visit is planned for the day), day-list.no-team (nobody is assigned to a unit),
        day-list.no-key (somebody assigned has no key that receives), handing.gone, those of `hand_over_visits`; Cancelled.
    """
    if not out.is_dir():
        raise KnownError("handing.gone", exit_code=6, folder=out.name)
    found = next((one for one in day_lists(session.view) if one.day == day), None)
    if found is None:
        raise KnownError("day-list.none", exit_code=2, day=civil_date(day))
    if found.unassigned:
        raise KnownError("day-list.no-team", exit_code=2, units=", ".join(found.unassigned))
    files = hand_over_visits(
        session, home, sources, found.visits, "statements", out, recipients=_recipients(session, found), briefing=True,
        day=day, progress=progress,
    )  # fmt: skip
    return [Written(file, file.stat().st_size) for file in files]


def _recipients(session: Session, found: DayList) -> tuple[str, ...]:
    trust = session.view.trust
    keys: list[str] = []
    for person in found.team:
        own = receiving(trust, [trust.persons[person]] if person in trust.persons else [])
        if not own:
            name = trust.persons[person].name if person in trust.persons else person[:8]
            raise KnownError("day-list.no-key", exit_code=2, name=name)
        keys += own
    return tuple(dict.fromkeys((*keys, *leads(session))))
