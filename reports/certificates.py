"""What a certificate says and whether its key may sign official papers."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from asn1crypto import x509

# Source: Thông tư 15/2025/TT-BKHCN: RSA from 2048 bits or ECDSA from 256 bits; hashes below SHA-256 are out of use.
RSA_BITS = 2048
CURVE_BITS = 256
DIGESTS = frozenset({"sha256", "sha384", "sha512"})


def common_name(name: x509.Name) -> str:
    """Return whom a certificate names: the common name, else the whole of it; NFC, one line."""
    said: Any = name.native.get("common_name", name.human_friendly)
    text = said if isinstance(said, str) else ", ".join(said)
    return unicodedata.normalize("NFC", " ".join(text.split()))


def key_kind(certificate: x509.Certificate) -> str:
    """Return the kind and size of the key, such as `RSA 2048`."""
    key = certificate.public_key
    kind: str = key.algorithm
    return f"{kind.upper()} {key.bit_size}" if kind in {"rsa", "ec"} else kind.upper()


def strong_key(certificate: x509.Certificate) -> bool:
    """Say whether the key is long enough for official papers."""
    key = certificate.public_key
    needed = {"rsa": RSA_BITS, "ec": CURVE_BITS}.get(key.algorithm)
    return needed is not None and bool(key.bit_size >= needed)


def in_time(certificate: x509.Certificate, at: datetime) -> bool:
    """Say whether the certificate was valid at a moment."""
    return bool(certificate.not_valid_before <= at <= certificate.not_valid_after)
