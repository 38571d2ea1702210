"""The one door to ReportLab: its settings must stand before Platypus is imported, so nobody imports it elsewhere.

Import the layout modules that use this one lazily: ReportLab costs 0.2 s.
"""

from __future__ import annotations

from io import BytesIO

from reportlab import rl_config

import resources

REGULAR, BOLD, ITALIC, BOLD_ITALIC = "Serif", "Serif-Bold", "Serif-Italic", "Serif-BoldItalic"
_FILES = {
    REGULAR: "LiberationSerif-Regular.ttf",
    BOLD: "LiberationSerif-Bold.ttf",
    ITALIC: "LiberationSerif-Italic.ttf",
    BOLD_ITALIC: "LiberationSerif-BoldItalic.ttf",
}

# Without this every file names Helvetica, which is not embedded: PDF/A forbids that.
rl_config.canvas_basefontname = REGULAR
# ASCII85 makes a photo a quarter larger and fifty times slower to write.
rl_config.useA85 = 0
# No clock and no chance in the file: the same paper has the same bytes.
rl_config.invariant = 1

from reportlab.pdfbase import pdfmetrics  # noqa: E402
from reportlab.pdfbase.ttfonts import TTFont  # noqa: E402

for _name, _file in _FILES.items():
    pdfmetrics.registerFont(TTFont(_name, BytesIO(resources.open_bytes(f"fonts/liberation-serif/{_file}"))))
pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD_ITALIC)

from reportlab.lib.styles import ParagraphStyle  # noqa: E402
from reportlab.lib.utils import ImageReader  # noqa: E402
from reportlab.pdfgen.canvas import Canvas  # noqa: E402
from reportlab.platypus import (  # noqa: E402
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    KeepTogether,
    LongTable,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

__all__ = [
    "BOLD",
    "BOLD_ITALIC",
    "ITALIC",
    "REGULAR",
    "BaseDocTemplate",
    "Canvas",
    "CondPageBreak",
    "Flowable",
    "Frame",
    "ImageReader",
    "KeepTogether",
    "LongTable",
    "NextPageTemplate",
    "PageBreak",
    "PageTemplate",
    "ParagraphStyle",
    "Spacer",
    "Table",
    "TableStyle",
    "Text",
    "glyphs",
    "text_width",
]


class Text(Paragraph):  # type: ignore[misc]
    """A paragraph that breaks its lines once for a width: tables ask every cell again while they draw."""

    _broken_for: float | None = None
    _size = (0.0, 0.0)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        if width != self._broken_for or not hasattr(self, "blPara"):  # splitting forgets the lines
            self._size = super().wrap(width, height)
            self._broken_for = width
        return self._size


def text_width(text: str, font: str, size: float) -> float:
    """Return the width of `text` in points."""
    return float(pdfmetrics.stringWidth(text, font, size))


def glyphs() -> frozenset[int]:
    """Return the code points that the serif can print."""
    return frozenset(pdfmetrics.getFont(REGULAR).face.charToGlyph)
