"""A list that comes from outside is taken whole or refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from inspector.errors import KnownError
from inspector.places import directory, listing
from inspector.places.listing import Edition

SOUND: dict[str, Any] = {
    "version": 3,
    "as_of": "2026-04-30",
    "sources": ["Nghị quyết"],
    "corrections": [
        ["former", "00001", "Phường Hai", "Phường 2", "Danh mục"],
        ["step", "00001 00002", None, "part", "Bảng"],
    ],
    "provinces": [["01", "Tỉnh A", "2025-06-30", "2026-04-29"], ["01", "Thành phố A", "2026-04-30", None]],
    "districts": [["001", "Huyện Bê", "01", "2025-06-30"]],
    "units": [
        ["00001", "phường", "2", "001", "01", "2025-06-30", "2025-06-30"],
        ["00001", "xã", "Đê", None, "01", "2025-07-01", None],
        ["00002", "xã", "Xê", "001", "01", "2025-06-30", "2025-06-30"],
        ["00002", "xã", "Xê", None, "01", "2025-07-01", "2026-04-29"],
        ["00002", "phường", "Xê", None, "01", "2026-04-30", None],
    ],
    "changes": [
        {
            "day": "2025-07-01",
            "source": "Nghị quyết",
            "steps": [["00001", "00001", "part"], ["00001", "00002", "part"], ["00002", "00002", "all"]],
        },
        {"day": "2026-04-30", "source": "Nghị quyết", "steps": [["00002", "00002", "kept"]]},
    ],
}  # fmt: skip


def encoded(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


def changed(*path: str | int, to: Any) -> bytes:
    """Return the sound list with one thing in it changed; `to` LEAVE takes the thing out."""
    whole = json.loads(json.dumps(SOUND))
    inside = whole
    for step in path[:-1]:
        inside = inside[step]
    if to is LEAVE:
        del inside[path[-1]]
    elif isinstance(inside, list) and path[-1] == len(inside):
        inside.append(to)
    else:
        inside[path[-1]] = to
    return encoded(whole)


LEAVE = object()


def refusal(content: bytes) -> str:
    with pytest.raises(KnownError, match=r"places\.invalid") as error:
        directory.read(content)
    return str(error.value.params["why"])


def test_a_sound_list_is_read_and_names_are_those_of_the_last_day_of_each_period() -> None:
    found = directory.read(encoded(SOUND))
    assert [(unit.full_name, unit.province_name, unit.district_name) for unit in found.units] == [
        ("Phường 2", "Tỉnh A", "Huyện Bê"),
        ("Xã Đê", "Thành phố A", None),
        ("Xã Xê", "Tỉnh A", "Huyện Bê"),
        ("Xã Xê", "Tỉnh A", None),
        ("Phường Xê", "Thành phố A", None),
    ]
    assert len(found.successions) == 4
    assert found.corrections[1].was is None


def test_the_list_that_the_program_carries_tells_its_age() -> None:
    carried = resources.open_bytes(directory.SHIPPED)
    assert listing.edition(carried) == Edition("2026-04-30", directory.nation().version)
    assert Edition("2026-04-30", 2) < Edition("2026-04-30", 3) < Edition("2026-05-01", 1)


def test_a_list_without_any_former_unit_is_read() -> None:
    alone = {**SOUND, "units": [["00001", "xã", "Đê", None, "01", "2025-07-01", None]], "changes": [], "districts": []}
    found = directory.read(encoded(alone))
    assert found.find("đê")[0].then == found.units


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{", b"null", b"[]", b"\xff\xfe", b'{"version":1}', b"[" * 200_000, b'{"x":' * 200_000, b"%PDF-1.7",
        encoded(SOUND)[:-1], encoded(SOUND) + b"x", b'{"version":"\xff"}',
    ],
    ids=lambda content: content[:8],
)  # fmt: skip
def test_what_is_no_list_at_all_is_refused(content: bytes) -> None:
    refusal(content)
    with pytest.raises(KnownError, match=r"places\.invalid"):
        listing.edition(content)


def test_a_file_that_is_too_long_is_refused_unread() -> None:
    assert refusal(encoded(SOUND) + b" " * listing.MAX_BYTES) == f"longer than {listing.MAX_BYTES} bytes"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (changed("version", to=0), "no version"),
        (changed("version", to="3"), "Expected `int`"),
        (changed("units", to=[]), "no version, or no units"),
        (changed("units", to=LEAVE), "missing required field `units`"),
        (changed("more", to=1), "unknown field"),
        (changed("units", 0, 7, to="more"), "Expected `array` of at most length 7"),
        (changed("units", 0, 6, to=LEAVE), "Expected `array` of at least length 7"),
        (changed("units", 0, 1, to="huyện"), "Invalid enum value"),
        (changed("units", 0, 0, to="1"), "not of 5 digits"),
        (changed("units", 0, 0, to="٠٠٠٠١"), "not of 5 digits"),
        (changed("units", 0, 0, to="00001\n00001"), "not of 5 digits"),
        (changed("districts", 0, 0, to="01"), "not of 3 digits"),
        (changed("provinces", 0, 0, to="A1"), "not of 2 digits"),
        (changed("as_of", to="30/4/2026"), "no date"),
        (changed("as_of", to="2026-02-30"), "no date"),
        (changed("units", 0, 5, to="2025W267"), "no date"),
        (changed("units", 1, 6, to="mãi mãi"), "no date"),
        (changed("changes", 0, "day", to=""), "no date"),
        (changed("changes", 0, "day", to="0001-01-01"), "first day of the calendar"),
        (changed("units", 0, 2, to=""), "empty"),
        (changed("units", 0, 2, to=" 2"), "empty"),
        (changed("units", 0, 2, to="a\nb"), "several lines"),
        (changed("units", 0, 2, to="a" * 81), "longer than 80"),
        (changed("sources", 0, to="a" * 1001), "longer than 1000"),
        (changed("corrections", 0, 4, to=""), "empty"),
        (changed("units", 0, 2, to="Xe\u0302"), "text.not-nfc"),
        (changed("units", 0, 2, to="\u00d0ầm Dơi"), "text.has-eth"),
        (changed("units", 0, 2, to="a\u202eb"), "text.has-direction"),
        (changed("units", 0, 2, to="a\u200bb"), "text.has-invisible"),
        (changed("districts", 0, 1, to="a\u0007b"), "text.has-control"),
        (changed("changes", 0, "source", to="a\u009bb"), "text.has-control"),
        (changed("units", 0, 2, to="\ud800"), ""),
        (changed("units", 0, 6, to="2025-06-29"), "00001 ends before it begins"),
        (changed("provinces", 0, 3, to="2025-06-29"), "01 ends before it begins"),
        (changed("units", 5, to=SOUND["units"][4]), "00002 of 2026-04-30 stands twice"),
        (changed("units", 4, 5, to="2026-04-29"), "00002 of 2026-04-29 stands twice, overlaps"),
        (changed("units", 3, 6, to=None), "00002 of 2026-04-30 stands twice, overlaps"),
        (changed("units", to=SOUND["units"][::-1]), "out of order"),
        (changed("provinces", 0, 3, to=None), "01 of 2026-04-30 stands twice, overlaps"),
        (changed("districts", 1, to=SOUND["districts"][0]), "001 stands twice"),
        (changed("changes", to=SOUND["changes"][::-1]), "2025-07-01 stands twice or is out of order"),
        (changed("as_of", to="2026-04-29"), "begins after the day"),
        (changed("units", 0, 3, to="002"), "no district 002 in the province 01"),
        (changed("units", 0, 4, to="02"), "no name of the province 02"),
        (changed("districts", 0, 2, to="02"), "no name of the province 02"),
        (changed("provinces", 0, 2, to="2025-07-01"), "no name of the province 01 on 2025-06-30"),
        (changed("changes", 0, "steps", 0, 0, to="00000"), "step 00000 00001"),
        (changed("changes", 0, "steps", 2, 1, to="00003"), "step 00002 00003"),
        (changed("changes", 0, "steps", 2, 2, to="most"), "Invalid enum value"),
        (changed("changes", 0, "steps", 3, to=["00002", "00002", "all"]), "00002 00002 stands twice"),
        (changed("changes", 0, "steps", 0, 2, to="all"), "00001 00001 of 2025-07-01: whole, and elsewhere too"),
        (changed("changes", 0, "steps", 1, 2, to="all"), "00001 00001 of 2025-07-01: whole, and elsewhere too"),
        (changed("changes", 0, "steps", 2, 2, to="kept"), "kept, but not alone"),
        (changed("changes", 1, "day", to="2026-05-01"), "no such unit ended the day before"),
    ],
)  # fmt: skip
def test_what_is_not_sound_is_refused_with_the_place(content: bytes, why: str) -> None:
    assert why in refusal(content)


def test_a_unit_of_another_province_than_its_district_is_refused() -> None:
    whole = json.loads(encoded(SOUND))
    whole["provinces"].append(["02", "Tỉnh B", "2025-06-30", None])
    whole["units"][0][4] = "02"
    assert "no district 001 in the province 02" in refusal(encoded(whole))


def test_kept_under_another_code_is_refused() -> None:
    """Wards 00001 and 00002 change their codes: neither is kept."""
    whole = json.loads(encoded(SOUND))
    whole["changes"][0]["steps"] = [["00001", "00002", "kept"]]
    assert "kept, but not alone or not under its code" in refusal(encoded(whole))


@pytest.mark.parametrize("back", [["00002", "00001", "all"], ["00001", "00001", "all"]])
def test_a_circle_of_steps_cannot_be_told(back: list[str]) -> None:
    """What a later day gives back did not end the day before: each step leads forward in time."""
    assert "no such unit ended the day before or began" in refusal(changed("changes", 1, "steps", to=[back]))


def test_a_disputed_step_may_contradict_the_others() -> None:
    whole = json.loads(encoded(SOUND))
    whole["changes"][0]["steps"] = [
        ["00001", "00001", "kept"],
        ["00001", "00002", "disputed"],
        ["00002", "00001", "disputed"],
        ["00002", "00002", "kept"],
    ]
    assert len(directory.read(encoded(whole)).successions) == 5


scalars = (
    st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.sampled_from(["00001", "2025-07-01", "xã"])
)
values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=8) | st.dictionaries(st.text(max_size=8), inner))


@given(st.sampled_from(sorted(SOUND)), values)
def test_whatever_stands_in_a_member_it_is_read_or_refused(member: str, value: Any) -> None:
    refused = "places.invalid"
    try:
        directory.read(encoded({**SOUND, member: value}))
    except KnownError as error:
        refused = error.key
    assert refused == "places.invalid"


@given(st.binary(max_size=200))
def test_whatever_bytes_they_are_they_are_refused(content: bytes) -> None:
    refusal(content)
