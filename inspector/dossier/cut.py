"""What of a round goes into a file that leaves the laptop: chosen by scope, as light as wanted, complete in itself."""

from __future__ import annotations

from collections.abc import Collection, Set
from dataclasses import dataclass
from typing import Final, Literal

from inspector.dossier.file import Dossier
from inspector.dossier.standing import must_be_signed
from inspector.journal.bodies import PhotoAdded, Presence, Received, said
from inspector.journal.entry import BlobId, BlobRef, EntryId, RoundId, Statement, VisitId
from inspector.journal.log import Log, order
from inspector.rules import round_plan

Weight = Literal["statements", "display", "originals"]
"""What comes with the statements: checklists alone; display copies, copies drawn over and signed papers too; all photos as
they were taken."""

_ROOT_KINDS: Final = frozenset({"genesis", "roster", "excluded", "erased"})
_WITH_CHECKLIST: Final = frozenset({"genesis", "planned", "opened", "checklist_chosen"})


@dataclass(frozen=True)
class Cut:
    """The rows that travel. Headers are whole scopes, so a receiver sees that nothing is missing between them."""

    round: RoundId
    statements: tuple[Statement, ...]
    payloads: frozenset[EntryId]
    signatures: tuple[tuple[EntryId, bytes], ...]
    blobs: tuple[BlobRef, ...]
    absent: frozenset[BlobId]
    """Wanted, and not here either."""


def cut(
    dossier: Dossier,
    log: Log,
    *,
    visits: Collection[VisitId] | None,
    weight: Weight,
    briefing: bool = False,
    erased_entries: Set[EntryId] = frozenset(),
    erased_blobs: Set[BlobId] = frozenset(),
) -> Cut:
    """Choose what travels.

    Args:
        dossier: where the blobs and signatures lie.
        log: the round.
        visits: every id of the visits wanted, joined ones included; None for all of the round.
        weight: which blobs come along.
        briefing: no visit's own statements, only what an inspector needs before the first one: the round's scope, with the
            payloads of the plans wanted, but of no opening: what began elsewhere is not under way there.
        erased_entries: what effective erasures name; it never leaves.
        erased_blobs: likewise blobs.

    Source: format.md, rules 1, 7, 15 and 41.
    """
    wanted = frozenset(log.scopes) - {log.round} if visits is None else frozenset(visits)
    scopes = [log.round] if briefing else [log.round, *sorted(wanted & log.scopes.keys())]
    statements = sorted((s for scope in scopes for s in log.scopes[scope]), key=order)
    everything = visits is None and not briefing
    plans = None if visits is None else wanted
    speaking = [
        s for s in statements if everything or s.scope != log.round or _travels(s, plans, log, briefing=briefing)
    ]
    payloads = frozenset(s.id for s in speaking if s.payload is not None and s.id not in erased_entries)
    tips = {tip for scope in scopes for tip in log.tips[scope]}
    signed = {s.id for s in statements if must_be_signed(s, tips)}
    here = dossier.blob_sizes()
    named = {ref for s in statements for ref in s.header.blobs}
    refs = _blobs(speaking, "statements" if briefing else weight)
    return Cut(
        round=log.round,
        statements=tuple(statements),
        payloads=payloads,
        signatures=tuple((one, signature) for one, signature in dossier.signatures() if one in signed),
        # A blob whose size every header of the cut misstates stays: with it the file could not be verified.
        blobs=tuple((one, here[one]) for one in sorted(refs - erased_blobs) if (one, here.get(one)) in named),
        absent=frozenset(refs - erased_blobs - here.keys()),
    )


def _travels(statement: Statement, wanted: frozenset[VisitId] | None, log: Log, *, briefing: bool) -> bool:
    """Tell whether a payload of the round's scope goes into a file about `wanted` visits (None: about all of them)."""
    kind, about = statement.header.kind, statement.header.about
    if kind in _ROOT_KINDS:
        return True
    if kind == "opened" and briefing:
        return False
    if kind == "received":
        body = said(statement)
        return isinstance(body, Received) and (wanted is None or body.visit in wanted)
    if not about:
        return kind in ("planned", "opened") and (wanted is None or statement.id in wanted)
    if about[0] == "exists" and len(about) == 2:
        target = log.statements.get(about[1])
        if target is not None and target.header.kind == "excluded":
            return True  # it decides what counts, as the exclusion itself does
        if target is not None and target.header.kind == "planned" and _is_bare(statement):
            return True  # who has the plan already must not go there for nothing; who has not learns no unit from it
    if about[0] == "setting":
        # Minutes that are printed at the unit have the head and the signatures that the round settled on. What units may
        # be drawn, from which seed and which were, is for the leads alone: a surprise that leaks is none.
        return about[1:] != (round_plan.SETTING,)
    return about[0] in ("opened", "exists") and len(about) == 2 and wanted is not None and about[1] in wanted


def _is_bare(statement: Statement) -> bool:
    """Tell whether a presence says in or out and nothing else: a reason may name the unit."""
    body = said(statement)
    return isinstance(body, Presence) and not body.reason


def _blobs(statements: list[Statement], weight: Weight) -> set[BlobId]:
    """Return the blobs that belong to a weight."""
    found: set[BlobId] = set()
    originals: set[BlobId] = set()
    others: set[BlobId] = set()
    for statement in statements:
        refs = statement.header.blobs
        if statement.header.kind == "photo_added":
            body = said(statement)
            shown = {body.display} if isinstance(body, PhotoAdded) else set()
            others |= shown
            originals.update(blob for blob, _ in refs if blob not in shown)
            if weight == "statements":
                continue
        elif weight == "statements" and statement.header.kind not in _WITH_CHECKLIST:
            continue
        else:
            others.update(blob for blob, _ in refs)
        found.update(blob for blob, _ in refs)
    return found if weight == "originals" else found - (originals - others)
