"""Words on pictures, in the font that comes with the program."""

from __future__ import annotations

import io
from functools import cache
from typing import Final

from PIL import ImageFont

from resources import open_bytes

REGULAR: Final = "BeVietnamPro_400Regular.ttf"
SEMIBOLD: Final = "BeVietnamPro_600SemiBold.ttf"


@cache
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """Return a font; `size` in pixels of the em square."""
    # The basic layout is part of every Pillow; Vietnamese in NFC needs no more, and bytes stay the same everywhere.
    face = io.BytesIO(open_bytes(f"fonts/be-vietnam-pro/{name}"))
    return ImageFont.truetype(face, size, layout_engine=ImageFont.Layout.BASIC)


def broken(line: str, face: ImageFont.FreeTypeFont, width: float) -> list[str]:
    """Return a line broken at spaces into parts of at most `width` pixels; a longer word stays whole."""
    parts = [""]
    for word in line.split():
        longer = f"{parts[-1]} {word}".strip()
        if parts[-1] and face.getlength(longer) > width:
            parts.append(word)
        else:
            parts[-1] = longer
    return parts
