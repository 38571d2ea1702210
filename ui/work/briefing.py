"""Briefing files: who needs one, which planned visits it tells, and one file for each person into one folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from inspector.errors import KnownError
from inspector.journal.bodies import HandedOver, Planned, said
from inspector.journal.entry import Clock, EntryId, PublicKey, Statement, VisitId
from inspector.journal.log import Log, order
from inspector.progress import Progress
from inspector.projection.view import View
from inspector.session import Session
from inspector.sources import Sources
from inspector.text import fold
from ui.work.day_lists import open_on
from ui.work.handing import Written, hand_over_visits, leads, required_bytes
from ui.work.home import Home
from ui.work.stages import heading
from ui.work.team import LEADS, receiving

Standing = Literal["never", "outdated", "current"]
"""Whether a file for a person left here: none, one that lacks the roster in force, one that holds it."""


class Briefed(msgspec.Struct, frozen=True):
    """What a person was given."""

    standing: Standing
    at: Clock | None = None
    """Of the last file for them."""


class Plan(msgspec.Struct, frozen=True):
    """A visit that is planned, as a briefing may tell it."""

    visit: VisitId
    unit: str
    day: str
    """ISO; empty if nobody named one."""
    announced: bool
    team: tuple[str, ...]
    """Ids of the persons who go."""
    has_begun: bool
    is_told: bool
    """Whether a briefing of today tells it unless somebody wants otherwise: a surprise that is known beforehand is none."""


class Outcome(msgspec.Struct, frozen=True):
    """What came of the file for one person: either it was written, or why not."""

    person: str
    name: str
    files: tuple[Written, ...] = ()
    error: KnownError | None = None


def plans(view: View, today: str = "") -> tuple[Plan, ...]:
    """Return the planned visits that were not called off, by day and unit; `today` (ISO) decides what a briefing tells.

    Looks at every visit, which takes seconds where nobody looked at a large round before: on frozen values, on any thread.
    """
    found, told = [], set(open_on(view, today))
    for visit in view.visits.values():
        body = said(visit.plan) if visit.plan is not None else None
        if isinstance(body, Planned) and not visit.is_void:
            begun = bool(visit.opened or visit.results)
            unit = heading(visit.unit.name)
            is_told = not begun and visit.id in told
            found.append(Plan(visit.id, unit, body.day, body.announced, body.team, begun, is_told))
    return tuple(sorted(found, key=lambda one: (one.day, one.unit)))


def to_brief(view: View, me: PublicKey) -> tuple[str, ...]:
    """Return the ids of the persons for whom a briefing can be written: all that receive, but the one who writes."""
    trust = view.trust
    here = trust.person_of(me)
    return tuple(one.id for one in trust.persons.values() if one.id != here and receiving(trust, [one]))


def briefed(session: Session) -> dict[str, Briefed]:
    """Return for each person that can be briefed whether a file for them left here, and whether it held the roster."""
    view, log = session.view, session.log
    trust = view.trust
    given = _given(view)
    known: dict[str, Briefed] = {}
    for person in to_brief(view, session.me):
        keys = set(receiving(trust, [trust.persons[person]]))
        files = [one for one, to in given.items() if not keys.isdisjoint(to)]
        last = max(files, key=order, default=None)
        if last is None:
            known[person] = Briefed("never")
        else:
            is_current = keys <= given[last] and knows(log, last, trust.rosters)
            known[person] = Briefed("current" if is_current else "outdated", last.header.at)
    return known


def _given(view: View) -> Mapping[Statement, frozenset[str]]:
    """Return the files that those who lead gave away, with the recipients of each."""
    trust, scope = view.trust, view.round_scope
    given = {}
    for one in scope.things.values():
        body = said(one)
        grant = trust.grants.get(one.header.author)
        if isinstance(body, HandedOver) and grant is not None and grant.roles & LEADS and not scope.is_out(one.id):
            given[one] = frozenset(body.recipients)
    return given


def knows(log: Log, statement: Statement, wanted: Iterable[EntryId]) -> bool:
    """Tell whether all of some statements were known where another one was made.

    Follows what each statement names: the one before it in its chain, what it had seen, what it supersedes. Nothing
    below the least tick that is wanted can lead there.
    """
    left = {one for one in wanted if one in log.statements}
    floor = min((log.statements[one].header.tick for one in left), default=0)
    waiting, reached = [statement], {statement.id}
    while waiting and left:
        header = waiting.pop().header
        before = (header.prev,) if header.prev is not None else ()
        for one in (*before, *header.seen, *header.supersedes):
            left.discard(one)
            found = log.statements.get(one)
            if found is not None and one not in reached and found.header.tick > floor:
                reached.add(one)
                waiting.append(found)
    return not left


def bytes_to_brief(session: Session, visits: Sequence[VisitId]) -> int:
    """Return how many bytes one briefing takes at its target, estimated from above."""
    return required_bytes(session, visits, "statements", briefing=True)


def brief(
    session: Session,
    home: Home,
    sources: Sources,
    persons: Sequence[str],
    visits: Sequence[VisitId],
    out: Path,
    *,
    own_only: bool = False,
    progress: Progress,
) -> list[Outcome]:
    """Write a briefing for each of some persons into a folder that is there; one that fails keeps no other from theirs.

    Args:
        session: of a lead.
        home: where the encrypted files are made.
        sources: the clock, for the files' names.
        persons: ids; each file is encrypted for its person and for those who lead, on every device of theirs.
        visits: whose plans are told.
        out: a folder. A stick that was pulled out must not come back as a folder on this machine's own disk.
        own_only: each person is told only the visits on which they go; those that name nobody are told to all.
        progress: told of bytes written.

    Raises: KnownError handing.gone; Cancelled.
    """
    if not out.is_dir():
        raise KnownError("handing.gone", exit_code=6, folder=out.name)
    trust = session.view.trust
    going = {plan.visit: plan.team for plan in plans(session.view)} if own_only else {}
    outcomes = []
    for one in persons:
        person = trust.persons[one]
        told = [visit for visit in visits if not own_only or one in (going.get(visit) or (one,))]
        to = (*receiving(trust, [person]), *leads(session))
        code = re.sub(r"[^a-z0-9]", "", fold(person.name))
        try:
            files = hand_over_visits(
                session, home, sources, told, "statements", out, recipients=to, briefing=True, code=code, progress=progress
            )  # fmt: skip
        except KnownError as error:
            outcomes.append(Outcome(one, person.name, error=error))
        else:
            written = tuple(Written(file, file.stat().st_size) for file in files)
            outcomes.append(Outcome(one, person.name, written))
    return outcomes
