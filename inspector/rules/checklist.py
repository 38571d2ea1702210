"""What is asked of a one-stop shop: one version of a checklist, a value that statements pin by the hash of its bytes.

The bytes in a dossier and the file under `resources/checklists` are the same canonical JSON. A published version never
changes: another wording is another version, and an item keeps its id through all versions of a family.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta, field

from inspector.errors import KnownError
from inspector.journal import canon
from inspector.rules.item import Item, Part, Wording
from inspector.rules.soundness import Fault, item_faults, repeated, text_faults
from inspector.text import fold

MAX_BYTES: Final = 1024 * 1024

_Percent = Annotated[int, Meta(ge=0, le=100)]


class Group(Part, frozen=True):
    """A section of the checklist, named by a capital letter."""

    code: Annotated[str, Meta(pattern=r"^[A-Z]\Z")]
    title: Wording


class Settings(Part, frozen=True):
    """Numbers that turn answers into a score, pinned with the version."""

    good_score_percent: _Percent
    """A unit from this score on handles the one-stop mechanism well."""
    good_score: Wording
    """Predicate for such units."""
    partly_percent: _Percent
    """How much of its weight an item earns that is partly met."""


class Checklist(Part, frozen=True):
    """One version of a family of checklists, with its items in the order in which they are asked."""

    schema: Literal[1]
    family: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9-]{0,63}\Z")]
    version: Annotated[str, Meta(pattern=r"^[0-9]{4}\.[1-9][0-9]?\Z")]
    title: Wording
    since: date = field(name="from")
    """First day on which rounds begin with this version."""
    settings: Settings
    groups: Annotated[tuple[Group, ...], Meta(min_length=1)]
    items: Annotated[tuple[Item, ...], Meta(min_length=1)]
    until: date | None = field(default=None, name="to")
    """Last such day; absent while there is none."""

    def item(self, item_id: str) -> Item:
        """Return the item with this id.

        Raises: KnownError("checklist.no_item").
        """
        for item in self.items:
            if item.id == item_id:
                return item
        raise KnownError("checklist.no_item", item=item_id, version=self.version)

    def find(self, typed: str) -> Item:
        """Return the item that a person means: by its code (A1, a1) or its id.

        Raises: KnownError("checklist.no_item").
        """
        wanted = fold(typed)
        for item in self.items:
            if wanted in (item.code.lower(), item.id):
                return item
        raise KnownError("checklist.no_item", item=typed, version=self.version)


_decoder = msgspec.json.Decoder(Checklist)


def encode(checklist: Checklist) -> bytes:
    """Return the canonical bytes, which are stored, hashed and shipped."""
    return canon.encode(checklist)


def decode(data: bytes) -> Checklist:
    """Return the checklist that bytes of any origin hold; encoding it again yields the same bytes.

    Raises: KnownError("checklist.invalid") with `where` (a JSON path) and `why` (for the checklist's author, English).
    """
    if len(data) > MAX_BYTES:
        raise _invalid("$", f"longer than {MAX_BYTES} bytes")
    try:
        canon.parse(data)
        checklist = _decoder.decode(data)
    except (canon.Malformed, msgspec.MsgspecError) as error:
        why, _, where = str(error).partition(" - at `")
        raise _invalid(where.rstrip("`") or "$", why) from error
    if encode(checklist) != data:
        raise _invalid("$", "null where the member should be absent")
    for where, why in _faults(checklist):
        raise _invalid(where, why)
    return checklist


def _faults(checklist: Checklist) -> Iterator[Fault]:
    """Yield what the types cannot say, in the order of the parts."""
    yield from text_faults(msgspec.to_builtins(checklist), "$")
    if checklist.until is not None and checklist.until < checklist.since:
        yield "$.to", "before `from`"
    groups = [group.code for group in checklist.groups]
    yield from repeated(groups, "$.groups", "code")
    yield from item_faults(checklist.items, groups)


def _invalid(where: str, why: str) -> KnownError:
    return KnownError("checklist.invalid", where=where, why=why)
