"""The flat database, and what Datasette makes of it."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections import Counter
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from inspector.dossier.analysis import metadata, write_database
from inspector.errors import Cancelled, KnownError
from inspector.progress import Silent
from inspector.synthesis.flat.flatten import flatten
from inspector.tables import Flat
from tests.unit.inspector.synthesis.flat.rounds import MADE, everything, hostile
from tests.unit.inspector.synthesis.rounds import Round, article


def database_of(flat: Flat, folder: Path) -> Path:
    out = folder / "thi-sat.db"
    write_database(flat, out, Silent())
    return out


def rows(file: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(file)) as database:
        return database.execute(query).fetchall()


def served(file: Path, told: bytes, *paths: str) -> list[Any]:
    """Return what Datasette answers to requests, as JSON where it is JSON."""

    async def ask() -> list[Any]:
        datasette = Datasette([str(file)], metadata=json.loads(told), settings={"num_sql_threads": 0})
        await datasette.invoke_startup()
        answers = [await datasette.client.get(path) for path in paths]
        assert [answer.status_code for answer in answers] == [200] * len(paths)
        for database in datasette.databases.values():
            database.close()
        return [answer.json() if ".json" in path else answer.text for path, answer in zip(paths, answers, strict=True)]

    return asyncio.run(ask())


@pytest.mark.parametrize("story", [everything, hostile], ids=["everything", "hostile"])
def test_every_cell_is_there_as_it_is(story: Any, tmp_path: Path) -> None:
    flat = story().flat()
    file = database_of(flat, tmp_path)
    for table in flat.tables:
        names = ", ".join(column.name for column in table.columns)
        wanted = [
            tuple(
                float(cell) if isinstance(cell, Decimal) else cell.isoformat() if hasattr(cell, "isoformat") else cell
                for cell in row
            )
            for row in table.rows
        ]
        assert rows(file, f"select {names} from {table.name} order by rowid") == wanted
    assert rows(file, "pragma foreign_key_check") == []
    assert rows(file, "pragma integrity_check") == [("ok",)]


def test_references_and_indexes_are_declared(tmp_path: Path) -> None:
    file = database_of(everything().flat(), tmp_path)
    found = {(row[2], row[3], row[4]) for row in rows(file, "pragma foreign_key_list(results)")}
    assert found == {
        ("visits", "visit", "visit"),
        ("units", "unit", "unit"),
        ("items", "item", "item"),
        ("outcome_words", "outcome", "code"),
        ("agreement_words", "agreement", "code"),
    }
    assert "idx_results_outcome" in {row[1] for row in rows(file, "pragma index_list(results)")}


def test_the_views_count_as_the_matrix_does(tmp_path: Path) -> None:
    flat = everything().flat()
    file = database_of(flat, tmp_path)
    assert rows(file, "select item_code from shortcomings order by 1") == [("A2",), ("B1",), ("C1",)]
    assert rows(file, "select unit, counted, met, partly_met, unmet, failed, contested from by_unit") == [
        (1, 4, 1, 1, 2, 3, 1)
    ]
    assert rows(file, "select item_code, counted, failed from by_item where item_code = 'B1'") == [("B1", 1, 1)]
    assert rows(file, "select item_code, agreement from differing") == [("A2", "concluded"), ("G1", "contested")]


def test_datasette_counts_by_outcome_as_the_matrix_does_and_says_it_in_words(tmp_path: Path) -> None:
    flat = everything().flat()
    told = metadata(flat, "thi-sat")
    (cells,) = served(database_of(flat, tmp_path), told, "/thi-sat/cells.json?_facet=outcome&_size=0")
    assert _counts(cells, "outcome") == Counter(flat.table("cells").values("outcome"))
    labels = {one["value"]: one["label"] for one in cells["facet_results"]["outcome"]["results"]}
    assert labels["unmet"] == "Không đạt"


def test_datasette_counts_the_round_of_the_article_as_its_report_does(tmp_path: Path) -> None:
    """14 of 16 units do not use the recognition system, 12 score well, four posted no hotline, all in one district."""
    whole = Round(article()).synthesis()
    flat = flatten(whole, root="ab" * 32, places="cd" * 32, made=MADE, language="vi", progress=Silent())
    recognition, hotline, units = served(
        database_of(flat, tmp_path),
        metadata(flat, "thi-sat"),
        "/thi-sat/cells.json?item=sys_recognition&_facet=outcome&_size=0",
        "/thi-sat/cells.json?item=fb_hotline_posted&outcome=unmet&_facet=district&_size=0",
        "/thi-sat/units.json?score_percent__gte=80&_size=0",
    )
    assert _counts(recognition, "outcome") == {"unmet": 14, "partly": 1, "met": 1}
    assert _counts(recognition, "outcome") == Counter(
        cell.outcome.value for cell in whole.matrix.columns["sys_recognition"]
    )
    assert _counts(hotline, "district") == {"huyện Đầm Dơi": 4}
    assert units["filtered_table_rows_count"] == 12


def _counts(answer: Any, column: str) -> dict[str, int]:
    return {one["value"]: one["count"] for one in answer["facet_results"][column]["results"]}


def test_datasette_shows_hostile_text_as_text(tmp_path: Path) -> None:
    flat = hostile().flat()
    home, page, row = served(
        database_of(flat, tmp_path),
        metadata(flat, "thi-sat"),
        "/",
        "/thi-sat/observations?_size=100",
        "/thi-sat/observations.json?note__exact=%3Cr%3E%3Ct%3Eđậm%3C%2Ft%3E%3C%2Fr%3E&_shape=array",
    )
    assert "&lt;r&gt;&lt;t&gt;đậm" in page
    assert "<t>đậm" not in page
    assert "=1+1 &lt;b&gt;" in home
    assert [one["note"] for one in row] == ["<r><t>đậm</t></r>"]


def test_datasette_says_what_tables_and_columns_mean(tmp_path: Path) -> None:
    flat = everything().flat()
    told = json.loads(metadata(flat, "thi-sat"))
    tables = told["databases"]["thi-sat"]["tables"]
    assert tables["cells"]["title"] == "Ô tổng hợp"
    assert tables["cells"]["facets"][0] == "outcome"
    assert tables["outcome_words"] == {"hidden": True}
    for table in flat.tables:
        assert set(tables[table.name]["columns"]) == {column.name for column in table.columns}
        assert set(tables[table.name]["facets"]) <= {column.name for column in table.columns}
    home, page = served(database_of(flat, tmp_path), metadata(flat, "thi-sat"), "/", "/thi-sat/cells")
    assert "Kiểm tra đột xuất" in home
    assert "Chỉ đạt, đạt một phần, không đạt đứng trong mẫu số." in page


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def limited(path: Path) -> sqlite3.Connection:
        database = connect(path)
        database.execute("pragma max_page_count = 3")
        return database

    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", limited)
    with pytest.raises(KnownError) as refused:
        write_database(everything().flat(), tmp_path / "a.db", Silent())
    assert refused.value.key == "disk.full"


def test_a_place_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnownError) as refused:
        write_database(everything().flat(), tmp_path / "không có" / "a.db", Silent())
    assert (refused.value.key, refused.value.params["detail"]) == ("file.unwritable", "SQLITE_CANTOPEN")


def test_stopping_it_closes_the_file(tmp_path: Path) -> None:
    class Stop:
        def step(self, done: int, total: int, key: str) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_database(everything().flat(), tmp_path / "a.db", Stop())
    assert rows(tmp_path / "a.db", "select name from sqlite_master") == []
