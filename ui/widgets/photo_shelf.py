"""All photos of a visit in a column, and below it the tray of those that belong to no item yet."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame

from inspector.journal.entry import EntryId
from ui.context import Context
from ui.models.photos import Tile
from ui.widgets.button import Button
from ui.widgets.photo_strip import TileView, dropped
from ui.widgets.photo_tile import RIM
from ui.widgets.text import Label, column, row

TILE = QSize(86, 64)
_WIDTH = 112
_MOST_IN_TRAY = 2


class PhotoShelf(QFrame):
    """Two columns of tiles with one selection between them."""

    chosen = Signal(str)
    removed = Signal(str)
    shifted = Signal(str, int)
    sorting_asked = Signal()
    asked = Signal(str, QPoint)
    """A menu for a photo."""
    folder_asked = Signal()
    dropped = Signal(list)
    """Files and folders for the tray."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("list")
        self._context = context
        theme, say = context.theme, context.say
        self._count = Label(theme, "", 12, "text2", numeric=True)
        self._waiting = Label(theme, "", 12, "part_ink", strong=True, numeric=True)
        self.photos = TileView(context, TILE, is_column=True)
        self.photos.setAccessibleName(say("photo.of-visit"))
        self.tray = TileView(context, TILE, is_column=True)
        self.tray.setAccessibleName(say("photo.unassigned"))
        for view in (self.photos, self.tray):
            view.setDragEnabled(True)
            view.clicked.connect(self._tell)
            view.opened.connect(self.chosen)
            view.removed.connect(self.removed)
            view.asked.connect(self.asked)
        self.photos.shifted.connect(self.shifted)
        self.sort = Button(theme, say("photo.sort"), "link", height=28)
        self.sort.clicked.connect(self.sorting_asked)
        self.add = Button(theme, "", "link", "folder-open", height=28, name=say("photo.add-folder"))
        self.add.clicked.connect(self.folder_asked)
        self.setAcceptDrops(True)
        self._is_locked = False
        heads = row(Label(theme, say("photo.of-visit"), 12, "text2"), None, self._count, margins=(12, 8, 12, 4))
        self._tray = QFrame()
        self._tray.setProperty("role", "tray")
        words = Label(theme, say("photo.unassigned"), 12, "part_ink", strong=True)
        self._tray.setLayout(
            column(
                row(words, None, self._waiting, margins=(12, 8, 12, 4)),
                row(self.tray, margins=(8, 0, 0, 0)),
                row(None, self.sort, self.add, None, gap=0), gap=0, margins=(0, 0, 0, 4),
            )
        )  # fmt: skip
        layout = column(heads, row(self.photos, margins=(8, 0, 0, 0)), self._tray)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self._dress()
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        """Take the sizes that go with the size of text."""
        px = self._context.theme.px
        size = QSize(px(TILE.width()), px(TILE.height()))
        for view in (self.photos, self.tray):
            view.resize_tiles(size)
        self.setFixedWidth(px(_WIDTH))
        self._fit_tray()

    def _fit_tray(self) -> None:
        tile = self._context.theme.px(TILE.height()) + 2 * RIM
        self.tray.setFixedHeight(tile * max(1, min(_MOST_IN_TRAY, len(self.tray.rows.tiles))))

    def show_tiles(self, placed: list[Tile], waiting: list[Tile], shown: EntryId, *, read_only: bool) -> None:
        """Show the photos of a visit, and which one is shown large; of a visit that is read only nothing is added to."""
        self._is_locked = read_only
        self.add.setVisible(not read_only)
        self.tray.setVisible(bool(waiting))
        self.photos.rows.show(placed)
        self.tray.rows.show(waiting)
        self._count.setText(str(len(placed) + len(waiting)))
        self._waiting.setText(str(len(waiting)))
        self._tray.setVisible(bool(waiting) or not read_only)
        self.sort.setVisible(len(waiting) > 1 and not read_only)
        self._fit_tray()
        self.mark(shown)

    def mark(self, photo: EntryId) -> None:
        """Show which photo is shown large."""
        for view in (self.photos, self.tray):
            if view.current != photo:
                view.clearSelection()
                view.select(photo)
                view.scrollTo(view.currentIndex())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self._is_locked and dropped(event.mimeData())[0]:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(dropped(event.mimeData())[0])

    @property
    def order(self) -> list[EntryId]:
        """All photos in the order in which one walks over them."""
        return [tile.photo for view in (self.photos, self.tray) for tile in view.rows.tiles]

    def _tell(self, index: object) -> None:
        view = self.sender()
        if isinstance(view, TileView) and view.current is not None:
            self.chosen.emit(view.current)
