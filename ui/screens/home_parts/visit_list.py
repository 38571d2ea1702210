"""The list of visits: groups that fold, a link in each row that Enter, a click and a double click run."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QTreeView

from ui.context import Context
from ui.models.visits import COLUMNS, Arrangement, Group, Index, Role, VisitTree
from ui.screens.home_parts.measures import Measures
from ui.screens.home_parts.row_delegate import RowDelegate
from ui.screens.home_parts.wording import Words
from ui.work.stages import VisitRow


class VisitList(QTreeView):
    """Shows a `VisitTree`. The visit that is current stays current by its id, and folded groups stay folded."""

    asked = Signal(object)
    """A `VisitRow` whose link was run."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._theme = context.theme
        words = Words(context)
        self.tree = VisitTree(words.wording(), self)
        self.measures = Measures(context.theme, words)
        self.delegate = RowDelegate(context.theme, words, self.measures, self)
        # What has left an inspector's machine is what waits at the lead's.
        self._folded = {"approved", "void"} if context.is_lead else {"handed_over", "approved", "void"}
        self.setAccessibleName(context.say("home.visits"))
        self.setModel(self.tree)
        self.setItemDelegate(self.delegate)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setExpandsOnDoubleClick(False)
        self.setIndentation(0)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.header().setStretchLastSection(False)
        self.header().setMinimumSectionSize(0)
        context.theme.changed.connect(self._dress)

    def show_rows(self, rows: Sequence[VisitRow], arrangement: Arrangement) -> None:
        """Show visits."""
        at = self.current_row()
        held = at.visit if at is not None else ""
        before = self.tree.groups
        self.tree.show_rows(rows, arrangement)
        if self.tree.groups is not before:
            self._unfold()
            self._fit()
            if not self.currentIndex().isValid():
                index = self.tree.index_of(held)
                self.setCurrentIndex(index if index.isValid() else self.tree.index(0, 0))

    def current_row(self) -> VisitRow | None:
        """Return the visit that is current; None on a group."""
        row = self.currentIndex().data(Role.ROW) if self.currentIndex().isValid() else None
        return row if isinstance(row, VisitRow) else None

    def _unfold(self) -> None:
        for number, group in enumerate(self.tree.groups):
            index = self.tree.index(number, 0)
            self.setFirstColumnSpanned(number, QModelIndex(), True)
            self.setExpanded(index, group.key not in self._folded)

    def _dress(self) -> None:
        self.measures.forget()
        self.doItemsLayout()
        self._fit()

    def _fit(self) -> None:
        """Give each column what its widest cell needs; where that is too much, the code and the kind give way."""
        rows = [row for group in self.tree.groups for row in group.rows]
        room, needed = self.viewport().width(), self.measures.widest(rows)
        least = needed.unit + needed.when + needed.how + needed.act
        kind = needed.kind if least + needed.kind <= room else 0
        self.delegate.code_shown = least + kind + needed.code <= room
        spare = max(0, room - least - kind)
        self.setColumnHidden(COLUMNS.index("kind"), not kind)
        for column, width in enumerate((needed.unit, kind, needed.when, needed.how + spare, needed.act)):
            if width:
                self.header().resizeSection(column, width)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # -- what a person does

    def _run(self, index: Index) -> None:
        row = index.data(Role.ROW)
        if isinstance(row, VisitRow):
            self.asked.emit(row)

    def _toggle(self, index: Index, *, to: bool | None = None) -> None:
        group = index.data(Role.GROUP)
        if isinstance(group, Group):
            opened = not self.isExpanded(index) if to is None else to
            self.setExpanded(index, opened)
            (self._folded.discard if opened else self._folded.add)(group.key)
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        key = Qt.Key(event.key())
        is_group = index.data(Role.GROUP) is not None
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._toggle(index) if is_group else self._run(index)
        elif is_group and key in (Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._toggle(index, to={Qt.Key.Key_Left: False, Qt.Key.Key_Right: True}.get(key))
        elif event.text() and key not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()  # letters belong to no list here: an input method may take them at any moment
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if index.data(Role.GROUP) is not None:
            self._toggle(index)
        elif index.isValid() and COLUMNS[index.column()] == "act":
            self._run(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and index.data(Role.GROUP) is None and COLUMNS[index.column()] != "act":
            self._run(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        is_link = index.isValid() and (COLUMNS[index.column()] == "act" or index.data(Role.GROUP) is not None)
        shape = Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())  # type: ignore[attr-defined]
            row = index.data(Role.ROW) if index.isValid() else None
            self.viewport().setToolTip(row.seal_code if isinstance(row, VisitRow) else "")
        return super().viewportEvent(event)

    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: Index) -> None:
        rect = options.rect
        is_current = index.row() == self.currentIndex().row() and index.parent() == self.currentIndex().parent()
        shown = is_current and self.hasFocus()
        outdoor = self._theme.tokens.is_outdoor
        if shown and not outdoor and index.data(Role.GROUP) is None:
            painter.fillRect(rect, self._theme.color("selection"))
        super().drawRow(painter, options, index)
        if shown and (outdoor or self._theme.by_keys):
            pen = QPen(self._theme.color("text" if outdoor else "accent"), 3 if outdoor else 2)
            painter.setPen(pen)
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
