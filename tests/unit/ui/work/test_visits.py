from __future__ import annotations

from inspector.commands.answering import Answer
from inspector.commands.visiting import OpenVisit
from inspector.journal.value import FAIL, NOT_APPLICABLE, PASS
from tests.unit.ui.work.conftest import Somebody
from ui.work.visits import checklist_of, checklists_in, codes_of, missing


def test_what_a_visit_lacks_is_told_by_kind_and_once_by_code(an: Somebody) -> None:
    path = an.start("Đợt", "xã Một").path
    visit = an.visits(path)["xã Một"]
    an.do(
        path,
        OpenVisit(visit, "2025-11-21T08:00:00+07:00"),
        Answer(visit, "pub_qr_posted", FAIL),
        Answer(visit, "fb_hotline_posted", FAIL, note="Không có số"),
        Answer(visit, "fac_waiting", PASS),
        Answer(visit, "cert_ecopy", NOT_APPLICABLE, reason="Không có thẩm quyền"),
    )
    with an.session(path) as session:
        seen = session.view.visits[visit]
        checklist = checklist_of(session, seen)
        assert checklists_in(session.dossier, [seen]) == {seen.checklist: checklist}
    lacking = missing(seen, checklist)  # the session is closed: frozen values are enough
    answered = {"pub_qr_posted", "fb_hotline_posted", "fac_waiting", "cert_ecopy"}
    assert set(lacking.unanswered) == {item.id for item in checklist.items} - answered
    assert lacking.notes == ("pub_qr_posted",)
    assert lacking.photos == ("pub_qr_posted", "fb_hotline_posted")
    codes = codes_of(lacking, checklist)
    assert codes.count("A2") == 1
    assert codes == [item.code for item in checklist.items if item.code in codes]
    assert "G2" not in codes
