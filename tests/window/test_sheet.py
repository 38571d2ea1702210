"""The table on paper: every row on one page and in order, whatever fits; files that other programs open."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QColor, QImage

from tests.unit.reports.poppler import run
from tests.window.stage import application
from ui.models.matrix import Wording
from ui.screens.overview_parts.drawing import pages, picture
from ui.screens.overview_parts.sheet import Sheet
from ui.work.faces import Choice, Column, Field, Span, Table
from ui.work.overview import Line
from ui.work.trend import Tally


class Plain:
    """Words for a table of no round."""

    def wording(self) -> Wording:
        return Wording(
            spoken=lambda line, column, field: field.state,
            group=lambda line: line.district,
            sum=lambda line: "",
            heading=lambda column: column.title,
            names=("Địa bàn cũ", "Đơn vị", "Tồn tại"),
        )

    def legend(self, table: Table) -> list[tuple[Field, str]]:
        return [(Field("met"), "Đạt, tốt")]


def table(groups: Sequence[int], columns: int) -> Table:
    """Return a table with groups of so many rows; every second field fails."""
    lines: list[Line] = []
    spans: list[Span] = []
    for number, count in enumerate(groups):
        spans.append(Span(len(lines), count, f"Huyện {number}"))
        lines += [
            Line(None, f"Xã số {number}.{n}", f"Huyện {number}", "", Tally(1, columns), ((), ()))  # type: ignore[arg-type]
            for n in range(count)
        ]
    heads = tuple(Column(str(n), f"A{n + 1}", f"Tiêu chí {n + 1}", f"{'AB'[n % 2]}. Nhóm") for n in range(columns))
    row = tuple(Field("unmet", failed=True) if n % 2 else Field("met") for n in range(columns))
    return Table(
        tuple(lines), heads, (row,) * len(lines), (Tally(1, 3),) * columns, tuple(spans), Tally(len(lines), 99)
    )


def sheet(groups: Sequence[int], columns: int = 4) -> Sheet:
    application()
    return Sheet(table(groups, columns), Choice(), Plain(), "Chưa đạt")  # type: ignore[arg-type]


GROUPS = st.lists(st.integers(1, 9), min_size=1, max_size=12)


@given(GROUPS, st.integers(160, 2000))
def test_every_row_stands_once_and_in_order_and_fits_its_page(groups: list[int], height: int) -> None:
    drawn = sheet(groups)
    parts = drawn.pages(height)
    assert [row for rows in parts for row in rows] == list(range(sum(groups)))
    for rows in parts:
        assert drawn.head + drawn.height(rows) <= height or len(rows) == 1
    last = drawn.head + drawn.height(parts[-1]) + drawn.rest
    assert last <= height or not parts[-1] or len(parts[-1]) == 1


def drawn_to(make: object, drawn: Sheet) -> bytes:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    for _ in make(drawn, "Đợt thử", lambda page, of: f"trang {page}/{of}", buffer):  # type: ignore[operator]
        pass
    return bytes(buffer.data().data())


def test_a_picture_has_every_row_and_column() -> None:
    drawn = sheet([3, 2], 6)
    image = QImage.fromData(drawn_to(picture, drawn))
    rows = range(5)
    assert (image.width(), image.height()) == (
        (drawn.width + 48) * 2, (drawn.head + drawn.height(rows) + drawn.rest + 48) * 2,
    )  # fmt: skip
    failing = QColor("#F9D5D1").rgb()
    top = (24 + drawn.head + 4) * 2
    along = {image.pixel(x, top) for x in range(image.width())}
    assert failing in along
    assert QColor("#EDF7F0").rgb() in along


@pytest.mark.parametrize(("groups", "columns", "size"), [([3, 2], 6, "A4"), ([9] * 12, 39, "A3")])
def test_pages_can_be_read_as_text(groups: list[int], columns: int, size: str) -> None:
    pdf = drawn_to(pages, sheet(groups, columns))
    text = run("pdftotext", pdf, "-layout")
    assert all(f"Xã số {number}.{n}" in text for number, count in enumerate(groups) for n in range(count))
    assert "trang 1/" in text
    assert "Chưa đạt" in text
    assert f"Tiêu chí {columns}" in text
    assert f"({size})" in run("pdfinfo", pdf)
