"""Photos come in while everything else goes on, and what was cut short is finished by running it again."""

from __future__ import annotations

import io
from collections.abc import Generator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtGui import QColor, QImage

from inspector.journal.entry import VisitId
from inspector.projection.photos import Photo
from tests.window.stage import Seat, idle, settle, until, workbench
from ui.app import Workbench
from ui.importing import Import
from ui.screens import MAKERS
from ui.screens.screen import Screen
from ui.widgets.import_bar import ImportBar
from ui.widgets.text import Label

ITEM = "qr_posted"


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
def bench(seat: Seat, bare: None) -> Generator[Workbench]:
    with workbench(seat) as bench:
        yield bench


def run(bench: Workbench, importing: Import) -> None:
    until(lambda: not importing.is_running)
    idle(bench)


def photos(bench: Workbench, visit: VisitId) -> tuple[Photo, ...]:
    return bench.context.shown.view.visits[visit].photos


def test_files_are_added_to_an_item_in_the_order_in_which_they_came(
    tmp_path: Path, seat: Seat, bench: Workbench
) -> None:
    big = jpeg(tmp_path / "b.jpg", "navy", (4000, 3000))
    importing = Import.of(bench.context)
    importing.add(seat.visits[0], ITEM, [big, jpeg(tmp_path / "a.jpg", "red"), jpeg(tmp_path / "c.jpg", "green")])
    run(bench, importing)
    added = bench.context.shown.view.visits[seat.visits[0]].photos_of(ITEM)
    assert [photo.said.name for photo in added if photo.said] == ["b.jpg", "a.jpg", "c.jpg"]


def test_the_original_is_in_the_dossier_as_it_came(tmp_path: Path, seat: Seat, bench: Workbench) -> None:
    path = jpeg(tmp_path / "a.jpg", "red")
    importing = Import.of(bench.context)
    importing.add(seat.visits[0], ITEM, [path])
    run(bench, importing)
    said = photos(bench, seat.visits[0])[0].said
    assert said is not None
    found: list[object] = []
    bench.bridge.run(lambda session, progress: session.dossier.blob(said.original)).done.connect(found.append)
    idle(bench)
    assert found == [path.read_bytes()]


def test_a_folder_goes_to_the_tray_with_the_folders_in_it(tmp_path: Path, seat: Seat, bench: Workbench) -> None:
    card = tmp_path / "DCIM"
    (card / "100").mkdir(parents=True)
    jpeg(card / "100" / "IMG_2.JPG", "red")
    jpeg(card / "IMG_1.jpg", "blue")
    (card / "notes.txt").write_text("no picture")
    importing = Import.of(bench.context)
    importing.add(seat.visits[0], None, [card])
    run(bench, importing)
    added = photos(bench, seat.visits[0])
    assert {photo.said.name for photo in added if photo.said} == {"IMG_2.JPG", "IMG_1.jpg"}
    assert [photo.items for photo in added] == [(), ()]


def test_a_pasted_picture_becomes_a_png_of_the_same_pixels(seat: Seat, bench: Workbench) -> None:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor(10, 200, 30))
    importing = Import.of(bench.context)
    importing.add_image(seat.visits[0], ITEM, image)
    run(bench, importing)
    said = photos(bench, seat.visits[0])[0].said
    assert said is not None
    assert (said.format, said.width, said.height) == ("png", 40, 30)
    found: list[bytes] = []
    bench.bridge.run(lambda session, progress: session.dossier.blob(said.original)).done.connect(found.append)
    idle(bench)
    with Image.open(io.BytesIO(found[0])) as picture:
        assert picture.convert("RGB").getpixel((5, 5)) == (10, 200, 30)


def test_a_broken_file_is_refused_in_a_sentence_and_hides_no_other(
    tmp_path: Path, seat: Seat, bench: Workbench
) -> None:
    broken = tmp_path / "hong.jpg"
    broken.write_bytes(jpeg(tmp_path / "whole.jpg", "red").read_bytes()[:700])
    (tmp_path / "thu.txt").write_text("no picture at all")
    told: list[tuple[int, list[str]]] = []
    said: list[str] = []
    importing = Import.of(bench.context)
    importing.finished.connect(lambda added, refusals: told.append((added, refusals)))
    bench.context.refused.connect(said.append)
    importing.add(seat.visits[0], ITEM, [broken, tmp_path / "thu.txt", tmp_path / "gone.jpg", tmp_path / "whole.jpg"])
    run(bench, importing)
    [(added, refusals)] = told
    assert added == 1
    assert sorted(words.split("”")[0].split("“")[1] for words in refusals) == ["gone.jpg", "hong.jpg", "thu.txt"]
    assert all("Hồ sơ không thay đổi" in words for words in refusals)
    assert said == ["\n".join(refusals)]


def test_the_same_photo_twice_is_one(tmp_path: Path, seat: Seat, bench: Workbench) -> None:
    path = jpeg(tmp_path / "a.jpg", "red")
    importing = Import.of(bench.context)
    importing.add(seat.visits[0], ITEM, [path, path])
    run(bench, importing)
    importing.add(seat.visits[0], "hotline", [path])
    run(bench, importing)
    [photo] = photos(bench, seat.visits[0])
    assert photo.items == ("hotline", ITEM)


def test_a_cancelled_import_is_a_shorter_one_and_running_it_again_finishes_it(
    tmp_path: Path, seat: Seat, bench: Workbench
) -> None:
    card = tmp_path / "card"
    card.mkdir()
    for number in range(12):
        jpeg(card / f"{number:02}.jpg", f"#{20 * number:02x}4060")
    importing = Import.of(bench.context)
    importing.add(seat.visits[0], None, [card])
    until(lambda: len(photos(bench, seat.visits[0])) >= 2)
    importing.cancel()
    run(bench, importing)
    first = {photo.id for photo in photos(bench, seat.visits[0])}
    assert 2 <= len(first) < 12
    importing.add(seat.visits[0], None, [card])
    run(bench, importing)
    assert len(photos(bench, seat.visits[0])) == 12
    assert first <= {photo.id for photo in photos(bench, seat.visits[0])}


def test_a_disk_that_is_nearly_full_takes_words_and_no_pictures(tmp_path: Path, seat: Seat, bench: Workbench) -> None:
    importing = Import(bench.context, least_free=1 << 62)
    said: list[str] = []
    bench.context.refused.connect(said.append)
    importing.add(seat.visits[0], ITEM, [jpeg(tmp_path / f"{colour}.jpg", colour) for colour in ("red", "blue")])
    run(bench, importing)
    assert photos(bench, seat.visits[0]) == ()
    assert len(said) == 1
    assert "câu trả lời và ghi chú vẫn được lưu" in said[0]


def test_an_empty_folder_is_told(tmp_path: Path, seat: Seat, bench: Workbench) -> None:
    (tmp_path / "trong").mkdir()
    said: list[str] = []
    bench.context.refused.connect(said.append)
    importing = Import.of(bench.context)
    importing.add(seat.visits[0], ITEM, [tmp_path / "trong"])
    run(bench, importing)
    assert "“trong”" in said[0]


def test_a_bar_tells_how_far_an_import_is_and_stops_it(tmp_path: Path, seat: Seat, bench: Workbench) -> None:
    importing = Import.of(bench.context)
    bar = ImportBar(bench.context)
    assert bar.isHidden()
    importing.add(seat.visits[0], None, [jpeg(tmp_path / f"{n}.jpg", f"#{20 * n:02x}4060") for n in range(9)])
    importing.progressed.emit(3, 9)
    assert not bar.isHidden()
    assert "3/9" in bar.findChildren(Label)[0].text()
    until(lambda: len(photos(bench, seat.visits[0])) >= 1)
    bar.stop.click()
    run(bench, importing)
    assert bar.isHidden()
    assert len(photos(bench, seat.visits[0])) < 9
    bar.deleteLater()
