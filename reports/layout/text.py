"""From text as data to text as ReportLab wants it."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from reports.layout import engine
from reports.outline.blocks import Run, Runs


def printable(text: str) -> str:
    """Return `text` with what the serif cannot draw written as its code, such as `[U+1F44D]`.

    A box in place of a sign would lose what was written; a sign that turns the reading direction could hide it.
    """
    assert unicodedata.is_normalized("NFC", text), text
    if text.isascii() and text.isprintable():
        return text
    return "".join(_printable_char(char) for char in text)


@cache
def _printable_char(char: str) -> str:
    if char == "\n":
        return char
    if char == "\t":
        return " "
    hidden = unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    return char if ord(char) in engine.glyphs() and not hidden else f"[U+{ord(char):04X}]"


def markup(runs: Runs) -> str:
    """Return the runs in the notation of ReportLab's paragraphs."""
    said = ""
    for run in runs:
        text = escape(printable(run.text)).replace("\n", "<br/>")
        text = f"<b>{text}</b>" if run.bold else text
        said += f"<i>{text}</i>" if run.italic else text
    return said


def paragraph(runs: Runs, style: engine.ParagraphStyle) -> engine.Text:
    """Return the runs as a paragraph in a style that is made once.

    One run without a line break, as nearly every cell and caption is, needs no parser, which takes as long as breaking
    the lines.
    """
    if len(runs) == 1:
        (run,) = runs
        text = printable(run.text)
        if text and text == text.strip() and "\n" not in text:
            return engine.Text(text, style, frags=[_specimen(style, run.bold, run.italic).clone(text=text)])
    return engine.Text(markup(runs), style)


@cache
def _specimen(style: engine.ParagraphStyle, bold: bool, italic: bool) -> Any:
    """Return how the parser writes one run."""
    (fragment,) = engine.Text(markup((Run("x", bold, italic),)), style).frags
    return fragment


def lines(text: str, font: str, size: float, width: float) -> tuple[str, ...]:
    """Break `text` into as few lines of `width` as it takes, about equally long: headings look centred, not cut off.

    A line feed in the text breaks the line. Spaces are kept: several in a row leave room to write by hand.
    """
    return tuple(line for part in printable(text).split("\n") for line in _balanced(part.split(" "), font, size, width))


def _balanced(words: list[str], font: str, size: float, width: float) -> list[str]:
    best = _filled(words, font, size, width)
    narrower = width
    while len(best) > 1:
        narrower -= size / 4
        tried = _filled(words, font, size, narrower)
        if len(tried) > len(best) or max(engine.text_width(line, font, size) for line in tried) > narrower:
            break
        best = tried
    return best


def _filled(words: list[str], font: str, size: float, width: float) -> list[str]:
    filled: list[str] = []
    for word in words:
        longer = f"{filled[-1]} {word}" if filled else word
        if filled and engine.text_width(longer, font, size) <= width:
            filled[-1] = longer
        elif word or not filled:  # room to write does not begin a line
            filled.append(word)
    return filled
