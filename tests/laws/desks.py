"""Desks: people at real sessions over real files, who exchange rows as sticks would carry them."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from inspector.commands.draft import Command
from inspector.commands.rounding import IssueRoster
from inspector.commands.visiting import PlanVisit
from inspector.dossier.file import Dossier
from inspector.dossier.verdict import Intake, RoundIntake, Row
from inspector.errors import KnownError
from inspector.journal import canon
from inspector.journal.bodies import DeviceKey, Person, Role, UnitRef
from inspector.journal.entry import BlobId, EntryId, Statement, VisitId
from inspector.journal.log import Mark
from inspector.session import Change, Session, start_round

CHECKLIST = canon.encode({"family": "một cửa", "items": ["q1", "q2", "q3"]})


class Chance:
    """Randomness from a seed, and a clock that tests set as they like."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.ms = 1_763_692_927_000
        self.offset = 420

    def random_bytes(self, count: int) -> bytes:
        return self.random.randbytes(count)

    def utc_ms(self) -> int:
        self.ms += 1000
        return self.ms

    def offset_min(self) -> int:
        return self.offset

    def monotonic_ms(self) -> int:
        return abs(self.ms) % 10**9

    def boot_id(self) -> str:
        return "boot"


class Key:
    def __init__(self, seed: bytes) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(canon.digest("tests", seed))
        self.public = self._private.public_key().public_bytes_raw().hex()

    def sign(self, message: bytes) -> bytes:
        return self._private.sign(message)


class MemoryMarks:
    """High-water marks in memory; they outlive the session as those of a machine do."""

    def __init__(self) -> None:
        self.marks: dict[str, Mark] = {}

    def known(self, chain: str) -> Mark | None:
        return self.marks.get(chain)

    def record(self, chain: str, mark: Mark) -> None:
        if chain not in self.marks or self.marks[chain].seq < mark.seq:
            self.marks[chain] = mark


class Desk:
    """A person at a laptop: a key, the marks of the machine, a file, and the session that works in it."""

    def __init__(self, folder: Path, name: str, key: Key, seed: int) -> None:
        self.folder = folder
        self.name = name
        self.key = key
        self.path = folder / f"{name}.thisat"
        self.sources = Chance(seed)
        self.marks = MemoryMarks()
        self.session: Session

    def open(self) -> Session:
        self.session = Session.open(self.path, self.key, self.sources, self.marks)
        return self.session

    def close(self) -> None:
        self.session.close()

    def do(self, command: Command) -> Change:
        return self.session.do(command)

    def back_up(self) -> Path:
        copy = self.path.with_suffix(".backup")
        shutil.copyfile(self.path, copy)
        return copy

    def restore(self, copy: Path) -> None:
        self.close()
        shutil.copyfile(copy, self.path)
        self.open()

    def absorb(self, other: Desk) -> None:
        self.session.absorb([intake_of(other, self.folder / "blobs")])

    @property
    def held(self) -> dict[EntryId, Statement]:
        return self.session.log.statements


def intake_of(desk: Desk, blobs: Path) -> Intake:
    """Return all that a desk's file holds, as if its rows had been examined."""
    blobs.mkdir(exist_ok=True)
    dossier = desk.session.dossier
    statements = list(desk.held.values())
    files: dict[BlobId, Path] = {}
    for blob in dossier.blob_ids():
        files[blob] = blobs / blob
        if not files[blob].exists():
            files[blob].write_bytes(dossier.blob(blob))
    entries: list[Row] = [(bytes.fromhex(s.id), dossier.header_of(s.id)) for s in statements]
    signatures: list[Row] = [(bytes.fromhex(one), signature) for one, signature in dossier.signatures()]
    one = RoundIntake(
        round=desk.session.log.round,
        statements=tuple(statements),
        entries=tuple(entries),
        payloads=tuple((bytes.fromhex(s.id), s.payload) for s in statements if s.payload is not None),
        signatures=tuple(signatures),
        known=0,
        chains=(),
        visits=(),
        sealed=frozenset(),
    )
    return Intake(
        name=desk.path.name, sha256="", received_sha256="", size=0, copy=None, findings=(), rounds=(one,), blobs=files
    )


ROLES: dict[str, tuple[Role, ...]] = {"lan": ("lead",), "đức": ("deputy",)}


def team(
    folder: Path, names: Iterable[str] = ("lan", "đức", "an", "bình"), seed: int = 1
) -> tuple[list[Desk], VisitId]:
    """Return the desks of a team that was briefed, and the visit that the lead, who is the first, has planned.

    A name such as "an/2" is the second device of "an".
    """
    desks = [Desk(folder, one.replace("/", "-"), Key(one.encode()), seed + at) for at, one in enumerate(names)]
    lead = desks[0]
    keys = [desk.key.public for desk in desks]
    start_round(lead.path, lead.key, lead.sources, title="Đợt 1", other_roots=keys[1:2])
    lead.open()
    lead.do(IssueRoster(version="1", roots=tuple(keys[:2]), persons=persons(desks)))
    unit = UnitRef(name="Phường An Xuyên")
    (visit,) = lead.do(PlanVisit(unit=unit, checklist=CHECKLIST)).added
    for desk in desks[1:]:
        shutil.copyfile(lead.path, desk.path)
        desk.open()
    return desks, visit


def persons(desks: Iterable[Desk]) -> tuple[Person, ...]:
    devices: dict[str, list[DeviceKey]] = {}
    for desk in desks:
        devices.setdefault(desk.name.split("-")[0], []).append(DeviceKey(sign=desk.key.public))
    return tuple(
        Person(id=name, name=name.title(), roles=ROLES.get(name, ("inspector",)), keys=tuple(keys))
        for name, keys in devices.items()
    )


@contextmanager
def refused(key: str) -> Iterator[None]:
    """Expect that the block is refused with this key."""
    with pytest.raises(KnownError) as raised:
        yield
    assert raised.value.key == key


def rows_of(path: Path) -> int:
    """Return how many statements a file holds."""
    with Dossier.open(path, read_only=True) as dossier:
        return sum(len(log) for log in dossier.load().values())
