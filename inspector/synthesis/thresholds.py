"""The numbers by which shares become words. A setting of the round; the defaults are those that an article bears out.

Source: inferred from "Thị sát" bộ phận một cửa (Báo Cà Mau, 15/5/2025): of 16 units, "hầu hết" stands for 14, "đa số" for
12, "một số" for 6; three are named. docs/sentences.md sets its sentences beside ours.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta

from inspector.errors import KnownError

SETTING: Final = "synthesis"

Grouping = Literal["former_district", "present_unit", "none"]

_Percent = Annotated[int, Meta(ge=1, le=100)]
_Count = Annotated[int, Meta(ge=0, le=1000)]


class Thresholds(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """From which share on a word is used, and when units are named rather than counted."""

    most_percent: _Percent = 80
    """From here on "hầu hết"."""
    many_percent: _Percent = 50
    """Above it "đa số"; up to it "một số"."""
    concentrated_percent: Annotated[int, Meta(ge=51, le=100)] = 80
    """So many of the failing units lie in one group where a sentence speaks of that group: more than half, or two could."""
    named_first: _Count = 3
    """Up to so many failing units are named, even where they are most of a group."""
    named_at_most: _Count = 5
    """Up to so many failing units are named rather than counted."""
    named_one_in: Annotated[int, Meta(ge=1, le=1000)] = 3
    """Named also where they are at most one in so many."""
    quantified_from: Annotated[int, Meta(ge=1, le=1000)] = 3
    """Fewer units than this are named, never counted in words."""
    grouping: Grouping | None = None
    """By what units are grouped; absent: by district in a round that began before districts were abolished, else not."""

    def is_most(self, share: Fraction) -> bool:
        return share * 100 >= self.most_percent

    def is_many(self, share: Fraction) -> bool:
        return share * 100 > self.many_percent


def read_thresholds(value: dict[str, Any] | None) -> Thresholds:
    """Return the thresholds that a setting holds; the defaults for a round without one.

    Raises: KnownError("synthesis.invalid") with `why`.
    """
    try:
        found = msgspec.convert(value or {}, Thresholds)
    except msgspec.ValidationError as error:
        raise KnownError("synthesis.invalid", exit_code=2, why=str(error)) from error
    if found.many_percent >= found.most_percent:
        raise KnownError("synthesis.invalid", exit_code=2, why="many_percent >= most_percent")
    return found
