"""Photos to measure with: as large and as hard to decode as those of a telephone, and every one another."""

from __future__ import annotations

import io
from pathlib import Path
from random import Random
from typing import Final

from PIL import Image, ImageChops

WIDE, HIGH = 4000, 3000
"""12 million pixels."""
_GRAIN: Final = 5
"""Pixels from one speck of the texture to the next."""
_QUALITY: Final = 91


def photographs(folder: Path, amount: int, size: tuple[int, int] = (WIDE, HIGH), seed: int = 1) -> list[Path]:
    """Write JPEG files that differ in their bytes; a few pictures stand behind them, for making one takes longest."""
    pictures = [_picture(size, Random(seed * 100 + number)) for number in range(min(amount, 4))]
    written = []
    for number in range(amount):
        path = folder / f"IMG_{seed:02}{number:04}.jpg"
        path.write_bytes(commented(pictures[number % len(pictures)], f"{seed} {number}"))
        written.append(path)
    return written


def commented(jpeg: bytes, words: str) -> bytes:
    """Return the same picture with a comment in it. Source: ITU-T T.81, B.2.4.5."""
    said = words.encode()
    return jpeg[:2] + b"\xff\xfe" + (len(said) + 2).to_bytes(2, "big") + said + jpeg[2:]


def drawn(size: tuple[int, int], random: Random) -> Image.Image:
    """Return a picture of slopes of light with a texture on them."""
    return Image.merge("RGB", [_channel(size, random) for _ in range(3)])


def _picture(size: tuple[int, int], random: Random) -> bytes:
    written = io.BytesIO()
    drawn(size, random).save(written, "JPEG", quality=_QUALITY)
    return written.getvalue()


def _channel(size: tuple[int, int], random: Random) -> Image.Image:
    slope = Image.linear_gradient("L").rotate(random.choice((0, 90, 180, 270))).resize(size)
    small = (max(2, size[0] // _GRAIN), max(2, size[1] // _GRAIN))
    texture = Image.frombytes("L", small, random.randbytes(small[0] * small[1]))
    return ImageChops.add(slope, texture.resize(size, Image.Resampling.BICUBIC), scale=2)
