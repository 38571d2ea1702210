"""The round of 16 units that the article tells, in a lead's own home, and a round of the year before to compare it with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from inspector.commands.answering import Answer
from inspector.commands.evidence import AddPhoto
from inspector.commands.visiting import OpenVisit, SealVisit
from inspector.evidence.ingest import Ingest
from inspector.journal.bodies import UnitRef
from inspector.journal.value import FAIL, Value
from inspector.people import key_file
from inspector.people.identity import create
from inspector.session import PROGRAM, Session
from inspector.sources import SystemSources
from resources import open_bytes
from tests.window.stage import PASSPHRASE, Seat, closing
from ui.work.home import Home
from ui.work.rounds import start_alone

BOOKLET = "pub_paper_booklet"
AGAIN = ("xã Minh hoạ 05", "xã Minh hoạ 06")
"""Units that had no booklet the year before either."""


def oversee_seat(folder: Path) -> Seat:
    """Return a lead with the round of 2025, which is open, and one of 2024; one unit of 2025 is sealed and has a photo."""
    sources, home = SystemSources(), Home(folder / "home")
    home.made()
    identity = create("Trần Thị Mỹ Hạnh", sources)
    key_file.write(home.key_path, identity, PASSPHRASE, sources, key_file.FLOOR)
    units = json.loads(open_bytes("samples/round-2025.json"))["units"]
    refs = [UnitRef(name=f"{one['kind']} {one['name']}", district=f"huyện {one['district']}") for one in units]
    former = [ref for ref in refs if ref.name in AGAIN]
    before = start_alone(home, identity, sources, title="Đợt 2024", checklist="2025.1", units=former).path
    with closing(Session.open(before, identity, sources, home.marks())) as session:
        for visit in list(session.view.visits):
            session.do(OpenVisit(visit, "2024-10-10T08:00:00+07:00"))
            session.do(Answer(visit, BOOKLET, FAIL, note="Chưa đóng cuốn"))
            session.do(SealVisit(visit, "onsite", PROGRAM, session.dossier.blob_ids()))
    path = start_alone(home, identity, sources, title="Đợt 2025", checklist="2025.1", units=refs).path
    with closing(Session.open(path, identity, sources, home.marks())) as session:
        by_name = {visit.unit.name: visit.id for visit in session.view.visits.values()}
        visits = tuple(by_name[ref.name] for ref in refs)
        for visit, unit in zip(visits, units, strict=True):
            session.do(OpenVisit(visit, f"{unit['visited']}T08:00:00+07:00"))
            _answer(session, visit, unit["observations"][0])
        visit = by_name["xã Minh hoạ 06"]
        with Ingest() as ingest:
            photo = ingest.take(open_bytes("samples/photos/desk_no_book.jpg"), "desk.jpg")
        session.do(
            AddPhoto(
                visit, photo.original, photo.display, "desk.jpg", photo.format, photo.width, photo.height,
                photo.facts.stated(), (BOOKLET,),
            )
        )  # fmt: skip
        session.do(SealVisit(visit, "onsite", PROGRAM, session.dossier.blob_ids()))
    return Seat(home, identity, path, visits)


def _answer(session: Session, visit: str, seen: Mapping[str, Any]) -> None:
    notes: Mapping[str, str] = seen.get("notes", {})
    for item, value in seen["values"].items():
        session.do(Answer(visit, item, msgspec.convert(value, Value), notes.get(item, "")))
