"""docs/format.md and docs/exports.md say what the code does: schema, tables, columns and every byte of the examples."""

from __future__ import annotations

import re
from typing import Literal, get_args, get_origin, get_type_hints

import msgspec
import pytest

from inspector.dossier import schema, standing
from inspector.dossier.judge import MAX_SIGNATURES
from inspector.dossier.verdict import NO_DAMAGE, Code
from inspector.journal import bodies, canon, drawing, entry
from inspector.journal.bodies import KINDS
from inspector.projection.trust import Effect
from inspector.synthesis.flat.columns import COLUMNS, LAYOUTS
from tests.independent import reader
from tests.unit.format_examples import BLOCK, PAGE, examples, with_examples

TEXT = PAGE.read_text(encoding="utf-8")
ROLES = {
    "leads": {"lead", "deputy"},
    "team": {"lead", "deputy", "inspector", "secretary"},
    "office": {"lead", "deputy", "secretary", "clerk", "chair"},
    "all": {"lead", "deputy", "inspector", "secretary", "clerk", "chair"},
    "roots": set[str](),
}
STRUCTS: dict[str, type[msgspec.Struct]] = {
    "person": bodies.Person,
    "key": bodies.DeviceKey,
    "removal": bodies.Removal,
    "unit": bodies.UnitRef,
    "basis": bodies.Basis,
    **{struct.__struct_config__.tag: struct for struct in get_args(drawing.Operation)},
}


def table(head: str) -> list[list[str]]:
    """Return the cells of the table whose head begins with `head`."""
    lines = TEXT[TEXT.index(f"| {head} |") :].split("\n\n", 1)[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def test_every_example_is_what_the_code_makes() -> None:
    assert with_examples(TEXT) == TEXT
    assert {found[1] for found in BLOCK.finditer(TEXT)} == set(examples())


def test_no_hash_stands_on_the_page_that_no_example_makes() -> None:
    shown = set(re.findall(r"\b[0-9a-f]{32,}\b", TEXT))
    made = set(re.findall(r"\b[0-9a-f]{32,}\b", "\n".join(examples().values())))
    assert shown <= made


def test_the_schema_is_printed_to_the_letter() -> None:
    assert f"```sql\n{schema.SCRIPT}\n```" in TEXT
    assert examples()["schema-digest"] == reader.SCHEMA


def test_the_table_of_kinds_is_that_of_the_code() -> None:
    rows = {row[0].strip("`"): row[1:] for row in table("Kind | Stands in")}
    assert list(rows) == list(KINDS)
    for name, kind in KINDS.items():
        scope, about, roles, compared, erasable = rows[name]
        assert scope == kind.scope
        assert ROLES[roles] == kind.roles
        assert erasable == ("yes" if kind.erasable else "no")
        if name == "withdrawn":
            assert about == "any slot"
            continue
        parts = re.findall(r"[\w\"]+", about.split(" or ")[0])
        assert [*parts[:1]] == ([f'"{kind.family}"'] if kind.family else [])
        assert len(parts) == kind.arity
        assert ("or `[]`" in about) == (name == "opened")
        assert re.findall(r"\w+", compared) == (list(kind.value) if kind.family else [])


def members(cell: str) -> dict[str, tuple[bool, list[str]]]:
    """Return for each member of a cell whether it may be absent, and the words that are allowed."""
    found = re.findall(r"`(\w+)(\??): (.*?)`(?= `|$)", cell)
    return {name: (optional == "?", re.findall(r'"(\w+)"', shape)) for name, optional, shape in found}


def in_code(struct: type[msgspec.Struct]) -> dict[str, tuple[bool, list[str]]]:
    hints = get_type_hints(struct)
    return {
        field.name: (not field.required, words(hints[field.name]))
        for field in msgspec.structs.fields(struct)
        if field.name not in ("undoes", "step")
    }


def words(hint: object) -> list[str]:
    if get_origin(hint) is Literal:
        return list(get_args(hint))
    return [word for inner in get_args(hint) if not isinstance(inner, str) for word in words(inner)]


@pytest.mark.parametrize("name", KINDS)
def test_the_members_of_a_kind_are_those_of_the_code(name: str) -> None:
    rows = {row[0].strip("`"): row[1] for row in table("Kind | Members")}
    assert members(rows[name]) == in_code(KINDS[name].body)


@pytest.mark.parametrize("name", STRUCTS)
def test_the_members_of_a_part_are_those_of_the_code(name: str) -> None:
    rows = {row[0].strip("`"): row[1] for row in table("Name | Members")}
    assert members(rows[name]) == in_code(STRUCTS[name])


def test_the_members_of_a_header_are_those_of_the_code() -> None:
    assert [row[0].strip("`") for row in table("Member | Type")] == sorted(
        field.name for field in msgspec.structs.fields(entry.Header)
    )


def test_the_codes_are_those_of_the_code() -> None:
    named = set(re.findall(r"`([a-z-]+)`", " ".join(" ".join(row) for row in table("Code | What was found"))))
    beside = {Code.OLDER, Code.WITHHELD_HERE, Code.WORKER}  # of one's own machine, not of a file
    assert {code.value for code in Code} - {code.value for code in NO_DAMAGE | beside} <= named
    assert [row[0] for row in table("Effect | Meaning")] == [effect.value for effect in Effect]


def test_the_limits_are_those_of_the_code() -> None:
    stated = {row[0].strip("`"): int(row[1].split()[0]) for row in table("Limit | Value")}
    assert stated == {
        "header": entry.MAX_HEADER,
        "payload": entry.MAX_PAYLOAD,
        "blob": entry.MAX_BLOB,
        "seq": entry.MAX_SEQ,
        "tick": entry.MAX_TICK,
        "seen": entry.MAX_SEEN,
        "integers": canon.MAX_INTEGER,
        "nesting": canon.MAX_DEPTH,
        "a part of `about": 64,
        "kind": 64,
        "signatures of an entry": MAX_SIGNATURES,
        "padding": canon.PAD_MULTIPLE,
    }


def test_the_tags_are_those_of_the_code() -> None:
    for tag in (canon.ENTRY, canon.PAYLOAD, canon.SIGNATURE, canon.BOOT):
        assert f"`{tag}`, 00" in TEXT


def test_the_kinds_that_stay_signed_are_those_of_the_code() -> None:
    listed = TEXT[TEXT.index("- kinds `genesis`") :].split("\n\n", 1)[0]
    assert set(re.findall(r"`(\w+)`", listed)) == standing.ALWAYS_SIGNED
    assert f"multiple of {standing.SIGNED_EVERY}" in TEXT


EXPORTS = (PAGE.parent / "exports.md").read_text(encoding="utf-8")


def test_the_columns_of_exports_are_those_of_the_code() -> None:
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in EXPORTS.splitlines()]
    told = {row[0].strip("`"): row for row in rows if len(row) == 4 and row[0].startswith("`")}
    assert list(told) == list(COLUMNS)
    for column in COLUMNS.values():
        _, kind, title, about = told[column.name]
        assert kind == column.type + (f" → `{column.refers}`" if column.refers else "")
        assert title == column.title("vi")
        assert about.startswith(column.about("en"))
        assert tuple(re.findall(r"`([a-z_]+)`", about)) == column.codes


def test_the_tables_of_exports_are_those_of_the_code() -> None:
    told = re.findall(r"^\*\*`([a-z]+)`\*\* .* Key: (.*)\. Columns: (.*)\.$", EXPORTS, re.MULTILINE)
    assert [name for name, _, _ in told] == list(LAYOUTS)
    for name, key, columns in told:
        assert tuple(re.findall(r"`([a-z0-9_]+)`", key)) == LAYOUTS[name].key
        assert tuple(re.findall(r"`([a-z0-9_]+)`", columns)) == LAYOUTS[name].columns
