"""Counts, denominators, names and words in the prose are those that other code works out from the bare answers."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any
from unicodedata import is_normalized

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.journal.bodies import SettingChosen
from inspector.journal.value import Value
from inspector.synthesis.findings import Sentence
from inspector.synthesis.whole import Synthesis
from inspector.synthesis.wording import tell
from resources import open_bytes
from tests.laws import prose
from tests.laws.prose import Spoken, Telling
from tests.unit.inspector.synthesis.rounds import Place, Round

CHECKLIST = json.loads(open_bytes("checklists/one-stop-2025.1.json"))
NEWEST = json.loads(open_bytes("checklists/one-stop-2026.2.json"))
KINDS = ("xã", "xã", "xã", "thị trấn", "phường", "")
DISTRICTS = ("huyện Alpha", "huyện Beta", "thành phố Gamma", "huyện Delta")


def _decimals(limit: int) -> st.SearchStrategy[str]:
    whole = st.integers(0, limit).map(str)
    return whole | st.integers(0, limit - 1).map(lambda n: f"{n}.5")


def values(item: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Return answers to an item; most of them count."""
    ratio = st.integers(1, 6).flatmap(
        lambda total: (
            st.integers(0, total).map(lambda n: {"n": n, "total": total}) | st.just({"n": total, "total": total})
        )
    )
    counting: dict[str, st.SearchStrategy[Any]] = {
        "ternary": st.sampled_from(["pass", "pass", "fail"]),
        "graded": st.sampled_from(["good", "done", "not_done"]),
        "ratio": ratio,
        "percent": _decimals(100).map(lambda text: {"percent": text}),
        "count": st.integers(0, 4).map(lambda n: {"count": n}),
        "minutes": _decimals(60).map(lambda text: {"minutes": text}),
        "text": st.just({"text": "đã ghi"}),
    }
    counted = counting[item["answer"]]
    return st.one_of(counted, counted, counted, counted, st.sampled_from(prose.SPOILED))


@st.composite
def rounds(
    draw: st.DrawFn, checklist: dict[str, Any], most_units: int
) -> tuple[list[tuple[str, str, prose.Answers]], dict[str, int]]:
    """Draw units (kind, district, answers) and thresholds.

    The items that are asked are few, so that units often share what they lack; a mood for each district makes it likely
    that one of them lacks what the others have.
    """
    items = [item for item in checklist["items"] if item["answer"] != "text"]
    asked = draw(st.lists(st.sampled_from(items), min_size=1, max_size=6, unique_by=lambda item: item["id"]))
    districts = DISTRICTS[: draw(st.integers(1, 4))]
    mood = {(district, item["id"]): draw(values(item)) for district in districts for item in asked}
    units = []
    for _ in range(draw(st.integers(1, most_units))):
        district = draw(st.sampled_from(districts))
        answers = {}
        for item in asked:
            how = draw(st.integers(0, 9))
            if how < 5:
                answers[item["id"]] = mood[district, item["id"]]
            elif how < 9:
                answers[item["id"]] = draw(values(item))
        if not answers:
            answers[asked[0]["id"]] = mood[district, asked[0]["id"]]
        units.append((draw(st.sampled_from(KINDS)), district, answers))
    return units, draw(st.just({}) | thresholds())


@st.composite
def thresholds(draw: st.DrawFn) -> dict[str, int]:
    most = draw(st.integers(61, 95))
    return {
        "most": most,
        "many": draw(st.integers(20, most - 1)),
        "concentrated": draw(st.integers(55, 100)),
        "named_first": draw(st.integers(0, 4)),
        "named_at_most": draw(st.integers(0, 6)),
        "named_one_in": draw(st.integers(1, 6)),
        "quantified_from": draw(st.integers(1, 4)),
    }


NAMES = {
    "most": "most_percent", "many": "many_percent", "concentrated": "concentrated_percent", "named_first": "named_first",
    "named_at_most": "named_at_most", "named_one_in": "named_one_in", "quantified_from": "quantified_from",
}  # fmt: skip


def bare(unit: int) -> str:
    return f"Tên{unit:02}"


def made(
    units: list[tuple[str, str, prose.Answers]], numbers: dict[str, int], checklist: dict[str, Any]
) -> tuple[Round, Telling]:
    """Return the round as the program sees it, and as the other code does."""
    places = [
        Place(f"{kind} {bare(unit)}".strip(), district, {i: msgspec.convert(v, Value) for i, v in answers.items()})
        for unit, (kind, district, answers) in enumerate(units)
    ]
    found = Round(places, version=checklist["version"])
    if numbers:
        value = {NAMES[name]: number for name, number in numbers.items()}
        found.lead.say(SettingChosen(value=value), ("setting", "synthesis"))
    return found, Telling([(district, answers) for _, district, answers in units], checklist, **numbers)


def spoken(sentence: Sentence) -> Spoken:
    """Return what the program's sentence says, in the words of the other code."""
    return Spoken(
        frame=sentence.frame.value,
        word=sentence.quantifier.value,
        items=tuple(claim.item.id if claim.item is not None else prose.SCORE for claim in sentence.claims),
        numbers=tuple((claim.share.k, claim.share.n) for claim in sentence.claims),
        of=tuple(unit.number - 1 for unit in sentence.units),
        out_of=tuple(tuple(unit.number - 1 for unit in claim.share.of_units) for claim in sentence.claims),
        named=tuple(unit.number - 1 for unit in sentence.named),
        district=", ".join(name.full for name in sentence.group.names) if sentence.group else "",
    )


def check_text(sentence: Sentence, expected: Spoken) -> None:
    """Look into the printed sentence: its numbers, whom it names and in which order, and that it is clean text."""
    for language in ("vi", "en"):
        text = tell(sentence, language)
        assert is_normalized("NFC", text)
        assert "  " not in text
        printed = [(int(k), int(n)) for k, n in re.findall(r"\b(\d+)/(\d+)\b", text)]
        assert set(printed) & set(expected.numbers) or expected.frame == "group", text
        names = [int(number) for number in re.findall(r"\bTên(\d\d)\b", text)]
        assert sorted(names) == sorted(expected.named), text
        for kind in {unit.name.kind for unit in sentence.named}:
            for group in {unit.group for unit in sentence.named}:
                there = [unit.number - 1 for unit in sentence.named if (unit.name.kind, unit.group) == (kind, group)]
                assert [name for name in names if name in there] == there, "in the order of the visits"
    words = {"all": "", "most": "hầu hết", "many": "đa số", "some": "một số", "named": ""}
    begun = tell(sentence, "vi")
    assert begun.startswith(words[expected.word]) or expected.frame == "clause"
    for other in {"hầu hết", "đa số", "một số"} - {words[expected.word]}:
        assert not begun.startswith(other)


def check(found: Round, synthesis: Synthesis, other: Telling) -> None:
    findings = synthesis.findings
    for ours, theirs in ((findings.strengths, other.strengths()), (findings.shortcomings, other.shortcomings())):
        assert [spoken(one) for one in ours] == theirs
        for sentence, expected in zip(ours, theirs, strict=True):
            check_text(sentence, expected)
            check_evidence(found, sentence, expected)
    assert [(task.item.id, len(task.units)) for task in synthesis.tasks.own] == other.tasks()


def check_evidence(found: Round, sentence: Sentence, expected: Spoken) -> None:
    """The statements are those of the denominators: every one, and none beside them."""
    visits = list(found.visits.values())
    said = {s.id: (s.scope, s.header.about[1]) for s in found.an.statements.values() if s.header.kind == "observed"}
    wanted: set[tuple[str, str]] = set()
    for claim, item, units in zip(sentence.claims, expected.items, expected.out_of, strict=True):
        if item == prose.SCORE:  # all that earns points at these units
            judged = {cell.item.id for cell in (*claim.share.told, *claim.share.others)}
            wanted |= {
                (visits[unit], one)
                for unit in units
                for one in judged
                if found.places[unit].answers.get(one, prose.SPOILED[0]) not in prose.SPOILED
            }
            continue
        wanted |= {(visits[unit], item) for unit in units}
        asked = {unit for unit, place in enumerate(found.places) if item in place.answers}
        assert {cell.unit.number - 1 for cell in claim.share.left_out} == asked - set(units)
    assert set(sentence.statements) == {one for one, about in said.items() if about in wanted}


@given(rounds(CHECKLIST, 14))
@settings(max_examples=200, deadline=None)
def test_prose_says_what_other_code_counts(drawn: tuple[list[tuple[str, str, prose.Answers]], dict[str, int]]) -> None:
    found, other = made(*drawn, CHECKLIST)
    check(found, found.synthesis(), other)


@given(rounds(NEWEST, 8))
@settings(max_examples=60, deadline=None)
def test_prose_about_the_newest_checklist_says_what_other_code_counts(
    drawn: tuple[list[tuple[str, str, prose.Answers]], dict[str, int]],
) -> None:
    found, other = made(*drawn, NEWEST)
    check(found, found.synthesis(), other)


@given(rounds(CHECKLIST, 10))
@settings(max_examples=60, deadline=None)
def test_every_failure_is_told_once(drawn: tuple[list[tuple[str, str, prose.Answers]], dict[str, int]]) -> None:
    found, other = made(*drawn, CHECKLIST)
    told = [
        (cell.unit.number - 1, cell.item.id)
        for sentence in found.synthesis().findings.shortcomings
        for claim in sentence.claims
        for cell in claim.share.told
    ]
    assert len(told) == len(set(told))
    failed = {
        (unit, item)
        for item, asked in other.items.items()
        if asked["answer"] != "ratio"
        for unit, mark in other.column(item).items()
        if mark == "unmet"
    }
    assert {pair for pair in told if other.items[pair[1]]["answer"] != "ratio"} == failed


def test_the_other_code_uses_nothing_of_the_programs_judging_or_speaking() -> None:
    tree = ast.parse(Path(prose.__file__).read_text(encoding="utf-8"))
    imported = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    imported += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    assert not [name for name in imported if name.split(".")[0] in ("inspector", "reports", "ui", "resources")]
