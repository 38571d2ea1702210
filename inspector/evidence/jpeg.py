"""A second look, without a decoder, at a JPEG that our worker says it wrote.

Source: ITU-T T.81 (JPEG), annex B.1.1 and B.2, for markers and the frame header.
"""

from __future__ import annotations

from typing import Final

_SOI, _EOI = b"\xff\xd8", b"\xff\xd9"
_SOF0, _SOS = 0xC0, 0xDA
_ALLOWED: Final = frozenset({0xC0, 0xC4, 0xDA, 0xDB, 0xE0})
"""SOF0 (frame), DHT, SOS, DQT and APP0 (JFIF): what our encoder writes. No Exif, no profile, no comment."""


def plain_size(data: bytes) -> tuple[int, int]:
    """Return width and height of a baseline JPEG in three colours without metadata.

    Raises:
        ValueError: the bytes are anything else.
    """
    if not data.startswith(_SOI) or not data.endswith(_EOI):
        raise ValueError("not a whole JPEG")
    size, at = (0, 0), 2
    while at + 4 <= len(data):
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if data[at] != 0xFF or marker not in _ALLOWED or length < 2:
            raise ValueError(f"segment {marker:#x} at {at}")
        if marker == _SOF0:
            size = _frame_size(data[at + 4 : at + 2 + length])
        if marker == _SOS:
            break
        at += 2 + length
    if 0 in size:
        raise ValueError("no frame")
    return size


def _frame_size(frame: bytes) -> tuple[int, int]:
    if len(frame) < 6 or frame[0] != 8 or frame[5] != 3:
        raise ValueError("not 8 bits in three colours")
    return int.from_bytes(frame[3:5], "big"), int.from_bytes(frame[1:3], "big")
