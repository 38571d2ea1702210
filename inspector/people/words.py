"""Six Vietnamese syllables that name a key, to be read out and compared over the telephone.

The 2048 syllables are made from tables, not collected. Where people of two regions say two sounds alike, only one of
them is in the tables: of d/gi/r/v, s/x, tr/ch, l/n, -n/-ng, -t/-c, hỏi/ngã no pair occurs, so that a word heard is a
word known. At most three syllables differ by their marks only: whoever notes the words without marks still compares 56
bits of the 66.

Display only: nothing is signed, stored or decided by these words. The list is frozen all the same, as people note them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Final
from unicodedata import normalize

from inspector.journal import canon
from inspector.journal.entry import PublicKey
from inspector.text import fold

TAG: Final = "thisat1/words"
COUNT: Final = 6
BITS: Final = 11
"""Of one word: the list holds 2048."""

# One onset of each class that some region says alike: x for s, ch for tr, l for n, v for d, gi and r.
_ONSETS: Final = ("", "b", "c", "ch", "đ", "g", "h", "kh", "l", "m", "ng", "nh", "ph", "t", "th", "v", "x")
_BEFORE_E_AND_I: Final = {"c": "k", "g": "gh", "ng": "ngh"}

# Rimes between two bars read alike without marks. One of each pair that some region says alike: ang for an or an for
# ang, -c for -t or -t for -c, iêm for im, iêu for iu,
# ui for uôi, inh for in, ênh for ên, ương for ươn.
_RIMES: Final = """
a|ê e|i|ô ơ o|ư u
ai|ao|âu au|ây ay|eo|êu|iêu|ơi ôi oi|ui|ươi|ia|ưa ua
ăm âm am|em|iêm|om|um|ươm
ân an|ăng|en|iên|ôn|ong|un|ưng|uôn|ương|anh|ênh|inh
ăp âp ap|ep êp|iêp|op|up|ươp
ât at|ăc|et|iêt|ôt|oc|ut|ưc|uôt|ươc|ach|ich
"""
_RIMES_AFTER_QU: Final = "a|ê e|y|ơ|ai|ây ay|eo|ăm|ân an|ăng|en|anh|ach|at|ăc|et"
_NEVER_ALONE: Final = "i ia iêu iêm iên iêp iêt ươi uôn uôt êu"
"""Rimes that are spelled otherwise, or are hardly a syllable, without an onset."""

_TONES: Final = ("", "\u0301", "\u0300", "\u0323", "\u0309")
"""ngang, sắc, huyền, nặng, hỏi; ngã is said like hỏi by half of the country."""
_STOPPED_TONES: Final = ("\u0301", "\u0323")
"""The only two that a syllable on -p, -t, -c or -ch bears."""

# Coarse, insulting or ominous with any marks, and with these marks.
_AVOIDED_BARE: Final = (
    "bu buoi buom cac chem chich cu cuc cuop cut dai dam deo dich diem dien du hiep lon ma mut ngu tao vu"
)
_AVOIDED: Final = (
    "bại bậy bô bòi bom bóp bò câm chán chó chôn chột cùi đách đần đồ đui đụt đực gái hại hâm hề hèn hòm hôi khốn láo lé "
    "lừa liếm lứng mán mày mầy mất mù ngáo ngọng ngớ nhát phẹt phò què tàu tầu tặc tè tệ thằng thiến thối thua thúi thụt "
    "ti tồi tù vái vếu xạo xấu xéo xướng"
)
_ALIKE: Final = 3


def words_of(public: PublicKey) -> tuple[str, ...]:
    """Return six words for 66 bits of the digest of a public key (64 hex digits)."""
    number = int.from_bytes(canon.digest(TAG, bytes.fromhex(public)), "big") >> 256 - COUNT * BITS
    places = (number >> BITS * (COUNT - 1 - nth) & (1 << BITS) - 1 for nth in range(COUNT))
    return tuple(syllables()[place] for place in places)


def same_words(one: str, other: str) -> bool:
    """Tell whether two notes of six words name one key, whatever their case, spaces, signs and tone marks."""
    return _letters(one) == _letters(other)


@cache
def syllables() -> tuple[str, ...]:
    """Return the frozen list of 2048 syllables, NFC, lower case."""
    groups = [
        tuple(islice(_spoken(onset, rimes), _ALIKE))
        for onset, table in (*((onset, _RIMES) for onset in _ONSETS), ("qu", _RIMES_AFTER_QU))
        for rimes in table.replace("\n", "|").strip("|").split("|")
    ]
    in_turn = (group[turn] for turn in range(_ALIKE) for group in groups if turn < len(group))
    return tuple(islice(in_turn, 1 << BITS))


def _spoken(onset: str, rimes: str) -> Iterator[str]:
    """Yield the syllables of an onset with rimes that read alike, the most different first."""
    group = [rime for rime in rimes.split() if onset or rime not in _NEVER_ALONE.split()]
    tones = _STOPPED_TONES if rimes.endswith(("p", "t", "c", "ch")) else _TONES
    for shift in range(len(group)):
        for turn, tone in enumerate(tones):
            rime = group[(turn + shift) % len(group)]
            word = (_BEFORE_E_AND_I.get(onset, onset) if rime[0] in "eêi" else onset) + _marked(rime, tone)
            if word not in _AVOIDED.split() and fold(word) not in _AVOIDED_BARE.split():
                yield word


def _marked(rime: str, tone: str) -> str:
    """Put a tone on the last of ă â ê ô ơ, or else on the first vowel: iết, ước, ía, ưng."""
    place = max((place for place, letter in enumerate(rime) if letter in "ăâêôơ"), default=0)
    return normalize("NFC", rime[: place + 1] + tone + rime[place + 1 :])


def _letters(note: str) -> str:
    return "".join(letter for letter in fold(note) if letter.isalpha())
