"""What a visit still lacks before it can be called complete."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from inspector.journal.value import NOT_APPLICABLE, NOT_VERIFIABLE, Value
from inspector.rules.answers import is_failure
from inspector.rules.checklist import Checklist
from inspector.rules.item import Item, When


class Gaps(msgspec.Struct, frozen=True):
    """Ids of items, each in the order of the checklist. An item can lack a note and a photo at once."""

    unanswered: tuple[str, ...]
    notes: tuple[str, ...]
    photos: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.unanswered or self.notes or self.photos)


def gaps(
    checklist: Checklist, results: Mapping[str, Value], notes: Mapping[str, bool], photos: Mapping[str, int]
) -> Gaps:
    """Return what is missing; all arguments by item id, absent reads as no result, no note, no photo.

    An answer "not applicable" or "not verifiable" always needs a note, its reason, and never a photo.

    Raises: KnownError("answer.unfit").
    """
    answered = [item for item in checklist.items if item.id in results]
    return Gaps(
        unanswered=tuple(item.id for item in checklist.items if item.id not in results),
        notes=tuple(
            item.id for item in answered if not notes.get(item.id, False) and needs_note(item, results[item.id])
        ),
        photos=tuple(
            item.id for item in answered if not photos.get(item.id, 0) and needs_photo(item, results[item.id])
        ),
    )


def needs_note(item: Item, value: Value) -> bool:
    """Tell whether an answer is incomplete without a note.

    Raises: KnownError("answer.unfit").
    """
    return _is_excused(value) or _needs(item.evidence.note, item, value)


def needs_photo(item: Item, value: Value) -> bool:
    """Tell whether an answer is incomplete without a photo.

    Raises: KnownError("answer.unfit").
    """
    return not _is_excused(value) and _needs(item.evidence.photo, item, value)


def _is_excused(value: Value) -> bool:
    return value in (NOT_APPLICABLE, NOT_VERIFIABLE)


def _needs(when: When, item: Item, value: Value) -> bool:
    return when == "always" or (when == "when_failed" and is_failure(item, value))
