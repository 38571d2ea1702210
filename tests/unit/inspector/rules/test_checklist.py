from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from inspector.errors import KnownError
from inspector.rules.checklist import MAX_BYTES, decode, encode
from inspector.rules.item import LegalBasis
from inspector.rules.shipped import shipped
from tests.unit.inspector.rules.examples import checklist, plain, spelled

Spoil = Callable[[dict[str, Any]], object]


def refused(data: bytes) -> tuple[str, str]:
    with pytest.raises(KnownError) as caught:
        decode(data)
    assert caught.value.key == "checklist.invalid"
    return str(caught.value.params["where"]), str(caught.value.params["why"])


def put(at: dict[str, Any], **members: object) -> None:
    at.update(members)


def named(value: dict[str, Any], item_id: str) -> dict[str, Any]:
    found: dict[str, Any] = next(item for item in value["items"] if item["id"] == item_id)
    return found


def test_decoding_and_encoding_again_yields_the_same_bytes() -> None:
    data = shipped("2026.2")
    assert encode(decode(data)) == data


def test_bytes_that_are_not_canonical_are_refused() -> None:
    data = shipped("2026.2")
    assert refused(data.replace(b'"schema":1', b'"schema": 1')) == ("$", "not canonical")
    assert refused(data[:-1])[1].startswith("not JSON")
    assert refused(b"\xff")[0] == "$"
    assert refused(b"[" * 100_000)[0] == "$"


def test_bytes_beyond_the_limit_are_refused_before_they_are_read() -> None:
    assert "longer than" in refused(b" " * (MAX_BYTES + 1))[1]


@pytest.mark.parametrize(
    ("spoil", "where", "why"),
    [
        (lambda it: put(it, schema=2), "$.schema", "2"),
        (lambda it: put(it, surprise=1), "$", "surprise"),
        (lambda it: put(it, to=None), "$", "null"),
        (lambda it: put(it, to="2026-01-31"), "$.to", "before"),
        (lambda it: put(it, version="next"), "$.version", "regex"),
        (lambda it: put(it, items=[]), "$.items", "length"),
        (lambda it: put(it, **{"from": "2026-02-30"}), "$.from", "date"),
        (lambda it: put(it["items"][0], weight=-1), "$.items[0].weight", ">= 0"),
        (lambda it: put(it["items"][0], answer="stars"), "$.items[0].answer", "stars"),
        (lambda it: put(it["items"][0]["short"], vi="Ð"), "$.items[0].short.vi", "text.has-eth"),
        (lambda it: put(it["items"][0]["short"], vi="hoa\u0300"), "$.items[0].short.vi", "text.not-nfc"),
        (lambda it: put(it["items"][0]["short"], vi=" hoà"), "$.items[0].short.vi", "white space"),
        (lambda it: put(it["items"][0]["short"], vi=""), "$.items[0].short.vi", "length"),
        (lambda it: put(it["items"][0]["short"], en="x" * 61), "$.items[0]", "beyond 60"),
        (lambda it: it["items"][0]["short"].pop("en"), "$.items[0].short", "en"),
        (lambda it: put(it["items"][0]["legal"][0], to="2001-01-01"), "$.items[0]", "`to` before `from`"),
        (lambda it: put(it["items"][1], id="pub_paper_booklet"), "$.items", "id pub_paper_booklet is there twice"),
        (lambda it: put(it["items"][1], code="A1"), "$.items", "code A1 is there twice"),
        (lambda it: put(it["items"][1], report_order=40), "$.items", "report_order 40 is there twice"),
        (lambda it: put(it["groups"][1], code="A"), "$.groups", "code A is there twice"),
        (lambda it: it["groups"].pop(0), "$.items[0]", "no group A"),
        (lambda it: put(it["items"][0], code="B9"), "$.items[0]", "outside group A"),
        (lambda it: put(it["items"][0], method=["observe", "observe"]), "$.items[0]", "method"),
        (lambda it: put(it["items"][0], weight=0), "$.items[0]", "weight"),
        (lambda it: it["items"][0].pop("prose"), "$.items[0]", "prose"),
        (lambda it: it["items"][0].pop("remedy_working_days"), "$.items[0]", "days to remedy"),
        (lambda it: put(named(it, "ms_wait"), report_order=999), "$.items[36]", "place in the report"),
        (lambda it: it["items"][0].pop("recommendation"), "$.items[0]", "without words"),
        (lambda it: put(it["items"][1], recommendation="Niêm yết"), "$.items[1]", "on its own"),
        (lambda it: put(it["items"][1], recommended_with="nowhere"), "$.items[1]", "not in the checklist"),
        (lambda it: put(it["items"][1], recommended_with="fb_hotline_posted"), "$.items[1]", "no recommendation"),
        (lambda it: put(it["items"][1], praised_with="pub_qr_posted"), "$.items[1]", "names itself"),
        (lambda it: put(it["items"][0], target={"at_least": "1"}), "$.items[0]", "makes no sense for ternary"),
        (lambda it: put(named(it, "proc_overdue")["target"], at_least="1"), "$.items[14]", "either"),
        (lambda it: put(named(it, "proc_overdue"), target={"at_most": "100.5"}), "$.items[14]", "beyond 100"),
        (lambda it: put(named(it, "proc_overdue"), target={"at_most": "5.0"}), "$.items[14].target.at_most", "regex"),
        (lambda it: put(named(it, "proc_receipt"), target={"at_most": "5"}), "$.items[12]", "at least"),
        (lambda it: put(named(it, "proc_receipt")["target"], partly_from="100"), "$.items[12]", "begins below"),
        (lambda it: put(named(it, "proc_overdue")["target"], partly_from="1"), "$.items[14]", "begins below"),
        (lambda it: named(it, "proc_receipt").pop("counted"), "$.items[12]", "what is counted"),
        (lambda it: named(it, "proc_receipt")["counted"].pop("subject"), "$.items[12]", "subject"),
    ],
)
def test_a_checklist_whose_parts_do_not_fit_says_where_and_why(spoil: Spoil, where: str, why: str) -> None:
    value = plain()
    spoil(value)
    found, reason = refused(spelled(value))
    assert found == where
    assert why in reason


def test_a_legal_basis_is_in_force_from_its_first_day_to_its_last() -> None:
    basis = LegalBasis(citation="x", status="V", since=date(2018, 6, 21), until=date(2025, 6, 30))
    days = [date(2018, 6, 20), date(2018, 6, 21), date(2025, 6, 30), date(2025, 7, 1)]
    assert [basis.in_force(day) for day in days] == [False, True, True, False]


def test_a_legal_basis_without_days_is_in_force() -> None:
    assert LegalBasis(citation="x", status="L").in_force(date(1, 1, 1))


def test_an_item_is_found_by_code_in_any_case_and_by_id() -> None:
    found = checklist()
    assert found.find(" b1 ").id == "fb_hotline_posted"
    assert found.find("fb_hotline_posted") is found.item("fb_hotline_posted")


@pytest.mark.parametrize("typed", ["", "Z9", "pub"])
def test_an_item_that_is_not_there_is_said_so(typed: str) -> None:
    with pytest.raises(KnownError, match="no_item"):
        checklist().find(typed)
    with pytest.raises(KnownError, match="no_item"):
        checklist().item(typed)
