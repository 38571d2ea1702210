"""The planned visits by day, to be ticked one by one or a day at a time."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from inspector.journal.entry import VisitId
from inspector.text import civil_date
from ui.context import Context
from ui.work.briefing import Plan


class PlanTree(QTreeWidget):
    """Space ticks what is current; a day ticks all of its visits."""

    ticked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._lines: dict[VisitId, QTreeWidgetItem] = {}
        self.setProperty("role", "plain")
        self.setHeaderHidden(True)
        self.setAccessibleName(context.say("team.brief-plans"))
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.itemChanged.connect(self.ticked)

    def show_plans(self, plans: Sequence[Plan]) -> None:
        """Show visits, those ticked that a briefing tells today."""
        self.blockSignals(True)
        for day, found in groupby(plans, key=lambda plan: plan.day):
            words = civil_date(day) if day else self._context.say("team.brief-no-day")
            head = QTreeWidgetItem(self, [words])
            head.setFlags(head.flags() | Qt.ItemFlag.ItemIsAutoTristate | Qt.ItemFlag.ItemIsUserCheckable)
            for plan in found:
                line = QTreeWidgetItem(head, [self._words(plan)])
                self._lines[plan.visit] = line
                line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                line.setCheckState(0, Qt.CheckState.Checked if plan.is_told else Qt.CheckState.Unchecked)
            head.setExpanded(True)
        self.blockSignals(False)
        self.setCurrentIndex(self.model().index(0, 0))
        rows = len(plans) + self.topLevelItemCount()
        self.setFixedHeight(self._context.theme.px(28) * max(2, min(rows, 6)) + 8)
        self.ticked.emit()

    def _words(self, plan: Plan) -> str:
        key = "-begun" if plan.has_begun else "-announced" if plan.announced else ""
        return self._context.say(f"team.brief-plan{key}", unit=plan.unit)

    def keyboardSearch(self, search: str) -> None:
        """Letters choose nothing: they belong to input methods."""

    @property
    def total(self) -> int:
        """How many visits there are to tick."""
        return len(self._lines)

    @property
    def chosen(self) -> tuple[VisitId, ...]:
        """The visits that are ticked."""
        return tuple(visit for visit, line in self._lines.items() if line.checkState(0) == Qt.CheckState.Checked)

    def tick(self, *, all_of_them: bool) -> None:
        """Tick all or none."""
        self.blockSignals(True)
        for line in self._lines.values():
            line.setCheckState(0, Qt.CheckState.Checked if all_of_them else Qt.CheckState.Unchecked)
        self.blockSignals(False)
        self.ticked.emit()
