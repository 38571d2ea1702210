"""Rounds for tests, made of raw statements: laptops that say things, meet, fork and write files, all from one seed.

Nothing here goes through a session or a projection, so that what those do can be held against it.

    world = World(seed=7)
    lead, an, binh = world.team("lead", "an", "binh")
    visit = lead.plan()
    an.meet(lead)
    an.open(visit)
    an.observe(visit, "fb_hotline_posted", "fail")
    an.save(tmp_path / "an.thisat")
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from inspector.dossier.file import Dossier
from inspector.journal import canon
from inspector.journal.bodies import (
    Body,
    Captioned,
    ChainCut,
    ChecklistChosen,
    Commented,
    Concluded,
    DeviceKey,
    Erased,
    Excluded,
    FactStated,
    FormatVersion,
    Genesis,
    InOut,
    Linked,
    Observed,
    Opened,
    Person,
    PhotoAdded,
    Planned,
    Presence,
    Removal,
    Role,
    Roster,
    SameVisit,
    Sealed,
    StatusSet,
    UnitRef,
    Withdrawn,
    kind_of,
)
from inspector.journal.entry import (
    MAX_SEEN,
    BlobId,
    Clock,
    Entry,
    EntryId,
    Header,
    Slot,
    Statement,
    VisitId,
    read_header,
    write,
)
from inspector.journal.log import Log
from inspector.journal.seal import root_of
from inspector.journal.value import Value


class SeededSources:
    """Chance and time that come out the same in every run."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._ms = 1_763_692_927_000

    def random_bytes(self, count: int) -> bytes:
        return self._random.randbytes(count)

    def utc_ms(self) -> int:
        self._ms += 1_000
        return self._ms

    def offset_min(self) -> int:
        return 420

    def monotonic_ms(self) -> int:
        return self._ms - 1_763_000_000_000

    def boot_id(self) -> str:
        return "seeded"


class Key:
    """An Ed25519 key made from 32 given bytes; a `Signer`."""

    def __init__(self, seed: bytes) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self._private.public_key().public_bytes_raw().hex()

    def sign(self, message: bytes) -> bytes:
        return self._private.sign(message)


ROLES: dict[str, tuple[Role, ...]] = {"lead": ("lead",), "deputy": ("deputy",), "clerk": ("clerk",)}
"""Everybody else is an inspector."""


class World:
    """One round and the people in it."""

    def __init__(self, seed: int = 1, title: str = "Kiểm tra đột xuất") -> None:
        self.sources = SeededSources(seed)
        self.title = title
        self.checklist = canon.encode({"family": "one_stop", "items": ["a", "b"], "seed": seed})
        self.checklist_id = canon.blob_id(self.checklist)
        self.laptops: dict[str, Laptop] = {}
        self.round: EntryId = ""

    def laptop(self, name: str) -> Laptop:
        """Return a new laptop with a key of its own and nothing on it."""
        found = Laptop(self, name, Key(self.sources.random_bytes(32)))
        self.laptops[name] = found
        return found

    def team(self, *names: str) -> list[Laptop]:
        """Return laptops of which the first begins the round; all are on its roster and hold what it said so far.

        The first two are the round's roots; one alone shares that with a key on paper.
        """
        laptops = [self.laptop(name) for name in names]
        first = laptops[0]
        first.begin([one.key.public for one in laptops[:2]])
        first.issue_roster(laptops)
        for other in laptops[1:]:
            other.meet(first)
        return laptops


class Laptop:
    """What one person on one device holds: a set of entries with their signatures, and blobs."""

    def __init__(self, world: World, name: str, key: Key) -> None:
        self.world = world
        self.name = name
        self.key = key
        self.entries: dict[EntryId, Entry] = {}
        self.statements: dict[EntryId, Statement] = {}
        self.blobs: dict[BlobId, bytes] = {}
        self.own: dict[EntryId, EntryId] = {}
        """The newest entry of one's own chain in each scope."""
        self._witnessed: dict[EntryId, set[EntryId]] = {}

    @property
    def log(self) -> Log:
        """A fresh log of all that is held."""
        return Log.of(self.statements.values())

    # -- saying things ------------------------------------------------------------------------------------------

    def say(
        self,
        body: Body,
        about: Slot = (),
        scope: EntryId | None = None,
        *,
        supersedes: Iterable[EntryId] | None = None,
        blobs: Iterable[bytes] = (),
        kind: str = "",
        version: int = 1,
    ) -> EntryId:
        """Write one statement and return its id.

        Args:
            body: what it says.
            about: its slot.
            scope: its visit; None for the round.
            supersedes: None for what holds in the slot: of this key alone where a slot belongs to a person.
            blobs: bytes that the header names and the laptop keeps.
            kind: another name than that of the body, to play a newer program.
            version: header version.
        """
        scope = scope or self.world.round
        data = {canon.blob_id(one): one for one in blobs}
        self.blobs.update(data)
        last = self.statements[self.own[scope]] if scope in self.own else None
        replaced = tuple(sorted(self.heads(scope, about) if supersedes is None else set(supersedes)))
        chain = last.header.chain if last else self.world.sources.random_bytes(8).hex()
        seen = self._news(scope, chain)
        named = [*seen, *replaced, *([last.id] if last else [])]
        ticks = [self.statements[one].header.tick for one in named if one in self.statements]
        header = Header(
            about=about,
            at=self.clock(),
            author=self.key.public,
            blobs=tuple(sorted((one, len(data[one])) for one in data)),
            chain=chain,
            kind=kind or kind_of(body),
            payload="0" * 64,
            prev=last.id if last else None,
            round=self.world.round,
            scope=scope,
            seen=seen,
            seq=last.header.seq + 1 if last else 0,
            supersedes=replaced,
            tick=1 + max(ticks, default=-1),
            v=version,
        )
        return self._keep(header, body)

    def _keep(self, header: Header, body: Body) -> EntryId:
        entry = write(header, body, self.world.sources.random_bytes(16), self.key)
        statement = Statement(entry.id, read_header(entry.header), entry.payload)
        self.entries[entry.id] = entry
        self.statements[entry.id] = statement
        self.own[statement.scope] = entry.id
        self._witnessed.setdefault(statement.scope, set()).update((*header.seen, entry.id))
        return entry.id

    def clock(self) -> Clock:
        sources = self.world.sources
        boot = canon.boot_of(self.world.round, sources.boot_id())
        return Clock(boot=boot, mono_ms=sources.monotonic_ms(), off_min=sources.offset_min(), utc_ms=sources.utc_ms())

    def _news(self, scope: EntryId, chain: str) -> tuple[EntryId, ...]:
        """Return heads of other chains in the scope and the round that one's own chain did not name before."""
        held = [s for s in self.statements.values() if s.scope in (scope, self.world.round)]
        followed = {s.header.prev for s in held}
        witnessed = self._witnessed.setdefault(scope, set())
        heads = [s for s in held if s.id not in followed and s.id not in witnessed and s.header.chain != chain]
        return tuple(sorted(s.id for s in heads)[:MAX_SEEN])

    def heads(self, scope: EntryId, about: Slot) -> set[EntryId]:
        """Return what a new statement in a slot would supersede."""
        if not about or about[0] == "seal":
            return set()
        there = [s for s in self.statements.values() if s.scope == scope and s.header.about == about]
        if about[0] in ("obs", "opened"):
            there = [s for s in there if s.header.author == self.key.public]
        replaced = {one for s in there for one in s.header.supersedes}
        return {s.id for s in there} - replaced

    # -- the round ----------------------------------------------------------------------------------------------

    def begin(self, roots: Iterable[str] = ()) -> EntryId:
        """Write the genesis; a second root on paper is added where there is only one."""
        world = self.world
        keys = {self.key.public, *roots}
        if len(keys) < 2:
            keys.add(Key(world.sources.random_bytes(32)).public)
        body = Genesis(
            roots=tuple(sorted(keys)),
            nonce=world.sources.random_bytes(16).hex(),
            hash="sha-256",
            sig="ed25519",
            format=FormatVersion(1, 0),
            application_id="THS1",
            program="tests",
            title=world.title,
        )
        header = Header(
            about=(),
            at=self.clock(),
            author=self.key.public,
            blobs=(),
            chain=world.sources.random_bytes(8).hex(),
            kind="genesis",
            payload="0" * 64,
            prev=None,
            round=None,
            seen=(),
            seq=0,
            supersedes=(),
            tick=0,
            v=1,
        )
        world.round = self._keep(header, body)
        return world.round

    def person(self, roles: tuple[Role, ...] | None = None) -> Person:
        return Person(
            id=self.name,
            name=self.name.title(),
            roles=roles or ROLES.get(self.name, ("inspector",)),
            keys=(DeviceKey(sign=self.key.public),),
        )

    def issue_roster(
        self, laptops: Iterable[Laptop], removed: tuple[Removal, ...] = (), roots: Iterable[str] | None = None
    ) -> EntryId:
        """Name everybody who may say something, in the place of the rosters before."""
        laptops = list(laptops)
        keys = [one.key.public for one in laptops[:2]] if roots is None else list(roots)
        if len(set(keys)) < 2:
            keys.append(Key(self.world.sources.random_bytes(32)).public)
        body = Roster(
            version="1",
            roots=tuple(sorted(keys)),
            persons=tuple(one.person() for one in laptops),
            removed=removed,
        )
        return self.say(body, ("roster",))

    def plan(self, unit: str = "Phường An Xuyên") -> VisitId:
        """Plan a visit with the world's checklist; returns the visit's id."""
        body = Planned(unit=UnitRef(name=unit), checklist=self.world.checklist_id)
        return self.say(body, blobs=[self.world.checklist])

    def open(self, visit: VisitId | None = None, unit: str = "Xã Đất Mũi") -> VisitId:
        """Open a planned visit, or one that nobody planned; returns the visit's id."""
        started = f"2025-11-21T08:{len(self.statements) % 60:02d}:00+07:00"
        if visit is not None:
            self.say(Opened(started=started), ("opened", visit))
            return visit
        body = Opened(started=started, unit=UnitRef(name=unit), checklist=self.world.checklist_id)
        return self.say(body, blobs=[self.world.checklist])

    def same_visit(self, *visits: VisitId) -> EntryId:
        return self.say(SameVisit(visits=tuple(sorted(visits)), reason="cùng một lượt"))

    def exclude(self, *entries: EntryId, chain: ChainCut | None = None) -> EntryId:
        return self.say(Excluded(entries=tuple(sorted(entries)), chain=chain, reason="nhầm"))

    def erase(self, entries: Iterable[EntryId] = (), blobs: Iterable[BlobId] = ()) -> EntryId:
        body = Erased(
            entries=tuple(sorted(entries)), blobs=tuple(sorted(blobs)), reason="theo yêu cầu", basis="Luật 91/2025"
        )
        return self.say(body)

    # -- a visit ------------------------------------------------------------------------------------------------

    def observe(self, visit: VisitId, item: str, value: Value, note: str = "", instance: str = "") -> EntryId:
        body = Observed(value=value, checklist=self.world.checklist_id, note=note)
        return self.say(body, ("obs", item, instance), visit)

    def withdraw(self, visit: VisitId | None, *about: str) -> EntryId:
        return self.say(Withdrawn(), about, visit)

    def conclude(self, visit: VisitId, item: str, value: Value, instance: str = "") -> EntryId:
        return self.say(Concluded(value=value, reason="đã xem ảnh"), ("con", item, instance), visit)

    def photo(self, visit: VisitId, size: int = 5000, display_size: int = 900) -> EntryId:
        """Add a photo whose bytes are noise."""
        original = self.world.sources.random_bytes(size)
        display = self.world.sources.random_bytes(display_size)
        body = PhotoAdded(
            original=canon.blob_id(original),
            display=canon.blob_id(display),
            name="IMG_0001.JPG",
            format="JPEG",
            width=4000,
            height=3000,
        )
        return self.say(body, (), visit, blobs=[original, display])

    def link(self, visit: VisitId, photo: EntryId, item: str, value: InOut = "in") -> EntryId:
        return self.say(Linked(value=value), ("link", photo, item), visit)

    def caption(self, visit: VisitId, photo: EntryId, text: str) -> EntryId:
        return self.say(Captioned(value=text), ("caption", photo), visit)

    def comment(self, text: str, visit: VisitId | None = None) -> EntryId:
        return self.say(Commented(on=(), text=text), (), visit)

    def presence(self, thing: EntryId, value: InOut, visit: VisitId | None = None) -> EntryId:
        return self.say(Presence(value=value), ("exists", thing), visit)

    def status(self, visit: VisitId, value: str) -> EntryId:
        return self.say(
            StatusSet(value="void" if value == "void" else "open", reason="nhầm đơn vị"), ("status",), visit
        )

    def fact(self, visit: VisitId, name: str, value: str) -> EntryId:
        return self.say(FactStated(value=value), ("fact", name), visit)

    def choose_checklist(self, visit: VisitId, checklist: bytes) -> EntryId:
        return self.say(ChecklistChosen(value=canon.blob_id(checklist)), ("checklist",), visit, blobs=[checklist])

    def seal(self, visit: VisitId, purpose: str = "onsite") -> EntryId:
        """Seal all that is held of a visit."""
        held = [s for s in self.statements.values() if s.scope == visit]
        followed = {s.header.prev for s in held}
        body = Sealed(
            purpose="covert" if purpose == "covert" else "final" if purpose == "final" else "onsite",
            tips=tuple(sorted(s.id for s in held if s.id not in followed)),
            entries=len(held),
            blobs=len({blob for s in held for blob, _ in s.header.blobs}),
            root=root_of(held),
            checklist=self.world.checklist_id,
            program="tests",
        )
        former = {s.id for s in held if s.header.kind == "sealed"}
        return self.say(body, ("seal",), visit, supersedes=former)

    # -- meeting others, and files ------------------------------------------------------------------------------

    def meet(self, other: Laptop) -> None:
        """Take over all that another laptop holds."""
        self.entries.update(other.entries)
        self.statements.update({one: s for one, s in other.statements.items() if one not in self.statements})
        self.blobs.update(other.blobs)

    def clone(self) -> Laptop:
        """Return a copy with the same key that goes on in the same chains: what restoring a backup makes of a laptop."""
        copy = Laptop(self.world, self.name, self.key)
        copy.entries = dict(self.entries)
        copy.statements = dict(self.statements)
        copy.blobs = dict(self.blobs)
        copy.own = dict(self.own)
        copy._witnessed = {scope: set(ids) for scope, ids in self._witnessed.items()}
        return copy

    def save(self, path: Path) -> Path:
        """Write all that is held into a new dossier."""
        with Dossier.create(path) as dossier, dossier.writing() as writer:
            for one in sorted(self.statements.values(), key=lambda s: s.header.tick):
                writer.add(self.entries[one.id])
            for blob in self.used_blobs():
                writer.add_blob(blob, self.blobs[blob])
        return path

    def used_blobs(self) -> list[BlobId]:
        """The blobs that a header names and that are here, sorted."""
        named = {blob for s in self.statements.values() for blob, _ in s.header.blobs}
        return sorted(named & set(self.blobs))
