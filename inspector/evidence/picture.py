"""Decoding one foreign picture. Runs in the worker; nothing else of the program opens bytes that we did not make."""

from __future__ import annotations

import io
import warnings
from typing import Final

import msgspec
from PIL import Image, ImageCms, ImageFile, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

from inspector.evidence.answer import MOST_PIXELS, Answer, Format, Refused, Seen, fit
from inspector.evidence.display import encode_display
from inspector.evidence.facts import read
from inspector.evidence.jpeg import lacks_end

_DECODERS: Final = (JpegImagePlugin, PngImagePlugin, WebPImagePlugin)
"""Importing a plugin registers its decoder; these three are all that `Image.open` is allowed to use."""
_FORMATS: Final[dict[str, Format]] = {"JPEG": "jpeg", "MPO": "jpeg", "PNG": "png", "WEBP": "webp"}
"""MPO is what Pillow calls a JPEG that carries further pictures behind the first, as phones write them."""
_SRGB: Final = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
_UPRIGHT: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What brings rows stored under an Exif orientation upright."""


def answer(original: bytes) -> bytes:
    """Return the encoded `Answer` about a picture: the worker's handler."""
    return msgspec.json.encode(look(original))


def look(original: bytes) -> Answer:
    """Decode a picture in full and return its facts and display copy, or why that was refused."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    Image.MAX_IMAGE_PIXELS = max(MOST_PIXELS.values())
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        # A UserWarning of Pillow is about what lies beside the picture: broken Exif, a broken list of further frames.
        warnings.simplefilter("ignore", UserWarning)
        try:
            return _look(original)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            return Refused("photo.too_many_pixels")
        except Exception:  # hostile bytes: whatever a decoder raises means that this is no sound picture
            return Refused("photo.unreadable")


def _look(original: bytes) -> Answer:
    with Image.open(io.BytesIO(original), formats=("JPEG", "PNG", "WEBP")) as picture:
        form = _FORMATS[picture.format or ""]
        width, height = picture.size
        if width * height > MOST_PIXELS[form]:
            return Refused("photo.too_many_pixels")
        if form == "jpeg" and lacks_end(original):
            return Refused("photo.unreadable")
        size = fit(width, height)
        picture.draft(None, size)  # a JPEG is shrunk by 2, 4 or 8 within its decoder: four times faster, less memory
        picture.load()  # only a full decode notices a file that was cut short
        facts = read(picture)
        shrunk = _plain(picture).resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
        shown = _upright(_srgb(shrunk, picture.info.get("icc_profile")), facts.orientation)
    if (facts.orientation or 1) >= 5:
        width, height = height, width
    return Seen(form, width, height, facts, encode_display(shown))


def _plain(picture: Image.Image) -> Image.Image:
    """Return the picture in a mode that can be shrunk: no palette, 8 bits, transparency as a channel."""
    if picture.mode.startswith("I"):
        return picture.point(lambda value: value * (1 / 256), "L")  # converting would cut at 255 instead of scaling
    if picture.has_transparency_data:
        return picture.convert("RGBA")
    if picture.mode in ("L", "RGB", "CMYK"):
        return picture
    return picture.convert("L" if picture.mode == "1" else "RGB")


def _srgb(shrunk: Image.Image, profile: object) -> Image.Image:
    """Return the picture as sRGB on white."""
    colours = shrunk.convert("RGB") if shrunk.mode == "RGBA" else shrunk
    converted = _convert(colours, profile)
    if shrunk.mode != "RGBA":
        return converted
    paper = Image.new("RGB", shrunk.size, "white")
    paper.paste(converted, mask=shrunk.getchannel("A"))
    return paper


def _convert(colours: Image.Image, profile: object) -> Image.Image:
    if not isinstance(profile, bytes) or not profile:
        return colours.convert("RGB")
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(colours, source, _SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return colours.convert("RGB")  # a broken profile, or one for another kind of picture: colours as they stand
    assert converted is not None
    return converted


def _upright(shown: Image.Image, orientation: int | None) -> Image.Image:
    turn = _UPRIGHT.get(orientation or 1)
    return shown if turn is None else shown.transpose(turn)
