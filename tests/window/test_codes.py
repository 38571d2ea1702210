"""What the QR code in a photo leads to is told in words, and followed by nobody; the camera is asked for, not needed."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from inspector.evidence.poster import Poster, draw
from inspector.journal.entry import EntryId
from tests.window.stage import Seat, idle, settle, until, workbench
from ui.app import Workbench
from ui.camera import multimedia, take_photo
from ui.codes import Codes
from ui.importing import Import
from ui.screens import MAKERS
from ui.screens.screen import Screen
from ui.widgets.photo_strip import PhotoStrip
from ui.widgets.qr_card import QrCard, parted
from ui.widgets.text import Label

PORTAL = "https://dichvucong.gov.vn/p/home/dvc-tra-cuu-tthc.html"


@pytest.fixture
def seat(tmp_path: Path) -> Seat:
    return settle(tmp_path / "seat")


@pytest.fixture
def bench(seat: Seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Workbench]:
    for name in MAKERS:
        monkeypatch.setitem(MAKERS, name, Screen)
    with workbench(seat) as bench:
        yield bench


def add(bench: Workbench, seat: Seat, folder: Path, link: str) -> EntryId:
    """Add a photo of a poster with a code, or without one, to the item that asks about codes."""
    item = next(iter(bench.context.shown.checklists.values())).find("A2").id
    path = folder / f"{len(bench.context.shown.view.visits[seat.visits[0]].photos)}.jpg"
    if link:
        path.write_bytes(draw(Poster("THỦ TỤC", "Quét mã", ("một dòng",), link)))
    else:
        path.write_bytes(Path(__file__).parents[2].joinpath("resources/samples/photos/chairs.jpg").read_bytes())
    before = {photo.id for photo in bench.context.shown.view.visits[seat.visits[0]].photos}
    importing = Import.of(bench.context)
    importing.add(seat.visits[0], item, [path])
    until(lambda: not importing.is_running)
    idle(bench)
    [photo] = {photo.id for photo in bench.context.shown.view.visits[seat.visits[0]].photos} - before
    return photo


def told(card: QrCard) -> str:
    return " | ".join(label.text() for label in card.findChildren(Label) if label.text())


@pytest.mark.parametrize(
    ("link", "words"),
    [
        (PORTAL, ("Mã QR đọc được", "dichvucong.gov.vn", "/p/home/dvc-tra-cuu-tthc.html", "Đúng cổng dịch vụ công")),
        ("https://dichvucong.gov.vn.example.org/x", ("dichvucong.gov.vn.example.org", "Địa chỉ khác")),
        ("một câu tiếng Việt", ("không phải là địa chỉ",)),
        ("", ("Không đọc được mã QR",)),
    ],
)
def test_the_card_says_what_a_code_leads_to(
    bench: Workbench, seat: Seat, tmp_path: Path, link: str, words: tuple[str, ...]
) -> None:
    photo = add(bench, seat, tmp_path, link)
    card = QrCard(bench.context)
    card.resize(320, 120)
    card.show_photo(seat.visits[0], photo, expects=True)
    until(lambda: not card.isHidden())
    assert all(word in told(card) for word in words), told(card)
    assert all(not label.openExternalLinks() for label in card.findChildren(Label))
    card.show_photo(seat.visits[0], "", expects=True)
    assert card.isHidden()
    card.deleteLater()


def test_without_a_code_that_is_expected_the_card_stays_away(bench: Workbench, seat: Seat, tmp_path: Path) -> None:
    photo = add(bench, seat, tmp_path, "")
    card = QrCard(bench.context)
    card.show_photo(seat.visits[0], photo, expects=False)
    shown = bench.context.shown.view.visits[seat.visits[0]].photos[0].shown
    until(lambda: Codes.of(bench.context).get(shown or "") is not None)
    assert card.isHidden()
    card.deleteLater()


def test_the_tiles_of_an_item_that_asks_for_codes_bear_them(bench: Workbench, seat: Seat, tmp_path: Path) -> None:
    add(bench, seat, tmp_path, PORTAL)
    add(bench, seat, tmp_path, "")
    item = next(iter(bench.context.shown.checklists.values())).find("A2").id
    strip = PhotoStrip(bench.context)
    strip.show_item(seat.visits[0], item, read_only=False)
    until(lambda: all(tile.code for tile in strip.view.rows.tiles))
    assert [tile.code for tile in strip.view.rows.tiles] == ["read", "failed"]
    assert "đọc được mã QR" in strip.view.rows.tiles[0].words
    strip.deleteLater()


def test_an_address_is_parted_as_it_is_written() -> None:
    assert parted(PORTAL) == ("dichvucong.gov.vn", "/p/home/dvc-tra-cuu-tthc.html")
    assert parted("dichvucong.gov.vn/a") == ("dichvucong.gov.vn", "/a")
    assert parted("một câu") == ("", "một câu")
    assert parted("http://[broken") == ("", "http://[broken")


@pytest.mark.skipif(multimedia() is not None, reason="the optional package is installed here")
def test_without_the_optional_package_a_sentence_says_what_is_missing(bench: Workbench) -> None:
    said: list[str] = []
    taken: list[object] = []
    bench.context.refused.connect(said.append)
    parent = QWidget()
    take_photo(bench.context, parent, taken.append)
    assert taken == []
    assert "chưa được cài" in said[0]
    parent.deleteLater()
