"""One version of a result: who said it and when, the value, the note with what differs marked, the photos."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy

from ui.context import Context
from ui.models.photos import Tile
from ui.widgets.chip import ChipLabel
from ui.widgets.deciding.column import Column
from ui.widgets.diff_text import DiffText
from ui.widgets.glyphs import LOOKS
from ui.widgets.photo_strip import TileView
from ui.widgets.photo_tile import RIM
from ui.widgets.scrolling import scrolled
from ui.widgets.text import Label, column, held, row
from ui.work.comparing import Piece

SMALL: Final = QSize(112, 72)
LARGE: Final = QSize(176, 132)
TALL: Final = 420
"""From this height of a column on, in pixels at 100 %, its photos are large."""


class Tiles(TileView):
    """The photos of one column in a row as high as they are; gone where there is none."""

    def __init__(self, context: Context, name: str) -> None:
        super().__init__(context, SMALL)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(0)
        self._show_size(SMALL)
        self.hide()

    def fit(self, *, is_tall: bool) -> None:
        """Show the photos as large as there is room for."""
        size = LARGE if is_tall else SMALL
        if size != self._size:
            self._show_size(size)

    def _show_size(self, size: QSize) -> None:
        self._size = size
        self.resize_tiles(size)
        self.setFixedHeight(size.height() + 2 * RIM + 12)

    def show_photos(self, tiles: Sequence[Tile]) -> None:
        """Show these."""
        self.show_tiles([*tiles])
        self.setVisible(bool(tiles))


class VersionColumn(Column):
    """Shows one version. Where there are more than two, a list in its head chooses which."""

    chosen = Signal(int)
    """Another version is to stand here, by its place."""

    def __init__(self, context: Context, title: str, act: str, keys: str) -> None:
        super().__init__(context.theme, title, act, keys)
        self._context = context
        self.choice = QComboBox()
        self.choice.setProperty("measure", "small")
        self.choice.setProperty("verbatim", True)
        self.choice.setAccessibleName(context.say("deciding.choose-version", version=title))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(8)
        self.choice.activated.connect(self.chosen)
        self.choice.hide()
        self.put_below(self.choice)
        self.about.setProperty("verbatim", True)
        self.chip = ChipLabel(context.theme)
        self.text = DiffText(context.theme)
        self.without_note = Label(context.theme, context.say("deciding.no-note"), 14, "text3", wrap=True)
        self.photos = Tiles(context, context.say("deciding.photos-of", version=title))
        inside = held(column(row(self.chip, None), self.text, self.without_note, None, gap=8))
        area = scrolled(inside)
        body = column(area, self.photos, gap=8, margins=(12, 10, 12, 10))
        body.setStretchFactor(area, 1)
        self.fill(body)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.photos.fit(is_tall=self.height() >= self.theme.px(TALL))

    def show_version(
        self, about: str, value: str, look: str, pieces: Sequence[Piece], tiles: Sequence[Tile], choices: Sequence[str],
        place: int,
    ) -> None:  # fmt: skip
        """Show a version.

        Args:
            about: who and when.
            value: in words.
            look: a key of `LOOKS`.
            pieces: the note.
            tiles: its photos.
            choices: what to choose from, one line for each version; nothing is to be chosen from two.
            place: which of them this is.
        """
        self.chip.show_state(value, LOOKS[look])
        self.chip.show()
        self.text.show_pieces(pieces, self._context.say("deciding.differs"))
        self.text.setVisible(bool(pieces))
        self.without_note.setVisible(not pieces)
        self.photos.show_photos(tiles)
        self.act.setEnabled(True)
        self.about.setText(about)
        self.about.setVisible(len(choices) < 3)
        self.choice.setVisible(len(choices) > 2)
        if [self.choice.itemText(row) for row in range(self.choice.count())] != [*choices]:
            self.choice.clear()
            self.choice.addItems([*choices])
        self.choice.setCurrentIndex(place)
        self.choice.setToolTip(self.choice.currentText())
        photos = self._context.say("deciding.photo-count", count=len(tiles))
        spoken = (self.title.text(), about, value, self.text.text, photos)
        self.setAccessibleName(", ".join(part for part in spoken if part))

    def show_nothing(self, words: str) -> None:
        """Say that there is no version here."""
        self.chip.hide()
        self.text.hide()
        self.without_note.hide()
        self.photos.show_photos(())
        self.choice.hide()
        self.about.setText(words)
        self.about.show()
        self.act.setEnabled(False)
        self.setAccessibleName(f"{self.title.text()}, {words}")
