"""The form that begins a visit."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QWidget

from tests.window.elsewhere import blank_screens
from tests.window.stage import Seat, idle, press, settle, until, workbench, write
from ui.app import Workbench
from ui.context import Place
from ui.screens.new_visit import NewVisit


@pytest.fixture(autouse=True)
def elsewhere() -> Generator[None]:
    with blank_screens("home"):
        yield


@pytest.fixture
def seat(tmp_path: Path) -> Seat:
    return settle(tmp_path)


def form_of(bench: Workbench) -> NewVisit:
    assert bench.window is not None
    bench.window.acts.action("new-visit").trigger()
    (form,) = bench.window.findChildren(NewVisit)
    form.unit.setFocus()
    return form


def test_what_was_said_of_the_last_visit_is_prefilled(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        form = form_of(bench)
        assert (form.announced.index, form.mystery.index) == (0, 1)
        assert form.checklist.currentText().startswith("2026.2")
        form.reject()


def test_a_planned_visit_is_found_without_diacritics_and_begun(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        form = form_of(bench)
        write(form.unit, "minh hoa 02")
        until(lambda: len(form.unit.suggestions) == 1)
        assert form.unit.suggestions == ["Xã Minh Hoạ 02 — dự kiến: 20/11/2026"]
        assert form.unit.text() == "minh hoa 02", "nothing is completed inline"
        press(form.unit, Qt.Key.Key_Down)
        completer = form.unit.findChildren(QCompleter)[0]
        completer.activated.emit(form.unit.suggestions[0])
        assert form.unit.text() == "Xã Minh Hoạ 02"
        assert not form.checklist.isEnabled(), "its plan fixed the checklist"
        form.announced.choose(1)
        form.mystery.choose(0)
        form.begin.click()
        until(lambda: bench.context.at.screen == "capture")
        assert bench.context.at.visit == seat.visits[1]
        (said,) = bench.context.shown.view.visits[seat.visits[1]].opened
        assert (said.announced, said.mystery) == (True, False)


def test_a_former_name_offers_the_unit_of_today_and_begins_an_unplanned_visit(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        form = form_of(bench)
        write(form.unit, "phong lạc")
        until(lambda: bool(form.unit.suggestions))
        assert form.unit.suggestions[0] == "Xã Trần Văn Thời — gồm xã Phong Lạc cũ, tỉnh Cà Mau"
        completer = form.unit.findChildren(QCompleter)[0]
        completer.activated.emit(form.unit.suggestions[0])
        form.begin.click()
        until(lambda: bench.context.at.screen == "capture")
        visit = bench.context.shown.view.visits[bench.context.at.visit or ""]
        assert (visit.unit.name, visit.unit.district) == ("xã Trần Văn Thời", "huyện Trần Văn Thời")
        assert visit.unit.code
        assert visit.unit.since == "2025-07-01"


def test_without_a_unit_the_form_says_so_and_stays(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        before = len(bench.context.shown.view.visits)
        form = form_of(bench)
        form.begin.click()
        idle(bench)
        assert form.problem.words.text().startswith("Chưa có tên đơn vị.")
        assert not form.problem.isHidden()
        assert len(bench.context.shown.view.visits) == before
        write(form.unit, "x")
        assert form.problem.isHidden()
        form.reject()


def test_typing_on_takes_the_choice_back(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        assert bench.window is not None
        bench.window.everywhere.begin_planned(seat.visits[1])
        (form,) = bench.window.findChildren(NewVisit)
        assert not form.checklist.isEnabled()
        write(form.unit, " bis")
        assert form.unit.choice is None
        assert form.checklist.isEnabled()
        form.reject()


def test_a_cover_hides_the_form_and_gives_it_back_as_it_was(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        assert bench.window is not None
        form = form_of(bench)
        write(form.unit, "xã đang gõ")
        bench.window.cover(QWidget(), "Bảng tính")
        assert form.isHidden()
        bench.window.uncover()
        assert form.isVisible()
        assert form.unit.text() == "xã đang gõ"
        form.reject()


def test_a_planned_visit_is_no_longer_offered_once_it_began(seat: Seat) -> None:
    with workbench(seat, Place("home")) as bench:
        form = form_of(bench)
        press(form.unit, Qt.Key.Key_Down)
        assert [words.split(" — ")[0] for words in form.unit.suggestions] == ["Xã Minh Hoạ 02", "Xã Minh Hoạ 03"]
        form.reject()
