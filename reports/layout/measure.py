"""The page of Nghị định 30/2020/NĐ-CP in figures. Lengths in points unless the name says otherwise.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần I (paper, margins), II (each element) and mục V (sizes, by its samples).
"""

from __future__ import annotations

from typing import Final

POINTS_PER_MM: Final = 72 / 25.4


def mm(millimetres: float) -> float:
    """Return a length in points."""
    return millimetres * POINTS_PER_MM


PAGE: Final = (mm(210), mm(297))
MARGIN_TOP: Final = mm(20)
MARGIN_BOTTOM: Final = mm(20)
MARGIN_LEFT: Final = mm(30)
MARGIN_RIGHT: Final = mm(15)
TEXT_WIDTH: Final = PAGE[0] - MARGIN_LEFT - MARGIN_RIGHT
TEXT_HEIGHT: Final = PAGE[1] - MARGIN_TOP - MARGIN_BOTTOM

# Fractions of the text's width from the drawing (mục IV). Ô 2 and 3 end at 0.44, and beside them ô 1 and 4 have just
# room for quốc hiệu; ô 7a lies around 0.74; ô 9a lies around 0.63.
HEAD_COLUMNS: Final = (0.44 * TEXT_WIDTH, 0.56 * TEXT_WIDTH)
CLOSE_COLUMNS: Final = (0.48 * TEXT_WIDTH, 0.52 * TEXT_WIDTH)
ADDRESSEES_MIDDLE: Final = 0.63 * TEXT_WIDTH

SIZE_COUNTRY: Final = 12  # quốc hiệu
SIZE_MOTTO: Final = 13  # tiêu ngữ
SIZE_ISSUER: Final = 12
SIZE_NUMBER: Final = 13
SIZE_PLACE: Final = 13
SIZE_TITLE: Final = 14  # tên loại, trích yếu, phụ lục
SIZE_REGARDING: Final = 12  # "V/v"
SIZE_BODY: Final = 14
SIZE_TABLE: Final = 12
# The decree names no size for tables and notes; 8.5 points are legible on paper and let thirteen columns stand upright.
SIZE_DENSE: Final = 8.5
SIZE_NOTE: Final = 11
SIZE_RECIPIENTS_HEAD: Final = 12
SIZE_RECIPIENTS: Final = 11
SIZE_PAGE_NUMBER: Final = 14
SIZE_FOOTER: Final = 8

# Line spacing lies between single and 1.5 lines; Liberation Serif's single line is 1.149 of its size.
SINGLE: Final = 1.15
LEADING_BODY: Final = 18
FIRST_LINE_INDENT: Final = mm(12.7)
PARAGRAPH_GAP: Final = 6
REGARDING_GAP: Final = 6

RULE_THICKNESS: Final = 0.7
RULE_GAP: Final = 3
SHORT_RULE: Final = 0.4  # of the text above: between one third and one half

# Ô 7c, and ô 8 overlapping its left edge.
SIGNATURE_BOX: Final = (mm(58), mm(23))
OFFICE_BOX: Final = (mm(24), mm(24))

# How high a picture with its caption may be: so many rows fill a page, and still do below the heading of an appendix.
PHOTO_HIGH: Final = {1: mm(218), 2: mm(109), 3: mm(72)}
PHOTO_GAP: Final = 6
PHOTO_GUTTER: Final = 11
QR_SIDE: Final = mm(36)
