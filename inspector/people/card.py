"""A key on paper and on a screen: the QR that a colleague scans, and the recovery card that lies in a safe."""

from __future__ import annotations

import io
from typing import Final

from inspector.errors import KnownError
from inspector.journal import canon
from inspector.journal.entry import PublicKey
from inspector.journal.signature import key_is_acceptable
from inspector.people import bech32
from inspector.people.identity import Identity
from inspector.people.recipient import is_acceptable
from inspector.text import clean

TAG: Final = "thisat1/card"
_QR_PREFIX: Final = "thisat1:key"
_RECOVERY_PREFIX: Final = "thisat-recovery-"
_GROUP: Final = 4


def qr_text(public: PublicKey, recipient: str) -> str:
    """Return `thisat1:key:<public>:<recipient>:<8 hex digits of checksum>`."""
    text = f"{_QR_PREFIX}:{public}:{recipient}"
    return f"{text}:{_checksum(text)}"


def from_qr_text(text: str) -> tuple[PublicKey, str]:
    """Return the public key and the recipient that a scanned code states. Whose they are, a person must confirm.

    Raises: KnownError("key.qr").
    """
    body, _, checksum = text.strip().rpartition(":")
    parts = body.removeprefix(_QR_PREFIX + ":").split(":")
    if not body.startswith(_QR_PREFIX + ":") or len(parts) != 2 or checksum != _checksum(body):
        raise KnownError("key.qr")
    public, recipient = parts
    if not key_is_acceptable(public) or not is_acceptable(recipient):
        raise KnownError("key.qr")
    return public, recipient


def qr_svg(text: str) -> bytes:
    """Return a QR code as an SVG document, 4 pixels to a module, with its quiet zone."""
    return _drawn(text, "svg")


def qr_png(text: str) -> bytes:
    """Return a QR code as PNG, 4 pixels to a module, with its quiet zone."""
    return _drawn(text, "png")


def qr_terminal(text: str) -> str:
    """Return a QR code as lines of half blocks, for a dark terminal."""
    import segno  # loads a tenth of a second, and few starts of the program draw a code

    out = io.StringIO()

    segno.make_qr(text, error="m").terminal(out, compact=True)
    return out.getvalue()


def recovery_secret(identity: Identity) -> str:
    """Return the whole secret of a key as text for a sheet of paper: `THISAT-RECOVERY-1` and groups of four.

    Whoever holds the sheet holds the key. Six letters of it are a checksum. Source: BIP 173.
    """
    text = bech32.encode(_RECOVERY_PREFIX, identity.seed).upper()
    head, letters = text[: len(_RECOVERY_PREFIX) + 1], text[len(_RECOVERY_PREFIX) + 1 :]
    return " ".join([head, *(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))])


def from_recovery(text: str, name: str) -> Identity:
    """Return the key that a recovery text stands for, typed with any spaces, line ends and case.

    Raises: KnownError key.recovery-mistyped, text.control.
    """
    try:
        seed = bech32.decode(_RECOVERY_PREFIX, "".join(text.split()).lower())
    except ValueError as error:
        raise KnownError("key.recovery-mistyped") from error
    if len(seed) != 32:
        raise KnownError("key.recovery-mistyped")
    return Identity(clean(name), seed)


def _checksum(text: str) -> str:
    return canon.digest(TAG, text.encode("utf-8", "surrogatepass")).hex()[:8]


def _drawn(text: str, kind: str) -> bytes:
    import segno

    out = io.BytesIO()

    segno.make_qr(text, error="m").save(out, kind=kind, scale=4)
    return out.getvalue()
