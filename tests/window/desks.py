"""Two people with a laptop each: the lead of a round and an inspector, and files that pass between them."""

from __future__ import annotations

import atexit
import shutil
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from inspector.commands.answering import Answer
from inspector.commands.draft import Command
from inspector.commands.judging import ItemComment, ReturnVisit
from inspector.commands.rounding import IssueRoster
from inspector.commands.visiting import OpenVisit, PlanVisit, SealVisit
from inspector.dossier.foreign import examine_all
from inspector.errors import KnownError
from inspector.journal.bodies import DeviceKey, Person, Role, UnitRef
from inspector.journal.entry import VisitId
from inspector.journal.value import FAIL, NOT_APPLICABLE
from inspector.people import key_file
from inspector.people.identity import Identity, create
from inspector.progress import Silent
from inspector.rules.checklist import decode
from inspector.session import PROGRAM, Session, start_round
from inspector.sources import SystemSources
from resources import open_bytes
from tests.window.stage import CHECKLIST, PASSPHRASE, Seat, closing
from ui.work.handing import hand_over_visits
from ui.work.home import Home
from ui.work.receiving import begin
from ui.work.taking_in import TakenIn, take_in

ITEMS = decode(open_bytes(CHECKLIST)).items


@dataclass(frozen=True, slots=True)
class Desks:
    """Who sits where, and the folder that stands for the stick between them."""

    lead: Seat
    an: Seat
    stick: Path

    def carry(self, giver: Seat, taker: Seat, visits: Sequence[VisitId]) -> list[Path]:
        """Hand visits over from one desk to the other; return the files."""
        with session_of(giver) as session:
            files = hand_over_visits(
                session, giver.home, SystemSources(), visits, "originals", self.stick,
                recipients=(self.lead.identity.recipient, self.an.identity.recipient),
            )  # fmt: skip
        self.take(taker, files)
        return files

    def take(self, taker: Seat, files: Sequence[Path]) -> TakenIn:
        with session_of(taker) as session:
            return take_in(session, taker.home, taker.identity, SystemSources(), files, Silent())


@contextmanager
def session_of(seat: Seat) -> Generator[Session]:
    """Lend the session of a desk."""
    with closing(Session.open(seat.dossier, seat.identity, SystemSources(), seat.home.marks())) as session:
        yield session


def said(seat: Seat, *commands: Command) -> None:
    """Carry requests out at a desk."""
    with session_of(seat) as session:
        for command in commands:
            session.do(command)


def settle_two(folder: Path, units: int = 3) -> Desks:
    """Return a round of a lead and an inspector, who both hold the planned visits; nobody has begun.

    Made once for each number of units and copied from then on.
    """
    kept = _kept(units)
    shutil.copytree(kept.stick.parent, folder, dirs_exist_ok=True)

    def moved(seat: Seat) -> Seat:
        home = Home(folder / seat.home.path.name)
        return Seat(home, seat.identity, home.dossiers / seat.dossier.name, seat.visits)

    return Desks(moved(kept.lead), moved(kept.an), folder / kept.stick.name)


@cache
def _kept(units: int) -> Desks:
    folder = TemporaryDirectory(ignore_cleanup_errors=True)
    atexit.register(folder.cleanup)
    return _settled(Path(folder.name), units)


def _settled(folder: Path, units: int) -> Desks:
    sources = SystemSources()
    lead, other = _person(folder / "lead", "Trần Quốc Mẫu"), create("Khoá giấy", sources)
    an = _person(folder / "an", "Nguyễn An Mẫu")
    dossier = _dossier(folder / "lead")
    start_round(dossier, lead, sources, title="Đợt thử", other_roots=[other.public])
    seat = Seat(Home(folder / "lead"), lead, dossier, ())
    team: tuple[tuple[str, Identity, tuple[Role, ...]], ...] = (
        ("0", lead, ("lead",)), ("1", other, ("deputy",)), ("2", an, ("inspector",)),
    )  # fmt: skip
    people = tuple(
        Person(id=number * 32, name=one.name, roles=roles, keys=(DeviceKey(one.public, one.recipient),))
        for number, one, roles in team
    )
    with session_of(seat) as session:
        session.do(IssueRoster("1", (lead.public, other.public), people))
        visits = tuple(
            session.do(
                PlanVisit(UnitRef(name=f"Xã Minh Hoạ {n:02}", district="huyện Minh Hoạ"), open_bytes(CHECKLIST))
            ).added[0]
            for n in range(1, units + 1)
        )
        stick = folder / "the-nho"
        stick.mkdir()
        files = hand_over_visits(
            session, seat.home, sources, visits, "statements", folder / "giao",
            recipients=(lead.recipient, an.recipient), briefing=True,
        )  # fmt: skip
    theirs = Seat(Home(folder / "an"), an, _dossier(folder / "an"), visits)
    with theirs.home.private() as private:
        found = [one for _, one in examine_all(files, private, identities=[an]) if not isinstance(one, KnownError)]
        begin(theirs.dossier, found)
    return Desks(Seat(seat.home, lead, dossier, visits), theirs, stick)


def complete(seat: Seat, visit: VisitId) -> None:
    """Answer everything in a visit, with one failure, and seal it."""
    said(
        seat,
        OpenVisit(visit, "2026-11-20T08:40:00+07:00"),
        *(Answer(visit, item.id, NOT_APPLICABLE, reason="Không có thủ tục") for item in ITEMS[1:]),
        Answer(visit, ITEMS[0].id, FAIL, note="Chưa niêm yết"),
    )
    seal(seat, visit)


def seal(seat: Seat, visit: VisitId) -> None:
    with session_of(seat) as session:
        session.do(SealVisit(visit, "final", PROGRAM, session.dossier.blob_ids()))


def returned(desks: Desks, visit: VisitId) -> None:
    """Let the inspector complete a visit and the lead send it back; both know of it afterwards."""
    complete(desks.an, visit)
    desks.carry(desks.an, desks.lead, [visit])
    comments = (
        ItemComment(ITEMS[0].id, "Chưa thấy ảnh bảng niêm yết; chụp bổ sung toàn cảnh và cận cảnh."),
        ItemComment(ITEMS[3].id, "Ghi rõ vì sao không áp dụng."),
    )
    said(desks.lead, ReturnVisit(visit, comments, "Bổ sung minh chứng hai tiêu chí"))
    desks.carry(desks.lead, desks.an, [visit])


def _person(folder: Path, name: str) -> Identity:
    identity = create(name, SystemSources())
    key_file.write(Home(folder).made() / "key.json", identity, PASSPHRASE, SystemSources(), key_file.FLOOR)
    return identity


def _dossier(folder: Path) -> Path:
    path = Home(folder).dossiers / "dot-thu.thisat"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
