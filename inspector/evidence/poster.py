"""Posters for the sample round: a title, a QR code that phones read, a few lines, and the word that it is a sample."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Final, Literal

import segno
from PIL import Image, ImageDraw, ImageFont

from inspector.evidence.lettering import REGULAR, SEMIBOLD, broken, font

WIDTH, HEIGHT = 1240, 1754
"""Pixels of A4 (210 x 297 mm, ISO 216) at 150 dpi."""
MARK: Final = "MẪU – DỮ LIỆU MINH HOẠ"

_MARGIN, _BAND, _FOOT = 90, 360, 80
_CODE = 880
"""Pixels that the QR code may take, its quiet zone included."""
_QUIET = 4
"""Modules of white around the code. Source: ISO/IEC 18004, 5.3.8."""
_RED, _BLUE, _INK, _PAPER = "#c8102e", "#1d4f91", "#1b1b1b", "#ffffff"


@dataclass(frozen=True, slots=True)
class Poster:
    """What a poster says. Text is NFC; `link` is what the QR code holds."""

    heading: str
    title: str
    lines: tuple[str, ...]
    link: str


def draw(poster: Poster, form: Literal["png", "jpeg"] = "jpeg") -> bytes:
    """Return the picture of a poster, 1240 x 1754 pixels; the same bytes for the same poster."""
    sheet = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((0, 0, WIDTH, _BAND), fill=_RED)
    below = _write(pen, 60, (poster.heading,), font(REGULAR, 44), _PAPER)
    below = _write(pen, below + 10, (poster.title,), font(SEMIBOLD, 76), _PAPER)
    assert below <= _BAND, "a title of more than two lines"
    code = _code(poster.link)
    sheet.paste(code, ((WIDTH - code.width) // 2, _BAND + 40 + (_CODE - code.height) // 2))
    below = _write(pen, _BAND + _CODE + 70, poster.lines, font(REGULAR, 44), _INK)
    assert below <= HEIGHT - _FOOT, "more text than a poster holds"
    pen.rectangle((0, HEIGHT - _FOOT, WIDTH, HEIGHT), fill=_BLUE)
    _write(pen, HEIGHT - _FOOT + 12, (MARK,), font(SEMIBOLD, 40), _PAPER)
    out = io.BytesIO()
    sheet.save(out, form, quality=85)
    return out.getvalue()


def _code(link: str) -> Image.Image:
    modules = [bytes(0 if dark else 255 for dark in row) for row in segno.make_qr(link, error="q").matrix]
    side = len(modules)
    code = Image.new("L", (side + 2 * _QUIET, side + 2 * _QUIET), 255)
    code.paste(Image.frombytes("L", (side, side), b"".join(modules)), (_QUIET, _QUIET))
    scale = _CODE // code.width
    return code.resize((code.width * scale, code.height * scale), Image.Resampling.NEAREST)


def _write(pen: ImageDraw.ImageDraw, top: int, lines: tuple[str, ...], face: ImageFont.FreeTypeFont, ink: str) -> int:
    """Write lines centred below `top`, broken at spaces, and return where the next may start."""
    for line in lines:
        for part in broken(line, face, WIDTH - 2 * _MARGIN):
            pen.text((WIDTH / 2, top), part, font=face, fill=ink, anchor="ma")
            top += round(face.size * 1.35)
    return top
