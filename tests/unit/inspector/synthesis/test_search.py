"""What a search finds, in what order, and where the words stand in what is shown."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.synthesis.index import Index, Placed
from inspector.synthesis.sayings import KINDS, Kind, Saying
from inspector.synthesis.search import Hit, Matches, excerpt, hit_of, spans, words_of
from inspector.synthesis.shelf import Filling, Shelf
from inspector.text import fold

SYLLABLES = (
    "hoà",
    "hòa",
    "uỷ",
    "ủy",
    "Đường",
    "đường",
    "dây",
    "nóng",
    "Ðất",
    "a",
    "ANH",
    "nh",
    "40/46",
    "thuý",
    "thúy",
)
texts = st.lists(st.sampled_from(SYLLABLES), max_size=4).map(" ".join)
sayings = st.builds(
    Saying, st.sampled_from(("note", "finding", "comment")), texts, about=texts, who=texts, unit=st.just("xã Hoà Bình")
)
queries = st.lists(
    st.sampled_from(("hoa", "Hòa", "uy", "đuong", "dat", "a", "n", "4", "0/4", "binh", "khong")), max_size=3
)


def shelf(*found: Saying) -> Shelf:
    filling = Filling()
    for one in found:
        filling.put([one], [fold(one.text)], f" {fold(one.unit)}")
    for _ in filling.steps():
        pass
    return filling.shelf


def index(*found: Saying) -> Index:
    return Index((Placed(shelf(*found), (1 << len(found)) - 1),))


def ask(query: str, *found: Saying, kind: Kind | None = None) -> list[str]:
    return [hit.saying.text for hit in Matches(index(*found), query).hits(100, kind)]


def note(text: str, *, about: str = "", who: str = "", unit: str = "") -> Saying:
    return Saying("note", text, about, who, unit)


def shown(hit: Hit) -> str:
    """Return the words of a hit with what was found in brackets."""
    return marked(hit.words.text, hit.words.spans)


def marked(text: str, found: tuple[tuple[int, int], ...]) -> str:
    for start, end in reversed(found):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


@given(st.lists(sayings, max_size=6), queries)
def test_a_saying_is_found_if_and_only_if_all_words_stand_in_it_or_around_and_one_in_it(
    found: list[Saying], query: list[str]
) -> None:
    words = [fold(word) for word in query]
    expected = [
        one.text
        for one in found
        if words
        and all(any(word in fold(text) for text in (one.text, one.about, one.who, one.unit)) for word in words)
        and any(word in fold(one.text) for word in words)
    ]
    matches = Matches(index(*found), " ".join(query))
    assert sorted(hit.saying.text for hit in matches.hits(100)) == sorted(expected)
    assert matches.total == len(expected) == sum(matches.counts().values())


@given(st.lists(sayings, max_size=6), queries)
def test_what_begins_with_the_words_comes_first_and_equals_keep_their_order(
    found: list[Saying], query: list[str]
) -> None:
    numbered = [Saying(one.kind, one.text, one.about, one.who, one.unit, entry=str(n)) for n, one in enumerate(found)]
    words = [fold(word) for word in query]

    def begins(one: Saying) -> bool:
        fields = (one.text, one.about, one.who, one.unit)
        return all(any(f" {word}" in f" {fold(text)}" for text in fields) for word in words)

    hits = [hit.saying for hit in Matches(index(*numbered), " ".join(query)).hits(100)]
    assert hits == sorted(hits, key=lambda one: (not begins(one), int(one.entry)))


@given(
    st.text(alphabet="aăâáàảãạ ĐđÐð\u0301\u0323hoàuỷ.ΣİSß\u200b\u00a0\n"),
    st.sampled_from(("a", "d", "oa", "uy", "s", "ho")),
)
def test_spans_lead_back_to_the_words_as_they_were_written(text: str, word: str) -> None:
    for spelled in (text, normalize("NFC", text), normalize("NFD", text)):
        found = spans(spelled, (word,))
        assert bool(found) == (word in fold(spelled))
        assert all(word in fold(spelled[start:end]) for start, end in found)
        assert all(one[1] < other[0] for one, other in zip(found, found[1:], strict=False))
        outside = [*spelled]
        for start, end in found:
            outside[start:end] = ["|"] * (end - start)
        assert word not in fold("".join(outside))


@pytest.mark.parametrize("query", ["hoà bình", "hòa bình", "HOA BINH", "oà ìn", "bình hoa", "hoà, bình."])
def test_diacritics_case_order_and_marks_at_the_edges_tell_nothing(query: str) -> None:
    assert ask(query, note("Uỷ ban xã Hoà Bình"), note("hoà giải ở cơ sở")) == ["Uỷ ban xã Hoà Bình"]


@pytest.mark.parametrize("letter", ["\u0110", "\u00d0", "d", "\u0111"])
def test_eth_and_the_letter_of_the_alphabet_are_one(letter: str) -> None:
    assert ask(f"{letter}\u01b0\u1eddng", note("\u0110\u01b0\u1eddng d\u00e2y n\u00f3ng")) == ["Đường dây nóng"]


@pytest.mark.parametrize(("left", "right"), [("uỷ", "ủy"), ("thuý", "thúy"), ("hoè", "hòe"), ("khoẻ", "khỏe")])
def test_where_the_tone_stands_tells_nothing(left: str, right: str) -> None:
    assert ask(left, note(right)) == [right]
    assert ask(right, note(left)) == [left]


def test_words_around_help_to_find_and_do_not_find_alone() -> None:
    one = note("Bảng niêm yết đã cũ", about="A1 Niêm yết thủ tục", who="Hạnh", unit="xã Đầm Dơi")
    assert ask("đầm dơi niêm yết", one) == [one.text]
    assert ask("hanh cu", one) == [one.text]
    assert ask("đầm dơi", one) == []
    assert ask("thủ tục", one) == []


@pytest.mark.parametrize("query", ["", "  ", ".", "…", "\u200b"])
def test_a_query_without_words_finds_nothing(query: str) -> None:
    matches = Matches(index(note("a . …")), query)
    assert (matches.total, matches.hits(10), matches.counts()) == (0, (), {})


def test_signs_inside_a_word_are_looked_for() -> None:
    assert ask("40/46", note("40/46 công chức"), note("40 46")) == ["40/46 công chức"]


def test_counts_are_told_by_kind_and_one_kind_can_be_asked_for() -> None:
    found = (note("đạt một"), Saying("answer", "Không đạt"), Saying("answer", "Đạt"))
    matches = Matches(index(*found), "dat")
    assert matches.counts() == {"note": 1, "answer": 2}
    assert [*matches.counts()] == sorted(matches.counts(), key=KINDS.index)
    assert ask("dat", *found, kind="answer") == ["Không đạt", "Đạt"]
    assert ask("dat", *found, kind="person") == []


def test_what_holds_no_longer_is_not_found() -> None:
    found = shelf(note("cũ"), note("cũ kỹ"))
    assert [hit.saying.text for hit in Matches(Index((Placed(found, 0b10),)), "cu").hits(9)] == ["cũ kỹ"]


def test_a_rare_word_is_found_among_many() -> None:
    many = [note(f"ghi nhận chung {number}") for number in range(1000)]
    assert ask("chung 777", *many) == ["ghi nhận chung 777"]
    assert len(ask("chung", *many)) == 100
    assert Matches(index(*many), "chung").total == 1000


def test_the_longest_word_is_looked_for_first() -> None:
    assert words_of("  a  niêm (yết) a “thủ” ") == ("niem", "yet", "thu", "a")


def test_a_long_text_is_cut_between_words_around_what_was_found() -> None:
    text = "mở đầu dài dòng " * 20 + "thiếu\nthủ tục đất đai " + "rồi kết thúc " * 20
    cut = excerpt(text, ("dat",))
    assert 100 < len(cut.text) <= 162
    assert marked(cut.text, cut.spans).count("thiếu thủ tục [đất] đai") == 1
    assert cut.text[0] == cut.text[-1] == "…"
    assert {*cut.text.strip("…").split()} <= {*text.split()}


@given(st.text(alphabet="ab đ\n", max_size=400), st.integers(1, 60))
def test_an_excerpt_is_a_part_of_its_text_and_shows_what_was_found(text: str, room: int) -> None:
    cut = excerpt(text, ("ad",), room)
    line = text.replace("\n", " ")
    assert cut.text.removeprefix("…").removesuffix("…") in line
    assert len(cut.text) <= room + 100
    assert bool(cut.spans) == bool(spans(line, ("ad",)))
    assert all(fold(cut.text[start:end]) for start, end in cut.spans)


def test_a_hit_shows_where_each_word_stands() -> None:
    hit = hit_of(
        note("Bảng đã cũ", about="A1 Niêm yết", who="Mỹ Hạnh", unit="xã Đầm Dơi"), ("hanh", "dam", "cu", "yet")
    )
    assert shown(hit) == "Bảng đã [cũ]"
    assert marked(hit.about.text, hit.about.spans) == "A1 Niêm [yết]"
    assert marked(hit.who.text, hit.who.spans) == "Mỹ [Hạnh]"
    assert marked(hit.unit.text, hit.unit.spans) == "xã [Đầm] Dơi"
