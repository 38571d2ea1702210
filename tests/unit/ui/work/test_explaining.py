"""Why a result is what it is: each statement, what it replaced, and whether it holds."""

from __future__ import annotations

import pytest

from inspector.journal.bodies import Observed, Withdrawn
from inspector.journal.entry import Clock, short
from inspector.journal.value import FAIL, PASS, Measure
from inspector.rules.checklist import decode
from tests import differing as scene
from tests.builder import Key, Laptop
from tests.differing import Differing, conclude, see
from ui.work.explaining import Explanation, day_words, explain, moment_of


@pytest.fixture
def made() -> Differing:
    return scene.team()


def told(made: Differing, item: str = scene.QR, visit: int = 0, known: bool = True) -> Explanation:
    asked = {made.world.checklist_id: decode(made.world.checklist)} if known else {}
    return explain(made.view, made.visits[visit], item, "", asked, "vi")


def fates(explanation: Explanation) -> list[str]:
    return [line.fate for line in explanation.lines]


def test_nobody_said_anything(made: Differing) -> None:
    assert told(made) == Explanation("Chưa có ai ghi tiêu chí này.", ())


def test_one_person_alone(made: Differing) -> None:
    see(made.an, made.visits[0], scene.QR, PASS, "Quét được.")
    explanation = told(made)
    assert explanation.summary == "Chỉ Trần Thị Mỹ Hạnh ghi, nên kết quả là “Đạt”."
    (line,) = explanation.lines
    assert "Trần Thị Mỹ Hạnh: ghi “Đạt”: Quét được." in line.words
    assert line.told == "Còn hiệu lực."


def test_what_agrees_followed_by_itself(made: Differing) -> None:
    for one in (made.an, made.binh):
        see(one, made.visits[0], scene.QR, PASS)
    explanation = told(made)
    assert explanation.summary.startswith("2 người ghi giống nhau")
    assert fates(explanation) == ["holds", "holds"]


def test_a_correction_replaces_what_the_same_person_said_before(made: Differing) -> None:
    first = see(made.an, made.visits[0], scene.QR, FAIL)
    second = see(made.an, made.visits[0], scene.QR, PASS)
    before, after = told(made).lines
    assert before.fate == "replaced"
    assert before.told == f"Đã có {short(second)} thay."
    assert after.told == f"Thay cho {short(first)}. Còn hiệu lực."


def test_observers_who_differ_are_named(made: Differing) -> None:
    see(made.an, made.visits[0], scene.QR, PASS)
    see(made.binh, made.visits[0], scene.QR, FAIL)
    summary = told(made).summary
    assert "Trần Thị Mỹ Hạnh" in summary
    assert "Lê Quốc Việt" in summary


def test_two_devices_of_one_person_are_told_apart(made: Differing) -> None:
    see(made.binh, made.visits[0], scene.QR, PASS)
    see(made.binh_again, made.visits[0], scene.QR, FAIL)
    explanation = told(made)
    assert explanation.summary.startswith("Lê Quốc Việt ghi khác nhau ở hai nơi")
    assert {"máy 1" in line.words for line in explanation.lines} == {True, False}
    assert any("máy 2" in line.words for line in explanation.lines)


def test_a_conclusion_and_its_withdrawal_stand_in_the_chain(made: Differing) -> None:
    visit = made.visits[0]
    see(made.an, visit, scene.QR, PASS)
    see(made.binh, visit, scene.QR, FAIL)
    made.meet()
    conclude(made.lead, visit, scene.QR, FAIL, "Đã xem ảnh")
    explanation = told(made)
    assert explanation.summary == "Nguyễn Hoàng Lâm kết luận “Không đạt”; kết luận này thay cho các bản ghi."
    assert [line.kind for line in explanation.lines] == ["observation", "observation", "conclusion"]
    made.lead.say(Withdrawn(reason="Xem lại"), ("con", scene.QR, ""), visit)
    explanation = told(made)
    assert "không thống nhất" in explanation.summary
    assert fates(explanation) == ["holds", "holds", "replaced", "holds"]
    assert "rút lại: Xem lại" in explanation.lines[-1].words


def test_conclusions_that_differ(made: Differing) -> None:
    visit = made.visits[0]
    see(made.an, visit, scene.QR, PASS)
    conclude(made.lead, visit, scene.QR, PASS, "Xem ảnh")
    conclude(made.chi, visit, scene.QR, FAIL, "Quét thử")
    assert told(made).summary.startswith("Các kết luận khác nhau")


def test_a_stranger_is_shown_and_not_counted(made: Differing) -> None:
    stranger = Laptop(made.world, "la", Key(b"s" * 32))
    stranger.meet(made.lead)
    see(made.an, made.visits[0], scene.QR, PASS)
    see(stranger, made.visits[0], scene.QR, FAIL)
    made.lead.meet(stranger)
    explanation = told(made)
    assert sorted(fates(explanation)) == ["holds", "unconfirmed"]
    assert explanation.summary.startswith("Chỉ Trần Thị Mỹ Hạnh")


def test_what_may_not_be_said_or_was_taken_out_is_told_so(made: Differing) -> None:
    visit = made.visits[0]
    one = see(made.an, visit, scene.QR, PASS)
    conclude(made.binh, visit, scene.QR, FAIL, "Tôi thấy thế")
    made.meet()
    made.lead.exclude(one)
    assert fates(told(made)) == ["excluded", "refused"]


def test_content_that_is_not_here_or_not_readable_is_told_so(made: Differing) -> None:
    visit = made.visits[0]
    one = see(made.an, visit, scene.QR, PASS)
    made.meet()
    made.lead.erase([one])
    explanation = told(made)
    assert "nội dung chưa có" in explanation.lines[0].words
    assert explanation.summary.startswith("Có bản ghi mà nội dung không có")


def test_a_newer_kind_is_told_so(made: Differing) -> None:
    body = Observed(value=PASS, checklist=made.world.checklist_id)
    made.an.say(body, ("obs", scene.QR, ""), made.visits[0], kind="observed_2")
    explanation = told(made)
    assert "mới hơn" in explanation.lines[0].words
    assert explanation.summary.startswith("Có bản ghi mà chương trình này không đọc được")


def test_a_known_kind_without_its_members_cannot_be_read(made: Differing) -> None:
    made.an.say(Withdrawn(), ("obs", scene.QR, ""), made.visits[0], kind="observed")
    assert "không đọc được" in told(made).lines[0].words


def test_without_the_checklist_values_are_told_as_far_as_they_can_be(made: Differing) -> None:
    see(made.an, made.visits[0], scene.QR, PASS)
    see(made.an, made.visits[0], scene.GUIDANCE, Measure(n=3, total=5))
    assert "“Đạt”" in told(made, known=False).summary
    assert "“3/5”" in told(made, scene.GUIDANCE, known=False).summary


def test_a_moment_that_no_calendar_has_hides_nothing() -> None:
    assert moment_of(Clock(boot="0" * 16, mono_ms=0, off_min=420, utc_ms=1_763_692_927_000)) == "21/11/2025 09:42"
    assert moment_of(Clock(boot="0" * 16, mono_ms=0, off_min=0, utc_ms=10**15)) == "?"


def test_a_day_that_is_none_is_left_out() -> None:
    assert day_words("2025-11-21") == "21/11/2025"
    assert day_words("") == day_words("hôm qua ") == ""
