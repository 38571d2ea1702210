"""Choosing an item by typing its code or a few of its words, without marks if one likes."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QWidget

from inspector.rules.checklist import Checklist
from inspector.text import fold
from ui.context import Context
from ui.models.photos import photo_in
from ui.widgets.text import column

_WIDTH: Final = 420
_ID = Qt.ItemDataRole.UserRole


class ItemPicker(QWidget):
    """A field and the items that it leaves. Enter takes the first, arrows another; a photo may be dropped on a row."""

    chosen = Signal(str)
    """Id of an item."""
    dropped = Signal(str, str)
    """An item, and the photo that was dropped on it."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._checklist: Checklist | None = None
        self.field = QLineEdit()
        self.field.setPlaceholderText(context.say("photo.find-item"))
        self.field.setAccessibleName(context.say("photo.find-item"))
        self.field.textChanged.connect(self._narrow)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(context.say("photo.items"))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.itemClicked.connect(self._take)
        self.list.itemActivated.connect(self._take)
        self.setAcceptDrops(True)
        layout = column(self.field, self.list, gap=8)
        layout.setStretchFactor(self.list, 1)
        self.setLayout(layout)

    def show_items(self, checklist: Checklist) -> None:
        """Offer the items of a checklist."""
        if checklist is not self._checklist:
            self._checklist = checklist
            self._narrow()

    def start(self) -> None:
        """Begin anew: nothing typed, everything offered, ready to type."""
        self.field.clear()
        self.field.setFocus()

    def _narrow(self) -> None:
        if self._checklist is None:
            return
        wanted = fold(self.field.text()).split()
        self.list.clear()
        for item in self._checklist.items:
            words = f"{item.code}  {item.short.say(self._context.language)}"
            if all(part in fold(words) for part in wanted):
                row = QListWidgetItem(words)
                row.setData(_ID, item.id)
                row.setToolTip(item.full.say(self._context.language))
                row.setSizeHint(QSize(10, self._context.theme.px(36)))
                self.list.addItem(row)
        exact = [
            n for n in range(self.list.count()) if wanted and fold(self.list.item(n).text()).split()[0] == wanted[0]
        ]
        if self.list.count():
            self.list.setCurrentRow(exact[0] if exact else 0)

    def _take(self, row: QListWidgetItem) -> None:
        self.chosen.emit(row.data(_ID))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None and self.list.count():
            self.list.setCurrentRow(max(0, min(self.list.count() - 1, self.list.currentRow() + step)))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if (row := self.list.currentItem()) is not None:
                self._take(row)
            return True
        return super().eventFilter(watched, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if photo_in(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        row = self._row_at(event.position().toPoint())
        if row is None:
            event.ignore()
        else:
            self.list.setCurrentItem(row)
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        row = self._row_at(event.position().toPoint())
        if row is not None:
            event.acceptProposedAction()
            self.dropped.emit(row.data(_ID), photo_in(event.mimeData()))

    def _row_at(self, at: QPoint) -> QListWidgetItem | None:
        return self.list.itemAt(self.list.viewport().mapFrom(self, at))


class ItemPopup(QFrame):
    """The picker in a small window of its own below what opened it."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "card")
        self.picker = ItemPicker(context)
        self.setLayout(column(self.picker, margins=(8, 8, 8, 8)))
        self.setFixedSize(_WIDTH, context.theme.px(320))
        self.picker.chosen.connect(self.hide)

    def open_below(self, widget: QWidget) -> None:
        """Open below a widget, as far right as the window goes."""
        window = widget.window()
        corner = widget.mapToGlobal(QPoint(0, widget.height() + 4))
        right = window.mapToGlobal(QPoint(window.width(), 0)).x() - self.width() - 8
        self.move(min(corner.x(), right), corner.y())
        self.show()
        self.picker.start()
