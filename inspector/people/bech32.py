"""Bech32: bytes as text that survives a telephone, a pen and a typing error.

Only the bytes and the checksum; no rule about lengths, as age keys are longer than the 90 characters of the original.
Source: BIP 173; C2SP age.md ("The X25519 recipient type").
"""

from __future__ import annotations

from itertools import chain
from typing import Final

ALPHABET: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
"""No 1, b, i or o: nothing that a reader could take for another sign."""
_VALUES: Final = {letter: value for value, letter in enumerate(ALPHABET)}
_GENERATORS: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKSUM: Final = 6


def encode(prefix: str, data: bytes) -> str:
    """Return `data` as lower-case text: the prefix, "1", five bits to a letter, six letters of checksum."""
    count = -(-len(data) * 8 // 5)
    number = int.from_bytes(data, "big") << count * 5 - len(data) * 8
    values = _fives(number, count)
    check = _polymod(prefix, [*values, *[0] * _CHECKSUM]) ^ 1
    return prefix + "1" + "".join(ALPHABET[value] for value in chain(values, _fives(check, _CHECKSUM)))


def decode(prefix: str, text: str) -> bytes:
    """Return the bytes of a text with this prefix, in lower or in upper case.

    Raises: ValueError for another prefix, mixed case, a foreign letter, a wrong checksum or left-over bits.
    """
    lower = text.lower()
    if text not in (lower, text.upper()) or not lower.startswith(prefix + "1"):
        raise ValueError("prefix or case")
    try:
        values = [_VALUES[letter] for letter in lower[len(prefix) + 1 :]]
    except KeyError as error:
        raise ValueError("letter") from error
    if len(values) < _CHECKSUM or _polymod(prefix, values) != 1:
        raise ValueError("checksum")
    count = (len(values) - _CHECKSUM) * 5
    number = 0
    for value in values[:-_CHECKSUM]:
        number = number << 5 | value
    spare = count % 8
    if spare >= 5 or number & (1 << spare) - 1:
        raise ValueError("left-over bits")
    return (number >> spare).to_bytes(count // 8, "big")


def _fives(number: int, count: int) -> list[int]:
    return [number >> 5 * (count - 1 - place) & 31 for place in range(count)]


def _polymod(prefix: str, values: list[int]) -> int:
    expanded = chain((ord(sign) >> 5 for sign in prefix), (0,), (ord(sign) & 31 for sign in prefix), values)
    check = 1
    for value in expanded:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_GENERATORS):
            check ^= generator if top >> place & 1 else 0
    return check
