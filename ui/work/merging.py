"""Collecting files and merging them: examined and judged first, then united in one transaction.

Both front ends do it alike. Nothing is written before `merge`: what `collect` copies lies in a private folder that is
wiped when the caller is done with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

from inspector.commands.draft import Command
from inspector.commands.rounding import AcceptPart
from inspector.dossier.foreign import collector_paused, examine_all
from inspector.dossier.known import Known
from inspector.dossier.prefix import tips_of, verified_prefix
from inspector.dossier.quarantine import quarantine
from inspector.dossier.verdict import Code, Intake
from inspector.errors import KnownError
from inspector.journal.bodies import ReceivedFile
from inspector.journal.entry import BlobId, EntryId, VisitId
from inspector.people.identity import Identity
from inspector.progress import Progress
from inspector.projection.intake import authors
from inspector.projection.trust import Trust
from inspector.rules.checklist import Checklist
from inspector.session import Session
from inspector.sources import Sources
from inspector.text import clean
from ui.work.arrivals import Arrival, Remark, Verdict, beside_each_other, verdict_of
from ui.work.contents import (
    Contents,
    contents_of,
    counted,
    expected_checklist,
    other_checklists,
    readable_checklist,
    usual_checklist,
)
from ui.work.home import Home
from ui.work.receipts import files_of, visits_of
from ui.work.receiving import remember
from ui.work.sticks import dossiers_under


def collect(
    session: Session,
    paths: Iterable[Path],
    private: Path,
    identities: Sequence[Identity],
    progress: Progress,
    before: Sequence[Arrival] = (),
) -> tuple[Arrival, ...]:
    """Find the dossiers among files and below folders, examine each, and judge each beside what is here and the others.

    Args:
        session: the receiving dossier; nothing is written to it.
        paths: files and folders.
        private: a folder that others cannot read; keeps what was copied until the files are merged.
        identities: keys that may open encrypted files.
        progress: told of each copy and each file.
        before: files that are in the table already; one that is named again is examined again.

    Raises: KnownError of `dossiers_under`, collect.none; Cancelled.
    """
    files = dossiers_under(paths, progress)
    if not files:
        raise KnownError("collect.none", exit_code=2)
    known = Known.of(session.dossier, {session.log.round: session.log})
    found = dict(examine_all(files, private, known, identities=identities, progress=progress))
    examined = {one.path: one.found for one in before} | found
    return judge_all(session, examined)


def judge_all(session: Session, examined: Mapping[Path, Intake | KnownError]) -> tuple[Arrival, ...]:
    """Return a row for each examined file, judged beside what is here and beside the other files."""
    ours = [one for one in examined.values() if isinstance(one, Intake) and _is_ours(one, session)]
    trust = session.trust_after(ours)
    judge = _Judge(session, trust, ours)
    with collector_paused():
        return beside_each_other([judge.row(path, found) for path, found in examined.items()])


def _is_ours(found: Intake, session: Session) -> bool:
    return found.is_intact and [one.round for one in found.rounds] == [session.log.round]


class _Judge:
    """Makes rows, beside one state of the receiving dossier and under the rosters that come with the files."""

    def __init__(self, session: Session, trust: Trust, intakes: Sequence[Intake]) -> None:
        self._session = session
        self._trust = trust
        self._present = session.dossier.blob_ids()
        self._brought = {blob: path for one in intakes for blob, path in one.blobs.items()}
        self._usual = usual_checklist(session.view)
        self._checklists: dict[BlobId, Checklist | None] = {}

    def row(self, path: Path, found: Intake | KnownError) -> Arrival:
        if isinstance(found, KnownError):
            remark = Remark(found.key, {name: str(value) for name, value in found.params.items()})
            return Arrival(path, found, Verdict.UNREADABLE, remarks=(remark,))
        view, round_id = self._session.view, self._session.log.round
        part = next((one for one in found.rounds if one.round == round_id), None)
        inside = contents_of(part, view) if part is not None else Contents()
        others = other_checklists(inside, view, self._usual)
        verdict = verdict_of(found, round_id, other_checklist=bool(others))
        answered, items = counted(inside, view, self._usual, self._checklist)
        seal = inside.seal
        statements = [s for one in found.rounds for s in one.statements]
        return Arrival(
            path=path,
            found=found,
            verdict=verdict,
            author=authors(self._trust, statements).light if statements else None,
            visits=inside.visits,
            units=inside.units,
            sealed_by=self._trust.name_of(seal.header.author) if seal is not None else "",
            sealed_at=seal.header.at if seal is not None else None,
            answered=answered,
            items=items,
            photos=inside.photos,
            remarks=tuple(self._remarks(found, verdict, inside, others)),
        )

    def _checklist(self, blob: BlobId) -> Checklist | None:
        if blob not in self._checklists:
            data = b""
            if blob in self._present:
                data = self._session.dossier.blob(blob)
            elif blob in self._brought:
                data = self._brought[blob].read_bytes()
            self._checklists[blob] = readable_checklist(data)
        return self._checklists[blob]

    def _remarks(
        self, found: Intake, verdict: Verdict, inside: Contents, others: Mapping[str, BlobId]
    ) -> Iterable[Remark]:
        """Yield what has to be known of a file besides its verdict, the most important first."""
        if not found.is_intact:
            damage = found.damage[0]
            if verdict is Verdict.BROKEN:
                yield Remark("merge.remark.damaged")
            yield Remark(damage.key, {"table": damage.table, "id": damage.id[:16], "detail": damage.detail})
            return
        if verdict is Verdict.OTHER_ROUND:
            yield Remark("import.other-round", {"file": found.name})
            return
        for one in found.findings:
            if one.code is Code.SEAL_UNSOUND:
                yield Remark("merge.remark.unsound")
                yield Remark(one.key, {"id": one.id[:16]})
        if verdict in (Verdict.HERE, Verdict.OLDER) and self._is_taken_out(found):
            yield Remark("merge.remark.taken-out")
        if verdict in (Verdict.HERE, Verdict.OLDER, Verdict.FORK):
            yield Remark(f"merge.remark.{verdict.value}")
        for visit, blob in others.items():
            yield self._other_checklist(inside, visit, blob)
        if verdict not in (Verdict.HERE, Verdict.OLDER):
            yield from self._news(found, inside)

    def _is_taken_out(self, found: Intake) -> bool:
        """Tell whether something of a file is here but was excluded: to bring it again changes nothing."""
        excluded = self._session.view.trust.excluded
        return bool(excluded) and any(s.id in excluded for one in found.rounds for s in one.statements)

    def _news(self, found: Intake, inside: Contents) -> Iterable[Remark]:
        here = self._session.log.scopes
        known = [visit for visit in inside.visits if visit in here]
        if found.new == 0:
            yield Remark("merge.remark.late", {"blobs": len(found.blobs)})
        elif known:
            mine = {s.header.author for one in found.rounds for s in one.statements if s.scope in known}
            theirs = {s.header.author for visit in known for s in here[visit]}
            added = sum(len(one.entries) for one in found.rounds)
            key = "goes-on" if mine & theirs else "same-visit"
            yield Remark(f"merge.remark.{key}", {"count": added})
        elif not inside.visits:
            yield Remark("merge.remark.no-visit")
        elif inside.seal is None:
            yield Remark("merge.remark.not-sealed")
        if found.blobs_expected:
            yield Remark("merge.remark.expected", {"count": len(found.blobs_expected)})

    def _other_checklist(self, inside: Contents, visit: str, blob: BlobId) -> Remark:
        theirs = self._checklist(blob)
        expected = expected_checklist(visit, self._session.view, self._usual)
        ours = self._checklist(expected) if expected else None
        if ours is None:
            return Remark("merge.remark.checklist-absent")
        shared = len(inside.items[visit] & {item.id for item in ours.items})
        version = theirs.version if theirs is not None else f"#{blob[:4].upper()}"
        left = len(ours.items) - shared
        return Remark("merge.remark.checklist", {"version": version, "shared": shared, "left": left})


class Merged(msgspec.Struct, frozen=True):
    """What a merge brought."""

    files: tuple[str, ...]
    entries: tuple[EntryId, ...]
    """Statements that were not here."""
    blobs: int
    quarantined: tuple[str, ...]
    """Names of the damaged files; they are kept as evidence."""
    visits: tuple[VisitId, ...] = ()
    """The visits that the files brought something of."""
    received: tuple[ReceivedFile, ...] = ()
    """The files as a receipt names them."""


def merge(
    session: Session,
    home: Home,
    sources: Sources,
    arrivals: Sequence[Arrival],
    reasons: Mapping[Path, str],
    then: Sequence[Command],
    progress: Progress,
) -> Merged:
    """Unite files with what is here, in one transaction, keep the damaged ones as evidence, and remember it all.

    Args:
        session: the receiving dossier.
        home: keeps the quarantine and the history.
        sources: the clock.
        arrivals: the whole table: the damaged ones are set aside, whether or not something of them is taken in.
        reasons: the files that are taken in; with a reason for one of which only a part, or no seal, proves itself.
        then: what was decided while the merge was prepared; said after it.
        progress: told of each file.

    Raises: KnownError("merge.nothing") if no file is to be taken in, ("merge.reason-missing") if one needs a reason and
        has none; those of `Session.absorb` and `quarantine`; Cancelled, before anything is united.
    """
    chosen = [one for one in arrivals if one.path in reasons and one.may_be_taken]
    if not chosen:
        raise KnownError("merge.nothing", exit_code=2)
    for one in chosen:
        if one.needs_reason and not clean(reasons[one.path]):
            raise KnownError("merge.reason-missing", exit_code=2, file=one.path.name)
    kept = [one for one in arrivals if one.intake is not None and not one.intake.is_intact]
    for one in kept:
        assert one.intake is not None
        quarantine(home.path, one.intake)
    intakes = [_taken(session, one, clean(reasons[one.path])) for one in chosen]
    entries = new_in(session, intakes)
    result = session.absorb(intakes, progress)
    told = [{"file": one.path.name, "sha256": one.sha256, "verdict": one.verdict.value} for one in chosen]
    remember(home, sources, told, result, round_id=session.log.round, entries=entries)
    for command in then:
        session.do(command)
    return Merged(
        files=tuple(one.path.name for one in chosen),
        entries=entries,
        blobs=result.blobs,
        quarantined=tuple(one.path.name for one in kept),
        visits=visits_of(session, intakes),
        received=files_of(intakes),
    )


def _taken(session: Session, arrival: Arrival, reason: str) -> Intake:
    """Return what is taken in of a file; that only a part of it proves itself is stated, with the reason."""
    assert arrival.intake is not None
    if not arrival.needs_reason:
        return arrival.intake
    part = verified_prefix(arrival.intake)
    session.do(AcceptPart(part.sha256, tips_of(part), reason))
    return part


def new_in(session: Session, intakes: Iterable[Intake]) -> tuple[EntryId, ...]:
    """Return the statements of files that are not here yet, each once."""
    held = session.log.statements
    keys = (key.hex() for intake in intakes for one in intake.rounds for key, _ in one.entries)
    return tuple(dict.fromkeys(one for one in keys if one not in held))
