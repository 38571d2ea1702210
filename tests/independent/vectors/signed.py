"""Signatures that are there more than once, or may be left out."""

from __future__ import annotations

import hashlib

from inspector.journal import canon
from tests.builder import Laptop
from tests.independent import ed25519
from tests.independent.vectors.kit import (
    Rows,
    answered,
    vector,
)


@vector
def signatures_thinned() -> Rows:
    rows, _, _, answers = answered()
    rows.unsign(*answers[1:-1])
    return rows


@vector
def everything_signed_and_the_newest_cut_off() -> Rows:
    """What nothing can show: whoever removes whole entries from the end of a chain leaves a shorter chain."""
    rows, _, _, answers = answered()
    rows.drop(answers[-1])
    return rows


@vector
def two_signatures_of_one_entry() -> Rows:
    rows, an, _, answers = answered()
    rows.signatures.append((answers[-1], signature_with_nonce(an, answers[-1], b"another")))
    return rows


def signature_with_nonce(laptop: Laptop, entry: str, salt: bytes) -> bytes:
    """Return a valid signature with another nonce than RFC 8032 derives: only the author can make it."""
    seed = laptop.key._private.private_bytes_raw()
    scalar = int.from_bytes(hashlib.sha512(seed).digest()[:32], "little") & ((1 << 254) - 8) | (1 << 254)
    message, public = canon.signed_message(entry), bytes.fromhex(laptop.key.public)
    nonce = int.from_bytes(hashlib.sha512(salt + message).digest(), "little") % ed25519.L
    x, y, z, _ = ed25519.sum_of(nonce, ed25519.BASE, 0, ed25519.ZERO)
    x, y = x * pow(z, -1, ed25519.P) % ed25519.P, y * pow(z, -1, ed25519.P) % ed25519.P
    point = (y | (x & 1) << 255).to_bytes(32, "little")
    k = int.from_bytes(hashlib.sha512(point + public + message).digest(), "little")
    return point + ((nonce + k * scalar) % ed25519.L).to_bytes(32, "little")
