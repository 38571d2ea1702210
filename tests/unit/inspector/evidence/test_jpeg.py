from __future__ import annotations

from typing import Any

import pytest

from inspector.evidence.jpeg import lacks_end, plain_size
from tests.unit.inspector.evidence.pictures import corners, encoded, rows

PLAIN = encoded(corners(64, 32))


def test_the_size_is_read_from_the_frame() -> None:
    assert plain_size(PLAIN) == (64, 32)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xd8\xff\xd9",
        PLAIN[:-1],
        PLAIN[2:],
        PLAIN[:300] + b"\xff\xd9",
        encoded(corners(), "PNG"),
        encoded(corners(), comment=b"a comment"),
        encoded(corners(), exif=b"Exif\0\0II*\0\x08\0\0\0\0\0"),
        encoded(corners(), icc_profile=b"profile"),
        encoded(corners(), progressive=True),
        encoded(corners().convert("L")),
        encoded(corners().convert("CMYK")),
        PLAIN.replace(b"\xff\xc0\x00\x11", b"\xff\xc0\x00\x01"),
        PLAIN.replace(b"\xff\xc0\x00\x11\x08\x00\x20", b"\xff\xc0\x00\x11\x08\x00\x00"),
    ],
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        plain_size(data)


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"exif": b"Exif\0\0" + encoded(corners())}])
def test_a_jpeg_without_an_end_behind_its_scan_is_noticed(options: dict[str, Any]) -> None:
    whole = encoded(rows(100, 100), **options)
    assert not lacks_end(whole)
    assert not lacks_end(whole + b"a film behind the picture \xff\xda")
    assert lacks_end(whole[:-1000] + bytes(1000))
    assert lacks_end(b"\xff\xd8\xff\xff\xff" + whole[3:-1000])


@pytest.mark.parametrize("data", [b"", b"\xff\xd8", b"\xff\xd8\xff\xe0\0\0\0\0", b"\xff\xd8 no segments"])
def test_where_segments_do_not_follow_each_other_nothing_is_said_of_the_end(data: bytes) -> None:
    assert not lacks_end(data)
