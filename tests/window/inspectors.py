"""Inspectors at laptops of their own, who make visits of the lead's round and put files on a stick."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from inspector.commands.answering import Answer
from inspector.commands.evidence import AddPhoto
from inspector.commands.rounding import IssueRoster
from inspector.commands.visiting import OpenVisit, SealVisit
from inspector.evidence.ingest import Ingest
from inspector.journal.bodies import DeviceKey, Person
from inspector.journal.entry import VisitId
from inspector.journal.value import Value
from inspector.people.identity import Identity, create
from inspector.session import PROGRAM, Session
from inspector.sources import SystemSources
from resources import open_bytes
from tests.window.stage import Seat, closing
from ui.work.handing import hand_over_visits
from ui.work.home import Home


@dataclass(frozen=True, slots=True)
class Colleague:
    """One inspector with a copy of the round as it was when the team was briefed."""

    home: Home
    identity: Identity
    dossier: Path
    stick: Path

    def session(self) -> Session:
        return Session.open(self.dossier, self.identity, SystemSources(), self.home.marks())

    def inspect(
        self, visit: VisitId, answers: Mapping[str, Value], name: str = "", *, seals: bool = True, photo: str = ""
    ) -> Path:
        """Make a visit, or go on with it, with a photo for an item if one is named, and put a file of it on the stick."""
        with closing(self.session()) as session:
            session.do(OpenVisit(visit, "2026-11-20T09:10:00+07:00"))
            for item, value in answers.items():
                session.do(Answer(visit, item, value, "Ghi nhận tại chỗ."))
            if photo:
                session.do(_picture(visit, photo))
            if seals:
                session.do(SealVisit(visit, "onsite", PROGRAM, session.dossier.blob_ids()))
            (file,) = hand_over_visits(
                session, self.home, SystemSources(), [visit], "originals", self.stick, plain_reason="thử"
            )
        return file.rename(file.with_name(f"{name}.thisat")) if name else file


def _picture(visit: VisitId, item: str) -> AddPhoto:
    with Ingest() as ingest:
        one = ingest.take(open_bytes("samples/photos/counter.jpg"), "counter.jpg")
    return AddPhoto(
        visit, one.original, one.display, "counter.jpg", one.format, one.width, one.height, one.facts.stated(), (item,)
    )


def briefed(seat: Seat, folder: Path, *names: str) -> list[Colleague]:
    """Put people on the roster of a seat's round, and give each a copy of the round; their files go to one stick."""
    stick = folder / "USB TS-02"
    stick.mkdir()
    keys = [create(name, SystemSources()) for name in names]
    with closing(Session.open(seat.dossier, seat.identity, SystemSources(), seat.home.marks())) as session:
        trust = session.view.trust
        people = [
            Person(
                id=f"{number:032x}", name=key.name, roles=("inspector",), keys=(DeviceKey(key.public, key.recipient),)
            )
            for number, key in enumerate(keys, 16)
        ]
        session.do(IssueRoster("2", tuple(trust.roots), (*trust.persons.values(), *people)))
    colleagues = []
    for number, key in enumerate(keys):
        home = Home(folder / f"home-{number}")
        home.made()
        dossier = home.path / "dot.thisat"
        shutil.copy(seat.dossier, dossier)
        colleagues.append(Colleague(home, key, dossier, stick))
    return colleagues
