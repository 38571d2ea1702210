"""Union, and nothing but union."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from inspector.dossier.absorb import Absorbed, absorb
from inspector.dossier.check import check
from inspector.dossier.file import Dossier
from inspector.dossier.foreign import examine
from inspector.dossier.known import Known
from inspector.dossier.verdict import Code, Finding, Intake
from inspector.errors import Cancelled, KnownError
from tests.builder import Laptop, World
from tests.tampering import content_of, edited, judge_here


@pytest.fixture(scope="module")
def team() -> list[Laptop]:
    world = World(21)
    lead, an, binh = world.team("lead", "an", "binh")
    visit = lead.plan()
    for laptop in (an, binh):
        laptop.meet(lead)
        laptop.open(visit)
        for number in range(5):
            laptop.observe(visit, f"item_{number}", "fail" if laptop is an else "pass")
        laptop.photo(visit)
    return [lead, an, binh]


def taken_in(dossier: Dossier, path: Path, private: Path) -> Intake:
    return examine(path, private, Known.of(dossier, dossier.load()))


def test_twice_in_any_order_is_once(team: list[Laptop], tmp_path: Path) -> None:
    files = [laptop.save(tmp_path / f"{laptop.name}.thisat") for laptop in team]
    private, results = tmp_path / "private", set()
    for number, order in enumerate(itertools.permutations(files)):
        path = tmp_path / f"home{number}.thisat"
        with Dossier.create(path) as dossier:
            for file in (*order, order[0]):
                absorb(dossier, [taken_in(dossier, file, private)])
            again = absorb(dossier, [taken_in(dossier, file, private) for file in order])
        assert again == Absorbed(0, 0, 0, 0)
        assert check(path).is_sound
        results.add(content_of(judge_here(path, spool=private)))
    assert len(results) == 1


def test_many_files_come_in_as_one_transaction(team: list[Laptop], tmp_path: Path) -> None:
    files = [laptop.save(tmp_path / f"{laptop.name}.thisat") for laptop in team]
    with Dossier.create(tmp_path / "home.thisat") as dossier:
        intakes = [taken_in(dossier, file, tmp_path / "private") for file in files]
        result = absorb(dossier, intakes)
        union = {one for laptop in team for one in laptop.statements}
        assert result.entries == result.payloads == result.signatures == len(union)
        assert result.blobs == len({blob for laptop in team for blob in laptop.used_blobs()})


def test_cancelled_is_as_if_never_begun(team: list[Laptop], tmp_path: Path) -> None:
    class Impatient:
        def step(self, done: int, total: int, key: str) -> None:
            if done == 1:
                raise Cancelled

    with Dossier.create(tmp_path / "home.thisat") as dossier:
        intakes = [
            taken_in(dossier, laptop.save(tmp_path / f"{laptop.name}.thisat"), tmp_path / "private") for laptop in team
        ]
        with pytest.raises(Cancelled):
            absorb(dossier, intakes, progress=Impatient())
        assert dossier.load() == {}


def test_a_damaged_file_is_not_absorbed(team: list[Laptop], tmp_path: Path) -> None:
    path = team[1].save(tmp_path / "an.thisat")
    with edited(path) as db:
        db.execute("DELETE FROM signature")
    with Dossier.create(tmp_path / "home.thisat") as dossier:
        intake = taken_in(dossier, path, tmp_path / "private")
        with pytest.raises(KnownError, match=r"import\.not-intact"):
            absorb(dossier, [intake])
        assert dossier.load() == {}


def test_withheld_bytes_never_come_in(team: list[Laptop], tmp_path: Path) -> None:
    _, an, _ = team
    path = an.save(tmp_path / "an.thisat")
    photo = next(s for s in an.statements.values() if s.header.kind == "photo_added")
    blob = photo.header.blobs[0][0]
    home = tmp_path / "home.thisat"
    with Dossier.create(home) as dossier:
        intake = taken_in(dossier, path, tmp_path / "private")
        result = absorb(dossier, [intake], withheld_entries={photo.id}, withheld_blobs={blob})
        assert (result.payloads, result.blobs) == (result.entries - 1, len(an.used_blobs()) - 1)
        assert blob not in dossier.blob_ids()
    report = check(home, withheld_entries={photo.id}, withheld_blobs={blob})
    assert report.is_sound
    assert set(report.findings) == {
        Finding(Code.WITHHELD, "payload", photo.id),
        Finding(Code.WITHHELD, "blob", blob),
    }


def test_late_payloads_and_photos_find_their_place(team: list[Laptop], tmp_path: Path) -> None:
    _, an, _ = team
    full = an.save(tmp_path / "full.thisat")
    light = an.save(tmp_path / "light.thisat")
    payload = next(s.id for s in an.statements.values() if s.header.kind == "observed")
    with edited(light) as db:
        db.execute("DELETE FROM blob")
        db.execute("DELETE FROM payload WHERE entry = ?", (bytes.fromhex(payload),))
    home = tmp_path / "home.thisat"
    with Dossier.create(home) as dossier:
        absorb(dossier, [taken_in(dossier, light, tmp_path / "private")])
        assert len(check(home).blobs_expected) == len(an.used_blobs())
        assert check(home).payloads_expected == {payload}
        late = taken_in(dossier, full, tmp_path / "private")
        assert absorb(dossier, [late]) == Absorbed(0, 1, 0, len(an.used_blobs()))
    assert check(home).findings == ()


def test_an_entry_keeps_at_most_four_signatures(team: list[Laptop], tmp_path: Path) -> None:
    path = team[1].save(tmp_path / "an.thisat")
    entry = next(iter(team[1].statements))
    rows = [(bytes.fromhex(entry), bytes([number]) * 64) for number in range(9)]
    with Dossier.open(path) as dossier:
        with dossier.writing() as writer:
            writer.add_rows([], [], rows)
        assert writer.signatures == 3
        assert len(dossier.signatures_of(entry)) == 4
