"""Second opinions on a PDF from programs that are not ours: poppler and qpdf."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

_PAGE = re.compile(r'<page number="(\d+)"')
_FONT = re.compile(r'<fontspec id="(\d+)" size="(\d+)" family="([^"]+)" color="([^"]+)"')
_TEXT = re.compile(r'<text top="(-?\d+)" left="(-?\d+)" width="(\d+)" height="(\d+)" font="(\d+)">(.*)</text>')


def run(program: str, data: bytes, *options: str) -> str:
    """Return what a program says of a PDF; skips the test where the program is not installed."""
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed (Debian: poppler-utils, qpdf)")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "paper.pdf")
        file.write_bytes(data)
        told = ["-"] if program == "pdftotext" else []
        before = [*options, str(file), *told]
        done = subprocess.run([program, *before], capture_output=True, check=False, timeout=60)
    return done.stdout.decode() + done.stderr.decode()


@dataclass(frozen=True)
class Piece:
    """A stretch of text as it stands on the page; points from the upper left corner."""

    page: int
    left: int
    top: int
    width: int
    size: int
    text: str
    bold: bool
    italic: bool

    @property
    def right(self) -> int:
        return self.left + self.width

    @property
    def middle(self) -> float:
        return self.left + self.width / 2


@lru_cache(maxsize=8)
def pieces(data: bytes) -> list[Piece]:
    """Return every stretch of text of a PDF, in the order of its pages."""
    found: list[Piece] = []
    page = 0
    sizes: dict[str, int] = {}
    for line in run("pdftohtml", data, "-xml", "-i", "-stdout", "-zoom", "1").splitlines():
        if match := _PAGE.search(line):
            page = int(match[1])
        elif match := _FONT.search(line):
            sizes[match[1]] = int(match[2])
        elif match := _TEXT.search(line):
            top, left, width, _, font, marked = match.groups()
            text = html.unescape(re.sub(r"</?[bi]>", "", marked))
            bold, italic = (marked.startswith((f"<{face}>", f"<i><{face}>", f"<b><{face}>")) for face in "bi")
            found.append(Piece(page, int(left), int(top), int(width), sizes[font], text, bold, italic))
    return found


def one(data: bytes, text: str) -> Piece:
    """Return the only stretch that begins with `text`."""
    found = [piece for piece in pieces(data) if piece.text.startswith(text)]
    assert len(found) == 1, (text, found)
    return found[0]


def rules(data: bytes, page: int = 0) -> list[tuple[float, float, float]]:
    """Return left, right and height above the foot of every horizontal line drawn by itself."""
    found = []
    stack, matrix = [], pikepdf.Matrix()
    start = (0.0, 0.0)
    with pikepdf.open(BytesIO(data)) as pdf:
        for step in pikepdf.parse_content_stream(pdf.pages[page]):
            operands: list[Any] = list(step.operands)
            match str(step.operator), [float(one) for one in operands if isinstance(one, int | float | Decimal)]:
                case "q", _:
                    stack.append(matrix)
                case "Q", _:
                    matrix = stack.pop()
                case "cm", numbers:
                    matrix = pikepdf.Matrix(*numbers) @ matrix
                case "m", [x, y]:
                    start = matrix.transform((x, y))
                case "l", [x, y]:
                    end = matrix.transform((x, y))
                    found.append((start[0], end[0], start[1]))
                case _:
                    pass
    return found
