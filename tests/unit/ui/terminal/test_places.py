from __future__ import annotations

from pathlib import Path

import pytest

import resources
from inspector.journal import canon
from inspector.places.directory import SHIPPED, nation
from resources import Language
from tests.flows.stage import Person
from tests.unit.ui.work.test_directories import newer, renamed_again


@pytest.fixture
def an(tmp_path: Path) -> Person:
    """Somebody who has no key yet: looking a commune up needs none."""
    return Person(tmp_path / "an")


def lines(said: str) -> list[str]:
    return said.splitlines()


def test_a_former_commune_is_shown_with_its_last_day_and_what_it_is_now(an: Person) -> None:
    assert an.do("places", "find", "phong lac") == (
        "32125  xã Phong Lạc, huyện Trần Văn Thời, tỉnh Cà Mau (đến 30/06/2025) → xã Trần Văn Thời (32095)"
    )


def test_a_present_commune_is_shown_with_its_first_day_and_the_former_district(an: Person) -> None:
    assert lines(an.do("places", "find", "Ðầm Dơi")) == [
        "32152  xã Đầm Dơi, tỉnh Cà Mau (từ 01/07/2025) [trước 01/7/2025 chủ yếu thuộc huyện Đầm Dơi]",
        "32152  thị trấn Đầm Dơi, huyện Đầm Dơi, tỉnh Cà Mau (đến 30/06/2025) → xã Đầm Dơi (32152)",
        "970    huyện Đầm Dơi, tỉnh Cà Mau (cấp huyện cũ) → 7 đơn vị",
    ]


def test_an_island_has_nothing_before_it(an: Person) -> None:
    assert an.do("places", "find", "côn đảo", "--on", "1/1/2025").endswith("(từ 01/07/2025) → –")


def test_the_day_and_the_province_may_be_given(an: Person) -> None:
    found = an.do("places", "find", "vinh trach", "--on", "01/01/2025", "--province", "bac lieu", "--json")
    assert [(one["fit"], one["unit"]["code"], one["unit"]["kind"], one["then"][0]["province"]) for one in found] == [
        ("whole", "31834", "xã", "95"),
        ("whole", "31834", "phường", "95"),
        ("begin", "31837", "xã", "95"),
    ]
    (district,) = an.do("places", "find", "huyện đầm dơi", "--json")
    assert district["district"]["code"] == "970"
    assert len(district["then"]) == 7


def test_more_than_was_asked_for_is_told(an: Person) -> None:
    ended = an.try_to("places", "find", "xã", "--limit", "3")
    assert (ended.code, len(lines(ended.out))) == (0, 3)
    assert "Còn nhiều hơn 3" in ended.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["zzz"], "zzz"),
        (["phong lạc", "--province", "bắc kỳ"], "bắc kỳ"),
        (["phong lạc", "--on", "hôm qua"], "hôm qua"),
        (["phong\u0007"], "U+0007"),
    ],
)
def test_what_cannot_be_found_is_told(an: Person, arguments: list[str], said: str) -> None:
    assert said in an.refused(2, "places", "find", *arguments)


def test_info_tells_every_correction_with_its_source(an: Person) -> None:
    said = lines(an.do("places", "info"))
    assert said[:3] == [
        "Danh mục phiên bản 2, theo pháp luật ngày 30/04/2026",
        "Nơi lưu: kèm theo chương trình",
        f"SHA-256: {canon.blob_id(resources.open_bytes(SHIPPED))}",
    ]
    assert "Hiện nay, đặc khu: 13" in said
    assert "Hai bảng công bố không thống nhất, không dùng: 35" in said
    at = said.index("  đơn vị cũ 32191: Thị Trấn Năm Căn → Thị trấn Năm Căn")
    assert "statistics office" in said[at + 1]
    assert "  chuyển tiếp 00553 00562: – → một phần" in said
    assert len(said) - 1 - said.index("Đã sửa 369 chỗ so với dữ liệu nguồn:") == 2 * 369


def test_info_is_there_for_scripts_too(an: Person) -> None:
    about = an.do("places", "info", "--json")
    assert (about["version"], about["as_of"], about["path"]) == (2, "2026-04-30", None)
    assert about["units"]["present"] == {"phường": 697, "xã": 2611, "đặc khu": 13}
    assert sum(about["units"]["former"].values()) == 10035 + 10
    assert sum(about["steps"].values()) == 10601 + 10
    assert len(about["corrections"]) == 369
    assert set(about["corrections"][0]) == {"what", "code", "was", "is", "source"}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_newer_list_is_taken_and_what_changes_is_told(an: Person, tmp_path: Path, lang: Language) -> None:
    file = tmp_path / "danh-muc-moi.json"
    file.write_bytes(newer(renamed_again))
    ended = an.try_to("places", "update", file, lang=lang)
    assert ended.code == 0
    assert [line[0] for line in lines(ended.out)] == ["-", "+"]
    assert "Sân Bay" in ended.out
    assert "01/11/2026" in ended.err
    about = an.do("places", "info", "--json")
    assert about["path"] == str(an.home / "places" / f"{canon.blob_id(file.read_bytes())}.json")
    assert about["path"] in an.do("places", "info")
    assert "phường Sân Bay" in an.do("places", "find", "xã long thành, đồng nai")


def test_what_changes_is_there_for_scripts_too(an: Person, tmp_path: Path) -> None:
    def spelled(listed: dict[str, list[list[str]]]) -> None:
        next(unit for unit in listed["units"] if unit[0] == "32125")[2] = "Phong Lạc Mới"

    file = tmp_path / "một.json"
    file.write_bytes(newer(renamed_again))
    said = an.do("places", "update", file, "--json")
    assert [(unit["code"], unit["valid_from"]) for unit in said["added"]] == [("26368", "2026-11-01")]
    file.write_bytes(newer(renamed_again, spelled, version=4))
    assert "~ 32125  xã Phong Lạc, huyện" in an.do("places", "update", file)


def test_a_file_that_is_no_newer_list_is_refused_and_the_one_in_force_stays(an: Person, tmp_path: Path) -> None:
    file = tmp_path / "tệp.json"
    assert "tệp.json" in an.refused(6, "places", "update", file)
    for content, said in ((b"{}", "version"), (resources.open_bytes(SHIPPED), "không mới hơn")):
        file.write_bytes(content)
        assert said in an.refused(2, "places", "update", file)
    assert an.do("places", "info", "--json")["sha256"] == canon.blob_id(resources.open_bytes(SHIPPED))
    assert nation().version == 2


def test_a_damaged_list_in_the_home_stops_nothing(an: Person) -> None:
    (an.home / "places").mkdir(parents=True)
    (an.home / "places" / "hỏng.json").write_bytes(b"\x00")
    ended = an.try_to("places", "find", "phong lac")
    assert ended.code == 0
    assert "hỏng.json" in ended.err
    assert "xã Phong Lạc" in ended.out
