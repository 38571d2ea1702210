"""About the program: versions, every licence, and a text for the makers that a person copies themselves."""

from __future__ import annotations

import platform

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QPlainTextEdit, QTableWidget, QTableWidgetItem

from ui.bridge import PROGRAM
from ui.context import Context
from ui.screens.settings_parts.part import Part
from ui.widgets.button import Button
from ui.widgets.text import row
from ui.work.licences import Licensed, bundled, packages


class About(Part):
    """Nothing here leaves the laptop by itself."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._licensed: tuple[Licensed, ...] = ()
        version = PROGRAM.split(" ", 1)[1]
        program, _ = self.fact(self.say("about.version"), f"Thị Sát {version}")
        licence, told = self.fact(self.say("about.licence"), "Apache License 2.0")
        told.setProperty("verbatim", True)
        parts, told = self.fact(self.say("about.parts"), f"Python {platform.python_version()} · Qt {qVersion()}")
        told.setProperty("verbatim", True)
        system, told = self.fact(self.say("about.system"), platform.platform(terse=True))
        told.setProperty("verbatim", True)
        self.copy = Button(self.theme, self.say("about.copy"), "plain", "copy")
        self.copy.clicked.connect(self._copy)
        self.add_card(
            "Thị Sát", program, 8, licence, 8, parts, 8, system, 12, row(self.copy, None), 4,
            self.words(self.say("about.copy.note"), "text3", 12), icon="info-circle", note=self.say("about.note"),
        )  # fmt: skip
        self.table = self._table()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setProperty("verbatim", True)
        self.text.setAccessibleName(self.say("about.licence-text"))
        self.text.setFixedHeight(self.theme.px(200))
        self.text.setTabChangesFocus(True)
        self.add_card(
            self.say("about.licences"), self.table, 8, self.text, icon="license", note=self.say("about.licences.note")
        )

    def _table(self) -> QTableWidget:
        table = QTableWidget(0, 3)
        table.setAccessibleName(self.say("about.licences"))
        table.setProperty("verbatim", True)
        table.setHorizontalHeaderLabels([self.say(f"about.{name}") for name in ("name", "number", "terms")])
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self.theme.px(32))
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setStretchLastSection(True)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setFixedHeight(self.theme.px(260))
        table.currentCellChanged.connect(self._show_text)
        return table

    def refresh(self) -> None:
        if not self._licensed:
            self.context.aside.run(lambda: (*packages(), *bundled())).done.connect(self._list)

    def _list(self, licensed: tuple[Licensed, ...]) -> None:
        self._licensed = licensed
        self.table.setRowCount(len(licensed))
        for number, one in enumerate(licensed):
            for column, words in enumerate((one.name, one.version, one.terms)):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self.table.setItem(number, column, item)
        self.table.setCurrentCell(0, 0)

    def _show_text(self, number: int) -> None:
        if 0 <= number < len(self._licensed):
            self.text.setPlainText(self._licensed[number].text or self.say("about.no-text"))

    def diagnostics(self) -> str:
        """Return what the makers need to know of this machine and this window; nothing of persons or dossiers."""
        context = self.context
        screen = self.screen()
        size = screen.size()
        now = context.preferences
        lines = [
            PROGRAM,
            f"{platform.platform()} · {platform.machine()}",
            f"Python {platform.python_version()} · Qt {qVersion()} · {QGuiApplication.platformName()}",
            f"{size.width()}×{size.height()} @ {screen.devicePixelRatio():g} · {now.theme} · {now.text_percent}%"
            f" · {now.language}" + (" · touch" if now.touch else ""),
            *(f"{one.name} {one.version}" for one in self._licensed if one.version),
        ]
        return "\n".join(lines)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.diagnostics())
        self.context.toast(self.say("about.copied"))
