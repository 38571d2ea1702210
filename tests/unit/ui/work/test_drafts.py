"""Texts that were typed and belong to no statement yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspector.errors import KnownError
from ui.work.drafts import Drafts
from ui.work.home import Home

KEY = ("visit", "item")


def test_a_text_is_on_disk_when_it_is_kept(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    Drafts(home).keep(KEY, "Sổ cũ, in năm 2024")
    assert Drafts(home).text(KEY) == "Sổ cũ, in năm 2024"
    assert Drafts(home).text(("visit", "other")) == ""


def test_an_empty_text_is_forgotten(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    drafts = Drafts(home)
    drafts.keep(KEY, "nháp")
    drafts.keep(KEY, "")
    assert Drafts(home).text(KEY) == ""


def test_a_broken_file_loses_only_itself(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.made()
    (home.path / "drafts.json").write_bytes(b"{")
    drafts = Drafts(home)
    assert drafts.text(KEY) == ""
    drafts.keep(KEY, "mới")
    assert Drafts(home).text(KEY) == "mới"


def test_what_cannot_be_kept_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_bytes(b"a file where the folder should be")
    with pytest.raises(KnownError) as refused:
        Drafts(Home(tmp_path / "home")).keep(KEY, "nháp")
    assert refused.value.key == "file.unwritable"
