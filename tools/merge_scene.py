"""A stick with files of every kind before a lead who only planned: what the picture of the merge is taken of."""

from __future__ import annotations

import shutil
from pathlib import Path

from inspector.commands.answering import Answer
from inspector.commands.rounding import IssueRoster
from inspector.commands.visiting import SealVisit
from inspector.journal import canon
from inspector.journal.bodies import DeviceKey, Person
from inspector.journal.value import FAIL, PASS
from inspector.people.identity import Identity
from inspector.progress import Silent
from inspector.session import PROGRAM, Session
from inspector.sources import Sources
from ui.work.handing import hand_over_visits
from ui.work.home import Home
from ui.work.rounds import take_copy

_PEOPLE = ("Trần Thị Mỹ Hạnh", "Lê Quốc Việt", "Phạm Minh Khôi")


def lay_out(home: Home, lead: Identity, dossier: Path, sources: Sources) -> tuple[Path, Path]:
    """Return the dossier of a lead with only the plan in it, and a stick with what the team found.

    Args:
        home: the lead's.
        lead: their key.
        dossier: sample data, whose visits become files.
        sources: chance and clock.
    """
    stick = home.path.parent / "USB TS-02"
    if not stick.exists():
        stick.mkdir()
        _files(home, lead, dossier, stick, sources)
    return _planned(home, lead, dossier, sources), stick


def _planned(home: Home, lead: Identity, dossier: Path, sources: Sources) -> Path:
    folder = home.path.parent / "plan"
    folder.mkdir(exist_ok=True)
    session = Session.open(dossier, lead, sources, home.marks())
    try:
        (file,) = hand_over_visits(
            session, home, sources, list(session.view.visits), "statements", folder, plain_reason="mẫu", briefing=True
        )
    finally:
        session.close()
    return take_copy(home, sources, file, Silent())


def _files(home: Home, lead: Identity, dossier: Path, stick: Path, sources: Sources) -> None:
    people = [Identity(name, canon.digest("picture", name.encode())) for name in _PEOPLE]
    session = Session.open(dossier, lead, sources, home.marks())
    try:
        trust = session.view.trust
        members = [
            Person(
                id=f"{number:032x}", name=one.name, roles=("inspector",), keys=(DeviceKey(one.public, one.recipient),)
            )
            for number, one in enumerate(people, 16)
        ]
        session.do(IssueRoster("2", tuple(trust.roots), (*trust.persons.values(), *members)))
    finally:
        session.close()
    for number, one in enumerate(people):
        own = Home(home.path.parent / f"nguoi-{number}")
        own.made()
        copy = own.path / "dot.thisat"
        shutil.copy(dossier, copy)
        _visit(own, one, copy, number, stick, sources)
    first, *_ = sorted(stick.iterdir())
    shutil.copy(first, stick / "TS_ban_sao.thisat")
    (stick / "TS_loi_the_nho.thisat").write_bytes(first.read_bytes()[: 5 * 16384])


def _visit(home: Home, person: Identity, dossier: Path, number: int, stick: Path, sources: Sources) -> None:
    """Let somebody see the second visit with other eyes, and hand over what they saw and one visit of the sample."""
    session = Session.open(dossier, person, sources, home.marks())
    try:
        visits = list(session.view.visits)
        second, own = visits[1], visits[(0, 2, 3)[number]]
        for item, value in (("fb_hotline_posted", FAIL if number == 1 else PASS), ("pub_qr_posted", PASS)):
            session.do(Answer(second, item, value, "Gọi số niêm yết, có công chức trả lời (mẫu)."))
        session.do(SealVisit(second, "onsite", PROGRAM, session.dossier.blob_ids()))
        for place, visit in enumerate((second, own)):
            (file,) = hand_over_visits(session, home, sources, [visit], "originals", stick, plain_reason="mẫu")
            file.rename(stick / f"TS_0{place + 1}_{'abc'[number]}.thisat")
    finally:
        session.close()
