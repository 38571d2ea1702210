"""The agreement view: where observers differ, by item, by pair and by person, and the way to each dispute."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QHeaderView,
    QListWidgetItem,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from inspector.journal.entry import BlobId
from inspector.projection.view import View
from inspector.projection.visit import State
from inspector.rules.checklist import Checklist
from inspector.synthesis.agreement import Place
from ui.aside import Task
from ui.context import Context
from ui.models.agreement import AgreementRows
from ui.theme import Theme
from ui.widgets.button import Segments
from ui.widgets.notices import Empty
from ui.widgets.text import Label, card, column, held, row
from ui.widgets.wrapped_list import WrappedList
from ui.work.agreeing import WAYS, Table, table
from ui.work.explaining import day_words
from ui.work.previous import day_of
from ui.work.stages import heading

_WIDE = 900
"""From this width on, in pixels at 100 %, the places stand beside the table, not below it."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Figures(QStyledItemDelegate):
    """Counts in figures of one width."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.font = self._theme.font(14, numeric=bool(index.column()))


class _Rows(QTableView):
    """A table of which a whole row is chosen; letters do nothing, and Tab leaves it."""

    opened = Signal()

    def __init__(self, context: Context, model: AgreementRows) -> None:
        super().__init__()
        self._theme = context.theme
        self.setModel(model)
        self.setItemDelegate(_Figures(context.theme, self))
        self.setAccessibleName(context.say("agreement.table"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        model.modelReset.connect(self.fit)
        context.theme.changed.connect(self.fit)
        self.fit()

    @Slot()
    def fit(self) -> None:
        """Give counts the room that they need, and the first column the rest."""
        self.verticalHeader().setDefaultSectionSize(self._theme.px(36))
        header = self.horizontalHeader()
        for section in range(header.count()):
            mode = QHeaderView.ResizeMode.ResizeToContents if section else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(section, mode)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Nothing is found by typing letters here."""


class Agreement(QWidget):
    """Shows how far observers agree. Opening a dispute asks the window for the page on which it is decided."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._view: View | None = None
        self._table: Table | None = None
        self._task: Task | None = None
        theme, say = context.theme, context.say
        self.whole = Label(theme, "", 14, wrap=True)
        self.ways = Segments(theme, tuple(say(f"agreement.by-{way}") for way in WAYS), say("agreement.arrange"))
        self.ways.clicked.connect(self._show_lines)
        self.model = AgreementRows(say, self)
        self.rows = _Rows(context, self.model)
        self.rows.opened.connect(self._to_places)
        self.rows.doubleClicked.connect(self._to_places)
        self.rows.selectionModel().currentRowChanged.connect(self._show_places)
        self.places_heading = Label(theme, "", 12, "text2", strong=True, wrap=True)
        self.places = WrappedList(theme, say("agreement.places"))
        self.places.itemActivated.connect(self._open)
        head = row(self.whole, self.ways, gap=16)
        head.setStretchFactor(self.whole, 1)
        beside = column(self.places_heading, self.places, gap=8)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(16)
        self._halves.addWidget(card(column(self.rows, margins=(1, 1, 1, 4))), 3)
        self._halves.addLayout(beside, 2)
        body = column(head, self._halves, gap=12)
        body.setStretchFactor(self._halves, 1)
        empty = Empty(theme, "users", say("agreement.none"))
        empty.setMaximumWidth(theme.px(520))
        self._stack = QStackedWidget()
        waiting = Label(theme, say("agreement.loading"), 14, "text2")
        waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for page in (waiting, held(body), held(column(None, row(None, empty, None), None))):
            self._stack.addWidget(page)
        self.setLayout(column(self._stack))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = event.size().width() >= self._context.theme.px(_WIDE)
        direction = QBoxLayout.Direction
        self._halves.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)

    def show_view(self, view: View, checklists: Mapping[BlobId, Checklist]) -> None:
        """Show how far observers agree in a view; what is chosen stays chosen."""
        if view is self._view:
            return
        if self._task is not None:
            self._task.cancel()
        self._view = view
        self._task = self._context.aside.run(partial(table, view, checklists, self._context.language))
        self._task.done.connect(self._take)

    @Slot(object)
    def _take(self, found: Table) -> None:
        self._task = None
        self._table = found
        say, whole = self._context.say, found.whole
        self._stack.setCurrentIndex(1 if any(found.lines.values()) else 2)
        self.whole.setText(
            say("agreement.whole", count=whole.count, total=whole.total, concluded=f"{whole.concluded}/{whole.count}")
        )
        self._show_lines()

    @Slot()
    def _show_lines(self) -> None:
        if self._table is None:
            return
        way = WAYS[self.ways.index]
        chosen = self.model.line(self.rows.currentIndex().row())
        self.model.show_lines(way, self._table.lines[way])
        place = self.model.row_of(chosen.key) if chosen is not None else -1
        self.rows.selectRow(max(0, place))
        self._show_places()

    @Slot()
    def _show_places(self, *_: object) -> None:
        line = self.model.line(self.rows.currentIndex().row())
        say = self._context.say
        self.places.clear()
        self.places_heading.setText(say("agreement.places-of", label=line.label) if line is not None else "")
        for place in line.places if line is not None else ():
            item = QListWidgetItem(self._words(place))
            item.setData(Qt.ItemDataRole.UserRole, place)
            self.places.addItem(item)
        if self.places.count():
            self.places.setCurrentRow(0)
        elif line is not None:
            self.places_heading.setText(say("agreement.no-places", label=line.label))

    def _words(self, place: Place) -> str:
        assert self._view is not None
        assert self._table is not None
        visit, item = self._view.visits[place.visit], self._table.items.get(place.item)
        words = f"{item.code} {item.short.say(self._context.language)}" if item is not None else place.item
        result = visit.result(place.item, place.instance)
        is_open = result is None or result.state is State.CONTESTED
        state = self._context.say("deciding.waits" if is_open else "deciding.is-decided")
        parts = (heading(visit.unit.name), day_words(day_of(visit)), words, place.instance, state)
        return " · ".join(part for part in parts if part)

    @Slot()
    def _to_places(self, *_: object) -> None:
        if self.places.count():
            self.places.setFocus()

    @Slot(QListWidgetItem)
    def _open(self, item: QListWidgetItem) -> None:
        place: Place = item.data(Qt.ItemDataRole.UserRole)
        self._context.go("merge", visit=place.visit, item=place.item, part="decide")
