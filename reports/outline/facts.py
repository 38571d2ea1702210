"""What several papers say of a visit in the same words: results by item, observers, photos, where the seal stands."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import datetime

import msgspec

from inspector.errors import KnownError
from inspector.journal.bodies import Person
from inspector.journal.entry import BlobId
from inspector.journal.seal import code_of
from inspector.journal.value import NOT_APPLICABLE, NOT_VERIFIABLE
from inspector.projection.photos import Photo as VisitPhoto
from inspector.projection.photos import arranged
from inspector.projection.trust import Trust
from inspector.projection.visit import Finding, Result, Seal, State, VisitView
from inspector.rules.answers import Standing, is_failure, say_value, standing
from inspector.rules.checklist import Checklist
from inspector.rules.item import Item
from inspector.text import SortKey, instant, sort_key
from reports.outline.blocks import Photo


@dataclass(frozen=True, slots=True)
class Line:
    """One item as a paper tells it: what was found, in words, and what it amounts to (None while it is not settled)."""

    item: Item
    result: Result
    words: str
    standing: Standing | None
    remark: str


def lines(visit: VisitView, checklist: Checklist) -> tuple[Line, ...]:
    """Return the items that were asked, in the checklist's order.

    What rests on role-play alone stays in the team's own papers: an official could be recognised by it.
    """
    return tuple(_line(item, result) for item, result in _asked(visit, checklist) if not item.is_role_play)


def _asked(visit: VisitView, checklist: Checklist) -> Iterator[tuple[Item, Result]]:
    for item in checklist.items:
        result = visit.result(item.id)
        if result is not None:
            yield item, result


def _line(item: Item, result: Result) -> Line:
    remark = "; ".join(dict.fromkeys(text for one in result.observations if (text := one.said.note or one.said.reason)))
    if result.value is not None:
        if result.conclusion is not None:
            remark = "; ".join(text for text in (remark, f"Trưởng đoàn kết luận: {result.conclusion.reason}") if text)
        return Line(item, result, say_value(item, result.value, "vi"), standing(item, result.value), remark)
    if result.state is State.CONTESTED:
        said = " / ".join(dict.fromkeys(say_value(item, one.said.value, "vi") for one in result.observations))
        return Line(item, result, f"Ghi nhận khác nhau: {said}", None, remark)
    words = "Chưa có nội dung" if result.state is State.WITHHELD else "Cần phiên bản chương trình mới hơn"
    return Line(item, result, words, None, remark)


def failures(found: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the shortcomings: what is not met, and the officials or papers among several that do not meet it."""
    return tuple(
        line
        for line in found
        if line.item.prose and line.result.value is not None and is_failure(line.item, line.result.value)
    )


def praise(line: Line) -> tuple[str, str]:
    """Return a strength as (subject, predicate); the subject is empty where the unit itself is praised."""
    assert line.item.prose is not None
    counted = line.item.counted
    return counted.subject.vi if counted and counted.subject else "", line.item.prose.positive.vi


def reproach(line: Line) -> str:
    """Return a shortcoming in the checklist's words, with its numbers where it was measured."""
    assert line.item.prose is not None
    said = line.item.prose.negative.vi
    if isinstance(line.result.value, str):
        return said
    counted = line.item.counted
    subject = f"còn có {counted.noun.vi} " if counted and counted.subject else ""
    return f"{subject}{said} ({line.words})"


def strengths(checklist: Checklist, found: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return what is met, in the order in which reports tell it; a strength that speaks for another item needs both."""
    met = {line.item.id for line in found if line.standing is Standing.MET}
    spoilt = {item.praised_with for item in checklist.items if item.id not in met}
    told = [
        line
        for line in found
        if line.item.id in met - spoilt and line.item.prose is not None and line.item.report_order is not None
    ]
    return tuple(sorted(told, key=lambda line: line.item.report_order or 0))


def left_out(found: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return what did not apply or could not be checked: it counts for nothing, and the paper says so."""
    return tuple(line for line in found if line.result.value in (NOT_APPLICABLE, NOT_VERIFIABLE))


def contested(found: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return what observers saw differently and nobody has concluded on."""
    return tuple(line for line in found if line.result.state is State.CONTESTED)


def unknown(found: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return what was said but cannot be told here: its content is withheld or absent, or needs a newer program."""
    return tuple(line for line in found if line.result.state in (State.WITHHELD, State.UNREADABLE))


_THERE = ("observed", "photo_added", "fact_stated", "free_finding")
"""Kinds that somebody says who is there."""


def people(visit: VisitView) -> tuple[Person, ...]:
    """Return those of the team who were there: who began the visit, or observed, photographed or stated a fact of it.

    Nobody is named for signing, sealing or deciding afterwards: minutes do not say of anyone what no statement says.
    The lead comes first, then the secretary, then the others by name.
    """
    there = [head for slot in visit.openings for head in slot.heads]
    there += [s for s in visit.introductions if s.header.kind == "opened"]
    there += [s for s in visit.statements.values() if s.header.kind in _THERE]
    keys = {visit.trust.person_of(s.header.author) for s in there}

    def rank(person: Person) -> tuple[bool, bool, SortKey]:
        return "lead" not in person.roles, "secretary" not in person.roles, sort_key(person.name)

    return tuple(sorted((person for key, person in visit.trust.persons.items() if key in keys), key=rank))


def with_role(trust: Trust, role: str) -> str:
    """Return the name of the round's person who holds a role, or nothing if none or several do."""
    names = [person.name for person in trust.persons.values() if role in person.roles]
    return names[0] if len(names) == 1 else ""


def proof(visit: VisitView) -> Seal | None:
    """Return the seal that a paper about the visit points to; None while observations stand that no seal covers.

    It is the newest that covers every observation: where two people sealed what each had seen, neither seal is of all
    that the paper tells. Of a visit that was joined from several, each part has seals of its own, and it is the newest.
    """
    if not visit.is_sealed:
        return None
    seals = [seal for seal in visit.seals if seal.said.purpose != "covert"]
    whole = [seal for seal in seals if visit.observations_held <= seal.covered]
    return (whole or seals)[-1]


def seal_code(visit: VisitView) -> str:
    """Return the short code of the seal that a paper points to, or that there is none."""
    seal = proof(visit)
    return code_of(seal.id) if seal is not None else "chưa niêm phong"


def footer(visit: VisitView) -> tuple[str, ...]:
    """Return the line at the foot of every page: the code that finds the seal, and the beginning of what proves it."""
    seal = proof(visit)
    if seal is None:
        return ("Lượt kiểm tra còn nội dung chưa niêm phong",)
    return (f"Mã niêm phong: {code_of(seal.id)} · {seal.id[:16]}",)


def seal_text(visit: VisitView) -> tuple[str, str]:
    """Return (the full id in 64 digits, the short code) of the seal that proves what a paper tells.

    Raises: KnownError("document.not-sealed").
    """
    seal = proof(visit)
    if seal is None:
        raise KnownError("document.not-sealed", visit=visit.id[:8])
    return seal.id, code_of(seal.id)


def moment(iso: str) -> datetime | None:
    """Return a stated moment (RFC 3339), or None if the text is not one: stated facts are shown as they stand."""
    try:
        return datetime.fromisoformat(iso)
    except ValueError:
        return None


def clock_words(when: datetime) -> str:
    """Return "08 giờ 05 phút", as minutes write a time of day."""
    return f"{when.hour:02} giờ {when.minute:02} phút"


def photos_of(visit: VisitView, checklist: Checklist) -> tuple[VisitPhoto, ...]:
    """Return the photos to print: a picture that two people brought stands once, and none of role-play alone.

    They stand in the common order, but for those of an item whose photos were arranged. Where one of the two drew over
    the picture that both brought, the other's plain one is not printed either.
    """
    role_play = {item.id for item in checklist.items if item.is_role_play}
    once: dict[str, VisitPhoto] = {}
    for photo in visit.photos:
        if not photo.items or not role_play.issuperset(photo.items):
            picture = photo.said.original if photo.said else photo.id
            known = once.setdefault(picture, photo)
            if known.is_plain and not photo.is_plain:
                once[picture] = _covered(known, photo)
    return _arranged(list(once.values()), visit, checklist)


def is_chosen(visit: VisitView, photo: VisitPhoto) -> bool:
    """Tell whether a photo was chosen for the letter, by whoever brought the same picture."""
    marked = frozenset(visit.flagged("letter"))
    same = (one.id for one in visit.photos if photo.said and one.said and one.said.original == photo.said.original)
    return bool(marked) and not marked.isdisjoint((photo.id, *same))


def _covered(plain: VisitPhoto, other: VisitPhoto) -> VisitPhoto:
    return msgspec.structs.replace(
        plain, copy=other.copy, copy_contested=other.copy_contested, copy_unknown=other.copy_unknown
    )


def _arranged(found: list[VisitPhoto], visit: VisitView, checklist: Checklist) -> tuple[VisitPhoto, ...]:
    """Return photos where those of an item that were arranged have changed places among each other."""
    for item in checklist.items:
        order = visit.order_of(item.id)
        places = [place for place, photo in enumerate(found) if order and item.id in photo.items]
        moved = arranged([found[place] for place in places], order)
        for place, photo in zip(places, moved, strict=True):
            found[place] = photo
    return tuple(found)


def photo_block(photo: VisitPhoto, visit: VisitView, checklist: Checklist, present: Container[BlobId]) -> Photo:
    """Return a photo with its caption: the items it is evidence for, when it was taken or added, where, and its hash.

    A picture of which what may be shown is not among `present` keeps its place, and the paper says that it is absent.
    """
    told = [item.code for item in checklist.items if item.id in photo.items and not item.is_role_play]
    codes = ", ".join([*told, *(beside(number) for number, one in findings(visit) if one.id in photo.items)])
    at = photo.statement.header.at
    taken = str(photo.said.facts.get("datetime_original", "")) if photo.said else ""
    when = f"chụp {_exif_words(taken)} (theo máy ảnh)" if taken else f"thêm {instant(at.utc_ms, at.off_min)}"
    what = " – ".join(text for text in (codes, photo.caption) if text)
    caption = tuple(line for line in (what, f"{visit.unit.name}; {when}") if line)
    if photo.copy_contested:
        return Photo(None, caption, "Các bản đã chỉnh của ảnh này khác nhau, chờ chọn một bản")
    if photo.said is None or photo.shown is None or photo.shown not in present:
        return Photo(None, caption, "Ảnh chưa có trong tệp này hoặc đã được che theo quy định")
    return Photo(photo.shown, (*caption, f"Ảnh gốc {photo.said.original[:16]}"))


def findings(visit: VisitView) -> Iterator[tuple[int, Finding]]:
    """Yield the findings outside the checklist with their numbers."""
    yield from enumerate(visit.findings, 1)


def beside(number: int) -> str:
    """Return how papers name a finding outside the checklist, as they name an item by its code."""
    return f"Ngoài phiếu {number}"


def _exif_words(taken: str) -> str:
    # Source: CIPA DC-008 (Exif), DateTimeOriginal: "YYYY:MM:DD HH:MM:SS", without a zone.
    day, _, time = taken.partition(" ")
    parts = day.split(":")
    return f"{parts[2]}/{parts[1]}/{parts[0]} {time}" if len(parts) == 3 else taken
