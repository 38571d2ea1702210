"""Two desks: a visit is sent back, amended and approved through the windows of both, and receipts are read."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QInputDialog

from inspector.commands.answering import Answer
from inspector.commands.judging import ApproveVisit
from inspector.commands.visiting import Comment
from inspector.dossier.foreign import examine_all
from inspector.dossier.verdict import Intake
from inspector.journal.value import PASS
from inspector.progress import Silent
from inspector.projection.judgement import judgement_of
from inspector.sources import SystemSources
from tests.window.desks import ITEMS, Desks, complete, returned, said, seal, session_of, settle_two
from tests.window.stage import Seat, idle, screen_of, until, workbench
from ui.app import Workbench
from ui.context import Place, ScreenName
from ui.screens.capture import Capture
from ui.screens.handing_over import HandOver
from ui.screens.home import HomeScreen
from ui.screens.returning import ReturnDialog
from ui.screens.review import Review
from ui.work.receipts import files_of, visits_of, write_receipt
from ui.work.stages import VisitRow


@pytest.fixture
def desks(tmp_path: Path) -> Desks:
    return settle_two(tmp_path, units=2)


@contextmanager
def at(seat: Seat, screen: ScreenName, visit: str | None = None, item: str | None = None) -> Generator[Workbench]:
    with workbench(seat, Place(screen, visit=visit, item=item)) as bench:
        yield bench


def review_of(bench: Workbench) -> Review:
    return screen_of(bench, Review)


def home_of(bench: Workbench) -> HomeScreen:
    shown = screen_of(bench, HomeScreen)
    until(lambda: shown.gathering.is_done)
    return shown


def capture_of(bench: Workbench) -> Capture:
    assert bench.window is not None
    until(lambda: bench.window is not None and isinstance(bench.window.screen_now, Capture))
    shown = bench.window.screen_now
    assert isinstance(shown, Capture)
    return shown


def marked(capture: Capture) -> list[str]:
    """Return the items at which a comment waits for an answer."""
    assert capture._sheet is not None
    return [line.item.id for line in capture._sheet.rows if line.remarks]


def toast(bench: Workbench) -> str:
    assert bench.window is not None
    return bench.window.toast.accessibleName()


def row(home: HomeScreen, visit: str) -> VisitRow:
    return next(one for one in home.gathering.rows if one.visit == visit)


def state(seat: Seat, visit: str) -> str:
    with session_of(seat) as session:
        judgement = judgement_of(session.view.visits[visit])
    return judgement.value if judgement is not None else ""


def test_a_lead_sends_a_visit_back_and_can_undo_it(desks: Desks) -> None:
    visit = desks.an.visits[0]
    complete(desks.an, visit)
    desks.carry(desks.an, desks.lead, [visit])
    with at(desks.lead, "review", visit) as bench:
        review = review_of(bench)
        box = review.judging
        assert (box.state.words, box.approve.isVisible(), box.send_back.isVisible()) == ("Chờ duyệt", True, True)
        box.send_back.click()
        dialog = review.dialog
        assert isinstance(dialog, ReturnDialog)
        dialog.send.click()
        assert "chưa được trả lại" in dialog.trouble.words.text()
        dialog.item.setCurrentIndex(dialog.item.findData(ITEMS[0].id))
        dialog.text.setText("Chưa thấy ảnh")
        dialog.add()
        dialog.item.setCurrentIndex(dialog.item.findData(ITEMS[3].id))
        dialog.text.setText("Ghi rõ vì sao")
        dialog.reason.setPlainText("Bổ sung minh chứng")
        dialog.send.click()
        idle(bench)
        assert review.dialog is None
        assert (box.state.words, box.reasons.text()) == ("Trả lại", "Bổ sung minh chứng")
        assert [link.text() for link in box.links] == [ITEMS[0].code, ITEMS[3].code]
        assert not box.approve.isVisible()
        assert not box.mend.isVisible(), "who leads has not inspected"
        assert "Đã trả lại" in toast(bench)
        assert bench.window is not None
        bench.window.toast._action.click()
        idle(bench)
        assert (box.state.words, box.links) == ("Chờ duyệt", [])


def test_a_lead_approves_and_takes_it_back(desks: Desks) -> None:
    visit = desks.an.visits[0]
    complete(desks.an, visit)
    desks.carry(desks.an, desks.lead, [visit])
    with at(desks.lead, "review", visit) as bench:
        review = review_of(bench)
        review.judging.approve.click()
        idle(bench)
        assert review.judging.state.words == "Đã duyệt"
        assert not review.sealed_box.amendment.isVisible(), "an approved visit is not amended"
        bench.context.go("home")
        home = home_of(bench)
        assert row(home, visit).stage == "approved"
        assert {group.key for group in home.visits.tree.groups} == {"planned", "approved"}
        bench.context.go("review", visit=visit)
        assert bench.window is not None
        review.judging.withdraw.click()
        idle(bench)
        assert review.judging.state.words == "Chờ duyệt"
        bench.window.acts.action("undo").trigger()
        idle(bench)
        assert review.judging.state.words == "Đã duyệt"
        assert "việc duyệt hoặc trả lại" in toast(bench)
        bench.window.acts.action("undo").trigger()
        idle(bench)
        assert review.judging.state.words == "Chờ duyệt"
    assert state(desks.lead, visit) == ""


def test_nothing_but_the_judgement_is_undone(desks: Desks) -> None:
    """approved, then remarked on: the way back that is still offered takes neither back"""
    visit = desks.an.visits[0]
    complete(desks.an, visit)
    desks.carry(desks.an, desks.lead, [visit])
    with at(desks.lead, "review", visit) as bench:
        review = review_of(bench)
        review.judging.approve.click()
        idle(bench)
        bench.bridge.submit(Comment(visit, (), "đã trao đổi"))
        idle(bench)
        assert bench.window is not None
        bench.window.toast._action.click()
        idle(bench)
        assert review.judging.state.words == "Đã duyệt"
        assert "không hoàn tác" in toast(bench)


def test_what_a_colleague_said_beside_the_seal_is_sent_back_or_waits(desks: Desks) -> None:
    visit = desks.an.visits[0]
    complete(desks.an, visit)
    desks.carry(desks.an, desks.lead, [visit])
    said(desks.lead, Answer(visit, ITEMS[0].id, PASS))
    with at(desks.lead, "review", visit) as bench:
        box = review_of(bench).judging
        assert (box.approve.isVisible(), box.send_back.isVisible()) == (False, True)


def test_the_returned_visit_is_exported_for_those_who_inspected(desks: Desks) -> None:
    visit = desks.an.visits[0]
    returned(desks, visit)
    with at(desks.lead, "review", visit) as bench:
        review = review_of(bench)
        review.judging.export.click()
        dialog = review.dialog
        assert isinstance(dialog, HandOver)
        idle(bench)
        assert dialog.weight.chosen == "statements"
        assert desks.an.identity.recipient in dialog.recipients.chosen
        dialog.target.aim(desks.stick)
        before = set(desks.stick.iterdir())
        dialog.start()
        until(lambda: not dialog.is_writing)
        (file,) = set(desks.stick.iterdir()) - before
        dialog.reject()
    assert file.name.endswith(".thisat.age")


def test_an_inspector_sees_the_comments_where_they_belong_and_amends(desks: Desks) -> None:
    visit = desks.an.visits[0]
    returned(desks, visit)
    with at(desks.an, "home") as bench:
        home = home_of(bench)
        assert home.visits.tree.groups[0].key == "returned"
        assert row(home, visit).comments == 2
        assert home.card.go_on_button.text() == "Sửa và niêm phong bổ sung"
        home.card.go_on_button.click()
        capture = capture_of(bench)
        assert not capture.is_read_only
        assert capture.here().item == ITEMS[0].id
        assert "Chưa thấy ảnh" in capture.detail.remarks.words.text()
        assert marked(capture) == [ITEMS[0].id, ITEMS[3].id]
        bench.bridge.submit(Answer(visit, ITEMS[0].id, PASS))
        idle(bench)
        bench.context.go("review", visit=visit)
        review = review_of(bench)
        assert review.found is not None
        assert [(one.kind, one.items) for one in review.found.should if one.kind == "remark"] == [
            ("remark", (ITEMS[3].id,))
        ]
        assert review.seal_box.isVisible()
    seal(desks.an, visit)
    desks.carry(desks.an, desks.lead, [visit])
    with at(desks.lead, "review", visit) as bench:
        box = review_of(bench).judging
        assert box.state.words == "Chờ duyệt"
        assert box.amended.text() == f"Bản bổ sung ghi lại 1 tiêu chí: {ITEMS[0].code}"
        assert [link.text() for link in box.links] == [ITEMS[0].code, ITEMS[3].code]


def test_a_comment_is_answered_in_words(desks: Desks, monkeypatch: pytest.MonkeyPatch) -> None:
    visit = desks.an.visits[0]
    returned(desks, visit)
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("Đơn vị không có thủ tục này", True))
    with at(desks.an, "capture", visit, ITEMS[3].id) as bench:
        capture = capture_of(bench)
        assert capture.is_read_only
        assert "trả lại" in capture.detail.sealed.words.text()
        capture.detail.reply_asked.emit()
        idle(bench)
        assert "Đơn vị không có thủ tục này" in capture.detail.remarks.words.text()
        assert marked(capture) == [ITEMS[0].id]


def test_an_approved_visit_can_be_read_alone(desks: Desks) -> None:
    visit = desks.an.visits[0]
    complete(desks.an, visit)
    desks.carry(desks.an, desks.lead, [visit])
    said(desks.lead, ApproveVisit(visit))
    with at(desks.an, "home") as bench:
        home = home_of(bench)
        home.taking.take(exported(desks, visit))
        until(lambda: "Đã nhận 1 tệp" in toast(bench))
        assert "1 lượt được duyệt" in toast(bench)
        bench.context.amending.add(visit)
        bench.context.go("capture", visit=visit, item=ITEMS[0].id)
        capture = capture_of(bench)
        assert capture.is_read_only
        assert "đã duyệt" in capture.detail.sealed.words.text()
        assert not capture.detail._amend.isVisible()


def exported(desks: Desks, visit: str) -> list[Path]:
    """Let the lead write the visit for the inspector; return the files."""
    before = set(desks.stick.iterdir())
    desks.carry(desks.lead, desks.lead, [visit])
    return sorted(set(desks.stick.iterdir()) - before)


def receipt(desks: Desks, files: list[Path]) -> list[Path]:
    with session_of(desks.lead) as session, desks.lead.home.private() as private:
        found = [one for _, one in examine_all(files, private, identities=[desks.lead.identity])]
        intakes = [one for one in found if isinstance(one, Intake)]
        written = write_receipt(
            session, desks.lead.home, SystemSources(), visits_of(session, intakes), files_of(intakes), desks.stick,
            progress=Silent(),
        )  # fmt: skip
    return [one.path for one in written]


def test_a_receipt_is_dropped_on_the_workbench_and_tells_what_arrived(desks: Desks) -> None:
    visit = desks.an.visits[0]
    complete(desks.an, visit)
    files = receipt(desks, desks.carry(desks.an, desks.lead, [visit]))
    total = len(ITEMS) + 1
    with at(desks.an, "home") as bench:
        home = home_of(bench)
        drop(home, files)
        until(lambda: "Có biên nhận cho 1 lượt" in toast(bench))
        until(lambda: row(home, visit).arrival is not None)
        words = home.visits.tree.index_of(visit).siblingAtColumn(3).data()
        assert words == f"Trưởng đoàn đã nhận {total}/{total} lời ghi"
        bench.context.go("review", visit=visit)
        box = review_of(bench).judging
        assert (box.arrived.text(), box.missing.isVisible()) == (words, False)
        assert not box.approve.isVisible(), "an inspector judges nothing"
        bench.context.go("home")
        drop(home, files)
        until(lambda: "đã có trên máy này" in toast(bench))


def test_a_file_that_is_none_is_told_and_changes_nothing(desks: Desks, tmp_path: Path) -> None:
    file = tmp_path / "thư.thisat"
    file.write_bytes(b"kh\xc3\xb4ng ph\xe1\xba\xa3i")
    with at(desks.an, "home") as bench:
        home = home_of(bench)
        drop(home, [file])
        assert bench.window is not None
        until(bench.window.refusal.isVisible)
        assert "thư.thisat" in bench.window.refusal.words.text()


def test_a_lead_takes_files_in_where_they_are_looked_at_first(desks: Desks, tmp_path: Path) -> None:
    with at(desks.lead, "home") as bench:
        home = home_of(bench)
        assert home.hand_over.receive.isHidden()
        data = dropped([tmp_path / "a.thisat"])
        event = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NO_KEYS)
        event.ignore()
        QApplication.sendEvent(home, event)
        assert not event.isAccepted()


NO_KEYS = Qt.KeyboardModifier.NoModifier


def dropped(files: list[Path]) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    return data


def drop(home: HomeScreen, files: list[Path]) -> None:
    data = dropped(files)
    event = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NO_KEYS)
    QApplication.sendEvent(home, event)
    assert event.isAccepted()
    QApplication.sendEvent(
        home, QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NO_KEYS)
    )
