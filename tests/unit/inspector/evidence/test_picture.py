from __future__ import annotations

import io
import random
import re

import msgspec
import pytest
from PIL import Image, ImageCms

from inspector.evidence import picture
from inspector.evidence.answer import LONG_SIDE, Answer, Refused, Seen, fit
from inspector.evidence.jpeg import plain_size
from tests.unit.inspector.evidence import pictures
from tests.unit.inspector.evidence.pictures import BLUE, GREEN, RED, WHITE, corners, encoded, near, rows, shown

UNREADABLE = Refused("photo.unreadable")
TOO_MANY_PIXELS = Refused("photo.too_many_pixels")


def seen(original: bytes) -> Seen:
    answer = picture.look(original)
    assert isinstance(answer, Seen)
    return answer


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_every_orientation_is_shown_upright(orientation: int, form: str) -> None:
    stored = corners()
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # what a camera held that way does to the upright picture
    if orientation > 1:
        stored = stored.transpose(Image.Transpose(undo[orientation]))
    exif = Image.Exif()
    exif[0x0112] = orientation
    answer = seen(encoded(stored, form, exif=exif))
    assert (answer.width, answer.height) == (64, 32)
    upright = shown(answer.display)
    assert upright.size == (64, 32)
    assert near(upright, (10, 6), RED)
    assert near(upright, (54, 6), BLUE)
    assert near(upright, (10, 26), WHITE)
    assert answer.facts.orientation == orientation


def test_a_large_picture_is_shown_with_1200_pixels_on_its_long_side() -> None:
    answer = seen(encoded(corners(4000, 3000)))
    assert (answer.width, answer.height) == (4000, 3000)
    upright = shown(answer.display)
    assert upright.size == (1200, 900)
    assert near(upright, (560, 380), RED)
    assert near(upright, (680, 400), BLUE)


def test_a_small_picture_is_not_enlarged() -> None:
    assert plain_size(seen(encoded(corners(1, 1))).display) == (1, 1)
    assert plain_size(seen(encoded(corners(1, 1), "PNG")).display) == (1, 1)


@pytest.mark.parametrize("size", [(1281, 1), (1, 5000), (5000, 3), (65500, 2)])
def test_a_narrow_picture_keeps_at_least_one_pixel(size: tuple[int, int]) -> None:
    answer = seen(encoded(Image.new("RGB", size)))
    assert plain_size(answer.display) == fit(*size)
    assert max(fit(*size)) == LONG_SIDE
    assert min(fit(*size)) >= 1


def test_transparency_is_shown_on_white() -> None:
    clear = Image.new("RGBA", (40, 20), (0, 0, 0, 0))
    clear.paste((*GREEN, 255), (0, 0, 20, 20))
    for form in ("PNG", "WEBP"):
        upright = shown(seen(encoded(clear, form, lossless=True)).display)
        assert near(upright, (8, 10), GREEN)
        assert near(upright, (32, 10), WHITE)


def test_a_transparent_palette_entry_is_shown_on_white() -> None:
    palette = Image.new("P", (40, 20), 0)
    palette.putpalette([0, 0, 0, *RED])
    palette.paste(1, (0, 0, 20, 20))
    upright = shown(seen(encoded(palette, "PNG", transparency=0)).display)
    assert near(upright, (8, 10), RED)
    assert near(upright, (32, 10), WHITE)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_is_shown_in_three_colours(mode: str) -> None:
    plain_size(seen(encoded(Image.new(mode, (30, 20)), "PNG")).display)


def test_sixteen_bits_of_grey_are_scaled_not_cut() -> None:
    grey = Image.new("I;16", (40, 20), 0x8000)
    upright = shown(seen(encoded(grey, "PNG")).display)
    assert near(upright, (20, 10), (128, 128, 128), by=2)


def test_sixteen_bits_of_grey_with_a_transparent_value_are_shown() -> None:
    grey = encoded(Image.new("I;16", (40, 20), 0x8000), "PNG", transparency=0x1234)
    assert near(shown(seen(grey).display), (20, 10), (128, 128, 128), by=2)


def test_cmyk_is_shown_in_its_colours() -> None:
    cmyk = encoded(corners().convert("CMYK"))
    upright = shown(seen(cmyk).display)
    assert near(upright, (10, 6), RED)
    assert near(upright, (10, 26), WHITE)


def swapped_profile() -> bytes:
    """Return an sRGB profile in which red and blue have changed places: unlike sRGB in a way that nobody overlooks."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    entries = {bytes(profile[at : at + 4]): at for at in range(132, 132 + 12 * profile[131], 12)}
    red, blue = entries[b"rXYZ"], entries[b"bXYZ"]
    profile[red + 4 : red + 12], profile[blue + 4 : blue + 12] = (
        profile[blue + 4 : blue + 12],
        profile[red + 4 : red + 12],
    )
    return bytes(profile)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_an_embedded_profile_is_converted_to_srgb(form: str) -> None:
    upright = shown(seen(encoded(corners(), form, icc_profile=swapped_profile())).display)
    assert near(upright, (10, 6), BLUE, by=40)
    assert near(upright, (54, 6), RED, by=40)


@pytest.mark.parametrize("profile", [b"no profile at all", swapped_profile()[:200], bytes(128)])
def test_a_broken_profile_leaves_the_colours_as_they_stand(profile: bytes) -> None:
    upright = shown(seen(encoded(corners(), icc_profile=profile)).display)
    assert near(upright, (10, 6), RED)


def test_a_profile_for_other_colours_leaves_them_as_they_stand() -> None:
    upright = shown(seen(encoded(corners().convert("L"), icc_profile=swapped_profile())).display)
    assert near(upright, (10, 26), WHITE)


def test_the_display_copy_has_no_metadata() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera"
    rich = encoded(corners(), exif=exif, comment=b"who was here", icc_profile=swapped_profile(), dpi=(300, 300))
    display = seen(rich).display
    plain_size(display)  # refuses every segment that could hold some
    assert not {"exif", "icc_profile", "comment"} & shown(display).info.keys()


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_the_first_frame_of_an_animation_counts(form: str) -> None:
    first, second = corners(), Image.new("RGB", (64, 32), GREEN)
    upright = shown(seen(encoded(first, form, save_all=True, append_images=[second], lossless=True)).display)
    assert near(upright, (10, 6), RED)


def test_the_first_picture_of_several_in_a_jpeg_counts() -> None:
    several = encoded(corners(), "MPO", save_all=True, append_images=[Image.new("RGB", (20, 20), GREEN)])
    with Image.open(io.BytesIO(several)) as opened:
        assert opened.format == "MPO"
    answer = seen(several)
    assert answer.format == "jpeg"
    assert near(shown(answer.display), (10, 6), RED)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
@pytest.mark.parametrize(
    ("form", "options"), [("JPEG", {}), ("JPEG", {"progressive": True}), ("PNG", {}), ("WEBP", {})]
)
def test_a_picture_that_was_cut_short_is_refused(part: float, form: str, options: dict[str, bool]) -> None:
    whole = encoded(rows(300, 200), form, **options)
    assert picture.look(whole[: int(len(whole) * part)]) == UNREADABLE


def test_a_large_picture_that_was_cut_short_is_refused_although_it_is_shrunk_while_decoded() -> None:
    whole = encoded(rows(4000, 1000))
    assert picture.look(whole[: len(whole) // 2]) == UNREADABLE


def test_a_photo_whose_rest_is_zeros_is_refused() -> None:
    for form in ("JPEG", "PNG"):
        whole = encoded(rows(300, 200), form)
        half = len(whole) // 2
        assert picture.look(whole[:half] + bytes(len(whole) - half)) == UNREADABLE


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_damaged_picture_is_shown_or_refused_but_never_raises(form: str) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (9, 10, 36), 3: "E", 4: (105, 9, 0)})
    whole = encoded(corners(), form, exif=exif, icc_profile=swapped_profile())
    for seed in range(300):
        chance = random.Random(seed)
        data = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        assert isinstance(msgspec.json.decode(picture.answer(bytes(data)), type=Answer), Seen | Refused)


@pytest.mark.parametrize("original", [b"", b"\xff\xd8\xff", b"RIFF\0\0\0\0WEBP", b"GIF89a" + bytes(100), b"text"])
def test_what_is_no_picture_is_refused(original: bytes) -> None:
    assert picture.look(original) == UNREADABLE


def test_other_formats_are_refused_although_the_library_could_read_them() -> None:
    for form in ("GIF", "TIFF", "BMP", "ICO"):
        assert picture.look(encoded(corners(), form)) == UNREADABLE


@pytest.mark.parametrize(
    "original",
    [
        pictures.png_claiming(7072, 7072),
        pictures.png_claiming(20_000, 20_000),
        pictures.png_claiming(2_000_000_000, 2_000_000_000),
        pictures.jpeg_claiming(15_000, 15_000),
        pictures.jpeg_claiming(65_535, 65_535),
    ],
)
def test_a_header_that_claims_too_many_pixels_is_refused_before_decoding(original: bytes) -> None:
    assert picture.look(original) == TOO_MANY_PIXELS


def test_a_png_that_claims_more_rows_than_it_holds_is_refused() -> None:
    assert picture.look(pictures.png_claiming(7000, 7000)) == UNREADABLE


def test_a_jpeg_that_claims_more_rows_than_it_holds_is_shown_grey_where_they_lack() -> None:
    """It ends properly, and its decoder fills up: nothing tells that from a grey photo."""
    assert plain_size(seen(pictures.jpeg_claiming(14_000, 15_000)).display) == (1120, 1200)


def test_the_handler_answers_in_json() -> None:
    answer: Answer = msgspec.json.decode(picture.answer(encoded(corners())), type=Answer)
    assert isinstance(answer, Seen)
    assert re.fullmatch(rb"\xff\xd8.*\xff\xd9", answer.display, re.DOTALL)
    assert msgspec.json.decode(picture.answer(b"junk"), type=Answer) == UNREADABLE
