"""Every screen, in both languages and at every size: named, reachable, readable, nothing cut, nothing over another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import msgspec
import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from inspector.commands.answering import Answer
from inspector.commands.judging import ApproveVisit, ItemComment, Receipt, ReturnVisit
from inspector.commands.planning import DrawUnits, StatePlan, StateSeed
from inspector.commands.visiting import OpenVisit, SealVisit
from inspector.journal.value import PASS
from inspector.rules.round_plan import FrameUnit, RoundPlan
from inspector.session import PROGRAM, Session
from inspector.sources import SystemSources
from resources import Language, open_bytes
from tests.window import walking
from tests.window.scenes import APPROVED, ITEMS, OPEN, RETURNED, SCENES, SEALED, Scene
from tests.window.stage import Seat, closing, idle, settle, until, workbench
from tests.window.wording import foreign_words
from ui.app import Workbench
from ui.importing import Import
from ui.theme import THEMES, Tokens
from ui.work.preferences import Preferences, write

SIZES = (QSize(1366, 768), QSize(1024, 640))
PERCENTS = (100, 125, 150)
NAMES_OF_SAMPLES = frozenset({"English", "Inter"})
"""A language is named in its own; fonts by theirs."""


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> tuple[Seat, bytes]:
    """One seat for all tests here, with visits begun openly, one sealed, and a photo, and the bytes of its key file."""
    folder = tmp_path_factory.mktemp("seat")
    seat = settle(folder, units=5)
    with closing(Session.open(seat.dossier, seat.identity, SystemSources(), seat.home.marks())) as session:
        for visit in (OPEN, SEALED, RETURNED, APPROVED):
            session.do(OpenVisit(seat.visits[visit], "2026-11-20T09:40:00+07:00"))
        for visit in (SEALED, RETURNED, APPROVED):
            session.do(Answer(seat.visits[visit], ITEMS[0], PASS))
            session.do(SealVisit(seat.visits[visit], "onsite", PROGRAM, session.dossier.blob_ids()))
        remark = ItemComment(ITEMS[0], "Chưa thấy ảnh bảng niêm yết; chụp bổ sung toàn cảnh và cận cảnh.")
        session.do(ReturnVisit(seat.visits[RETURNED], (remark,), "Bổ sung minh chứng"))
        session.do(ApproveVisit(seat.visits[APPROVED]))
        session.do(Receipt(seat.visits, (), frozenset()))
        units = (FrameUnit(name=f"xã Minh Hoạ {n:02}", code=f"{n}", stratum="huyện Minh Hoạ") for n in range(1, 13))
        session.do(StatePlan(RoundPlan(start="2026-11-20", frame=tuple(units))))
        drawn, _ = (session.do(StateSeed(one * 64)).added[0] for one in "56")
        session.do(DrawUnits(drawn))
    file = folder / "counter.jpg"
    file.write_bytes(open_bytes("samples/photos/counter.jpg"))
    with workbench(seat) as bench:
        importing = Import.of(bench.context)
        importing.add(seat.visits[OPEN], ITEMS[0], [file])
        until(lambda: not importing.is_running)
        idle(bench)
    return seat, seat.home.key_path.read_bytes()


@pytest.fixture
def seat(furnished: tuple[Seat, bytes]) -> Seat:
    """The seat with its key in its place, whatever the scene before did with it."""
    made, key = furnished
    made.home.key_path.write_bytes(key)
    return made


def settled(bench: Workbench) -> None:
    """Let what was asked for come, and every layout take its place."""
    idle(bench)
    until(lambda: bench.context.aside.pending == 0)
    for _ in range(6):  # a layout asks the one above it
        QApplication.sendPostedEvents()


def wear(bench: Workbench, percent: int) -> None:
    """Change the size of text and wait for the window that is made anew for it."""
    if bench.context.preferences.text_percent != percent:
        old = bench.window
        bench.context.prefer(text_percent=percent)
        until(lambda: bench.window is not old)


def shapes(bench: Workbench, seat: Seat, scene: Scene) -> Iterator[tuple[str, QWidget]]:
    """Yield the scene at every size of window and text."""
    for percent, size in product(PERCENTS, SIZES):
        wear(bench, percent)
        assert bench.window is not None
        bench.window.resize(size)
        root = scene.open(bench, seat)
        settled(bench)
        yield f"{size.width()}×{size.height()} {percent}%", root
        if root.isWindow():
            root.close()
            root.deleteLater()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_a_screen_is_named_reachable_and_readable_at_every_size(seat: Seat, scene: Scene, language: Language) -> None:
    write(seat.home, Preferences(language=language, theme="light"))
    faults: dict[str, list[str]] = {}
    with workbench(seat) as bench:
        for shape, root in shapes(bench, seat, scene):
            found = [
                *walking.nameless(root),
                *walking.small(root),
                *walking.clipped(root),
                *walking.overlapping(root),
                *walking.astray(root),
            ]
            if found:
                faults[shape] = found
    assert faults == {}


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_a_vietnamese_screen_has_no_word_of_english(seat: Seat, scene: Scene) -> None:
    write(seat.home, Preferences(language="vi", theme="light"))
    with workbench(seat) as bench:
        root = scene.open(bench, seat)
        settled(bench)
        found = foreign_words(walking.texts(root), frozenset(name.lower() for name in NAMES_OF_SAMPLES))
        if root.isWindow():
            root.close()
            root.deleteLater()
    assert found == []


def luminance(color: str) -> float:
    """Return the relative luminance of `#RRGGBB`. Source: WCAG 2.2, definition of relative luminance."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21. Source: WCAG 2.2, definition of contrast ratio."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


GROUNDS = ("bg", "surface", "sunken", "hover")
TONES = ("pass", "part", "fail", "na", "conflict", "info")
PAIRS = (
    *product(("text", "text2", "text3", "accent"), GROUNDS),
    *product(("text", "accent"), ("selection",)),
    ("on_accent", "accent"),
    *((f"{tone}_ink", ground) for tone in TONES for ground in (f"{tone}_tint", "surface", "bg")),
)


@pytest.mark.parametrize("theme", sorted(THEMES))
@pytest.mark.parametrize(("ink", "ground"), PAIRS, ids="-on-".join)
def test_text_stands_out_from_what_it_stands_on(theme: str, ink: str, ground: str) -> None:
    tokens = THEMES[theme]
    least = 7.0 if tokens.is_outdoor else 4.5
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= least


@pytest.mark.parametrize("theme", sorted(THEMES))
def test_the_edge_of_a_field_is_seen(theme: str) -> None:
    """Source: WCAG 2.2, 1.4.11 Non-text Contrast."""
    tokens = THEMES[theme]
    assert min(contrast(tokens.edge, tokens.surface), contrast(tokens.edge, tokens.bg)) >= 3.0


def test_every_colour_is_written_as_six_digits() -> None:
    names = [field.name for field in msgspec.structs.fields(Tokens) if field.type is str]
    wrong = [(theme, name) for theme in THEMES for name in names if len(getattr(THEMES[theme], name)) != 7]
    assert names
    assert wrong == []
