"""Display copies, read and written: pictures that this program made, so they are decoded without a worker."""

from __future__ import annotations

import io
from typing import Final

from PIL import Image

from inspector.errors import KnownError
from inspector.evidence.answer import LONG_SIDE
from inspector.evidence.jpeg import plain_size

_QUALITY: Final = 80


def open_display(display: bytes) -> Image.Image:
    """Return a display copy, decoded.

    A file from elsewhere can call anything a display copy. Its segments are looked at before a decoder sees it: a
    baseline JPEG in three colours of at most 1200 pixels, with nothing beside the picture.

    Raises: KnownError("photo.not_display").
    """
    try:
        if max(plain_size(display)) > LONG_SIDE:
            raise ValueError("larger than a display copy")
        with Image.open(io.BytesIO(display), formats=("JPEG",)) as picture:
            return picture.convert("RGB")
    except (ValueError, OSError, SyntaxError) as error:
        raise KnownError("photo.not_display") from error


def encode_display(picture: Image.Image) -> bytes:
    """Return an RGB picture as display copies are written: a JPEG of quality 80 with nothing beside the picture."""
    picture.info.clear()  # a comment would be written along
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
