"""Counts, denominators, names and words in the prose are those that other code works out from the bare answers."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal
from unicodedata import is_normalized

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.journal import canon
from inspector.journal.bodies import Observed, RecommendationDecided, SettingChosen
from inspector.journal.value import Value
from inspector.places.directory import nation
from inspector.projection.view import fold
from inspector.rules.checklist import decode
from inspector.synthesis.findings import Claim, Sentence
from inspector.synthesis.units import Unit
from inspector.synthesis.whole import Synthesis, synthesise
from inspector.synthesis.wording import tell
from resources import open_bytes
from tests.laws import prose, reading
from tests.laws.prose import OPEN, SCORE, Cell, Limits, Reckoning, Said
from tests.laws.reading import EN, VI, Read, Reader, Words
from tests.laws.worlds import arrivals
from tests.unit.inspector.synthesis.rounds import Place, Round

CHECKLISTS: Final[dict[str, dict[str, Any]]] = {
    version: json.loads(open_bytes(f"checklists/one-stop-{version}.json")) for version in ("2025.1", "2026.2")
}
READERS: Final = {
    (version, words.language): Reader(checklist, words)
    for version, checklist in CHECKLISTS.items()
    for words in (VI, EN)
}
DISTRICTS: Final = ("huyện Thới Bình", "huyện Đầm Dơi", "thành phố Cà Mau", "huyện U Minh")
NAMES: Final = (
    "An Bình", "Tân Bằng", "Hồ Thị Kỷ", "Đất Mũi", "Khánh Bình Tây Bắc", "Phú Mỹ", "Lý Văn Lâm", "5", "Tân Xã",
    "Biển Bạch", "Quách Phẩm", "Ông Đốc", "Hoà Thành", "Trí Lực", "Vàm Đình", "Năm Căn",
)  # fmt: skip
DAYS: Final = (
    ("2025-03-04",),
    ("2025-07-01", "2025-07-02"),
    ("2025-03-04", "2025-03-05", "2025-06-30", "2025-07-01"),
)
OF_DISTRICTS: Final = {
    "named_first": 1,
    "most_percent": 60,
    "concentrated_percent": 60,
    "grouping": "former_district",
}
"""Thresholds under which many shortcomings are those of one district."""
WHIMS: Final = ("each its own", "good", "bad", "one district", "as before")
SPOILT: Final = ("not_applicable", "not_verifiable")


@dataclass(frozen=True)
class Drawn:
    """A round as it was drawn; its places stand in the order of the plan, not of the visits."""

    checklist: dict[str, Any]
    places: list[prose.Place]
    disputes: dict[Cell, tuple[Any, Any]]
    """What a second inspector saw in a cell, and what the lead concluded; None for what was not said."""
    limits: dict[str, Any]
    decided: dict[str, tuple[Literal["own", "general"], str]]
    role_play: bool


# -- rounds ------------------------------------------------------------------------------------------------------------


def answer(item: dict[str, Any], is_good: bool, detail: int) -> Any:
    """Return an answer that meets an item, or one that does not; `detail`, 0 to 29, varies it."""
    match item["answer"]:
        case "ternary":
            return "pass" if is_good else "fail"
        case "graded":
            return ("good" if detail % 5 < 3 else "done") if is_good else "not_done"
        case "ratio":
            total = 1 + detail % 6
            return {"n": total if is_good else max(0, total - 1 - detail % 3), "total": total}
        case "text":
            return {"text": "đã ghi"}
        case "count":
            return {"count": 0 if is_good else detail}
        case "percent":
            good, bad = ("4.5", "3") if "at_most" in item["target"] else ("95", "99.9"), ("5", "5.1", "77", "76.9")
            return {"percent": good[detail % 2] if is_good else bad[detail % 4]}
        case _:
            return {"minutes": f"{detail}.5"}


@st.composite
def columns(
    draw: st.DrawFn, items: Sequence[dict[str, Any]], districts: Sequence[str], whims: Sequence[str]
) -> list[dict[str, Any]]:
    """Draw the answers of each unit, item by item.

    A whim for each item makes it likely that most units fail it, or those of one district, or just the units that failed
    the item before (whoever did not may leave the denominator); a few answers then go their own way.
    """
    chances = draw(arrivals)
    places: list[dict[str, Any]] = [{} for _ in districts]
    before = [True for _ in districts]
    for item in items:
        whim, where = draw(st.sampled_from(whims)), draw(st.sampled_from(districts))
        own = [chances.randrange(20) for _ in districts]
        details = [chances.randrange(30) for _ in districts]
        before = [
            {
                "each its own": chance % 2 == 0,
                "good": chance != 1,
                "bad": chance == 1,
                "one district": (district != where) != (chance in (1, 2, 3)),
                "as before": was_good,
            }[whim]
            for district, chance, was_good in zip(districts, own, before, strict=True)
        ]
        for place, is_good, chance, detail in zip(places, before, own, details, strict=True):
            is_odd = is_good and chance > 10 if whim == "as before" else chance > 16
            if not is_odd:
                place[item["id"]] = answer(item, is_good, detail)
            elif chance < 19:
                place[item["id"]] = SPOILT[chance % 2]
    return places


@st.composite
def limits(draw: st.DrawFn) -> dict[str, Any]:
    """Draw settings of the thresholds, mostly numbers that shares of few units meet exactly."""
    most = draw(st.sampled_from((60, 75, 80, 100)) | st.integers(52, 100))
    found: dict[str, Any] = {
        "most_percent": most,
        "many_percent": draw(st.sampled_from((50, 40, 25)) | st.integers(20, most - 1)),
        "concentrated_percent": draw(st.sampled_from((75, 80, 60, 100)) | st.integers(51, 100)),
        "named_first": draw(st.integers(0, 5)),
        "named_at_most": draw(st.integers(0, 4)),
        "named_one_in": draw(st.integers(1, 4)),
        "quantified_from": draw(st.integers(1, 4) | st.integers(5, 30)),
        "grouping": draw(st.sampled_from(["former_district", "none"])),
    }
    chosen = draw(st.sets(st.sampled_from(sorted(found))))
    if "many_percent" in chosen or "most_percent" in chosen:
        chosen |= {"many_percent", "most_percent"}
    return {name: found[name] for name in sorted(chosen)}


@st.composite
def checklists(draw: st.DrawFn, version: str) -> dict[str, Any]:
    """Draw a province's own version: other weights, order of praise, percentages, and things held to be critical."""
    found: dict[str, Any] = json.loads(json.dumps(CHECKLISTS[version]))
    items = [item for item in found["items"] if "prose" in item]
    for place, item in enumerate(draw(st.permutations(items)), 1):
        item["report_order"] = place
    for item in items:
        item["weight"] = draw(st.integers(1, 4))
        item["critical"] = draw(st.booleans())
    found["settings"]["good_score_percent"] = draw(st.sampled_from((50, 75, 80)))
    found["settings"]["partly_percent"] = draw(st.sampled_from((0, 25, 50)))
    praised = draw(st.lists(st.sampled_from(items), min_size=2, max_size=4, unique_by=lambda item: str(item["id"])))
    for item in praised[1:]:
        item["praised_with"] = praised[0]["id"]
    return found


def _drawn_items(checklist: dict[str, Any], most: int, only: str) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Return some items with those that stand or fall with them, in the order in which they are answered."""
    items = {item["id"]: item for item in checklist["items"] if re.search(only, f"{item['id']} {item['answer']}")}
    tied = {item: {item} for item in items}
    for item in items.values():
        for host in (item.get("praised_with"), item.get("recommended_with")):
            if host in tied:
                tied[host].add(item["id"])
    chosen = st.lists(st.sampled_from(list(items)), min_size=1, max_size=most, unique=True)
    return chosen.map(
        lambda ids: [items[one] for one in dict.fromkeys(one for chosen in ids for one in sorted(tied[chosen]))]
    )


@st.composite
def rounds(
    draw: st.DrawFn,
    version: str,
    most_units: int,
    most_items: int,
    *,
    only: str = "",
    whims: Sequence[str] = WHIMS,
    is_own: bool = False,
    usual: dict[str, Any] | None = None,
) -> Drawn:
    """Draw a round.

    Args:
        version: of the checklist.
        most_units: how many units it has at most.
        most_items: how many items are answered at most, but for those that others draw after them.
        only: what the ids or the answers of the items match.
        whims: how units fail items; see `columns`.
        usual: thresholds where no others are drawn.
        is_own: whether the checklist is a province's own version of it.
    """
    checklist = draw(checklists(version)) if is_own else CHECKLISTS[version]
    items = draw(_drawn_items(checklist, most_items, only))
    known = DISTRICTS[: draw(st.sampled_from((2, 1, 3, 4)))]
    kind = st.sampled_from(("xã", "xã", "xã", "phường", "thị trấn", ""))
    names = draw(
        st.lists(
            st.tuples(kind, st.sampled_from(NAMES), st.sampled_from(known)),
            min_size=draw(st.sampled_from((most_units // 2 + 1, 1, most_units * 3 // 4))),
            max_size=most_units,
            unique=True,
        )
    )
    answers = draw(columns(items, [district for _, _, district in names], whims))
    if not any(map(len, answers)):
        answers[0][items[0]["id"]] = "not_verifiable"
    days = draw(st.sampled_from(DAYS))
    places = [
        prose.Place(kind, bare if kind else f"{reading.NAMELESS}{bare}", district, found, draw(st.sampled_from(days)))
        for (kind, bare, district), found in zip(names, answers, strict=True)
    ]
    asked = {item["id"]: item for item in items}
    seen = [(unit, item) for unit, place in enumerate(places) for item in place.answers]
    disputes: dict[Cell, tuple[Any, Any]] = {}
    for unit, item in draw(st.lists(st.sampled_from(seen), max_size=4, unique=True)):
        second = draw(st.one_of(st.none(), st.just(places[unit].answers[item]), _answers(asked[item])))
        disputes[unit, item] = (second, draw(st.none() | _answers(asked[item])))
    with_words = [item for item, one in asked.items() if "prose" in one]
    own_or_general: tuple[Literal["own", "general"], ...] = ("own", "general")
    decided = {}
    if draw(st.booleans()) and with_words:
        item = draw(st.sampled_from(with_words))
        decided[item] = (draw(st.sampled_from(own_or_general)), draw(st.sampled_from(("", "Rà soát lại"))))
    return Drawn(
        checklist,
        places,
        disputes,
        draw(st.one_of(st.just(usual or {}), limits())),
        decided,
        draw(st.sampled_from((True, True, False))),
    )


def _answers(item: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Return any answer to an item, at random."""
    return st.builds(answer, st.just(item), st.booleans(), st.integers(0, 29)) | st.sampled_from(SPOILT)


# -- the same round, told twice ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """What the program says of a round, and what is to be said of it."""

    program: Synthesis
    other: Reckoning
    statements: dict[Cell, set[str]]
    """What each cell rests on; units in the order of the visits."""


def told(drawn: Drawn) -> Told:
    made = Round(
        [
            Place(
                f"{place.kind} {place.bare}".strip(),
                place.district,
                {item: msgspec.convert(value, Value) for item, value in place.answers.items()},
                place.day,
            )
            for place in drawn.places
        ],
        asked=canon.encode(drawn.checklist),
    )
    lead, an, binh = made.lead, made.an, made.world.laptop("binh")
    lead.issue_roster([lead, an, binh])
    binh.meet(lead)
    visits = [one for one, statement in lead.statements.items() if statement.header.kind == "planned"]
    said = {
        (visits.index(one.scope), one.header.about[1]): {one.id}
        for one in an.statements.values()
        if one.header.kind == "observed"
    }
    final = [dict(place.answers) for place in drawn.places]
    for (unit, item), (second, _) in drawn.disputes.items():
        if second is not None:
            body = Observed(value=msgspec.convert(second, Value), checklist=made.world.checklist_id)
            said[unit, item].add(binh.say(body, ("obs", item, ""), visits[unit]))
            if second != final[unit][item]:
                final[unit][item] = OPEN
    lead.meet(binh)
    for (unit, item), (_, concluded) in drawn.disputes.items():
        if concluded is not None:
            said[unit, item] = {lead.conclude(visits[unit], item, msgspec.convert(concluded, Value))}
            final[unit][item] = concluded
    if drawn.limits:
        lead.say(SettingChosen(value=drawn.limits), ("setting", "synthesis"))
    for item, (value, work) in drawn.decided.items():
        lead.say(RecommendationDecided(value=value, reason="họp đoàn", work=work), ("rec", item))
    visited = sorted((unit for unit, answers in enumerate(final) if answers), key=lambda unit: drawn.places[unit].day)
    places = [
        prose.Place(place.kind, place.bare, place.district, final[unit], place.day)
        for unit in visited
        for place in (drawn.places[unit],)
    ]
    checklists = {made.world.checklist_id: decode(made.world.checklist)}
    return Told(
        synthesise(fold(lead.log), checklists, nation(), role_play=drawn.role_play),
        Reckoning(places, drawn.checklist, Limits(**drawn.limits), drawn.role_play, drawn.decided),
        {(visited.index(unit), item): ids for (unit, item), ids in said.items()},
    )


def check(found: Told) -> None:
    program, other = found.program, found.other
    for is_strength, sentences, wanted in (
        (True, program.findings.strengths, other.strengths()),
        (False, program.findings.shortcomings, other.shortcomings()),
    ):
        assert [shape(one) for one in sentences] == [outline(one) for one in wanted]
        for sentence, said in zip(sentences, wanted, strict=True):
            assert sentence.is_strength == is_strength
            check_evidence(found, sentence, said)
            for words in (VI, EN):
                check_text(found.other, sentence, said, words)
    check_that_failures_are_told_once(found)
    check_orders(found)


def shape(sentence: Sentence) -> dict[str, Any]:
    """Return what a sentence of the program says, without its text."""
    return {
        "scope": sentence.frame.value,
        "word": sentence.quantifier.value,
        "claims": [
            (
                claim.item.id if claim.item is not None else SCORE,
                claim.share.k,
                claim.share.n,
                places(claim.share.units),
                places(claim.share.of_units),
                cells(claim),
            )
            for claim in sentence.claims
        ],
        "units": set(places(sentence.units)),
        "named": places(sentence.named),
        "district": ", ".join(name.full for name in sentence.group.names) if sentence.group else "",
    }


def outline(said: Said) -> dict[str, Any]:
    """Return the same of what is to be said."""
    return {
        "scope": said.scope,
        "word": said.word,
        "claims": [(one.item, one.k, one.n, one.of, one.among, one.out) for one in said.claims],
        "units": {unit for claim in said.claims for unit in claim.of},
        "named": said.named,
        "district": said.district,
    }


def places(units: Sequence[Unit]) -> tuple[int, ...]:
    return tuple(unit.number - 1 for unit in units)


def cells(claim: Claim) -> set[Cell]:
    """Return the cells that leave the denominator of a claim; none of them twice."""
    found = [(cell.unit.number - 1, cell.item.id) for cell in claim.share.left_out]
    assert len(found) == len(set(found))
    return set(found)


def check_evidence(found: Told, sentence: Sentence, said: Said) -> None:
    """The statements are those of the denominators, or the conclusions over them: every one, and none beside them."""
    wanted = {cell for claim in said.claims for cell in claim.rests_on}
    assert len(sentence.statements) == len(set(sentence.statements))
    assert set(sentence.statements) == {one for cell in wanted for one in found.statements[cell]}


def check_text(other: Reckoning, sentence: Sentence, said: Said, words: Words) -> None:
    text = tell(sentence, words.language)
    assert is_normalized("NFC", text)
    assert text == text.strip()
    assert not re.search(r"\s\s|\s[,;.)]|\(\s|,,|\(\)|chưa chưa|[{}ÐðÞ]", text), text
    assert READERS[other.checklist["version"], words.language].read(text) == printed(
        other, said, words, sentence.is_strength
    ), text


def printed(other: Reckoning, said: Said, words: Words, is_strength: bool) -> Read:
    """Return what the text must say to somebody who reads it."""
    place = ""
    if said.district:
        place = (words.place_gone if other.is_former else words.place).format(said.district)
    counted = ""
    if said.scope == "counted":
        counted = other.items[said.claims[0].item]["counted"]["subject"][words.language]
        if said.word == "named":
            counted = f"{said.claims[0].k:02d} {counted}"
    with_districts = said.scope == "group" or other.shows_districts
    return Read(
        scope="units" if said.scope == "score" else said.scope,
        word=said.word,
        claims=tuple(
            (predicate(other, said, one, words, is_strength), numbers(other, said, one, words)) for one in said.claims
        ),
        names=tuple(
            (kind, bare, (words.gone.format(district) if other.is_former else district) if district else "")
            for kind, bare, district in other.listed(said.named, with_districts=with_districts)
        ),
        separators=frozenset((";" if said.scope == "counted" else ",") if len(said.claims) > 1 else ""),
        kinds=reading.several(words, said.kinds) if said.district else "",
        place=place,
        counted=counted,
    )


def predicate(other: Reckoning, said: Said, claim: prose.Claim, words: Words, is_strength: bool) -> str:
    if claim.item == SCORE:
        return str(other.checklist["settings"]["good_score"][words.language])
    key = "of_all" if said.scope == "clause" else "positive" if is_strength else "negative"
    return str(other.items[claim.item]["prose"][key][words.language])


def numbers(other: Reckoning, said: Said, claim: prose.Claim, words: Words) -> str:
    if claim.item != SCORE and other.items[claim.item]["answer"] == "ratio":
        return f"{claim.k}/{claim.n} {other.items[claim.item]['counted']['noun'][words.language]}"
    whole = f"{claim.k}/{claim.n} {words.units}"
    if claim.inside is None:
        return whole
    there = [unit for unit in claim.among if other.districts[unit] == said.district]
    place = (words.place_gone if other.is_former else words.place).format(said.district)
    inside = f"{claim.inside[0]}/{claim.inside[1]} {reading.several(words, other.kinds(there))} {place}"
    return f"{inside}; {whole}" if said.named else inside


def check_that_failures_are_told_once(found: Told) -> None:
    spoken = [
        (cell.unit.number - 1, cell.item.id)
        for sentence in found.program.findings.shortcomings
        for claim in sentence.claims
        for cell in claim.share.told
    ]
    assert len(spoken) == len(set(spoken))
    assert set(spoken) == found.other.failing()


def check_orders(found: Told) -> None:
    tasks, (own, general) = found.program.tasks, found.other.tasks()
    assert [(task.item.id, task.work, places(task.units)) for task in tasks.own] == own
    assert [item.id for item in tasks.general] == general
    for task in tasks.own:
        assert set(task.statements) == {
            one for cell in task.cells for one in found.statements[cell.unit.number - 1, cell.item.id]
        }
    if all(found.other.districts):
        chairs = found.program.addressees(date(2025, 6, 30))
        assert [(one.places[0].full, places(one.units)) for one in chairs] == found.other.directed()


@given(drawn=rounds("2025.1", 14, 14))
@settings(max_examples=80)
def test_prose_says_what_other_code_counts(drawn: Drawn) -> None:
    check(told(drawn))


@given(drawn=rounds("2025.1", 14, 4, only="pub_|fb_|ecopy", whims=("one district", "as before"), usual=OF_DISTRICTS))
@settings(max_examples=100)
def test_prose_about_districts_says_what_other_code_counts(drawn: Drawn) -> None:
    check(told(drawn))


@given(drawn=rounds("2026.2", 8, 6, only="ratio", is_own=True, usual={"quantified_from": 9}))
@settings(max_examples=60)
def test_prose_about_officials_and_papers_says_what_other_code_counts(drawn: Drawn) -> None:
    check(told(drawn))


@given(drawn=rounds("2026.2", 8, 8, is_own=True))
@settings(max_examples=60)
def test_prose_about_a_checklist_of_the_province_says_what_other_code_counts(drawn: Drawn) -> None:
    check(told(drawn))


@given(drawn=rounds("2026.2", 8, 10))
@settings(max_examples=30)
def test_prose_about_the_newest_checklist_says_what_other_code_counts(drawn: Drawn) -> None:
    check(told(drawn))


@given(drawn=rounds("2025.1", 8, 14, is_own=True))
@settings(max_examples=30)
def test_strengths_come_in_the_order_of_the_checklist(drawn: Drawn) -> None:
    """The score first, then what the checklist puts first, by numbers that another version may set otherwise."""
    orders = {item["id"]: item.get("report_order") for item in drawn.checklist["items"]}
    claims = [claim for sentence in told(drawn).program.findings.strengths for claim in sentence.claims]
    found = [0 if claim.item is None else orders[claim.item.id] for claim in claims]
    assert None not in found
    assert found == sorted(set(found))


def test_predicates_are_told_apart() -> None:
    """Else a reader could not tell of which item a sentence speaks, and neither could these tests."""
    for checklist in CHECKLISTS.values():
        for language in ("vi", "en"):
            texts = [words[language] for item in checklist["items"] for words in item.get("prose", {}).values()]
            assert len(texts) == len(set(texts))


def test_the_other_code_uses_nothing_of_the_program() -> None:
    for module in (prose, reading):
        tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
        imported = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        imported += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
        assert not [
            name for name in imported if name.split(".")[0] in ("inspector", "reports", "ui", "resources", "tests")
        ]
