"""The photos of an item in a row: seen, chosen, moved, dropped, taken out and put back."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QImage
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from inspector.commands.visiting import Flag
from inspector.journal.entry import EntryId
from tests.window.stage import Seat, idle, press, settle, until, workbench
from ui.app import Workbench
from ui.importing import Import
from ui.pictures import Pictures, picture
from ui.screens import MAKERS
from ui.screens.screen import Screen
from ui.widgets.photo_strip import PhotoStrip
from ui.widgets.photo_tile import TILE

ITEM = "qr_posted"
COLOURS = ("#C03030", "#30A040", "#3050C0")


def jpeg(path: Path, colour: str, size: tuple[int, int] = (640, 480)) -> Path:
    Image.new("RGB", size, colour).save(path, "JPEG")
    return path


@pytest.fixture
def seat(tmp_path: Path) -> Seat:
    return settle(tmp_path / "seat")


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the screens empty: what stands on them is tested elsewhere."""
    for name in MAKERS:
        monkeypatch.setitem(MAKERS, name, Screen)


@pytest.fixture
def bench(seat: Seat, tmp_path: Path, bare: None) -> Generator[Workbench]:
    with workbench(seat) as bench:
        importing = Import.of(bench.context)
        paths = [jpeg(tmp_path / f"{number}.jpg", colour) for number, colour in enumerate(COLOURS)]
        importing.add(seat.visits[0], ITEM, paths)
        until(lambda: not importing.is_running)
        idle(bench)
        yield bench


@pytest.fixture
def strip(bench: Workbench, seat: Seat) -> Generator[PhotoStrip]:
    strip = PhotoStrip(bench.context)
    strip.resize(900, 122)
    strip.show_item(seat.visits[0], ITEM, read_only=False)
    strip.show()
    yield strip
    strip.close()
    strip.deleteLater()


def order(bench: Workbench, seat: Seat) -> list[EntryId]:
    return [photo.id for photo in bench.context.shown.view.visits[seat.visits[0]].photos_of(ITEM)]


def colour_of(strip: PhotoStrip, row: int) -> QColor:
    """Return what a tile shows in its middle."""
    rect = strip.view.visualRect(strip.view.rows.index(row))
    return strip.view.viewport().grab(rect).toImage().pixelColor(rect.width() // 2, rect.height() // 2)


def is_like(colour: QColor, name: str) -> bool:
    wanted = QColor(name)
    return all(abs(a - b) < 12 for a, b in zip(colour.getRgb()[:3], wanted.getRgb()[:3], strict=True))  # type: ignore[index]


def test_the_tiles_show_the_pictures(bench: Workbench, strip: PhotoStrip) -> None:
    assert not is_like(colour_of(strip, 0), COLOURS[0]), "nothing is decoded before anybody asks"
    pictures = Pictures.of(bench.context)
    until(lambda: all(pictures.get(tile.blob or "", TILE) is not None for tile in strip.view.rows.tiles))
    assert [is_like(colour_of(strip, row), colour) for row, colour in enumerate(COLOURS)] == [True] * 3


def test_the_rows_are_a_sound_model(strip: PhotoStrip, bench: Workbench, seat: Seat) -> None:
    tester = QAbstractItemModelTester(strip.view.rows, QAbstractItemModelTester.FailureReportingMode.Warning)
    bench.bridge.submit(Flag(seat.visits[0], order(bench, seat)[1], "letter"))
    idle(bench)
    strip.show_item(seat.visits[0], ITEM, read_only=False)
    strip.show_item(seat.visits[0], "hotline", read_only=False)
    strip.show_item(seat.visits[0], ITEM, read_only=False)
    assert tester.model() is strip.view.rows


def test_a_tile_says_in_words_what_it_shows(strip: PhotoStrip, bench: Workbench, seat: Seat) -> None:
    photo = order(bench, seat)[0]
    assert "chưa soát khuôn mặt" in strip.view.rows.tiles[0].words
    bench.bridge.submit(Flag(seat.visits[0], photo, "faces"), Flag(seat.visits[0], photo, "letter"))
    idle(bench)
    strip.show_item(seat.visits[0], ITEM, read_only=False)
    words = strip.view.rows.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "chưa soát khuôn mặt" not in words
    assert "dùng trong công văn" in words


def test_space_enter_and_double_click_open_and_digits_go_on_to_the_screen(
    strip: PhotoStrip, bench: Workbench, seat: Seat
) -> None:
    told: list[str] = []
    strip.opened.connect(told.append)
    strip.view.select(order(bench, seat)[1])
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
        press(strip.view, key)
    strip.view.doubleClicked.emit(strip.view.rows.index(2))
    assert told == [order(bench, seat)[1]] * 3 + [order(bench, seat)[2]]
    before = strip.current
    for key in (Qt.Key.Key_1, Qt.Key.Key_A, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
        press(strip.view, key)
    idle(bench)
    assert strip.current == before
    assert len(order(bench, seat)) == 3


def test_selecting_is_told_and_lasts_through_what_is_published(strip: PhotoStrip, bench: Workbench, seat: Seat) -> None:
    told: list[str] = []
    strip.selected.connect(told.append)
    photo = order(bench, seat)[2]
    strip.view.select(photo)
    bench.bridge.submit(Flag(seat.visits[0], photo, "letter"))
    idle(bench)
    strip.show_item(seat.visits[0], ITEM, read_only=False)
    assert strip.current == photo
    strip.show_item(seat.visits[0], "hotline", read_only=False)
    assert told == [photo, ""]
    assert strip.current is None


def test_shift_delete_takes_a_photo_out_and_the_toast_brings_it_back(
    strip: PhotoStrip, bench: Workbench, seat: Seat
) -> None:
    calls: list[object] = []
    bench.context.toasted.connect(lambda words, action, call: calls.append(call))
    first = order(bench, seat)[0]
    strip.view.select(first)
    press(strip.view, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    idle(bench)
    assert first not in order(bench, seat)
    [undo] = calls
    assert callable(undo)
    undo()
    idle(bench)
    assert order(bench, seat)[0] == first


def test_control_and_arrows_move_a_photo_among_its_own(strip: PhotoStrip, bench: Workbench, seat: Seat) -> None:
    a, b, c = order(bench, seat)
    strip.view.select(a)
    press(strip.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    idle(bench)
    assert order(bench, seat) == [b, a, c]
    strip.show_item(seat.visits[0], ITEM, read_only=False)
    assert strip.current == a
    press(strip.view, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    idle(bench)
    assert order(bench, seat) == [a, b, c]


def drop(strip: PhotoStrip, data: QMimeData) -> bool:
    """Drop something on the strip and tell whether it was taken."""
    at, action, buttons, plain = QPoint(5, 5), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier
    enter = QDragEnterEvent(at, action, data, buttons, plain.NoModifier)
    QApplication.sendEvent(strip, enter)
    if enter.isAccepted():
        QApplication.sendEvent(strip, QDropEvent(QPointF(at), action, data, buttons, plain.NoModifier))
    return enter.isAccepted()


def test_files_and_pictures_are_dropped_and_text_is_not(strip: PhotoStrip, tmp_path: Path) -> None:
    paths: list[list[Path]] = []
    images: list[QImage] = []
    strip.dropped.connect(paths.append)
    strip.dropped_image.connect(images.append)
    files, image, text, far = QMimeData(), QMimeData(), QMimeData(), QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(tmp_path / "0.jpg"))])
    image.setImageData(QImage(4, 3, QImage.Format.Format_RGB32))
    text.setText("a text")
    far.setUrls([QUrl("https://example.org/a.jpg")])
    assert [drop(strip, data) for data in (files, image, text, far)] == [True, True, False, False]
    assert paths == [[tmp_path / "0.jpg"]]
    assert [one.size() for one in images] == [QSize(4, 3)]


def test_of_what_is_read_only_nothing_is_changed(
    strip: PhotoStrip, bench: Workbench, seat: Seat, tmp_path: Path
) -> None:
    strip.show_item(seat.visits[0], ITEM, read_only=True)
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(tmp_path / "0.jpg"))])
    assert not drop(strip, files)
    assert strip.drop_cell.isHidden()
    before = order(bench, seat)
    strip.view.select(before[0])
    press(strip.view, Qt.Key.Key_Delete, Qt.KeyboardModifier.ShiftModifier)
    press(strip.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    idle(bench)
    assert order(bench, seat) == before
    assert [action.text() for action in strip.menu_for(before[0]).actions()] == ["Mở ảnh"]


def test_what_is_kept_of_pictures_is_bounded_however_many_are_asked_for(
    strip: PhotoStrip, bench: Workbench, seat: Seat
) -> None:
    room = 2_000_000
    pictures = Pictures(bench.context, room)
    blob = strip.view.rows.tiles[0].blob
    assert blob is not None
    highest = 0
    for width in range(100, 400):
        box = QSize(width, width)
        pictures.get(blob, box)
        if width % 20 == 0:
            until(lambda box=box: pictures.get(blob, box) is not None)  # type: ignore[misc]
        highest = max(highest, pictures.held_bytes)
    assert 0 < highest <= room


def test_a_picture_that_no_worker_of_ours_wrote_is_not_decoded(tmp_path: Path) -> None:
    path = tmp_path / "progressive.jpg"
    Image.new("RGB", (64, 48), "red").save(path, "JPEG", progressive=True)
    assert picture(path.read_bytes()) is None
    assert picture(jpeg(tmp_path / "large.jpg", "red", (1201, 40)).read_bytes()) is None
    assert picture(b"") is None
    whole = picture(jpeg(tmp_path / "plain.jpg", "red", (120, 90)).read_bytes(), QSize(40, 40))
    assert whole is not None
    assert (whole.width(), whole.height()) == (53, 40)


def test_a_blob_that_is_no_picture_shows_as_broken_once(bench: Workbench) -> None:
    pictures = Pictures(bench.context)
    blob = "ab" * 32
    assert pictures.get(blob) is None
    until(lambda: pictures.is_broken(blob))
    assert pictures.get(blob) is None
    idle(bench)
