"""The round of sixteen units that the sample data tell of, on its lead's machine: what pictures of their screens are of.

It is played through the program's own verbs and merges, once for all pictures, and copied from then on.
"""

from __future__ import annotations

import atexit
import contextlib
import io
import random
import shutil
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Literal

from inspector.commands.answering import Answer, Conclude
from inspector.commands.rounding import ChooseSetting
from inspector.commands.visiting import OpenVisit, SealVisit
from inspector.journal.bodies import UnitRef
from inspector.journal.value import FAIL
from inspector.people import key_file
from inspector.people.identity import Identity
from inspector.progress import Silent
from inspector.session import PROGRAM, Session
from ui.terminal.demo import Play, SampleClock, to_the_stick, told
from ui.terminal.desk import Desk
from ui.work.home import Home
from ui.work.merging import collect, merge
from ui.work.rounds import start_alone
from ui.work.sample_mark import SETTING

State = Literal["half", "whole"]
"""Half of the visits merged and a stick with more before the lead; or all of them merged, and one dispute decided."""
_LEAD, _OTHER = "truong-doan", "thanh-vien-1"
_HALF: Final = 8
_TWICE_SEEN: Final = 12
"""The unit that two people saw, in the order of the sample data."""
FOUND: Final = "pub_paper_booklet"
AGAIN: Final = ("xã Minh hoạ 05", "xã Minh hoạ 06")
"""Units that had no booklet the year before either."""
_DECIDED: Final = "fac_equipment"


class _Clock(SampleClock):
    """Played time, and chance that is the same at every run; what files are encrypted with is not, nor their names."""

    def __init__(self) -> None:
        super().__init__()
        self._random = random.Random(20250210)

    def random_bytes(self, count: int) -> bytes:
        return self._random.randbytes(count)


def lead_stage(folder: Path, state: State) -> tuple[Home, Identity, Path]:
    """Return the lead's home, key and dossier, copied into a folder; the stick is beside the home: see `stick_of`."""
    kept, identity = _kept(state)
    shutil.copytree(kept, folder, dirs_exist_ok=True)
    home = Home(folder / _LEAD)
    return home, identity, home.dossiers / "dot-2025.thisat"


def stick_of(home: Home) -> Path:
    """Return the folder that stands for the stick on the lead's table."""
    return home.path.parent / "USB TS-02"


@cache
def _kept(state: State) -> tuple[Path, Identity]:
    play, identity = _played()
    folder = _folder()
    home = Home(folder / _LEAD)
    shutil.copytree(play.home(_LEAD), home.path)
    dossier = home.dossiers / play.dossier(_LEAD).name
    with _session(home, identity, dossier, play.clock) as session:
        session.do(ChooseSetting(SETTING, {"sample": True}))
        files = _files(play)
        play.clock.set(date(2025, 3, 28), 17, 20)
        # The first copy of the second unit, which was handed over in a hurry, came before the one that is on the stick now.
        _take(session, home, identity, play.clock, [one for at, one in files if at < _HALF and one != _second(files)])
        if state == "whole":
            play.clock.set(date(2025, 5, 9), 17, 20)
            _take(session, home, identity, play.clock, [*(one for _, one in files), *(play.out / "gui-sau").iterdir()])
            _conclude(session)
    if state == "half":
        _fill(play, stick_of(home), files)
    else:
        _year_before(home, identity, play.clock)
    return folder, identity


@cache
def _played() -> tuple[Play, Identity]:
    folder = _folder()
    play = Play(folder, Desk(Home(folder / "nobody")), clock=_Clock())
    with contextlib.redirect_stdout(io.StringIO()):
        to_the_stick(play, told())
    secret = (play.home(_LEAD) / "mat-khau-mau.txt").read_text(encoding="utf-8").strip()
    return play, key_file.read(Home(play.home(_LEAD)).key_path, secret)


def _folder() -> Path:
    folder = TemporaryDirectory(ignore_cleanup_errors=True)
    atexit.register(folder.cleanup)
    return Path(folder.name)


@contextmanager
def _session(home: Home, who: Identity, dossier: Path, clock: SampleClock) -> Generator[Session]:
    session = Session.open(dossier, who, clock, home.marks())
    try:
        yield session
    finally:
        session.close()


def _files(play: Play) -> list[tuple[int, Path]]:
    """Return the sound files on the stick, each with the number of its unit in the sample data."""
    days = [one["visited"].replace("-", "") for one in told()["units"]]
    return [(days.index(one.name[:8]), one) for one in sorted(play.stick.iterdir()) if one.name[0].isdigit()]


def _second(files: Sequence[tuple[int, Path]]) -> Path:
    """Return the whole copy of the second unit: the larger of the two, for it has the photos."""
    return max((one for at, one in files if at == 1), key=lambda one: one.stat().st_size)


def _take(session: Session, home: Home, lead: Identity, clock: SampleClock, files: Sequence[Path]) -> None:
    with home.private() as private:
        rows = collect(session, files, private, [lead], Silent())
        merge(session, home, clock, rows, {one.path: "" for one in rows if one.is_good}, (), Silent())


def _conclude(session: Session) -> None:
    unit = told()["units"][_TWICE_SEEN]
    (visit,) = (one for one in session.view.visits.values() if one.unit.name == f"{unit['kind']} {unit['name']}")
    (reason,) = (one["reason"] for one in unit["conclusions"] if one["item"] == _DECIDED)
    session.do(Conclude(visit.id, _DECIDED, "good", reason))


def _fill(play: Play, stick: Path, files: Sequence[tuple[int, Path]]) -> None:
    """Put a file of each verdict onto the stick: sound, known, newer, of another checklist, altered, torn."""
    stick.mkdir()
    for at, one in files:
        if at in (_HALF, _TWICE_SEEN) or one == _second(files):
            shutil.copy(one, stick)
    for one in play.stick.iterdir():
        if not one.name[0].isdigit():
            shutil.copy(one, stick)
    torn = files[-1][1]
    (stick / f"loi-{torn.name}").write_bytes(torn.read_bytes()[: 5 * 16384])
    play.clock.set(date(2025, 4, 29), 8, 0)
    dossier, name = play.dossier(_OTHER), "xã Minh hoạ 14"
    play.run(
        _OTHER, "open", dossier, "--unit", name, "--district", "huyện U Minh", "--checklist", "2026.2",
        "--started", "2025-04-29T08:05:00+07:00",
    )  # fmt: skip
    for item in ("pub_paper_booklet", "fb_hotline_posted"):
        play.run(_OTHER, "answer", dossier, "--visit", name, item, "pass")
    gaps = "Kiểm tra nhanh hai nội dung (mẫu)"
    play.run(_OTHER, "seal", dossier, "--visit", name, "--purpose", "onsite", "--with-gaps", gaps)
    play.run(
        _OTHER,
        "handover",
        dossier,
        "--visit",
        name,
        "--out",
        stick,
        "--to",
        play.ids[_LEAD],
        "--to",
        play.ids["pho-doan"],
    )


def _year_before(home: Home, lead: Identity, clock: SampleClock) -> None:
    """Leave a round of the year before in the lead's home, in which two of the units fell short in the same."""
    clock.set(date(2024, 10, 10), 8, 0)
    units = [UnitRef(name=name, district="huyện Đầm Dơi") for name in AGAIN]
    round_2024 = start_alone(home, lead, clock, title="Đợt 2024 (dữ liệu mẫu)", checklist="2025.1", units=units)
    with _session(home, lead, round_2024.path, clock) as session:
        for visit in list(session.view.visits):
            session.do(OpenVisit(visit, "2024-10-10T08:00:00+07:00"))
            session.do(Answer(visit, FOUND, FAIL, note="Chưa đóng cuốn (mẫu)"))
            session.do(SealVisit(visit, "onsite", PROGRAM, session.dossier.blob_ids()))
