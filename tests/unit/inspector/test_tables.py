from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector.synthesis.flat.columns import COLUMNS, LAYOUTS
from inspector.tables import Table, plain
from resources import Language, catalogue


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_table_column_and_code_has_its_words(language: Language) -> None:
    said = catalogue(language)
    wanted = [f"table.{name}{end}" for name in LAYOUTS for end in ("", ".about")]
    wanted += [f"column.{name}{end}" for name in COLUMNS for end in ("", ".about")]
    wanted += [f"code.{column.name}.{code}" for column in COLUMNS.values() for code in column.codes]
    assert [key for key in wanted if not said.get(key)] == []


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", LAYOUTS)
def test_no_table_has_two_columns_of_one_title(name: str, language: Language) -> None:
    titles = [COLUMNS[one].title(language).lower() for one in LAYOUTS[name].columns]
    assert sorted(set(titles)) == sorted(titles)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_titles_of_tables_are_names_that_a_sheet_may_have(language: Language) -> None:
    """Source: Microsoft, naming of worksheets: at most 31 characters, none of []:*?/\\"""
    titles = [Table(name, (), (), ()).title(language) for name in LAYOUTS]
    titles += [catalogue(language)[f"export.{one}"] for one in ("about", "matrix")]
    assert len({title.lower() for title in titles}) == len(titles)
    assert [title for title in titles if len(title) > 31 or set(title) & set("[]:*?/\\'")] == []


def test_every_column_is_used_and_refers_to_the_key_of_an_earlier_table() -> None:
    assert {name for layout in LAYOUTS.values() for name in layout.columns} == COLUMNS.keys()
    order = list(LAYOUTS)
    for table, layout in LAYOUTS.items():
        assert set(layout.key) <= set(layout.columns)
        for name in layout.columns:
            column = COLUMNS[name]
            if column.refers:
                assert LAYOUTS[column.refers].key == (name,)
                assert order.index(column.refers) <= order.index(table)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("một\x00hai", "một␀hai"),
        ("\x1b[31m", "␛[31m"),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\tb", "a\tb"),
        ("\x7f\ufffe\uffff", "␡\ufffd\ufffd"),
        ("Đúng hạn “tốt”", "Đúng hạn “tốt”"),
    ],
)
def test_what_no_format_can_hold_is_shown_by_its_picture(text: str, held: str) -> None:
    assert plain(text) == held


@given(st.text())
def test_a_plain_text_is_one_that_xml_and_a_cell_can_hold(text: str) -> None:
    held = plain(text)
    assert plain(held) == held
    assert not [sign for sign in held if (ord(sign) < 0x20 and sign not in "\t\n") or sign in "\x7f\ufffe\uffff"]
