"""A table view as the program's tables look: rows to be chosen, headings, no grid, nothing that Tab is caught in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.theme import Theme


class Table(QTableView):
    """Shows a model.

    Args:
        theme: how high rows are.
        name: what the table is, for a screen reader.
        model: what it shows; the view keeps it.
        widths: pixels of the columns at 100 %; 0 takes what is left.
        least: pixels at 100 % below which a column that takes what is left does not go; the table scrolls across then.
    """

    def __init__(
        self, theme: Theme, name: str, model: QAbstractItemModel, widths: Sequence[int], least: int = 160
    ) -> None:
        super().__init__()
        self._theme = theme
        self._widths = tuple(widths)
        self._least = least
        self.setAccessibleName(name)
        self.setModel(model)
        model.setParent(self)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        header = self.horizontalHeader()
        header.setMinimumSectionSize(self._theme.px(48))
        self.verticalHeader().setDefaultSectionSize(self._theme.px(40 if self._theme.touch else 32))
        fixed = sum(self._theme.px(width) for width in self._widths)
        rest = max(self._theme.px(self._least), self.viewport().width() - fixed)
        for column, width in enumerate(self._widths):
            self.setColumnWidth(column, self._theme.px(width) if width else rest)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def chosen(self) -> list[int]:
        """Return the rows that are chosen, from above."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())
