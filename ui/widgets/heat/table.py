"""The table put together: names on the left, fields in the middle, sums on the right, a foot below; all scroll as one."""

from __future__ import annotations

from itertools import groupby
from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHeaderView, QScrollBar, QSizePolicy, QTableView

from ui.models.matrix import FIRST, GROUP, UNIT, FootModel, MatrixModel, Wording
from ui.theme import Theme
from ui.widgets.heat.delegate import ABOVE, NEXT, PAD, FootDelegate, NameDelegate, SumDelegate
from ui.widgets.heat.header import GAP, Headings
from ui.widgets.heat.tiles import LEFT, FieldPainter, Tiles
from ui.widgets.heat.views import Beside, Fields, Grid
from ui.widgets.heat.widths import shared_out, shorter
from ui.work.faces import Choice, Mode, Table

_SUM: Final = 64
_WIDE: Final[dict[Mode, int]] = {"item": 0, "group": 64, "round": 84}
"""Of a field in pixels at 100 %; 0: as wide as an outcome needs."""
_MOST_GROUP: Final = 176
"""Names of groups longer than this are broken into lines."""


class HeatTable(QFrame):
    """Shows a `Table`. What is current stays so by unit and column, whatever is arranged anew."""

    opened = Signal()
    """The current field was asked to be opened."""
    moved = Signal()
    chosen = Signal()

    def __init__(self, theme: Theme, wording: Wording, foot: FootModel, name: str) -> None:
        super().__init__()
        self.setObjectName("heat")
        self._theme = theme
        self.tiles = Tiles(theme)
        self.model = MatrixModel(wording, self)
        self.foot = foot
        foot.setParent(self)
        self.painter_of = FieldPainter(self.tiles)
        self.fields = Fields(theme, name, self.painter_of)
        self.names = Beside(theme, wording.names[1])
        self.sums = Beside(theme, wording.names[2])
        self._foots = tuple(_foot_view(theme, name) for _ in range(3))
        self._bodies = (self.names, self.fields, self.sums)
        self._choice = Choice()
        self._raised: set[int] = set()
        """Rows that are higher than others."""
        self._link()
        self._dress_views()
        self._build()
        theme.changed.connect(self._fit)

    # -- how it is put together

    def _link(self) -> None:
        """Give all views one model and one selection, and let them scroll together."""
        self.fields.setModel(self.model)
        for beside in (self.names, self.sums):
            beside.setModel(self.model)
            beside.setSelectionModel(self.fields.selectionModel())
            beside.row_pressed.connect(self._to_row)
            beside.opened.connect(self._open_row)
        for foot in self._foots:
            foot.setModel(self.foot)
        down = self.fields.verticalScrollBar()
        for other in (self.names.verticalScrollBar(), self.sums.verticalScrollBar()):
            down.valueChanged.connect(other.setValue)
            other.valueChanged.connect(down.setValue)
        across = self.fields.horizontalScrollBar()
        across.valueChanged.connect(self._foots[1].horizontalScrollBar().setValue)
        self.across = QScrollBar(Qt.Orientation.Horizontal)
        self.across.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        across.rangeChanged.connect(self._take_range)
        across.valueChanged.connect(self.across.setValue)
        self.across.valueChanged.connect(across.setValue)
        self.fields.opened.connect(self.opened)
        self.fields.moved.connect(self._tell_moved)
        self.fields.chosen.connect(self.chosen)

    def _dress_views(self) -> None:
        theme, tiles, model = self._theme, self.tiles, self.model
        self.names.setItemDelegate(NameDelegate(theme, tiles, model, self.fields))
        self.sums.setItemDelegate(SumDelegate(theme, tiles, model, self.sums))
        self.sums.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        for view in self._bodies:
            headings = Headings(theme, model, self.fields if view is self.fields else view, self.painter_of)
            headings.setParent(view)
            view.setHorizontalHeader(headings)
            headings.pressed_at.connect(self._to_column)
        for foot in self._foots:
            foot.setItemDelegate(FootDelegate(theme, tiles, self.foot, self.painter_of, foot))

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        for column, (body, foot) in enumerate(zip(self._bodies, self._foots, strict=True)):
            grid.addWidget(body, 0, column)
            grid.addWidget(foot, 1, column)
        grid.addWidget(self.across, 2, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(0, 1)
        self.setLayout(grid)

    # -- what is shown

    def show_table(self, table: Table, choice: Choice, wording: Wording, foot: str) -> None:
        """Show a table as it was chosen; `foot` says what the row below it counts."""
        at = self.current
        self._choice = choice
        self._raised.clear()
        self.model.show_table(table, wording)
        self.foot.show_table(table, foot)
        self._fit()
        index = self.model.place(*at) if at is not None else QModelIndex()
        if not index.isValid() and table.lines and table.columns:
            same = [n for n, line in enumerate(table.lines) if at is not None and line.unit.number == at[0]]
            index = self.model.index(same[0] if same else 0, FIRST)
        self._make_current(index)

    @property
    def current(self) -> tuple[int, str] | None:
        """The number of the unit and the key of the column of the current field."""
        named = self.model.named(self.fields.currentIndex())
        return (named[0].unit.number, named[1].key) if named is not None else None

    def go(self, unit: int, key: str) -> None:
        """Make a field current and bring it into sight, if it is shown."""
        index = self.model.place(unit, key)
        if index.isValid():
            self._make_current(index)

    def step(self, rows: int) -> None:
        """Move the current field up or down."""
        at = self.fields.currentIndex()
        index = self.model.index(at.row() + rows, at.column())
        if index.isValid():
            self._make_current(index)

    def chosen_rows(self, column: int) -> list[int]:
        """Return the rows that are chosen in a column; the current one alone is no choice."""
        parts = [
            one for one in self.fields.selectionModel().selection().toList() if one.left() <= column <= one.right()
        ]
        rows = sorted({row for part in parts for row in range(part.top(), part.bottom() + 1)})
        return rows if len(rows) > 1 else []

    def _make_current(self, index: QModelIndex) -> None:
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.fields.selectionModel().setCurrentIndex(index, flags)
        if index.isValid():
            self.fields.scrollTo(index)

    def _to_row(self, row: int) -> None:
        at = self.fields.currentIndex()
        self._make_current(self.model.index(row, at.column() if at.isValid() else FIRST))
        self.fields.setFocus(Qt.FocusReason.MouseFocusReason)

    def _open_row(self, row: int) -> None:
        self._to_row(row)
        self.opened.emit()

    def _to_column(self, column: int) -> None:
        at = self.fields.currentIndex()
        self._make_current(self.model.index(max(0, at.row()), column))
        self.fields.setFocus(Qt.FocusReason.MouseFocusReason)

    def _tell_moved(self) -> None:
        for view in self._bodies:
            view.horizontalHeader().viewport().update()
        self.names.viewport().update()
        self.moved.emit()

    # -- sizes

    def _fit(self) -> None:
        """Give every row and column its size and every view its columns."""
        theme = self._theme
        group = self._group_width()
        unit = self._unit_width(NEXT if group else PAD)
        self.painter_of.fit(theme.px(_WIDE[self._choice.mode]))
        cell = self.tiles.cell
        last = self.model.last
        for number, view in enumerate((*self._bodies, *self._foots)):
            part = number % 3
            for column in range(last + 1):
                mine = 0 if column < FIRST else 2 if column == last else 1
                view.setColumnHidden(column, mine != part or (column == GROUP and not group))
            view.setColumnWidth(GROUP, group)
            view.setColumnWidth(UNIT, unit)
            view.setColumnWidth(last, theme.px(_SUM))
        extra = self._extra(cell.height(), group - PAD - 2)
        for view in self._bodies:
            self._fit_rows(view, cell.height(), extra)
        self._raised = set(extra)
        self._span()
        self._place_foot(theme.px(36))
        bar = self.sums.verticalScrollBar().sizeHint().width()
        for view in (self.names, self._foots[0]):
            view.setFixedWidth(group + unit)
        for view in (self.sums, self._foots[2]):
            view.setFixedWidth(theme.px(_SUM) + bar)
        self.fields.setMinimumWidth(cell.width() * 4)
        self._fit_fields()
        self._take_range(self.fields.horizontalScrollBar().minimum(), self.fields.horizontalScrollBar().maximum())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_fields()

    def _fit_fields(self) -> None:
        """Give the columns of fields their widths: beside the last of a group is room for the group's name, if there is."""
        room = self.width() - self.names.width() - self.sums.width()
        for place, width in enumerate(self._widths(self.painter_of.size.width() + LEFT, room)):
            for view in (self.fields, self._foots[1]):
                view.setColumnWidth(FIRST + place, width)

    def _widths(self, cell: int, room: int) -> list[int]:
        columns = self.model.table.columns
        widths = [cell] * len(columns)
        ends, wanted = [], []
        for title, found in groupby(range(len(columns)), key=lambda n: columns[n].group):
            numbers = list(found)
            ends.append(numbers[-1])
            forms = [self._wide(one) for one in shorter(title)]
            wanted.append((cell * len(numbers), forms[-1], forms[0]))
        gaps = GAP * (len(ends) - 1) if ends else 0
        for end, (own, _, _), given in zip(ends, wanted, shared_out(wanted, room - gaps), strict=True):
            widths[end] += given - own + (GAP if end + 1 < len(columns) else 0)
        return widths

    def _wide(self, title: str) -> int:
        return round(self._theme.advance(title, 12, strong=True)) + LEFT + 1 if title else 0

    def _fit_rows(self, view: QTableView, height: int, extra: dict[int, int]) -> None:
        header = view.verticalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setDefaultSectionSize(height)
        for row in self._raised - extra.keys():
            header.resizeSection(row, height)
        for row, more in extra.items():
            header.resizeSection(row, height + more)

    def _extra(self, height: int, room: int) -> dict[int, int]:
        """Return by row how much higher than others it is: above a group, and where a group's name needs the room."""
        font = self._theme.font(12, strong=True)
        page = QRectF(0, 0, room, 10_000)
        found = {0: ABOVE}
        for span in self.model.table.spans:
            found[span.first] = ABOVE
            words = QFontMetricsF(font).boundingRect(page, Qt.TextFlag.TextWordWrap.value, span.name)
            lacking = round(words.height()) + 8 - span.count * height
            if lacking > 0:
                at = span.first + span.count - 1
                found[at] = found.get(at, 0) + lacking
        return found

    def _span(self) -> None:
        self.names.clearSpans()
        for span in self.model.table.spans:
            if span.count > 1:
                self.names.setSpan(span.first, GROUP, span.count, 1)

    def _place_foot(self, height: int) -> None:
        self._foots[0].clearSpans()
        if self.foot.columnCount() > FIRST and not self._foots[0].isColumnHidden(GROUP):
            self._foots[0].setSpan(0, GROUP, 1, 2)
        for view in self._foots:
            view.setRowHeight(0, height)
            view.setFixedHeight(height + 1)

    def _group_width(self) -> int:
        """Return the width of the column of groups; 0 where no row has one."""
        theme = self._theme
        names = {self.model.named_group(n) for n in range(len(self.model.table.lines))} - {""}
        if not names:
            return 0
        names.add(str(self.model.headerData(GROUP, Qt.Orientation.Horizontal)))
        widest = max(theme.advance(name, 12, strong=True) for name in names)
        return round(min(widest, theme.px(_MOST_GROUP))) + PAD + 6

    def _unit_width(self, pad: int) -> int:
        theme = self._theme
        widest = max((theme.advance(line.name, 14, strong=True) for line in self.model.table.lines), default=0)
        return round(widest) + pad + 8

    def _take_range(self, low: int, high: int) -> None:
        source = self.fields.horizontalScrollBar()
        self.across.setRange(low, high)
        self.across.setPageStep(source.pageStep())
        self.across.setVisible(high > low)


def _foot_view(theme: Theme, name: str) -> Grid:
    view = Grid(theme, name)
    view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    view.setSelectionMode(QTableView.SelectionMode.NoSelection)
    view.horizontalHeader().hide()
    view.horizontalHeader().setMinimumSectionSize(0)
    view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    view.setProperty("role", "foot")
    view.ground = "bg"
    return view
