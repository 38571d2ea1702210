"""The left pane of the recording screen: search, four filters, the list of items."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QFrame, QVBoxLayout

from inspector.rules.checklist import Checklist
from ui.context import Context
from ui.models.items import ItemsModel, Show
from ui.widgets.button import Button
from ui.widgets.item_list import ItemList
from ui.widgets.search_field import SearchField
from ui.widgets.text import row
from ui.work.capturing import Row, Sheet

_SHOWS: Final[tuple[Show, ...]] = ("all", "gaps", "failed", "flagged")


class Listing(QFrame):
    """Finds and filters items. Typing in the search never answers anything."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("list")
        self._context = context
        theme, say = context.theme, context.say
        self.model = ItemsModel(context.language, self._describe)
        self.items = ItemList(theme, self.model, context.language)
        self.items.setAccessibleName(say("capture.items"))
        self.search = SearchField(theme, say("capture.find"), "Ctrl+F")
        self.search.textChanged.connect(self._seek)
        self.search.returnPressed.connect(self._to_list)
        self._filters = QButtonGroup(self)
        self._filters.setExclusive(True)
        buttons = []
        for number, show in enumerate(_SHOWS):
            button = Button(theme, say(f"capture.show-{show}", count=0), "chip", height=28)
            button.setCheckable(True)
            self._filters.addButton(button, number)
            buttons.append(button)
        buttons[0].setChecked(True)
        self._filters.idClicked.connect(self._seek)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(row(self.search, margins=(16, 0, 16, 0)))
        if theme.percent >= 125:
            layout.addLayout(row(*buttons[:2], None, gap=6, margins=(16, 0, 8, 0)))
            layout.addLayout(row(*buttons[2:], None, gap=6, margins=(16, 0, 8, 0)))
        else:
            layout.addLayout(row(*buttons, None, gap=6, margins=(16, 0, 8, 0)))
        layout.addWidget(self.items, 1)

    def show_sheet(self, sheet: Sheet, checklist: Checklist) -> None:
        """Show a checklist as it stands."""
        language = self._context.language
        self.model.show(sheet, {group.code: group.title.say(language) for group in checklist.groups})
        counts = {
            "all": len(sheet.rows),
            "gaps": sum(row.has_gap for row in sheet.rows),
            "failed": sum(row.state == "unmet" for row in sheet.rows),
            "flagged": sum(row.is_flagged for row in sheet.rows),
        }
        for number, show in enumerate(_SHOWS):
            button = self._filters.button(number)
            assert isinstance(button, Button)
            words = self._context.say(f"capture.show-{show}", count=counts[show])
            if words != button.text():
                button.set_words(words)

    def show_all(self) -> None:
        """Drop search and filter, so that every item can be reached."""
        self.search.clear()
        self._filters.button(0).setChecked(True)
        self._seek()

    def _seek(self) -> None:
        self.model.seek(self.search.text(), _SHOWS[self._filters.checkedId()])

    def _to_list(self) -> None:
        items = self.model.items()
        if items:
            self.items.go(items[0])
        self.items.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _describe(self, line: Row) -> str:
        say = self._context.say
        parts = [f"{line.item.code} {line.item.full.say(self._context.language)}", line.words]
        parts.append(say("capture.photo-count", count=line.photos))
        parts += [say("capture.lacks-photo")] * line.lacks_photo + [say("capture.lacks-note")] * line.lacks_note
        parts += [say("capture.is-flagged")] * line.is_flagged
        parts += [say("remark.count", count=line.remarks)] * bool(line.remarks)
        return ", ".join(parts)
