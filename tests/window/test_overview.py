"""The overview by its keys: figures that are those of the report, a pane that follows, the way to a visit and back."""

from __future__ import annotations

import shutil
from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QMenu

from inspector.commands.rounding import ChooseSetting
from inspector.session import Session
from inspector.sources import SystemSources
from inspector.synthesis.whole import synthesise
from reports.outline.blocks import Paragraph
from resources import Language, say
from tests.differing import differing
from tests.window.beginning import visible_texts
from tests.window.differing import seat_of
from tests.window.overseeing import BOOKLET, oversee_seat
from tests.window.stage import Seat, closing, idle, press, screen_of, settle, until, workbench
from ui.app import Workbench
from ui.context import Place
from ui.exporting import Exporting
from ui.models.matrix import FIRST
from ui.screens.capture import Capture
from ui.screens.overview import Overview
from ui.screens.overview_parts.cell_card import Thumb
from ui.screens.overview_parts.passage import Passage
from ui.work.directories import shipped
from ui.work.home import Home
from ui.work.preferences import Preferences, write

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Seat:
    return oversee_seat(tmp_path_factory.mktemp("overview"))


@pytest.fixture
def seat(made: Seat, tmp_path: Path) -> Seat:
    """A copy of the lead's home, for one test."""
    shutil.copytree(made.home.path, tmp_path / "home")
    home = Home(tmp_path / "home")
    return Seat(home, made.identity, home.dossiers / made.dossier.name, made.visits)


@pytest.fixture
def bench(seat: Seat) -> Generator[Workbench]:
    with workbench(seat, Place("overview")) as opened:
        settled(opened)
        yield opened


def screen(bench: Workbench) -> Overview:
    return screen_of(bench, Overview)


def settled(bench: Workbench) -> Overview:
    """Wait until the round is seen and the pane has followed."""
    idle(bench)
    shown = screen(bench)
    until(lambda: shown.sight is not None and not shown._follow.isActive() and bench.context.aside.pending == 0)
    idle(bench)
    return shown


def drawn(shown: Overview) -> list[str]:
    """The table as text: a sign for each field, `*` where it is repeated."""
    signs = {"met": "✓", "partly": "◐", "unmet": "✕", "share": "#", "not_asked": "·"}
    table = shown.table.model.table
    return [
        f"{line.name} {''.join(signs[f.state] + ('*' if f.repeated else '') for f in row)} {line.tally.k}/{line.tally.n}"
        for line, row in zip(table.lines, table.rows, strict=True)
    ]


def choose(shown: Overview, mode: int) -> None:
    """Choose how to look at the table, with the arrows of its segments."""
    while shown.toolbar.modes.index != mode:
        press(shown.toolbar.modes, Key.Key_Right if shown.toolbar.modes.index < mode else Key.Key_Left)


def test_the_table_shows_the_article_s_round_unit_by_unit(bench: Workbench) -> None:
    shown = screen(bench)
    assert [one.code for one in shown.table.model.table.columns] == ["A1", "B1", "C1", "D1", "E1", "F2", "H1"]
    assert drawn(shown) == [
        "Xã Minh hoạ 01 ✓✓✓✓✕✓✓ 1/14",
        "Xã Minh hoạ 02 ✓✓◐✓✕✓✓ 2/14",
        "Xã Minh hoạ 03 ✓✓✓◐✓◐✓ 1/14",
        "Xã Hồ Thị Kỷ ✓✓✓✕✕✓✓ 2/14",
        "Xã Biển Bạch Đông ✓✓✓✕✕✓✓ 2/14",
        "Xã Tân Bằng ✓✓✓✕✕✓✓ 2/14",
        "Xã Minh hoạ 04 ✓✓✓✓✕✓✓ 1/14",
        "Xã Minh hoạ 05 ✕*✕◐◐✕◐◐ 5/14",
        "Xã Minh hoạ 06 ✕*✕◐◐✕◐◐ 5/14",
        "Xã Minh hoạ 07 ✕✕✓◐✕◐✓ 4/14",
        "Xã Minh hoạ 08 ✕✕◐◐✕✓✓ 4/14",
        "Xã Minh hoạ 09 ✓✓✓✓✕◐✓ 2/14",
        "Xã Minh hoạ 10 ✓✓◐✓✕✓✓ 2/14",
        "Xã Minh hoạ 11 ✓✓✓✓✕✓✓ 1/14",
        "Xã Minh hoạ 12 ✓✓◐◐✕◐◐ 3/14",
        "Thị trấn Minh hoạ 13 ✓✓✓◐◐✓✓ 0/14",
    ]
    foot = [shown.table.foot.tally(column) for column in range(FIRST, shown.table.foot.columnCount())]
    assert [(one.k, one.n) for one in foot if one is not None] == [
        (4, 16), (4, 16), (6, 16), (3, 16), (14, 16), (6, 16), (0, 16), (37, 224),
    ]  # fmt: skip


def test_the_ranking_reads_as_the_report_does(bench: Workbench) -> None:
    shown = screen(bench)
    places = shown.league.list.places.places
    assert [(one.code, one.share, one.told) for one in places] == [
        ("E1", "14/16 đơn vị", "hầu hết các đơn vị"),
        ("C1", "6/16 đơn vị", "báo cáo không nêu riêng"),
        ("F2", "6/16 đơn vị", "báo cáo không nêu riêng"),
        ("A1", "4/16 đơn vị", "4/5 xã của huyện Đầm Dơi"),
        ("B1", "4/16 đơn vị", "4/5 xã của huyện Đầm Dơi"),
        ("D1", "3/16 đơn vị", "nêu tên 3 đơn vị"),
    ]
    press(shown.league.by, Key.Key_Right)
    first = shown.league.list.places.places[0]
    assert (first.name, first.share, first.k, first.n) == ("Xã Minh hoạ 05", "5/14 nội dung", 5, 14)


def test_arrows_move_the_field_and_the_pane_follows(bench: Workbench) -> None:
    shown = settled(bench)
    assert shown.table.current == (1, "sys_recognition")
    assert shown.table.fields.hasFocus()
    for _ in range(8):
        press(shown.table.fields, Key.Key_Down)
    for _ in range(4):
        press(shown.table.fields, Key.Key_Left)
    settled(bench)
    assert shown.table.current == (9, BOOKLET)
    told = visible_texts(shown.cell)
    assert "Xã Minh hoạ 06 · Đầm Dơi (cũ)" in told
    assert "A1. Bản giấy TTHC đóng cuốn tại bàn hướng dẫn" in told
    assert "Cuốn TTHC cất trong tủ, người dân không tra cứu được." in told
    assert "Trần Thị Mỹ Hạnh" in told
    assert "Lần trước (10/10/2024): Không đạt" in told
    assert [chip.accessibleName() for chip in shown.cell.chips.parts] == ["Không đạt", "Tồn tại lặp lại"]
    assert "chưa niêm phong" not in told
    (thumb,) = shown.cell.findChildren(Thumb)
    assert thumb.accessibleName().startswith("Mở ảnh")
    assert shown.chosen.text() == "4/16 đơn vị có A1 chưa đạt"
    press(shown.cell.down, Key.Key_Space)
    settled(bench)
    assert shown.table.current == (10, BOOKLET)
    assert "chưa niêm phong" in visible_texts(shown.cell)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("vi", "Xã Minh hoạ 06, A1 Bản giấy TTHC đóng cuốn tại bàn hướng dẫn: không đạt, 1 ảnh, lặp lại"),
        ("en", "Xã Minh hoạ 06, A1 Paper booklet at the guidance desk: fail, photos: 1, repeated"),
    ],
)
def test_a_field_is_read_aloud(seat: Seat, language: Language, told: str) -> None:
    write(seat.home, Preferences(language=language, theme="light"))
    with workbench(seat, Place("overview")) as bench:
        shown = settled(bench)
        index = shown.table.model.place(9, BOOKLET)
        assert shown.table.model.data(index, SPOKEN) == told
        reader = QAccessible.queryAccessibleInterface(shown.table.fields)
        assert reader.text(QAccessible.Text.Name) == say("overview.table", language)


def test_enter_opens_the_visit_and_back_finds_the_field_again(bench: Workbench, seat: Seat) -> None:
    shown = settled(bench)
    shown.table.go(9, BOOKLET)
    press(shown.table.fields, Key.Key_Return)
    idle(bench)
    assert bench.window is not None
    assert isinstance(bench.window.screen_now, Capture)
    assert bench.window.screen_now.here() == Place("capture", visit=seat.visits[8], item=BOOKLET)
    bench.window.back()
    assert settled(bench).table.current == (9, BOOKLET)


def test_a_photo_opens_on_its_page(bench: Workbench, seat: Seat) -> None:
    shown = settled(bench)
    shown.table.go(9, BOOKLET)
    settled(bench)
    (thumb,) = shown.cell.findChildren(Thumb)
    press(thumb, Key.Key_Space)
    idle(bench)
    assert (bench.context.at.screen, bench.context.at.visit, bench.context.at.item) == (
        "photo",
        seat.visits[8],
        BOOKLET,
    )
    assert bench.window is not None
    bench.window.back()
    assert settled(bench).table.current == (9, BOOKLET)


def test_an_item_is_compared_from_round_to_round(bench: Workbench) -> None:
    shown = settled(bench)
    shown.table.go(1, BOOKLET)
    settled(bench)
    assert "Qua các đợt: 10/2024: 2/2 → 02/2025: 4/16" in visible_texts(shown.cell)
    shown.table.go(1, "cert_ecopy")
    settled(bench)
    assert "Qua các đợt" not in visible_texts(shown.cell)


def test_a_place_of_the_overview_names_a_field(bench: Workbench, seat: Seat) -> None:
    bench.context.went.emit(Place("overview", visit=seat.visits[3], item="cert_ecopy"))
    assert settled(bench).table.current == (4, "cert_ecopy")


def test_a_place_names_what_is_looked_at_and_back_finds_it_again(bench: Workbench) -> None:
    bench.context.went.emit(Place("overview", part="group"))
    assert [one.code for one in settled(bench).table.model.table.columns] == list("ABCDEFGH")
    bench.context.go("home")
    idle(bench)
    bench.context.go("overview", part="item")
    assert settled(bench).toolbar.choice.mode == "item"
    assert bench.window is not None
    bench.window.back()
    bench.window.back()
    assert settled(bench).toolbar.choice.mode == "group"


def test_several_units_are_chosen_with_control_and_space(bench: Workbench) -> None:
    shown = settled(bench)
    shown.table.go(8, BOOKLET)
    for _ in range(2):
        press(shown.table.fields, Key.Key_Down, CTRL)
        press(shown.table.fields, Key.Key_Space, CTRL)
    settled(bench)
    assert shown.chosen.text() == "Đang chọn 3 đơn vị có A1 chưa đạt"


def test_the_passage_is_the_one_that_the_report_prints(bench: Workbench) -> None:
    shown = settled(bench)
    shown.table.go(9, BOOKLET)
    settled(bench)
    press(shown.passage, Key.Key_Space)
    assert bench.window is not None
    (dialog,) = bench.window.findChildren(Passage)
    praise, blame = dialog.passage.split("\n\n")
    assert praise.startswith("Đa số các đơn vị được kiểm tra thực hiện tốt việc công khai TTHC")
    assert praise.endswith("(12/16 đơn vị).")
    assert blame == (
        "Hầu hết các xã của huyện Đầm Dơi chưa công khai TTHC bằng bản giấy tại bàn hướng dẫn, chưa công khai số điện thoại"
        " đường dây nóng tiếp nhận phản ánh, kiến nghị để tạo điều kiện thuận lợi cho người dân tra cứu khi cần thiết"
        " (4/5 xã của huyện Đầm Dơi)."
    )
    button = next(one for one in dialog.findChildren(QAbstractButton) if one.text() == say("overview.passage.copy"))
    press(button, Key.Key_Space)
    assert QGuiApplication.clipboard().text() == dialog.passage
    assert blame[1:] in narrative(bench)
    dialog.close()


def narrative(bench: Workbench) -> str:
    """Return the report's text on shortcomings."""
    from reports.outline import report

    published = bench.context.shown
    whole = synthesise(published.view, published.checklists, shipped().directory)
    blocks = report._shortcomings(whole.findings.shortcomings)
    return "\n".join(run.text for block in blocks if isinstance(block, Paragraph) for run in block.runs)


def test_an_item_that_the_report_does_not_tell_says_so(bench: Workbench) -> None:
    shown = settled(bench)
    shown.table.go(9, "staff_attitude")
    settled(bench)
    press(shown.passage, Key.Key_Space)
    assert bench.window is not None
    (dialog,) = bench.window.findChildren(Passage)
    told = visible_texts(dialog)
    dialog.close()
    assert "6/16 đơn vị chưa đạt" in told or "công chức" in told


def test_by_group_and_by_round_the_same_figures_are_summed_up(bench: Workbench) -> None:
    shown = settled(bench)
    shown.table.go(9, BOOKLET)
    choose(shown, 1)
    settled(bench)
    assert shown.table.current is not None
    assert shown.table.current[0] == 9
    assert "1/2 nội dung được chấm chưa đạt." in visible_texts(shown.cell)
    assert shown.passage.isHidden()
    choose(shown, 2)
    settled(bench)
    table = shown.table.model.table
    assert [one.code for one in table.columns] == ["10/2024", "02/2025"]
    rows = zip(table.lines, table.rows, strict=True)
    told = {line.name: [(field.state, field.tally.k, field.tally.n) for field in row] for line, row in rows}
    assert told["Xã Minh hoạ 06"] == [("share", 1, 1), ("share", 5, 14)]
    assert told["Xã Minh hoạ 07"] == [("not_asked", 0, 0), ("share", 4, 14)]
    assert not shown.page.note.isVisible()
    assert [(one.k, one.n) for one in table.foot] == [(2, 2), (37, 224)]


def test_only_what_was_repeated_can_be_shown_and_all_again(bench: Workbench) -> None:
    shown = settled(bench)
    press(shown.toolbar.only_repeated, Key.Key_Space)
    assert drawn(shown) == ["Xã Minh hoạ 05 ✕* 5/14", "Xã Minh hoạ 06 ✕* 5/14"]
    press(shown.toolbar.only_repeated, Key.Key_Space)
    assert len(drawn(shown)) == 16
    press(shown.toolbar.hide_met, Key.Key_Space)
    assert len(shown.table.model.table.columns) == 14


def test_the_order_of_rows_is_chosen_by_keys(bench: Workbench) -> None:
    shown = settled(bench)
    before = shown.table.current
    for _ in range(2):
        press(shown.toolbar.order, Key.Key_Down)
    assert shown.toolbar.choice.order == "worst"
    assert [line.name for line in shown.table.model.table.lines[:2]] == ["Xã Minh hoạ 05", "Xã Minh hoạ 06"]
    assert shown.table.current == before


def test_the_ranking_leads_to_its_column(bench: Workbench) -> None:
    shown = settled(bench)
    shown.league.list.setCurrentIndex(shown.league.list.places.index(5))
    press(shown.league.list, Key.Key_Return)
    settled(bench)
    assert shown.table.current == (1, "cert_ecopy")
    press(shown.league.by, Key.Key_Right)
    shown.league.list.setCurrentIndex(shown.league.list.places.index(0))
    press(shown.league.list, Key.Key_Return)
    settled(bench)
    assert shown.table.current == (8, "cert_ecopy")


def test_letters_and_backspace_change_nothing(bench: Workbench) -> None:
    shown = settled(bench)
    before, size = shown.table.current, bench.context.shown.view.size
    for key in (Key.Key_A, Key.Key_E, Key.Key_Backspace, Key.Key_Delete):
        press(shown.table.fields, key)
    idle(bench)
    assert (shown.table.current, bench.context.shown.view.size) == (before, size)


def test_a_round_without_results_is_empty_and_leads_on(tmp_path: Path) -> None:
    with workbench(settle(tmp_path), Place("overview")) as bench:
        idle(bench)
        until(lambda: bench.context.aside.pending == 0)
        idle(bench)
        shown = screen(bench)
        assert shown.empty.isVisible()
        assert "Chưa có lượt kiểm tra nào có kết quả" in visible_texts(shown.empty)


def test_a_setting_that_cannot_be_read_is_told_in_the_table_s_place(seat: Seat) -> None:
    with closing(Session.open(seat.dossier, seat.identity, SystemSources(), seat.home.marks())) as session:
        session.do(ChooseSetting("synthesis", {"most_percent": 10, "many_percent": 90}))
    with workbench(seat, Place("overview")) as bench:
        idle(bench)
        until(screen(bench).trouble.isVisible)
        told = screen(bench).trouble.words.text()
        assert told.startswith("Chưa lập được bảng tổng hợp\nThiết lập ngưỡng tổng hợp không hợp lệ")
        assert not screen(bench).chosen.isVisible()


def test_what_is_answered_meanwhile_is_seen_when_it_is_published(bench: Workbench, seat: Seat) -> None:
    from inspector.commands.answering import Answer
    from inspector.journal.value import PASS

    shown = settled(bench)
    bench.bridge.submit(Answer(seat.visits[9], BOOKLET, PASS))
    idle(bench)
    until(lambda: (tally := shown.table.foot.tally(FIRST)) is not None and tally.k == 3)
    shown.table.go(10, BOOKLET)
    settled(bench)
    assert shown.chosen.text() == "3/16 đơn vị có A1 chưa đạt"


def test_the_whole_round_is_exported_by_its_form(bench: Workbench) -> None:
    shown = settled(bench)
    press(shown.export, Key.Key_Space)
    (menu,) = shown.export.findChildren(QMenu)
    menu.actions()[0].trigger()
    menu.close()
    assert bench.window is not None
    (form,) = bench.window.findChildren(Exporting)
    assert form.isVisible()
    form.close()


@pytest.mark.parametrize(("name", "magic"), [("bang.png", b"\x89PNG"), ("bang.pdf", b"%PDF")])
def test_the_table_is_written_as_it_is_shown(bench: Workbench, tmp_path: Path, name: str, magic: bytes) -> None:
    shown = settled(bench)
    shown.exports.write_table(tmp_path / name)
    until(shown.export.isEnabled)
    idle(bench)
    assert (tmp_path / name).read_bytes().startswith(magic)


def test_a_file_that_cannot_be_written_is_told_and_the_button_comes_back(bench: Workbench, tmp_path: Path) -> None:
    shown = settled(bench)
    (tmp_path / "file").write_bytes(b"")
    shown.exports.write_table(tmp_path / "file" / "bang.png")
    until(shown.export.isEnabled)
    idle(bench)
    assert bench.window is not None
    assert bench.window.refusal.isVisible()


def test_the_menu_offers_the_round_and_the_table(bench: Workbench) -> None:
    shown = settled(bench)
    press(shown.export, Key.Key_Space)
    (menu,) = shown.export.findChildren(QMenu)
    told = [action.text() for action in menu.actions() if not action.isSeparator()]
    menu.close()
    assert told == [say(f"overview.export.{name}") for name in ("round", "png", "pdf")]


def test_how_far_observers_agree_is_shown_in_the_table_s_place(bench: Workbench) -> None:
    shown = settled(bench)
    choose(shown, 3)
    settled(bench)
    assert shown.page.agreement.isVisible()
    assert not shown.table.isVisible()
    assert not shown.cell.isVisible()
    assert not shown.toolbar.order.isVisible()
    choose(shown, 0)
    settled(bench)
    assert shown.table.isVisible()
    assert shown.cell.isVisible()
    assert not shown.page.agreement.isVisible()


def test_a_conflict_leads_to_the_page_on_which_it_is_decided(tmp_path: Path) -> None:
    with workbench(seat_of(differing(), tmp_path), Place("overview")) as bench:
        shown = settled(bench)
        table = shown.table.model.table
        line, column = next(
            (line, column)
            for line, row in zip(table.lines, table.rows, strict=True)
            for column, field in zip(table.columns, row, strict=True)
            if field.state == "contested"
        )
        shown.table.go(line.unit.number, column.key)
        settled(bench)
        assert "Xung đột, chờ kết luận" in [chip.accessibleName() for chip in shown.cell.chips.parts]
        press(shown.cell.decide, Key.Key_Space)
        idle(bench)
        assert (bench.context.at.screen, bench.context.at.item, bench.context.at.part) == (
            "merge",
            column.key,
            "decide",
        )
