"""The page of one photo: covering, captions, items, the tray, taking out; the original stays as it came."""

from __future__ import annotations

import io
from collections.abc import Generator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QLineEdit, QWidget

from inspector.commands.evidence import CaptionPhoto
from inspector.commands.visiting import Flag, SetStatus
from inspector.journal.drawing import Area, Blur, Operation, Rotate
from inspector.journal.entry import EntryId
from inspector.projection.photos import Photo
from resources import open_bytes
from tests.window.stage import Seat, idle, press, screen_of, settle, until, workbench, write
from ui.app import Workbench
from ui.importing import Import
from ui.pictures import Pictures
from ui.screens import MAKERS
from ui.screens.photo import SORTING, PhotoPage
from ui.screens.screen import Screen

FACE: Area = (240, 160, 96, 96)


@pytest.fixture
def seat(tmp_path: Path) -> Seat:
    return settle(tmp_path / "seat")


@pytest.fixture
def bench(seat: Seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Workbench]:
    for name in MAKERS:
        if name != "photo":
            monkeypatch.setitem(MAKERS, name, Screen)
    with workbench(seat) as bench:
        importing = Import.of(bench.context)
        items = [item.id for item in next(iter(bench.context.shown.checklists.values())).items]
        for name, item in (("counter", items[0]), ("chairs", items[2]), ("desk", None), ("receipt", None)):
            path = tmp_path / f"{name}.jpg"
            path.write_bytes(open_bytes(f"samples/photos/{name}.jpg"))
            importing.add(seat.visits[0], item, [path])
            until(lambda: not importing.is_running)  # else the smaller picture may come first
        idle(bench)
        yield bench


def show(bench: Workbench, seat: Seat, name: str = "counter", part: str = "") -> PhotoPage:
    """Open the page on a photo and wait until it is seen."""
    photo = named(bench, seat, name)
    item = photo.items[0] if photo.items else None
    bench.context.go("photo", visit=seat.visits[0], item=item, photo=None if part else photo.id, part=part)
    page = screen_of(bench, PhotoPage)
    until(lambda: not page.canvas.image.isNull())
    idle(bench)
    return page


def named(bench: Workbench, seat: Seat, name: str) -> Photo:
    photos = bench.context.shown.view.visits[seat.visits[0]].photos
    return next(photo for photo in photos if photo.said is not None and photo.said.name == f"{name}.jpg")


def blob(bench: Workbench, digest: str) -> bytes:
    found: list[bytes] = []
    bench.bridge.run(lambda session, progress: session.dossier.blob(digest)).done.connect(found.append)
    until(lambda: bool(found))
    return found[0]


def drawn(page: PhotoPage) -> list[Operation]:
    return list(page.canvas.operations)


def drag(page: PhotoPage, area: Area) -> None:
    """Draw from corner to corner of an area of the picture."""
    canvas = page.canvas
    left, top, width, height = area
    start = canvas.mapFromScene(QPoint(left, top).toPointF())
    end = canvas.mapFromScene(QPoint(left + width, top + height).toPointF())
    QTest.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas.viewport(), end)
    QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=end)


def pixels(jpeg: bytes, area: Area) -> bytes:
    with Image.open(io.BytesIO(jpeg)) as picture:
        left, top, width, height = area
        return picture.convert("RGB").crop((left, top, left + width, top + height)).tobytes()


def test_a_blur_destroys_pixels_of_the_copy_and_none_of_the_original(bench: Workbench, seat: Seat) -> None:
    page = show(bench, seat)
    press(page.canvas, Qt.Key.Key_1)
    drag(page, FACE)
    [one] = page.canvas.operations
    assert isinstance(one, Blur)
    press(page.canvas, Qt.Key.Key_Escape)
    press(page.canvas, Qt.Key.Key_Escape)
    idle(bench)
    photo = named(bench, seat, "counter")
    assert photo.copy is not None
    assert photo.said is not None
    assert photo.copy.operations == (one,)
    assert photo.copy.source == photo.said.display
    plain, copy = blob(bench, photo.said.display), blob(bench, photo.copy.value)
    inside = (FACE[0] + 8, FACE[1] + 8, FACE[2] - 16, FACE[3] - 16)
    assert pixels(plain, inside) != pixels(copy, inside)
    assert len(set(pixels(copy, inside))) < len(set(pixels(plain, inside)))
    assert pixels(plain, (600, 600, 64, 64)) == pytest.approx(pixels(copy, (600, 600, 64, 64)), abs=24)
    assert blob(bench, photo.said.original) == open_bytes("samples/photos/counter.jpg")
    assert bench.context.at.screen == "capture"


def test_what_was_drawn_is_kept_when_the_window_closes_at_once(seat: Seat, bench: Workbench) -> None:
    page = show(bench, seat)
    page.canvas.set_operations((Blur(FACE),))
    assert bench.window is not None
    bench.window.close()
    idle(bench)
    photo = named(bench, seat, "counter")
    assert photo.copy is not None
    assert photo.copy.operations == (Blur(FACE),)


def test_taking_everything_away_shows_the_plain_picture_again(bench: Workbench, seat: Seat) -> None:
    page = show(bench, seat)
    page.canvas.set_operations((Blur(FACE),))
    page.leave()
    idle(bench)
    assert named(bench, seat, "counter").copy is not None
    page.side.uncovered.emit(0)
    page.leave()
    idle(bench)
    photo = named(bench, seat, "counter")
    assert photo.is_plain
    assert photo.said is not None
    assert photo.shown == photo.said.display


def test_undo_brings_back_what_was_drawn_before(bench: Workbench, seat: Seat) -> None:
    page = show(bench, seat)
    page.canvas.set_operations((Blur(FACE),))
    page.canvas.remove(0)
    assert drawn(page) == []
    page.actions_of_window.action("undo").trigger()
    assert drawn(page) == [Blur(FACE)]
    page.actions_of_window.action("undo").trigger()
    assert drawn(page) == []


def test_what_is_selected_is_nudged_resized_and_removed_by_keys_and_delete_does_nothing(
    bench: Workbench, seat: Seat
) -> None:
    page = show(bench, seat)
    canvas = page.canvas
    canvas.set_operations((Blur((100, 100, 40, 40)),))
    canvas.setFocus()
    canvas.focusNextPrevChild(True)
    assert canvas.selected == 0
    press(canvas, Qt.Key.Key_Right)
    press(canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    press(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    wanted: tuple[Operation, ...] = (Blur((101, 110, 41, 40)),)
    assert canvas.operations == wanted
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_A, Qt.Key.Key_J):
        press(canvas, key)
    assert canvas.operations == wanted
    press(canvas, Qt.Key.Key_Minus)
    assert canvas.operations == ()


def test_nine_turns_the_copy_and_a_full_turn_is_none(bench: Workbench, seat: Seat) -> None:
    page = show(bench, seat)
    press(page.canvas, Qt.Key.Key_9)
    assert drawn(page) == [Rotate(1)]
    for _ in range(3):
        press(page.canvas, Qt.Key.Key_9)
    assert drawn(page) == []


def test_words_are_written_where_one_pressed(bench: Workbench, seat: Seat) -> None:
    page = show(bench, seat)
    press(page.canvas, Qt.Key.Key_3)
    press(page.canvas, Qt.Key.Key_Return)
    field = next(one for one in page.canvas.findChildren(QLineEdit) if one.isVisible())
    write(field, "Có bảng tên")
    press(field, Qt.Key.Key_Return)
    assert [getattr(one, "text", "") for one in page.canvas.operations] == ["Có bảng tên"]


def test_space_shows_the_original_and_nothing_is_drawn_on_it(bench: Workbench, seat: Seat) -> None:
    page = show(bench, seat)
    page.canvas.set_operations((Blur(FACE),))
    press(page.canvas, Qt.Key.Key_Space)
    assert page.canvas.is_original
    assert page.bar.which.index == 0
    drag(page, (500, 500, 80, 80))
    assert drawn(page) == [Blur(FACE)]
    press(page.canvas, Qt.Key.Key_Space)
    assert not page.canvas.is_original


def test_arrows_walk_over_all_photos_the_tray_last(bench: Workbench, seat: Seat) -> None:
    page = show(bench, seat)
    seen: list[EntryId] = [page.here().photo or ""]
    for _ in range(4):
        press(page.canvas, Qt.Key.Key_Right)
        seen.append(page.here().photo or "")
    names = ["counter", "chairs", "desk", "receipt", "receipt"]
    assert seen == [named(bench, seat, name).id for name in names]
    press(page.canvas, Qt.Key.Key_Left)
    assert page.here().photo == named(bench, seat, "desk").id


def test_a_caption_is_said_after_a_pause_and_when_one_leaves(bench: Workbench, seat: Seat) -> None:
    page = show(bench, seat)
    press(page.canvas, Qt.Key.Key_F2)
    write(page.side.caption, "Công chức quầy 1")
    page.side.caption.textEdited.emit(page.side.caption.text())
    until(lambda: named(bench, seat, "counter").caption == "Công chức quầy 1")
    write(page.side.caption, " đeo bảng tên")
    page.step(1)
    idle(bench)
    assert named(bench, seat, "counter").caption == "Công chức quầy 1 đeo bảng tên"
    assert named(bench, seat, "chairs").caption == ""
    assert page.side.caption.text() == ""


def test_digits_in_the_caption_are_text(bench: Workbench, seat: Seat) -> None:
    page = show(bench, seat)
    page.side.caption.setFocus()
    press(page.side.caption, Qt.Key.Key_1)
    press(page.side.caption, Qt.Key.Key_9)
    assert page.side.caption.text() == "19"
    assert page.canvas.tool is None
    assert drawn(page) == []


def test_a_caption_that_changes_elsewhere_is_shown_and_never_over_what_is_typed(bench: Workbench, seat: Seat) -> None:
    page = show(bench, seat)
    photo = named(bench, seat, "counter")
    bench.bridge.submit(CaptionPhoto(seat.visits[0], photo.id, "từ nơi khác"))
    idle(bench)
    assert page.side.caption.text() == "từ nơi khác"


def test_marks_are_set_by_box_and_by_key(bench: Workbench, seat: Seat) -> None:
    page = show(bench, seat)
    photo = named(bench, seat, "counter").id
    page.side.reviewed.click()
    press(page.canvas, Qt.Key.Key_Asterisk)
    idle(bench)
    visit = bench.context.shown.view.visits[seat.visits[0]]
    assert (visit.is_flagged(photo, "faces"), visit.is_flagged(photo, "letter")) == (True, True)
    assert page.side.in_letter.isChecked()
    press(page.canvas, Qt.Key.Key_Asterisk)
    idle(bench)
    assert not bench.context.shown.view.visits[seat.visits[0]].is_flagged(photo, "letter")


def test_a_photo_moves_to_another_item_and_is_tied_to_one_more(bench: Workbench, seat: Seat) -> None:
    page = show(bench, seat)
    items = [item.id for item in next(iter(bench.context.shown.checklists.values())).items]
    popup = page.side._popup
    page.side.box.click()
    write(popup.picker.field, "F1")
    press(popup.picker.field, Qt.Key.Key_Return)
    idle(bench)
    [moved] = named(bench, seat, "counter").items
    assert moved != items[0]
    page.side.more.click()
    write(popup.picker.field, "a2")
    press(popup.picker.field, Qt.Key.Key_Return)
    idle(bench)
    assert set(named(bench, seat, "counter").items) == {moved, items[1]}


def test_shift_delete_takes_the_photo_out_shows_the_next_and_the_toast_brings_it_back(
    bench: Workbench, seat: Seat
) -> None:
    page = show(bench, seat)
    calls: list[object] = []
    bench.context.toasted.connect(lambda words, action, call: calls.append(call))
    counter = named(bench, seat, "counter").id
    press(page.canvas, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    idle(bench)
    assert counter not in page.shelf.order
    assert page.here().photo == named(bench, seat, "chairs").id
    [undo] = calls
    assert callable(undo)
    undo()
    idle(bench)
    assert counter in page.shelf.order


def test_the_tray_is_sorted_by_typing_without_marks(bench: Workbench, seat: Seat) -> None:
    page = show(bench, seat, "desk", part=SORTING)
    field = page.sorting.picker.field
    assert page.here().photo == named(bench, seat, "desk").id
    write(field, "ma qr")
    assert page.sorting.picker.list.count() >= 1
    press(field, Qt.Key.Key_Return)
    idle(bench)
    assert named(bench, seat, "desk").items != ()
    assert page.here().photo == named(bench, seat, "receipt").id
    assert field.text() == ""
    write(field, "B1")
    press(field, Qt.Key.Key_Return)
    idle(bench)
    checklist = next(iter(bench.context.shown.checklists.values()))
    assert named(bench, seat, "receipt").items == (checklist.find("B1").id,)
    assert page.here().part == ""


def test_a_photo_whose_bytes_are_not_here_says_so_and_cannot_be_drawn_on(bench: Workbench, seat: Seat) -> None:
    page = show(bench, seat)
    photo = named(bench, seat, "counter")
    assert photo.said is not None
    gone = frozenset({photo.said.display, photo.said.original})
    bench.bridge.run(lambda session, progress: session.dossier.remove_bytes(frozenset(), gone))
    bench.bridge.submit(Flag(seat.visits[0], photo.id, "letter"))
    photos = [named(bench, seat, "chairs").id]
    idle(bench)
    # The bridge learns which blobs are here when statements bring new ones; this is a dossier opened anew.
    bench.bridge.open(seat.dossier, seat.identity, seat.home.marks())
    idle(bench)
    page.refresh()
    assert page.easel.notice.isVisible()
    assert page.easel.notice.words.text() in ("Ảnh không có trong tệp này", "Ảnh đã được xoá theo yêu cầu")
    assert page.canvas.is_locked
    press(page.canvas, Qt.Key.Key_9)
    assert drawn(page) == []
    page.step(1)
    assert page.here().photo in photos


def test_esc_ends_the_sorting_and_then_leaves_the_page(bench: Workbench, seat: Seat) -> None:
    page = show(bench, seat, "desk", part=SORTING)
    press(page.sorting.picker.field, Qt.Key.Key_Escape)
    assert page.here().part == ""
    assert page.isVisible()
    press(page.canvas, Qt.Key.Key_Escape)
    assert bench.context.at.screen == "capture"


def test_two_quick_assignments_never_come_back_to_the_first(bench: Workbench, seat: Seat) -> None:
    page = show(bench, seat, "desk", part=SORTING)
    items = [item.id for item in next(iter(bench.context.shown.checklists.values())).items]
    page.sorting.picker.chosen.emit(items[4])
    page.sorting.picker.chosen.emit(items[5])
    idle(bench)
    assert named(bench, seat, "desk").items == (items[4],)
    assert named(bench, seat, "receipt").items == (items[5],)


def test_files_dropped_on_the_shelf_wait_in_the_tray(bench: Workbench, seat: Seat, tmp_path: Path) -> None:
    page = show(bench, seat)
    card = tmp_path / "DCIM"
    card.mkdir()
    Image.new("RGB", (64, 48), "red").save(card / "moi.jpg", "JPEG")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(card))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(page.shelf, QDragEnterEvent(QPoint(5, 5), copy, data, left, none))
    QApplication.sendEvent(page.shelf, QDropEvent(QPointF(5, 5), copy, data, left, none))
    until(lambda: not page.importing.is_running)
    idle(bench)
    assert named(bench, seat, "moi").items == ()
    assert page.shelf.order[-1] == named(bench, seat, "moi").id


def test_undo_takes_back_what_was_said_where_nothing_was_drawn(bench: Workbench, seat: Seat) -> None:
    page = show(bench, seat)
    page.side.reviewed.click()
    idle(bench)
    photo = named(bench, seat, "counter").id
    page.actions_of_window.action("undo").trigger()
    idle(bench)
    assert not bench.context.shown.view.visits[seat.visits[0]].is_flagged(photo, "faces")
    page.actions_of_window.action("redo").trigger()
    idle(bench)
    assert bench.context.shown.view.visits[seat.visits[0]].is_flagged(photo, "faces")


def test_a_visit_without_photos_offers_to_add_some(bench: Workbench, seat: Seat) -> None:
    bench.context.go("photo", visit=seat.visits[1], part=SORTING)
    idle(bench)
    page = screen_of(bench, PhotoPage)
    assert page.easel.notice.words.text() == "Lượt này không có ảnh nào"
    assert page.shelf.add.isVisible()
    press(page, Qt.Key.Key_9)
    press(page, Qt.Key.Key_Right)
    press(page, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    press(page, Qt.Key.Key_Asterisk)
    idle(bench)
    assert drawn(page) == []


def test_of_a_void_visit_nothing_is_changed(bench: Workbench, seat: Seat) -> None:
    page = show(bench, seat)
    bench.bridge.submit(SetStatus(seat.visits[0], "void", "nhầm đơn vị"))
    idle(bench)
    photo = named(bench, seat, "counter").id
    press(page.canvas, Qt.Key.Key_9)
    press(page.canvas, Qt.Key.Key_Asterisk)
    press(page.canvas, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    idle(bench)
    visit = bench.context.shown.view.visits[seat.visits[0]]
    assert drawn(page) == []
    assert photo in [one.id for one in visit.photos]
    assert not visit.is_flagged(photo, "letter")


def test_everything_that_is_pressed_has_a_name_and_room(bench: Workbench, seat: Seat) -> None:
    page = show(bench, seat)
    page.canvas.set_operations((Blur(FACE),))
    idle(bench)
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, QAbstractButton | QLineEdit | QCheckBox):
            assert widget.accessibleName() or getattr(widget, "text", str)(), widget
            assert widget.height() >= 22, widget


def test_pictures_are_let_go_when_the_dossier_is_closed(bench: Workbench, seat: Seat) -> None:
    show(bench, seat)
    pictures = Pictures.of(bench.context)
    assert pictures.held_bytes > 0
    bench.bridge.close_dossier()
    idle(bench)
    assert pictures.held_bytes == 0
