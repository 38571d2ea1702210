"""Big rounds to measure with: what a team writes down, statement by statement and truly signed, made in one pass.

A round is made once and kept below the temporary directory, under a name that changes when this module does.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from inspector.dossier.file import Dossier
from inspector.journal import canon
from inspector.journal.bodies import (
    Body,
    Captioned,
    Concluded,
    DeviceKey,
    FactStated,
    FormatVersion,
    Genesis,
    Linked,
    Observed,
    Opened,
    Person,
    PhotoAdded,
    Planned,
    Roster,
    Sealed,
    UnitRef,
    kind_of,
)
from inspector.journal.entry import (
    VERSION,
    BlobRef,
    Clock,
    EntryId,
    Header,
    Slot,
    Statement,
    VisitId,
    read_header,
    write,
)
from inspector.journal.seal import root_of
from inspector.journal.value import Measure, Value
from resources import open_bytes

_PHOTOS, _FACTS = 3, ("ended", "present", "unit_said")

_CHECKLIST: Final = open_bytes("checklists/one-stop-2026.2.json")
_CHECKLIST_ID: Final = canon.blob_id(_CHECKLIST)
_ITEMS: Final = tuple(item["id"] for item in json.loads(_CHECKLIST)["items"])
_VALUES: Final[tuple[Value, ...]] = ("pass",) * 12 + ("fail",) * 4 + (Measure(n=7, total=9), Measure(minutes="12.5"))
_NOTES: Final = ("Bảng niêm yết đã cũ, thiếu 3 thủ tục.", "Công chức trực hướng dẫn đúng; người dân chờ 12 phút.")
_NOTE_EVERY: Final = 5


@dataclass(frozen=True, slots=True)
class Round:
    """A dossier with one big round, and the key that leads it."""

    path: Path
    seed: bytes
    """Ed25519 seed of the lead."""
    entries: int


class Key:
    """An Ed25519 key made from 32 given bytes; a `Signer`."""

    def __init__(self, seed: bytes) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self._private.public_key().public_bytes_raw().hex()

    def sign(self, message: bytes) -> bytes:
        return self._private.sign(message)


def cache() -> Path:
    """Return the folder in which rounds are kept between runs."""
    folder = Path(tempfile.gettempdir()) / f"thisat-benchmarks-{canon.file_id(Path(__file__))[:12]}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def round_of(visits: int, per_visit: int = 240) -> Round:
    """Return a round, made now if it is not kept from before.

    Args:
        visits: how many.
        per_visit: statements of each, its plan and its three openings included; a multiple of 3, 60 or more.
    """
    path = cache() / f"{visits}-visits-of-{per_visit}.thisat"
    if not path.exists():
        path.with_suffix(".part").unlink(missing_ok=True)
        with Dossier.create(path.with_suffix(".part")) as dossier:
            _Team(visits, per_visit // 3 - 11).fill(dossier)
        path.with_suffix(".part").rename(path)
    return Round(path, _seed("lead"), visits * per_visit + 2)


def _seed(name: str) -> bytes:
    return canon.digest("benchmark", name.encode())


Row = tuple[bytes, bytes]
_Rows = tuple[list[Row], list[Row], list[Row]]


class _Team:
    """A lead and three inspectors, who know of each other when a visit is sealed."""

    def __init__(self, visits: int, answers: int) -> None:
        self._visits = visits
        self._answers = answers
        """First answers of each inspector in each visit."""
        self._random = random.Random(visits)
        self.round: EntryId = ""
        self._rows: _Rows = ([], [], [])
        self._ms = 1_763_692_927_000
        self.people = [_Person(self, name) for name in ("lead", "an", "binh", "chi")]

    def fill(self, dossier: Dossier) -> None:
        lead = self.people[0]
        self._begin(lead)
        for number in range(self._visits):
            self._visit(number)
            if number % 50 == 49 or number + 1 == self._visits:
                with dossier.writing() as writer:
                    writer.add_rows(*self._rows)
                    writer.add_blob(_CHECKLIST_ID, _CHECKLIST)
                self._rows = ([], [], [])

    def _begin(self, lead: _Person) -> None:
        body = Genesis(
            roots=tuple(sorted(one.key.public for one in self.people[:2])),
            nonce=self.random_hex(16),
            hash="sha-256",
            sig="ed25519",
            format=FormatVersion(1, 0),
            application_id="THS1",
            program="benchmarks",
            title="Kiểm tra đột xuất",
        )
        self.round = lead.say(None, (), body).id
        persons = tuple(
            Person(
                id=one.name,
                name=one.name.title(),
                roles=("lead",) if one is lead else ("inspector",),
                keys=(DeviceKey(sign=one.key.public),),
            )
            for one in self.people
        )
        lead.say(self.round, ("roster",), Roster(version="1", roots=body.roots, persons=persons))

    def _visit(self, number: int) -> None:
        lead, *inspectors = self.people
        unit = UnitRef(name=f"Phường {number}", code=f"{31000 + number}", since="2025-07-01")
        planned = Planned(unit=unit, checklist=_CHECKLIST_ID, day="2025-11-21", team=("an", "binh", "chi"))
        plan = lead.say(self.round, (), planned, blobs=((_CHECKLIST_ID, len(_CHECKLIST)),))
        visit = plan.id
        held: list[Statement] = []
        for one in inspectors:
            one.say(self.round, ("opened", visit), Opened(started="2025-11-21T08:00:00+07:00"), seen=(plan,))
            held += self._inspect(visit, one)
        tips = tuple(one.tip(visit) for one in inspectors)
        concluded = Concluded(value="fail", reason="Đã xem ảnh của cả ba người.")
        held.append(lead.say(visit, ("con", _ITEMS[0], ""), concluded, seen=tips))
        for name in _FACTS:
            held.append(lead.say(visit, ("fact", name), FactStated(value="Ông Nguyễn Văn A, công chức tư pháp")))
        seal = Sealed(
            purpose="onsite",
            tips=tuple(sorted(one.id for one in (*tips, held[-1]))),
            entries=len(held),
            blobs=len({blob for s in held for blob, _ in s.header.blobs}),
            root=root_of(held),
            checklist=_CHECKLIST_ID,
            program="benchmarks",
        )
        lead.say(visit, ("seal",), seal)

    def _inspect(self, visit: VisitId, one: _Person) -> list[Statement]:
        """Let one inspector answer, correct an answer, and add photos with a caption and what they are evidence for."""
        said: list[Statement] = []
        for place in range(self._answers):
            instance = "" if place < len(_ITEMS) else self.random_hex(8)
            about = ("obs", _ITEMS[place % len(_ITEMS)], instance)
            said.append(one.say(visit, about, self._answer(place), seen=() if said else (one.tip(self.round),)))
        former = said[self._random.randrange(self._answers)]
        said.append(one.say(visit, former.header.about, self._answer(0), supersedes=(former,)))
        for place in range(_PHOTOS):
            photo = self._photo(visit, one)
            link = one.say(visit, ("link", photo.id, self._random.choice(_ITEMS)), Linked(value="in"))
            said += [photo, link]
            if place == 0:
                said.append(one.say(visit, ("caption", photo.id), Captioned(value="Bảng niêm yết tại sảnh")))
        return said

    def _answer(self, place: int) -> Observed:
        value = self._random.choice(_VALUES)
        note = _NOTES[place % 2] if place % _NOTE_EVERY == 0 else ""
        return Observed(value=value, checklist=_CHECKLIST_ID, note=note)

    def _photo(self, visit: VisitId, one: _Person) -> Statement:
        original, display = self.random_hex(32), self.random_hex(32)
        body = PhotoAdded(
            original=original,
            display=display,
            name=f"IMG_{self._random.randrange(10_000):04d}.JPG",
            format="JPEG",
            width=4000,
            height=3000,
            facts={"taken": "2025-11-21T08:31:02", "maker": "Samsung", "model": "SM-A556E"},
        )
        blobs = tuple(sorted([(original, self._random.randrange(2**21, 2**23)), (display, 240_000)]))
        return one.say(visit, (), body, blobs=blobs)

    def random_hex(self, count: int) -> str:
        return self._random.randbytes(count).hex()

    def clock(self) -> Clock:
        self._ms += 1_000
        return Clock(boot="5f0c11aa", mono_ms=self._ms - 1_763_000_000_000, off_min=420, utc_ms=self._ms)

    def write(self, header: Header, body: Body, key: Key) -> Statement:
        entry = write(header, body, self._random.randbytes(16), key)
        raw = bytes.fromhex(entry.id)
        for rows, data in zip(self._rows, (entry.header, entry.payload, entry.signature), strict=True):
            rows.append((raw, data))
        return Statement(entry.id, read_header(entry.header), entry.payload)


class _Person:
    """One person on one laptop, with one chain in each scope."""

    def __init__(self, team: _Team, name: str) -> None:
        self.name = name
        self.key = Key(_seed(name))
        self._team = team
        self._tips: dict[EntryId, Statement] = {}

    def tip(self, scope: EntryId) -> Statement:
        return self._tips[scope]

    def say(
        self,
        scope: EntryId | None,
        about: Slot,
        body: Body,
        *,
        supersedes: tuple[Statement, ...] = (),
        seen: tuple[Statement, ...] = (),
        blobs: Iterable[BlobRef] = (),
    ) -> Statement:
        """Write one statement; without a scope it is the genesis."""
        last = self._tips.get(scope) if scope else None
        named = [*seen, *supersedes, *([last] if last else [])]
        header = Header(
            about=about,
            at=self._team.clock(),
            author=self.key.public,
            blobs=tuple(blobs),
            chain=last.header.chain if last else self._team.random_hex(8),
            kind=kind_of(body),
            payload="0" * 64,
            prev=last.id if last else None,
            round=self._team.round if scope else None,
            scope=scope,
            seen=tuple(sorted(one.id for one in seen)),
            seq=last.header.seq + 1 if last else 0,
            supersedes=tuple(sorted(one.id for one in supersedes)),
            tick=1 + max((one.header.tick for one in named), default=-1),
            v=VERSION,
        )
        statement = self._team.write(header, body, self.key)
        self._tips[statement.scope] = statement
        return statement
