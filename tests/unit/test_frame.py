"""The frame around the program: what it depends on, under which licences, and what lies in its folder."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib.metadata import metadata
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from inspector.session import PROGRAM

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RUNTIME = [Requirement(line) for line in PROJECT["dependencies"]]
DEVELOPMENT = [Requirement(line) for line in PROJECT["optional-dependencies"]["dev"]]

TOP = {
    *("inspector", "ui", "reports", "resources", "main.py", "tests", "benchmarks", "docs", "tools", ".ci"),
    *("pyproject.toml", "requirements.lock", "Makefile", ".gitignore"),
    *("README.md", "CHANGELOG.md", "LICENSE"),
}
MAY_BE_AT_THE_TOP = {"SECURITY.md", "CONTRIBUTING.md"}

PERMITTED = re.compile(
    r"\b(MIT|MIT-0|MIT-CMU|BSD|[0-3]BSD|BSD-[23]-Clause|Apache|PSF|MPL|Mozilla|Python Software Foundation|LGPL|ISC|Zlib)\b"
)
GPL = re.compile(r"\bA?GPL|(?<!Lesser )General Public License")
SAID_ELSEWHERE = {
    "apsw": "any OSI approved licence (its documentation, “Copyright and License”)",
    "pyrage": "MIT (LICENSE of its repository)",
    "click-default-group": "Public Domain (classifier)",
    "text-unidecode": "Artistic License, chosen among two (README of its repository); for tests alone",
}
"""Packages whose metadata name no licence by a name of its own."""

# Each broken by brackets, so that this file may be searched as well.
OF_OTHER_PLACES = re.compile(
    r"(?<![\w.])/(wor[k]|roo[t]|hom[e]|User[s])/|\bC:[\\]User[s]|fil[e]:///|localhos[t]|BEGIN [A-Z ]*PRIVAT[E] KEY"
)
"""Folders and machines of whoever wrote a line, and secrets: none of it is of use to a reader."""


def files_of_the_project() -> list[str]:
    """Return the paths that version control knows, relative to the root."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True
    )
    return listed.stdout.decode().rstrip("\0").split("\0")


def locked() -> dict[str, tuple[str, Marker | None]]:
    """Return the version and the condition of every package in the lock; a name may stand there once per condition."""
    pinned: dict[str, tuple[str, Marker | None]] = {}
    for line in (ROOT / "requirements.lock").read_text(encoding="ascii").splitlines():
        if line.startswith(" "):
            continue
        requirement = Requirement(line.removesuffix("\\").strip())
        if requirement.marker is None or requirement.marker.evaluate():
            (pin,) = requirement.specifier
            pinned[canonicalize_name(requirement.name)] = (pin.version, requirement.marker)
    return pinned


LOCKED = locked()


@pytest.mark.parametrize("wanted", [*RUNTIME, *DEVELOPMENT], ids=lambda wanted: wanted.name)
def test_the_lock_pins_a_fitting_version_of_every_direct_dependency(wanted: Requirement) -> None:
    version, marker = LOCKED[canonicalize_name(wanted.name)]
    assert marker is None, "a direct dependency is needed on every system"
    assert wanted.specifier.contains(version)


def test_the_lock_holds_names_versions_and_hashes_alone() -> None:
    """No host and no folder: where packages come from is the business of the machine that installs them."""
    lines = (ROOT / "requirements.lock").read_text(encoding="ascii").splitlines()
    package = re.compile(r"[a-z0-9.-]+==[0-9][0-9a-z.]*( ; [a-z_]+ [<>=!]+ '[A-Za-z0-9.]+'( and [^/:@]+)?)? \\")
    sha256 = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
    assert [line for line in lines if not (package.fullmatch(line) or sha256.fullmatch(line))] == []
    unhashed = [a for a, b in zip(lines, [*lines[1:], ""], strict=True) if "==" in a and "--hash" not in b]
    assert unhashed == []


@pytest.mark.parametrize("name", sorted(LOCKED))
def test_what_is_installed_has_a_licence_that_lets_the_program_keep_its_own(name: str) -> None:
    about = metadata(name)
    fields = [text for field in ("License-Expression", "License") for text in about.get_all(field) or []]
    fields += [line for line in about.get_all("Classifier") or [] if line.startswith("License ::")]
    choices = [choice for text in fields for choice in text[:200].split(" OR ")]
    free = [choice for choice in choices if PERMITTED.search(choice) and not GPL.search(choice)]
    assert free or name in SAID_ELSEWHERE, choices


def test_the_program_needs_few_packages() -> None:
    assert len(RUNTIME) <= 25


def test_the_interpreter_is_one_that_the_project_promises() -> None:
    assert sys.version_info[:2] in {(3, 11), (3, 12), (3, 13)}
    assert PROJECT["requires-python"] == ">=3.11,<3.14"


def test_the_program_and_its_package_have_one_version() -> None:
    assert PROGRAM.split()[1] == PROJECT["version"]


def test_the_top_folder_holds_what_a_reader_expects() -> None:
    top = {name.split("/", 1)[0] for name in files_of_the_project()}
    assert top - MAY_BE_AT_THE_TOP == TOP


def test_no_file_speaks_of_the_place_where_it_was_made() -> None:
    texts = {name: (ROOT / name).read_bytes() for name in files_of_the_project() if (ROOT / name).is_file()}
    found = {name: OF_OTHER_PLACES.search(data.decode()) for name, data in texts.items() if b"\0" not in data}
    assert {name: match[0] for name, match in found.items() if match} == {}


def test_every_file_that_the_readme_names_is_there() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:docs|resources|tools)/[^`]*|[A-Z]+\.md)`|\]\(([^)#:]+)\)", text)
    assert [path for pair in named for path in pair if path and not (ROOT / path).exists()] == []
