from __future__ import annotations

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
places = directory.nation()
keys = st.sampled_from([unit.key for unit in places.units])


def named(query: str, on: date | None = None, province: str | None = None) -> list[str]:
    return [
        match.found.full_name + (" (cũ)" if match.found.valid_to else "")
        for match in places.find(query, on, province)
        if match.fit is Fit.WHOLE
    ]


def then(query: str, on: date | None = None) -> list[str]:
    return [unit.full_name for unit in places.find(query, on)[0].then]


def placed(query: str, on: date | None = None) -> list[str]:
    return [
        match.found.address if isinstance(match.found, Unit) else match.found.full_name
        for match in places.find(query, on)
        if match.fit is Fit.WHOLE
    ]


def test_one_code_names_two_units_of_different_periods() -> None:
    assert places.unit(UnitKey("32152", FORMER)).full_name == "Thị trấn Đầm Dơi"
    assert places.unit(UnitKey("32152", PRESENT)).full_name == "Xã Đầm Dơi"


def test_a_code_without_a_period_is_refused_where_it_names_two_units() -> None:
    with pytest.raises(KnownError, match=r"place\.period-missing") as error:
        places.unit("32152")
    assert error.value.params == {
        "code": "32152",
        "ended": "thị trấn Đầm Dơi, huyện Đầm Dơi, tỉnh Cà Mau (30/06/2025)",
        "lasting": "xã Đầm Dơi, tỉnh Cà Mau (01/07/2025)",
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


def test_a_former_code_names_nothing_today_and_the_refusal_tells_whose_it_was() -> None:
    with pytest.raises(KnownError, match=r"place\.unknown-period") as error:
        places.unit_on("32125", date(2026, 1, 1))
    assert error.value.params == {
        "code": "32125",
        "day": "01/01/2026",
        "ended": "xã Phong Lạc, huyện Trần Văn Thời, tỉnh Cà Mau (30/06/2025)",
        "lasting": "–",
    }


def test_a_day_that_is_none_is_told_as_it_was_given() -> None:
    with pytest.raises(KnownError) as error:
        places.unit(UnitKey("32125", "hôm qua"))
    assert error.value.params["day"] == "hôm qua"


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


ISLANDS = {"Bạch Long Vĩ", "Cồn Cỏ", "Hoàng Sa", "Lý Sơn", "Côn Đảo"}
"""They were districts without communes."""


@given(keys)
def test_every_unit_leads_to_units_of_today_and_of_before(key: UnitKey) -> None:
    assert all(unit.valid_to is None for unit in places.units_on(key, None))
    assert all(unit.valid_to == "2025-06-30" for unit in places.units_on(key, date(2025, 6, 30)))
    assert places.units_on(key, None)
    assert places.units_on(key, date(2000, 1, 1)) == places.units_on(key, date(2025, 6, 30))
    assert bool(places.units_on(key, date(2000, 1, 1))) == (places.unit(key).name not in ISLANDS)
    assert places.present_name(key)


@given(keys)
def test_the_main_district_is_one_that_units_of_before_belonged_to(key: UnitKey) -> None:
    unit, main = places.unit(key), places.main_district(key)
    if unit.district is not None:
        assert main is not None
        assert main.code == unit.district
    else:
        before = {one.district for one in places.units_on(key, date(2025, 6, 30))}
        assert (main.code in before) if main else not before


@given(keys)
def test_a_unit_stands_in_its_own_territory_and_on_each_day_some_unit_does(key: UnitKey) -> None:
    unit = places.unit(key)
    assert places.units_on(key, date.fromisoformat(unit.valid_from)) == (unit,)
    assert places.unit_on(unit.code, date.fromisoformat(unit.valid_from)) == unit
    for day in (date(2025, 7, 1), date(2026, 4, 29), date(2026, 4, 30)):
        assert all(places.in_force(one, day) for one in places.units_on(key, day))


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


def test_namesakes_of_the_day_come_in_the_order_of_name_and_province_then_those_of_before() -> None:
    assert placed("hoa thanh") == [
        "phường Hòa Thành, tỉnh Cà Mau",
        "phường Hòa Thành, tỉnh Tây Ninh",
        "phường Hòa Thạnh, quận Tân Phú, thành phố Hồ Chí Minh",
        "thị trấn Hoa Thành, huyện Yên Thành, tỉnh Nghệ An",
        "xã Hòa Thành, thành phố Cà Mau, tỉnh Cà Mau",
        "xã Hòa Thành, huyện Krông Bông, tỉnh Đắk Lắk",
        "xã Hòa Thành, huyện Lai Vung, tỉnh Đồng Tháp",
        "xã Hòa Thành, thị xã Đông Hòa, tỉnh Phú Yên",
        "xã Hòa Thạnh, huyện Châu Thành, tỉnh Tây Ninh",
        "xã Hòa Thạnh, huyện Tam Bình, tỉnh Vĩnh Long",
        "Thị xã Hòa Thành",
    ]


def test_a_name_of_which_there_is_one_is_found_alone() -> None:
    assert placed("xã biển bạch đông") == ["xã Biển Bạch Đông, huyện Thới Bình, tỉnh Cà Mau"]
    assert placed("phong lac") == ["xã Phong Lạc, huyện Trần Văn Thời, tỉnh Cà Mau"]


def test_a_province_narrows_the_answer_to_what_lay_or_lies_in_it() -> None:
    """Cà Mau has what was Bạc Liêu's; Bạc Liêu has nothing since."""
    for known in ("ca mau", "Tỉnh Cà Mau", "t. cà mau", "96"):
        assert named("vinh trach", province=known) == ["Phường Vĩnh Trạch", "Xã Vĩnh Trạch (cũ)"]
    assert named("vinh trach", province="bac lieu") == ["Xã Vĩnh Trạch (cũ)"]
    assert named("vinh trach", date(2025, 1, 1), "Bạc Liêu") == ["Xã Vĩnh Trạch (cũ)", "Phường Vĩnh Trạch"]
    assert named("huyện đầm dơi", province="bac lieu") == []


@pytest.mark.parametrize("province", ["cà", "", "bắc kỳ", "00"])
def test_a_province_that_never_was_is_refused(province: str) -> None:
    with pytest.raises(KnownError, match=r"place\.unknown-province"):
        places.find("vinh trach", province=province)


def test_no_more_is_returned_than_was_asked_for() -> None:
    assert places.find("xã", limit=7) == places.find("xã")[:7]
    assert places.find("tan thanh", limit=0) == ()


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
    found = ["Xã Hòa Bình", "Thị trấn Hòa Bình (cũ)", "Huyện Hoà Bình (cũ)"]
    assert named("Hoà Bình", province="cà mau") == named("hòa bình", province="cà mau") == found
    assert sorted(named("Hoà Bình")) == sorted(named("hòa bình"))


def test_right_diacritics_come_first() -> None:
    for typed in ("Tân Thạnh", "Tân Thành"):
        found = [name.removesuffix(" (cũ)") for name in named(f"xã {typed}")]
        right = found.count(f"Xã {typed}")
        assert right > 10
        assert set(found[:right]) == {f"Xã {typed}"}
        assert f"Xã {typed}" not in found[right:]
    assert places.find("xã tân thạ")[0].found.full_name == "Xã Tân Thạnh"
    assert places.find("vĩnh mỹ")[0].found.full_name == "Xã Vĩnh Mỹ"


def test_the_last_word_may_be_half_typed_and_a_later_word_may_begin() -> None:
    assert (Fit.BEGIN, "Xã Phong Lạc") in [(m.fit, m.found.full_name) for m in places.find("phong l")]
    assert [(m.fit, m.found.full_name) for m in places.find("phong lac tran v")] == [(Fit.BEGIN, "Xã Phong Lạc")]
    assert (Fit.INSIDE, "Xã Phong Lạc") in [(m.fit, m.found.full_name) for m in places.find("lạc")]


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


def test_a_former_unit_belongs_to_its_own_district() -> None:
    district = places.main_district(UnitKey("32125", FORMER))
    assert district is not None
    assert (district.code, district.as_written) == ("968", "huyện Trần Văn Thời")


def test_a_present_unit_belongs_to_the_district_that_gave_most_whole_communes() -> None:
    """Xã Đầm Dơi: three communes of huyện Đầm Dơi, and a part of a fourth. Phường Lý Văn Lâm: the city's."""
    assert [
        district.full_name if (district := places.main_district(UnitKey(code, PRESENT))) else None
        for code in ("32152", "32092", "32014")
    ] == ["Huyện Đầm Dơi", "Huyện Thới Bình", "Thành phố Cà Mau"]


def test_the_main_district_is_found_through_later_changes() -> None:
    """Phường Long Thành of 2026 was a xã of 2025, which came from huyện Long Thành."""
    district = places.main_district(UnitKey("26368", "2026-04-30"))
    assert district is not None
    assert district.full_name == "Huyện Long Thành"


def test_an_island_that_was_a_district_without_communes_has_no_district_and_nothing_before_it() -> None:
    con_dao = UnitKey("26732", PRESENT)
    assert places.main_district(con_dao) is None
    assert places.units_on(con_dao, date(2025, 6, 30)) == ()
    with pytest.raises(KnownError, match=r"place\.unknown-period"):
        places.unit_on("26732", date(2025, 6, 30))


def test_a_commune_that_became_a_ward_in_2026_is_two_units_one_after_the_other() -> None:
    assert places.unit_on("26368", date(2026, 4, 29)).address == "xã Long Thành, tỉnh Đồng Nai"
    assert places.unit_on("26368", date(2026, 4, 30)).address == "phường Long Thành, thành phố Đồng Nai"
    (step,) = places.successors(UnitKey("26368", PRESENT))
    assert (step.new, step.extent) == (UnitKey("26368", "2026-04-30"), "kept")
    town = places.unit_on("26368", date(2025, 1, 1))
    assert town.address == "thị trấn Long Thành, huyện Long Thành, tỉnh Đồng Nai"
    assert places.present_name(town.key) == "Phường Long Thành"
    assert [one.kind for one in places.units_on(town.key, date(2025, 12, 1))] == ["xã"]


def test_a_new_name_of_the_province_begins_no_new_unit() -> None:
    """Phường Trấn Biên of Đồng Nai was not changed in 2026; what stands above it was."""
    (match,) = places.find("phường Trấn Biên, tỉnh Đồng Nai")
    assert match == places.find("phường Trấn Biên, tp Đồng Nai")[0]
    assert isinstance(match.found, Unit)
    assert (match.found.valid_from, match.found.province_name) == (PRESENT, "Thành phố Đồng Nai")


def test_a_province_is_called_what_it_was_called_on_the_day() -> None:
    assert places.province_name("75") == "Thành phố Đồng Nai"
    assert places.province_name("75", date(2026, 4, 30)) == "Thành phố Đồng Nai"
    assert places.province_name("75", date(2026, 4, 29)) == "Tỉnh Đồng Nai"
    assert places.province_name("75", date(1990, 1, 1)) == "Tỉnh Đồng Nai"
    assert places.province_name("95", date(2025, 1, 1)) == "Tỉnh Bạc Liêu"
    with pytest.raises(KnownError, match=r"place\.unknown-province"):
        places.province_name("00")


def test_a_disputed_step_is_listed_and_never_followed() -> None:
    """One table sends phường 4 of Mỹ Tho to Cao Lãnh too, which is a namesake's way."""
    my_tho = places.unit_on("28252", date(2025, 1, 1))
    listed = {(step.new.code, step.extent) for step in places.successions if step.old == my_tho.key}
    assert listed == {("28249", "all"), ("29869", "disputed")}
    assert [step.new.code for step in places.successors(my_tho.key)] == ["28249"]
    assert my_tho.key not in [step.old for step in places.predecessors(UnitKey("29869", PRESENT))]


def test_initials_within_a_name_are_no_short_words() -> None:
    """Thị trấn N.T Phong Hải: nông trường, a state farm."""
    for query in ("N.T Phong Hải", "thị trấn n.t phong hải", "tt N.T Phong Hải, h Bảo Thắng, t Lào Cai"):
        assert "02902" in [match.found.code for match in places.find(query) if match.fit is Fit.WHOLE], query


def test_every_key_has_a_sentence_in_both_languages() -> None:
    for key in ("place.unknown", "place.unknown-period", "place.period-missing", "place.unknown-province"):
        assert key in resources.catalogue("vi")
        assert key in resources.catalogue("en")
