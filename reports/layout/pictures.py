"""From the bytes of a photo to what is placed on the page: a sound JPEG of at most 1200 pixels without metadata.

A display copy as our own ingest writes it goes into the paper untouched. Decoding five hundred of them only to learn
that they can be decoded takes longer than everything else of a report, and tells little: decoders take a scan with
errors in it for a picture. So its structure is looked at instead, in full: every table that a decoder needs is there
and well formed, and nothing but one scan follows, to the end of the file. Whatever is anything else (a blob that a
foreign file calls a display copy, a PNG, a larger copy of earlier days) is decoded and written anew.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from typing import Final

from PIL import Image

from inspector.errors import KnownError
from inspector.evidence.answer import LONG_SIDE, MOST_PIXELS, fit
from reports.layout.engine import ImageReader

_QUALITY: Final = 80
_MOST_PIXELS: Final = MOST_PIXELS["png"]
_WHITE: Final = (255, 255, 255)

# Source: ITU-T T.81 (JPEG), B.1.1.3 (markers), B.2.2 to B.2.4 (frame, scan, tables).
_SOI, _EOI = b"\xff\xd8", b"\xff\xd9"
_MARKER: Final = re.compile(rb"\xff[^\x00]", re.DOTALL)
_WHOLE_SPECTRUM: Final = b"\x00\x3f\x00"
_LONGEST_DC: Final = 11
"""Bits of a difference of 8-bit samples. Source: ITU-T T.81, F.1.2.1.1."""


class Placeholder(ImageReader):  # type: ignore[misc]
    """A picture as ReportLab asks for it: as large as the real one, but the only thing in it is that one's digest.

    The library would decode a picture to give it a name, and hold three copies of all of them while it writes.
    """

    mode = "RGB"

    def __init__(self, digest: bytes, size: tuple[int, int]) -> None:
        self._digest = digest
        self._width, self._height = size
        self._dataA = None  # no transparency

    def getRGBData(self) -> bytes:  # noqa: N802 - ReportLab names pictures after this
        return self._digest

    def getTransparent(self) -> None:  # noqa: N802
        return None


class Pictures:
    """The pictures of a paper by their names, and the bytes that are to stand where `Placeholder`s do."""

    def __init__(self, images: Mapping[str, bytes]) -> None:
        self._images = images
        self.placed: dict[bytes, bytes] = {}
        """JPEG by SHA-256: what stands in a placeholder."""

    def place(self, name: str) -> Placeholder:
        """Return what to draw for a picture.

        Raises:
            KnownError: "papers.image-unreadable".
        """
        data, size = printable(name, self._images[name])
        digest = sha256(data).digest()
        self.placed[digest] = data
        return Placeholder(digest, size)


def printable(name: str, data: bytes) -> tuple[bytes, tuple[int, int]]:
    """Return a picture that can be printed and its size in pixels.

    Args:
        name: what to call it in an error.
        data: JPEG or PNG, sRGB or grey.

    Returns: a JPEG as `plain_size` knows it, at most 1200 pixels long; the same bytes for the same picture.

    Raises:
        KnownError: "papers.image-unreadable".
    """
    size = plain_size(data)
    if size is not None and max(size) <= LONG_SIDE:
        return data, size
    try:
        return _anew(data)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise KnownError("papers.image-unreadable", name=name) from error


def _anew(data: bytes) -> tuple[bytes, tuple[int, int]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of pictures of a size that is refused here anyway
        opened = Image.open(BytesIO(data), formats=("JPEG", "PNG"))
    with opened:
        if opened.mode == "CMYK" or opened.width * opened.height > _MOST_PIXELS:
            raise ValueError("not a display copy")
        size = fit(*opened.size)
        opened.draft(None, size)
        opened.load()
        transparent = opened.has_transparency_data
        shown = opened.convert("RGBA" if transparent else "RGB").resize(size, Image.Resampling.LANCZOS, reducing_gap=3)
    if transparent:
        paper = Image.new("RGB", size, _WHITE)
        paper.paste(shown, mask=shown.getchannel("A"))
        shown = paper
    shown.info.clear()
    written = BytesIO()
    shown.save(written, "JPEG", quality=_QUALITY)
    return written.getvalue(), size


def plain_size(data: bytes) -> tuple[int, int] | None:
    """Return width and height of a baseline JPEG in three colours, in one scan, whole and without metadata.

    None is anything else, whether it is a picture or not.
    """
    frame, quantisers, coders = b"", set[int](), set[int]()
    at = len(_SOI)
    if not data.startswith(_SOI):
        return None
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, end = data[at + 1], at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        body = data[at + 4 : end]
        match marker:
            case 0xE0 if body.startswith(b"JFIF\x00") and len(body) == 14:
                pass
            case 0xDB if len(body) % 65 == 0:
                quantisers.update(body[::65])
            case 0xC4 if (found := _coders(body)) is not None:
                coders |= found
            case 0xC0 if not frame:
                frame = body
            case 0xDA if _fits(frame, body, quantisers, coders):
                mark = _MARKER.search(data, end)
                whole = mark is not None and mark.end() == len(data) and mark.group() == _EOI
                return (_number(frame[3:5]), _number(frame[1:3])) if whole else None
            case _:
                return None
        at = end
    return None


def _fits(frame: bytes, scan: bytes, quantisers: set[int], coders: set[int]) -> bool:
    """Say whether this is a frame of three colours and a scan of all of them, with the tables that both name."""
    if len(frame) != 15 or frame[0] != 8 or frame[5] != 3 or not _number(frame[1:3]) or not _number(frame[3:5]):
        return False
    if len(scan) != 10 or scan[0] != 3 or scan[7:] != _WHOLE_SPECTRUM:
        return False
    samplings, tables = frame[7::3], scan[2:7:2]
    return (
        # Y, Cb, Cr by the numbers that JFIF gives them. Source: ITU-T T.871, 6.1.
        frame[6::3] == scan[1:6:2] == b"\x01\x02\x03"
        and samplings[0] in {0x11, 0x12, 0x21, 0x22}
        and samplings[1:] == b"\x11\x11"
        and quantisers.issuperset(frame[8::3])
        and coders.issuperset(table >> 4 for table in tables)
        and coders.issuperset(0x10 | table & 15 for table in tables)
    )


def _coders(body: bytes) -> set[int] | None:
    """Return class and number of every Huffman table in a segment, None if one is not well formed."""
    found = set[int]()
    while body:
        table, counts = body[0], body[1:17]
        symbols, body = body[17 : 17 + sum(counts)], body[17 + sum(counts) :]
        if table not in {0x00, 0x01, 0x10, 0x11} or len(counts) != 16 or len(symbols) != sum(counts):
            return None
        code = 0
        for length, count in enumerate(counts, 1):
            code = 2 * code + count
            # No code consists of ones only. Source: ITU-T T.81, annex C.
            if count and code >= 1 << length:
                return None
        if not symbols or (table < 0x10 and max(symbols) > _LONGEST_DC):
            return None
        found.add(table)
    return found


def _number(two: bytes) -> int:
    return int.from_bytes(two, "big")
