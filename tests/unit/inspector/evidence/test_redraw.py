"""Copies that are drawn over: what a blur covers is gone, and the rest lies where it was put."""

from __future__ import annotations

import random

import pytest
from PIL import Image, ImageChops, ImageDraw

from inspector.errors import KnownError
from inspector.evidence.display import encode_display
from inspector.evidence.jpeg import plain_size
from inspector.evidence.lettering import SEMIBOLD, font
from inspector.evidence.redraw import redraw
from inspector.journal.drawing import Area, Arrow, Blur, Box, Crop, Label, Operation, Rotate
from reports.layout.pictures import printable
from tests.unit.inspector.evidence.pictures import BLUE, RED, WHITE, corners, encoded, jpeg_claiming, near, shown

INK = (200, 16, 46)


def display(width: int = 640, height: int = 480, colour: tuple[int, int, int] = (120, 130, 140)) -> bytes:
    return encode_display(Image.new("RGB", (width, height), colour))


def written(text: str, at: tuple[int, int] = (80, 100), size: int = 40) -> bytes:
    """Return a photo of a card with a number on it."""
    picture = Image.new("RGB", (640, 480), WHITE)
    ImageDraw.Draw(picture).text(at, text, font=font(SEMIBOLD, size), fill=(0, 0, 0))
    return encode_display(picture)


# -- blur -----------------------------------------------------------------------------------------------------------


def noise(seed: int, area: Area) -> Image.Image:
    """Return a picture with noise in an area: the same dots in every 4 x 4 pixels, in an order that the seed decides.

    So what a seed changes is everything that there is to see, but not what is left of it from far away.
    """
    picture = Image.new("RGB", (640, 480), (120, 130, 140))
    left, top, width, height = area
    chance = random.Random(seed)
    for x in range(left, left + width, 4):
        for y in range(top, top + height, 4):
            dots = [(shade, 287 - shade, shade) for shade in (104, 130, 157, 183)]
            chance.shuffle(dots)
            for dot, at in zip(dots, ((x, y), (x + 2, y), (x, y + 2), (x + 2, y + 2)), strict=True):
                picture.paste(dot, (*at, at[0] + 2, at[1] + 2))
    return picture


@pytest.mark.parametrize("area", [(96, 96, 96, 96), (100, 90, 332, 76), (3, 5, 28, 28)])
def test_two_sources_with_equal_coarse_means_cannot_be_told_apart_under_a_blur(area: Area) -> None:
    one, other = (encode_display(noise(seed, area)) for seed in (1, 2))
    assert ImageChops.difference(shown(one), shown(other)).getbbox() is not None
    assert redraw(one, [Blur(area)]) == redraw(other, [Blur(area)]), "nothing of the source is left in the bytes"


def test_one_number_on_a_card_looks_like_another() -> None:
    area = (70, 90, 420, 70)
    one, other = (shown(redraw(written(number), [Blur(area)])) for number in ("079 185 004 321", "079 185 004 327"))
    assert ImageChops.difference(one, other).getbbox() is None


def test_a_blur_leaves_the_rest_as_it_was() -> None:
    plain = encode_display(corners(640, 480))
    covered = shown(redraw(plain, [Blur((16, 16, 64, 64))]))
    assert near(covered, (600, 20), BLUE)
    assert near(covered, (300, 400), WHITE)


def test_a_blur_covers_the_blocks_that_it_touches() -> None:
    """A white dot at the edge of the block that the area begins in is gone as well"""
    picture = Image.new("RGB", (640, 480), (0, 0, 0))
    picture.paste(WHITE, (96, 96, 98, 98))
    covered = shown(redraw(encoded(picture, quality=100), [Blur((101, 101, 60, 60))]))
    assert near(covered, (96, 96), (16, 16, 16), 20)


@pytest.mark.parametrize("area", [(160, 160, -64, -64), (96, 96, 64, 64)])
def test_an_area_drawn_upwards_or_to_the_left_is_the_same_area(area: Area) -> None:
    assert redraw(written("123"), [Blur(area)]) == redraw(written("123"), [Blur((96, 96, 64, 64))])


def test_what_lies_outside_of_the_picture_is_left_out() -> None:
    plain = display()
    far = 10**15
    operations: list[Operation] = [
        Blur((700, 700, 50, 50)), Blur((10, 10, 0, 0)), Box((-far, -far, 2 * far, 2 * far)), Arrow((far, 0), (far, far))
    ]  # fmt: skip
    assert near(shown(redraw(plain, operations)), (320, 240), (120, 130, 140))


# -- marks ----------------------------------------------------------------------------------------------------------


def test_a_box_frames_its_area_and_an_arrow_ends_where_it_points() -> None:
    framed = shown(redraw(display(), [Box((100, 100, 200, 100))]))
    assert near(framed, (200, 101), INK, 60)
    assert near(framed, (101, 150), INK, 60)
    assert near(framed, (200, 150), (120, 130, 140))
    pointed = shown(redraw(display(), [Arrow((100, 300), (400, 300))]))
    assert near(pointed, (200, 300), INK, 60)
    assert near(pointed, (390, 300), INK, 60)
    assert near(pointed, (430, 300), (120, 130, 140))
    assert near(pointed, (385, 304), INK, 80), "the head is wider than the line"
    assert near(pointed, (200, 312), (120, 130, 140))


def test_an_arrow_without_length_and_a_label_without_words_draw_nothing() -> None:
    nothing: list[Operation] = [Arrow((9, 9), (9, 9)), Label((9, 9), "  ")]
    assert redraw(display(), nothing) == redraw(display(), [])


def test_a_label_stands_on_a_plate_that_stays_in_the_picture() -> None:
    told = shown(redraw(display(), [Label((100, 100), "Bảng niêm yết thiếu số điện thoại")]))
    assert near(told, (104, 104), WHITE, 40)
    edge = shown(redraw(display(), [Label((639, 479), "Cửa khoá")]))
    assert near(edge, (630, 472), WHITE, 60)
    long = shown(redraw(display(), [Label((0, 0), "một hai ba bốn năm sáu bảy tám chín mười " * 3)]))
    assert near(long, (6, 46), WHITE, 60), "several lines"


# -- turning and cropping -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("turns", [-3, 0, 1, 2, 3, 5])
def test_a_picture_is_turned_clockwise_by_quarters(turns: int) -> None:
    """The red corner is at the top left of the source, the blue one at the top right"""
    turned = shown(redraw(encode_display(corners(64, 32)), [Rotate(turns)]))
    assert turned.size == ((64, 32) if turns % 2 == 0 else (32, 64))
    right, bottom = turned.width - 3, turned.height - 3
    around = [(2, 2), (right, 2), (right, bottom), (2, bottom)]
    assert near(turned, around[turns % 4], RED, 50)
    assert near(turned, around[(turns + 1) % 4], BLUE, 50)


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_marks_lie_where_they_lay_in_the_source_however_it_is_turned(turns: int) -> None:
    marks: list[Operation] = [Box((100, 100, 200, 100)), Blur((300, 200, 96, 96)), Arrow((20, 400), (200, 440))]
    upright = shown(redraw(written("123"), marks))
    for turned in (redraw(written("123"), [*marks, Rotate(turns)]), redraw(written("123"), [Rotate(turns), *marks])):
        back = shown(turned)
        for _ in range(turns):
            back = back.transpose(Image.Transpose.ROTATE_90)
        differing = ImageChops.difference(upright, back).convert("L").point(lambda value: 255 if value > 90 else 0)
        assert differing.histogram()[255] < 60, "but for the edges of lines"


def test_a_crop_leaves_its_area_alone_and_several_what_they_share() -> None:
    plain = encode_display(corners(640, 480))
    one = shown(redraw(plain, [Crop((0, 0, 100, 50))]))
    assert one.size == (100, 50)
    assert near(one, (50, 25), RED)
    both = shown(redraw(plain, [Crop((300, 0, 400, 200)), Crop((0, 0, 400, 100))]))
    assert both.size == (100, 100)
    assert near(both, (80, 50), BLUE)
    turned = shown(redraw(plain, [Crop((0, 0, 100, 50)), Rotate(1)]))
    assert turned.size == (50, 100)
    assert near(turned, (25, 50), RED)


def test_marks_are_drawn_before_the_crop_wherever_it_stands() -> None:
    mark, crop = Box((100, 100, 200, 100)), Crop((90, 90, 120, 120))
    assert redraw(display(), [mark, crop]) == redraw(display(), [crop, mark])


@pytest.mark.parametrize(
    "crops", [[Crop((0, 0, 0, 9))], [Crop((0, 0, 9, 9)), Crop((20, 20, 9, 9))], [Crop((900, 0, 9, 9))]]
)
def test_something_must_be_left(crops: list[Operation]) -> None:
    with pytest.raises(KnownError, match=r"photo\.nothing_left"):
        redraw(display(), crops)


# -- bytes ----------------------------------------------------------------------------------------------------------


def test_the_same_operations_make_the_same_bytes_which_papers_print_as_they_are() -> None:
    operations: list[Operation] = [
        Blur((0, 0, 99, 99)),
        Label((9, 200), "cửa"),
        Box((5, 5, 50, 50)),
        Arrow((0, 0), (99, 99)),
        Rotate(1),
    ]
    copy = redraw(written("1"), operations)
    assert copy == redraw(written("1"), operations)
    assert plain_size(copy) == (480, 640)
    assert printable("copy", copy)[0] == copy


def test_nothing_but_the_picture_is_in_a_copy() -> None:
    copy = redraw(encoded(corners(64, 32)), [])
    assert b"Exif" not in copy
    assert plain_size(copy) == (64, 32)


@pytest.mark.parametrize(
    "foreign",
    [b"", b"\xff\xd8\xff\xd9", encoded(corners(), "PNG"), encoded(corners(), exif=b"Exif\0\0x"), encoded(corners(1300, 10)),
     jpeg_claiming(1200, 1201), encoded(corners(), progressive=True)],
    ids=["empty", "hollow", "png", "exif", "large", "huge", "progressive"],
)  # fmt: skip
def test_what_is_no_display_copy_is_not_opened(foreign: bytes) -> None:
    with pytest.raises(KnownError, match=r"photo\.not_display"):
        redraw(foreign, [])
