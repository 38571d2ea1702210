"""Killed at any moment and started again, the window stands where it stood, with everything that it had called saved."""

from __future__ import annotations

import random
import shutil
from collections.abc import Generator
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image

from inspector.dossier.check import check, report_on
from inspector.dossier.foreign import examine
from inspector.dossier.verdict import Completeness
from inspector.journal.entry import EntryId
from inspector.progress import Silent
from inspector.session import Session
from inspector.sources import SystemSources
from resources import say
from tests.window.answering import answer
from tests.window.display import display
from tests.window.running import Running, Starter, starter
from tests.window.stage import PASSPHRASE, Seat, closing, settle
from ui.work.drafts import Drafts
from ui.work.home import Home
from ui.work.preferences import Preferences, Recent, write
from ui.work.sealing import seal_whole

KILLS = 20
"""For each of two seeds, which the workers of a test run share; with twelve more while a visit is finished."""
WORDS = ("so cu", "in nam 2024", "khong thay", "da hoi", "cho xac minh")


@pytest.fixture(scope="module")
def start() -> Generator[Starter]:
    with display() as name, starter(name) as made:
        yield made


@pytest.fixture
def seat(tmp_path: Path) -> Seat:
    """Somebody whose window stood on the first item of a visit that has begun."""
    person = settle(tmp_path, mystery=False)
    stand(person, "capture")
    return person


def stand(person: Seat, screen: str) -> None:
    """Let the next window of a person open on a screen of their first visit, with a clock that they confirmed."""
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    recent = Recent(str(person.dossier), "Đợt thử", now, visit=person.visits[0], screen=screen)
    write(person.home, Preferences(recent=(recent,), clock_confirmed=now))


class Life:
    """What windows on one dossier have called saved, from the first to the last that was killed."""

    def __init__(self, seat: Seat, folder: Path) -> None:
        self.seat = seat
        self.folder = folder
        self.saved: set[EntryId] = set()
        self.items: list[str] = []
        self.notes: dict[str, str] = {}

    def remember(self, window: Running) -> None:
        """Take over what a window told before it died."""
        self.saved |= window.statements
        for line in window.lines:
            if line["event"] == "item" or (line["event"] == "place" and line["item"]):
                self.items.append(line["item"])
            elif line["event"] == "noted":
                self.notes[line["item"]] = line["text"]

    def compare(self, window: Running, *, was_quiet: bool) -> None:
        """Look whether a window that was started again shows all of it."""
        shown = window.seen(lambda shown: not shown["pending"])
        assert self.saved <= window.statements
        if not self.items:
            return
        item = shown["item"]
        if was_quiet:
            assert item == self.items[-1]
        else:
            # A step that was not told yet may be there already.
            assert item == self.items[-1] or item not in self.items[-9:]
        assert shown["note"].startswith(self.notes.get(item, ""))

    def type_something(self, window: Running, chance: random.Random) -> None:
        """Press what a person in a hurry presses: answers, reasons, numbers, notes half typed, a picture."""
        for _ in range(chance.randint(2, 9)):
            kind = chance.random()
            if kind < 0.6:
                window.keys.press(chance.choice("1133120"))
                window.keys.press("Return")
            elif kind < 0.8:
                window.keys.press("F2")
                window.keys.type(" " + chance.choice(WORDS))
                if chance.random() < 0.7:
                    window.keys.press("Escape")
            elif kind < 0.9:
                window.keys.press("Escape")
                window.keys.press("F7")
            else:
                picture = self.folder / f"{chance.getrandbits(32)}.jpg"
                Image.effect_noise((320, 240), chance.randint(20, 90)).save(picture)
                window.do("drop", [str(picture)])

    def end(self) -> None:
        """Compare everything with the dossier, read anew."""
        assert check(self.seat.dossier).is_sound
        drafts = Drafts(self.seat.home)
        with closing(
            Session.open(self.seat.dossier, self.seat.identity, SystemSources(), self.seat.home.marks())
        ) as session:
            assert self.saved <= set(session.log.statements)
            visit = session.view.visits[self.seat.visits[0]]
            for item, told in self.notes.items():
                result = visit.result(item)
                stored = result.observations[0].said.note if result is not None else ""
                assert (drafts.text((visit.id, item)) or stored).startswith(told)


@pytest.mark.parametrize("seed", [1, 2])
def test_killed_while_recording(start: Starter, seat: Seat, tmp_path: Path, seed: int) -> None:
    chance, life, was_quiet = random.Random(seed), Life(seat, tmp_path), True
    for number in range(KILLS):
        with start.window(seat) as window:
            if chance.random() < 0.1:  # before anything is open
                window.keys.type(PASSPHRASE)
                window.keys.press("Return")
                window.listen(chance.uniform(0, 0.4))
                window.kill()
                life.saved |= window.statements
                continue
            window.unlock()
            life.compare(window, was_quiet=was_quiet)
            life.type_something(window, chance)
            how = number % 3
            was_quiet = how == 0
            if how == 0:
                window.quiet()
            elif how == 1:
                window.listen(chance.uniform(0, 0.15))
            else:
                window.until_saved(chance.randint(1, 6))
            window.kill()
            life.remember(window)
    assert len(life.saved) > KILLS
    life.end()


@pytest.fixture(scope="module")
def complete(tmp_path_factory: pytest.TempPathFactory) -> Seat:
    """Somebody who has answered everything."""
    person = settle(tmp_path_factory.mktemp("complete"), mystery=False)
    answer(person, person.visits[0])
    return person


def copied(person: Seat, folder: Path) -> Seat:
    """Copy a person's home, to be killed in."""
    shutil.copytree(person.home.path, folder)
    home = Home(folder)
    return Seat(home, person.identity, home.dossiers / person.dossier.name, person.visits)


def blurring(window: Running, seat: Seat, folder: Path) -> None:
    Image.effect_noise((640, 480), 50).save(folder / "anh.jpg")
    assert window.do("drop", [str(folder / "anh.jpg")])
    window.seen(lambda shown: len(shown["photos"]) == 1)
    window.keys.press("space")
    window.seen(lambda shown: shown["screen"] == "photo" and shown["picture"])
    for key in ("1", "Return", "Escape", "Escape"):
        window.keys.press(key)


def sealing(window: Running, seat: Seat, folder: Path) -> None:
    assert window.do("focus", say("review.passphrase", name=seat.identity.name))
    window.keys.type(PASSPHRASE)
    window.keys.press("Return")


def handing_over(window: Running, seat: Seat, folder: Path) -> None:
    window.keys.press("Control_L", "e")
    window.seen(lambda shown: shown["dialog"] == "HandOver" and not shown["pending"])
    window.do("aim", str(folder))
    assert window.do("click", say("handing.write"))


FINISHING = {
    "blurring": (blurring, "capture"),
    "sealing": (sealing, "review"),
    "handing over": (handing_over, "review"),
}
"""What is being done, and the screen on which the next window opens."""


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
@pytest.mark.parametrize("doing", FINISHING)
def test_killed_while_finishing(start: Starter, complete: Seat, tmp_path: Path, doing: str, seed: int) -> None:
    work, screen = FINISHING[doing]
    seat, life = copied(complete, tmp_path / "home"), Life(complete, tmp_path)
    if work is handing_over:
        with closing(Session.open(seat.dossier, seat.identity, SystemSources(), seat.home.marks())) as session:
            seal_whole(session, seat.visits[0], "onsite", SystemSources(), Silent())
    stand(seat, screen)
    stick = tmp_path / "TS-02"
    stick.mkdir()
    with start.window(seat) as window:
        window.unlock()
        window.seen(lambda shown: not shown["pending"])
        work(window, seat, stick)
        window.listen(random.Random(seed).uniform(0, 0.15 * seed))
        window.kill()
        life.remember(window)
    with start.window(seat) as window:
        window.unlock()
        shown = window.seen(lambda shown: not shown["pending"])
        assert (shown["screen"], shown["visit"]) == (screen, seat.visits[0])
        assert life.saved <= window.statements
    assert check(seat.dossier).is_sound
    for file in stick.glob("*.thisat.age"):
        found = examine(file, tmp_path, identities=[seat.identity])
        assert report_on(found).is_sound
        assert found.completeness is Completeness.SEALED
