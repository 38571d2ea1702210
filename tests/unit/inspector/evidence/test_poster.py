from __future__ import annotations

import io
import math
from typing import Literal

import pytest
import zxingcpp
from PIL import Image

from inspector.evidence import poster
from inspector.evidence.lettering import REGULAR, SEMIBOLD, font
from inspector.evidence.poster import Poster, draw

LINK = "https://dichvucong.gov.vn/p/home/dvc-tra-cuu-tthc.html?xa=mẫu"
SAMPLE = Poster(
    heading="BỘ PHẬN MỘT CỬA – XÃ MẪU",
    title="QUÉT MÃ QR TRA CỨU THỦ TỤC HÀNH CHÍNH",
    lines=(
        "Danh mục thủ tục, hồ sơ cần nộp, thời hạn và lệ phí của từng thủ tục tại xã",
        "Đường dây nóng: số minh hoạ",
    ),
    link=LINK,
)


@pytest.mark.parametrize("form", ["png", "jpeg"])
def test_the_code_on_a_poster_is_read_back(form: Literal["png", "jpeg"]) -> None:
    with Image.open(io.BytesIO(draw(SAMPLE, form))) as picture:
        assert picture.format == form.upper()
        assert [code.text for code in zxingcpp.read_barcodes(picture)] == [LINK]


def test_the_code_is_still_read_from_a_small_photo_of_the_poster() -> None:
    with Image.open(io.BytesIO(draw(SAMPLE))) as picture:
        picture.thumbnail((400, 400))
        assert [code.text for code in zxingcpp.read_barcodes(picture.rotate(12, fillcolor="grey"))] == [LINK]


def test_a_poster_has_the_proportions_of_a4() -> None:
    assert math.isclose(poster.HEIGHT / poster.WIDTH, 297 / 210, rel_tol=0.001)


def test_the_same_poster_has_the_same_bytes() -> None:
    assert draw(SAMPLE) == draw(SAMPLE)


def test_every_letter_of_vietnamese_is_in_the_fonts() -> None:
    letters = (
        "ăâđêôơưĂÂĐÊÔƠƯạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ–"
    )
    for name in (REGULAR, SEMIBOLD):
        face = font(name, 40)
        missing = bytes(face.getmask("\uf8ff"))
        assert [letter for letter in letters if bytes(face.getmask(letter)) == missing] == []


def test_more_text_than_a_poster_holds_is_a_bug() -> None:
    with pytest.raises(AssertionError):
        draw(Poster(heading="", title="", lines=("một dòng",) * 20, link=LINK))
