"""The form that exports a round: what was written can be opened by others; what fails is told, and the form stays."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from inspector.commands.answering import Answer
from inspector.journal.value import FAIL
from tests.window.elsewhere import blank_screens
from tests.window.stage import press, settle, until, workbench
from ui.app import Workbench
from ui.context import Place
from ui.exporting import Exporting
from ui.work.exporting import Format


@pytest.fixture(autouse=True)
def elsewhere() -> Generator[None]:
    with blank_screens("home"):
        yield


@pytest.fixture
def bench(tmp_path: Path) -> Generator[Workbench]:
    seat = settle(tmp_path)
    with workbench(seat, Place("home")) as opened:
        job = opened.context.bridge.submit(Answer(seat.visits[0], "fb_hotline_posted", FAIL, note="=1+1"))
        until(lambda: job.is_finished)
        yield opened


@pytest.fixture
def form(bench: Workbench, stick: Path) -> Exporting:
    assert bench.window is not None
    bench.window.acts.action("export-round").trigger()
    (opened,) = bench.window.findChildren(Exporting)
    opened.aim(stick)
    return opened


class Browser(QObject):
    """Stands for the system's browser of files."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    @Slot(QUrl)
    def show(self, url: QUrl) -> None:
        self.shown.append(url.toLocalFile())


def write(form: Exporting) -> None:
    form.write.click()
    until(lambda: not form.is_writing)


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_it_offers_a_workbook_first_and_says_what_it_will_be_called(form: Exporting, stick: Path) -> None:
    assert form.chosen is Format.XLSX
    assert form.where.text().startswith("dot-thu-")
    assert form.where.text().endswith(f".xlsx — trong {stick}")
    form.choices[Format.PACKAGE].click()
    assert "-package — trong" in form.where.text()
    form.reject()


def test_the_workbook_is_written_and_told(form: Exporting, stick: Path) -> None:
    write(form)
    (name,) = names(stick)
    assert form.told.isVisible()
    assert f"“{name}”" in form.told.words.text()
    notes = {row[17] for row in openpyxl.load_workbook(stick / name)["Ghi nhận"].iter_rows(values_only=True)}
    assert notes == {"Ghi chú", "=1+1"}
    form.reject()


def test_the_folder_of_what_was_written_is_shown(form: Exporting, stick: Path) -> None:
    write(form)
    browser = Browser()
    QDesktopServices.setUrlHandler("file", browser, "show")  # type: ignore[arg-type]  # the stub asks for bytes, which Qt refuses
    try:
        form.open_folder.click()
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert browser.shown == [str(stick)]
    form.reject()


def test_again_into_the_same_folder_takes_another_name(form: Exporting, stick: Path) -> None:
    write(form)
    write(form)
    first, second = names(stick)
    assert (first.endswith("-2.xlsx"), second.endswith(".xlsx")) == (True, True)
    form.reject()


@pytest.mark.parametrize("wanted", [Format.CSV, Format.PACKAGE, Format.SQLITE])
def test_other_formats_are_written_by_choosing_them(form: Exporting, stick: Path, wanted: Format) -> None:
    form.choices[wanted].click()
    write(form)
    (name,) = names(stick)
    assert name.endswith(f"-{wanted.value}")
    assert not form.trouble.isVisible()
    form.reject()


def test_what_is_refused_is_told_and_the_form_stays(form: Exporting, stick: Path) -> None:
    form.choices[Format.GEOJSON].click()
    write(form)
    assert "toạ độ" in form.trouble.words.text()
    assert form.trouble.isVisible()
    assert names(stick) == []
    form.choices[Format.XLSX].click()
    write(form)
    assert not form.trouble.isVisible()
    form.reject()


def test_a_stick_that_was_pulled_out_is_told(form: Exporting, stick: Path) -> None:
    stick.rmdir()
    write(form)
    assert "USB TS-02" in form.trouble.words.text()
    assert not stick.exists()
    form.reject()


def test_closing_while_it_writes_stops_it_and_leaves_nothing(form: Exporting, stick: Path) -> None:
    form.write.click()
    assert form.is_writing
    form.reject()
    assert form.isVisible()
    until(lambda: not form.is_writing)
    assert form.trouble.words.text().startswith("Đã dừng.")
    assert names(stick) == []
    form.reject()
    assert not form.isVisible()


def test_without_a_folder_it_asks_for_one(bench: Workbench) -> None:
    assert bench.window is not None
    form = Exporting(bench.context, bench.window)
    form.open()
    assert form.where.text() == "Chưa chọn thư mục"
    form.write.click()
    assert not form.is_writing
    assert form.trouble.words.text().startswith("Chưa chọn thư mục để ghi.")
    form.reject()


def test_enter_sends_nothing(form: Exporting, stick: Path) -> None:
    press(form.choices[Format.XLSX], Qt.Key.Key_Return)
    assert not form.is_writing
    assert names(stick) == []
    form.reject()
