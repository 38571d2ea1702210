"""A lead's afternoon with a stick: twenty files become one round, two disputes are decided, one visit comes back mended.

Three laptops, each a home of its own; what passes between them passes as files through a folder that stands for the stick.
The numbers and sentences at the end are those of the article of 15 May 2025, written out here.
"""

from __future__ import annotations

import contextlib
import io
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from inspector.dossier.check import check
from inspector.journal.entry import VisitId
from inspector.people import key_file
from tests.window.stage import Seat, idle, press, until, workbench
from ui.app import Workbench
from ui.context import Place
from ui.models.matrix import FIRST
from ui.screens.capture import Capture
from ui.screens.handing_over import HandOver
from ui.screens.home import HomeScreen
from ui.screens.merge import Merge
from ui.screens.overview import Overview
from ui.screens.overview_parts.passage import Passage
from ui.screens.returning import ReturnDialog
from ui.screens.review import Review
from ui.terminal.demo import Play, to_the_stick, told
from ui.terminal.desk import Desk
from ui.work.arrivals import Verdict
from ui.work.deciding import value_words
from ui.work.home import Home

Key = Qt.Key
LEAD, INSPECTOR = "truong-doan", "thanh-vien-1"
RETURNED = "xã Hồ Thị Kỷ"
BOOKLET = "pub_paper_booklet"
REASONS = {
    "fac_equipment": "Máy in hỏng đã có máy dự phòng thay thế ngay tại quầy.",
    "staff_attitude": "Công chức được nêu là người của bộ phận khác, không thuộc Bộ phận Một cửa.",
}


WANTED = {"fac_equipment": "Thực hiện tốt", "staff_attitude": "3/3 công chức"}
MENDED = "Đã chụp lại trang có ngày in: 02/01/2025."
TABLE = {
    "Xã Minh hoạ 01": "✓✓✓✓✕✓✓",
    "Xã Minh hoạ 02": "✓✓◐✓✕✓✓",
    "Xã Minh hoạ 03": "✓✓✓◐✓◐✓",
    "Xã Hồ Thị Kỷ": "✓✓✓✕✕✓✓",
    "Xã Biển Bạch Đông": "✓✓✓✕✕✓✓",
    "Xã Tân Bằng": "✓✓✓✕✕✓✓",
    "Xã Minh hoạ 04": "✓✓✓✓✕✓✓",
    "Xã Minh hoạ 05": "✕✕◐◐✕◐◐",
    "Xã Minh hoạ 06": "✕✕◐◐✕◐◐",
    "Xã Minh hoạ 07": "✕✕✓◐✕◐✓",
    "Xã Minh hoạ 08": "✕✕◐◐✕✓✓",
    "Xã Minh hoạ 09": "✓✓✓✓✕◐✓",
    "Xã Minh hoạ 10": "✓✓◐✓✕✓✓",
    "Xã Minh hoạ 11": "✓✓✓✓✕✓✓",
    "Xã Minh hoạ 12": "✓✓◐◐✕◐◐",
    "Thị trấn Minh hoạ 13": "✓✓✓◐◐✓✓",
}
SENTENCES = {
    "sys_recognition": "Hầu hết các đơn vị được kiểm tra chưa sử dụng Hệ thống nhận diện hình ảnh và thông tin dữ liệu công"
    " dân trong giải quyết TTHC cho người dân (14/16 đơn vị).",
    "cert_ecopy": "Các xã: Hồ Thị Kỷ, Biển Bạch Đông, Tân Bằng (huyện Thới Bình) chưa triển khai thực hiện chứng thực bản"
    " sao điện tử theo quy định (3/16 đơn vị).",
    BOOKLET: "Hầu hết các xã của huyện Đầm Dơi chưa công khai TTHC bằng bản giấy tại bàn hướng dẫn, chưa công khai số điện"
    " thoại đường dây nóng tiếp nhận phản ánh, kiến nghị để tạo điều kiện thuận lợi cho người dân tra cứu khi cần thiết"
    " (4/5 xã của huyện Đầm Dơi).",
}
S = TypeVar("S", bound=QWidget)
SIGNS = {"met": "✓", "partly": "◐", "unmet": "✕", "share": "#", "not_asked": "·"}


class Laptops:
    """Who has which home, and what lies on the stick between them."""

    def __init__(self, folder: Path) -> None:
        self._play = Play(folder, Desk(Home(folder / "nobody")))
        with contextlib.redirect_stdout(io.StringIO()):
            to_the_stick(self._play, told())
        self.stick = self._play.stick
        for late in (folder / "gui-sau").iterdir():
            shutil.copy(late, self.stick / f"gui-sau-{late.name}")

    def passphrase(self, who: str) -> str:
        return (self._play.home(who) / "mat-khau-mau.txt").read_text(encoding="utf-8").strip()

    def seat(self, who: str) -> Seat:
        home = Home(self._play.home(who))
        return Seat(home, key_file.read(home.key_path, self.passphrase(who)), self._play.dossier(who), ())


@pytest.fixture
def laptops(tmp_path: Path) -> Laptops:
    return Laptops(tmp_path / "dot-2025")


def test_an_afternoon_with_a_stick(laptops: Laptops) -> None:
    with workbench(laptops.seat(LEAD), Place("merge")) as bench:
        _take_the_stick(bench, laptops.stick)
        _decide(bench)
        _merge(bench)
        first = _write_receipt(bench, laptops.stick)
        visit, returned = _send_back(bench, laptops.stick)
    with workbench(laptops.seat(INSPECTOR), Place("home")) as bench:
        words = _read_receipt(bench, first, visit)
        assert words == "Trưởng đoàn đã nhận 28/28 lời ghi, 3/3 ảnh"
        _mend(bench, visit, returned, laptops)
    with workbench(laptops.seat(LEAD), Place("merge")) as bench:
        _take_the_mended(bench, laptops.stick, visit)
        second = _write_receipt(bench, laptops.stick)
        _approve(bench, visit)
        _oversee(bench)
    with workbench(laptops.seat(INSPECTOR), Place("home")) as bench:
        words = _read_receipt(bench, second, visit)
        assert words == "Trưởng đoàn đã nhận 33/33 lời ghi, 3/3 ảnh"
    assert check(laptops.seat(LEAD).dossier).is_sound


def screen(bench: Workbench, kind: type[S]) -> S:
    """Return the screen that is shown, when it is one of a kind."""
    assert bench.window is not None
    window = bench.window
    until(lambda: isinstance(window.screen_now, kind))
    shown = window.screen_now
    assert isinstance(shown, kind)
    return shown


def quiet(bench: Workbench) -> None:
    """Wait until nothing is worked at, on any thread."""
    idle(bench)
    until(lambda: bench.context.aside.pending == 0)
    idle(bench)


# -- at the lead's desk


def _bring(bench: Workbench, *paths: Path) -> Merge:
    shown = screen(bench, Merge)
    shown.bring(list(paths))
    until(lambda: not shown.header.is_busy and bool(shown.rows), 120_000)
    until(lambda: "…" not in "".join(one.accessibleName() for one in shown.sheet.preview.counts.values()), 60_000)
    quiet(bench)
    return shown


def _take_the_stick(bench: Workbench, stick: Path) -> None:
    """See twenty-one files judged, and nothing written."""
    before = laptop_bytes(bench)
    shown = _bring(bench, stick)
    verdicts = Counter(one.verdict for one in shown.rows)
    assert verdicts == {Verdict.VALID: 18, Verdict.OLDER: 1, Verdict.HERE: 1, Verdict.BROKEN: 1}
    named = {one.verdict: one.path.name for one in shown.rows if one.verdict != Verdict.VALID}
    assert named[Verdict.HERE].startswith("ban-sao-")
    assert named[Verdict.BROKEN].startswith("bi-sua-")
    assert shown.sheet.preview.counts["visits"].accessibleName() == "+16 lượt"
    assert shown.sheet.preview.counts["conflicts"].accessibleName() == "2 xung đột (2 mới)"
    assert laptop_bytes(bench) == before


def laptop_bytes(bench: Workbench) -> bytes:
    return bench.context.shown.path.read_bytes()


def _decide(bench: Workbench) -> None:
    """Settle both disputes before anything is merged."""
    shown = screen(bench, Merge)
    panel = shown.deciding
    assert panel.open_count == 2
    for _ in range(2):
        case = panel.case
        assert case is not None
        wanted = next(one for one in case.versions if value_words(case.asked, one.value, "vi") == WANTED[case.item])
        left = case.versions.index(wanted) == panel._sides[0]
        press(panel.page.list, Key.Key_Left if left else Key.Key_Right)
        panel.page.result.reason.setPlainText(REASONS[case.item])
        panel.state()
        quiet(bench)
    assert panel.open_count == 0


def _merge(bench: Workbench) -> None:
    assert bench.window is not None
    shown = screen(bench, Merge)
    press(bench.window, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    until(lambda: not shown.header.is_busy and not shown.rows, 60_000)
    quiet(bench)
    view = bench.context.shown.view
    assert len(view.visits) == 16
    assert not any(visit.contested for visit in view.visits.values())


def _write_receipt(bench: Workbench, stick: Path) -> Path:
    before = set(stick.iterdir())
    screen(bench, Merge).done.receipt.click()
    quiet(bench)
    (file,) = set(stick.iterdir()) - before
    return file


def _send_back(bench: Workbench, stick: Path) -> tuple[VisitId, Path]:
    """Send one visit back with a comment at an item, and write it for those who inspected."""
    visit = next(one.id for one in bench.context.shown.view.visits.values() if one.unit.name == RETURNED)
    bench.context.go("review", visit=visit)
    review = screen(bench, Review)
    quiet(bench)
    review.judging.send_back.click()
    dialog = review.dialog
    assert isinstance(dialog, ReturnDialog)
    dialog.item.setCurrentIndex(dialog.item.findData(BOOKLET))
    dialog.text.setText("Chụp lại trang có ngày in của cuốn thủ tục")
    dialog.add()
    dialog.send.click()
    quiet(bench)
    assert review.judging.state.words == "Trả lại"
    return visit, _hand_over(bench, review, review.judging.export.click, stick)


def _hand_over(bench: Workbench, review: Review, ask: Callable[[], object], stick: Path) -> Path:
    """Ask for the form of a hand-over, aim it at the stick, write, and return the file."""
    before = set(stick.iterdir())
    ask()
    dialog = review.dialog
    assert isinstance(dialog, HandOver)
    quiet(bench)
    dialog.target.aim(stick)
    dialog.start()
    until(lambda: not dialog.is_writing, 60_000)
    dialog.reject()
    (file,) = set(stick.iterdir()) - before
    return file


def _take_the_mended(bench: Workbench, stick: Path, visit: VisitId) -> None:
    """Bring the whole stick again: the mended visit alone is news."""
    shown = _bring(bench, stick)
    good = [one for one in shown.rows if one.verdict in (Verdict.VALID, Verdict.NEWER)]
    assert [one.verdict for one in good] == [Verdict.NEWER]
    _merge(bench)
    seen = bench.context.shown.view.visits[visit]
    assert len(seen.seals) > 1
    note = seen.results[(BOOKLET, "")].observations[0].said.note
    assert note == MENDED


def _approve(bench: Workbench, visit: VisitId) -> None:
    bench.context.go("review", visit=visit)
    review = screen(bench, Review)
    quiet(bench)
    assert review.judging.state.words == "Chờ duyệt"
    review.judging.approve.click()
    quiet(bench)
    assert review.judging.state.words == "Đã duyệt"


def _oversee(bench: Workbench) -> None:
    """Read the numbers of the article in the table, and its sentence in the passage."""
    bench.context.go("overview")
    shown = screen(bench, Overview)
    quiet(bench)
    until(lambda: shown.sight is not None)
    quiet(bench)
    table = shown.table.model.table
    rows = {
        line.name: "".join(SIGNS[field.state] for field in row)
        for line, row in zip(table.lines, table.rows, strict=True)
    }
    assert [one.code for one in table.columns] == ["A1", "B1", "C1", "D1", "E1", "F2", "H1"]
    assert rows == TABLE
    foot = [shown.table.foot.tally(column) for column in range(FIRST, shown.table.foot.columnCount())]
    assert [(one.k, one.n) for one in foot if one is not None] == [
        (4, 16), (4, 16), (6, 16), (3, 16), (14, 16), (6, 16), (0, 16), (37, 224),
    ]  # fmt: skip
    for item, sentence in SENTENCES.items():
        shown.table.go(9, item)
        quiet(bench)
        press(shown.passage, Key.Key_Space)
        assert bench.window is not None
        dialog = bench.window.findChildren(Passage)[-1]
        assert dialog.passage.split("\n\n")[-1] == sentence
        dialog.close()


# -- at the inspector's


def _read_receipt(bench: Workbench, file: Path, visit: VisitId) -> str:
    """Take a receipt in, and return what the list then says of the visit."""
    home = screen(bench, HomeScreen)
    home.taking.take([file])
    quiet(bench)
    until(lambda: home.gathering.is_done and home.visits.tree.index_of(visit).isValid())
    words = home.visits.tree.index_of(visit).siblingAtColumn(3).data()
    assert isinstance(words, str)
    return words


def _mend(bench: Workbench, visit: VisitId, returned: Path, laptops: Laptops) -> None:
    """Take the returned visit in, read the comment at its item, add to the note, seal anew, hand over."""
    home = screen(bench, HomeScreen)
    home.taking.take([returned])
    quiet(bench)
    until(lambda: home.gathering.is_done)
    assert next(one for one in home.gathering.rows if one.visit == visit).stage == "returned"
    home.card.go_on_button.click()
    capture = screen(bench, Capture)
    quiet(bench)
    assert capture.here() == Place("capture", visit, BOOKLET)
    assert "Chụp lại trang có ngày in" in capture.detail.remarks.words.text()
    capture.detail.note.setPlainText(MENDED)
    capture.detail.note.flush()
    quiet(bench)
    bench.context.go("review", visit=visit)
    review = screen(bench, Review)
    quiet(bench)
    review.seal_box.clock_right.click()
    quiet(bench)
    review.seal_box.passphrase.setText(laptops.passphrase(INSPECTOR))
    review.seal_box.seal.click()
    until(lambda: not review.seal_box.is_busy, 60_000)
    quiet(bench)
    assert review.seal_box.trouble == ""
    _hand_over(bench, review, lambda: bench.context.go("review", visit=visit, part="handover"), laptops.stick)
