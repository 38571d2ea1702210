"""Where one photo is drawn over: the canvas with its tools, or the reason why there is no picture to draw on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from inspector.journal.drawing import Operation
from inspector.journal.entry import VisitId
from inspector.projection.photos import Photo
from ui.context import Context
from ui.copying import Copying
from ui.models.photos import standing_of
from ui.pictures import Pictures
from ui.widgets.canvas import Canvas
from ui.widgets.notices import Empty
from ui.widgets.photo_bars import PhotoTop
from ui.widgets.text import column, held, row
from ui.work.drawing import Tool


class Easel(QStackedWidget):
    """Shows the picture of a photo, takes note of what is drawn, and keeps it when one goes on to another."""

    drawn = Signal(object, bool)
    """The operations now, and whether they can be changed."""
    folder_asked = Signal()

    def __init__(self, context: Context, bar: PhotoTop) -> None:
        super().__init__()
        self._context = context
        self._bar = bar
        self._visit: VisitId = ""
        self._photo: Photo | None = None
        self._read_only = True
        self._copying = Copying(context, self)
        self._former: list[tuple[Operation, ...]] = []
        """What was drawn before each change, for undo."""
        self._pictures = Pictures.of(context)
        self._pictures.ready.connect(self._came)
        self.canvas = Canvas(context)
        self.notice = Empty(context.theme, "photo", "")
        self.notice.setMinimumWidth(context.theme.px(360))
        self.addWidget(self.canvas)
        self.add = self.notice.add_action(
            context.say("photo.add-folder"), self.folder_asked.emit, primary=True, icon="folder-open"
        )
        around = held(column(None, row(None, self.notice, None), None))
        self.addWidget(around)
        self._around = around
        bar.tool_chosen.connect(self.use)
        bar.turned.connect(self.canvas.turn)
        bar.zoom_asked.connect(self.canvas.zoom)
        bar.fit_asked.connect(self.canvas.fit)
        bar.original_asked.connect(self._compare)
        bar.remove_asked.connect(self.canvas.remove_selected)
        self.canvas.zoomed.connect(bar.show_percent)
        self.canvas.picked.connect(bar.show_selected)
        self.canvas.edited.connect(self._edited)
        self.canvas.tool_done.connect(self._put_tool_down)

    def show_photo(self, photo: Photo, visit: VisitId, *, read_only: bool) -> None:
        """Show the picture of a photo, or why there is none."""
        self._photo, self._visit, self._read_only = photo, visit, read_only
        standing = standing_of(photo, self._context)
        source = photo.said.display if photo.said is not None else ""
        if standing != "here" or self._pictures.is_broken(source):
            self.show_reason(self._context.say(f"photo.{'broken' if standing == 'here' else standing}"))
            return
        self.setCurrentWidget(self.canvas)
        has_source = source in self._context.shown.present
        image = self._pictures.get(source if has_source else photo.shown or "")
        self._lock(locked=read_only or not has_source or image is None)
        if image is None:
            if not self._copying.follows(photo):
                self.canvas.show_nothing()
        elif self._copying.begin(visit, photo, source):
            self._former.clear()
            self.canvas.show_picture(image, self._copying.operations if has_source else ())
        self._tell()

    def show_reason(self, words: str, *, offers_folder: bool = False) -> None:
        """Show words in the place of a picture, and where there is none at all, how to bring some."""
        self.notice.words.setText(words)
        self.add.setVisible(offers_folder)
        self.setCurrentWidget(self._around)
        self._lock(locked=True)

    def keep(self) -> None:
        """Let hold what was drawn so far."""
        self._copying.keep()

    def put_away(self) -> None:
        """Keep what was drawn, and be ready for another photo."""
        self._copying.keep()
        self._copying.forget()
        self._photo = None
        self._compare(on=False)
        self._put_tool_down()

    def use(self, tool: Tool | None) -> None:
        """Take a tool in hand, or none; the one that is in hand is put down."""
        self._compare(on=False)
        self.canvas.use(None if self.canvas.is_locked or tool == self.canvas.tool else tool)
        self._bar.show_tool(self.canvas.tool)
        self.canvas.setFocus()

    def compare(self) -> None:
        """Show the original, or again what was drawn over it."""
        self._compare(on=not self.canvas.is_original)

    def undo(self) -> bool:
        """Take back what was drawn last; tell whether anything was."""
        if not self._former:
            return False
        self.canvas.set_operations(self._former.pop(), tell=False)
        self._copying.draw(self.canvas.operations)
        self._tell()
        return True

    def _came(self, blob: str) -> None:
        photo = self._photo if self._context.now_shown is not None else None
        if photo is not None and photo.said is not None and blob in (photo.said.display, photo.shown):
            self.show_photo(photo, self._visit, read_only=self._read_only)

    def _lock(self, *, locked: bool) -> None:
        self.canvas.is_locked = locked
        if locked:
            self.canvas.deselect()
        self._bar.lock(locked=locked)

    def _put_tool_down(self) -> None:
        self.canvas.use(None)
        self._bar.show_tool(None)

    def _compare(self, on: bool) -> None:
        self.canvas.show_original(on=on)
        self._bar.show_original(on=on)

    def _edited(self) -> None:
        self._former.append(self._copying.operations)
        self._copying.draw(self.canvas.operations)
        self._tell()

    def _tell(self) -> None:
        self.drawn.emit(self.canvas.operations, not self.canvas.is_locked)
