"""What a round says, piece by piece, as a search finds it: only what the view shows, never what is withheld or erased."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from sys import intern
from typing import Final, Literal

import msgspec

from inspector.errors import KnownError
from inspector.journal.bodies import Captioned, FactStated, FreeFinding, StatusSet, VisitJudged, said
from inspector.journal.entry import Clock, EntryId, Statement, VisitId
from inspector.journal.log import order
from inspector.projection.rows import is_row
from inspector.projection.view import View
from inspector.projection.visit import Result, State, VisitView
from inspector.rules.answers import admits, say_value
from inspector.rules.checklist import Checklist
from inspector.rules.item import Item
from inspector.synthesis.units import day_of
from resources import Language, say

Kind = Literal[
    "visit", "person", "recommendation", "finding", "note", "caption", "comment", "decision", "fact", "answer"
]

KINDS: Final[tuple[Kind, ...]] = (
    "visit", "person", "recommendation", "finding", "note", "caption", "comment", "decision", "fact", "answer",
)  # fmt: skip
"""What has a name of its own comes first, what is said in a word of the checklist last."""


class Saying(msgspec.Struct, frozen=True, gc=False):
    """One thing that can be found, and where it stands. Words that recur are kept once (`sys.intern`)."""

    kind: Kind
    text: str
    """Its own words, as they were written: a note, a name, an answer."""
    about: str = ""
    """What it speaks of, in the words of the checklist: "A3 Đường dây nóng"."""
    who: str = ""
    """Who said it; several names with commas where several said the same."""
    unit: str = ""
    """The unit of its visit, with its district where it has one."""
    visit: VisitId = ""
    item: str = ""
    """The item, or the finding outside the checklist."""
    entry: EntryId = ""
    """The statement; of a caption, the photo; of a person, nothing."""
    at: Clock | None = None
    """By the clock of who said it."""
    day: str = ""
    """Of a visit, the civil date (ISO) on which it began, or for which it was planned."""


def of_round(view: View, checklist: Checklist | None, language: Language) -> Iterator[Saying]:
    """Yield what the round itself says: its people, and what leads decided to recommend.

    Args:
        view: the round.
        checklist: the one that names the items of recommendations; None if none is here.
        language: of the checklist's words.
    """
    for person in view.trust.persons.values():
        roles = ", ".join(say(f"role.{role}", language) for role in person.roles)
        yield Saying("person", ", ".join(part for part in (person.name, person.title) if part), roles)
    try:
        decided = view.recommendations()
    except KnownError:  # a contested or unreadable one is a problem of the round, told where those are
        return
    items = {item.id: item for item in checklist.items} if checklist is not None else {}
    for name, one in decided.items():
        statement = view.round_scope.slot("rec", name).heads[0]
        item = items.get(name)
        words = one.work or (item.recommendation if item is not None and one.value == "own" else "") or ""
        text = " — ".join(part for part in (words, one.reason) if part)
        if text:
            yield Saying(
                "recommendation", text, _heading(item, language), view.trust.name_of(statement.header.author),
                item=name, entry=statement.id, at=statement.header.at,
            )  # fmt: skip


def of_visit(visit: VisitView, checklist: Checklist | None, language: Language) -> Iterator[Saying]:
    """Yield everything that was said in a visit: itself, then the newest words first, then answers as they are asked.

    Answers need the checklist that gives them words; one that does not fit its item has none.
    """
    day = day_of(visit)
    yield Saying("visit", unit_words(visit), visit=visit.id, day=day.isoformat() if day is not None else "")
    items = {item.id: item for item in checklist.items} if checklist is not None else {}
    words = sorted(_words(visit, items, language), key=lambda pair: order(pair[0]), reverse=True)
    yield from (saying for _, saying in words)
    places = {name: place for place, name in enumerate(items)}
    asked = [result for result in visit.results.values() if result.item in items and not is_row(result.instance)]
    for result in sorted(asked, key=lambda result: places[result.item]):
        yield from _answer(visit, result, items[result.item], language)


def unit_words(visit: VisitView) -> str:
    """Return how the unit of a visit is called, and where it lies: "xã Phong Lạc, huyện Trần Văn Thời"."""
    return intern(", ".join(part for part in (visit.unit.name, visit.unit.district) if part))


_Words = Iterator[tuple[Statement, Saying]]


def _words(visit: VisitView, items: dict[str, Item], language: Language) -> _Words:
    yield from _notes(visit, items, language)
    yield from _captions(visit, items, language)
    for finding in visit.findings:
        for head in visit.slot("free", finding.id):
            body = said(head)
            if isinstance(body, FreeFinding):
                yield head, _saying(visit, "finding", head, body.value, item=finding.id)
    for head, comment in visit.comments:
        about = comment.on[1] if len(comment.on) > 1 and comment.on[0] in ("obs", "con") else ""
        item = items.get(about)
        yield head, _saying(visit, "comment", head, comment.text, _heading(item, language), about)
    yield from _decisions(visit, language)
    for fact in visit.families("fact"):
        for head in visit.slot(*fact):
            body = said(head)
            if isinstance(body, FactStated) and not _is_moment(body.value):
                yield head, _saying(visit, "fact", head, body.value)


def _notes(visit: VisitView, items: dict[str, Item], language: Language) -> _Words:
    """Yield the notes and reasons of observers, rows of a ratio included, and of leads who concluded."""
    for result in visit.results.values():
        about = _heading(items.get(result.item), language)
        for one in result.observations:
            text = " — ".join(part for part in (one.said.note, one.said.reason) if part)
            if text:
                yield one.statement, _saying(visit, "note", one.statement, text, about, result.item)
        if result.conclusion is not None:
            head = result.statements[0]
            yield head, _saying(visit, "note", head, result.conclusion.reason, about, result.item)


def _decisions(visit: VisitView, language: Language) -> _Words:
    """Yield why the visit was returned, approved, called off or taken up again, as far as that holds."""
    for about in ("judged", "status"):
        for head in visit.slot(about):
            body = said(head)
            if isinstance(body, VisitJudged | StatusSet) and body.reason:
                yield head, _saying(visit, "decision", head, body.reason, say(f"code.stage.{body.value}", language))


def _captions(visit: VisitView, items: dict[str, Item], language: Language) -> _Words:
    for photo in visit.photos:
        item = next(iter(photo.items), "")
        for head in visit.slot("caption", photo.id):
            body = said(head)
            if isinstance(body, Captioned) and body.value:
                saying = _saying(visit, "caption", head, body.value, _heading(items.get(item), language), item)
                yield head, msgspec.structs.replace(saying, entry=photo.id)


def _answer(visit: VisitView, result: Result, item: Item, language: Language) -> Iterator[Saying]:
    contested = result.state is State.CONTESTED
    values = [one.said.value for one in result.observations] if contested else [result.value]
    try:
        for value in values:
            if value is not None:
                admits(item, value)
    except KnownError:
        return
    words = dict.fromkeys(say_value(item, value, language) for value in values if value is not None)
    if not words:
        return
    text = " / ".join(words)
    if contested:
        text = f"{say('state.contested', language)}: {text}"
    author = visit.trust.name_of
    who = ", ".join(dict.fromkeys(author(one.statement.header.author) for one in result.observations))
    last = max(result.statements, key=order)
    kind: Kind = "note" if item.answer == "text" else "answer"  # a text is a person's own words
    about, unit = _heading(item, language), unit_words(visit)
    yield Saying(kind, intern(text), about, intern(who), unit, visit.id, result.item, last.id, last.header.at)


def _saying(visit: VisitView, kind: Kind, head: Statement, text: str, about: str = "", item: str = "") -> Saying:
    who = visit.trust.name_of(head.header.author)
    return Saying(kind, text, about, who, unit_words(visit), visit.id, item, head.id, head.header.at)


def _is_moment(text: str) -> bool:
    """Tell whether a fact is a point in time, such as the end of the visit: nobody looks for one by words."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _heading(item: Item | None, language: Language) -> str:
    return intern(f"{item.code} {item.short.say(language)}") if item is not None else ""
