"""The start: a newcomer gets to a round of their own, a locked key opens, files are opened or refused in words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication

from inspector.errors import KnownError
from inspector.people import key_file
from inspector.people.card import from_qr_text
from inspector.people.identity import create
from inspector.sources import SystemSources
from resources import say
from tests.window.beginning import WORDS, arrived, begun, page_of, start_of, told, unlocked
from tests.window.stage import PASSPHRASE, Seat, idle, press, settle, until, workbench
from ui.context import Place
from ui.screens import MAKERS
from ui.screens.screen import Screen
from ui.screens.start_parts.alone import Alone, Paper
from ui.screens.start_parts.choose import Choose
from ui.screens.start_parts.first import First
from ui.screens.start_parts.key_card import KeyCard
from ui.screens.start_parts.unlock import Unlock
from ui.work.home import Home
from ui.work.preferences import Preferences, Recent, read, write
from ui.work.team import card_in_file


class Plain(Screen):
    """A place to arrive at."""

    def here(self) -> Place:
        return self.context.at


@pytest.fixture(autouse=True)
def plain_places(monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes after the start is no matter of these tests."""
    for name in ("home", "capture", "review"):
        monkeypatch.setitem(MAKERS, name, Plain)


@pytest.fixture
def seat(tmp_path: Path) -> Seat:
    person = settle(tmp_path)
    write(person.home, Preferences())
    return person


def test_a_newcomer_gets_from_nothing_to_an_open_round_of_their_own(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    with begun(home) as bench:
        first = page_of(bench, First)
        first.name.edit.setText("Trần Thị Mỹ Hạnh")
        first.office.edit.setText("Chuyên viên")
        first.passphrase.first.edit.setText(WORDS)
        first.passphrase.second.edit.setText(WORDS)
        first.take_folder(str(tmp_path / "copies"))
        first.make.click()
        card = page_of(bench, KeyCard)
        assert key_file.read(home.key_path, WORDS).words == card.request.words
        card.onward.click()
        choose = page_of(bench, Choose)
        choose.alone.emit()
        alone = page_of(bench, Alone)
        assert alone.office.text == "Chuyên viên"
        alone.title.edit.setText("Đợt của tôi")
        alone.begin.click()
        paper = page_of(bench, Paper)
        assert paper.secret.text().startswith("THISAT-RECOVERY-1")
        paper.onward.click()
        assert told(paper) == say("start.paper-not-done")
        assert bench.context.now_shown is None
        bench.context.go("start", part="lost")
        assert page_of(bench, Paper) is paper
        assert not start_of(bench).language.isVisible()
        paper.done.setChecked(True)
        paper.onward.click()
        arrived(bench, "home")
        assert bench.context.shown.view.title == "Đợt của tôi"
        assert bench.window is not None
        assert not bench.window.refusal.isVisible()
    kept = read(home).preferences
    assert kept.backup_folder == str(tmp_path / "copies")
    assert [one.title for one in kept.recent] == ["Đợt của tôi"]


@pytest.mark.parametrize(
    ("name", "one", "other", "key"),
    [
        ("", WORDS, WORDS, "start.name-missing"),
        ("Hạnh", "ngan", "ngan", "key.passphrase-short"),
        ("Hạnh", WORDS, WORDS + "x", "start.passphrases-differ"),
    ],
)
def test_what_is_missing_on_the_first_page_is_said_at_its_field_and_nothing_typed_is_lost(
    tmp_path: Path, name: str, one: str, other: str, key: str
) -> None:
    home = Home(tmp_path / "home")
    with begun(home) as bench:
        first = page_of(bench, First)
        first.name.edit.setText(name)
        first.passphrase.first.edit.setText(one)
        first.passphrase.second.edit.setText(other)
        first.make.click()
        said = [field.wrong for field in (first.name, first.passphrase.first, first.passphrase.second)]
        assert [words for words in said if words] == [say(key, least=key_file.SHORTEST_PASSPHRASE)]
        assert (first.name.text, first.passphrase.first.text, first.passphrase.second.text) == (name, one, other)
    assert not home.key_path.exists()


def test_the_card_is_what_a_lead_can_take(tmp_path: Path, seat: Seat) -> None:
    with begun(seat.home) as bench:
        unlocked(bench, seat)
        page_of(bench, Choose).card.emit()
        card = page_of(bench, KeyCard)
        card.copy()
        line = QGuiApplication.clipboard().text().rsplit(" ", 1)[1]
        assert from_qr_text(line) == (seat.identity.public, seat.identity.recipient)
        card.save(str(tmp_path / "card.png"))
        assert card_in_file(tmp_path / "card.png").line == line
        card.save(str(seat.dossier / "card.png"))
        assert told(card).startswith("Không ghi được")


def test_a_wrong_passphrase_is_said_under_the_field_and_the_right_one_opens(seat: Seat) -> None:
    with begun(seat.home) as bench:
        unlock = page_of(bench, Unlock)
        assert bench.window is not None
        bench.window.activateWindow()
        unlock.passphrase.edit.setText("sai roi")
        press(unlock.passphrase.edit, Qt.Key.Key_Return)
        until(lambda: bool(unlock.passphrase.wrong))
        assert unlock.passphrase.wrong == say("key.passphrase-wrong")
        assert unlock.passphrase.edit.hasSelectedText()
        assert unlock.passphrase.text == "sai roi"
        assert not bench.window.refusal.isVisible()
        unlock.passphrase.edit.setText(PASSPHRASE)
        press(unlock.passphrase.edit, Qt.Key.Key_Return)
        page_of(bench, Choose)
        assert bench.context.identity == seat.identity


def test_a_broken_key_file_is_told_and_left_as_it_is(seat: Seat) -> None:
    seat.home.key_path.write_bytes(b"{broken")
    with begun(seat.home) as bench:
        unlock = page_of(bench, Unlock)
        assert told(unlock) == say("key.unreadable", name="key.json")
        unlock.lost.emit()
        assert start_of(bench).here() == Place("start", part="lost")
    assert seat.home.key_path.read_bytes() == b"{broken"


def test_dossiers_are_listed_with_the_reason_why_one_cannot_be_opened(tmp_path: Path, seat: Seat) -> None:
    gone = Recent(path=str(tmp_path / "stick" / "x.thisat"), title="Đợt trên thẻ", opened="2026-11-20T08:00:00+07:00")
    write(seat.home, Preferences(recent=(gone,)))
    with begun(seat.home) as bench:
        unlocked(bench, seat)
        choose = page_of(bench, Choose)
        until(lambda: len(choose.rows) == 2)
        assert [(line.text(), line.isEnabled()) for line in choose.rows] == [("Đợt trên thẻ", False), ("dot-thu", True)]
        assert choose.rows[0].accessibleDescription() == say("start.gone", folder=tmp_path / "stick")
        choose.rows[1].click()
        arrived(bench, "home")


def test_one_comes_back_to_the_item_where_one_was(seat: Seat) -> None:
    at = Recent(
        path=str(seat.dossier), title="Đợt thử", opened="2026-11-20T08:00:00+07:00", visit=seat.visits[0],
        item="fac_waiting", screen="capture",
    )  # fmt: skip
    write(seat.home, Preferences(recent=(at,)))
    with begun(seat.home, dossier=seat.dossier) as bench:
        page_of(bench, Unlock).opened.emit(seat.identity)
        arrived(bench, "capture")
        assert bench.context.at == Place("capture", visit=seat.visits[0], item="fac_waiting")


def test_a_file_from_elsewhere_is_taken_in_once_and_then_the_dossier_of_its_round_is_offered(
    tmp_path: Path, seat: Seat
) -> None:
    sent = tmp_path / "giao nhiem vu.thisat"
    shutil.move(seat.dossier, sent)
    with begun(seat.home, dossier=sent) as bench:
        page_of(bench, Unlock).opened.emit(seat.identity)
        arrived(bench, "home")
        taken = bench.context.shown.path
        assert taken == seat.home.dossiers / "dot-thu.thisat"
        bench.context.go("start")
        start_of(bench).bring(sent)
        page = page_of(bench, Choose)
        assert told(page) == say("briefing.here", file=sent.name, dossier=taken.name)
        (offer,) = [b for b in bench.window.findChildren(type(page.file)) if taken.name in b.text()]  # type: ignore[union-attr]
        offer.click()
        arrived(bench, "home")
    assert sent.exists()


def test_a_dossier_where_nobody_may_work_is_copied_to_this_machine(tmp_path: Path, seat: Seat) -> None:
    """The folder is one that is sent to a cloud, by its name."""
    cloud = tmp_path / "Dropbox"
    cloud.mkdir()
    there = cloud / "dot-cu.thisat"
    shutil.copy(seat.dossier, there)
    seat.dossier.unlink()
    recent = Recent(path=str(there), title="Đợt cũ", opened="2026-11-20T08:00:00+07:00")
    write(seat.home, Preferences(recent=(recent,)))
    with begun(seat.home) as bench:
        unlocked(bench, seat)
        choose = page_of(bench, Choose)
        until(lambda: bool(choose.rows))
        choose.rows[0].click()
        assert told(choose) == say("drive.cloud", file=there.name)
        start_of(bench).opening.copy_here(there)
        arrived(bench, "home")
        assert bench.context.shown.path.parent == seat.home.dossiers


def test_a_dossier_that_cannot_be_read_is_told_and_its_last_backup_offered(tmp_path: Path, seat: Seat) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    old, new = (copies / f"dot-thu_01234567_2026112{day}-080000.thisat" for day in (0, 1))
    for copy in (old, new):
        shutil.copy(seat.dossier, copy)
    write(seat.home, Preferences(backup_folder=str(copies)))
    seat.dossier.write_bytes(b"not a dossier any more")
    with begun(seat.home) as bench:
        unlocked(bench, seat)
        choose = page_of(bench, Choose)
        until(lambda: bool(choose.rows))
        choose.rows[0].click()
        assert told(choose) == say("dossier.not-a-dossier", file=seat.dossier.name)
        words = say("start.open-copy", file=new.name)
        (offer,) = [b for b in choose.findChildren(type(choose.file)) if b.text() == words]
        offer.click()
        arrived(bench, "home")
        assert bench.context.shown.view.title == "Đợt thử"
    assert seat.dossier.read_bytes() == b"not a dossier any more"


def test_sample_data_open_by_themselves_once_the_key_is(seat: Seat) -> None:
    with begun(seat.home) as bench:
        bench.context.go("start", part="sample")
        page_of(bench, Unlock).opened.emit(seat.identity)
        arrived(bench, "home")
        assert bench.context.is_sample


def test_who_is_on_no_roster_is_told_so(seat: Seat) -> None:
    with begun(seat.home) as bench:
        bench.context.identity = create("Người khác", SystemSources())
        bench.context.go("start")
        page_of(bench, Choose).wanted.emit(seat.dossier)
        arrived(bench, "home")
        assert bench.window is not None
        assert bench.window.refusal.words.text() == say("start.not-on-roster")


def test_a_second_window_on_the_same_dossier_is_told_and_both_write(tmp_path: Path, seat: Seat) -> None:
    from inspector.commands.visiting import StateFact

    with workbench(seat, Place("home")) as one:
        other = Home(tmp_path / "other")
        other.made()
        shutil.copy(seat.home.key_path, other.key_path)
        guest = Seat(other, seat.identity, seat.dossier, seat.visits)
        with workbench(guest, Place("home")) as two:
            assert two.window is not None
            assert one.window is not None
            assert two.window.refusal.words.text() == say("start.held-elsewhere", file=seat.dossier.name)
            assert not one.window.refusal.isVisible()
            for bench, name in ((one, "representatives"), (two, "unit_opinion"), (one, "ended")):
                value = "2026-11-20T10:00:00+07:00" if name == "ended" else "Đã nói"
                bench.context.bridge.submit(StateFact(seat.visits[0], name, value))
                idle(bench)
            visit = one.context.shown.view.visits[seat.visits[0]]
            assert all(visit.facts(name) for name in ("representatives", "unit_opinion", "ended"))


def test_no_key_leads_into_a_dossier_that_is_not_open(seat: Seat) -> None:
    with begun(seat.home) as bench:
        assert bench.window is not None
        assert not bench.window.acts.action("go-home").isEnabled()
        assert bench.window.acts.action("go-settings").isEnabled()


def test_a_dropped_file_is_opened_and_others_are_not_taken(seat: Seat, tmp_path: Path) -> None:
    with begun(seat.home) as bench:
        unlocked(bench, seat)
        page_of(bench, Choose)
        start = start_of(bench)
        for file, is_taken in ((tmp_path / "letter.pdf", False), (seat.dossier, True)):
            mime = QMimeData()
            mime.setUrls([QUrl.fromLocalFile(str(file))])
            action, button, plain = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
            event = QDropEvent(QPointF(5, 5), action, mime, button, plain)
            event.setAccepted(False)
            start.dropEvent(event)
            assert event.isAccepted() is is_taken
        arrived(bench, "home")


def test_opening_a_file_that_is_gone_says_so(seat: Seat) -> None:
    with begun(seat.home) as bench:
        unlocked(bench, seat)
        start_of(bench).bring(seat.home.dossiers / "gone.thisat")
        assert told(page_of(bench, Choose)) == bench.context.word(KnownError("dossier.missing", file="gone.thisat"))


def test_in_another_language_the_file_that_was_asked_for_is_still_opened_and_once(tmp_path: Path, seat: Seat) -> None:
    with begun(seat.home, dossier=seat.dossier) as bench:
        page_of(bench, Unlock)
        start_of(bench).language.click()
        until(lambda: start_of(bench).page.heading == say("start.unlock-heading", "en"))
        page_of(bench, Unlock).opened.emit(seat.identity)
        arrived(bench, "home")
        bench.context.go("start")
        page_of(bench, Choose)
        bench.context.bridge.close_dossier()
        until(lambda: bench.context.now_shown is None)
        start_of(bench).language.click()
        until(lambda: start_of(bench).page.heading == say("start.choose-heading"))
        idle(bench)
        assert bench.context.now_shown is None
