"""What whoever leads the round makes of a sealed visit: it went back, or it stands, and what was added to it since.

A judgement is about a seal: what the seal does not cover, and the judge did not know, it does not judge.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal

import msgspec

from inspector.journal.bodies import Commented, VisitJudged, said
from inspector.journal.entry import EntryId, Statement
from inspector.projection.slots import ScopeView, differ
from inspector.projection.trust import Effect
from inspector.projection.visit import Seal, VisitView

_LOOSE: Final = frozenset({"judged", "flag", "copy"})
"""Families that say nothing of what was found: marks for the team, and copies in which a face is blurred."""


class Judgement(msgspec.Struct, frozen=True):
    """How a visit was judged, over all ids that were joined into it."""

    value: Literal["returned", "approved"]
    statements: tuple[Statement, ...]
    """Those that hold, in the order of the visit's ids."""
    seals: frozenset[EntryId]
    """Those judged."""
    reasons: tuple[str, ...]
    """Each once; empty ones left out."""
    added: tuple[EntryId, ...] = ()
    """What was found and said of an approved visit since, sorted: it was not judged."""


def judgement_of(visit: VisitView) -> Judgement | None:
    """Return how a visit stands judged; None if it was not, or leads differ, or it was sealed again after its return."""
    if not any(scope.slot("judged").heads for scope in visit.scopes):
        return None
    seals = [seal for seal in visit.seals if seal.said.purpose != "covert"]
    found = [(scope, body) for scope in visit.scopes if (body := _judged(scope, seals)) is not None]
    returned = [(scope, body) for scope, body in found if body.value == "returned" and not _is_answered(body, seals)]
    if returned:
        return _whole("returned", returned)
    sealed = {seal.statement.scope for seal in seals}
    approved = [(scope, body) for scope, body in found if body.value == "approved"]
    if not sealed or sealed != {scope.scope for scope, _ in approved}:
        return None
    whole = _whole("approved", approved)
    return msgspec.structs.replace(whole, added=_added(visit, whole, seals))


def is_approved(visit: VisitView) -> bool:
    """Tell whether a visit is approved: nothing more is to be found or said of it until the approval is taken back."""
    judgement = judgement_of(visit)
    return judgement is not None and judgement.value == "approved"


def is_loose(statement: Statement, held: Mapping[EntryId, Statement]) -> bool:
    """Tell whether a statement leaves what was found as it is: a comment, its presence, a judgement, a mark, a copy.

    `held` are the statements of the visit, by id.
    """
    about = statement.header.about
    thing = held.get(about[1]) if about[:1] == ("exists",) and len(about) == 2 else statement
    is_comment = thing is not None and thing.header.kind == "commented"
    return is_comment or (bool(about) and about[0] in _LOOSE)


def comments_since(visit: VisitView) -> tuple[tuple[Statement, Commented], ...]:
    """Return the comments on a visit that no seal covers, in the common order: what there is still to answer."""
    covered = frozenset[EntryId]().union(*(seal.covered for seal in visit.seals))
    return tuple((statement, body) for statement, body in visit.comments if statement.id not in covered)


def _judged(scope: ScopeView, seals: Iterable[Seal]) -> VisitJudged | None:
    """Return what all heads of one scope say, if they say it of a seal of that scope."""
    heads = scope.slot("judged").heads
    bodies = [body for body in map(said, heads) if isinstance(body, VisitJudged)]
    if not heads or len(bodies) < len(heads) or differ(heads):
        return None
    counts = {seal.id for seal in seals if seal.statement.scope == scope.scope}
    return bodies[0] if bodies[0].seal in counts else None


def _is_answered(body: VisitJudged, seals: Iterable[Seal]) -> bool:
    return any(body.seal in seal.covered for seal in seals)


def _whole(value: Literal["returned", "approved"], found: list[tuple[ScopeView, VisitJudged]]) -> Judgement:
    heads = [head for scope, _ in found for head in scope.slot("judged").heads]
    reasons = dict.fromkeys(body.reason for body in map(said, heads) if isinstance(body, VisitJudged) and body.reason)
    return Judgement(value, tuple(heads), frozenset(body.seal for _, body in found), tuple(reasons))


def _added(visit: VisitView, judgement: Judgement, seals: Iterable[Seal]) -> tuple[EntryId, ...]:
    held, trust = visit.statements, visit.trust
    covered = frozenset[EntryId]().union(*(seal.covered for seal in seals if seal.id in judgement.seals))
    beyond = (s for s in held.values() if s.id not in covered and s.header.kind != "sealed" and not is_loose(s, held))
    later = {s.id for s in beyond if trust.effect(s) is Effect.EFFECTIVE}
    heads = [head.id for head in judgement.statements]
    if later:  # seldom: nearly always a seal covers all
        later -= _ancestors(held, heads)
    if later:  # what a colleague said may be known through the round alone, which is long
        later -= _ancestors({**visit.round_statements, **held}, heads)
    return tuple(sorted(later))


def _ancestors(held: Mapping[EntryId, Statement], starts: Iterable[EntryId]) -> frozenset[EntryId]:
    """Return what statements know of, themselves included, through what they name of the visit and the round."""
    reached: set[EntryId] = set()
    waiting = list(starts)
    while waiting:
        one = waiting.pop()
        if one in held and one not in reached:
            reached.add(one)
            header = held[one].header
            waiting += [*header.seen, *header.supersedes, *([header.prev] if header.prev else [])]
    return frozenset(reached)
