from __future__ import annotations

import pytest

from inspector.evidence.signature import accepted, other
from tests.unit.inspector.evidence.pictures import corners, encoded


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_the_three_formats_are_accepted(form: str) -> None:
    assert accepted(encoded(corners(), form)[:16]) == form.lower()


@pytest.mark.parametrize("form", ["GIF", "TIFF", "BMP", "ICO", "AVIF"])
def test_other_pictures_are_named(form: str) -> None:
    data = encoded(corners(), form)
    assert accepted(data[:16]) is None
    assert other(data[:16]) == form


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\0\0\0\x24ftypheic", "HEIC"),
        (b"\0\0\0\x24ftypmif1", "HEIC"),
        (b"\0\0\0\x14ftypqt  ", "MOV"),
        (b"\0\0\0\x20ftypisom", "MP4"),
        (b"RIFF\0\0\0\0AVI ", "AVI"),
        (b"%PDF-1.7", "PDF"),
        (b"", ""),
        (b"R", ""),
        (b"some text", ""),
    ],
)
def test_files_are_named_by_their_first_bytes(data: bytes, name: str) -> None:
    assert other(data) == name
