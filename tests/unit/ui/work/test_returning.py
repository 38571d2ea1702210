"""What goes between the lead's desk and an inspector's after a hand-over: returns, approvals, receipts."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest

from inspector.commands.answering import Answer
from inspector.commands.evidence import AddPhoto
from inspector.commands.judging import ApproveVisit, ItemComment, ReturnVisit
from inspector.commands.rounding import IssueRoster
from inspector.commands.visiting import Comment, OpenVisit, SealVisit
from inspector.dossier.foreign import examine_all
from inspector.dossier.verdict import Intake
from inspector.errors import KnownError
from inspector.journal.bodies import DeviceKey, Person, ReceivedFile
from inspector.journal.entry import VisitId
from inspector.journal.value import FAIL, PASS
from inspector.people.exchange import decrypt_file
from inspector.progress import Silent
from inspector.projection.judgement import judgement_of
from inspector.session import PROGRAM, Session
from tests.unit.ui.work.conftest import Somebody
from ui.work.handing import hand_over_visits
from ui.work.receipt_words import arrived, missing
from ui.work.receipts import files_of, visits_of, write_receipt
from ui.work.receiving import begin
from ui.work.remarks import remarks_of, to_answer
from ui.work.returning import receivers, write_judgement
from ui.work.sealing import amended
from ui.work.stages import VisitRow, handed_over, row_of
from ui.work.taking_in import TakenIn, take_in


class Pair:
    """A lead (an) and an inspector (bình) in one round with one planned visit, which bình has sealed and handed over."""

    def __init__(self, lead: Somebody, inspector: Somebody, folder: Path) -> None:
        self.lead, self.inspector, self.stick = lead, inspector, folder / "thẻ"
        self.stick.mkdir()
        started = lead.start("Đợt", "xã Một")
        self.path = started.path
        with lead.session(self.path) as session:
            (self.visit,) = session.view.visits
            me = next(iter(session.view.trust.persons.values()))
            their = DeviceKey(inspector.identity.public, inspector.identity.recipient)
            other = Person(id="b", name="Lê Bình Mẫu", roles=("inspector",), keys=(their,))
            roots = tuple(sorted(session.view.trust.roots))
            session.do(IssueRoster("2", roots, (*session.view.trust.persons.values(), other)))
            assert me.keys
            files = hand_over_visits(
                session, lead.home, lead.sources, [self.visit], "statements", folder / "giao", briefing=True,
                recipients=(lead.identity.recipient, inspector.identity.recipient),
            )  # fmt: skip
        self.theirs = inspector.home.dossiers / "dot.thisat"
        self.theirs.parent.mkdir(parents=True)
        with inspector.home.private() as private:
            begin(self.theirs, self.examined(inspector, files, private))
        inspector.do(
            self.theirs, OpenVisit(self.visit, "2025-11-21T08:00:00+07:00"), Answer(self.visit, "fac_waiting", FAIL)
        )
        self.seal()
        self.files = self.hand_over()

    def examined(self, who: Somebody, files: list[Path], private: Path) -> list[Intake]:
        found = [one for _, one in examine_all(files, private, identities=[who.identity])]
        return [one for one in found if isinstance(one, Intake)]

    def seal(self) -> None:
        with self.inspector.session(self.theirs) as session:
            session.do(SealVisit(self.visit, "final", PROGRAM, session.dossier.blob_ids()))

    def hand_over(self) -> list[Path]:
        with self.inspector.session(self.theirs) as session:
            files = hand_over_visits(
                session, self.inspector.home, self.inspector.sources, [self.visit], "originals", self.stick
            )
        self.take(self.lead, self.path, files)
        return files

    def take(self, who: Somebody, dossier: Path, files: list[Path]) -> TakenIn:
        with who.session(dossier) as session:
            return take_in(session, who.home, who.identity, who.sources, files, Silent())

    def back(self) -> TakenIn:
        """Let the lead write the judgement back, and the inspector take it in."""
        with self.lead.session(self.path) as session:
            files = write_judgement(
                session, self.lead.home, self.lead.sources, [self.visit], self.stick, progress=Silent()
            )
        return self.take(self.inspector, self.theirs, [one.path for one in files])

    @contextmanager
    def at_inspectors(self) -> Generator[Session]:
        with self.inspector.session(self.theirs) as session:
            yield session

    def row(self, who: str) -> VisitRow:
        somebody, path = (self.lead, self.path) if who == "lead" else (self.inspector, self.theirs)
        with somebody.session(path) as session:
            view = session.view
            lead = session.me if who == "lead" else None
            return row_of(view.visits[self.visit], None, handed_over(view.round_scope), lead)


@pytest.fixture
def pair(an: Somebody, binh: Somebody, tmp_path: Path) -> Pair:
    return Pair(an, binh, tmp_path)


def test_a_visit_goes_from_stage_to_stage_at_both_desks(pair: Pair) -> None:
    """handed over, returned, amended, sealed, handed over again, approved"""
    stages = [(pair.row("inspector").stage, pair.row("lead").stage)]
    pair.lead.do(pair.path, ReturnVisit(pair.visit, (ItemComment("fac_waiting", "thiếu ảnh"),)))
    stages.append((pair.row("inspector").stage, pair.row("lead").stage))
    assert pair.back().returned == (pair.visit,)
    stages.append((pair.row("inspector").stage, pair.row("lead").stage))
    assert pair.row("inspector").comments == 1
    pair.inspector.do(pair.theirs, Answer(pair.visit, "fac_waiting", PASS))
    assert pair.row("inspector").comments == 0
    stages.append((pair.row("inspector").stage, pair.row("lead").stage))
    pair.seal()
    stages.append((pair.row("inspector").stage, pair.row("lead").stage))
    pair.hand_over()
    stages.append((pair.row("inspector").stage, pair.row("lead").stage))
    pair.lead.do(pair.path, ApproveVisit(pair.visit))
    assert pair.back().approved == (pair.visit,)
    stages.append((pair.row("inspector").stage, pair.row("lead").stage))
    assert stages == [
        ("handed_over", "handed_over"),
        ("handed_over", "returned"),
        ("returned", "returned"),
        ("returned", "returned"),
        ("sealed", "returned"),
        ("handed_over", "handed_over"),
        ("approved", "approved"),
    ]


def test_the_items_that_an_amendment_speaks_of_are_named(pair: Pair) -> None:
    with pair.at_inspectors() as session:
        assert amended(session.view.visits[pair.visit]) == frozenset()
    pair.inspector.do(pair.theirs, Answer(pair.visit, "fac_sign", PASS), Comment(pair.visit, (), "bổ sung"))
    pair.seal()
    with pair.at_inspectors() as session:
        assert amended(session.view.visits[pair.visit]) == {"fac_sign"}
        photo = AddPhoto(pair.visit, b"original", b"display", "a.jpg", "JPEG", 1, 1, {}, ("fac_waiting",), "")
        session.do(photo)
    pair.seal()
    with pair.at_inspectors() as session:
        assert amended(session.view.visits[pair.visit]) == {"fac_waiting"}


def test_what_was_added_to_an_approved_visit_is_counted(pair: Pair) -> None:
    pair.lead.do(pair.path, ApproveVisit(pair.visit))
    pair.inspector.do(pair.theirs, Answer(pair.visit, "fac_waiting", PASS))
    pair.hand_over()
    assert (pair.row("lead").stage, pair.row("lead").added) == ("approved", 1)


def test_a_judgement_opens_with_the_keys_of_those_who_inspected(pair: Pair, tmp_path: Path) -> None:
    pair.lead.do(pair.path, ReturnVisit(pair.visit, reason="bổ sung"))
    with pair.lead.session(pair.path) as session:
        view = session.view
        assert pair.inspector.identity.recipient in receivers(view, view.visits[pair.visit])
        (file,) = write_judgement(
            session, pair.lead.home, pair.lead.sources, [pair.visit], pair.stick, progress=Silent()
        )
    decrypt_file(file.path, tmp_path / "plain.thisat", [pair.inspector.identity], Silent())
    assert file.size == file.path.stat().st_size


def test_a_judgement_may_travel_in_the_clear_for_a_reason(pair: Pair) -> None:
    pair.lead.do(pair.path, ReturnVisit(pair.visit, reason="bổ sung"))
    with pair.lead.session(pair.path) as session:
        (file,) = write_judgement(
            session, pair.lead.home, pair.lead.sources, [pair.visit], pair.stick, plain_reason="máy không có khoá",
            progress=Silent(),
        )  # fmt: skip
    assert file.path.suffix == ".thisat"


def test_a_stick_that_is_gone_gets_nothing(pair: Pair) -> None:
    with pair.lead.session(pair.path) as session, pytest.raises(KnownError, match=r"handing\.gone"):
        write_judgement(
            session, pair.lead.home, pair.lead.sources, [pair.visit], pair.stick / "không", progress=Silent()
        )


def test_remarks_are_answered_by_what_is_said_of_the_item_or_in_words(pair: Pair) -> None:
    pair.lead.do(
        pair.path,
        ReturnVisit(pair.visit, (ItemComment("fac_waiting", "thiếu ảnh"), ItemComment("fac_sign", "mờ")), "xem lại"),
        Comment(pair.visit, (), "chung"),
    )
    pair.back()
    with pair.at_inspectors() as session:
        visit = session.view.visits[pair.visit]
        assert [(one.item, one.text) for one in remarks_of(visit)] == [
            ("fac_waiting", "thiếu ảnh"),
            ("fac_sign", "mờ"),
            ("", "chung"),
        ]
        assert len(to_answer(remarks_of(visit))) == 2
        session.do(Comment(pair.visit, ("obs", "fac_sign", ""), "biển đúng như vậy"))
        session.do(Answer(pair.visit, "fac_waiting", PASS))
        found = remarks_of(session.view.visits[pair.visit])
        assert to_answer(found) == ()
        assert [one.is_answered for one in found] == [True, True, False, True], "a reply waits for no answer itself"


def test_what_is_remarked_on_a_visit_that_was_not_sent_back_waits_for_nothing(pair: Pair) -> None:
    with pair.lead.session(pair.path) as session:
        assert remarks_of(session.view.visits[pair.visit]) == ()
        session.do(Comment(pair.visit, ("obs", "fac_waiting", ""), "đã xem"))
        (remark,) = remarks_of(session.view.visits[pair.visit])
        assert (remark.text, remark.is_answered) == ("đã xem", True)


def test_the_lead_reads_the_answers_beside_the_comments_once_the_visit_is_sealed_again(pair: Pair) -> None:
    pair.lead.do(pair.path, ReturnVisit(pair.visit, (ItemComment("fac_waiting", "thiếu ảnh"),), "xem lại"))
    pair.back()
    pair.inspector.do(pair.theirs, Comment(pair.visit, ("obs", "fac_waiting", ""), "đã chụp thêm"))
    pair.inspector.do(pair.theirs, Comment(pair.visit, (), "niêm phong khi còn thiếu"))
    pair.seal()
    pair.hand_over()
    with pair.lead.session(pair.path) as session:
        found = remarks_of(session.view.visits[pair.visit])
        assert [(one.text, one.is_answered) for one in found] == [("thiếu ảnh", True), ("đã chụp thêm", True)]
        session.do(ReturnVisit(pair.visit, (ItemComment("fac_waiting", "ảnh mờ"),), "chụp lại"))
        found = remarks_of(session.view.visits[pair.visit])
    assert [one.text for one in to_answer(found)] == ["ảnh mờ"]


def receipted(pair: Pair, files: tuple[ReceivedFile, ...] | None = None) -> TakenIn:
    with pair.lead.session(pair.path) as session, pair.lead.home.private() as private:
        intakes = pair.examined(pair.lead, pair.files, private)
        visits: tuple[VisitId, ...] = visits_of(session, intakes)
        assert visits == (pair.visit,)
        written = write_receipt(
            session, pair.lead.home, pair.lead.sources, visits, files_of(intakes) if files is None else files,
            pair.stick, progress=Silent(),
        )  # fmt: skip
    return pair.take(pair.inspector, pair.theirs, [one.path for one in written])


def test_a_receipt_tells_the_inspector_what_arrived(pair: Pair) -> None:
    assert pair.row("inspector").arrival is None
    taken = receipted(pair)
    assert (taken.files, taken.receipted, taken.returned) == (1, (pair.visit,), ())
    arrival = pair.row("inspector").arrival
    assert arrival is not None
    (receipt,) = arrival.receipts
    assert [one.name for one in receipt.said.files] == [file.name for file in pair.files]
    assert arrived(arrival, "vi") == "Trưởng đoàn đã nhận 2/2 lời ghi"
    with pair.at_inspectors() as session:
        assert missing(arrival, session.view.visits[pair.visit], None, "vi") == ""


def test_what_is_said_after_it_is_told_as_missing(pair: Pair) -> None:
    receipted(pair)
    pair.inspector.do(pair.theirs, Answer(pair.visit, "fac_waiting", PASS))
    arrival = pair.row("inspector").arrival
    assert arrival is not None
    assert arrived(arrival, "vi") == "Trưởng đoàn đã nhận 2/3 lời ghi"
    with pair.at_inspectors() as session:
        words = missing(arrival, session.view.visits[pair.visit], None, "vi")
    assert words == "Còn thiếu: 1 lời ghi thêm sau khi bàn giao"


def test_the_same_receipt_is_stated_once(pair: Pair) -> None:
    receipted(pair)
    with pair.lead.session(pair.path) as session:
        before = len(session.log)
    taken = receipted(pair)
    with pair.lead.session(pair.path) as session:
        assert len(session.log) == before + 1, "the hand-over of the file alone"
    assert taken.receipted == ()


def test_a_file_of_another_round_or_damaged_is_refused_and_the_rest_is_taken_in(
    pair: Pair, an: Somebody, tmp_path: Path
) -> None:
    pair.lead.do(pair.path, ReturnVisit(pair.visit, reason="bổ sung"))
    other = an.start("Đợt khác", "xã Hai").path
    with an.session(other) as session:
        (foreign,) = hand_over_visits(
            session, an.home, an.sources, list(session.view.visits), "statements", tmp_path, plain_reason="thử"
        )
    with pair.lead.session(pair.path) as session:
        files = [
            write_judgement(
                session, an.home, an.sources, [pair.visit], folder, plain_reason="thử", progress=Silent()
            )[0].path
            for folder in (pair.stick, tmp_path)
        ]  # fmt: skip
    broken = bytearray(files[1].read_bytes())
    broken[-20_000] ^= 0xFF
    files[1].write_bytes(broken)
    (tmp_path / "thư.thisat").write_bytes(b"kh\xc3\xb4ng ph\xe1\xba\xa3i")
    taken = pair.take(pair.inspector, pair.theirs, [foreign, *files, tmp_path / "thư.thisat"])
    assert (taken.files, taken.returned) == (1, (pair.visit,))
    assert {error.key for error in taken.refused} >= {"import.other-round", "taking.damaged"}
    assert len(taken.refused) == 3
    assert list(pair.inspector.home.quarantine.iterdir())
    with pair.at_inspectors() as session:
        judgement = judgement_of(session.view.visits[pair.visit])
    assert judgement is not None
    assert judgement.reasons == ("bổ sung",)
