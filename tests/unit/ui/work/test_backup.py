from __future__ import annotations

import shutil
from collections import namedtuple
from datetime import datetime
from pathlib import Path

import pytest

from inspector.commands.answering import Answer
from inspector.commands.evidence import AddPhoto
from inspector.commands.visiting import OpenVisit
from inspector.dossier.file import Dossier
from inspector.errors import Cancelled, KnownError
from inspector.journal.value import FAIL, PASS
from tests.unit.ui.work.conftest import Somebody
from ui.work import backup
from ui.work.backup import KEPT, last_backup, restore, second_copy
from ui.work.drives import Place

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def path(an: Somebody) -> Path:
    """A dossier with a visit, one answer and one photo."""
    path = an.start("Đợt", "xã Một").path
    visit = an.visits(path)["xã Một"]
    an.do(
        path,
        OpenVisit(visit, "2025-11-21T08:00:00+07:00"),
        Answer(visit, "fac_waiting", PASS),
        AddPhoto(visit, b"original", b"display", "a.jpg", "JPEG", 1, 1, {}, ("fac_waiting",)),
    )
    return path


def held(path: Path) -> tuple[set[str], frozenset[str]]:
    with Dossier.open(path) as dossier:
        return {one for log in dossier.load().values() for one in log.statements}, dossier.blob_ids()


def test_a_copy_holds_all_that_the_dossier_holds(an: Somebody, path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "thẻ" / "sao lưu"
    with an.session(path) as session:
        copy = second_copy(session, folder, an.sources)
        found = last_backup(folder, session.view.round)
    assert [one.name for one in folder.iterdir()] == [copy.name]
    assert copy.name.startswith("dot_")
    assert held(copy) == held(path)
    assert found is not None
    assert (found.path, found.at.date()) == (copy, datetime(2025, 11, 21).date())  # noqa: DTZ001
    assert last_backup(folder, "0" * 64) is None
    assert last_backup(tmp_path / "rút ra rồi", found.path.name) is None


def test_the_oldest_copies_of_a_dossier_go_and_those_of_others_stay(an: Somebody, path: Path, tmp_path: Path) -> None:
    other = an.start("Đợt khác").path
    folder = tmp_path / "sao lưu"
    with an.session(other) as session:
        strange = second_copy(session, folder, an.sources)
    (folder / "ghi chú.txt").write_bytes(b"")
    with an.session(path) as session:
        made = [second_copy(session, folder, an.sources) for _ in range(KEPT + 2)]
    kept = {one.name for one in folder.iterdir()}
    assert kept == {strange.name, "ghi chú.txt", *(one.name for one in made[-KEPT:])}


def test_a_clock_that_was_set_back_never_costs_the_fresh_copy(an: Somebody, path: Path, tmp_path: Path) -> None:
    with an.session(path) as session:
        for _ in range(KEPT):
            second_copy(session, tmp_path, an.sources)
        an.sources._ms -= 10**9
        assert second_copy(session, tmp_path, an.sources).exists()


def test_two_copies_of_one_second_lie_beside_each_other(
    an: Somebody, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(an.sources, "utc_ms", lambda: 1_763_692_927_000)
    with an.session(path) as session:
        first, second = (second_copy(session, tmp_path, an.sources) for _ in range(2))
        assert first != second
        assert held(first) == held(second)
        found = last_backup(tmp_path, session.view.round)
    assert found is not None
    assert found.path in (first, second)


class Stopped:
    """A person who has waited long enough."""

    def step(self, done: int, total: int, key: str) -> None:
        raise Cancelled


def test_what_was_stopped_or_does_not_fit_leaves_nothing(
    an: Somebody, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "sao lưu"
    (tmp_path / "tệp").write_bytes(b"")
    with an.session(path) as session:
        with pytest.raises(Cancelled):
            second_copy(session, folder, an.sources, Stopped())
        with pytest.raises(KnownError, match=r"backup\.unwritable"):
            second_copy(session, tmp_path / "tệp", an.sources)
        monkeypatch.setattr(backup, "place_of", lambda _: Place("removable", "vfat", 10**12, 1000))
        with pytest.raises(KnownError, match=r"backup\.too-large"):
            second_copy(session, folder, an.sources)
        monkeypatch.undo()
        monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(1, 1, 0))
        with pytest.raises(KnownError, match=r"disk\.full"):
            second_copy(session, folder, an.sources)
    assert list(folder.iterdir()) == []


def test_a_copy_that_the_disk_gives_back_otherwise_is_refused_and_removed(
    an: Somebody, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stick that loses a page."""
    sound = Dossier.copy_into

    def lossy(self: Dossier, target: Path, progress: object) -> None:
        sound(self, target, progress)  # type: ignore[arg-type]
        data = target.read_bytes()
        at = data.index(b"original")
        target.write_bytes(data[:at] + b"tampered" + data[at + 8 :])

    monkeypatch.setattr(Dossier, "copy_into", lossy)
    with an.session(path) as session, pytest.raises(KnownError, match=r"backup\.unsound"):
        second_copy(session, tmp_path / "sao lưu", an.sources)
    assert list((tmp_path / "sao lưu").iterdir()) == []


def test_who_goes_on_in_a_restored_copy_begins_a_new_chain_and_loses_nothing(
    an: Somebody, path: Path, tmp_path: Path
) -> None:
    visit = an.visits(path)["xã Một"]
    with an.session(path) as session:
        copy = second_copy(session, tmp_path, an.sources)
        session.do(Answer(visit, "fb_hotline_posted", FAIL, "không có"))
        (later,) = session.log.tips[visit]
    restored = restore(an.home, an.sources, copy)
    assert restored not in (path, copy)
    with an.session(restored) as session:
        before = set(session.log.statements)
        (added,) = session.do(Answer(visit, "fac_equipment", "good")).added
        header = session.log.statements[added].header
        chains = {
            session.log.statements[one].header.chain for one in before if session.log.statements[one].scope == visit
        }
        assert header.chain not in chains
        assert header.prev is None
        assert later in header.seen, "the new chain names what it knows to be missing"
        assert session.view.forks == ()
