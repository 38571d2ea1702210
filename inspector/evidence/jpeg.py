"""Looking at the segments of a JPEG without a decoder: at the copy that our worker wrote, and for the end of an original.

Source: ITU-T T.81 (JPEG), annex B.1.1 and B.2, for markers and the frame header.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

_SOI, _EOI = b"\xff\xd8", b"\xff\xd9"
_SOF0, _SOS, _FILL = 0xC0, 0xDA, 0xFF
_ALLOWED: Final = frozenset({0xC0, 0xC4, 0xDA, 0xDB, 0xE0})
"""SOF0 (frame), DHT, SOS, DQT and APP0 (JFIF): what our encoder writes. No Exif, no profile, no comment."""


def plain_size(data: bytes) -> tuple[int, int]:
    """Return width and height of a baseline JPEG in three colours without metadata.

    Raises:
        ValueError: the bytes are anything else.
    """
    if not data.startswith(_SOI) or not data.endswith(_EOI):
        raise ValueError("not a whole JPEG")
    size = (0, 0)
    for marker, at, end in _segments(data):
        if marker not in _ALLOWED:
            raise ValueError(f"segment {marker:#x}")
        if marker == _SOF0:
            size = _frame_size(data[at:end])
        if marker == _SOS and 0 not in size:
            return size
    raise ValueError("no frame or no scan")


def lacks_end(data: bytes) -> bool:
    """Say whether a JPEG has no end marker behind the start of its first scan.

    A copy that was cut off may have been given its full length beforehand, the rest being zeros, which decode as grey.
    Where the segments cannot be followed, the answer is no: the decoder is to judge.
    """
    for marker, at, _ in _segments(data):
        if marker == _SOS:
            return data.find(_EOI, at) < 0
    return False


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield marker, start and end of the body of each segment, as far as they follow each other."""
    at = len(_SOI)
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == _FILL:
            at += 1
            continue
        if length < 2:
            return
        yield marker, at + 4, at + 2 + length
        at += 2 + length


def _frame_size(frame: bytes) -> tuple[int, int]:
    if len(frame) < 6 or frame[0] != 8 or frame[5] != 3:
        raise ValueError("not 8 bits in three colours")
    return int.from_bytes(frame[3:5], "big"), int.from_bytes(frame[1:3], "big")
