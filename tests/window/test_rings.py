"""The ring of the focus: worn where somebody works with keys, and not where somebody points."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.window.stage import settle, until, workbench
from ui.context import Place
from ui.screens.settings import Settings
from ui.widgets.button import Button


def test_the_ring_comes_with_keys_and_goes_with_the_mouse(tmp_path: Path) -> None:
    with workbench(settle(tmp_path), Place("settings", part="person")) as bench:
        window = bench.window
        assert window is not None
        screen = window.screen_now
        assert isinstance(screen, Settings)
        native = window.windowHandle()
        window.activateWindow()
        until(window.isActiveWindow)
        button = next(one for one in screen.findChildren(Button) if one.isVisible())
        button.setFocus()
        assert not bench.theme.rings(button)
        plain = button.grab().toImage()

        QTest.keyClick(native, Qt.Key.Key_F16)
        assert bench.theme.rings(button)
        assert button.grab().toImage() != plain

        QTest.mouseClick(native, Qt.MouseButton.LeftButton)
        button.setFocus()
        assert not bench.theme.rings(button)
        assert button.grab().toImage() == plain
