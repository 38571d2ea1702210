"""Answers of one item: what a person types, what fits, what it amounts to, how it reads."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Final, assert_never

import msgspec

from inspector.errors import KnownError
from inspector.journal.canon import MAX_INTEGER
from inspector.journal.value import (
    DONE,
    FAIL,
    GOOD,
    NOT_APPLICABLE,
    NOT_DONE,
    NOT_VERIFIABLE,
    PASS,
    Mark,
    Measure,
    Value,
)
from inspector.rules.item import AnswerType, Item
from inspector.text import clean, fold
from resources import Language, say

_MAX_DECIMAL: Final = 16

_ALWAYS = {
    "na": NOT_APPLICABLE, "n/a": NOT_APPLICABLE, "kad": NOT_APPLICABLE,
    "khong ap dung": NOT_APPLICABLE, "not applicable": NOT_APPLICABLE,
    "nv": NOT_VERIFIABLE, "kkt": NOT_VERIFIABLE,
    "khong kiem tra duoc": NOT_VERIFIABLE, "not verifiable": NOT_VERIFIABLE,
}  # fmt: skip
_TYPED: dict[AnswerType, dict[str, Mark]] = {
    "ternary": {"pass": PASS, "dat": PASS, "d": PASS, "fail": FAIL, "khong dat": FAIL, "kd": FAIL},
    "graded": {
        "good": GOOD, "tot": GOOD, "thuc hien tot": GOOD,
        "done": DONE, "co": DONE, "co thuc hien": DONE,
        "not done": NOT_DONE, "chua": NOT_DONE, "chua thuc hien": NOT_DONE,
    },
}  # fmt: skip
_ALLOWED: dict[AnswerType, str] = {
    "ternary": "pass (dat), fail (khong dat)",
    "graded": "good (tot), done (co), not_done (chua)",
    "ratio": "40/46",
    "percent": "92,5",
    "count": "3",
    "minutes": "12,5",
    "text": "…",
}
"""What the sentence of a refusal names; every item takes na (kad) and nv (kkt) as well."""

_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?\Z")
_TYPED_DECIMAL = re.compile(r"([0-9]+)(?:[.,]([0-9]+))?\Z")
_TYPED_RATIO = re.compile(r"([0-9]{1,15}) ?/ ?([0-9]{1,15})\Z")
_TYPED_COUNT = re.compile(r"[0-9]{1,15}\Z")


class Standing(Enum):
    """What an answer amounts to."""

    MET = "met"
    PARTLY = "partly"
    UNMET = "unmet"
    LEFT_OUT = "left_out"
    """Not applicable: leaves every denominator."""
    UNKNOWN = "unknown"
    """Could not be verified: leaves every denominator, and is counted on its own."""
    NO_STANDING = "no_standing"
    """A text, or a measure without a target: told, never judged."""


def parse(item: Item, typed: str) -> Value:
    """Return the answer that a person typed for an item: words with or without diacritics, or a number.

    Raises: KnownError("answer.unfit", "text.control").
    """
    text = clean(typed)
    word = fold(text).replace("_", " ")
    mark = _ALWAYS.get(word) or _TYPED.get(item.answer, {}).get(word)
    if mark is not None:
        return mark
    measure = _measured(item.answer, text.removesuffix("%").rstrip() if item.answer == "percent" else text)
    if measure is None:
        raise _unfit(item, typed)
    admits(item, measure)
    return measure


def _measured(answer: AnswerType, text: str) -> Measure | None:
    match answer:
        case "graded" | "ternary":
            return None
        case "ratio":
            ratio = _TYPED_RATIO.match(text)
            return Measure(n=int(ratio[1]), total=int(ratio[2])) if ratio else None
        case "count":
            return Measure(count=int(text)) if _TYPED_COUNT.match(text) else None
        case "percent":
            number = _TYPED_DECIMAL.match(text)
            return Measure(percent=_canonical(number)) if number else None
        case "minutes":
            number = _TYPED_DECIMAL.match(text)
            return Measure(minutes=_canonical(number)) if number else None
        case "text":
            return Measure(text=text) if text else None
        case _:
            assert_never(answer)


def _canonical(number: re.Match[str]) -> str:
    whole, part = number[1].lstrip("0") or "0", (number[2] or "").rstrip("0")
    return f"{whole}.{part}" if part else whole


def admits(item: Item, value: Value) -> None:
    """Let pass a value that the item can be answered with.

    Raises: KnownError("answer.unfit") with `item` (its code), `given` and `allowed`.
    """
    if isinstance(value, str):
        fits = value in (NOT_APPLICABLE, NOT_VERIFIABLE) or value in _TYPED.get(item.answer, {}).values()
    else:
        fits = _shape(value) == item.answer and _in_range(value)
    if not fits:
        raise _unfit(item, value if isinstance(value, str) else _given(value))


def _shape(measure: Measure) -> str:
    """Return the answer type whose shape is filled, or nothing if none or several are."""
    filled = {name for name in measure.__struct_fields__ if getattr(measure, name) is not None}
    if filled == {"n", "total"}:
        return "ratio"
    return filled.pop() if len(filled) == 1 and not filled & {"n", "total"} else ""


def _in_range(measure: Measure) -> bool:
    if measure.n is not None and measure.total is not None:
        return 0 <= measure.n <= measure.total <= MAX_INTEGER and measure.total > 0
    if measure.percent is not None:
        return _is_decimal(measure.percent) and 0 <= Decimal(measure.percent) <= 100
    if measure.minutes is not None:
        return _is_decimal(measure.minutes) and Decimal(measure.minutes) >= 0
    if measure.count is not None:
        return 0 <= measure.count <= MAX_INTEGER
    return measure.text is not None and bool(measure.text.strip())


def _is_decimal(text: str) -> bool:
    return len(text) <= _MAX_DECIMAL and _DECIMAL.match(text) is not None and text != "-0"


def _given(measure: Measure) -> str:
    members = msgspec.to_builtins(measure)
    return ", ".join(f"{name} {member}" for name, member in members.items()) or "—"


def _unfit(item: Item, given: str) -> KnownError:
    return KnownError("answer.unfit", item=item.code, given=given, allowed=_ALLOWED[item.answer])


def standing(item: Item, value: Value) -> Standing:
    """Return what an answer amounts to: the words by themselves, a measure by the item's target.

    Raises: KnownError("answer.unfit"), if the item cannot be answered with the value.
    """
    admits(item, value)
    if isinstance(value, str):
        return _OF_MARK[value]
    target = item.target
    if target is None:
        return Standing.NO_STANDING
    reached = _reached(value)
    if target.at_most is not None:
        return Standing.MET if reached <= Fraction(target.at_most) else Standing.UNMET
    assert target.at_least is not None
    if reached >= Fraction(target.at_least):
        return Standing.MET
    partly = target.partly_from is not None and reached >= Fraction(target.partly_from)
    return Standing.PARTLY if partly else Standing.UNMET


_OF_MARK = {
    PASS: Standing.MET,
    GOOD: Standing.MET,
    DONE: Standing.PARTLY,
    FAIL: Standing.UNMET,
    NOT_DONE: Standing.UNMET,
    NOT_APPLICABLE: Standing.LEFT_OUT,
    NOT_VERIFIABLE: Standing.UNKNOWN,
}


def _reached(measure: Measure) -> Fraction:
    """Return the measure in the unit of its target: per cent for a ratio."""
    if measure.n is not None and measure.total is not None:
        return Fraction(100 * measure.n, measure.total)
    return Fraction(measure.percent or measure.minutes or measure.count or 0)


def is_failure(item: Item, value: Value) -> bool:
    """Tell whether an answer needs what the item wants of a failure: unmet, or a ratio with some who failed.

    Raises: KnownError("answer.unfit").
    """
    found = standing(item, value)
    return found is Standing.UNMET or (found is Standing.PARTLY and item.answer == "ratio")


def say_value(item: Item, value: Value, language: Language) -> str:
    """Return an answer in words: "Đạt", "40/46 công chức", "92,5%", "12 phút"; a text as it was written."""
    if isinstance(value, str):
        return say(f"answer.{value}", language)
    if value.text is not None:
        return value.text
    noun = item.counted.noun.say(language) if item.counted is not None else ""
    number = value.percent or value.minutes or ""
    return say(
        f"answer.{_shape(value)}",
        language,
        n=value.n,
        total=value.total,
        count=value.count,
        noun=noun,
        number=number.replace(".", ",") if language == "vi" else number,
    )
