"""Hand-over: what was written can be judged by a stranger; what fails is told, and the form stays."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from inspector.commands.rounding import RecordHandOver
from inspector.dossier.check import report_on
from inspector.dossier.foreign import examine, look_at
from inspector.dossier.verdict import Completeness
from inspector.journal.bodies import HandedOver, said
from inspector.progress import Silent
from inspector.session import Session
from inspector.sources import SystemSources
from resources import catalogue
from tests.window.answering import answer
from tests.window.stage import Seat, closing, idle, screen_of, settle, until, workbench
from ui.app import Workbench
from ui.context import Place
from ui.screens.handing_over import HandOver
from ui.screens.review import Review
from ui.screens.review_parts.sizes import place_words, size_words
from ui.work import drives
from ui.work.sealing import seal_whole


@pytest.fixture
def seat(tmp_path: Path) -> Seat:
    """A sealed visit."""
    seat = settle(tmp_path, mystery=False)
    answer(seat, seat.visits[0])
    with closing(Session.open(seat.dossier, seat.identity, SystemSources(), seat.home.marks())) as session:
        seal_whole(session, seat.visits[0], "onsite", SystemSources(), Silent())
    return seat


@pytest.fixture
def bench(seat: Seat) -> Generator[Workbench]:
    with workbench(seat, Place("review", visit=seat.visits[0], part="handover")) as opened:
        idle(opened)
        yield opened


def dialog(bench: Workbench) -> HandOver:
    shown = screen_of(bench, Review)
    assert isinstance(shown.dialog, HandOver)
    return shown.dialog


@pytest.mark.parametrize("has_left", [False, True])
def test_all_that_wait_are_ticked_and_nothing_that_left(seat: Seat, has_left: bool) -> None:
    if has_left:
        with closing(Session.open(seat.dossier, seat.identity, SystemSources(), seat.home.marks())) as session:
            session.do(RecordHandOver((seat.visits[0],), "display", (), "thử"))
    with workbench(seat, Place("review", visit=seat.visits[0], part="handover-all")) as bench:
        idle(bench)
        assert dialog(bench).visits.chosen == (() if has_left else (seat.visits[0],))


def write(form: HandOver) -> None:
    form.write.click()
    until(lambda: not form.is_writing)


def test_the_file_is_encrypted_for_lead_and_deputy_and_passes_every_check(
    bench: Workbench, seat: Seat, stick: Path, tmp_path: Path
) -> None:
    form = dialog(bench)
    form.target.aim(stick)
    write(form)
    (file,) = stick.iterdir()
    assert file.name.endswith(".thisat.age")
    assert file.name in form.files.text()
    assert size_words(file.stat().st_size, "vi") in form.files.text()
    private = tmp_path / "private"
    private.mkdir()
    found = examine(file, private, identities=[seat.identity])
    assert report_on(found).is_sound
    assert found.completeness is Completeness.SEALED


def test_the_dossier_tells_of_its_own_hand_over(bench: Workbench, stick: Path, seat: Seat) -> None:
    form = dialog(bench)
    form.target.aim(stick)
    form.weight.choices["display"].click()
    write(form)
    things = bench.context.shown.view.round_scope.things.values()
    (told,) = [body for one in things if isinstance(body := said(one), HandedOver)]
    assert told.weight == "display"
    assert told.visits == (seat.visits[0],)
    assert len(told.recipients) == 2


def test_in_the_clear_only_with_a_reason(bench: Workbench, stick: Path) -> None:
    form = dialog(bench)
    form.target.aim(stick)
    form.recipients.plain.click()
    write(form)
    assert form.trouble.words.text() == bench.context.say("handing.no-reason")
    assert list(stick.iterdir()) == []
    form.recipients.reason.setText("Máy của Trưởng đoàn hỏng, đọc ngay tại đơn vị")
    write(form)
    (file,) = stick.iterdir()
    found = look_at(file)
    assert found.is_intact
    assert found.completeness is Completeness.SEALED


def test_one_recipient_alone_is_refused(bench: Workbench, stick: Path) -> None:
    form = dialog(bench)
    form.target.aim(stick)
    next(iter(form.recipients.people)).click()
    write(form)
    assert form.trouble.words.text() == bench.context.say("handing.few-recipients")
    assert list(stick.iterdir()) == []


def test_a_folder_that_was_renamed_between_two_writes_is_missed_and_not_made_again(
    bench: Workbench, stick: Path
) -> None:
    form = dialog(bench)
    form.target.aim(stick)
    write(form)
    elsewhere = stick.rename(stick.with_name("USB TS-03"))
    write(form)
    assert "USB TS-02" in form.trouble.words.text()
    assert not stick.exists()
    assert form.visits.chosen
    form.target.aim(elsewhere)
    write(form)
    assert not form.trouble.isVisible()
    assert len(list(elsewhere.iterdir())) == 2


def test_what_cannot_be_written_to_is_told_and_the_form_stays(bench: Workbench, stick: Path) -> None:
    form = dialog(bench)
    form.weight.choices["statements"].click()
    blocked = stick / "a file"
    blocked.write_bytes(b"")
    form.target.aim(blocked)
    write(form)
    assert form.trouble.isVisible()
    assert form.weight.chosen == "statements"


def test_nothing_is_written_without_a_place(bench: Workbench) -> None:
    form = HandOver(bench.context, None)
    form.start()
    assert form.trouble.words.text() == bench.context.say("handing.no-target")
    assert not form.is_writing
    form.deleteLater()


def test_each_weight_tells_its_size(bench: Workbench) -> None:
    form = dialog(bench)
    until(lambda: "kB" in form.weight.choices["statements"].text() or "MB" in form.weight.choices["statements"].text())
    form.visits.boxes[form.visits.chosen[0]].click()
    until(lambda: "–" in form.weight.choices["statements"].text())


def test_a_stick_with_fat_says_that_large_files_are_divided() -> None:
    fat = drives.Place("removable", "vfat", 12 * 1024**3, drives.FAT_LARGEST)
    words = place_words(Path("/media/USB TS-02"), fat, "vi")
    assert words == "USB TS-02 · FAT32 · còn 12 GB; tệp trên 4 GB sẽ được chia"
    exfat = drives.Place("removable", "exfat", 12 * 1024**3, None)
    assert "chia" not in place_words(Path("/media/USB TS-02"), exfat, "vi")


def test_too_little_room_is_told_before_anything_is_written(bench: Workbench, stick: Path) -> None:
    form = dialog(bench)
    until(lambda: "…" not in form.weight.choices["originals"].text())
    form.target.aim_at(stick, drives.Place("removable", "vfat", 1000, drives.FAT_LARGEST))
    assert form.target.room.isVisible()
    assert "1 kB" in form.target.room.text()


@pytest.mark.parametrize(
    ("size", "words"), [(0, "1 kB"), (640 * 1024, "640 kB"), (1_300_000, "1,2 MB"), (12 * 1024**3, "12 GB")]
)
def test_sizes_have_two_figures_that_count(size: int, words: str) -> None:
    assert size_words(size, "vi") == words


def test_every_role_has_a_name() -> None:
    assert {f"role.{r}" for r in ("lead", "deputy", "inspector", "secretary", "clerk", "chair")} <= set(catalogue("vi"))
