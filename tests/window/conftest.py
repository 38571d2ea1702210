"""Every test of the window fails on a word of Qt that nobody expected, and on a thread that is left."""

from __future__ import annotations

import os
import threading
from collections.abc import Generator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_HARMLESS = (
    "This plugin does not support propagateSizeHints()",
    "This plugin does not support raise()",
    "This plugin does not support grabbing the keyboard",
)
"""What the platform without a screen says of itself."""


@pytest.fixture(autouse=True)
def silence() -> Generator[list[str]]:
    """Collect what Qt says and which threads stay; a test ends with neither."""
    told: list[str] = []

    def hear(kind: QtMsgType, where: QMessageLogContext, words: str) -> None:
        if words not in _HARMLESS:
            told.append(f"{kind.name}: {words}")

    before = set(threading.enumerate())
    former = qInstallMessageHandler(hear)
    yield told
    qInstallMessageHandler(former)
    assert told == []
    left = [thread.name for thread in threading.enumerate() if thread not in before and thread.is_alive()]
    assert left == []


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Return an empty folder that stands for a stick."""
    folder = tmp_path / "USB TS-02"
    folder.mkdir()
    return folder
