"""The floor of a start: a bare window in the program's type that has read and hashed a dossier. A process of its own."""

from __future__ import annotations

import sqlite3
import sys
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec
from PySide6.QtCore import QEvent
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

READY: Final = "ready"
"""What a process says when its window was painted."""
_FONTS: Final = Path(__file__).parent.parent / "resources" / "fonts"
_TYPE: Final = ("be-vietnam-pro/BeVietnamPro_400Regular.ttf", "be-vietnam-pro/BeVietnamPro_600SemiBold.ttf",
                "inter/Inter_400Regular.ttf", "inter/Inter_600SemiBold.ttf")  # fmt: skip


class Bare(QMainWindow):
    """Shows one line, and says when it was painted."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.resize(1366, 768)
        self.setCentralWidget(QLabel(words))

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.UpdateRequest:
            print(READY, flush=True)
        return done


def main(dossier: Path) -> int:
    app = QApplication(["bare"])
    app.setStyle("Fusion")
    for name in _TYPE:
        QFontDatabase.addApplicationFontFromData((_FONTS / name).read_bytes())
    app.setFont(QFont("Be Vietnam Pro"))
    hashed = sha256(dossier.read_bytes()).hexdigest()
    window = Bare(f"{hashed} {sqlite3.sqlite_version} {msgspec.__version__}")
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
