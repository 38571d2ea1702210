"""What a digital signature looks like on paper: a small page that is laid into the signature's field.

It proves nothing: a picture can be copied. Its words come from the certificate and from the moment of signing.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from io import BytesIO

from reports.layout import text
from reports.layout.engine import BOLD, REGULAR, Canvas, ImageReader

SIGNATURE = "Chữ ký số"
SIGNED_BY = "Người ký:"
SIGNED_AT = "Thời gian ký:"
# Vietnamese time whatever the machine is set to. Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, mẫu 2.2 (ISO 8601).
_VIETNAM = timezone(timedelta(hours=7))
_BLUE = (0.05, 0.17, 0.45)
_SIZE = 8.5
_SMALLEST = 4.0
_LEADING = 1.25
_WORDS_BELOW_PICTURE = 0.6
_MARGIN = 4.0


def vietnam_time(at: datetime) -> str:
    """Return `23/11/2026 09:14:22 +07:00`."""
    return f"{at.astimezone(_VIETNAM):%d/%m/%Y %H:%M:%S} +07:00"


def stamp(name: str, at: datetime, sample: str, width: float, height: float, picture: bytes | None = None) -> bytes:
    """Return a page of `width` x `height` points as PDF.

    Args:
        name: the signer's, from the certificate.
        at: when it is signed, with time zone.
        sample: what to say of a certificate that only serves to practise; empty for a real one.
        picture: the handwritten signature, PNG on a transparent ground, shown above the words; None for none.
    """
    said = [SIGNATURE, *([sample] * bool(sample)), f"{SIGNED_BY} {name}", f"{SIGNED_AT} {vietnam_time(at)}"]
    high = height - 2 * _MARGIN
    size, lines = _fitted(said, width - 2 * _MARGIN, high if picture is None else _WORDS_BELOW_PICTURE * high)
    written = BytesIO()
    canvas = Canvas(written, pagesize=(width, height), invariant=1)
    canvas.setFillColorRGB(*_BLUE)
    canvas.setStrokeColorRGB(*_BLUE)
    canvas.setLineWidth(0.6)
    canvas.roundRect(0.5, 0.5, width - 1, height - 1, 2)
    block = len(lines) * size * _LEADING
    top = block + _MARGIN if picture is not None else (height + block) / 2
    if picture is not None:
        _draw(canvas, picture, width, top, height)
    for index, line in enumerate(lines):
        top -= size * _LEADING
        canvas.setFont(REGULAR if index else BOLD, size)
        canvas.drawString(_MARGIN, top + size * 0.3, line)
    canvas.showPage()
    canvas.save()
    return written.getvalue()


def _fitted(said: list[str], width: float, height: float) -> tuple[float, list[str]]:
    """Return the largest size at which everything fits, and its lines."""
    size = _SIZE
    while True:
        lines = [line for words in said for line in text.lines(words, REGULAR, size, width)]
        if size <= _SMALLEST or len(lines) * size * _LEADING <= height:
            return size, lines
        size -= 0.25


def _draw(canvas: Canvas, picture: bytes, width: float, bottom: float, top: float) -> None:
    image = ImageReader(BytesIO(picture))
    across, down = image.getSize()
    scale = min((width - 2 * _MARGIN) / across, (top - bottom - _MARGIN) / down)
    canvas.drawImage(image, (width - across * scale) / 2, bottom, across * scale, down * scale, mask="auto")
