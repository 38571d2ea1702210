"""What statements can say: one frozen Struct per kind, and the rules that are fixed for a kind once it has shipped.

A kind's meaning is frozen: a changed meaning is a new kind with a new name. Kinds that are not listed here are carried,
merged, sealed and counted, and keep their slot as "needs a newer program".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal

import msgspec

from inspector.journal import canon
from inspector.journal.drawing import Operation
from inspector.journal.entry import VERSION, BlobId, EntryId, PublicKey, Slot, Statement, VisitId
from inspector.journal.value import Value

Role = Literal["lead", "deputy", "inspector", "secretary", "clerk", "chair"]
InOut = Literal["in", "out"]
Scope = Literal["round", "visit", "either"]


class Body(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What every payload may carry beside its own members."""

    undoes: EntryId | None = None
    """The statement that this one takes back."""
    step: EntryId | None = None
    """The first statement that the same request wrote in the same scope; absent in that one. They are undone as one."""


class FormatVersion(msgspec.Struct, frozen=True):
    major: int
    minor: int


class Genesis(Body, frozen=True, kw_only=True):
    """The start of a round: its id is the round's id, so a round certifies itself."""

    roots: tuple[PublicKey, ...]
    nonce: str
    hash: str
    sig: str
    format: FormatVersion
    application_id: str
    program: str
    title: str


class DeviceKey(msgspec.Struct, frozen=True, omit_defaults=True):
    """One device of a person: the key that signs and the age recipient that receives."""

    sign: PublicKey
    receive: str = ""


class Person(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    id: str
    name: str
    roles: tuple[Role, ...]
    keys: tuple[DeviceKey, ...]
    title: str = ""
    """Office held, as it is printed under a signature."""
    certificates: tuple[str, ...] = ()


class Removal(msgspec.Struct, frozen=True, omit_defaults=True):
    """A key that counts no longer, and the last tips of its chains that still do."""

    key: PublicKey
    tips: tuple[EntryId, ...] = ()
    reason: str = ""


class Roster(Body, frozen=True, kw_only=True):
    """Who may say what, signed by a root. `version` and the dates are labels; `supersedes` alone orders rosters."""

    version: str
    roots: tuple[PublicKey, ...]
    persons: tuple[Person, ...]
    removed: tuple[Removal, ...] = ()
    valid_from: str = ""
    valid_to: str = ""


class UnitRef(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """A unit as a plan names it: a code and the day from which that code means this unit, and the words for paper."""

    name: str
    code: str = ""
    since: str = ""
    district: str = ""


class SettingChosen(Body, frozen=True, kw_only=True):
    """A setting of the round, such as the issuing office or the thresholds of the synthesis, as a JSON object.

    What the members mean is the business of the room that reads the setting; here it is one value.
    """

    value: dict[str, Any]


class RecommendationDecided(Body, frozen=True, kw_only=True):
    """Whether the shortcomings of an item get a recommendation of their own or fall under the general clause.

    It overrules the checklist. `work` replaces the checklist's words for what is to be done; empty keeps them.
    """

    value: Literal["own", "general"]
    reason: str
    work: str = ""


class SeedStated(Body, frozen=True, kw_only=True):
    """The number from which units are going to be drawn, stated before the draw; its entry's id is a part of the draw.

    `seed` is 32 random bytes in hex, `plan` the statement of the round's plan that is drawn from, `frame` the digest of
    the units, strata, weights and share that it amounts to, and `method` how the draw goes from there.
    """

    seed: str
    plan: EntryId
    frame: str
    method: str


class Pick(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One unit that was drawn, and the stratum that it was drawn in."""

    unit: UnitRef
    stratum: str = ""


class Drawn(Body, frozen=True, kw_only=True):
    """The units that a seed gives, in the order in which they were drawn. Whoever has the plan can draw them again."""

    seed: EntryId
    frame: str
    picks: tuple[Pick, ...]


class Planned(Body, frozen=True, kw_only=True):
    """A visit that the lead foresees; the id of this entry is the id of the visit on every laptop."""

    unit: UnitRef
    checklist: BlobId
    day: str = ""
    announced: bool = False
    team: tuple[str, ...] = ()


class Opened(Body, frozen=True, kw_only=True):
    """A visit begins. With an empty slot it introduces a visit that nobody planned, and names unit and checklist."""

    started: str
    mystery: bool = False
    announced: bool = False
    unit: UnitRef | None = None
    checklist: BlobId | None = None


class SameVisit(Body, frozen=True, kw_only=True):
    """Several ids are one visit: two laptops opened it without a plan."""

    visits: tuple[EntryId, ...]
    reason: str


class Observed(Body, frozen=True, kw_only=True):
    """What one person saw for one item. `checklist` is the one whose question was answered."""

    value: Value
    checklist: BlobId
    note: str = ""
    reason: str = ""


class Withdrawn(Body, frozen=True, kw_only=True):
    """The value nothing, in any slot."""

    reason: str = ""


class Concluded(Body, frozen=True, kw_only=True):
    """What the lead holds to be the result of an item, over all observers, and why."""

    value: Value
    reason: str


class PhotoAdded(Body, frozen=True, kw_only=True):
    """A photo and its display copy; both are blobs of the header. `name` and `facts` are read from the file, verbatim."""

    original: BlobId
    display: BlobId
    name: str
    format: str
    width: int
    height: int
    facts: dict[str, str | int] = {}


class Linked(Body, frozen=True, kw_only=True):
    value: InOut


class Presence(Body, frozen=True, kw_only=True):
    """Takes a thing that an entry introduced out of the visit or the round, or puts it back."""

    value: InOut
    reason: str = ""


class Captioned(Body, frozen=True, kw_only=True):
    value: str


class Redrawn(Body, frozen=True, kw_only=True):
    """A copy of a photo to be shown in the place of its display copy: faces blurred, things pointed at.

    `value` is the copy, a blob of this header or of one in the same slot that it says again; `source` is the display
    copy that `operations` were carried out on, in their order.
    """

    value: BlobId
    source: BlobId
    operations: tuple[Operation, ...] = ()


class Flagged(Body, frozen=True, kw_only=True):
    """A mark on an item or a photo, for the team: look at it again, use it in the letter, its faces were looked at."""

    value: InOut


class Arranged(Body, frozen=True, kw_only=True):
    """The order in which the photos of an item are shown."""

    value: tuple[EntryId, ...]


class FreeFinding(Body, frozen=True, kw_only=True):
    """A finding that no item of the checklist asks for."""

    value: str


class Commented(Body, frozen=True, kw_only=True):
    on: Slot
    text: str


class StatusSet(Body, frozen=True, kw_only=True):
    value: Literal["open", "void"]
    reason: str


class FactStated(Body, frozen=True, kw_only=True):
    """A fact of the visit that the minutes print: when it ended, who was there, what the unit said of the findings."""

    value: str


class ChecklistChosen(Body, frozen=True, kw_only=True):
    value: BlobId


class Sealed(Body, frozen=True, kw_only=True):
    """What a visit held when it was sealed. The lists of withheld, expected and contested are claims outside the root."""

    purpose: Literal["covert", "onsite", "final", "amendment"]
    tips: tuple[EntryId, ...]
    entries: int
    blobs: int
    root: str
    checklist: BlobId
    program: str
    withheld: tuple[EntryId, ...] = ()
    expected: tuple[EntryId, ...] = ()
    contested: tuple[Slot, ...] = ()


class VisitJudged(Body, frozen=True, kw_only=True):
    """What the lead makes of a sealed visit: it goes back to be amended, or it stands. `seal` is the seal judged."""

    value: Literal["returned", "approved"]
    seal: EntryId
    reason: str = ""


class Erased(Body, frozen=True, kw_only=True):
    """The payloads and blobs named are withheld from now on, for a reason that the law gives."""

    entries: tuple[EntryId, ...] = ()
    blobs: tuple[BlobId, ...] = ()
    reason: str
    basis: str


class ChainCut(msgspec.Struct, frozen=True):
    author: PublicKey
    scope: EntryId
    chain: str
    from_seq: int


class Excluded(Body, frozen=True, kw_only=True):
    """The statements named, or the rest of a chain, leave the fold, not the set."""

    entries: tuple[EntryId, ...] = ()
    chain: ChainCut | None = None
    reason: str


class Basis(msgspec.Struct, frozen=True, kw_only=True):
    """What a document was made from. An equal basis gives equal bytes."""

    tips: tuple[tuple[EntryId, tuple[EntryId, ...]], ...]
    present: str
    checklists: tuple[BlobId, ...]
    layout: str
    places: str
    series: str
    program: str


class Documented(Body, frozen=True, kw_only=True):
    """A paper was made, with its number; `sha256` and `size` are those of the PDF before any signature.

    With its basis, these members are all that the paper was made from.
    """

    type: Literal["minutes", "letter", "report"]
    visits: tuple[EntryId, ...]
    number: str
    date: str
    sha256: str
    size: int
    basis: Basis
    addressee: str = ""
    answer_by: str = ""


class DocumentSigned(Body, frozen=True, kw_only=True):
    """The document with one more signature; the signed PDF is a blob of the header."""

    value: BlobId
    signers: tuple[str, ...]


class HandedOver(Body, frozen=True, kw_only=True):
    """A file left this laptop: of which visits, how heavy, to whom, and why in the clear if it was not encrypted."""

    visits: tuple[EntryId, ...] = ()
    weight: Literal["statements", "display", "originals"]
    recipients: tuple[str, ...] = ()
    plain_reason: str = ""


class PartAccepted(Body, frozen=True, kw_only=True):
    """The lead took in the verified prefix of a file that was not wholly intact."""

    file: str
    tips: tuple[EntryId, ...]
    reason: str


class ReceivedFile(msgspec.Struct, frozen=True):
    """A file that was taken in: its name as it came, and the SHA-256 of its bytes as they came."""

    name: str
    sha256: str


class Received(Body, frozen=True, kw_only=True):
    """What whoever leads the round holds of one visit after files were taken in: said to those who handed it over.

    `entries` are the statements of the visit here, `blobs` those of the blobs they name that are here, `expected` the
    payloads and blobs that are not, though no erasure withholds them.
    """

    visit: VisitId
    tips: tuple[EntryId, ...]
    entries: int
    blobs: int
    expected: tuple[str, ...] = ()
    files: tuple[ReceivedFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """What is fixed for a kind: its body, where it may stand, its slot, who may say it, whether it may be erased.

    `family` is the first part of its slot and `arity` the number of parts; a kind without a family introduces a thing
    whose id is the entry's own. Rivals are compared by the members in `value` alone.
    """

    name: str
    body: type[Body]
    scope: Scope
    family: str | None
    arity: int
    roles: frozenset[Role]
    value: tuple[str, ...] = ("value",)
    erasable: bool = True


_TEAM: Final[frozenset[Role]] = frozenset({"lead", "deputy", "inspector", "secretary"})
_LEADS: Final[frozenset[Role]] = frozenset({"lead", "deputy"})
_OFFICE: Final[frozenset[Role]] = _LEADS | {"secretary", "clerk", "chair"}
_ALL: Final[frozenset[Role]] = _TEAM | _OFFICE
_ROOTS: Final[frozenset[Role]] = frozenset()
"""Said by the round's roots, whatever their roles."""

KINDS: Final[dict[str, Kind]] = {
    kind.name: kind
    for kind in (
        Kind("genesis", Genesis, "round", None, 0, _ROOTS, erasable=False),
        Kind("roster", Roster, "round", "roster", 1, _ROOTS, ("roots", "persons", "removed"), erasable=False),
        Kind("excluded", Excluded, "round", None, 0, _ROOTS, erasable=False),
        Kind("erased", Erased, "round", None, 0, _ROOTS, erasable=False),
        Kind("setting_chosen", SettingChosen, "round", "setting", 2, _LEADS),
        Kind("recommendation_decided", RecommendationDecided, "round", "rec", 2, _LEADS, ("value", "work")),
        Kind("seed_stated", SeedStated, "round", None, 0, _LEADS, erasable=False),
        Kind("drawn", Drawn, "round", None, 0, _LEADS),
        Kind("planned", Planned, "round", None, 0, _LEADS),
        Kind("opened", Opened, "round", "opened", 2, _TEAM, value=("started", "mystery", "announced")),
        Kind("same_visit", SameVisit, "round", None, 0, _LEADS),
        Kind("documented", Documented, "round", None, 0, _OFFICE, erasable=False),
        Kind("document_signed", DocumentSigned, "round", "signed", 2, _OFFICE, erasable=False),
        Kind("handed_over", HandedOver, "round", None, 0, _ALL),
        Kind("part_accepted", PartAccepted, "round", None, 0, _LEADS),
        Kind("received", Received, "round", None, 0, _LEADS, erasable=False),
        Kind("observed", Observed, "visit", "obs", 3, _TEAM),
        Kind("concluded", Concluded, "visit", "con", 3, _LEADS),
        Kind("photo_added", PhotoAdded, "visit", None, 0, _TEAM),
        Kind("linked", Linked, "visit", "link", 3, _TEAM),
        Kind("captioned", Captioned, "visit", "caption", 2, _TEAM),
        Kind("redrawn", Redrawn, "visit", "copy", 2, _TEAM),
        Kind("flagged", Flagged, "visit", "flag", 3, _TEAM),
        Kind("arranged", Arranged, "visit", "order", 2, _TEAM),
        Kind("free_finding", FreeFinding, "visit", "free", 2, _TEAM),
        Kind("status_set", StatusSet, "visit", "status", 1, _TEAM),
        Kind("fact_stated", FactStated, "visit", "fact", 2, _TEAM),
        Kind("checklist_chosen", ChecklistChosen, "visit", "checklist", 1, _TEAM),
        Kind("sealed", Sealed, "visit", "seal", 1, _TEAM, value=("root",), erasable=False),
        Kind("visit_judged", VisitJudged, "visit", "judged", 1, _LEADS, ("value", "seal")),
        Kind("commented", Commented, "either", None, 0, _ALL),
        Kind("presence", Presence, "either", "exists", 2, _ALL),
        Kind("withdrawn", Withdrawn, "either", None, -1, _ALL, value=()),
    )
}
"""`opened` may also stand in no slot at all, and then introduces a visit; `withdrawn` stands in any slot."""

BY_PERSON: Final = frozenset({"obs", "opened"})
"""Families whose slot belongs to one person: nobody else's statement supersedes there."""

_NAMES: Final = {kind.body: name for name, kind in KINDS.items()}


def kind_of(body: Body) -> str:
    """Return the name of the kind that a body is written under."""
    return _NAMES[type(body)]


class Absent(msgspec.Struct, frozen=True):
    """The payload is not here: it may come on another stick, or a statement withheld it."""


class Unknown(msgspec.Struct, frozen=True):
    """A kind, or a version of the header, that this program does not know."""


class Unreadable(msgspec.Struct, frozen=True):
    """A known kind whose payload does not have the members that the kind requires."""


ABSENT: Final = Absent()
UNKNOWN: Final = Unknown()
UNREADABLE: Final = Unreadable()
Said = Body | Absent | Unknown | Unreadable

_decoders: Final = {name: msgspec.json.Decoder(kind.body) for name, kind in KINDS.items()}


def said(statement: Statement) -> Said:
    """Return what a statement says; decoded once and kept with it."""
    known = statement.said
    if known is None:
        known = statement.said = _decode(statement)
    return known  # type: ignore[no-any-return]  # `Statement.said` is untyped: bodies lie above entries


def _decode(statement: Statement) -> Said:
    decoder = _decoders.get(statement.header.kind)
    if decoder is None or statement.header.v > VERSION:
        return UNKNOWN
    if statement.payload is None:
        return ABSENT
    try:
        return decoder.decode(statement.payload)
    except msgspec.MsgspecError:
        return UNREADABLE


def value_of(statement: Statement) -> bytes:
    """Return the canonical bytes by which rivals in a slot are compared: notes never contest (format.md, rule 21).

    Read from the payload itself: members that this program does not know are part of a value too.
    """
    kind = KINDS.get(statement.header.kind)
    if statement.payload is None:
        return canon.encode([statement.header.kind, statement.header.payload])
    members = canon.read(statement.payload)
    body = said(statement)
    if isinstance(body, Body) and kind is not None:
        return canon.encode([kind.name, *(members.get(one, getattr(body, one)) for one in kind.value)])
    return canon.encode([statement.header.kind, {k: v for k, v in members.items() if k not in ("salt", "pad")}])
