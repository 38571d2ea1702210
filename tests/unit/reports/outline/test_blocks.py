from __future__ import annotations

import dataclasses

import pytest

from reports.outline.blocks import Column, Signature, Table, plain
from tests.unit.reports import papers


def test_a_row_must_have_a_cell_for_each_column() -> None:
    with pytest.raises(AssertionError):
        Table((Column("TT", 1), Column("Nội dung", 5)), ((plain("1"),),))


def test_two_signatures_cannot_share_a_field() -> None:
    twice = (Signature("ThuKy", ("THƯ KÝ",), ""), Signature("ThuKy", ("TRƯỞNG ĐOÀN",), ""))
    with pytest.raises(AssertionError):
        dataclasses.replace(papers.MINUTES, signatures=twice)


def test_only_a_letter_has_no_name_of_its_type() -> None:
    with pytest.raises(AssertionError):
        dataclasses.replace(papers.LETTER, type_name="CÔNG VĂN")
    with pytest.raises(AssertionError):
        dataclasses.replace(papers.MINUTES, type_name="")


def test_minutes_and_notices_are_addressed_to_nobody() -> None:
    with pytest.raises(AssertionError):
        dataclasses.replace(papers.MINUTES, addressees=("Chủ tịch Ủy ban nhân dân tỉnh",))


def test_the_fields_are_those_of_people_and_offices_in_their_order() -> None:
    assert papers.MINUTES.fields() == ("ThuKy", "TruongDoan", "DonVi")
    assert papers.LETTER.fields() == ("TruongDoan", "CoQuan")
