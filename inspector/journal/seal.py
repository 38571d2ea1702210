"""Sealing: one root over what a scope held, and a code short enough to be written on paper."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from inspector.journal import canon
from inspector.journal.bodies import Sealed
from inspector.journal.entry import BlobId, EntryId, Statement

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_BITS = 95


def root_of(statements: Iterable[Statement]) -> str:
    """Return the Merkle root over the ids of the statements and of the blobs that their headers name.

    Ids only: whether a payload or a photo is here, withheld or still expected never changes a root.
    """
    entries: list[EntryId] = []
    blobs: set[BlobId] = set()
    for statement in statements:
        entries.append(statement.id)
        blobs.update(blob for blob, _ in statement.header.blobs)
    return canon.merkle_root(entries, blobs)


def is_sound(seal: Statement, said: Sealed, under: Collection[Statement]) -> bool:
    """Tell whether a seal says what is so of the statements that its tips cover: scope, counts and root."""
    return (
        said.entries == len(under)
        and all(s.scope == seal.scope for s in under)
        and said.root == root_of(under)
        and said.blobs == len({blob for s in under for blob, _ in s.header.blobs})
    )


def code_of(seal: EntryId) -> str:
    """Return the short code of a seal: its first 95 bits as 19 characters and one check character, in groups of five.

    Source: Crockford's base 32 alphabet; check character by Luhn's algorithm modulo 32. The code finds, the id proves.
    """
    number = int(seal, 16) >> (256 - _CODE_BITS)
    digits = [(number >> (5 * place)) & 31 for place in reversed(range(_CODE_BITS // 5))]
    text = "".join(_ALPHABET[digit] for digit in [*digits, _luhn(digits)])
    return " ".join(text[start : start + 5] for start in range(0, 20, 5))


def read_code(typed: str) -> str:
    """Return a typed code in its printed form, with I, L and O read as 1, 1 and 0; or "" if its check does not hold."""
    text = "".join(ch for ch in typed.upper() if ch.isalnum()).translate(str.maketrans("ILO", "110"))
    if len(text) != 20 or any(ch not in _ALPHABET for ch in text):
        return ""
    digits = [_ALPHABET.index(ch) for ch in text]
    if _luhn(digits[:-1]) != digits[-1]:
        return ""
    return " ".join(text[start : start + 5] for start in range(0, 20, 5))


def _luhn(digits: list[int]) -> int:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = digit * 2 if place % 2 == 0 else digit
        total += doubled // 32 + doubled % 32
    return -total % 32
