"""A person's key in their home: made, made again, restored from paper. A key file that was there is never deleted."""

from __future__ import annotations

from math import log2
from pathlib import Path
from typing import Final, Literal
from unicodedata import normalize

from inspector.errors import KnownError
from inspector.people import card, key_file
from inspector.people.identity import Identity, create
from inspector.people.whole_file import reason, written_whole
from inspector.sources import Sources
from inspector.text import clean
from ui.work.home import Home, now

Strength = Literal["short", "weak", "fair", "strong"]

LONGEST_NAME: Final = 200
_FAIR_BITS: Final = 40
_STRONG_BITS: Final = 60
_SIGNS: Final = ((str.isdigit, 10), (str.islower, 26), (str.isupper, 26))
_OTHER_SIGNS: Final = 20


def strength(passphrase: str) -> Strength:
    """Return how well a passphrase withstands guessing, estimated from its length and the variety of its signs.

    A sign that repeats or follows its neighbour in the alphabet counts for nothing: "aaaa", "1234".
    """
    text = normalize("NFC", passphrase)
    if len(text) < key_file.SHORTEST_PASSPHRASE:
        return "short"
    kinds = sum(size for test, size in _SIGNS if any(test(sign) for sign in text))
    kinds += _OTHER_SIGNS if any(not sign.isalnum() or ord(sign) > 127 for sign in text) else 0
    counted = 1 + sum(abs(ord(right) - ord(left)) > 1 for left, right in zip(text, text[1:], strict=False))
    bits = min(counted, 3 * len(set(text))) * log2(kinds)
    return "weak" if bits < _FAIR_BITS else "fair" if bits < _STRONG_BITS else "strong"


def make_key(
    home: Home, name: str, passphrase: str, sources: Sources, kdf: key_file.Kdf = key_file.DEFAULT
) -> Identity:
    """Make a new key for this machine; one that was there is kept beside it.

    Raises: KnownError text.empty, text.control, key.passphrase-short, file.unwritable, those of `key_file.write`. The
        key that was there is still in use then.
    """
    return _kept(home, create(_named(name), sources), passphrase, sources, kdf)


def restore_key(
    home: Home, name: str, secret: str, passphrase: str, sources: Sources, kdf: key_file.Kdf = key_file.DEFAULT
) -> Identity:
    """Bring back the key whose secret stands on a sheet of paper.

    Raises: KnownError key.recovery-mistyped, and as `make_key`.
    """
    return _kept(home, card.from_recovery(secret, _named(name)), passphrase, sources, kdf)


def _named(name: str) -> str:
    named = clean(name)
    if not named:
        raise KnownError("text.empty", exit_code=2)
    return named


def _kept(home: Home, identity: Identity, passphrase: str, sources: Sources, kdf: key_file.Kdf) -> Identity:
    home.made()
    had = home.key_path.exists()
    if had and len(normalize("NFC", passphrase)) >= key_file.SHORTEST_PASSPHRASE:
        _copy_aside(home.key_path, now(sources).strftime("%Y%m%d-%H%M%S"))
    key_file.write(home.key_path, identity, passphrase, sources, kdf, replace=had)
    home.marks()
    return identity


def _copy_aside(path: Path, at: str) -> None:
    """Keep what a key file holds, whole or broken, as `key-20261126-093000.json`.

    Raises: KnownError key.unreadable, people.file-unwritable.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise KnownError("key.unreadable", name=path.name, reason=reason(error)) from error
    aside, number = path.with_name(f"{path.stem}-{at}{path.suffix}"), 2
    while aside.exists():
        aside, number = path.with_name(f"{path.stem}-{at}-{number}{path.suffix}"), number + 1
    with written_whole(aside) as file:
        file.write(data)


def kept_aside(home: Home) -> list[Path]:
    """Return the key files that were in use on this machine before, the oldest first."""
    return sorted(home.path.glob(f"{home.key_path.stem}-*{home.key_path.suffix}"))
