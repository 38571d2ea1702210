"""One visit from its first key to its hand-over, in the real window, by the keys that a keyboard sends."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from PIL import Image

from inspector.dossier.check import report_on
from inspector.dossier.foreign import examine, look_at
from inspector.dossier.verdict import Completeness
from inspector.journal.value import DONE, FAIL, GOOD, NOT_APPLICABLE, NOT_DONE, NOT_VERIFIABLE, PASS, Measure, Value
from inspector.rules.checklist import decode
from inspector.rules.item import Item
from inspector.session import Session
from inspector.sources import SystemSources
from resources import open_bytes, say
from tests.flows.stage import Person
from tests.window.display import display
from tests.window.running import Running, Starter, starter
from tests.window.stage import CHECKLIST, PASSPHRASE, Seat, closing, settle
from ui.work.preferences import Preferences, Recent, write

EXCUSED = {"pub_hours_posted": "0", "fb_hotline_answers": "9", "ms_accuracy": "0", "fac_priority": "9"}
FAILED = ("pub_qr_resolves", "fb_hotline_posted", "fac_equipment")
PARTLY = ("sys_recognition",)


@pytest.fixture(scope="module")
def start() -> Generator[Starter]:
    with display() as name, starter(name) as made:
        yield made


@pytest.fixture
def seat(tmp_path: Path) -> Seat:
    """Somebody whose window stood on a planned visit that nobody has begun."""
    person = settle(tmp_path, mystery=False)
    recent = Recent(
        str(person.dossier), "Đợt thử", "2026-11-20T08:00:00+07:00", visit=person.visits[1], screen="capture"
    )
    write(person.home, Preferences(recent=(recent,)))
    return person


def keys_for(item: Item) -> list[str]:
    """Return the keys that answer an item."""
    if EXCUSED.get(item.id):
        return [EXCUSED[item.id], "Return"]
    if item.answer in ("graded", "ternary"):
        return ["3" if item.id in FAILED else "2" if item.id in PARTLY else "1"]
    number = {"ratio": "46/46", "count": "0", "percent": "98,5", "minutes": "12"}[item.answer]
    return [key for part in number.split("/") for key in (*part, "Return")]


def answered(window: Running, items: list[Item]) -> None:
    """Answer items by keys alone, as fast as the keyboard sends them."""
    for item in items:
        for key in keys_for(item):
            window.keys.type(key) if len(key) == 1 else window.keys.press(key)


def filled(window: Running, pictures: Iterator[Path]) -> None:
    """Go to whatever is missing, by F7, until nothing is: notes are typed, pictures dropped and pasted in turn."""
    is_dropped = True
    while window.look()["missing"]:
        window.keys.press("F7")
        lacks_note, lacks_photo = window.seen(lambda shown: any(shown["lacks"]) and shown["list"])["lacks"]
        if lacks_note:
            window.keys.press("F2")
            window.keys.type("khong dat theo bang niem yet")
            window.keys.press("Escape")
            window.seen(lambda shown: not shown["lacks"][0])
        if lacks_photo:
            brought(window, next(pictures), by_drop=is_dropped)
            is_dropped = not is_dropped


def brought(window: Running, picture: Path, *, by_drop: bool) -> None:
    """Bring a picture to the current item, by dropping its file or by pasting it."""
    before = len(window.look()["photos"])
    if by_drop:
        assert window.do("drop", [str(picture)])
    else:
        window.do("clipboard", str(picture))
        window.keys.press("Control_L", "v")
    window.seen(lambda shown: len(shown["photos"]) == before + 1)


def picture(folder: Path, number: int) -> Path:
    path = folder / f"{number}.jpg"
    Image.effect_noise((640, 480), 40 + number).save(path)
    return path


def test_one_visit_from_the_first_key_to_the_last(start: Starter, seat: Seat, tmp_path: Path) -> None:
    checklist = decode(open_bytes(CHECKLIST))
    *numbered, text = checklist.items
    assert text.answer == "text"
    stick = tmp_path / "TS-02"
    pictures = iter([picture(tmp_path, number) for number in range(5)])
    with start.window(seat) as window:
        window.unlock()
        window.keys.press("space")
        window.seen(lambda shown: shown.get("item") == "pub_paper_booklet")
        window.keys.type("abcdefghi")
        answered(window, numbered)
        window.seen(lambda shown: shown["item"] == text.id and len(shown["values"]) == 38)
        window.keys.press("1")
        window.seen(lambda shown: shown["focus"] == "NoteField")
        window.do("write", "Cán bộ lịch sự, chỗ ngồi sạch sẽ")
        window.keys.press("Escape")
        window.seen(lambda shown: len(shown["values"]) == 39 and shown["list"])
        filled(window, pictures)
        for rest in pictures:
            brought(window, rest, by_drop=False)
        assert len(window.quiet()["photos"]) == 5
        blurred(window)
        sealed(window)
        handed_over(window, stick)
        window.close()
    assert on_record(seat) == {item.id: expected(item) for item in checklist.items}
    clear, encrypted = sorted(stick.iterdir(), key=lambda path: path.suffix == ".age")
    judged = look_at(clear), examine(encrypted, tmp_path, identities=[seat.identity])
    for file in judged:
        assert file.is_intact
        assert report_on(file).is_sound
        assert file.completeness is Completeness.SEALED
    told = Person(tmp_path / "stranger").do("check", clear, "--json")
    assert (told["sound"], told["completeness"]) == (True, "sealed")
    assert {one["code"] for one in told["findings"]} <= {"expected"}, "of other visits the chain alone comes along"


def blurred(window: Running) -> None:
    """Open the photo of the item and cover what stands in its middle, by keys alone."""
    window.keys.press("space")
    window.seen(lambda shown: shown["screen"] == "photo" and shown["picture"])
    window.keys.press("1")
    window.keys.press("Return")
    window.seen(lambda shown: shown["drawn"] == 1)
    window.keys.press("Escape")
    window.keys.press("Escape")
    window.seen(lambda shown: shown["screen"] == "capture" and sum(shown["photos"].values()) == 1)


def sealed(window: Running) -> None:
    """Review, say that the clock is right, seal with the passphrase."""
    window.keys.press("Control_L", "3")
    window.seen(lambda shown: shown["screen"] == "review")
    assert window.do("click", say("review.clock-right"))
    window.keys.type(PASSPHRASE)
    window.keys.press("Return")
    window.seen(lambda shown: shown["sealed"])


def handed_over(window: Running, folder: Path) -> None:
    """Hand the visit over into a folder: for lead and deputy, then once more in the clear, with a reason."""
    folder.mkdir()
    window.keys.press("Control_L", "e")
    window.seen(lambda shown: shown["dialog"] == "HandOver" and not shown["pending"])
    window.do("aim", str(folder))
    assert window.do("click", say("handing.write"))
    window.seen(lambda shown: not shown["pending"] and len(list(folder.iterdir())) == 1)
    assert window.do("click", say("handing.plain"))
    assert window.do("focus", say("handing.plain-reason"))
    window.do("write", "Máy của Trưởng đoàn hỏng")
    assert window.do("click", say("handing.write"))
    window.seen(lambda shown: not shown["pending"] and len(list(folder.iterdir())) == 2)


def expected(item: Item) -> Value:
    """Return the answer that the keys of an item mean."""
    if EXCUSED.get(item.id):
        return NOT_APPLICABLE if EXCUSED[item.id] == "0" else NOT_VERIFIABLE
    if item.answer == "ternary":
        return FAIL if item.id in FAILED else PASS
    if item.answer == "graded":
        return NOT_DONE if item.id in FAILED else DONE if item.id in PARTLY else GOOD
    return {
        "ratio": Measure(n=46, total=46),
        "count": Measure(count=0),
        "percent": Measure(percent="98.5"),
        "minutes": Measure(minutes="12"),
        "text": Measure(text="Cán bộ lịch sự, chỗ ngồi sạch sẽ"),
    }[item.answer]


def on_record(seat: Seat) -> dict[str, Value | None]:
    """Return what the dossier says of the visit, read anew."""
    with closing(Session.open(seat.dossier, seat.identity, SystemSources(), seat.home.marks())) as session:
        visit = session.view.visits[seat.visits[1]]
        return {result.item: result.value for result in visit.results.values()}
