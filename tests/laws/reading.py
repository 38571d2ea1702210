"""Reads sentences as a person does who knows the checklist's predicates: of whom, how many of how many, what.

Nothing of the program is used, and nothing of the sentence but its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

NAMELESS = "Điểm "
"""How the names of units without a kind begin in the rounds that are read."""


@dataclass(frozen=True)
class Words:
    """The words of one language."""

    language: Literal["vi", "en"]
    all_units: str
    most_units: str
    many_units: str
    some_units: str
    all_counted: str
    most_counted: str
    many_counted: str
    some_counted: str
    all_group: str
    most_group: str
    beside: str
    at: str
    place: str
    place_gone: str
    gone: str
    """A district that is there no longer, in brackets behind a name."""
    one: dict[str, str]
    """Before one name, by kind."""
    several: dict[str, str]
    kinds: dict[str, str]
    """In "4/5 xã của huyện", by kind."""
    units: str


VI = Words(
    language="vi",
    all_units="các đơn vị được kiểm tra đều",
    most_units="hầu hết các đơn vị được kiểm tra",
    many_units="đa số các đơn vị được kiểm tra",
    some_units="một số đơn vị",
    all_counted="các (.+) đều",
    most_counted="hầu hết (.+)",
    many_counted="đa số (.+)",
    some_counted="một số (.+)",
    all_group="các (?P<kinds>.+?) được kiểm tra (?P<place>(?:của|trên địa bàn) .+?)(?P<beside>, cùng với .+,)? đều",
    most_group="hầu hết các (?P<kinds>.+?) (?P<place>(?:của|trên địa bàn) .+?)(?P<beside>, cùng với .+,)?",
    beside=", cùng với ",
    at=", tại ",
    place="của {}",
    place_gone="trên địa bàn {} (cũ)",
    gone="{} cũ",
    one={"xã": "xã ", "phường": "phường ", "thị trấn": "thị trấn "},
    several={"xã": "các xã: ", "phường": "các phường: ", "thị trấn": "các thị trấn: ", "": "các đơn vị: "},
    kinds={"xã": "xã", "phường": "phường", "thị trấn": "thị trấn", "": "đơn vị"},
    units="đơn vị",
)
EN = Words(
    language="en",
    all_units="all the units inspected",
    most_units="most of the units inspected",
    many_units="the majority of the units inspected",
    some_units="some units",
    all_counted="all (.+)",
    most_counted="most (.+)",
    many_counted="the majority of (.+)",
    some_counted="some (.+)",
    all_group="all the (?P<kinds>.+?) inspected (?P<place>of .+?)(?P<beside>, together with .+,)?",
    most_group="most of the (?P<kinds>.+?) (?P<place>of .+?)(?P<beside>, together with .+,)?",
    beside=", together with ",
    at=", in ",
    place="of {}",
    place_gone="of the former {}",
    gone="former {}",
    one={"xã": "the commune ", "phường": "the ward ", "thị trấn": "the township "},
    several={"xã": "the communes ", "phường": "the wards ", "thị trấn": "the townships ", "": "the units "},
    kinds={"xã": "communes", "phường": "wards", "thị trấn": "townships", "": "units"},
    units="units",
)


@dataclass(frozen=True)
class Read:
    """What a sentence says. Scope as in prose.py, but for "score", which reads as "units"."""

    scope: str
    word: str
    claims: tuple[tuple[str, str], ...]
    """Each predicate as it stands, and the numbers in the bracket behind it or behind the last one."""
    names: tuple[tuple[str, str, str], ...] = ()
    """Kind, name and what stands in brackets."""
    separators: frozenset[str] = frozenset()
    """What stands between predicates."""
    kinds: str = ""
    place: str = ""
    counted: str = ""
    """The subject where officials or papers are counted, and before it their number in digits if it stands there."""


class Reader:
    def __init__(self, checklist: dict[str, Any], words: Words) -> None:
        self.words = words
        found = [text for item in checklist["items"] for text in item.get("prose", {}).values()]
        self._predicates = {text[words.language] for text in (*found, checklist["settings"]["good_score"])}
        self._clauses = {
            item["prose"]["of_all"][words.language] for item in checklist["items"] if "of_all" in item.get("prose", {})
        }
        counted = [item["counted"]["subject"] for item in checklist["items"] if "subject" in item.get("counted", {})]
        self._counted = {text[words.language] for text in counted}

    def read(self, text: str) -> Read:
        subject, claims, separators, rest = self._split(text)
        if not subject:
            assert claims[0][0] in self._clauses
            return Read("clause", "all", claims, separators=separators)
        found = (
            self._of_units(subject, claims)
            or self._of_group(subject, claims)
            or self._of_counted(subject, claims)
            or Read("named", "named", claims, self.names(subject))
        )
        if rest:
            assert found.scope == "counted"
            assert rest.startswith(self.words.at), rest
            found = replace(found, names=self.names(rest.removeprefix(self.words.at)))
        return replace(found, separators=separators)

    def _split(self, text: str) -> tuple[str, tuple[tuple[str, str], ...], frozenset[str], str]:
        """Cut a sentence into subject, predicates with their numbers, and what comes behind."""
        start, predicate = min(
            ((text.find(one), one) for one in self._predicates if one in text),
            key=lambda pair: (pair[0], -len(pair[1])),
        )
        subject = text[:start].rstrip(" ") if start else ""
        assert not start or text[start - 1] == " "
        claims: list[tuple[str, str]] = []
        separators = set()
        at = start
        while True:
            at += len(predicate)
            numbers = re.match(r" \((?P<all>(?:[^()]|\([^()]*\))*)\)", text[at:])
            if numbers is not None:
                at += numbers.end()
            claims.append((predicate, numbers["all"] if numbers else ""))
            after = re.match(r"[,;] ", text[at:])
            beginning = [one for one in self._predicates if after and text[at + 2 :].startswith(one)]
            if not beginning:
                break
            separators.add(text[at])
            at += 2
            predicate = max(beginning, key=len)
        shown = claims[-1][1]
        assert shown, "the numbers stand behind the last predicate at the least"
        if not all(numbers for _, numbers in claims):
            assert not any(numbers for _, numbers in claims[:-1]), "numbers for each, or once for all"
            claims = [(one, shown) for one, _ in claims]
        return subject, tuple(claims), frozenset(separators), text[at:]

    def _of_units(self, subject: str, claims: tuple[tuple[str, str], ...]) -> Read | None:
        words = self.words
        known = {words.all_units: "all", words.most_units: "most", words.many_units: "many", words.some_units: "some"}
        return Read("units", known[subject], claims) if subject in known else None

    def _of_group(self, subject: str, claims: tuple[tuple[str, str], ...]) -> Read | None:
        for word, pattern in (("all", self.words.all_group), ("most", self.words.most_group)):
            found = re.fullmatch(pattern, subject)
            if found is not None and set(found["kinds"].split(", ")) <= set(self.words.kinds.values()):
                beside = (found["beside"] or "").removeprefix(self.words.beside).removesuffix(",")
                names = self.names(beside) if beside else ()
                return Read("group", word, claims, names, kinds=found["kinds"], place=found["place"])
        return None

    def _of_counted(self, subject: str, claims: tuple[tuple[str, str], ...]) -> Read | None:
        patterns = (
            ("all", self.words.all_counted),
            ("most", self.words.most_counted),
            ("many", self.words.many_counted),
            ("some", self.words.some_counted),
            ("named", r"\d\d+ (.+)"),
        )
        for word, pattern in patterns:
            found = re.fullmatch(pattern, subject)
            if found is not None and found[1] in self._counted:
                return Read("counted", word, claims, counted=subject if word == "named" else found[1])
        return None

    def names(self, text: str) -> tuple[tuple[str, str, str], ...]:
        """Read "các xã: A, B (huyện X); C (huyện Y); thị trấn D (huyện Z)"."""
        found: list[tuple[str, str, str]] = []
        lists: list[tuple[str, bool, list[str]]] = []
        for part in text.split("; "):
            kind, is_several, rest = self._kind(part)
            if is_several is not None and (not lists or (kind, is_several, lists[-1][:2]) != ("", False, ("", True))):
                lists.append((kind, is_several, []))
            assert lists, text
            listed, bracket = _bracket(rest)
            found += [(lists[-1][0], name, bracket) for name in listed]
            lists[-1][2].extend(listed)
        assert all(is_several == (len(names) > 1) for _, is_several, names in lists), text
        return tuple(found)

    def _kind(self, part: str) -> tuple[str, bool | None, str]:
        """Return the kind with which a part of a list begins, and whether in the plural; None where it goes on."""
        for is_several, begins in ((True, self.words.several), (False, self.words.one)):
            for kind, begin in begins.items():
                if part.startswith(begin):
                    return kind, is_several, part.removeprefix(begin)
        return "", False if part.startswith(NAMELESS) else None, part


def _bracket(part: str) -> tuple[list[str], str]:
    found = re.fullmatch(r"([^()]+)(?: \(([^()]+)\))?", part)
    assert found is not None, part
    return found[1].split(", "), found[2] or ""


def several(words: Words, kinds: Iterable[str]) -> str:
    """Return kinds as a subject has them; "đơn vị" where a name tells none."""
    kinds = list(kinds)
    return words.kinds[""] if "" in kinds else ", ".join(words.kinds[kind] for kind in kinds)
