"""What is placed as it came, what is written anew, and what is refused."""

from __future__ import annotations

from io import BytesIO
from random import Random

import pytest
from PIL import Image

from inspector.errors import KnownError
from reports.layout.pictures import plain_size, printable
from reports.outline.blocks import Paragraph, Photo, Photos, plain
from reports.pdf import render
from tests.unit.reports import papers
from tests.unit.reports.layout.test_page import letter_with


def noise(width: int, height: int, seed: int = 1) -> Image.Image:
    return Image.frombytes("RGB", (width, height), Random(seed).randbytes(width * height * 3))


def jpeg(image: Image.Image, **options: object) -> bytes:
    written = BytesIO()
    image.save(written, "JPEG", **options)
    return written.getvalue()


def placed(data: bytes) -> bytes:
    return printable("anh", data)[0]


def refuse(data: bytes) -> None:
    with pytest.raises(KnownError) as refused:
        printable("anh", data)
    assert (refused.value.key, refused.value.params) == ("papers.image-unreadable", {"name": "anh"})


@pytest.mark.parametrize("subsampling", [0, 1, 2])
@pytest.mark.parametrize("optimize", [True, False])
@pytest.mark.parametrize("quality", [1, 80, 100])
def test_a_display_copy_is_placed_as_it_is(subsampling: int, optimize: bool, quality: int) -> None:
    data = jpeg(noise(120, 70), quality=quality, subsampling=subsampling, optimize=optimize)
    assert placed(data) == data
    assert plain_size(data) == (120, 70) == printable("anh", data)[1]


@pytest.mark.parametrize(
    ("size", "shown"), [((1280, 960), (1200, 900)), ((3000, 4000), (900, 1200)), ((9, 2400), (5, 1200))]
)
def test_a_larger_picture_is_reduced_to_1200_pixels(size: tuple[int, int], shown: tuple[int, int]) -> None:
    data = placed(papers.picture(*size))
    assert plain_size(data) == shown
    assert placed(papers.picture(*size)) == data


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_a_png_becomes_a_jpeg(mode: str) -> None:
    written = BytesIO()
    noise(40, 30).convert(mode).save(written, "PNG")
    assert plain_size(placed(written.getvalue())) == (40, 30)


def test_what_is_transparent_becomes_white() -> None:
    written = BytesIO()
    Image.new("RGBA", (40, 30), (0, 0, 0, 0)).save(written, "PNG")
    with Image.open(BytesIO(placed(written.getvalue()))) as shown:
        assert shown.getextrema() == ((255, 255),) * 3


@pytest.mark.parametrize(
    "data",
    [
        jpeg(noise(40, 30).convert("L")),
        jpeg(noise(40, 30), progressive=True),
        jpeg(noise(40, 30), comment=b"where it was taken"),
        jpeg(noise(40, 30), exif=b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0"),
        jpeg(noise(40, 30), icc_profile=b"profile"),
        jpeg(noise(40, 30), restart_marker_rows=1),
        jpeg(noise(40, 30)) + b"behind the end",
    ],
    ids=["grey", "progressive", "comment", "exif", "profile", "restart", "trailing"],
)
def test_a_jpeg_of_another_make_is_written_anew_without_what_it_carries(data: bytes) -> None:
    assert plain_size(data) is None
    assert plain_size(placed(data)) == (40, 30)
    assert b"where it was taken" not in placed(data)
    assert b"Exif" not in placed(data)


@pytest.mark.parametrize("keep", [0, 1, 2, 3, 100, 400, 620, 700, -3, -2, -1])
def test_a_picture_that_is_cut_short_is_refused(keep: int) -> None:
    refuse(jpeg(noise(120, 90))[:keep])


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded() -> None:
    header = jpeg(noise(40, 30))
    at = header.index(b"\xff\xc0") + 5
    refuse(header[:at] + (14000).to_bytes(2, "big") + (15000).to_bytes(2, "big") + header[at + 4 :])


@pytest.mark.parametrize("optimize", [True, False])
def test_what_counts_as_plain_can_be_decoded(optimize: bool) -> None:
    """Bytes are changed at random, most of them in the tables; decoders agree with what is placed unread."""
    sound = jpeg(noise(48, 40), optimize=optimize)
    start = sound.index(b"\xff\xda") + 14
    random = Random(7)
    untouched = 0
    for _ in range(4000):
        data = bytearray(sound)
        for _ in range(random.randint(1, 3)):
            at = random.randrange(start if random.random() < 0.9 else len(data))
            data[at] = random.choice((random.randrange(256), data[at] ^ 1 << random.randrange(8), 0, 255))
        if plain_size(bytes(data)) is None:
            continue
        untouched += 1
        with Image.open(BytesIO(data), formats=("JPEG",)) as opened:
            assert opened.size == plain_size(bytes(data))
            if opened.width * opened.height < 1_000_000:
                opened.load()
    assert untouched > 400


def test_a_picture_that_stands_twice_is_kept_once() -> None:
    twice = Photos((Photo("a", ("Ảnh 1",)), Photo("b", ("Ảnh 2",))), per_page=6)
    one = papers.picture(400, 300)
    data = render(letter_with(twice, Paragraph(plain("./."))), {"a": one, "b": bytes(bytearray(one))})
    assert data.count(one) == 1
