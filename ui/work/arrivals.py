"""Files that arrived, one row for each: what it is beside what is here and beside the other files, and why.

A verdict follows from what was examined (`Intake`) and from the log of the receiving dossier. In this order, the first
that is so:

1. `unreadable`: it could not be examined, or nothing in it could be read.
2. `other-round`: what proves itself of it is of another round, or of more than one.
3. `broken`: it is damaged, or a seal in it misstates what it covers.
4. `older`: it adds nothing, and a chain of a visit in it goes on here, or in another file, after its end there.
5. `here`: it adds nothing else.
6. `fork`: a chain goes on in two ways, in it or between it and what is here.
7. `checklist`: answers in it were given to another checklist than the one that holds for the visit here; for a visit
   that is not known here, than the one of most visits.
8. `newer`: a chain of a visit in it begins as one here does and goes on.
9. `valid`: all others.

To add nothing is to bring no statement, no payload and no photo that is not here or in another file of the table. Chains
of the round's own scope never make a file newer or older: every hand-over lengthens them. Files without a visit, such as
briefings, are judged by them all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec

from inspector.dossier.verdict import ChainState, Code, Intake, RoundIntake
from inspector.errors import KnownError
from inspector.journal.entry import Clock, EntryId, VisitId
from inspector.projection.intake import Author
from ui.work.arriving import adds_nothing


class Verdict(StrEnum):
    """What a file is; worded by `resources.say("merge.verdict.<value>")`."""

    VALID = "valid"
    HERE = "here"
    NEWER = "newer"
    OLDER = "older"
    CHECKLIST = "checklist"
    FORK = "fork"
    BROKEN = "broken"
    OTHER_ROUND = "other-round"
    UNREADABLE = "unreadable"


GOOD: Final = frozenset({Verdict.VALID, Verdict.NEWER, Verdict.CHECKLIST, Verdict.FORK})
"""What is taken in unless a person says otherwise."""


class Remark(msgspec.Struct, frozen=True):
    """A sentence to be worded by `resources.say(key, **params)`."""

    key: str
    params: dict[str, str | int] = {}


@dataclass(frozen=True)
class Arrival:
    """One file of the table. What a damaged file says is shown as far as it proves itself."""

    path: Path
    found: Intake | KnownError
    verdict: Verdict
    author: Author | None = None
    """The second light; None where nothing was read."""
    visits: tuple[VisitId, ...] = ()
    units: tuple[str, ...] = ()
    sealed_by: str = ""
    sealed_at: Clock | None = None
    answered: int = 0
    """Items that have an answer, over all visits of the file."""
    items: int = 0
    """Items of their checklists; 0 if those are not here."""
    photos: int = 0
    remarks: tuple[Remark, ...] = ()

    @property
    def intake(self) -> Intake | None:
        """What was examined, if it could be."""
        return self.found if isinstance(self.found, Intake) else None

    @property
    def sha256(self) -> str:
        return self.found.sha256 if isinstance(self.found, Intake) else ""

    @property
    def is_good(self) -> bool:
        """Tell whether it is taken in unless a person says otherwise."""
        return self.verdict in GOOD

    @property
    def needs_reason(self) -> bool:
        """Tell whether it may be taken in, but only by somebody who says why: the part of it that proves itself."""
        return self.verdict is Verdict.BROKEN

    @property
    def may_be_taken(self) -> bool:
        return self.is_good or self.needs_reason


def verdict_of(found: Intake | KnownError, round_id: str, *, other_checklist: bool) -> Verdict:
    """Return what a file is beside what is here, by itself."""
    if isinstance(found, KnownError):
        return Verdict.UNREADABLE
    if not found.is_intact:
        proven = [one.round for one in found.rounds if one.verified]
        if proven and proven != [round_id]:
            return Verdict.OTHER_ROUND
        return Verdict.BROKEN if proven else Verdict.UNREADABLE
    if [one.round for one in found.rounds] != [round_id]:
        return Verdict.OTHER_ROUND
    if any(one.code is Code.SEAL_UNSOUND for one in found.findings):
        return Verdict.BROKEN
    states = chain_states(found)
    if adds_nothing(found):
        return Verdict.OLDER if ChainState.OLDER in states else Verdict.HERE
    if any(chain.state is ChainState.FORK for one in found.rounds for chain in one.chains):
        return Verdict.FORK
    if other_checklist:
        return Verdict.CHECKLIST
    return Verdict.NEWER if goes_on(found) else Verdict.VALID


def chain_states(found: Intake) -> set[ChainState]:
    """Return how the chains stand that tell of a file: those of its visits, or all if it has none."""
    return {chain.state for one in found.rounds for chain in one.chains if not one.visits or chain.scope != one.round}


def goes_on(found: Intake) -> bool:
    """Tell whether a chain that tells of a file goes on after what is known of it here."""
    return any(
        chain.state is ChainState.EXTENDS and chain.known >= 0 and (not one.visits or chain.scope != one.round)
        for one in found.rounds
        for chain in one.chains
    )


def beside_each_other(arrivals: Sequence[Arrival]) -> tuple[Arrival, ...]:
    """Judge the good files once more, each beside the others: copies and older copies of one another add nothing.

    Of two files that bring the same the first is the one that counts.
    """
    brought = {number: _brought(one) for number, one in enumerate(arrivals) if one.is_good}
    judged = list(arrivals)
    for number, news in brought.items():
        for other, theirs in brought.items():
            is_within = other != number and all(mine <= its for mine, its in zip(news, theirs, strict=True))
            if is_within and (news != theirs or other < number):
                judged[number] = _contained(arrivals[number], arrivals[other], is_equal=news == theirs)
                break
    return tuple(_with_companions(number, judged) for number in range(len(judged)))


def _with_companions(number: int, arrivals: Sequence[Arrival]) -> Arrival:
    """Return a file with a remark that another one brings something of the same visit too."""
    arrival = arrivals[number]
    if not arrival.is_good:
        return arrival
    mine = set(arrival.visits)
    for other, theirs in enumerate(arrivals):
        if other != number and theirs.is_good and not mine.isdisjoint(theirs.visits):
            remark = Remark("merge.remark.companion", {"file": theirs.path.name})
            return replace(arrival, remarks=(*arrival.remarks, remark))
    return arrival


def _brought(arrival: Arrival) -> tuple[frozenset[str | bytes], ...]:
    """Return what a file brings that is not here: statements, payloads, blobs."""
    found = arrival.intake
    assert found is not None
    return (
        frozenset(key for one in found.rounds for key, _ in one.entries),
        frozenset(key for one in found.rounds for key, _ in one.payloads),
        frozenset(found.blobs),
    )


def _contained(arrival: Arrival, other: Arrival, *, is_equal: bool) -> Arrival:
    name = other.path.name
    if is_equal:
        return replace(arrival, verdict=Verdict.HERE, remarks=(Remark("merge.remark.twin", {"file": name}),))
    assert arrival.intake is not None
    assert other.intake is not None
    is_older = not _ends(arrival.intake) <= {one for part in other.intake.rounds for one in _tips(part)}
    verdict, key = (Verdict.OLDER, "older-than") if is_older else (Verdict.HERE, "within")
    return replace(arrival, verdict=verdict, remarks=(Remark(f"merge.remark.{key}", {"file": name}),))


def _ends(found: Intake) -> set[EntryId]:
    """Return the last statement of every chain that tells of a file."""
    return {
        one for part in found.rounds for one, scope in _tips(part).items() if not part.visits or scope != part.round
    }


def _tips(part: RoundIntake) -> dict[EntryId, EntryId]:
    """Return the last statement of every chain, with its scope."""
    followed = {s.header.prev for s in part.statements}
    return {s.id: s.scope for s in part.statements if s.id not in followed}
