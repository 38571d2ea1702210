from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from inspector.errors import KnownError
from inspector.places import directory
from inspector.places.search import Fit
from inspector.places.unit import District, Unit, UnitKey

FORMER = "2024-12-01"
PRESENT = "2025-07-01"
places = directory.ca_mau()
keys = st.sampled_from([unit.key for unit in places.units])


def named(query: str, on: date | None = None) -> list[str]:
    return [
        match.found.full_name + (" (cũ)" if match.found.valid_to else "")
        for match in places.find(query, on)
        if match.fit is Fit.WHOLE
    ]


def then(query: str, on: date | None = None) -> list[str]:
    return [unit.full_name for unit in places.find(query, on)[0].then]


def test_one_code_names_two_units_of_different_periods() -> None:
    assert places.unit(UnitKey("32152", FORMER)).full_name == "Thị trấn Đầm Dơi"
    assert places.unit(UnitKey("32152", PRESENT)).full_name == "Xã Đầm Dơi"


def test_a_code_without_a_period_is_refused_where_it_names_two_units() -> None:
    with pytest.raises(KnownError, match=r"place\.period-missing") as error:
        places.unit("32152")
    assert error.value.params == {
        "code": "32152",
        "units": "Thị trấn Đầm Dơi (01/12/2024); Xã Đầm Dơi (01/07/2025)",
    }


def test_a_code_that_only_one_unit_ever_had_needs_no_period() -> None:
    assert places.unit("32125").full_name == "Xã Phong Lạc"


def test_the_day_of_a_visit_tells_which_unit_a_code_named() -> None:
    assert places.unit_on("32152", date(2025, 6, 30)).kind == "thị trấn"
    assert places.unit_on("32152", date(2025, 7, 1)).kind == "xã"
    assert places.unit_on("32152", date(2019, 1, 1)).kind == "thị trấn"


@pytest.mark.parametrize("key", ["99999", "", "2", UnitKey("32152", "2020-01-01"), UnitKey("99999", PRESENT)])
def test_what_the_list_does_not_hold_is_refused(key: UnitKey | str) -> None:
    with pytest.raises(KnownError, match=r"place\.unknown"):
        places.unit(key)


def test_a_former_code_names_nothing_today() -> None:
    with pytest.raises(KnownError, match=r"place\.unknown-period"):
        places.unit_on("32125", date(2026, 1, 1))


def test_a_unit_is_named_alone_and_with_what_stood_above_it() -> None:
    phong_lac = places.unit("32125")
    assert phong_lac.address == "xã Phong Lạc, huyện Trần Văn Thời, tỉnh Cà Mau"
    assert places.unit(UnitKey("31813", FORMER)).full_name == "Phường 2"
    assert places.unit(UnitKey("32152", PRESENT)).address == "xã Đầm Dơi, tỉnh Cà Mau"


def test_a_divided_commune_has_several_successors() -> None:
    loi_an = UnitKey("32122", FORMER)
    assert {step.extent for step in places.successors(loi_an)} == {"part"}
    assert places.present_name(loi_an) == "Phường Lý Văn Lâm, Xã Trần Văn Thời, Xã Lương Thế Trân"


def test_a_commune_may_be_kept_while_its_district_is_abolished() -> None:
    (step,) = places.successors(UnitKey("32092", FORMER))
    assert (step.new, step.extent) == (UnitKey("32092", PRESENT), "kept")


def test_predecessors_that_went_over_whole_come_first() -> None:
    dam_doi = UnitKey("32152", PRESENT)
    before = [unit.full_name for unit in places.units_on(dam_doi, date(2025, 1, 1))]
    assert before[-1] == "Xã Tạ An Khương"
    assert set(before) == {"Thị trấn Đầm Dơi", "Xã Tân Duyệt", "Xã Tân Dân", "Xã Tạ An Khương"}
    assert len(places.predecessors(dam_doi)) == 4


@given(keys)
def test_every_unit_leads_to_units_of_today_and_of_before(key: UnitKey) -> None:
    assert all(unit.valid_to is None for unit in places.units_on(key, None))
    assert all(unit.valid_to is not None for unit in places.units_on(key, date(2025, 6, 30)))
    assert places.units_on(key, None)
    assert places.units_on(key, date(2000, 1, 1)) == places.units_on(key, date(2025, 6, 30))
    assert places.present_name(key)


@given(keys)
def test_succession_reads_the_same_from_both_ends(key: UnitKey) -> None:
    assert all(step in places.predecessors(step.new) for step in places.successors(key))
    assert all(step in places.successors(step.old) for step in places.predecessors(key))


def test_a_former_name_says_what_it_is_now() -> None:
    assert named("phong lac") == ["Xã Phong Lạc (cũ)"]
    assert then("phong lac") == ["Xã Trần Văn Thời"]
    assert then("phong lac", date(2025, 1, 1)) == ["Xã Phong Lạc"]


def test_a_name_that_lives_on_finds_the_unit_of_the_day_first_and_the_district_last() -> None:
    assert named("Đầm Dơi") == ["Xã Đầm Dơi", "Thị trấn Đầm Dơi (cũ)", "Huyện Đầm Dơi (cũ)"]
    before = named("Đầm Dơi", date(2025, 6, 30))
    assert before == ["Thị trấn Đầm Dơi (cũ)", "Xã Đầm Dơi", "Huyện Đầm Dơi (cũ)"]


def test_a_district_stands_for_its_units() -> None:
    (match,) = places.find("huyện đầm dơi", date(2025, 1, 1))
    assert isinstance(match.found, District)
    assert match.then == places.units_of("970")
    assert len(match.then) == 16
    assert [unit.name for unit in match.then[:3]] == ["Đầm Dơi", "Ngọc Chánh", "Nguyễn Huân"]


@pytest.mark.parametrize(
    "query",
    [
        "Xã Phong Lạc",
        "x.phong lac",
        "X. PHONG LẠC",
        "phong lạc, huyện trần văn thời",
        "phong lac tran van thoi",
        "xã Phong Lạc, h. Trần Văn Thời, t. Cà Mau",
        "phong lạc, cà mau",
        "xã phong lạc (huyện Trần Văn Thời)",
        "phong\u200b la\u0323c",
        "32125",
    ],
)
def test_however_it_is_written_a_commune_is_found(query: str) -> None:
    assert named(query) == ["Xã Phong Lạc (cũ)"]


@pytest.mark.parametrize("query", ["\u00d0ầm Dơi", "ĐẦM DƠI", "dam doi", "đầm dơi "])
def test_eth_case_and_diacritics_do_not_matter(query: str) -> None:
    assert named(query) == named("Đầm Dơi")


@pytest.mark.parametrize("query", ["tt đầm dơi", "TT. Đầm Dơi", "thị trấn đầm dơi", "tt.dam doi, h.dam doi"])
def test_a_kind_that_is_given_is_meant(query: str) -> None:
    assert named(query) == ["Thị trấn Đầm Dơi (cũ)"]


@pytest.mark.parametrize("query", ["p2 cà mau", "P.2, TP. Cà Mau", "phường 2 thành phố cà mau"])
def test_numbered_wards_are_told_apart_by_their_city(query: str) -> None:
    (match,) = places.find(query)
    assert isinstance(match.found, Unit)
    assert match.found.district_name == "Thành phố Cà Mau"


def test_both_spellings_of_a_tone_find_the_same() -> None:
    assert named("Hoà Bình") == named("hòa bình") == ["Xã Hòa Bình", "Thị trấn Hòa Bình (cũ)", "Huyện Hoà Bình (cũ)"]


def test_right_diacritics_come_first() -> None:
    assert named("xã Tân Thạnh") == ["Xã Tân Thạnh (cũ)", "Xã Tân Thành (cũ)"]
    assert named("xã tân thành") == ["Xã Tân Thành (cũ)", "Xã Tân Thạnh (cũ)"]
    assert places.find("xã tân thạ")[0].found.full_name == "Xã Tân Thạnh"
    assert places.find("vĩnh mỹ")[0].found.full_name == "Xã Vĩnh Mỹ"


def test_the_last_word_may_be_half_typed_and_a_later_word_may_begin() -> None:
    assert [(m.fit, m.found.full_name) for m in places.find("phong l")] == [(Fit.BEGIN, "Xã Phong Lạc")]
    assert [(m.fit, m.found.full_name) for m in places.find("phong lac tran v")] == [(Fit.BEGIN, "Xã Phong Lạc")]
    assert [(m.fit, m.found.full_name) for m in places.find("lạc")] == [(Fit.INSIDE, "Xã Phong Lạc")]


@pytest.mark.parametrize("query", ["", "  ", ".,", "phong lạc đầm dơi", "\u0301", "zzz"])
def test_what_names_no_place_finds_nothing(query: str) -> None:
    assert places.find(query) == ()


def test_control_characters_in_a_query_are_refused() -> None:
    with pytest.raises(KnownError, match=r"text\.control"):
        places.find("phong\0")


@given(keys)
def test_every_unit_is_found_by_its_code_its_name_and_its_address(key: UnitKey) -> None:
    unit = places.unit(key)
    for query in (unit.code, unit.name, unit.full_name, unit.address):
        assert unit in [match.found for match in places.find(query) if match.fit is Fit.WHOLE]


@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=30))
def test_whatever_is_typed_is_answered(typed: str) -> None:
    places.find(typed)


def test_the_list_is_ready_before_a_person_notices() -> None:
    """30 ms were allowed on two cores; the best of five keeps a busy machine from failing it."""
    took = []
    for _ in range(5):
        begun = time.perf_counter()
        directory.ca_mau()
        took.append(time.perf_counter() - begun)
    assert min(took) < 0.03


def test_every_key_has_a_sentence_in_both_languages() -> None:
    for key in ("place.unknown", "place.unknown-period", "place.period-missing"):
        assert key in resources.catalogue("vi")
        assert key in resources.catalogue("en")
