"""The program and the independent reader say the same of every vector, and both what is pinned for it."""

from __future__ import annotations

import ast
import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from inspector.dossier.file import Dossier
from inspector.dossier.foreign import examine
from inspector.dossier.verdict import Code, Intake
from inspector.errors import KnownError
from inspector.journal.bodies import Absent, Unknown, Unreadable, said, value_of
from inspector.journal.entry import Statement
from inspector.journal.log import Log
from inspector.journal.seal import code_of, root_of
from inspector.projection.judgement import judgement_of
from inspector.projection.slots import ScopeView
from inspector.projection.view import View, fold
from inspector.projection.visit import VisitView
from tests.independent import reader
from tests.independent.vectors import VECTORS

Json = dict[str, Any]
PINNED: Json = json.loads((Path(__file__).parent / "expected.json").read_text(encoding="utf-8"))
PAGES = {"pages", "schema", "open", "table", "row", "blob", "worker"}
"""Where SQLite itself stumbles, how far it came first depends on its version."""


def verdict_of(path: Path, private: Path) -> tuple[str, set[str], Intake | None]:
    """Return the program's verdict over a file, and the codes of all damage that it found."""
    try:
        intake = examine(path, private)
    except KnownError as error:
        return error.key.removeprefix("dossier."), {""}, None
    codes = {finding.code.value for finding in intake.damage}
    return ("damaged" if codes else "intact"), codes, intake


def blobs_of(statements: list[Statement]) -> set[str]:
    return {blob for one in statements for blob, _ in one.header.blobs}


def round_as_told(view: View, log: Log, blobs: frozenset[str]) -> Json:
    """Return what the program makes of a round, in the shape in which the independent reader tells it."""
    everything = list(log.statements.values())
    erased = view.trust.erased_entries | view.trust.erased_blobs
    absent = {one.id for one in everything if one.payload is None} | (blobs_of(everything) - blobs)
    withheld = {one for one in absent | log.statements.keys() | blobs_of(everything) if one in erased}
    scopes = [view.round_scope, *(view.visits.scope(one) for one in log.scopes if one != log.round)]
    return {
        "roots": sorted(view.trust.roots),
        "rosters": sorted(view.trust.rosters),
        "root": root_of(everything),
        "effects": {one.id: view.trust.effect(one).value for one in everything},
        "withheld": sorted(withheld),
        "expected": sorted(absent - erased),
        "forks": sorted([*key, seq] for found in log.forks.values() for key, seq in found),
        "scopes": {scope.scope: scope_as_told(scope, log) for scope in scopes},
        "visits": {name: visit_as_told(visit) for name, visit in view.visits.items()},
    }


def scope_as_told(scope: ScopeView, log: Log) -> Json:
    held = log.scopes[scope.scope]
    states: dict[type, str] = {Absent: "withheld", Unknown: "newer", Unreadable: "unreadable"}
    slots = {
        "/".join(about): {
            "heads": sorted(head.id for head in slot.heads),
            "values": sorted({digest(value_of(head)) for head in slot.heads}),
            "states": sorted({states[kind] for head in slot.heads if (kind := type(said(head))) in states}),
        }
        for about, slot in scope.slots.items()
    }
    tips = sorted(log.tips[scope.scope])
    return {"tips": tips, "root": root_of(held), "entries": len(held), "blobs": len(blobs_of(held)), "slots": slots}


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def visit_as_told(visit: VisitView) -> Json:
    results = {
        f"{item}/{instance}": [result.state.value, msgspec.to_builtins(result.value)]
        for (item, instance), result in visit.results.items()
    }
    return {
        "ids": sorted(scope.scope for scope in visit.scopes),
        "contested": sorted("/".join(about) for about in visit.contested),
        "results": results,
        "is_sealed": visit.is_sealed,
        "after_seal": dict(visit.after_seal),
        "photos": sorted(photo.id for photo in visit.photos),
        "seals": {seal.id: [code_of(seal.id), len(seal.covered)] for seal in visit.seals},
        "judged": [judged.value, list(judged.added)] if (judged := judgement_of(visit)) is not None else None,
    }


def as_read(path: Path) -> Json:
    """Return what the independent reader says, as it prints it."""
    told: Json = json.loads(json.dumps(reader.examine(path)))
    return told


@pytest.mark.parametrize("name", VECTORS)
def test_program_and_independent_reader_agree(name: str, tmp_path: Path) -> None:
    path = VECTORS[name]().write(tmp_path / "vector.thisat")
    read = as_read(path)
    verdict, codes, intake = verdict_of(path, tmp_path / "private")
    assert [read["verdict"], read["code"]] == PINNED.get(name)
    assert verdict == read["verdict"]
    if verdict != "intact":
        assert read["code"] in codes or (read["code"] in PAGES and codes & PAGES)
        return
    assert intake is not None
    unsound = {finding.id for finding in intake.findings if finding.code is Code.SEAL_UNSOUND}
    with Dossier.open(path, read_only=True) as dossier:
        blobs = dossier.blob_ids()
    for one in intake.rounds:
        log = Log.of(one.statements)
        view = fold(log)
        told = json.loads(json.dumps(round_as_told(view, log, blobs)))
        assert told == read["rounds"][one.round]
    sealed = {seal for one in read["rounds"].values() for visit in one["visits"].values() for seal in visit["seals"]}
    assert not unsound & sealed


def test_a_third_of_the_vectors_is_bad() -> None:
    bad = [name for name in VECTORS if PINNED[name][0] != "intact"]
    assert len(VECTORS) >= 60
    assert len(bad) * 3 >= len(VECTORS)
    assert set(PINNED) == set(VECTORS)


FILES = {name: Path(__file__).parent / f"{name}.py" for name in ("reader", "ed25519")}


@pytest.mark.parametrize("name", FILES)
def test_the_independent_reader_needs_nothing_but_the_standard_library(name: str) -> None:
    tree = ast.parse(FILES[name].read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    beside = {"tests.independent.ed25519", "ed25519"} if name == "reader" else set()
    assert {one.split(".")[0] for one in names - beside} <= set(sys.stdlib_module_names)


def test_the_independent_reader_is_shorter_than_600_lines() -> None:
    assert len(FILES["reader"].read_text(encoding="utf-8").splitlines()) < 600


def test_the_independent_reader_runs_from_any_directory(tmp_path: Path) -> None:
    """Beside it lies nothing but its Ed25519, and Python starts without what is installed."""
    path = VECTORS["sealed"]().write(tmp_path / "vector.thisat")
    command = [sys.executable, "-ES", str(FILES["reader"]), path.name]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    assert json.loads(done.stdout) == as_read(path)
