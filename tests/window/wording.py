"""Telling words that are not Vietnamese: by their spelling, for every Vietnamese word is a syllable of known shape."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final
from unicodedata import normalize

_SYLLABLE: Final = re.compile(
    r"(ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
    r"(uye|uya|oai|oay|oeo|uay|uoi|uou|ieu|yeu|uyu|ue|uo|ua|uy|oa|oe|oo|ai|ao|au|ay|eo|eu|ia|ie|iu|oi|ui|uu|ye|[aeiouy])"
    r"(ng|nh|ch|[cmnpt])?"
)


def _words(text: str) -> list[str]:
    return text.split()


NAMES: Final = frozenset(
    _words("""
    qr pdf usb png jpg jpeg svg json xlsx csv thisat age sha sha-256 ed25519 argon2id utc kb mb gb tb kib mib gib byte
    ctrl alt shift esc enter space tab home end caps lock backspace delete del f1 f2 f3 f4 f5 f6 f7 f8 f9 f10 f11 f12
    left right up down
    geojson excel sqlite datasette
    python qt pyside6 windows linux macos telex vni unikey pin exif gps heic tiff webp zip a4 english
    tthc ubnd hđnd vneid pos email nđ-cp
    """)
)
"""Names of formats, keys and programs, which are the same in every language."""

_ENGLISH: Final = frozenset(
    _words("""
    an as at be by can do in is it me no on or the to up file open save close cancel delete copy cut paste undo redo
    name size date type help note photo home menu page hide show look new yes all more done next
    """)
)
"""English words that have the shape of a Vietnamese syllable, or are short; those that are also Vietnamese are left out."""

_ALSO_VIETNAMESE: Final = frozenset({"an", "do", "in", "can", "me", "to", "the", "no", "be", "on", "note"}) - {
    "the",
    "note",
}


def _bare(word: str) -> str:
    """Return a word without its marks: "đường" as "đuong"."""
    return "".join(sign for sign in normalize("NFD", word.lower()) if not "\u0300" <= sign <= "\u036f")


def is_vietnamese(word: str) -> bool:
    """Tell whether a word has the shape of a Vietnamese syllable and is no well-known English word."""
    if word.lower() in _ENGLISH - _ALSO_VIETNAMESE:
        return False
    return bool(_SYLLABLE.fullmatch(_bare(word)))


def foreign_words(texts: Iterable[str], allowed: frozenset[str] = frozenset()) -> list[str]:
    """Return the words of texts that are neither Vietnamese nor a name that is the same everywhere, each once.

    Paths, addresses, keys and hashes are passed over (what holds a digit or a sign between letters), and so are the groups
    of five capitals of a seal code.
    """
    known = NAMES | allowed
    found: set[str] = set()
    for text in texts:
        for token in re.split(r"[\s·…/+–—]+", text.replace("&", "")):
            word = token.strip(".,:;!?()[]{}“”\"'<>=%→←↑↓✓•*|")
            if (
                len(word) < 2
                or re.fullmatch(r"[A-Z]{5}", word)
                or word.lower() in known
                or re.search(r"[^\W\d_]*[\d_.@:\\-]", word)
            ):
                continue
            if not is_vietnamese(word):
                found.add(word)
    return sorted(found)
