"""The key of a person that receives: an age X25519 pair, written as age writes it.

Source: C2SP age.md, "The X25519 recipient type"; RFC 7748.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from inspector.people import bech32

_PUBLIC_PREFIX: Final = "age"
_PRIVATE_PREFIX: Final = "age-secret-key-"

_FIELD: Final = 2**255 - 19
_ANY: Final = X25519PrivateKey.from_private_bytes(bytes(31) + b"\x40")


def recipient_of(secret: bytes) -> str:
    """Return the recipient `age1…` to which only the holder of 32 secret bytes can decrypt."""
    return bech32.encode(_PUBLIC_PREFIX, X25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw())


def secret_text(secret: bytes) -> str:
    """Return 32 secret bytes as `AGE-SECRET-KEY-1…`, the form that age programs read."""
    return bech32.encode(_PRIVATE_PREFIX, secret).upper()


@lru_cache(maxsize=4096)
def is_acceptable(recipient: str) -> bool:
    """Tell whether a text is a recipient to which something can be encrypted at all.

    A point of low order makes one shared secret for everybody: what is encrypted to it, anyone can read; the age
    library panics over one. Any exchange with such a point yields zero, which the library here refuses.

    Source: RFC 7748 section 6.1.
    """
    try:
        point = bech32.decode(_PUBLIC_PREFIX, recipient)
        _ANY.exchange(X25519PublicKey.from_public_bytes(point))
    except ValueError:
        return False
    # One way to write a recipient, so that two different texts are two different keys.
    return recipient == recipient.lower() and int.from_bytes(point, "little") < _FIELD
