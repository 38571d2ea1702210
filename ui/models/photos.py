"""The photos of an item or a visit, as rows of tiles."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any, Final, Literal

import msgspec
from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from inspector.journal.drawing import Blur
from inspector.journal.entry import BlobId, EntryId
from inspector.projection.photos import Photo
from inspector.projection.visit import VisitView
from ui.context import Context

Standing = Literal["here", "erased", "absent", "contested", "coming"]
"""Whether a photo can be shown: its bytes were erased on request, are not in this file, nobody agrees which copy, or they
lie in a file that is yet to be merged."""
Code = Literal["", "read", "failed"]

FACES: Final = "faces"
LETTER: Final = "letter"
"""Names of the marks on photos."""


_MIME: Final = "application/x-thisat-photo"


class Role(IntEnum):
    """What a row tells beside its accessible text."""

    TILE = Qt.ItemDataRole.UserRole


class Tile(msgspec.Struct, frozen=True):
    """One photo as a tile shows it."""

    photo: EntryId
    blob: BlobId | None
    """The picture that may be shown."""
    standing: Standing
    tag: str
    """The time of the photo, or the item that it belongs to."""
    words: str
    """Everything that the tile shows, for who does not see it."""
    is_unreviewed: bool = False
    """Nobody has looked at the faces yet."""
    is_blurred: bool = False
    is_redrawn: bool = False
    in_letter: bool = False
    is_unassigned: bool = False
    code: Code = ""


def standing_of(photo: Photo, context: Context) -> Standing:
    """Return whether a photo can be shown here."""
    published = context.shown
    if photo.said is None or published.view.trust.erased_blobs & {photo.said.original, photo.said.display}:
        return "erased"
    if photo.shown is None:
        return "contested"
    return "here" if photo.shown in published.present else "absent"


def expects_code(visit: VisitView, context: Context, items: Sequence[str]) -> bool:
    """Tell whether one of some items asks about QR codes, so that a photo without a readable one is worth telling."""
    checklist = context.shown.checklists.get(visit.checklist) if visit.checklist is not None else None
    return checklist is not None and any("QR" in one.full.vi for one in checklist.items if one.id in items)


def time_of(photo: Photo, context: Context) -> str:
    """Return when a photo was taken, `08:47`: by its camera, else by the machine that took it in."""
    taken = str(photo.said.facts.get("datetime_original", "")) if photo.said is not None else ""
    if len(taken) >= 16 and taken[13] == ":":
        return taken[11:16]
    return f"{context.stated(photo.statement.header.at):%H:%M}"


def tile_of(photo: Photo, visit: VisitView, context: Context, tag: str = "", code: Code = "") -> Tile:
    """Return the tile of a photo; its tag is the time where none is given."""
    tag = tag or time_of(photo, context)
    standing = standing_of(photo, context)
    is_blurred = photo.copy is not None and any(isinstance(one, Blur) for one in photo.copy.operations)
    unreviewed, in_letter = not visit.is_flagged(photo.id, FACES), visit.is_flagged(photo.id, LETTER)
    told = [
        tag,
        photo.caption,
        "" if standing == "here" else context.say(f"photo.{standing}"),
        context.say("photo.faces-pending") if unreviewed else "",
        context.say("photo.redrawn") if is_blurred else context.say("photo.drawn") if photo.copy is not None else "",
        context.say("photo.in-letter") if in_letter else "",
        context.say("photo.unassigned") if not photo.items else "",
        context.say(f"photo.code-{code}") if code else "",
    ]
    return Tile(
        photo.id, photo.shown, standing, tag, ", ".join(part for part in told if part), unreviewed, is_blurred,
        photo.copy is not None, in_letter, not photo.items, code,
    )  # fmt: skip


def in_order(visit: VisitView, items: Sequence[str]) -> tuple[list[Photo], list[Photo]]:
    """Return the photos of a visit that are evidence for something, each once, and those that wait in the tray.

    The former stand by item, as the checklist asks them and as each is arranged; findings outside of it come last.
    """
    others = sorted({item for photo in visit.photos for item in photo.items} - set(items))
    placed = {photo.id: photo for item in (*items, *others) for photo in visit.photos_of(item)}
    return list(placed.values()), [photo for photo in visit.photos if not photo.items]


def photo_in(data: QMimeData) -> EntryId:
    """Return the photo that is dragged, or nothing."""
    return bytes(data.data(_MIME).data()).decode("ascii", "replace")


class PhotoRows(QAbstractListModel):
    """Rows of tiles. A row changes in place while the photos stay the same ones."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tiles: list[Tile] = []

    @property
    def tiles(self) -> Sequence[Tile]:
        return self._tiles

    def show(self, tiles: Sequence[Tile]) -> None:
        """Show these tiles."""
        if [tile.photo for tile in tiles] != [tile.photo for tile in self._tiles]:
            self.beginResetModel()
            self._tiles = list(tiles)
            self.endResetModel()
            return
        for row, tile in enumerate(tiles):
            if tile != self._tiles[row]:
                self._tiles[row] = tile
                index = self.index(row)
                self.dataChanged.emit(index, index)

    def row_of(self, photo: EntryId) -> int:
        """Return the row of a photo, -1 if it is not among them."""
        return next((row for row, tile in enumerate(self._tiles) if tile.photo == photo), -1)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._tiles)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        usual = super().flags(index)
        return usual | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else usual

    def mimeTypes(self) -> list[str]:
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        for index in indexes:
            data.setData(_MIME, self._tiles[index.row()].photo.encode("ascii"))
        return data

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        tile = self._tiles[index.row()]
        if role == Role.TILE:
            return tile
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return tile.words
        return None
