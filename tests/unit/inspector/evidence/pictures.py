"""Small pictures that the tests make themselves."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from PIL import Image

RED, GREEN, BLUE, WHITE = (220, 20, 20), (20, 200, 20), (20, 20, 220), (255, 255, 255)


def encoded(picture: Image.Image, form: str = "JPEG", **options: Any) -> bytes:
    """Return the bytes of a file that holds the picture."""
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def corners(width: int = 64, height: int = 32) -> Image.Image:
    """Return a white picture whose top left quarter is red and top right quarter is blue."""
    picture = Image.new("RGB", (width, height), WHITE)
    picture.paste(RED, (0, 0, width // 2, height // 2))
    picture.paste(BLUE, (width // 2, 0, width, height // 2))
    return picture


def rows(width: int, height: int) -> Image.Image:
    """Return a picture that does not compress to nothing, so that it can be cut in the middle."""
    return Image.effect_noise((width, height), 60).convert("RGB")


def shown(display: bytes) -> Image.Image:
    """Return a display copy, decoded."""
    picture = Image.open(io.BytesIO(display), formats=("JPEG",))
    picture.load()
    return picture


def near(picture: Image.Image, at: tuple[int, int], colour: tuple[int, int, int], by: int = 24) -> bool:
    """Say whether a pixel has about that colour: JPEG is lossy."""
    pixel = picture.getpixel(at)
    assert isinstance(pixel, tuple)
    return all(abs(have - want) <= by for have, want in zip(pixel, colour, strict=True))


def png_claiming(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes whose header claims that size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")
        for name, body in ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    )


def jpeg_claiming(width: int, height: int) -> bytes:
    """Return a small JPEG whose frame header claims that size."""
    data = bytearray(encoded(corners()))
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    return bytes(data)
