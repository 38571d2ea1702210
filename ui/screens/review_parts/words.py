"""The sentences of the review's rows."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from inspector.journal.value import Measure
from inspector.rules.answers import say_value
from inspector.rules.checklist import Checklist
from inspector.rules.item import Item
from resources import Language, say
from ui.work.reviewing import Review, Row, share_of

_CODES_SHOWN = 2


@dataclass(frozen=True, slots=True)
class RowWords:
    """What is printed of a row: what it is about, what there is to say, what the link does."""

    about: str
    words: str
    link: str


def row_words(row: Row, checklist: Checklist, language: Language) -> RowWords:
    """Return the sentences of one row."""
    items = [checklist.item(one) for one in row.items]
    codes = [item.code for item in items]
    only = items[0] if len(items) == 1 else None
    many = "-many" if len(items) > 1 and row.blocks else ""
    minutes, seconds = divmod(row.seconds, 60)
    words = say(
        f"review.row-{row.kind}{many}",
        language,
        item=only.short.say(language) if only is not None else "",
        count=len(row.photos) or len(items),
        codes=", ".join(codes),
        now=_value(only, row.now, language),
        before=_value(only, row.before, language),
        text=row.text,
        minutes=minutes,
        seconds=seconds,
    )
    return RowWords(_about(row, codes, language), words, say(f"review.link-{row.kind}", language))


def _about(row: Row, codes: list[str], language: Language) -> str:
    if row.kind in ("clock", "early"):
        return say("review.about-clock", language)
    if not codes:
        return say("review.about-photos", language)
    more = len(codes) - _CODES_SHOWN
    return ", ".join(codes[:_CODES_SHOWN]) + (f" +{more}" if more > 0 else "")


def _value(item: Item | None, value: Measure | None, language: Language) -> str:
    if item is None or value is None:
        return ""
    words = say_value(item, value, language)
    share = share_of(value) if value.n is not None else None
    return words if share is None else f"{words} ({_percent(share, language)})"


def _percent(share: Fraction, language: Language) -> str:
    text = f"{float(share):.1f}".removesuffix(".0")
    return f"{text.replace('.', ',')}%" if language == "vi" else f"{text}%"


def advice(found: Review, checklist: Checklist, language: Language) -> str:
    """Return what is recorded with the seal of that which was worth another look; nothing if nothing was."""
    if not found.should:
        return ""
    rows = [row_words(row, checklist, language) for row in found.should]
    told = "; ".join(f"{one.about}: {one.words}" for one in rows)
    return say("review.advice", language, count=len(rows), rows=told)


def codes_of_open(found: Review, checklist: Checklist) -> str:
    """Return the codes of what must be finished, the first few of many."""
    codes = [checklist.item(one).code for one in found.open_items]
    return ", ".join(codes[:4]) + (f" +{len(codes) - 4}" if len(codes) > 4 else "")
