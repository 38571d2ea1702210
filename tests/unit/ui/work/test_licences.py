"""The licences that the window lists are those of everything the program runs on."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from ui.work.licences import DIRECT, bundled, packages

PROJECT = Path(__file__).parents[4] / "pyproject.toml"


def test_the_direct_packages_are_those_of_the_project() -> None:
    wanted = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["dependencies"]
    assert sorted(DIRECT) == sorted(re.split(r"[<>=]", line)[0].lower() for line in wanted)


def test_what_packages_need_in_turn_is_listed_and_their_extras_are_not() -> None:
    names = {one.name for one in packages()}
    assert {"shiboken6", "cffi", "pyhanko-certvalidator"} <= names
    assert not {"pytest", "hypothesis", "mypy"} & names


def test_every_licence_has_a_name_and_what_is_bundled_its_text() -> None:
    assert [one.name for one in packages() if not one.terms] == []
    assert [one.name for one in bundled() if len(one.text) < 500] == []
