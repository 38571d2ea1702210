"""Ed25519 signatures over raw bytes, by one strict rule that every machine answers alike.

RFC 8032 leaves corners in which correct implementations disagree: points written in a second way, points of small
order (under such a key one signature fits many messages), and S + L in the place of S. A statement that one laptop
takes and another refuses would split a team, so each corner is refused here, on the encoded bytes, before the library
is asked. The equation itself is checked without the cofactor, as OpenSSL and libsodium do.

Source: RFC 8032 section 5.1; Chalkias, Garillot, Nikolaenko, "Taming the many EdDSAs" (2020).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FIELD: Final = 2**255 - 19
"""p of RFC 8032: coordinates are integers below it."""
GROUP_ORDER: Final = 2**252 + 27742317777372353535851937790883648493
"""L of RFC 8032: the scalar S of a signature lies below it."""

_D: Final = -121665 * pow(121666, -1, FIELD) % FIELD
_Y_MASK: Final = 2**255 - 1
_HEX = re.compile(r"[0-9a-f]{64}\Z")


_EIGHTH: Final = 0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7
_SMALL: Final = frozenset({0, 1, FIELD - 1, _EIGHTH, FIELD - _EIGHTH})
"""The y coordinates of the eight points whose order divides the cofactor: of order 4, 1, 2 and 8."""


def _is_plain_point(encoded: bytes) -> bool:
    """Tell whether 32 bytes write their point in the one canonical way, and the point is not of small order.

    With y = 1 and y = -1 refused, x is never 0, so either sign bit is canonical.
    """
    y = int.from_bytes(encoded, "little") & _Y_MASK
    return y < FIELD and y not in _SMALL


@lru_cache(maxsize=4096)
def key_is_acceptable(public: str) -> bool:
    """Tell whether 64 lower-case hex digits name a usable key: canonical, on the curve, not of small order.

    Source: RFC 8032 section 5.1.3 (decoding); format.md, rule 4.
    """
    if not _HEX.match(public):
        return False
    encoded = bytes.fromhex(public)
    if not _is_plain_point(encoded):
        return False
    y_squared = pow(int.from_bytes(encoded, "little") & _Y_MASK, 2, FIELD)
    x_squared = (y_squared - 1) * pow(_D * y_squared + 1, -1, FIELD)
    return pow(x_squared, (FIELD - 1) // 2, FIELD) == 1  # Euler's criterion: x exists


@lru_cache(maxsize=4096)
def _loaded(public: str) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))


def is_valid(public: str, signature: bytes, message: bytes) -> bool:
    """Tell whether `signature` over `message` is the one that the holder of `public` made.

    Args:
        public: 64 lower-case hex digits; anything else has no valid signature.
        signature: R and S, 32 bytes each; S must lie below L, R must be canonical and not of small order.
        message: the signed bytes themselves, domain string included.

    Source: RFC 8032 section 5.1.7 (PureEdDSA).
    """
    if len(signature) != 64 or int.from_bytes(signature[32:], "little") >= GROUP_ORDER:
        return False
    if not _is_plain_point(signature[:32]) or not key_is_acceptable(public):
        return False
    try:
        _loaded(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True
