"""The application around the window: how it begins, and what happens when something of ours breaks."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from main import window_wanted
from resources import say
from tests.window.stage import application, settle, until, workbench
from ui.app import missing_display
from ui.crash import CrashDialog
from ui.widgets.button import Button

ROOT = Path(__file__).resolve().parents[2]


def test_no_argument_opens_the_window_and_a_verb_does_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = tmp_path / "dot.thisat"
    dossier.write_bytes(b"")
    monkeypatch.setenv("THISAT_HOME", str(tmp_path))
    assert window_wanted([]) == (tmp_path, None)
    assert window_wanted(["--home", "elsewhere"]) == (Path("elsewhere"), None)
    assert window_wanted([str(dossier)]) == (tmp_path, dossier)
    assert window_wanted(["--home", "elsewhere", str(dossier)]) == (Path("elsewhere"), dossier)
    assert window_wanted(["check", str(dossier)]) is None
    assert window_wanted(["--help"]) is None
    assert window_wanted([str(tmp_path / "absent.thisat")]) is None


def test_where_there_is_no_display_is_known_beforehand() -> None:
    assert missing_display("linux", {})
    assert not missing_display("linux", {"DISPLAY": ":0"})
    assert not missing_display("linux", {"WAYLAND_DISPLAY": "wayland-0"})
    assert not missing_display("linux", {"QT_QPA_PLATFORM": "offscreen"})
    assert not missing_display("win32", {})


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no windows without a display")
def test_without_a_display_the_program_says_what_is_missing(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment |= {"THISAT_HOME": str(tmp_path), "QT_QPA_PLATFORM": ""}
    ended = subprocess.run(
        [sys.executable, "main.py"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 2
    assert ended.stderr.strip() == say("app.no-display")


def test_a_fault_of_ours_shows_what_is_safe_and_details_to_copy(tmp_path: Path) -> None:
    seat = settle(tmp_path)
    with workbench(seat) as bench:
        bench.bridge.aside(lambda progress: int("no number"))
        until(lambda: bench.window is not None and bool(bench.window.findChildren(CrashDialog)))
        assert bench.window is not None
        dialog = bench.window.findChildren(CrashDialog)[0]
        assert "ValueError" in dialog.details.toPlainText()
        assert say("crash.what-is-safe") in [label.text() for label in dialog.findChildren(QLabel)]
        copy = next(button for button in dialog.findChildren(Button) if button.text() == say("crash.copy"))
        copy.click()
        assert "ValueError" in QGuiApplication.clipboard().text()
        dialog.accept()
        assert bench.context.now_shown is not None


def test_size_and_place_of_the_window_are_remembered(tmp_path: Path) -> None:
    seat = settle(tmp_path)
    with workbench(seat) as bench:
        assert bench.window is not None
        bench.window.resize(1100, 700)
    with workbench(seat) as bench:
        assert bench.context.preferences.geometry


def test_nothing_is_lost_of_the_one_none() -> None:
    """PySide6 6.12.0 takes a reference from None with every call that returns nothing, and ends the process after some.

    Source: measured on Python 3.11, which can still count them.
    """
    application()
    button = QPushButton()
    before = sys.getrefcount(None)
    for number in range(1000):
        button.setText(str(number))
    assert sys.getrefcount(None) > before - 500
