"""Pages as pictures."""

from __future__ import annotations

from io import BytesIO

import pytest

from inspector.errors import KnownError
from reports.pages import page_pictures


def paper(pages: int) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    file = BytesIO()
    canvas = Canvas(file, pagesize=(144, 72))
    for _ in range(pages):
        canvas.setFillColorRGB(1, 0, 0)
        canvas.rect(0, 0, 72, 72, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def test_a_page_has_the_pixels_that_its_resolution_asks_for() -> None:
    found = page_pictures(paper(3), 0, 2, 144)
    assert found.total == 3
    assert len(found.pictures) == 2
    picture = found.pictures[0]
    assert (picture.width, picture.height) == (288, 144)
    assert len(picture.pixels) == 4 * 288 * 144
    blue_green_red = picture.pixels[0:3]
    assert blue_green_red == bytes((0, 0, 255))
    assert picture.pixels[-4:-1] == bytes((255, 255, 255))


def test_a_width_that_is_no_multiple_of_the_librarys_step_has_rows_without_gaps() -> None:
    picture = page_pictures(paper(1), 0, 1, 71)
    one = picture.pictures[0]
    assert len(one.pixels) == 4 * one.width * one.height


def test_pages_beyond_the_last_are_none() -> None:
    assert page_pictures(paper(1), 1, 5, 72).pictures == ()


def test_what_is_no_paper_is_told() -> None:
    with pytest.raises(KnownError) as refused:
        page_pictures(b"khong phai PDF", 0, 1, 72)
    assert refused.value.key == "paper.unreadable"
