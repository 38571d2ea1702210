"""Six words of a key: a frozen list without words that the ear confuses."""

from __future__ import annotations

import re
from collections import Counter
from unicodedata import is_normalized, normalize

import pytest

from inspector.journal import canon
from inspector.people.words import same_words, syllables, words_of
from inspector.text import fold

HOOK, TILDE = "\u0309", "\u0303"
MARKS = "\u0300\u0301\u0303\u0309\u0323"
# Onset by sound, longest first; rime ends by sound. What one region says alike has one name.
ALIKE = [("gi", "d"), ("tr", "ch"), ("r", "d"), ("v", "d"), ("s", "x"), ("n(?!g|h)", "l")]
ENDS = [("ng$", "n"), ("(?<!n)c$", "t"), ("inh$", "in"), ("ênh$", "ên"), ("ich$", "it"), ("uôi$", "ui"), ("iêu$", "iu")]


def heard(word: str) -> str:
    """Return how a word sounds to someone who hears none of the differences that some region lacks."""
    loose = normalize("NFD", word).replace(TILDE, HOOK)
    tone = "".join(sign for sign in loose if sign in MARKS)
    sound = normalize("NFC", "".join(sign for sign in loose if sign not in MARKS))
    for letters, name in ALIKE:
        changed = re.sub("^" + letters, name, sound)
        if changed != sound:
            sound = changed
            break
    for letters, name in ENDS:
        sound = re.sub(letters, name, sound)
    return sound + tone


def test_the_list_is_frozen() -> None:
    assert (
        canon.blob_id("\n".join(syllables()).encode())
        == "8e3728d9de8946f4ae403993501fa474f5e3252c3e819db3247cbec700466332"
    )


@pytest.mark.parametrize(
    ("public", "words"),
    [
        ("00" * 32, "biền nhưa nhặc tăm kía nghếnh"),
        ("ff" * 32, "quanh bui ần hòi chánh báy"),
        ("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "phúa thúp xươi miệt nhiêm tiêu"),
    ],
)
def test_the_words_of_a_key_are_frozen(public: str, words: str) -> None:
    assert " ".join(words_of(public)) == words


def test_there_are_2048_different_words_in_plain_form() -> None:
    words = syllables()
    assert len(words) == len(set(words)) == 2048
    assert all(is_normalized("NFC", word) and word == word.lower() and word.isalpha() for word in words)


def test_no_two_words_sound_alike_in_any_region() -> None:
    sounds = Counter(heard(word) for word in syllables())
    assert [sound for sound, count in sounds.items() if count > 1] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("da", "gia"),
        ("ra", "va"),
        ("sa", "xa"),
        ("trà", "chà"),
        ("lá", "ná"),
        ("lan", "lang"),
        ("mát", "mác"),
        ("bả", "bã"),
    ],
)
def test_the_ear_of_this_test_is_as_dull_as_it_should_be(one: str, other: str) -> None:
    assert heard(one) == heard(other)


def test_every_word_is_spelled_as_schools_teach() -> None:
    for word in syllables():
        bare = fold(word)
        assert not re.match("c[ei]|k(?!h)[^ei]|g[ei]|ng[ei]|gh[^ei]|ngh[^ei]|q[^u]", bare), word
        assert sum(sign in MARKS for sign in normalize("NFD", word)) <= 1, word
        if re.search("(p|t|c|ch)$", bare):
            assert set(normalize("NFD", word)) & {"\u0301", "\u0323"}, word


@pytest.mark.parametrize(
    "word", ["mía", "mưa", "bừa", "biết", "được", "muốn", "tươi", "quý", "quạt", "nghiên", "ghé", "kiến", "yến"]
)
def test_marks_stand_where_they_belong(word: str) -> None:
    """Every form of a word that the list holds is the correct one."""
    found = [one for one in syllables() if fold(one) == fold(word)]
    assert all(len(one) == len(word) for one in found)


def test_coarse_words_are_absent() -> None:
    coarse = "lồn cặc buồi địt đụ đéo đĩ cứt đái ỉa đít chó ngu đần điếm vú bú mù què câm chết mán bòi dâm hiếp"
    assert set(coarse.split(" ")).isdisjoint(syllables())


def test_without_marks_56_bits_are_left() -> None:
    assert max(Counter(fold(word) for word in syllables()).values()) == 3


def test_notes_are_compared_without_marks_case_and_spaces() -> None:
    assert same_words("quanh bui ần hòi chánh báy", "QUANH-BUI  an hoi\nchanh bay")
    assert same_words("đường", "duong")
    assert not same_words("quanh bui ần hòi chánh báy", "quanh bui ần hòi chánh bay bay")
    assert not same_words("quanh bui", "quanh")


def test_two_keys_have_other_words() -> None:
    assert len({words_of(f"{key:064x}") for key in range(2000)}) == 2000
