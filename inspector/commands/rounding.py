"""What the lead says of the whole round: who belongs to it, what leaves it, what was handed over and issued."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final, Literal

import msgspec

from inspector.commands.draft import Draft, Drafts, NoBlobs, ids, over
from inspector.errors import KnownError
from inspector.journal import canon
from inspector.journal.bodies import (
    Basis,
    ChainCut,
    Documented,
    DocumentSigned,
    Erased,
    Excluded,
    HandedOver,
    PartAccepted,
    Person,
    Presence,
    RecommendationDecided,
    Removal,
    Roster,
    SettingChosen,
    said,
)
from inspector.journal.entry import BlobId, EntryId, PublicKey, VisitId, short
from inspector.projection.view import View


class IssueRoster(NoBlobs, frozen=True):
    """Issue a roster over all those in force.

    Removals of former rosters are carried over. A removed key stays listed with the roles it had, for without them what
    its last accepted tips cover would not count; and it is a root no longer.
    """

    version: str
    roots: tuple[PublicKey, ...]
    persons: tuple[Person, ...]
    removed: tuple[Removal, ...] = ()

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        """Raises: KnownError roster.not-a-root, roster.roots, roster.key-twice."""
        if author not in view.trust.roots:
            raise KnownError("roster.not-a-root")
        keys = [device.sign for person in self.persons for device in person.keys]
        if len(set(keys)) < len(keys):
            raise KnownError("roster.key-twice", what=", ".join(sorted({short(k) for k in keys if keys.count(k) > 1})))
        removed = {one.key: one for one in (*_removals(view), *self.removed)}
        roots = tuple(sorted(set(self.roots) - removed.keys()))
        if len(roots) < 2:
            raise KnownError("roster.roots")
        persons = _still_listed(self.persons, removed.keys(), view)
        body = Roster(version=self.version, roots=roots, persons=persons, removed=tuple(removed.values()))
        yield Draft(None, ("roster",), body, tuple(sorted(view.trust.rosters)))


def _removals(view: View) -> tuple[Removal, ...]:
    """Return the removals in force."""
    bodies = [said(head) for head in view.round_scope.slot("roster").heads]
    return tuple(removal for body in bodies if isinstance(body, Roster) for removal in body.removed)


def _still_listed(persons: tuple[Person, ...], removed: Collection[PublicKey], view: View) -> tuple[Person, ...]:
    """Return the persons with every removed key that has a place on the roster in force."""
    listed = {person.id: person for person in persons}
    here = {device.sign for person in persons for device in person.keys}
    for key in sorted(set(removed) - here):
        grant = view.trust.grants.get(key)
        if grant is None:
            continue
        former = view.trust.persons[grant.person]
        device = next(one for one in former.keys if one.sign == key)
        person = listed.get(former.id)
        keys = (*person.keys, device) if person else (device,)
        listed[former.id] = msgspec.structs.replace(person or former, keys=keys)
    return tuple(listed.values())


MOST_EXCLUDED: Final = 15_000
"""Statements that one exclusion names: 67 bytes each, within what a payload may have (format.md, rule 27)."""


class Exclude(NoBlobs, frozen=True):
    """Take statements, or the rest of a chain, out of the fold; for a root, with a reason. They stay in the set.

    More statements than a payload takes are named by several exclusions.
    """

    reason: str
    entries: tuple[EntryId, ...] = ()
    chain: ChainCut | None = None

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        """Raises: KnownError roster.not-a-root, status.reason-missing."""
        _require_root(view, author, self.reason)
        entries = sorted(self.entries)
        for start in range(0, len(entries) or 1, MOST_EXCLUDED):
            part = tuple(entries[start : start + MOST_EXCLUDED])
            yield Draft(None, (), Excluded(entries=part, chain=None if start else self.chain, reason=self.reason))


class WithdrawExclusions(NoBlobs, frozen=True):
    """Let exclusions count no more, so that what they took out counts again; for a root, with a reason."""

    exclusions: tuple[EntryId, ...]
    reason: str

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        """Raises: KnownError roster.not-a-root, status.reason-missing, thing.unknown."""
        _require_root(view, author, self.reason)
        for one in self.exclusions:
            statement = view.round_scope.things.get(one)
            if statement is None or statement.header.kind != "excluded":
                raise KnownError("thing.unknown", thing=one[:8])
            about = ("exists", one)
            heads = view.round_scope.slot(*about).heads
            if not view.round_scope.is_out(one):
                yield Draft(None, about, Presence(value="out", reason=self.reason), ids(heads))


class Erase(NoBlobs, frozen=True):
    """Withhold payloads and blobs for a reason that the law gives; for a root. It cannot be taken back."""

    reason: str
    basis: str
    entries: tuple[EntryId, ...] = ()
    erased_blobs: tuple[BlobId, ...] = ()

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        """Raises: KnownError roster.not-a-root, status.reason-missing."""
        _require_root(view, author, self.reason)
        yield Draft(
            None,
            (),
            Erased(
                entries=tuple(sorted(self.entries)),
                blobs=tuple(sorted(self.erased_blobs)),
                reason=self.reason,
                basis=self.basis,
            ),
        )


def _require_root(view: View, author: PublicKey, reason: str) -> None:
    if author not in view.trust.roots:
        raise KnownError("roster.not-a-root")
    if not reason:
        raise KnownError("status.reason-missing")


class ChooseSetting(NoBlobs, frozen=True):
    """Choose a setting of the round, over what any lead chose before. Whoever reads a setting checks its members first."""

    name: str
    value: dict[str, Any]

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        about = ("setting", self.name)
        yield from over(None, about, SettingChosen(value=self.value), view.round_scope.slot(*about).heads)


class DecideRecommendation(NoBlobs, frozen=True):
    """Give the shortcomings of an item a recommendation of their own, or leave them to the general clause."""

    item: str
    value: Literal["own", "general"]
    reason: str
    work: str = ""

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        """Raises: KnownError("decision.reason-missing")."""
        if not self.reason:
            raise KnownError("decision.reason-missing", item=self.item)
        about = ("rec", self.item)
        body = RecommendationDecided(value=self.value, reason=self.reason, work=self.work)
        yield from over(None, about, body, view.round_scope.slot(*about).heads)


class RecordHandOver(NoBlobs, frozen=True):
    """Record that a file leaves this laptop: for whom, how heavy, and why in the clear if it is not encrypted."""

    visits: tuple[VisitId, ...]
    weight: Literal["statements", "display", "originals"]
    recipients: tuple[str, ...]
    plain_reason: str = ""

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        """Raises: KnownError("handover.plain-needs-reason")."""
        if not self.recipients and not self.plain_reason:
            raise KnownError("handover.plain-needs-reason")
        body = HandedOver(
            visits=tuple(sorted(self.visits)),
            weight=self.weight,
            recipients=self.recipients,
            plain_reason=self.plain_reason,
        )
        yield Draft(None, (), body)


class AcceptPart(NoBlobs, frozen=True):
    """Record that the verified prefix of a file that was not wholly intact was taken in, and why."""

    file: str
    tips: tuple[EntryId, ...]
    reason: str

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        if not self.reason:
            raise KnownError("status.reason-missing")
        yield Draft(None, (), PartAccepted(file=self.file, tips=tuple(sorted(self.tips)), reason=self.reason))


class RecordDocument(NoBlobs, frozen=True):
    """Record that a paper was made: its number, its bytes before any signature, and what it was made from."""

    type: Literal["minutes", "letter", "report"]
    visits: tuple[VisitId, ...]
    number: str
    date: str
    pdf: bytes
    basis: Basis
    addressee: str = ""
    answer_by: str = ""

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        """Raises: KnownError document.number-taken if another paper of its kind bears the number that year,
            document.needs-newer.

        Each kind has a series of its own, from 01 January to 31 December. Source: Nghị định 30/2020/NĐ-CP, Điều 15.

        A paper over something that this program does not know would leave it out without a word (format.md, rule 16).
        """
        for visit in filter(None, map(view.visit_of, self.visits)):
            slots = [slot for scope in visit.scopes for slot in scope.slots.values() if slot.needs_newer_program]
            if slots:
                codes = ", ".join(sorted("/".join(slot.about) for slot in slots))
                raise KnownError("document.needs-newer", visit=visit.id[:8], codes=codes)
        digest = canon.blob_id(self.pdf)
        for document in view.documents:
            said_of = document.said
            if (said_of.type, said_of.number, said_of.date[:4]) == (self.type, self.number, self.date[:4]):
                if document.said.sha256 == digest:
                    return
                raise KnownError("document.number-taken", number=self.number)
        yield Draft(
            None,
            (),
            Documented(
                type=self.type,
                visits=tuple(sorted(self.visits)),
                number=self.number,
                date=self.date,
                sha256=digest,
                size=len(self.pdf),
                basis=self.basis,
                addressee=self.addressee,
                answer_by=self.answer_by,
            ),
        )


class RecordSignature(msgspec.Struct, frozen=True):
    """Record a document with one more signature; the signed PDF itself is kept, for it is the record."""

    document: EntryId
    pdf: bytes
    signers: tuple[str, ...]

    @property
    def blobs(self) -> Mapping[BlobId, bytes]:
        return {canon.blob_id(self.pdf): self.pdf}

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        about = ("signed", self.document)
        blob = canon.blob_id(self.pdf)
        body = DocumentSigned(value=blob, signers=self.signers)
        heads = view.round_scope.slot(*about).heads
        yield Draft(None, about, body, ids(heads), ((blob, len(self.pdf)),))
