"""A table view as the program's tables look: rows to be chosen, headings, no grid, nothing that Tab is caught in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.theme import Theme


class Table(QTableView):
    """Shows a model.

    Args:
        theme: how high rows are.
        name: what the table is, for a screen reader.
        model: what it shows; the view keeps it.
        widths: pixels of the columns at 100 %; 0 takes what is left.
    """

    def __init__(self, theme: Theme, name: str, model: QAbstractItemModel, widths: Sequence[int]) -> None:
        super().__init__()
        self._theme = theme
        self._widths = tuple(widths)
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
        for column, width in enumerate(self._widths):
            mode = QHeaderView.ResizeMode.Interactive if width else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(column, mode)
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        header = self.horizontalHeader()
        header.setMinimumSectionSize(self._theme.px(48))
        self.verticalHeader().setDefaultSectionSize(self._theme.px(40 if self._theme.touch else 32))
        for column, width in enumerate(self._widths):
            if width:
                self.setColumnWidth(column, self._theme.px(width))

    def chosen(self) -> list[int]:
        """Return the rows that are chosen, from above."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())
