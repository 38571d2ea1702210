"""A person's key on one device: it signs their statements and receives what is encrypted to them.

One secret of 32 bytes is all there is to keep. It is the Ed25519 seed; the age key is derived from it, so that a card of
one line restores both. The secret leaves this module only to be encrypted, printed on a recovery card, or used.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from inspector.journal.entry import short
from inspector.people.recipient import recipient_of, secret_text
from inspector.people.words import words_of
from inspector.sources import Sources
from inspector.text import clean

_RECEIVE = b"thisat1/key/receive"


@dataclass(frozen=True, slots=True)
class PublicPart:
    """What others may know of a key: how it signs, how it receives, and the name that its holder typed."""

    public: str
    """Ed25519 public key, 64 lower-case hex digits."""
    recipient: str
    """age recipient, `age1…`."""
    name: str
    """For display on the holder's own device; who a key belongs to is what the roster says."""


@dataclass(frozen=True, slots=True)
class Identity:
    """A key that is open. Its repr shows neither the secret nor the name."""

    name: str = field(repr=False)
    seed: bytes = field(repr=False)
    """32 secret bytes."""
    public: str = field(init=False)
    """Ed25519 public key, 64 lower-case hex digits."""
    recipient: str = field(init=False)
    """age recipient, `age1…`."""
    age_secret: str = field(init=False, repr=False)
    """`AGE-SECRET-KEY-1…`"""
    _key: Ed25519PrivateKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        assert len(self.seed) == 32
        key = Ed25519PrivateKey.from_private_bytes(self.seed)
        receiving = HKDF(SHA256(), 32, None, _RECEIVE).derive(self.seed)  # Source: RFC 5869
        object.__setattr__(self, "public", key.public_key().public_bytes_raw().hex())
        object.__setattr__(self, "recipient", recipient_of(receiving))
        object.__setattr__(self, "age_secret", secret_text(receiving))
        object.__setattr__(self, "_key", key)

    def sign(self, message: bytes) -> bytes:
        """Return the 64 bytes of an Ed25519 signature. Source: RFC 8032 section 5.1.6."""
        return self._key.sign(message)

    @property
    def public_part(self) -> PublicPart:
        return PublicPart(self.public, self.recipient, self.name)

    @property
    def fingerprint(self) -> str:
        """The short form for display, as in `#A7F3`."""
        return short(self.public)

    @property
    def words(self) -> tuple[str, ...]:
        """Six words to compare by telephone."""
        return words_of(self.public)


def create(name: str, sources: Sources) -> Identity:
    """Return a new key for the person who typed `name`.

    Raises: KnownError("text.control").
    """
    return Identity(clean(name), sources.random_bytes(32))
