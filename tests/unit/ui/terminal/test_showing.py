from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from inspector.journal import canon
from inspector.journal.value import FAIL, GOOD, PASS
from inspector.rules.shipped import shipped
from inspector.session import Session
from tests.builder import Laptop, World
from ui.terminal.desk import Desk
from ui.terminal.showing import csv_bytes, export_rows, safe_cell
from ui.work.home import Home


class Marks:
    """A machine that has written nothing yet."""

    def known(self, chain: str) -> None:
        return None

    def record(self, chain: str, *_mark: object) -> None:
        return None


@pytest.fixture
def laptop(tmp_path: Path) -> Laptop:
    """The lead's laptop, with one visit that two people saw."""
    world = World(seed=8)
    world.checklist = shipped("2025.1")
    world.checklist_id = canon.blob_id(world.checklist)
    lead, an, binh = world.team("lead", "an", "binh")
    visit = lead.plan("xã Minh Hoạ")
    for one in (an, binh):
        one.meet(lead)
    an.open(visit)
    an.observe(visit, "fb_hotline_posted", FAIL, note='=HYPERLINK("http://x")')
    an.observe(visit, "fac_equipment", GOOD)
    binh.observe(visit, "fac_equipment", GOOD, note="đủ; “tốt”,\nhai dòng")
    lead.meet(an)
    lead.meet(binh)
    lead.conclude(visit, "fac_waiting", PASS)
    void = lead.plan("xã Huỷ")
    lead.observe(void, "fac_waiting", PASS)
    lead.status(void, "void")
    return lead


@pytest.fixture
def rows(laptop: Laptop, tmp_path: Path) -> list[list[str]]:
    path = laptop.save(tmp_path / "a.thisat")
    session = Session.open(path, laptop.key, laptop.world.sources, Marks())
    try:
        return export_rows(Desk(Home(tmp_path)), session)
    finally:
        session.close()


def test_each_observation_is_a_line_and_a_conclusion_without_any_too(rows: list[list[str]]) -> None:
    assert [row[3] for row in rows[1:]] == ["B1", "G1", "G1", "G2"]
    assert [{row[7] for row in rows[first:last]} for first, last in ((1, 2), (2, 4), (4, 5))] == [
        {"An"}, {"An", "Binh"}, {""},
    ]  # fmt: skip
    assert len({len(row) for row in rows}) == 1
    assert rows[-1][-1] == "đã xem ảnh"


def test_a_void_visit_is_left_out(rows: list[list[str]]) -> None:
    assert {row[0] for row in rows[1:]} == {"xã Minh Hoạ"}


def test_the_table_opens_right_in_a_spreadsheet(rows: list[list[str]]) -> None:
    data = csv_bytes(rows)
    assert data.startswith(b"\xef\xbb\xbf"), "or Excel reads another encoding"
    assert data.endswith(b"\r\n")
    text = data.decode("utf-8-sig")
    assert "\r\r" not in text
    read = list(csv.reader(io.StringIO(text, newline="")))
    assert read[1][9] == '\'=HYPERLINK("http://x")'
    assert "đủ; “tốt”,\nhai dòng" in {row[9] for row in read}
    assert [row for n, row in enumerate(read) if n != 1] == [row for n, row in enumerate(rows) if n != 1]


@pytest.mark.parametrize(
    "text", ["=1+1", "+84 290", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠x"]
)
def test_no_cell_is_taken_for_a_formula(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Đạt", "3/3 công chức", "a=b", " =1", "1-2", "'=1"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert safe_cell(text) == text
