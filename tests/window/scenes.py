"""The screens and dialogs that are walked over, one line each. A new screen adds its line here."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QDialog, QWidget

from inspector.people.identity import Identity
from tests.tampering import edited
from tests.window.stage import Seat, idle, screen_of, until
from ui.app import Workbench
from ui.context import Place, ScreenName
from ui.crash import CrashDialog
from ui.screens.merge import Merge
from ui.screens.overview import Overview
from ui.screens.plan import PAGES
from ui.screens.review import Review
from ui.screens.settings import SECTIONS
from ui.screens.start import Start
from ui.screens.start_parts.with_team import WithTeam
from ui.screens.team import Team
from ui.screens.team_parts.detail import MemberDetail
from ui.screens.team_parts.people import AddPerson
from ui.work.receiving import HISTORY
from ui.work.rounds import key_request

Open = Callable[[Workbench, Seat], QWidget]
"""Opens something and returns the widget that is walked over."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Something that a person sees."""

    name: str
    open: Open
    module: str = ""
    """Of the screen; a scene whose screen is not there is left out."""


def at(screen: ScreenName, *, part: str = "", item: str | None = None, visit: int | None = None) -> Open:
    """Return how to open a screen, at one of the visits of the seat if it needs one."""

    def open_it(bench: Workbench, seat: Seat) -> QWidget:
        assert bench.window is not None
        which = None if visit is None else seat.visits[visit]
        bench.context.went.emit(Place(screen, visit=which, item=item, part=part))
        centre = bench.window.centralWidget()
        assert centre is not None
        return centre

    return open_it


def crash(bench: Workbench, seat: Seat) -> QWidget:
    """Open the dialog that tells of a fault of the program."""
    dialog = CrashDialog(bench.context, "…", bench.window)
    dialog.show()
    return dialog


def locked(bench: Workbench, seat: Seat) -> QWidget:
    """Close the key: the page that asks for its passphrase."""
    bench.context.identity = None
    return at("start")(bench, seat)


def without_key(bench: Workbench, seat: Seat) -> QWidget:
    """Show what a newcomer sees."""
    seat.home.key_path.unlink(missing_ok=True)
    return locked(bench, seat)


def _dialog(bench: Workbench, act: str) -> QWidget:
    bench.context.went.emit(Place("home"))
    assert bench.window is not None
    bench.window.acts.action(act).trigger()
    return next(child for child in bench.window.findChildren(QDialog) if child.isVisible())


def photo(bench: Workbench, seat: Seat) -> QWidget:
    """Open the page of the first photo."""
    assert bench.window is not None
    visit = bench.context.shown.view.visits[seat.visits[OPEN]]
    first = visit.photos[0]
    bench.context.went.emit(Place("photo", visit=visit.id, item=first.items[0], photo=first.id))
    centre = bench.window.centralWidget()
    assert centre is not None
    return centre


def overview(mode: str) -> Open:
    """Return how to open the overview in one way of looking at it, once it has something to show."""

    def open_it(bench: Workbench, seat: Seat) -> QWidget:
        centre = at("overview")(bench, seat)
        screen = screen_of(bench, Overview)
        until(lambda: screen.sight is not None)
        screen.toolbar.hide_met.setChecked(False)
        screen.toolbar.go(mode)
        return centre

    return open_it


def passage(bench: Workbench, seat: Seat) -> QWidget:
    """Open what the report prints of an item."""
    overview("item")(bench, seat)
    screen = screen_of(bench, Overview)
    screen.passage.click()
    return next(child for child in screen.window().findChildren(QDialog) if child.isVisible())


def new_visit(bench: Workbench, seat: Seat) -> QWidget:
    """Open the form of a new visit."""
    return _dialog(bench, "new-visit")


def returning(bench: Workbench, seat: Seat) -> QWidget:
    """Open the form that sends a visit back."""
    at("review", visit=SEALED)(bench, seat)
    review = screen_of(bench, Review)
    review.open_return()
    assert review.dialog is not None
    return review.dialog


def amending(bench: Workbench, seat: Seat) -> QWidget:
    """Show the first item that was remarked on, while the visit is amended."""
    bench.context.amending.add(seat.visits[RETURNED])
    return at("capture", visit=RETURNED, item=ITEMS[0])(bench, seat)


def exporting(bench: Workbench, seat: Seat) -> QWidget:
    """Open the form that exports the round."""
    return _dialog(bench, "export-round")


def keys(bench: Workbench, seat: Seat) -> QWidget:
    """Open the sheet of keys."""
    return _dialog(bench, "keys")


def with_team(bench: Workbench, seat: Seat) -> QWidget:
    """Open the page on which a round for a team is begun, with the card of its deputy in it."""
    centre = at("start")(bench, seat)
    start = screen_of(bench, Start)
    start.show_with_team()
    assert isinstance(start.page, WithTeam)
    start.page.card.text.setPlainText(key_request(Identity("Lê Thị Mẫu", b"m" * 32)).text("vi"))
    return centre


def team_form(ask: Callable[[Team], object]) -> Open:
    """Return how to open a form of the team, at the member who is not the one at work."""

    def open_it(bench: Workbench, seat: Seat) -> QWidget:
        at("team")(bench, seat)
        idle(bench)
        screen = screen_of(bench, Team)
        screen.list.setCurrentIndex(screen.list.members.index(1, 0))
        ask(screen)
        assert screen.dialog is not None
        if isinstance(screen.dialog, AddPerson):
            screen.dialog.card.text.setPlainText(key_request(Identity("Lê Thị Mẫu", b"m" * 32)).text("vi"))
        return screen.dialog

    return open_it


def _other(screen: Team) -> MemberDetail:
    assert isinstance(screen.detail, MemberDetail)
    return screen.detail


def merging(which: str = "") -> Open:
    """Return how to open the table of files: one that is here, one that was changed, and rubbish; or one of them."""

    def open_it(bench: Workbench, seat: Seat) -> QWidget:
        centre = at("merge")(bench, seat)
        screen = screen_of(bench, Merge)
        screen.bring([_stick(seat)])
        until(lambda: len(screen.rows) == 3 and not screen.header.is_busy)
        if which == "file":
            screen.sheet.files.table.tick(
                next(number for number, one in enumerate(screen.rows) if one.needs_reason), on=True
            )
        return centre

    return open_it


def _stick(seat: Seat) -> Path:
    stick = seat.home.path.parent / "the-nho"
    if not stick.exists():
        stick.mkdir()
        for name in ("day-du.thisat", "bi-sua.thisat"):
            shutil.copy(seat.dossier, stick / name)
        with edited(stick / "bi-sua.thisat") as db:
            db.execute("UPDATE payload SET bytes = zeroblob(256) WHERE rowid = (SELECT max(rowid) FROM payload)")
        (stick / "rac.thisat").write_bytes(b"JFIF" * 100)
    return stick


def merged(bench: Workbench, seat: Seat) -> QWidget:
    """Open the history of a machine that merged what was said of one visit."""
    view = bench.context.shown.view
    line = {
        "at": "2026-11-19T17:20:00+07:00",
        "files": [{"file": "day-du.thisat", "sha256": "", "verdict": "valid"}],
        "statements": 1,
        "blobs": 0,
        "round": view.round,
        "entries": [*view.visits[seat.visits[SEALED]].statements],
    }
    (seat.home.path / HISTORY).write_text(json.dumps(line) + "\n", encoding="utf-8")
    return at("merge", part="history")(bench, seat)


COVERT, OPEN, SEALED, RETURNED, APPROVED = 0, 1, 2, 3, 4
"""Visits of the seat: one in which the team poses as citizens, one that was begun openly, one that is over, one that was
sent back, one that stands approved."""

ITEMS: Final = ("pub_paper_booklet", "cert_ecopy", "staff_name_tag")
"""Items of the checklist whose answers are given in different ways."""

_ALL: Final = (
    *(Scene(f"settings-{part}", at("settings", part=part), "ui.screens.settings") for part in SECTIONS),
    Scene("start-unlock", locked, "ui.screens.start"),
    Scene("start-first", without_key, "ui.screens.start"),
    Scene("start-lost", at("start", part="lost"), "ui.screens.start"),
    Scene("start-choose", at("start"), "ui.screens.start"),
    Scene("start-team", with_team, "ui.screens.start"),
    Scene("home", at("home"), "ui.screens.home"),
    Scene("capture-covert", at("capture", visit=COVERT), "ui.screens.capture"),
    *(Scene(f"capture-{item}", at("capture", visit=OPEN, item=item), "ui.screens.capture") for item in ITEMS),
    Scene("photo", photo, "ui.screens.photo"),
    Scene("review", at("review", visit=OPEN), "ui.screens.review"),
    Scene("sealed", at("review", visit=SEALED), "ui.screens.review"),
    Scene("hand-over", at("review", visit=SEALED, part="handover"), "ui.screens.review"),
    Scene("minutes", at("review", visit=SEALED, part="minutes"), "ui.screens.review"),
    *(Scene(f"plan-{part}", at("plan", part=part), "ui.screens.plan") for part in PAGES),
    Scene("search", at("search"), "ui.screens.search"),
    Scene("search-found", at("search", part="minh"), "ui.screens.search"),
    Scene("return", returning, "ui.screens.review"),
    Scene("returned", at("review", visit=RETURNED), "ui.screens.review"),
    Scene("approved", at("review", visit=APPROVED), "ui.screens.review"),
    Scene("capture-returned", amending, "ui.screens.capture"),
    Scene("overview", overview("item"), "ui.screens.overview"),
    Scene("overview-group", overview("group"), "ui.screens.overview"),
    Scene("overview-round", overview("round"), "ui.screens.overview"),
    Scene("overview-agreement", overview("agreement"), "ui.screens.overview"),
    Scene("overview-passage", passage, "ui.screens.overview"),
    Scene("new-visit", new_visit, "ui.screens.new_visit"),
    Scene("team", at("team"), "ui.screens.team"),
    Scene("team-roots", at("team", part="roots"), "ui.screens.team"),
    Scene("team-add", team_form(Team.add_person), "ui.screens.team"),
    Scene("team-brief", team_form(lambda screen: screen.brief.click()), "ui.screens.team"),
    Scene("team-roles", team_form(lambda screen: _other(screen).edit.emit()), "ui.screens.team"),
    Scene("team-remove", team_form(lambda screen: _other(screen).remove_all()), "ui.screens.team"),
    Scene("team-add-root", team_form(Team.add_root), "ui.screens.team"),
    Scene("exporting", exporting, "ui.exporting"),
    Scene("merge", at("merge"), "ui.screens.merge"),
    Scene("merge-table", merging(), "ui.screens.merge"),
    Scene("merge-file", merging("file"), "ui.screens.merge"),
    Scene("merge-history", merged, "ui.screens.merge"),
    Scene("keys", keys, "ui.keysheet"),
    Scene("crash", crash),
)

SCENES: Final = [scene for scene in _ALL if not scene.module or find_spec(scene.module) is not None]
