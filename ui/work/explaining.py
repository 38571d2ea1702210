"""Why a result is what it is: every statement about it, what each replaced, and which of them hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

import msgspec

from inspector.errors import KnownError
from inspector.journal.bodies import ABSENT, UNREADABLE, Concluded, Observed, Withdrawn, said
from inspector.journal.entry import BlobId, Clock, EntryId, Statement, VisitId, short
from inspector.journal.log import order
from inspector.journal.value import Value
from inspector.projection.trust import Effect, Trust
from inspector.projection.view import View
from inspector.projection.visit import Result, State, VisitView
from inspector.rules.checklist import Checklist
from inspector.rules.item import Item
from inspector.text import civil_date, instant
from resources import Language, say
from ui.work.deciding import device_of, value_words
from ui.work.stages import checklist_for

Fate = Literal["holds", "replaced", "unconfirmed", "refused", "excluded", "newer"]
"""What a statement does: it holds, another one stands in its place, or it does not count and why."""

_FATES: Final[dict[Effect, Fate]] = {
    Effect.EFFECTIVE: "holds",
    Effect.UNCONFIRMED: "unconfirmed",
    Effect.REFUSED: "refused",
    Effect.EXCLUDED: "excluded",
    Effect.NEWER: "newer",
}


class Line(msgspec.Struct, frozen=True):
    """One statement about a result, in words."""

    statement: EntryId
    kind: Literal["observation", "conclusion"]
    words: str
    """When, who and what."""
    fate: Fate
    told: str
    """The fate in words: what it stands in the place of, and what stands in its place."""

    @property
    def text(self) -> str:
        """What was said, and on a line of its own what it does."""
        return f"{self.words}\n{self.told}"


class Explanation(msgspec.Struct, frozen=True):
    """Why a result is what it is."""

    summary: str
    lines: tuple[Line, ...]
    """Observations and then conclusions, each in the common order."""


def explain(
    view: View, visit_id: VisitId, item_id: str, instance: str, checklists: Mapping[BlobId, Checklist],
    language: Language,
) -> Explanation:  # fmt: skip
    """Return why a result is what it is; also of one that followed by itself, or that nobody asked for."""
    visit = view.visits[visit_id]
    checklist = checklist_for(visit, checklists)
    item = next((one for one in checklist.items if one.id == item_id), None) if checklist is not None else None
    teller = _Teller(visit.trust, item, language)
    lines = (
        *teller.lines(_history(visit, "obs", item_id, instance), visit.slot("obs", item_id, instance), "observation"),
        *teller.lines(_history(visit, "con", item_id, instance), visit.slot("con", item_id, instance), "conclusion"),
    )
    return Explanation(teller.summary(visit.result(item_id, instance)), lines)


def _history(visit: VisitView, *about: str) -> tuple[Statement, ...]:
    return tuple(sorted((s for scope in visit.scopes for s in scope.slot(*about).history), key=order))


class _Teller:
    """Puts statements about one item into words."""

    def __init__(self, trust: Trust, item: Item | None, language: Language) -> None:
        self._trust = trust
        self._item = item
        self._language: Language = language

    def _say(self, key: str, **params: object) -> str:
        return say(f"explain.{key}", self._language, **params)

    def _name(self, statement: Statement) -> str:
        return self._trust.name_of(statement.header.author)

    def lines(
        self, history: tuple[Statement, ...], heads: tuple[Statement, ...], kind: Literal["observation", "conclusion"]
    ) -> list[Line]:
        """Return one line for each statement."""
        holding = {head.id for head in heads}
        by_target: dict[EntryId, list[Statement]] = {}
        for statement in history:
            for target in statement.header.supersedes:
                by_target.setdefault(target, []).append(statement)
        return [self._line(one, by_target.get(one.id, []), holding, kind) for one in history]

    def _line(
        self, statement: Statement, later: list[Statement], holding: set[EntryId],
        kind: Literal["observation", "conclusion"],
    ) -> Line:  # fmt: skip
        fate = _FATES[self._trust.effect(statement)]
        if fate == "holds" and statement.id not in holding:
            fate = "replaced"
        replaces = statement.header.supersedes
        told = [self._say("replaces", ids=", ".join(map(short, replaces)))] if replaces else []
        by = ", ".join(short(one.id) for one in later)
        told.append(self._say(f"fate-{fate}", ids=by))
        when = moment_of(statement.header.at)
        device = self._device(statement)
        words = self._say(
            "line",
            id=short(statement.id),
            when=when,
            name=self._name(statement) + (f" ({device})" if device else ""),
            what=self._what(statement),
        )
        return Line(statement.id, kind, words, fate, " ".join(told))

    def _device(self, statement: Statement) -> str:
        """Return which of a person's several devices spoke; nothing of one who has but one."""
        number = device_of(self._trust, statement.header.author)
        return self._say("device", number=number) if number else ""

    def _what(self, statement: Statement) -> str:
        body = said(statement)
        if isinstance(body, Observed):
            note = "\n".join(part for part in (body.note, body.reason) if part)
            return self._say("observed", value=self._value(body.value)) + (f": {note}" if note else "")
        if isinstance(body, Concluded):
            return self._say("concluded", value=self._value(body.value), reason=body.reason)
        if isinstance(body, Withdrawn):
            return self._say("withdrew") + (f": {body.reason}" if body.reason else "")
        return self._say("absent" if body is ABSENT else "unreadable" if body is UNREADABLE else "unknown")

    def _value(self, value: Value) -> str:
        return value_words(self._item, value, self._language)

    def summary(self, result: Result | None) -> str:
        """Return why the result is what it is, in one sentence."""
        if result is None:
            return self._say("nothing")
        seen = result.observations
        names = ", ".join(dict.fromkeys(self._name(one.statement) for one in seen))
        if result.state is State.CONCLUDED and result.conclusion is not None:
            by, value = self._name(result.statements[0]), self._value(result.conclusion.value)
            return self._say("is-concluded", name=by, value=value)
        if result.state is State.AGREED and result.value is not None:
            key = "alone" if len(seen) == 1 else "agreed"
            return self._say(key, name=names, count=len(seen), value=self._value(result.value))
        if result.state is not State.CONTESTED:
            return self._say("is-absent" if result.state is State.WITHHELD else "is-unreadable")
        if any(head.header.about[0] == "con" for head in result.statements):
            return self._say("conclusions-differ", name=", ".join(map(self._name, result.statements)))
        key = "devices-differ" if len({one.person for one in seen}) == 1 else "observers-differ"
        return self._say(key, name=names)


def moment_of(at: Clock) -> str:
    """Return when a statement was made, "22/11/2026 09:10" by the clock of its machine; "?" for what no calendar has."""
    try:
        return instant(at.utc_ms, at.off_min)[:16]
    except KnownError:
        return "?"


def day_words(iso: str) -> str:
    """Return a day as people read it, "22/11/2026"; nothing for what is no day, as somebody may have stated."""
    try:
        return civil_date(iso)
    except KnownError:
        return ""
