"""What every new round is asked: its title, and what the person who begins it is in their office."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.screens.start_parts.fields import Field
from ui.screens.start_parts.page import Page


class RoundPage(Page):
    """A page whose first card asks for title and office."""

    def __init__(self, context: Context, heading: str, words: str) -> None:
        super().__init__(context, heading, words)
        theme = context.theme
        title = self.say("start.alone-title-default", month=f"{context.now():%m/%Y}")
        self.title = Field(theme, self.say("start.alone-title"), self.say("start.alone-title-hint"), text=title)
        self.office = Field(theme, self.say("start.office"), self.say("start.office-hint"))
        self.office.edit.setText(context.preferences.office_title)
        self.add_card(self.title, self.office)

    def first_focus(self) -> QWidget:
        self.title.edit.selectAll()
        return self.title.edit

    def has_title(self) -> bool:
        """Tell whether the round has a title; say so where it is missing."""
        if self.title.text.strip():
            return True
        self.title.complain(self.say("start.alone-title-missing"))
        return False

    def kept(self) -> tuple[str, str]:
        """Remember the office for the next time, and return title and office."""
        office = self.office.text.strip()
        self.context.prefer(office_title=office)
        return self.title.text.strip(), office
