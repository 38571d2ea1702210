from __future__ import annotations

import pytest

from reports.layout import engine
from reports.layout.text import lines, markup, printable
from reports.outline.blocks import Run


def test_text_is_never_read_as_markup() -> None:
    said = markup((Run("<b>a</b> & <font size=90>b", bold=True), Run("\nc", italic=True)))
    assert said == "<b>&lt;b&gt;a&lt;/b&gt; &amp; &lt;font size=90&gt;b</b><i><br/>c</i>"


def test_what_the_serif_cannot_draw_is_written_as_its_code() -> None:
    assert printable("đã xem 👍 ☑") == "đã xem [U+1F44D] [U+2611]"


def test_a_sign_that_turns_the_reading_direction_is_shown() -> None:
    assert printable("Đạt\u202ekhông\u200b") == "Đạt[U+202E]không[U+200B]"


def test_every_vietnamese_letter_can_be_printed() -> None:
    letters = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ₫–…“”≥"
    assert printable(letters + letters.upper()) == letters + letters.upper()


def test_text_that_is_not_composed_is_a_bug() -> None:
    with pytest.raises(AssertionError):
        printable("Hồ Thị Ky\u0309")


def test_lines_of_a_title_are_about_equally_long() -> None:
    title = "Kiểm tra đột xuất việc tiếp nhận và giải quyết thủ tục hành chính tại Bộ phận Một cửa xã Hồ Thị Kỷ"
    broken = lines(title, engine.BOLD, 14, 400)
    widths = [engine.text_width(line, engine.BOLD, 14) for line in broken]
    assert " ".join(broken) == title
    assert len(broken) == 2
    assert min(widths) > 0.75 * max(widths)


def test_a_line_feed_breaks_a_title_and_room_to_write_stays() -> None:
    assert lines("ỦY BAN\nTỈNH", engine.BOLD, 12, 400) == ("ỦY BAN", "TỈNH")
    assert lines("(Kèm theo Công văn số      /ĐKT)", engine.BOLD, 12, 400) == ("(Kèm theo Công văn số      /ĐKT)",)
