"""How findings read: the words stand in the catalogue, the predicates in the checklist; here they are joined."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from inspector.synthesis.findings import Claim, Frame, Sentence
from inspector.synthesis.shares import Quantifier
from inspector.synthesis.units import COMMUNE_KINDS, Group, Name, Unit
from resources import Language, say

_KINDS: Final = {
    "xã": "commune",
    "phường": "ward",
    "thị trấn": "township",
    "đặc khu": "zone",
    "huyện": "district",
    "quận": "urban",
    "thị xã": "town",
    "thành phố": "city",
    "": "unit",
}
"""Kinds in the order in which a list tells them, and their names in the catalogue's keys."""

Listed = tuple[Name, Group]
"""A name and the group that may stand in brackets behind it."""


def tell(sentence: Sentence, language: Language = "vi") -> str:
    """Return a sentence without capital and full stop, its numbers in brackets: "hầu hết … chưa … (14/16 đơn vị)"."""
    words = _predicates(sentence, language)
    match sentence.frame:
        case Frame.CLAUSE:
            return words
        case Frame.SCORE | Frame.UNITS:
            return say(f"prose.units.{sentence.quantifier.value}", language, words=words)
        case Frame.NAMED:
            names = unit_names(sentence.named, language, with_groups=sentence.shows_groups)
            return say("prose.named", language, names=names, words=words)
        case Frame.COUNTED:
            return _of_counted(sentence, words, language)
        case Frame.GROUP:
            return _of_group(sentence, words, language)


def capital(text: str) -> str:
    """Return a text that begins a sentence."""
    return text[:1].upper() + text[1:]


def unit_names(units: Iterable[Unit], language: Language = "vi", *, with_groups: bool) -> str:
    """Return units by name: "các xã: A, B (huyện X); C (huyện Y); thị trấn D (huyện Z)"."""
    nothing = Group(())
    return listing([(unit.name, unit.group if with_groups else nothing) for unit in units], language)


def listing(names: Sequence[Listed], language: Language = "vi") -> str:
    """Return names by kind, and within a kind by group, each in the order given."""
    order = list(_KINDS)
    kinds = sorted(dict.fromkeys(name.kind for name, _ in names), key=order.index)
    return "; ".join(_of_kind(kind, [pair for pair in names if pair[0].kind == kind], language) for kind in kinds)


def _of_kind(kind: str, names: Sequence[Listed], language: Language) -> str:
    together: dict[Group, list[str]] = {}
    for name, group in names:
        together.setdefault(group, []).append(name.bare)
    parts = [", ".join(bare) + _bracket(group, language) for group, bare in together.items()]
    key = "several" if len(names) > 1 else "one"
    return say(f"prose.{key}.{_KINDS[kind]}", language, names="; ".join(parts))


def _bracket(group: Group, language: Language) -> str:
    if not group:
        return ""
    return f" ({say('prose.bracket.gone' if group.is_gone else 'prose.bracket', language, group=_full(group))})"


def _full(group: Group) -> str:
    return ", ".join(name.full for name in group.names)


def kinds_of(units: Iterable[Unit], language: Language = "vi") -> str:
    """Return what units are: "xã, thị trấn"; "đơn vị" where a name does not tell."""
    order = list(_KINDS)
    kinds = sorted({unit.name.kind for unit in units}, key=order.index)
    if "" in kinds:
        kinds = [""]
    return ", ".join(say(f"prose.kind.{_KINDS[kind]}", language) for kind in kinds)


def group_place(group: Group, language: Language = "vi") -> str:
    """Return where the units of a group are: "của huyện Đầm Dơi", "trên địa bàn huyện Đầm Dơi (cũ)"."""
    if any(name.kind in COMMUNE_KINDS for name in group.names):
        return say("prose.place.present", language, group=_full(group))
    return say("prose.place.gone" if group.is_gone else "prose.place", language, group=_full(group))


def _predicates(sentence: Sentence, language: Language) -> str:
    """Return the predicates with commas, and the numbers once where they are the same for all."""
    separator = "; " if sentence.frame is Frame.COUNTED else ", "
    texts = [claim.words.say(language) for claim in sentence.claims]
    numbers = [_numbers(sentence, claim, language) for claim in sentence.claims]
    if len(set(numbers)) == 1:
        return f"{separator.join(texts)} ({numbers[0]})"
    return separator.join(f"{text} ({number})" for text, number in zip(texts, numbers, strict=True))


def _numbers(sentence: Sentence, claim: Claim, language: Language) -> str:
    share = claim.share
    if not share.counts_units:
        counted = claim.item.counted if claim.item is not None else None
        assert counted is not None
        return f"{share.k}/{share.n} {counted.noun.say(language)}"
    whole = say("prose.count", language, k=share.k, n=share.n)
    if sentence.group is None:
        return whole
    inside = sum(unit.group == sentence.group for unit in share.units)
    of_units = [unit for unit in share.of_units if unit.group == sentence.group]
    there = say(
        "prose.count.group",
        language,
        k=inside,
        n=len(of_units),
        kinds=kinds_of(of_units, language),
        place=group_place(sentence.group, language),
    )
    return f"{there}; {whole}" if sentence.named else there


def _of_counted(sentence: Sentence, words: str, language: Language) -> str:
    item = sentence.items[0]
    assert item.counted is not None
    assert item.counted.subject is not None
    subject = item.counted.subject.say(language)
    key = "few" if sentence.quantifier is Quantifier.NAMED else sentence.quantifier.value
    told = say(f"prose.counted.{key}", language, subject=subject, words=words, k=f"{sentence.share.k:02}")
    if not sentence.named:
        return told
    names = unit_names(sentence.named, language, with_groups=sentence.shows_groups)
    return say("prose.counted.where", language, told=told, names=names)


def _of_group(sentence: Sentence, words: str, language: Language) -> str:
    assert sentence.group is not None
    beside = ""
    if sentence.named:
        names = unit_names(sentence.named, language, with_groups=True)
        beside = say("prose.beside", language, names=names)
    return say(
        f"prose.group.{sentence.quantifier.value}",
        language,
        kinds=kinds_of(sentence.group_units, language),
        place=group_place(sentence.group, language),
        beside=beside,
        words=words,
    )
