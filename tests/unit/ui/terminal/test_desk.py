from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from inspector.errors import KnownError
from inspector.projection.view import View, fold
from tests.builder import World
from ui.terminal.desk import (
    Desk,
    find_visit,
    needed,
    needed_day,
    part_of,
    read_secret,
    typed_day,
    typed_moment,
)
from ui.work.directories import shipped
from ui.work.home import Home


@pytest.fixture
def view() -> tuple[View, dict[str, str]]:
    """A round with visits of five units, two of the same name of which one is void, and two joined."""
    (lead,) = World(seed=3).team("lead")
    ids = {
        name: lead.plan(unit)
        for name, unit in (
            ("hoà", "xã Hoà Bình"),
            ("hoà lạc", "xã Hoà Bình Lạc"),
            ("huỷ", "xã Tân Bằng"),
            ("lại", "xã Tân Bằng"),
            ("một", "phường 1"),
            ("hai", "phường 1"),
            ("chỉ huỷ", "xã Đã Huỷ"),
        )
    }
    lead.status(ids["huỷ"], "void")
    lead.status(ids["chỉ huỷ"], "void")
    lead.same_visit(ids["một"], ids["hai"])
    return fold(lead.log), ids


def refused(view: View, wanted: str | None) -> str:
    with pytest.raises(KnownError) as error:
        find_visit(view, wanted)
    assert error.value.exit_code == 2
    return error.value.key


def test_a_visit_is_found_by_the_whole_name_before_a_part_of_another(view: tuple[View, dict[str, str]]) -> None:
    found, ids = view
    assert find_visit(found, "xã Hoà Bình").id == ids["hoà"]
    assert find_visit(found, "hoà bình lạc").id == ids["hoà lạc"]
    assert find_visit(found, "bình l").id == ids["hoà lạc"]
    assert refused(found, "xã") == "visit.which"


@pytest.mark.parametrize("typed", ["xã Hòa Bình", "XA HOA BINH", "  xã  Hoà Bình ", "xa\u0303 Hoa\u0300 Bi\u0300nh"])
def test_a_name_is_found_however_it_is_typed(view: tuple[View, dict[str, str]], typed: str) -> None:
    found, ids = view
    assert find_visit(found, typed).id == ids["hoà"]


def test_a_visit_is_found_by_the_beginning_of_its_id_from_four_digits_on(view: tuple[View, dict[str, str]]) -> None:
    found, ids = view
    assert find_visit(found, ids["lại"][:12]).id == ids["lại"]
    assert find_visit(found, ids["huỷ"]).id == ids["huỷ"], "an id finds a void visit too"
    assert refused(found, ids["lại"][:3]) == "visit.unknown"


def test_a_void_visit_gives_way_to_one_of_the_same_name(view: tuple[View, dict[str, str]]) -> None:
    found, ids = view
    assert find_visit(found, "xã Tân Bằng").id == ids["lại"]
    assert find_visit(found, "xã Tân Bằng", void=True).id == ids["huỷ"]
    assert find_visit(found, "xã Đã Huỷ").id == ids["chỉ huỷ"], "where there is no other"


def test_a_joined_visit_is_found_by_each_of_its_ids(view: tuple[View, dict[str, str]]) -> None:
    found, ids = view
    one, two = find_visit(found, ids["một"]), find_visit(found, ids["hai"][:10])
    assert one.id == two.id == find_visit(found, "phường 1").id
    assert {part_of(one, ids["một"][:8]), part_of(one, ids["hai"][:8])} == {ids["một"], ids["hai"]}
    assert part_of(one, "phường 1") == ""


def test_without_a_name_the_only_visit_is_meant(view: tuple[View, dict[str, str]]) -> None:
    assert refused(view[0], None) == "visit.which"
    (lead,) = World(seed=4).team("lead")
    assert refused(fold(lead.log), None) == "visit.which"
    visit = lead.plan()
    void = lead.plan()
    lead.status(void, "void")
    assert find_visit(fold(lead.log), None).id == visit


@pytest.mark.parametrize(
    ("typed", "iso"),
    [("", ""), ("2026-01-05", "2026-01-05"), ("05/01/2026", "2026-01-05"), ("5.1.2026", "2026-01-05"),
     ("29-02-2028", "2028-02-29")],
)  # fmt: skip
def test_a_day_is_typed_as_here_or_as_iso(typed: str, iso: str) -> None:
    assert typed_day(typed) == iso


@pytest.mark.parametrize(
    "typed",
    ["2026-02-30", "30/02/2026", "20260105", "2026-W01-1", "2026-1-5", "hôm nay", "2026-01-05T08:00", "05/01/26"],
)
def test_what_is_no_day_is_refused(typed: str) -> None:
    for read in (typed_day, needed_day):
        with pytest.raises(KnownError, match=r"text\.date"):
            read(typed)


def test_a_day_that_has_to_be_there_is_missed() -> None:
    assert needed_day("05/01/2026") == date(2026, 1, 5)
    with pytest.raises(KnownError, match=r"text\.date"):
        needed_day("")


@pytest.mark.parametrize("typed", ["2026-01-05T08:15:00+07:00", "2026-01-05T01:15:00Z", "2026-01-05T08:15+07:00"])
def test_a_moment_is_stated_with_its_offset(typed: str) -> None:
    assert typed_moment(typed) == typed


@pytest.mark.parametrize("typed", ["", "hôm nay", "2026-01-05", "2026-01-05T08:15:00", "2026-01-05 08:15:00+07:00"])
def test_what_is_no_moment_is_refused(typed: str) -> None:
    with pytest.raises(KnownError, match=r"moment\.unreadable"):
        typed_moment(typed)


def test_text_that_has_to_say_something_is_cleaned_and_missed() -> None:
    assert needed("  xa\u0303 A\u200b ") == "xã A"
    for nothing in ("", "  ", "\u200b"):
        with pytest.raises(KnownError, match=r"text\.empty"):
            needed(nothing)


def test_a_secret_is_the_first_line_of_its_file(tmp_path: Path) -> None:
    file = tmp_path / "mật khẩu"
    file.write_bytes("\ufeffmật khẩu có dấu \r\nghi chú\n".encode())
    assert read_secret(file) == "mật khẩu có dấu "
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(KnownError, match=r"file\.unreadable"):
        read_secret(file)


def test_a_file_at_home_that_is_no_list_of_communes_is_told_beside_the_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "places").mkdir()
    (tmp_path / "places" / "ghi-chu.json").write_bytes(b"not a list")
    assert Desk(Home(tmp_path)).directory() == shipped()
    told = capsys.readouterr()
    assert "ghi-chu.json" in told.err
    assert "places update" in told.err
    assert told.err.count("\n") == 1
    assert told.out == ""
