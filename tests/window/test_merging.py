"""Merging in the window: from a stick to the numbers, the merge, and the way back."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from inspector.journal.bodies import Excluded, Received, said
from inspector.journal.value import FAIL, PASS
from inspector.projection.visit import State
from tests.tampering import edited
from tests.window.inspectors import briefed
from tests.window.stage import Seat, idle, press, screen_of, settle, until, workbench
from ui.app import Workbench
from ui.context import Place
from ui.pictures import Pictures
from ui.screens.merge import Merge
from ui.work.arrivals import Verdict
from ui.work.merges import Past

ITEM, OTHER = "pub_paper_booklet", "staff_name_tag"


@pytest.fixture
def seat(tmp_path: Path) -> Seat:
    return settle(tmp_path)


@pytest.fixture
def stick(seat: Seat, tmp_path: Path) -> Path:
    """Files of two inspectors who saw one thing differently, a copy, an older copy, a changed one, and rubbish."""
    an, binh = briefed(seat, tmp_path, "Nguyễn An", "Lê Bình")
    visit, other = seat.visits[1:]
    an.inspect(visit, {ITEM: PASS}, "a-cu", seals=False)
    whole = an.inspect(visit, {OTHER: PASS}, "b-an")
    (an.stick / "c-ban-sao.thisat").write_bytes(whole.read_bytes())
    binh.inspect(visit, {ITEM: FAIL, OTHER: PASS}, "d-binh")
    _tamper(binh.inspect(other, {ITEM: PASS, OTHER: FAIL}, "e-bi-sua"))
    (an.stick / "f-rac.thisat").write_bytes(b"JFIF" * 100)
    return an.stick


def _tamper(file: Path) -> None:
    with edited(file) as db:
        rows = db.execute("SELECT entry, bytes FROM payload").fetchall()
        entry, payload = next((one, data) for one, data in rows if b'"value":"fail"' in data)
        db.execute("UPDATE payload SET bytes = ? WHERE entry = ?", (payload.replace(b"fail", b"pass"), entry))


@pytest.fixture
def bench(seat: Seat) -> Generator[Workbench]:
    with workbench(seat, Place("merge")) as opened:
        yield opened


def screen(bench: Workbench) -> Merge:
    return screen_of(bench, Merge)


def numbers(bench: Workbench) -> dict[str, str]:
    return {which: button.accessibleName() for which, button in screen(bench).sheet.preview.counts.items()}


def bring(bench: Workbench, *paths: Path) -> None:
    """Bring files and wait for the numbers."""
    screen(bench).bring(list(paths))
    until(lambda: not screen(bench).header.is_busy)
    until(lambda: bool(screen(bench).rows) and "…" not in "".join(numbers(bench).values()))
    idle(bench)


def merge(bench: Workbench) -> None:
    assert bench.window is not None
    press(bench.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    until(lambda: not screen(bench).header.is_busy and not screen(bench).rows)
    idle(bench)


def chosen(bench: Workbench) -> tuple[int, ...]:
    return screen(bench).sheet.files.table.chosen


def verdicts(bench: Workbench) -> list[str]:
    return [f"{one.path.stem} {one.verdict.value}" for one in screen(bench).rows]


def test_a_stick_becomes_rows_and_numbers_and_nothing_is_written(bench: Workbench, seat: Seat, stick: Path) -> None:
    before = seat.dossier.read_bytes()
    bring(bench, stick)
    assert verdicts(bench) == [
        "a-cu older", "b-an valid", "c-ban-sao here", "d-binh valid", "e-bi-sua broken", "f-rac unreadable",
    ]  # fmt: skip
    assert numbers(bench) == {
        "visits": "+1 lượt",
        "photos": "+0 ảnh",
        "here": "2 tệp đã có",
        "settled": "1 tiêu chí tự gộp",
        "conflicts": "1 xung đột (1 mới)",
    }
    assert screen(bench).status.text() == "Còn 1 xung đột, có thể gộp trước 2 tệp"
    assert seat.dossier.read_bytes() == before


def test_the_merge_brings_what_was_foreseen_keeps_the_damaged_file_and_is_undone_and_put_back(
    bench: Workbench, seat: Seat, stick: Path
) -> None:
    bring(bench, stick)
    before = bench.context.shown.view.size
    merge(bench)
    shown = screen(bench)
    visit = seat.visits[1]
    added = bench.context.shown.view.size - before

    def results() -> int:
        return len(bench.context.shown.view.visits[visit].results)

    assert shown.done.words == (
        f"Đã gộp 2 tệp: thêm 1 lượt, {added} lời ghi, 0 ảnh hoặc tệp kèm theo. "
        "1 tệp hỏng được giữ làm bằng chứng trong khu cách ly."
    )  # fmt: skip
    assert bench.context.shown.view.visits[visit].contested == (("obs", ITEM, ""),)
    assert results() == 2
    assert [folder.name for folder in seat.home.quarantine.iterdir()]
    assert bench.window is not None
    press(bench.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    until(lambda: results() == 0)
    idle(bench)
    press(bench.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    until(lambda: results() == 2)


def test_the_history_tells_of_a_merge_and_takes_it_out_for_a_reason(bench: Workbench, seat: Seat, stick: Path) -> None:
    bring(bench, stick)
    merge(bench)
    shown = screen(bench)
    shown.history_button.click()
    history = shown.history
    assert [history.files.item(row).text() for row in range(history.files.count())] == [
        "b-an.thisat · Hợp lệ", "d-binh.thisat · Hợp lệ",
    ]  # fmt: skip
    assert (history.chip.words, history.undo_button.isHidden(), history.back_button.isHidden()) == (
        "Đang được tính", False, True,
    )  # fmt: skip
    history.reason.setText("Nhầm thẻ nhớ")
    history.undo_button.click()
    until(lambda: history.chip.words == "Đã hoàn tác, không được tính")
    reasons = [getattr(body, "reason", "") for body in _exclusions(bench)]
    assert reasons == ["Nhầm thẻ nhớ"]
    assert (history.undo_button.isHidden(), history.back_button.isHidden()) == (True, False)
    press(history, Qt.Key.Key_Escape)
    assert bench.context.at.screen == "merge"
    assert shown.header.isVisible()


def _exclusions(bench: Workbench) -> list[object]:
    bodies = map(said, bench.context.shown.view.round_scope.things.values())
    return [body for body in bodies if isinstance(body, Excluded)]


def test_a_file_is_ticked_by_space_and_the_numbers_follow(bench: Workbench, stick: Path) -> None:
    bring(bench, stick)
    shown = screen(bench)
    shown.sheet.files.selectRow(3)
    press(shown.sheet.files, Qt.Key.Key_Space)
    until(lambda: numbers(bench)["conflicts"] == "0 xung đột")
    assert chosen(bench) == (1,)
    press(shown.sheet.files, Qt.Key.Key_Space)
    until(lambda: numbers(bench)["conflicts"] == "1 xung đột (1 mới)")


def test_what_adds_nothing_cannot_be_ticked_and_letters_do_nothing(bench: Workbench, stick: Path) -> None:
    bring(bench, stick)
    shown = screen(bench)
    for row in (0, 2, 5):
        shown.sheet.files.selectRow(row)
        press(shown.sheet.files, Qt.Key.Key_Space)
        press(shown.sheet.files, Qt.Key.Key_Delete)
        press(shown.sheet.files, Qt.Key.Key_Backspace)
        QTest.keyClicks(shown.sheet.files, "xan")
    assert chosen(bench) == (1, 3)
    assert len(shown.rows) == 6


def test_a_damaged_file_asks_for_a_reason_before_it_is_ticked(bench: Workbench, seat: Seat, stick: Path) -> None:
    bring(bench, stick)
    shown = screen(bench)
    shown.sheet.files.selectRow(4)
    press(shown.sheet.files, Qt.Key.Key_Space)
    assert shown.sheet.below.why.isVisible()
    assert chosen(bench) == (1, 3)
    press(shown.sheet.below.why.reason, Qt.Key.Key_Return)
    assert chosen(bench) == (1, 3)
    shown.sheet.below.why.reason.setText("Xem trước khi xin lại")
    press(shown.sheet.below.why.reason, Qt.Key.Key_Return)
    assert chosen(bench) == (1, 3, 4)
    assert not shown.sheet.below.why.isVisible()
    merge(bench)
    assert set(bench.context.shown.view.visits[seat.visits[2]].results) == {(ITEM, ""), (OTHER, "")}


def test_what_is_decided_over_the_preview_is_said_with_the_merge(bench: Workbench, seat: Seat, stick: Path) -> None:
    bring(bench, stick)
    shown = screen(bench)
    deciding = shown.sheet.below.deciding
    until(lambda: deciding.open_count == 1)
    before = bench.context.shown.view.size
    QTest.mouseClick(deciding.page.left.act, Qt.MouseButton.LeftButton)
    deciding.page.result.reason.setPlainText("Đã xem lại tại chỗ.")
    deciding.state()
    assert deciding.open_count == 0
    idle(bench)
    assert bench.context.shown.view.size == before
    assert shown.status.text() == "Sẵn sàng gộp 2 tệp"
    merge(bench)
    result = bench.context.shown.view.visits[seat.visits[1]].result(ITEM)
    assert result is not None
    assert result.state is State.CONCLUDED
    assert bench.context.shown.view.visits[seat.visits[1]].contested == ()


def test_what_is_decided_after_the_merge_is_said_at_once(bench: Workbench, seat: Seat, stick: Path) -> None:
    bring(bench, stick)
    merge(bench)
    deciding = screen(bench).sheet.below.deciding
    until(lambda: deciding.open_count == 1 and not deciding.is_preview)
    QTest.mouseClick(deciding.page.right.act, Qt.MouseButton.LeftButton)
    deciding.page.result.reason.setPlainText("Đã xem lại tại chỗ.")
    deciding.state()
    until(lambda: bench.context.shown.view.visits[seat.visits[1]].contested == ())


def test_a_photo_is_seen_before_the_merge_and_after_it(bench: Workbench, seat: Seat, tmp_path: Path) -> None:
    (an,) = briefed(seat, tmp_path, "Nguyễn An")
    bring(bench, an.inspect(seat.visits[1], {ITEM: PASS}, "an", photo=ITEM))
    foreseen = screen(bench).sheet.foreseen
    assert foreseen is not None
    assert foreseen.photo_count == 1
    (photo,) = foreseen.view.visits[seat.visits[1]].photos
    assert photo.said is not None
    display = photo.said.display
    pictures = Pictures.of(bench.context)
    until(lambda: pictures.get(display) is not None)
    merge(bench)
    pictures.forget()
    until(lambda: pictures.get(display) is not None)
    assert not pictures.is_broken(display)


def test_the_receipt_goes_back_to_the_stick(bench: Workbench, seat: Seat, stick: Path) -> None:
    bring(bench, stick)
    merge(bench)
    before = set(stick.iterdir())
    screen(bench).done.receipt.click()
    until(lambda: screen(bench).done.words.startswith("Đã ghi và kiểm tra lại biên nhận"))
    (file,) = set(stick.iterdir()) - before
    assert file.name in screen(bench).done.words
    received = [
        body for body in map(said, bench.context.shown.view.round_scope.things.values()) if isinstance(body, Received)
    ]
    assert [(one.visit, [file.name for file in one.files]) for one in received] == [
        (seat.visits[1], ["b-an.thisat", "d-binh.thisat"])
    ]


def test_a_number_tells_why(bench: Workbench, stick: Path) -> None:
    bring(bench, stick)
    shown = screen(bench)
    told = {}
    for which, button in shown.sheet.preview.counts.items():
        button.click()
        assert button.isChecked()
        if which == "conflicts":
            assert shown.sheet.below.currentWidget() is shown.sheet.below.deciding
            assert shown.sheet.below.deciding.page.list.hasFocus()
            continue
        told[which] = [shown.sheet.below.why.list.item(row).text() for row in range(shown.sheet.below.why.list.count())]
        button.click()
        assert not shown.sheet.below.why.isVisible()
    assert told == {
        "visits": ["Xã Minh Hoạ 02"],
        "photos": ["Không có mục nào."],
        "here": [
            "a-cu.thisat · Tệp b-an.thisat có tất cả và nhiều hơn", "c-ban-sao.thisat · Giống hệt tệp b-an.thisat, bỏ qua",
        ],
        "settled": ["Xã Minh Hoạ 02: 1 tiêu chí, trong đó 0 do một người ghi, 1 do nhiều người ghi như nhau"],
    }  # fmt: skip


def test_enter_looks_into_a_file_and_escape_goes_back_to_the_table(bench: Workbench, stick: Path) -> None:
    bring(bench, stick)
    shown = screen(bench)
    shown.sheet.files.selectRow(1)
    press(shown.sheet.files, Qt.Key.Key_Return)
    lines = [shown.sheet.below.why.list.item(row).text() for row in range(shown.sheet.below.why.list.count())]
    assert "Nguyên vẹn: mọi byte khớp với mã băm và chữ ký" in lines
    assert str(stick / "b-an.thisat") in lines
    press(shown.sheet.below.why, Qt.Key.Key_Escape)
    assert shown.sheet.files.hasFocus()


def test_files_are_dropped_and_more_are_added(bench: Workbench, stick: Path) -> None:
    shown = screen(bench)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(stick / "d-binh.thisat"))])
    action, buttons, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(5, 5), action, data, buttons, none)
    QApplication.sendEvent(shown, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(shown, QDropEvent(QPointF(5, 5), action, data, buttons, none))
    until(lambda: len(shown.rows) == 1)
    bring(bench, stick / "b-an.thisat")
    assert verdicts(bench) == ["d-binh valid", "b-an valid"]
    assert chosen(bench) == (0, 1)
    bring(bench, stick / "a-cu.thisat")
    assert verdicts(bench) == ["d-binh valid", "b-an valid", "a-cu older"]


def test_nothing_to_merge_is_said_and_so_is_a_folder_without_files(
    bench: Workbench, stick: Path, tmp_path: Path
) -> None:
    told: list[str] = []
    bench.context.refused.connect(told.append)
    assert bench.window is not None
    press(bench.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told[-1].startswith("Chưa chọn tệp nào để gộp.")
    screen(bench).bring([tmp_path / "home" / "dossiers" / "missing"])
    until(lambda: bool(screen(bench).rows))
    assert [one.verdict for one in screen(bench).rows] == [Verdict.UNREADABLE]
    (tmp_path / "empty").mkdir()
    screen(bench).bring([tmp_path / "empty"])
    until(lambda: bench.window is not None and "Không tìm thấy tệp bàn giao nào" in bench.window.refusal.words.text())


def test_what_was_copied_for_the_table_is_wiped_with_it(bench: Workbench, seat: Seat, stick: Path) -> None:
    bring(bench, stick)
    assert list(seat.home.path.glob(".examining-*"))
    screen(bench).clear()
    until(lambda: bench.context.aside.pending == 0)
    assert not list(seat.home.path.glob(".examining-*"))
    assert screen(bench).sheet.empty.isVisible()


def test_a_table_left_open_is_wiped_when_the_window_closes(seat: Seat, stick: Path) -> None:
    with workbench(seat, Place("merge")) as bench:
        bring(bench, stick)
    assert not list(seat.home.path.glob(".examining-*"))


def test_a_table_that_is_emptied_while_files_are_read_stays_empty(bench: Workbench, seat: Seat, stick: Path) -> None:
    shown = screen(bench)
    shown.bring([stick])
    shown.clear()
    until(lambda: not shown.header.is_busy)
    idle(bench)
    until(lambda: bench.context.aside.pending == 0)
    assert shown.rows == ()
    assert not list(seat.home.path.glob(".examining-*"))


def test_the_window_may_be_made_anew_while_files_are_read(bench: Workbench, seat: Seat, stick: Path) -> None:
    old = bench.window
    crashed: list[str] = []
    bench.bridge.crashed.connect(lambda details, _: crashed.append(details))
    screen(bench).bring([stick])
    bench.context.prefer(text_percent=125)
    until(lambda: bench.window is not old and bench.window is not None)
    idle(bench)
    assert crashed == []
    until(lambda: not list(seat.home.path.glob(".examining-*")))


def test_keys_ask_for_files_and_for_folders(bench: Workbench, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.screens.merge_parts.header.choose_files", lambda *_: [stick / "b-an.thisat"])
    monkeypatch.setattr("ui.screens.merge_parts.header.choose_folder", lambda *_: stick)
    assert bench.window is not None
    press(bench.window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    until(lambda: len(screen(bench).rows) == 1 and not screen(bench).header.is_busy)
    press(bench.window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    until(lambda: len(screen(bench).rows) == 6)


def test_a_stick_that_is_plugged_in_is_offered(bench: Workbench, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = screen(bench)
    assert shown.sheet.stick_button.isHidden()
    monkeypatch.setattr("ui.screens.merge_parts.header.sticks", lambda: [stick])
    shown.header.look_for_sticks()
    until(shown.sheet.stick_button.isVisible)
    assert shown.sheet.stick_button.text() == "Lấy tệp từ USB TS-02"
    shown.sheet.stick_button.click()
    until(lambda: len(shown.rows) == 6)
    until(lambda: not shown.header.is_busy)


def test_in_a_low_window_what_was_asked_takes_the_place_of_the_table(bench: Workbench, stick: Path) -> None:
    old = bench.window
    bench.context.prefer(text_percent=150)
    until(lambda: bench.window is not old and bench.window is not None)
    assert bench.window is not None
    bench.window.resize(1024, 640)
    bring(bench, stick)
    shown = screen(bench)
    until(lambda: shown.sheet.below.deciding.case_count == 1)
    assert (shown.sheet.files.isVisible(), shown.sheet.below.isVisible(), shown.header.back.isVisible()) == (
        True, False, False,
    )  # fmt: skip
    shown.sheet.preview.counts["conflicts"].click()
    assert (shown.sheet.files.isVisible(), shown.sheet.below.isVisible(), shown.header.back.isVisible()) == (
        False, True, True,
    )  # fmt: skip
    shown.header.back.click()
    assert shown.sheet.files.hasFocus()
    assert not shown.sheet.below.isVisible()


def test_the_table_passes_qts_own_examination(bench: Workbench, stick: Path) -> None:
    table = screen(bench).sheet.files.table
    tester = QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Warning)
    bring(bench, stick)
    assert table.rowCount() == 6
    index = table.index(1, 0)
    assert table.flags(index) & Qt.ItemFlag.ItemIsUserCheckable
    assert table.setData(index, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert table.chosen == (3,)
    spoken = table.data(index, Qt.ItemDataRole.AccessibleTextRole)
    assert str(spoken).startswith("Không được chọn, Kết quả kiểm tra tệp Hợp lệ, Đơn vị Xã Minh Hoạ 02")
    tester.deleteLater()


def test_who_holds_no_root_key_is_told_so_and_sees_no_button(seat: Seat, stick: Path, tmp_path: Path) -> None:
    with workbench(seat, Place("merge")) as bench:
        bring(bench, stick)
        merge(bench)
        past = screen(bench).history
        past.show_past(Past(past._past.merges, past._past.standings, 1, may_exclude=False))
        screen(bench).history_button.click()
        assert past.note.isVisible()
        assert (past.undo_button.isHidden(), past.back_button.isHidden()) == (True, True)
