"""The window with sample data in it, and the way to each of its screens: what pictures and comparisons are made from."""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Final

if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from inspector.commands.judging import ItemComment, ReturnVisit
from inspector.people import key_file
from inspector.people.identity import Identity, create
from inspector.places.directory import nation
from inspector.progress import Progress
from inspector.projection.draws import seeds_of
from inspector.projection.judgement import judgement_of
from inspector.projection.view import View
from inspector.projection.visit import VisitView
from inspector.rules.round_plan import RoundPlan
from inspector.sources import SystemSources
from tools.lead_stage import AGAIN, FOUND, State, lead_stage, stick_of
from ui.app import Workbench, make_application
from ui.bridge import Session
from ui.context import Place
from ui.screens.merge import Merge
from ui.screens.plan import PAGES
from ui.screens.settings import SECTIONS
from ui.work.home import Home
from ui.work.planning import draw_units, state_plan, state_seed, units_of_province
from ui.work.preferences import OwnPhrase, Preferences, write
from ui.work.sample import make_sample

PASSPHRASE = "mat khau cua hinh mau"  # noqa: S105  # of a key that is thrown away
_VISITED = ("", "2025-11-03", "2026-06-12")
_PATIENCE_MS = 10_000
REMARKED = "pub_paper_booklet"
"""The item that the lead remarks on in the picture of a returned visit."""
_QUIET_MS = 250
"""How long nothing may be asked for before a picture is taken: lists and thumbnails come after the screen."""


class Fixed(SystemSources):
    """Chance and time that are the same at every run, so that pictures differ only where the window does."""

    def __init__(self) -> None:
        self._random = random.Random(20261120)
        self._passed = 0

    def random_bytes(self, count: int) -> bytes:
        return self._random.randbytes(count)

    def utc_ms(self) -> int:
        """20/11/2026, 10:26 in Vietnam, and a tenth of a second more at every look."""
        self._passed += 100
        return 1_795_145_160_000 + self._passed

    def offset_min(self) -> int:
        return 420


def under_way(view: View) -> VisitView:
    """Return the visit that somebody is recording in the sample."""
    begun = [visit for visit in view.visits.values() if visit.results and not visit.seals]
    return begun[-1]


def sealed(view: View) -> VisitView:
    """Return the visit of the sample that was sealed last."""
    return [visit for visit in view.visits.values() if visit.is_sealed][-1]


def again(view: View) -> VisitView:
    """Return a visit to a unit that fell short the year before too."""
    return next(visit for visit in view.visits.values() if visit.unit.name == AGAIN[-1])


_VISITS: Final = {"visit": under_way, "photo": under_way, "sealed": sealed, "again": again}


@dataclass(frozen=True, slots=True)
class Scene:
    """A screen in some state."""

    name: str
    screen: str
    part: str = ""
    item: str | None = None
    needs: str = ""
    """`visit`, `photo`, `sealed`, `again` (that the lead found something at again), or nothing."""
    mockup: str = ""
    """Stem of the mock-up that it follows."""
    is_main: bool = True
    """Taken in every theme, language and size; else once in Vietnamese and once in English."""
    opens: Callable[[Workbench], None] | None = field(default=None)
    """What is done before; for states that no place names."""
    led: State | None = None
    """How far the lead of sixteen units is; None: a person alone with a round of six."""

    def place(self, view: View) -> Place:
        """Return where the scene is in a dossier of sample data."""
        visit = _VISITS[self.needs](view) if self.needs else None
        photo = visit.photos[0].id if visit is not None and self.needs == "photo" else None
        item = self.item or (visit.photos[0].items[0] if visit is not None and self.needs == "photo" else None)
        return Place(self.screen, visit=visit.id if visit else None, item=item, photo=photo, part=self.part)  # type: ignore[arg-type]

    @property
    def is_there(self) -> bool:
        """Tell whether its screen is part of the program."""
        return find_spec(f"ui.screens.{self.screen}") is not None


def without_key(bench: Workbench) -> None:
    """Show what a newcomer sees."""
    bench.context.identity = None
    bench.context.home.key_path.rename(bench.context.home.key_path.with_suffix(".aside"))


def locked(bench: Workbench) -> None:
    """Close the key."""
    bench.context.identity = None


def merging(bench: Workbench) -> None:
    """Put the files of a stick before the lead."""
    context = bench.context
    context.went.emit(Place("merge"))
    assert bench.window is not None
    screen = bench.window.screen_now
    assert isinstance(screen, Merge)
    screen.bring([stick_of(context.home)])
    until(lambda: bool(screen.rows))


def drawn(bench: Workbench) -> None:
    """State the plan of a province with made-up numbers, and draw from it; once for all pictures."""

    def work(session: Session, progress: Progress) -> None:
        if not seeds_of(session.view):
            units = units_of_province(nation(), "96")
            known = [
                replace(
                    unit,
                    handled=400 + 37 * at % 900,
                    overdue=11 * at % 90,
                    complaints=at % 4,
                    last_visit=_VISITED[at % 3],
                )
                for at, unit in enumerate(units)
            ]
            basis = "Quyết định số 2187/QĐ-UBND ngày 16/11/2026 (minh hoạ)"
            state_plan(session, RoundPlan(start="2026-12-01", end="2026-12-15", basis=basis, frame=tuple(known)))
            draw_units(session, state_seed(session, bench.context.sources))

    bench.context.bridge.run(work)
    until(lambda: bench.bridge.pending == 0)


def send_back(bench: Workbench) -> None:
    """Send the sealed visit back, with a comment, and begin to amend it."""
    visit = sealed(bench.context.shown.view)
    remark = ItemComment(REMARKED, "Chưa thấy ngày in trên bìa; chụp lại cận cảnh, rồi niêm phong bản bổ sung.")
    bench.context.amending.add(visit.id)
    if judgement_of(visit) is None:
        bench.bridge.submit(ReturnVisit(visit.id, (remark,), "Bổ sung minh chứng"))


SCENES = (
    Scene("start-first", "start", opens=without_key),
    Scene("start-unlock", "start", opens=locked),
    Scene("start-choose", "start"),
    Scene("start-lost", "start", part="lost", is_main=False),
    Scene("home", "home", mockup="01-ban-lam-viec"),
    Scene("capture", "capture", needs="visit", mockup="02-ghi-nhan"),
    Scene("photo", "photo", needs="photo", mockup="03-anh"),
    Scene("review", "review", needs="visit", mockup="04-ra-soat-niem-phong"),
    Scene("merge", "merge", mockup="05-gop-tep", opens=merging, led="half"),
    Scene("merge-history", "merge", part="history", is_main=False, led="whole"),
    Scene("overview", "overview", item=FOUND, needs="again", mockup="06-tong-hop", led="whole"),
    *(
        Scene(f"overview-{part}", "overview", part=part, is_main=False, led="whole")
        for part in ("group", "round", "agreement")
    ),
    Scene("team", "team", is_main=False, led="whole"),
    Scene("team-roots", "team", part="roots", is_main=False, led="whole"),
    Scene("search", "search", part="cong khai", is_main=False, led="whole"),
    Scene("judging", "review", needs="sealed", is_main=False),
    Scene("returned", "capture", item=REMARKED, needs="sealed", is_main=False, opens=send_back),
    *(Scene(f"settings-{part}", "settings", part=part, is_main=part == "appearance") for part in SECTIONS),
    *(Scene(f"plan-{part}", "plan", part=part, is_main=part == "draw", opens=drawn) for part in PAGES),
)


def stage(folder: Path, scene: Scene) -> tuple[Home, Identity, Path]:
    """Make a home with a key and a dossier of sample data, as a scene needs them."""
    if scene.led is not None:
        return lead_stage(folder, scene.led)
    sources = Fixed()
    home = Home(folder / "home")
    home.made()
    identity = create("Trần Thị Mỹ Hạnh", sources)
    key_file.write(home.key_path, identity, PASSPHRASE, sources, key_file.FLOOR)
    return home, identity, make_sample(home, identity, sources).path


@contextmanager
def shown(home: Home, identity: Identity, dossier: Path, scene: Scene, wishes: Preferences) -> Iterator[Workbench]:
    """Open the window at a scene, as somebody prefers it, and close everything behind it."""
    if QApplication.instance() is None:
        make_application(["thisat"])
    write(home, wishes)
    bench = Workbench(home, Fixed())
    aside = home.key_path.with_suffix(".aside")
    try:
        bench.context.identity = identity
        if scene.screen != "start" or scene.part:
            bench.context.bridge.open(dossier, identity, home.marks())
            until(lambda: bench.context.now_shown is not None)
        if scene.opens is not None:
            scene.opens(bench)
        assert bench.window is not None
        bench.window.show()
        published = bench.context.now_shown
        bench.context.went.emit(scene.place(published.view) if published else Place("start", part=scene.part))
        until_quiet(bench)
        yield bench
    finally:
        bench.shut_down()
        assert bench.window is not None
        bench.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        if aside.exists():
            aside.rename(home.key_path)


def until(reached: Callable[[], bool]) -> None:
    """Let the window work until something is so.

    Raises: TimeoutError.
    """
    loop, polling, ending = QEventLoop(), QTimer(), QTimer()
    polling.timeout.connect(lambda: loop.quit() if reached() else None)
    ending.setSingleShot(True)
    ending.timeout.connect(loop.quit)
    polling.start(5)
    ending.start(_PATIENCE_MS)
    loop.exec()
    if not reached():
        raise TimeoutError


def until_quiet(bench: Workbench) -> None:
    """Let the window work until nothing is in hand and nothing more is asked for, or until it has had its time."""
    for _ in range(2):
        with suppress(TimeoutError):
            until(lambda: bench.bridge.pending == 0 and bench.context.aside.pending == 0)
        loop = QEventLoop()
        QTimer.singleShot(_QUIET_MS, loop.quit)
        loop.exec()


def wishes(**changes: object) -> Preferences:
    """Return the preferences of the sample person."""
    settled = {
        "theme": "light",
        "phrases": (OwnPhrase("Bản giấy đã cũ, in từ năm trước.", answer="unmet"), OwnPhrase("Đã bố trí, dễ thấy.")),
        "clock_confirmed": "2026-11-20T08:00:00+07:00",
    }
    return Preferences(**(settled | changes))  # type: ignore[arg-type]
