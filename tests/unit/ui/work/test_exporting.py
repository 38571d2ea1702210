"""A round as files: whole or not at all, under a name that is free, in a folder that is there."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from inspector.commands.answering import Answer
from inspector.commands.visiting import OpenVisit
from inspector.errors import Cancelled, KnownError
from inspector.journal.value import FAIL, PASS
from inspector.progress import Progress, Silent
from tests.unit.ui.work.conftest import Somebody
from ui.work.exporting import DATABASE, Exported, Format, export, export_table, target, written_whole

BEGAN = "2025-11-21T08:00:00+07:00"


@pytest.fixture
def dossier(an: Somebody) -> Path:
    """A round of An's own with two answers at one unit."""
    path = an.start("Đợt tháng 11", "xã Một").path
    visit = an.visits(path)["xã Một"]
    an.do(
        path,
        OpenVisit(visit, BEGAN),
        Answer(visit, "fac_waiting", PASS),
        Answer(visit, "fb_hotline_posted", FAIL, "=1"),
    )
    return path


def exported(an: Somebody, dossier: Path, wanted: Format, out: Path, progress: Progress | None = None) -> Exported:
    with an.session(dossier) as session:
        return export(session, an.home, an.sources, wanted, out, "vi", progress or Silent())


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_a_workbook_is_one_file(an: Somebody, dossier: Path, tmp_path: Path) -> None:
    done = exported(an, dossier, Format.XLSX, tmp_path / "đợt.xlsx")
    assert done.path.read_bytes().startswith(b"PK")
    assert done.rows > 39
    assert names(tmp_path) == ["an", "đợt.xlsx"]


@pytest.mark.parametrize(
    ("wanted", "holds"),
    [
        (Format.CSV, {"units.csv", "observations.csv", "recommendations.csv"}),
        (Format.PACKAGE, {"datapackage.json", "units.csv", "observations.csv"}),
        (Format.SQLITE, {DATABASE, "metadata.json"}),
    ],
)
def test_others_are_folders(an: Somebody, dossier: Path, tmp_path: Path, wanted: Format, holds: set[str]) -> None:
    out = exported(an, dossier, wanted, tmp_path / "ra").path
    assert holds <= set(names(out))
    assert names(tmp_path) == ["an", "ra"]


def test_one_table_is_one_file_for_a_spreadsheet(an: Somebody, dossier: Path, tmp_path: Path) -> None:
    with an.session(dossier) as session:
        done = export_table(session, an.home, an.sources, "observations", tmp_path / "a.csv", "en", Silent())
    assert done.rows == 2
    text = (tmp_path / "a.csv").read_bytes().decode("utf-8-sig")
    assert text.startswith("Observation id,")
    assert ",'=1," in text


def test_a_table_that_is_none_is_refused(an: Somebody, dossier: Path, tmp_path: Path) -> None:
    with an.session(dossier) as session, pytest.raises(KnownError) as refused:
        export_table(session, an.home, an.sources, "lạ", tmp_path / "a.csv", "vi", Silent())
    assert refused.value.key == "export.unknown-table"


def test_without_coordinates_no_map_is_made_and_nothing_is_left(an: Somebody, dossier: Path, tmp_path: Path) -> None:
    with pytest.raises(KnownError) as refused:
        exported(an, dossier, Format.GEOJSON, tmp_path / "a.geojson")
    assert refused.value.key == "export.no-geometry"
    assert names(tmp_path) == ["an"]


def test_a_round_without_results_is_refused(an: Somebody, tmp_path: Path) -> None:
    path = an.start("Đợt", "xã Một").path
    with pytest.raises(KnownError) as refused:
        exported(an, path, Format.CSV, tmp_path / "ra")
    assert refused.value.key == "synthesis.nothing"
    assert names(tmp_path) == ["an"]


@pytest.mark.parametrize("wanted", list(Format))
@pytest.mark.parametrize("after", [0, 3])
def test_stopped_on_the_way_it_leaves_nothing(
    an: Somebody, dossier: Path, tmp_path: Path, wanted: Format, after: int
) -> None:
    class Stop:
        steps = 0

        def step(self, done: int, total: int, key: str) -> None:
            self.steps += 1
            if self.steps > after:
                raise Cancelled

    with pytest.raises(Cancelled):
        exported(an, dossier, wanted, tmp_path / "ra", Stop())
    assert names(tmp_path) == ["an"]


def test_what_is_there_is_never_written_over(an: Somebody, dossier: Path, tmp_path: Path) -> None:
    (tmp_path / "ra").write_bytes(b"of somebody else")
    with pytest.raises(KnownError) as refused:
        exported(an, dossier, Format.CSV, tmp_path / "ra")
    assert refused.value.key == "file.exists"
    assert (tmp_path / "ra").read_bytes() == b"of somebody else"


def test_a_stick_that_was_pulled_out_is_not_made_anew(an: Somebody, dossier: Path, tmp_path: Path) -> None:
    with pytest.raises(KnownError) as refused:
        exported(an, dossier, Format.CSV, tmp_path / "thẻ" / "ra")
    assert (refused.value.key, refused.value.params["folder"]) == ("handing.gone", "thẻ")
    assert names(tmp_path) == ["an"]


def _write_half(out: Path, number: int) -> None:
    with written_whole(out) as part:
        part.write_bytes(b"half")
        raise OSError(number, "no")


@pytest.mark.parametrize(
    ("number", "key"), [(errno.ENOSPC, "disk.full"), (errno.EIO, "file.unwritable"), (errno.EROFS, "file.unwritable")]
)
def test_what_the_disk_refuses_is_told_and_nothing_is_left(tmp_path: Path, number: int, key: str) -> None:
    with pytest.raises(KnownError) as refused:
        _write_half(tmp_path / "a", number)
    assert (refused.value.key, refused.value.exit_code) == (key, 6)
    assert names(tmp_path) == []


def test_the_name_is_that_of_the_round_and_the_day_and_free(an: Somebody, tmp_path: Path) -> None:
    first = target(tmp_path, "Đợt tháng 11", an.sources, Format.XLSX)
    assert first.name == "dot-thang-11-20251121.xlsx"
    first.write_bytes(b"")
    assert target(tmp_path, "Đợt tháng 11", an.sources, Format.XLSX).name == "dot-thang-11-20251121-2.xlsx"
    assert target(tmp_path, "Đợt tháng 11", an.sources, Format.PACKAGE).name == "dot-thang-11-20251121-package"
