"""Telling the format of a file from its first bytes, to name what was found; nothing is parsed."""

from __future__ import annotations

from typing import Final

from inspector.evidence.answer import Format

_ACCEPTED: Final[tuple[tuple[bytes, Format], ...]] = ((b"\xff\xd8\xff", "jpeg"), (b"\x89PNG\r\n\x1a\n", "png"))
_OTHERS: Final = (
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"II+\0", "TIFF"),
    (b"MM\0+", "TIFF"),
    (b"BM", "BMP"),
    (b"8BPS", "PSD"),
    (b"%PDF", "PDF"),
    (b"%!PS", "EPS"),
    (b"\xc5\xd0\xd3\xc6", "EPS"),
    (b"\0\0\0\x0cjP  ", "JPEG 2000"),
    (b"\xff\x4f\xff\x51", "JPEG 2000"),
    (b"\0\0\0\x0cJXL ", "JPEG XL"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\0\0\x01\0", "ICO"),
    (b"DDS ", "DDS"),
    (b"<svg", "SVG"),
    (b"PK\x03\x04", "ZIP"),
)
_BRANDS: Final = (
    (b"avi", "AVIF"),
    (b"hei", "HEIC"),
    (b"hev", "HEIC"),
    (b"mif", "HEIC"),
    (b"msf", "HEIC"),
    (b"qt ", "MOV"),
    (b"", "MP4"),
)
"""How the major brand of an ISO base media file starts (ISO/IEC 14496-12, 23008-12)."""
_RIFF: Final = ((b"AVI ", "AVI"), (b"WAVE", "WAV"), (b"", "RIFF"))


def accepted(data: bytes) -> Format | None:
    """Return which accepted format the file says it is, None if it says otherwise."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return next((form for start, form in _ACCEPTED if data.startswith(start)), None)


def other(data: bytes) -> str:
    """Return the name of a format that is not accepted, empty if the first bytes say nothing."""
    if data[4:8] == b"ftyp":
        return next(name for start, name in _BRANDS if data[8:12].startswith(start))
    if data[:4] == b"RIFF":
        return next(name for start, name in _RIFF if data[8:12].startswith(start))
    return next((name for start, name in _OTHERS if data.startswith(start)), "")
