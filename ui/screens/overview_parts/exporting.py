"""What the overview can become: the whole round for other programs, or the table as it is shown, as picture or pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu, QWidget

from inspector.errors import KnownError
from ui.choosing import save_as
from ui.context import Context
from ui.screens.overview_parts.drawing import Drawing, pages, picture
from ui.screens.overview_parts.sheet import Sheet
from ui.widgets.button import Button
from ui.work.home import write_whole

_MOST_ROWS: Final = 400
"""Of a picture: more would be too tall for most programs that show pictures."""

Made = Callable[[], Sheet]


class Exports(QObject):
    """Offers both, and writes the table; one file at a time."""

    def __init__(self, context: Context, button: Button, sheet: Made) -> None:
        super().__init__(button)
        self._context = context
        self._button = button
        self._sheet = sheet

    def offer(self, has_table: bool) -> QMenu:
        """Show the menu below its button."""
        menu, say = QMenu(self._button), self._context.say
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(say("overview.export.round"), self._export_round)
        if has_table:
            menu.addSeparator()
            menu.addAction(say("overview.export.png"), partial(self._choose_file, "png"))
            menu.addAction(say("overview.export.pdf"), partial(self._choose_file, "pdf"))
        menu.popup(self._button.mapToGlobal(self._button.rect().bottomLeft()))
        return menu

    def _export_round(self) -> None:
        from ui.exporting import choose  # slow to read, and wanted by few who look at the overview

        choose(self._context, self._window())

    # -- the table

    def _choose_file(self, kind: str) -> None:
        say = self._context.say
        name = f"{say('overview.export.file', day=f'{self._context.now():%Y%m%d}')}.{kind}"
        path = save_as(self._window(), say(f"overview.export.{kind}"), name, (say(f"overview.export.{kind}-name"),))
        if path is not None:
            self.write_table(path)

    def write_table(self, path: Path) -> None:
        """Write the table as it is shown: pages if the name says so, else one picture."""
        sheet, context = self._sheet(), self._context
        if path.suffix != ".pdf" and len(sheet.table.lines) > _MOST_ROWS:
            error = KnownError("overview.export.too-tall", rows=len(sheet.table.lines))
            context.refused.emit(context.word(error))
            return
        day = f"{context.now():%d/%m/%Y}"
        self._begin()
        draw = pages if path.suffix == ".pdf" else picture
        drawing = Drawing(partial(draw, sheet, context.shown.view.title, partial(self._page, day)), self)
        drawing.drawn.connect(partial(self._write, path))

    def _page(self, day: str, page: int, pages: int) -> str:
        return self._context.say("overview.page", day=day, page=page, pages=pages)

    def _write(self, path: Path, data: bytes) -> None:
        task = self._context.aside.run(partial(_written, path, data))
        task.done.connect(self._tell)
        task.failed.connect(self._refuse)
        task.finished.connect(self._end)

    # -- what is told

    def _window(self) -> QWidget:
        return self._button.window()

    def _begin(self) -> None:
        self._button.setEnabled(False)
        self._button.set_words(self._context.say("overview.exporting"))

    def _end(self) -> None:
        self._button.setEnabled(True)
        self._button.set_words(self._context.say("overview.export"))

    def _tell(self, path: Path) -> None:
        self._context.toast(self._context.say("overview.export.done", file=path.name, folder=path.parent.name))

    def _refuse(self, error: KnownError) -> None:
        self._context.refused.emit(self._context.word(error))


def _written(path: Path, data: bytes) -> Path:
    write_whole(path, data)
    return path
