"""Somebody without any file, from the first page to a sealed visit and its signed minutes, in the window alone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from inspector.rules.item import Item
from inspector.sources import SystemSources
from reports.verify import verify_pdf
from tests.window.beginning import WORDS, arrived, begun, page_of
from tests.window.stage import idle, press, screen_of, until, write
from ui.app import Workbench
from ui.importing import Import
from ui.screens.capture import Capture
from ui.screens.minutes import MinutesDialog
from ui.screens.new_visit import NewVisit
from ui.screens.review import Review
from ui.screens.start_parts.alone import Alone, Paper
from ui.screens.start_parts.choose import Choose
from ui.screens.start_parts.first import First
from ui.screens.start_parts.key_card import KeyCard
from ui.work.home import Home, now

POSTER = Path(__file__).resolve().parents[2] / "resources" / "samples" / "photos" / "poster.jpg"
KEYS = {"graded": "1", "ternary": "1", "ratio": "5R5R", "count": "0R", "minutes": "7R"}
"""What is typed for an item that is met; R is Enter."""


def test_a_newcomer_gets_from_the_first_page_to_signed_minutes(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    with begun(home) as bench:
        _make_a_key(bench)
        _begin_a_round(bench)
        _begin_a_visit(bench)
        _answer(bench)
        _seal(bench)
        paper = _minutes(bench)
    (root,) = (home.path / "sample").glob("*/root.pem")
    verdict = verify_pdf(paper, [root.read_bytes()], ("Trần Thị Mỹ Hạnh (MẪU)",), at=now(SystemSources()))
    assert verdict.bottom == "valid"


def _make_a_key(bench: Workbench) -> None:
    first = page_of(bench, First)
    write(first.name.edit, "Trần Thị Mỹ Hạnh")
    write(first.passphrase.first.edit, WORDS)
    write(first.passphrase.second.edit, WORDS)
    first.make.click()
    page_of(bench, KeyCard).onward.click()


def _begin_a_round(bench: Workbench) -> None:
    page_of(bench, Choose).alone.emit()
    alone = page_of(bench, Alone)
    write(alone.title.edit, "Kiểm tra đột xuất tháng 11")
    alone.begin.click()
    paper = page_of(bench, Paper)
    paper.done.setChecked(True)
    paper.onward.click()
    arrived(bench, "home")


def _begin_a_visit(bench: Workbench) -> None:
    assert bench.window is not None
    bench.window.acts.action("new-visit").trigger()
    (form,) = bench.window.findChildren(NewVisit)
    write(form.unit, "Xã Minh Hoạ 01")
    form.mystery.choose(0)
    form.begin.click()
    until(lambda: bench.context.at.screen == "capture")
    idle(bench)
    bench.window.activateWindow()
    until(bench.window.isActiveWindow)


def _screen(bench: Workbench) -> Capture:
    return screen_of(bench, Capture)


def _answer(bench: Workbench) -> None:
    """Answer every item by keys; one needs a photo whatever is answered."""
    page = _screen(bench)
    page._focus_list()
    shown = bench.context.shown
    visit = page.here().visit
    assert visit is not None
    checklist = shown.checklists[shown.view.visits[visit].checklist or ""]
    for item in checklist.items:
        page.listing.items.go(item.id)
        if item.answer == "text":
            page.detail.answers.take_focus()
            write(_focus(), "Hướng dẫn tận tình")
            press(_focus(), Qt.Key.Key_Escape)
        else:
            page._focus_list()
            for key in _typed(item):
                press(_focus(), Qt.Key.Key_Return if key == "R" else Qt.Key(ord(key)))
    idle(bench)
    Import.of(bench.context).add(visit, "pub_qr_posted", [POSTER])
    until(lambda: len(bench.context.shown.view.visits[visit].photos) == 1)
    assert page._sheet is not None
    until(lambda: page._sheet is not None and page._sheet.missing == 0)


def _typed(item: Item) -> str:
    if item.answer == "percent":
        return "0R" if item.target is not None and item.target.at_most is not None else "100R"
    return KEYS[item.answer]


def _focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def _review(bench: Workbench) -> Review:
    return screen_of(bench, Review)


def _seal(bench: Workbench) -> None:
    page = _screen(bench)
    visit = page.here().visit
    page._review()
    idle(bench)
    box = _review(bench).seal_box
    box.clock_right.click()
    write(box.passphrase, WORDS)
    box.seal.click()
    until(lambda: bench.context.shown.view.visits[visit or ""].is_sealed)
    idle(bench)


def _minutes(bench: Workbench) -> bytes:
    """Make the minutes, sign them with a certificate of a sample, and return the file."""
    review = _review(bench)
    review.open_minutes()
    form = review.dialog
    assert isinstance(form, MinutesDialog)
    until(lambda: form.minutes is not None)
    write(form.number, "01")
    form.make.click()
    until(lambda: form.minutes is not None and form.minutes.document is not None and not form.is_busy)
    form.sign_form.sample.click()
    until(lambda: not form.is_busy and form.minutes is not None and bool(form.minutes.signers), 60_000)
    assert form.minutes is not None
    assert form.minutes.path is not None
    paper = form.minutes.path.read_bytes()
    form.reject()
    return paper
