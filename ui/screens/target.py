"""Where files are written to: a stick that is plugged in, or a folder that somebody chooses."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStorageInfo
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.context import Context
from ui.screens.review_parts.sizes import place_words, size_words
from ui.widgets.button import Button
from ui.widgets.text import Label, column, row
from ui.work.drives import Place, place_of


def sticks() -> list[Path]:
    """Return the roots of what can be pulled out and written to."""
    roots = [Path(volume.rootPath()) for volume in QStorageInfo.mountedVolumes() if volume.isReady()]
    return [root for root in roots if place_of(root).kind == "removable"]


class TargetPart(QWidget):
    """Aims at the first stick by itself; says how much room there is, and when it is too little."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._wanted = 0
        self.folder: Path | None = None
        self.place: Place | None = None
        theme, say = context.theme, context.say
        self.choose = Button(theme, say("handing.choose"), "plain", "folder-open", height=32)
        self.choose.clicked.connect(self._choose)
        self.where = Label(theme, say("handing.no-target"), 14, "text2", wrap=True)
        self.room = Label(theme, "", 14, "fail_ink", wrap=True)
        self.room.hide()
        across = row(self.where, self.choose, gap=12)
        across.setStretchFactor(self.where, 1)
        self.setLayout(column(Label(theme, say("handing.target"), 14, strong=True), across, self.room, gap=10))
        context.aside.run(sticks).done.connect(self._offer_stick)

    @property
    def is_stick(self) -> bool:
        """Whether it can be pulled out afterwards."""
        return self.place is not None and self.place.kind == "removable"

    def aim(self, folder: Path) -> None:
        """Write into a folder."""
        self.aim_at(folder, place_of(folder))

    def aim_at(self, folder: Path, place: Place) -> None:
        """Write into a folder of which it is known where it lies."""
        self.folder, self.place = folder, place
        self._tell()

    def look_again(self) -> None:
        """Look how much room is left now."""
        if self.folder is not None:
            self.aim(self.folder)

    def want(self, size: int) -> None:
        """Say how many bytes are going to be written."""
        self._wanted = size
        self._tell()

    def _choose(self) -> None:
        start = str(self.folder or Path.home())
        found = QFileDialog.getExistingDirectory(self, self._context.say("handing.choose"), start)
        if found:
            self.aim(Path(found))

    def _offer_stick(self, found: list[Path]) -> None:
        if found and self.folder is None:
            self.aim(found[0])

    def _tell(self) -> None:
        if self.folder is None or self.place is None:
            return
        say, language = self._context.say, self._context.language
        self.where.setText(place_words(self.folder, self.place, language))
        self.where.setToolTip(str(self.folder))
        is_short = self._wanted > self.place.free
        self.room.setVisible(is_short)
        if is_short:
            need, free = (size_words(n, language) for n in (self._wanted, self.place.free))
            self.room.setText(say("handing.no-room", need=need, free=free))
