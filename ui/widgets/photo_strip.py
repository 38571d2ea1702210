"""The photos of one item in a row, and the place where more are dropped."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QItemSelection, QMimeData, QModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QListView, QMenu, QSizePolicy, QWidget

from inspector.journal.entry import EntryId, VisitId
from inspector.projection.photos import Photo
from ui.codes import Codes
from ui.context import Context
from ui.icons import paint_icon
from ui.models.photos import Code, PhotoRows, Tile, expects_code, standing_of, tile_of
from ui.photo_acts import menu, move, remove
from ui.pictures import Pictures
from ui.theme import Theme
from ui.widgets.photo_tile import RIM, TILE, TileDelegate
from ui.widgets.picture import Picture
from ui.widgets.text import row

_GAP = 0


class TileView(QListView):
    """Tiles in a row or a column. Keys that it has no use for go on to the screen: it searches for nothing."""

    opened = Signal(str)
    removed = Signal(str)
    shifted = Signal(str, int)
    """A photo is to stand so many places later."""
    asked = Signal(str, QPoint)
    """A menu for a photo, at a place of the screen."""

    _SHIFTS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}  # noqa: RUF012
    _MOVES = (*_SHIFTS, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)

    def __init__(self, context: Context, size: QSize, *, is_column: bool = False) -> None:
        super().__init__()
        self.rows = PhotoRows(self)
        self.setModel(self.rows)
        self._delegate = TileDelegate(context, self, size)
        self.setItemDelegate(self._delegate)
        self.setFlow(QListView.Flow.TopToBottom if is_column else QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setSpacing(_GAP)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        never = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if is_column:
            self.setHorizontalScrollBarPolicy(never)
        else:
            self.setVerticalScrollBarPolicy(never)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setProperty("role", "tiles")
        self.doubleClicked.connect(self._open)
        pictures = Pictures.of(context)
        pictures.ready.connect(self._repaint)
        pictures.late.connect(self._repaint_all)
        context.theme.changed.connect(self._repaint_all)

    @property
    def current(self) -> EntryId | None:
        """The selected photo."""
        index = self.currentIndex()
        return self.rows.tiles[index.row()].photo if index.isValid() and self.selectedIndexes() else None

    def show_tiles(self, tiles: list[Tile]) -> None:
        """Show these tiles; the selected photo stays selected, or its neighbour if it went."""
        photo, place = self.current, self.currentIndex().row()
        had_focus = self.hasFocus()
        self.rows.show(tiles)
        if photo is not None and tiles and self.current != photo:
            found = self.rows.row_of(photo)
            self.setCurrentIndex(self.rows.index(found if found >= 0 else min(place, len(tiles) - 1)))
        if had_focus:
            self.setFocus()

    def resize_tiles(self, size: QSize) -> None:
        """Show the tiles in another size."""
        self._delegate.size = size
        self.scheduleDelayedItemsLayout()

    def select(self, photo: EntryId) -> None:
        """Select a photo that is among the tiles."""
        found = self.rows.row_of(photo)
        if found >= 0:
            self.setCurrentIndex(self.rows.index(found))

    def _repaint(self, blob: str) -> None:
        for number, tile in enumerate(self.rows.tiles):
            if tile.blob == blob:
                self.update(self.rows.index(number))

    def _repaint_all(self) -> None:
        # Connected to Qt's own `update`, a signal would have PySide read the signatures of all of QtWidgets first.
        self.viewport().update()

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.rows.tiles[index.row()].photo)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, photo = event.key(), self.current
        if photo is not None and key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(photo)
        elif photo is not None and key == Qt.Key.Key_Delete and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.removed.emit(photo)
        elif photo is not None and key in self._SHIFTS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.shifted.emit(photo, self._SHIFTS[Qt.Key(key)])
        elif key in self._MOVES:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.current is None and self.rows.tiles:
            self.setCurrentIndex(self.rows.index(0))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.current is not None:
            self.asked.emit(self.current, self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center()))
        elif (index := self.indexAt(event.pos())).isValid():
            self.asked.emit(self.rows.tiles[index.row()].photo, event.globalPos())


class DropCell(QWidget):
    """Says where photos are dropped. The whole strip takes them; this cell is what one aims at."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self.is_aimed_at = False
        self._picture = Picture()
        self.setAccessibleName(words)
        self.setFixedSize(max(68, theme.px(68)) + 8, TILE.height() + 2 * RIM)

    def aim(self, *, on: bool) -> None:
        """Show that what hangs on the pointer would be taken."""
        self.is_aimed_at = on
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._picture.paint(self, (self.is_aimed_at, self._theme.tokens, self._theme.percent), self._paint)

    def _paint(self, painter: QPainter) -> None:
        theme = self._theme
        rect = QRectF(self.rect()).adjusted(4.5, RIM + 0.5, -4.5, -RIM - 0.5)
        ink = theme.color("accent" if self.is_aimed_at else "text2")
        pen = QPen(theme.color("accent" if self.is_aimed_at else "edge"), 2 if self.is_aimed_at else theme.tokens.line)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.color("selection") if self.is_aimed_at else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect, 6, 6)
        glyph = theme.px(20)
        painter.setFont(theme.font(12))
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        inner = rect.adjusted(4, 0, -4, 0)
        bound = painter.boundingRect(QRectF(0, 0, inner.width(), 1000), flags, self._words)
        top = rect.center().y() - (glyph + 4 + bound.height()) / 2
        paint_icon(painter, "plus", QRectF(rect.center().x() - glyph / 2, top, glyph, glyph), ink)
        painter.setPen(ink)
        painter.drawText(QRectF(inner.left(), top + glyph + 4, inner.width(), bound.height() + 2), flags, self._words)


class PhotoStrip(QWidget):
    """The photos of one item. It takes dropped files and pictures and says so; who owns it imports them."""

    opened = Signal(str)
    selected = Signal(str)
    """A photo, or nothing any more."""
    dropped = Signal(list)
    """Paths of files and folders."""
    dropped_image = Signal(QImage)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._visit: VisitId | None = None
        self._item = ""
        self._read_only = True
        self._codes = Codes.of(context)
        self._codes.ready.connect(self._read)
        self.view = TileView(context, TILE)
        self.view.setAccessibleName(context.say("photo.strip-name"))
        self.view.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.view.setMinimumWidth(0)
        self.drop_cell = DropCell(context.theme, context.say("photo.drop-here"))
        layout = row(self.view, self.drop_cell, None, gap=0)
        layout.setStretchFactor(self.view, 1000)
        self.setLayout(layout)
        self.setAcceptDrops(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.view.opened.connect(self.opened)
        self.view.removed.connect(self._remove)
        self.view.shifted.connect(self._shift)
        self.view.asked.connect(self._offer)
        self.view.selectionModel().selectionChanged.connect(self._tell_selected)
        self._fit()

    @property
    def current(self) -> EntryId | None:
        """The selected photo."""
        return self.view.current

    @property
    def first(self) -> EntryId | None:
        """The photo that stands first, if there is one."""
        tiles = self.view.rows.tiles
        return tiles[0].photo if tiles else None

    def show_item(self, visit_id: VisitId, item_id: str, read_only: bool) -> None:
        """Show the photos of an item as they are published now; of a visit that is read only, nothing can be changed."""
        if (visit_id, item_id) != (self._visit, self._item):
            self.view.clearSelection()
            self.view.rows.show([])
        self._visit, self._item, self._read_only = visit_id, item_id, read_only
        visit = self._context.shown.view.visits[visit_id]
        expects = expects_code(visit, self._context, [item_id])
        photos = visit.photos_of(item_id)
        self.view.show_tiles([tile_of(p, visit, self._context, code=self._code(p) if expects else "") for p in photos])
        self.drop_cell.setVisible(not read_only)
        self._fit()

    def _code(self, photo: Photo) -> Code:
        """Return whether the code in a photo could be read; nothing while that is not known."""
        if standing_of(photo, self._context) != "here" or photo.shown is None:
            return ""
        codes = self._codes.get(photo.shown)
        return "" if codes is None else "read" if codes else "failed"

    def _read(self, display: str) -> None:
        is_here = any(tile.blob == display for tile in self.view.rows.tiles)
        if is_here and self._visit is not None and self._context.now_shown is not None:
            self.show_item(self._visit, self._item, self._read_only)

    def _fit(self) -> None:
        """Let the drop cell stand right behind the last tile while there is room."""
        width = len(self.view.rows.tiles) * (TILE.width() + 2 * RIM)
        self.view.setMaximumWidth(width)
        self.view.setVisible(bool(width))
        self.view.setFixedHeight(TILE.height() + 2 * RIM + (10 if width > self.width() > 0 else 0))
        self.setMinimumHeight(TILE.height() + 2 * RIM)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _tell_selected(self, now: QItemSelection, before: QItemSelection) -> None:
        self.selected.emit(self.current or "")

    # -- changing

    def _remove(self, photo: EntryId) -> None:
        if not self._read_only:
            remove(self._context, photo)

    def _shift(self, photo: EntryId, step: int) -> None:
        if not self._read_only and self._visit is not None:
            move(self._context, self._visit, self._item, photo, step)

    def _offer(self, photo: EntryId, at: QPoint) -> None:
        self.menu_for(photo).popup(at)

    def menu_for(self, photo: EntryId) -> QMenu:
        """Return what can be done with a photo, as a menu."""
        return menu(
            self._context,
            self,
            partial(self.opened.emit, photo),
            partial(self._shift, photo),
            partial(self._remove, photo),
            read_only=self._read_only,
        )

    # -- dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._judge(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._judge(event)

    def _judge(self, event: QDropEvent) -> None:
        takes = not self._read_only and takes_drop(event.mimeData())
        self.drop_cell.aim(on=takes)
        if takes:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: object) -> None:
        self.drop_cell.aim(on=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.drop_cell.aim(on=False)
        if self._read_only:
            return
        event.setDropAction(Qt.DropAction.CopyAction)  # a file manager may never think that its file was moved away
        event.accept()
        paths, image = dropped(event.mimeData())
        if paths:
            self.dropped.emit(paths)
        elif image is not None:
            self.dropped_image.emit(image)


def takes_drop(data: QMimeData) -> bool:
    """Tell whether what is dropped or pasted can hold photos."""
    return data.hasImage() or any(url.isLocalFile() for url in data.urls())


def dropped(data: QMimeData) -> tuple[list[Path], QImage | None]:
    """Return the files that were dropped or pasted, else the picture; nothing else is ever fetched."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    image = data.imageData() if not paths and data.hasImage() else None
    return paths, image if isinstance(image, QImage) and not image.isNull() else None
