"""With which exit code a refusal ends a verb: the table in README, which scripts rely on."""

from __future__ import annotations

from typing import Final

from inspector.errors import KnownError

BUG: Final = 1
"""Kept for faults of ours: what the world refused never ends like this."""
USAGE: Final = 2
INCOMPLETE: Final = 3
BAD: Final = 4
NOT_ACCESSIBLE: Final = 6
SIGNING: Final = 8

_BY_KEY: Final = {
    "demo.step": BUG,
    "document.not-sealed": INCOMPLETE,
    "blob.absent": INCOMPLETE,
    "exchange.damaged": BAD,
    "exchange.not-for-us": NOT_ACCESSIBLE,
    "exchange.unreadable": NOT_ACCESSIBLE,
    "key.missing": NOT_ACCESSIBLE,
    "key.memory": NOT_ACCESSIBLE,
    "key.unreadable": BAD,
    "key.passphrase-wrong": SIGNING,
    "marks.unreadable": NOT_ACCESSIBLE,
    "people.file-exists": NOT_ACCESSIBLE,
    "people.file-unwritable": NOT_ACCESSIBLE,
    "photo.no_worker": NOT_ACCESSIBLE,
    "photo.some-refused": INCOMPLETE,
}


def exit_code(error: KnownError) -> int:
    """Return the code of a refusal: the one that it carries, else that of its key; what is left was asked wrongly."""
    if error.exit_code != BUG:
        return error.exit_code
    return _BY_KEY.get(error.key, SIGNING if error.key.startswith("signing.") else USAGE)


def worst(codes: set[int]) -> int:
    """Return the code that tells most of several files: damage above all, then what could not be read, then 0."""
    return BAD if BAD in codes else max(codes, default=0)
