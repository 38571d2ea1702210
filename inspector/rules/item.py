"""One question of a checklist, with everything that is fixed about it before anybody answers."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, field

from resources import Language

AnswerType = Literal["graded", "ternary", "ratio", "percent", "count", "minutes", "text"]
Method = Literal["observe", "ask", "role_play", "records", "technical"]
When = Literal["always", "when_failed", "never"]
Status = Literal["V", "M", "L"]
"""How sure a legal basis is: verified in a public source, from memory and to be verified, local policy without a text."""

ItemId = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,63}\Z")]
Text = Annotated[str, Meta(min_length=1, max_length=2000)]
_Decimal = Annotated[str, Meta(pattern=r"^(0|[1-9][0-9]*)(\.[0-9]*[1-9])?\Z", max_length=16)]


class Part(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A part of a checklist. What is absent is left out of the bytes; null is refused, as it would be a second way."""


class Wording(Part, frozen=True):
    """The same words in both languages."""

    en: Text
    vi: Text

    def say(self, language: Language) -> str:
        """Return the words in one language."""
        return self.vi if language == "vi" else self.en


class LegalBasis(Part, frozen=True):
    """A rule that an item rests on, and the days on which it is in force."""

    citation: Text
    """Vietnamese, as a document cites it; article first."""
    status: Status
    since: date | None = field(default=None, name="from")
    """First day in force; absent where we know only that it lies before the checklist."""
    until: date | None = field(default=None, name="to")
    """Last day in force; absent while it is."""

    def in_force(self, day: date) -> bool:
        """Tell whether the rule applies on a civil date."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Target(Part, frozen=True):
    """What a measured answer has to reach; exactly one of `at_least` and `at_most` is given.

    For a ratio and a percentage in per cent, for a count in things counted, for minutes in minutes.
    """

    at_least: _Decimal | None = None
    at_most: _Decimal | None = None
    partly_from: _Decimal | None = None
    """Below `at_least` but from here on the answer is partly met; absent: there is no half-way."""


class Evidence(Part, frozen=True):
    """What an inspector should bring back, and without what an answer is incomplete."""

    wanted: Wording
    note: When
    photo: When


class Prose(Part, frozen=True):
    """Predicates, each to follow a subject; `negative` says "chưa ..." itself.

    The subject is the units, or for a ratio what is counted: "hầu hết công chức có mặt ... {positive}", and of a unit
    "có công chức {negative}". English predicates are in the past tense, the same for one and for many.
    """

    positive: Wording
    negative: Wording
    of_all: Wording | None = None
    """A whole clause for a strength that every unit has, where it reads better than subject and predicate."""


class Counted(Part, frozen=True):
    """What a ratio or a count counts."""

    noun: Wording
    """After a number: "40/46 công chức"."""
    subject: Wording | None = None
    """As the subject of a sentence about a ratio: "công chức có mặt tại thời điểm kiểm tra"."""


class Item(Part, frozen=True):
    """One question. `id` is unique for ever within the family, `code` (A1, A2 ...) within the version."""

    id: ItemId
    code: Annotated[str, Meta(pattern=r"^[A-Z][1-9][0-9]?\Z")]
    group: Annotated[str, Meta(pattern=r"^[A-Z]\Z")]
    full: Wording
    short: Wording
    """Fits a row of a list: at most 60 letters."""
    answer: AnswerType
    method: Annotated[tuple[Method, ...], Meta(min_length=1)]
    """How it is checked, the usual way first."""
    evidence: Evidence
    weight: Annotated[int, Meta(ge=0, le=1000)]
    """Share in the score; 0 exactly for what can have no standing."""
    critical: bool
    """A failure is reported on its own, whatever the score."""
    core: bool
    covert: bool
    """Rests on what role-players met before the team revealed itself: frozen at that moment."""
    legal: tuple[LegalBasis, ...]
    responsible: Wording
    own_recommendation: bool
    """False: a failure falls under the report's general clause, or under the recommendation of another item."""
    recommendation: Text | None = None
    """Default wording, Vietnamese: an imperative without subject."""
    recommended_with: ItemId | None = None
    """The item whose recommendation speaks for this one too."""
    praised_with: ItemId | None = None
    """The item whose strength is told only where this one is met too."""
    remedy_working_days: Annotated[int, Meta(ge=1, le=365)] | None = None
    report_order: Annotated[int, Meta(ge=1, le=1000)] | None = None
    """Place among the strengths in a report; absent: its strength shows in the score alone."""
    target: Target | None = None
    counted: Counted | None = None
    prose: Prose | None = None

    @property
    def is_role_play(self) -> bool:
        """Tell whether it rests on role-play alone: told in the team's own papers, as an official could be recognised."""
        return self.method == ("role_play",)

    @property
    def has_standing(self) -> bool:
        """Tell whether an answer can be met or unmet: a text cannot, nor a measure without a target."""
        return self.answer in ("graded", "ternary") or self.target is not None
