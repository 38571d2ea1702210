"""Pages of a paper as pictures, to be looked at or printed: pixels leave here, no handle of the library does."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Final

from inspector.errors import KnownError

_POINTS_PER_INCH: Final = 72
_one_at_a_time: Final = threading.Lock()
"""PDFium knows no threads, whatever document they work on. Source: pypdfium2, README, "Thread incompatibility"."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page: `width` x `height` pixels, each blue, green, red and one byte unused, rows without gaps."""

    width: int
    height: int
    pixels: bytes


@dataclass(frozen=True, slots=True)
class Pages:
    """Some pages of a paper, and how many it has."""

    total: int
    pictures: tuple[PagePicture, ...]


def page_pictures(pdf: bytes, first: int, most: int, dpi: float) -> Pages:
    """Return pictures of some pages of a paper.

    Args:
        pdf: the file.
        first: the first page wanted, from 0.
        most: how many pages at most.
        dpi: dots per inch, 20 to 600.

    Raises: KnownError("paper.unreadable").
    """
    import pypdfium2

    with _one_at_a_time:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise KnownError("paper.unreadable") from error
        try:
            total = len(document)
            wanted = range(first, min(total, first + most))
            return Pages(total, tuple(_picture(document[number], dpi) for number in wanted))
        except pypdfium2.PdfiumError as error:
            raise KnownError("paper.unreadable") from error
        finally:
            document.close()


def _picture(page: object, dpi: float) -> PagePicture:
    bitmap = page.render(scale=dpi / _POINTS_PER_INCH, prefer_bgrx=True)  # type: ignore[attr-defined]
    try:
        width, height, stride = bitmap.width, bitmap.height, bitmap.stride
        data = bytes(bitmap.buffer)
    finally:
        bitmap.close()
        page.close()  # type: ignore[attr-defined]
    if stride != 4 * width:
        data = b"".join(data[row * stride : row * stride + 4 * width] for row in range(height))
    return PagePicture(width, height, data)
