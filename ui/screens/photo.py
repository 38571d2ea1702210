"""A photo in full: what it shows is covered, pointed at and cut in a copy; what it is evidence for stands beside it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QStackedWidget

from inspector.commands.evidence import LinkPhoto
from inspector.journal.entry import EntryId, VisitId
from inspector.projection.photos import Photo
from inspector.projection.visit import VisitView
from inspector.rules.checklist import Checklist
from ui.actions import Actions
from ui.context import Context, Place
from ui.importing import Import
from ui.models.photos import Tile, in_order, tile_of
from ui.photo_acts import menu, move, remove, take_back
from ui.screens.screen import Screen
from ui.widgets.easel import Easel
from ui.widgets.import_bar import ImportBar
from ui.widgets.item_list import digit_of
from ui.widgets.photo_bars import PhotoFoot, PhotoTop
from ui.widgets.photo_shelf import PhotoShelf
from ui.widgets.photo_side import PhotoSide
from ui.widgets.text import column, row
from ui.widgets.tray_sorting import TraySorting
from ui.work.drawing import Tool

SORTING: Final = "tray"
"""Part of a place: the tray is being sorted."""
_TOOLS: Final[dict[str, Tool]] = {"1": "blur", "2": "arrow", "3": "label", "4": "crop", "5": "box"}
_SIDE: Final = 352


class PhotoPage(Screen):
    """One photo of a visit, large. It fills the window."""

    fills_window = True

    def __init__(self, context: Context, actions: Actions) -> None:
        super().__init__(context, actions)
        self._visit: VisitId | None = None
        self._item = ""
        """Where one came from and goes back to."""
        self._photo: EntryId = ""
        self._sorting = False
        self._handed: set[EntryId] = set()
        """Photos that were given an item since sorting began."""
        self._build()
        context.theme.changed.connect(self._make_room)
        actions.action("undo").triggered.connect(self._undo)
        actions.action("redo").triggered.connect(self._redo)

    def _build(self) -> None:
        context = self.context
        self.bar = PhotoTop(context)
        self.shelf = PhotoShelf(context)
        self.easel = Easel(context, self.bar)
        self.canvas = self.easel.canvas
        self.side = PhotoSide(context)
        self.sorting = TraySorting(context)
        self.base = PhotoFoot(context)
        self.importing = Import.of(context)
        self._panes = QStackedWidget()
        self._panes.setObjectName("side")
        self._panes.addWidget(self.side)
        self._panes.addWidget(self.sorting)
        self._panes.setFrameShape(QFrame.Shape.NoFrame)
        middle = row(self.shelf, self.easel, self._panes, gap=0)
        middle.setStretchFactor(self.easel, 1)
        layout = column(self.bar, middle, ImportBar(context), self.base)
        layout.setStretchFactor(middle, 1)
        self.setLayout(layout)
        self._connect()

    def _connect(self) -> None:
        self.bar.closed.connect(self.done)
        self.easel.folder_asked.connect(self._choose_folder)
        self.easel.drawn.connect(self.side.show_operations)
        self.easel.drawn.connect(self.bar.show_operations)
        self.shelf.chosen.connect(self._choose)
        self.shelf.removed.connect(self._remove)
        self.shelf.shifted.connect(self._shift)
        self.shelf.sorting_asked.connect(self._sort)
        self.shelf.asked.connect(self._offer)
        self.shelf.folder_asked.connect(self._choose_folder)
        self.shelf.dropped.connect(self._add)
        self.side.uncovered.connect(self.canvas.remove)
        self.side.released.connect(self.canvas.setFocus)
        self.sorting.ended.connect(self._end_sorting)
        self.sorting.picker.chosen.connect(self._assign)
        self.sorting.picker.dropped.connect(self._assign_dropped)
        self.base.removed.connect(self._remove_shown)
        self.base.done.connect(self.done)
        self.base.stepped.connect(self.step)

    # -- what is shown

    @property
    def view(self) -> VisitView:
        assert self._visit is not None
        return self.context.shown.view.visits[self._visit]

    @property
    def checklist(self) -> Checklist | None:
        """The checklist in force, if it is here."""
        blob = self.view.checklist
        return self.context.shown.checklists.get(blob) if blob is not None else None

    @property
    def photo(self) -> Photo | None:
        """The photo that is shown; None once it is gone."""
        return next((photo for photo in self.view.photos if photo.id == self._photo), None)

    @property
    def is_read_only(self) -> bool:
        visit = self.view
        return visit.is_void or (visit.is_sealed and visit.id not in self.context.amending)

    def title(self) -> str:
        return self.context.say("photo.title")

    def enter(self, place: Place) -> None:
        self._visit = place.visit
        self._sorting = place.part == SORTING
        self._handed.clear()
        self._item = place.item or ""
        self._photo = ""
        placed, waiting = self._photos()
        wanted = place.photo or next((p.id for p in (waiting if self._sorting else placed) or waiting or placed), "")
        self.refresh()
        self._choose(wanted)
        if self._sorting:
            self.sorting.picker.start()
        else:
            self.canvas.setFocus()

    def leave(self) -> None:
        self.side.flush()
        self.easel.keep()

    def here(self) -> Place:
        part = SORTING if self._sorting else ""
        return Place("photo", visit=self._visit, item=self._item or None, photo=self._photo or None, part=part)

    def refresh(self) -> None:
        if self._visit is None or self.context.now_shown is None or self._visit not in self.context.shown.view.visits:
            return
        placed, waiting = self._photos()
        visit, context = self.view, self.context
        tiles: list[Tile] = [tile_of(photo, visit, context, self._code(photo)) for photo in placed]
        in_tray = [tile_of(photo, visit, context) for photo in waiting]
        self.shelf.show_tiles(tiles, in_tray, self._photo, read_only=self.is_read_only)
        self.sorting.show_left(len(waiting), self.checklist)
        self._panes.setCurrentWidget(self.sorting if self._sorting else self.side)
        photo = self.photo
        self.base.refresh(self._code_of(self._item), can_delete=photo is not None and not self.is_read_only)
        self._panes.setVisible(photo is not None)
        if photo is None:
            self._show_neighbour()
            return
        self.side.show_photo(photo, visit, self.checklist, read_only=self.is_read_only)
        order = self.shelf.order
        name = photo.said.name if photo.said is not None else ""
        sealed = context.say("photo.read-only") if self.is_read_only else ""
        where = " · ".join(
            part for part in (self._code(photo) or context.say("photo.unassigned"), name, sealed) if part
        )
        number = order.index(photo.id) + 1 if photo.id in order else 0
        self.bar.show_photo(context.say("photo.number", number=number, total=len(order)), where)
        self.easel.show_photo(photo, visit.id, read_only=self.is_read_only)

    def _photos(self) -> tuple[list[Photo], list[Photo]]:
        checklist = self.checklist
        return in_order(self.view, [item.id for item in checklist.items] if checklist is not None else [])

    def _code(self, photo: Photo) -> str:
        return self._code_of(photo.items[0]) if photo.items else ""

    def _code_of(self, item: str) -> str:
        checklist = self.checklist
        codes = [one.code for one in checklist.items if one.id == item] if checklist is not None else []
        return codes[0] if codes else ("" if not item else self.context.say("photo.free-finding"))

    # -- going from photo to photo

    def _choose(self, photo: EntryId) -> None:
        if photo and photo != self._photo:
            self.leave()
            self._photo = photo
            self.easel.put_away()
            self.refresh()

    def step(self, by: int) -> None:
        """Show the next photo, or the one before; at the end it stays."""
        order = self.shelf.order
        if self._photo in order:
            self._choose(order[max(0, min(len(order) - 1, order.index(self._photo) + by))])

    def _show_neighbour(self) -> None:
        """Show what now stands where the photo was that went."""
        order = self.shelf.order
        self.easel.put_away()
        if order:
            self._photo = order[0]
            self.refresh()
        else:
            self.bar.show_photo(self.title(), "")
            self.easel.show_reason(self.context.say("photo.none"), offers_folder=not self.is_read_only)

    def done(self) -> None:
        """Go back to where one came from."""
        self.leave()
        self.easel.put_away()
        self.context.go("capture", visit=self._visit, item=self._item or None)

    def _undo(self) -> None:
        """Take back what was drawn last; where nothing was, what was said last."""
        if not self.isVisible():
            return
        if not self.easel.undo():
            self._take_back(redo=False)

    def _redo(self) -> None:
        if self.isVisible():
            self._take_back(redo=True)

    def _take_back(self, *, redo: bool) -> None:
        self.leave()
        take_back(self.context, self.view.id, self.checklist, redo=redo)

    # -- what is done to the photo

    def _remove_shown(self) -> None:
        self._remove(self._photo)

    def _remove(self, photo: EntryId) -> None:
        if photo and not self.is_read_only:
            if photo == self._photo:
                order = self.shelf.order
                at = order.index(photo) if photo in order else 0
                rest = order[:at] + order[at + 1 :]
                remove(self.context, photo)
                if rest:
                    self._choose(rest[min(at, len(rest) - 1)])
            else:
                remove(self.context, photo)

    def _shift(self, photo: EntryId, by: int) -> None:
        found = next((one for one in self.view.photos if one.id == photo), None)
        if found is not None and found.items and not self.is_read_only:
            move(self.context, self.view.id, found.items[0], photo, by)

    def _offer(self, photo: EntryId, at: QPoint) -> None:
        """Show what can be done with a photo, as a menu."""
        shift, take_out = partial(self._shift, photo), partial(self._remove, photo)
        menu(self.context, self, partial(self._choose, photo), shift, take_out, read_only=self.is_read_only).popup(at)

    def _choose_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, self.context.say("photo.add-folder"))
        if folder:
            self._add([Path(folder)])

    def _add(self, paths: list[Path]) -> None:
        """Bring files and folders into the tray."""
        if not self.is_read_only:
            self.importing.add(self.view.id, None, paths)

    def _sort(self) -> None:
        self._sorting = True
        self._handed.clear()
        self._next_waiting("")
        self.sorting.picker.start()

    def _end_sorting(self) -> None:
        self._sorting = False
        self.refresh()
        self.canvas.setFocus()

    def _assign(self, item: str) -> None:
        """Give the photo that is shown an item, and show the next one that waits."""
        photo = self.photo
        if photo is None or self.is_read_only:
            return
        self.context.bridge.submit(LinkPhoto(self.view.id, photo.id, item))
        self._handed.add(photo.id)
        self._next_waiting(photo.id)
        if self._sorting:
            self.sorting.picker.start()

    def _next_waiting(self, after: EntryId) -> None:
        """Show the photo that waits behind another; what was just given an item may not be known as such yet."""
        waiting = [one.id for one in self._photos()[1]]
        at = waiting.index(after) if after in waiting else 0
        rest = [one for one in (*waiting[at:], *waiting[:at]) if one not in self._handed]
        if rest:
            self._choose(rest[0])
            self.refresh()
        else:
            self._end_sorting()

    def _assign_dropped(self, item: str, photo: EntryId) -> None:
        if photo == self._photo:
            self._assign(item)
        elif not self.is_read_only:
            self.context.bridge.submit(LinkPhoto(self.view.id, photo, item))

    # -- keys

    def keys(self) -> list[tuple[str, str]]:
        say = self.context.say
        named = [("1", "blur"), ("2", "arrow"), ("3", "label"), ("4", "crop"), ("5", "box"), ("9", "turn")]
        rest = [("Space", "compare"), ("←", "former"), ("→", "next"), ("F2", "caption"), ("*", "use-in-letter"),
                ("−", "remove-drawn"), ("Shift+Del", "delete"), ("Esc", "done")]  # fmt: skip
        return [(keys, say(f"photo.{name}")) for keys, name in (*named, *rest)]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, digit = event.key(), digit_of(event)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if digit in _TOOLS:
            self.easel.use(_TOOLS[digit])
        elif digit == "9":
            self.canvas.turn()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.step(1 if key == Qt.Key.Key_Right else -1)
        elif key == Qt.Key.Key_Space:
            self.easel.compare()
        elif key == Qt.Key.Key_F2:
            self.side.caption.setFocus()
        elif key == Qt.Key.Key_Asterisk:
            self.side.toggle_letter()
        elif key == Qt.Key.Key_Delete and shift:
            self._remove_shown()
        elif key == Qt.Key.Key_Escape:
            if self._sorting:
                self._end_sorting()
            elif not self.canvas.drop_words():
                self.done()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        width = self.width()
        self._panes.setFixedWidth(max(300, min(self.context.theme.px(_SIDE), round(width * 0.36))))
        self.bar.make_room(width)
        self.base.make_room(width)
