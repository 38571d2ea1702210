"""Reports and letters of rounds that are made up of answers."""

from __future__ import annotations

from datetime import date

from inspector.journal.value import DONE, FAIL, GOOD, NOT_DONE, PASS, Measure, Value
from inspector.rules import calendar
from reports.outline.blocks import Paper
from reports.outline.letter import Issue, letter
from reports.outline.minutes import Numbered
from reports.outline.office import Office, read_office
from reports.outline.report import Issued, report
from resources import open_bytes
from tests.unit.inspector.synthesis.rounds import Place, Round

OFFICE: Office = read_office(open_bytes("offices/ca-mau-sample.json"))
DAY = date(2025, 5, 13)

GOOD_UNIT: dict[str, Value] = {
    "pub_paper_booklet": PASS,
    "pub_qr_posted": PASS,
    "fb_hotline_posted": PASS,
    "proc_guidance": Measure(n=3, total=3),
    "cert_ecopy": GOOD,
    "sys_recognition": GOOD,
    "staff_name_tag": Measure(n=3, total=3),
    "staff_attitude": Measure(n=3, total=3),
    "fac_equipment": GOOD,
    "fac_waiting": PASS,
    "ms_accuracy": GOOD,
}
"""Nothing to put right."""

__all__ = ["DONE", "FAIL", "NOT_DONE", "unit"]


def unit(name: str, district: str = "huyện A", day: str = "2025-03-04", **otherwise: Value) -> Place:
    """Return a unit where everything is good but for some items."""
    return Place(name, district, {**GOOD_UNIT, **otherwise}, day)


def a_report(made: Round, *, draft: bool = True, office: Office = OFFICE, day: date = DAY) -> Paper:
    issued = Issued(Numbered(None if draft else "05", draft), day, {made.visits[made.places[0].name]: "07/BB-ĐKT"})
    return report(made.synthesis(), office, issued, calendar.shipped(), frozenset(made.an.blobs))


def a_letter(
    made: Round,
    *names: str,
    draft: bool = True,
    day: date = DAY,
    answer_by: date | None = None,
    office: Office = OFFICE,
) -> Paper:
    issue = Issue(
        Numbered(None if draft else "101", draft),
        day,
        answer_by,
        ("Chủ tịch Ủy ban nhân dân huyện A",),
        ("Báo cáo số 05/BC-ĐKT ngày 13/05/2025",),
    )
    synthesis = made.synthesis(names or None, role_play=False)
    return letter(synthesis, office, issue, calendar.shipped(), frozenset(made.an.blobs))
