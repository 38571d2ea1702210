"""Text as people type, search, sort and read it: one door for all of it, no locale and no clock."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import accumulate
from unicodedata import category, is_normalized, normalize

from inspector.errors import KnownError

BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
INVISIBLE = frozenset("\u00ad\u034f\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff")

_DROPPED = {ord(sign): None for sign in BIDI | INVISIBLE}
_LINES = str.maketrans({"\t": " ", "\r": "\n", "\u2028": "\n", "\u2029": "\n"})
# Latin Eth looks like the Vietnamese letter, and old fonts and scanners write it: two texts that read alike would
# neither be found by one search nor have one hash.
_ETH = str.maketrans("\u00d0\u00f0", "\u0110\u0111")

_ODD = re.compile(f"[{''.join(BIDI | INVISIBLE)}\u00d0\u00f0]")
"""Rare in a text, and translating one is slow."""
_TONES_AND_SHAPES = re.compile("[\u0300-\u036f]+")

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PLACE_OF = {normalize("NFD", letter): place for place, letter in enumerate(_ALPHABET)}
_SHAPES = "\u0306\u0302\u031b"
# ngang huyền hỏi ngã sắc nặng: the order of the dictionaries.
_TONES = "\u0300\u0309\u0303\u0301\u0323"

_Letters = tuple[tuple[int, int, str], ...]
SortKey = tuple[_Letters, tuple[tuple[int, ...], ...], str]


def clean(text: str) -> str:
    """Return typed or pasted text as it may be stored: NFC, Đ for Eth, no invisible or direction signs, trimmed.

    Not for text that a machine read (QR, EXIF, names of files): that is stored as it was found.

    Raises: KnownError("text.control") for a control character or a lone surrogate, with `code` such as "U+0007".
    """
    lines = text.replace("\r\n", "\n").translate(_LINES)
    for sign in lines:
        if _refused(sign):
            raise KnownError("text.control", code=f"U+{ord(sign):04X}")
    return normalize("NFC", lines.translate(_DROPPED).translate(_ETH)).strip()


def tidy(text: str) -> str:
    """Return text from a field or a clipboard as it may be stored: as `clean`, but what that refuses is left out."""
    return clean("".join(sign for sign in text.replace("\r\n", "\n").translate(_LINES) if not _refused(sign)))


def fold(text: str) -> str:
    """Return text for comparing in a search: lower case, no diacritics, đ as d, single spaces.

    "hoà" and "hòa" fold alike, as the mark is gone and with it the letter it stood on.
    """
    bare = _TONES_AND_SHAPES.sub("", normalize("NFD", _lower(text))).replace("đ", "d")
    if not bare.isascii():  # other marks, or other letters
        bare = "".join(sign for sign in bare if category(sign) != "Mn")
    return " ".join(bare.split())


def fold_with_places(text: str) -> tuple[str, tuple[int, ...]]:
    """Return what `fold` returns, and for each of its signs the place in the text of the letter that it came from."""
    signs: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(_lowered_letters(text)):
        for sign in _bare(letter):
            if not sign.isspace():
                signs.append(sign)
                places.append(place)
            elif signs and signs[-1] != " ":
                signs.append(" ")
                places.append(place)
    if signs and signs[-1] == " ":
        del signs[-1], places[-1]
    return "".join(signs), tuple(places)


def _lowered_letters(text: str) -> Sequence[str]:
    """Return what became of each letter in lower case: nothing, one or two, and of a final sigma another one."""
    lowered = _lower(text)
    if len(lowered) == len(text) and not _ODD.search(text):
        return lowered
    ends = tuple(accumulate(len(_lower(letter)) for letter in text))
    return [lowered[start:end] for start, end in zip((0, *ends), ends, strict=False)]


@lru_cache(maxsize=1024)
def _bare(letter: str) -> str:
    """Return a letter in lower case without its marks."""
    return "".join(sign for sign in normalize("NFD", letter) if category(sign) != "Mn").replace("đ", "d")


def sort_key(text: str) -> SortKey:
    """Return a key that puts text in the order of Vietnamese dictionaries; equal only for the same text (after NFC).

    Letters decide first (a ă â b c d đ e ê ...), then the tones word by word, wherever in the word the mark stands;
    a space comes before all, then signs, numbers by their value ("Đơn vị 2" before "Đơn vị 10"), letters.
    The first two parts are equal for words that differ in case or tone placement only.
    """
    words = [_word(word) for word in _lower(text).split()]
    letters: _Letters = ()
    for place, (spelled, _) in enumerate(words):
        letters += ((0, 0, ""), *spelled) if place else spelled
    return letters, tuple(tones for _, tones in words), normalize("NFC", text)


def suspicious(text: str) -> tuple[str, ...]:
    """Return the keys of what is wrong with text that was read and that `clean` would have changed or refused.

    Worth a Problem, never damage (format.md 10). Depends on the Unicode tables of this Python: shown, not stored.
    """
    found = (
        ("text.has-control", not text.isprintable() and any(_refused(sign) for sign in text)),
        ("text.not-nfc", not is_normalized("NFC", text)),
        ("text.has-direction", not BIDI.isdisjoint(text)),
        ("text.has-invisible", not INVISIBLE.isdisjoint(text)),
        ("text.has-eth", "\u00d0" in text or "\u00f0" in text),
    )
    return tuple(key for key, is_so in found if is_so)


def civil_date(iso: str) -> str:
    """Return "22/11/2026" for "2026-11-22".

    Raises: KnownError("text.date").
    """
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", iso):  # the parser of the library takes "2026W471" as well
        raise KnownError("text.date", date=iso)
    try:
        return _written(date.fromisoformat(iso))
    except ValueError as error:
        raise KnownError("text.date", date=iso) from error


def iso_date(typed: str) -> str:
    """Return "2026-11-02" for a typed "2/11/2026", "02-11-2026" or "2.11.2026": day, month, year of four digits.

    Raises: KnownError("text.date").
    """
    parts = re.fullmatch(r"\s*([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})\s*", typed)
    if parts is None:
        raise KnownError("text.date", date=typed)
    try:
        return date(int(parts[4]), int(parts[3]), int(parts[1])).isoformat()
    except ValueError as error:
        raise KnownError("text.date", date=typed) from error


def instant(utc_ms: int, off_min: int) -> str:
    """Return "22/11/2026 09:10:00 +07:00": the wall clock `off_min` minutes ahead of UTC, its seconds cut, not rounded.

    Raises: KnownError("text.instant") for what lies outside the years 1 to 9999.
    """
    try:
        wall = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=utc_ms // 1000, minutes=off_min)
    except OverflowError as error:
        raise KnownError("text.instant", utc_ms=utc_ms, off_min=off_min) from error
    hours, minutes = divmod(abs(off_min), 60)
    sign = "-" if off_min < 0 else "+"
    clock = f"{wall.hour:02}:{wall.minute:02}:{wall.second:02}"
    return f"{_written(wall.date())} {clock} {sign}{hours:02}:{minutes:02}"


def _written(day: date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year:04}"  # strftime leaves out zeros of early years on some systems


def _refused(sign: str) -> bool:
    return sign != "\n" and category(sign) in ("Cc", "Cs")


def _lower(text: str) -> str:
    return (text.translate(_DROPPED).translate(_ETH) if _ODD.search(text) else text).lower()


def _word(word: str) -> tuple[_Letters, tuple[int, ...]]:
    """Return the letters of a word in lower case, and its tones as they come."""
    letters: list[tuple[int, int, str]] = []
    tones: list[int] = []
    for part in re.findall(r"[0-9]+|[^0-9][\u0300-\u036f]*", normalize("NFD", word)):
        if part[0] in "0123456789":
            digits = part.lstrip("0")
            letters.append((2, len(digits), digits))
            continue
        tones += [_TONES.index(sign) + 1 for sign in part if sign in _TONES]
        letters.append(_letter(part))
    return tuple(letters), tuple(tones)


def _letter(part: str) -> tuple[int, int, str]:
    bare = part[0] + "".join(sign for sign in part if sign in _SHAPES)
    place = _PLACE_OF.get(bare, _PLACE_OF.get(part[0]))
    if place is not None:
        return 3, place, ""
    return (4 if part[0].isalpha() else 1), ord(part[0]), ""
