"""What a file that arrived says of itself: its visits and their units, who sealed them, how much was answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from inspector.dossier.verdict import RoundIntake
from inspector.errors import KnownError
from inspector.journal.bodies import ChecklistChosen, Observed, Opened, Planned, Presence, Sealed, said
from inspector.journal.entry import BlobId, EntryId, Statement, VisitId
from inspector.journal.log import order
from inspector.projection.view import View
from inspector.rules.checklist import Checklist, decode

FindChecklist = Callable[[BlobId], Checklist | None]


class Contents(msgspec.Struct, frozen=True):
    """What the statements of a file amount to by themselves, whoever may say them."""

    visits: tuple[VisitId, ...] = ()
    units: tuple[str, ...] = ()
    """Of each visit; its short id where neither the file nor the view names its unit."""
    seal: Statement | None = None
    """The last seal, other than of a covert phase."""
    items: Mapping[VisitId, frozenset[str]] = {}
    """Items that have an answer."""
    photos: int = 0
    asked: Mapping[VisitId, frozenset[BlobId]] = {}
    """The checklists whose questions were answered."""
    chosen: Mapping[VisitId, BlobId] = {}
    """The checklists that plans and openings of the file name."""


def contents_of(part: RoundIntake, view: View) -> Contents:
    """Return what a part of a file holds that is proven."""
    held = [s for s in part.statements if part.verified is None or s.id in part.verified]
    by_scope: dict[EntryId, list[Statement]] = {}
    for statement in held:
        by_scope.setdefault(statement.scope, []).append(statement)
    introductions = {s.id: s for s in by_scope.pop(part.round, ()) if s.header.kind in ("planned", "opened")}
    visits = tuple(visit for visit in part.visits if visit in by_scope)
    heads = {visit: _heads(by_scope[visit]) for visit in visits}
    answers = {visit: [s for s in heads[visit] if s.header.kind == "observed"] for visit in visits}
    seals = [s for visit in visits for s in by_scope[visit] if s.header.kind == "sealed" and not _is_covert(s)]
    return Contents(
        visits=visits,
        units=tuple(_unit(visit, view, introductions.get(visit)) for visit in visits),
        seal=max(seals, key=order, default=None),
        items={visit: frozenset(_items(answers[visit])) for visit in visits},
        photos=sum(_photos(by_scope[visit], heads[visit]) for visit in visits),
        asked={visit: frozenset(_checklists(answers[visit])) for visit in visits},
        chosen={visit: blob for visit in visits if (blob := _chosen(heads[visit], introductions.get(visit)))},
    )


def _heads(statements: Sequence[Statement]) -> list[Statement]:
    superseded = {one for s in statements for one in s.header.supersedes}
    return [s for s in statements if s.id not in superseded]


def _is_covert(seal: Statement) -> bool:
    body = said(seal)
    return isinstance(body, Sealed) and body.purpose == "covert"


def _items(answers: Iterable[Statement]) -> Iterable[str]:
    """Yield the items that are answered; the rows of a ratio are told by their sum."""
    return (s.header.about[1] for s in answers if len(s.header.about) == 3 and not s.header.about[2])


def _photos(statements: Iterable[Statement], heads: Iterable[Statement]) -> int:
    bodies = [(s, said(s)) for s in heads if s.header.kind == "presence" and len(s.header.about) == 2]
    out = {s.header.about[1] for s, body in bodies if isinstance(body, Presence) and body.value == "out"}
    return sum(s.header.kind == "photo_added" and s.id not in out for s in statements)


def _checklists(answers: Iterable[Statement]) -> Iterable[BlobId]:
    return (body.checklist for s in answers if isinstance(body := said(s), Observed))


def _chosen(heads: Iterable[Statement], introduction: Statement | None) -> BlobId:
    chosen = [body.value for s in heads if isinstance(body := said(s), ChecklistChosen)]
    introduced = said(introduction) if introduction is not None else None
    named = introduced.checklist if isinstance(introduced, Planned | Opened) else None
    return chosen[0] if chosen else named or ""


def _unit(visit: VisitId, view: View, introduction: Statement | None) -> str:
    body = said(introduction) if introduction is not None else None
    if isinstance(body, Planned | Opened) and body.unit is not None:
        return body.unit.name
    here = view.visit_of(visit)
    return here.unit.name if here is not None else f"#{visit[:4].upper()}"


def usual_checklist(view: View) -> BlobId | None:
    """Return the checklist of most visits here; of two that are as many, the one whose visits come first."""
    counts = Counter(visit.checklist for visit in view.visits.values() if visit.checklist is not None)
    return counts.most_common(1)[0][0] if counts else None


def expected_checklist(visit: VisitId, view: View, usual: BlobId | None) -> BlobId | None:
    """Return the checklist by which a visit is meant to be answered here."""
    here = view.visit_of(visit)
    return (here.checklist if here is not None else None) or usual


def other_checklists(contents: Contents, view: View, usual: BlobId | None) -> dict[VisitId, BlobId]:
    """Return the visits whose answers were given to another checklist than is expected here, and to which."""
    found: dict[VisitId, BlobId] = {}
    for visit in contents.visits:
        expected = expected_checklist(visit, view, usual)
        used = contents.asked[visit] or {contents.chosen[visit]} if visit in contents.chosen else contents.asked[visit]
        others = sorted(used - {expected})
        if expected is not None and others:
            found[visit] = others[0]
    return found


def counted(contents: Contents, view: View, usual: BlobId | None, find: FindChecklist) -> tuple[int, int]:
    """Return how many items are answered, and of how many of the checklists expected here; (n, 0) without those."""
    answered = total = 0
    for visit in contents.visits:
        expected = expected_checklist(visit, view, usual) or contents.chosen.get(visit)
        checklist = find(expected) if expected else None
        asked = {item.id for item in checklist.items} if checklist is not None else None
        given = contents.items[visit]
        answered += len(given if asked is None else given & asked)
        total += len(asked or ())
    return answered, total


def readable_checklist(data: bytes) -> Checklist | None:
    """Return the checklist that bytes hold; None where they hold none, for a stranger's file may call anything one."""
    try:
        return decode(data)
    except KnownError:
        return None
