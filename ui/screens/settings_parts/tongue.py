"""The language of the window: it changes at once, and nothing in a dossier changes with it."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QRadioButton

from resources import Language
from ui.context import Context
from ui.screens.settings_parts.part import Part
from ui.widgets.text import column

NAMES: dict[Language, str] = {"vi": "Tiếng Việt", "en": "English"}
"""Each in its own language: whoever cannot read the window finds the way back."""


class Tongue(Part):
    """Vietnamese first."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.choices: dict[Language, QRadioButton] = {}
        self._group = QButtonGroup(self)
        for language, name in NAMES.items():
            choice = QRadioButton(name)
            choice.setAccessibleName(name)
            choice.setObjectName(language)
            choice.clicked.connect(self._speak)
            self._group.addButton(choice)
            self.choices[language] = choice
        self.add_card(
            self.say("language.title"),
            column(*self.choices.values(), gap=12),
            12,
            self.words(self.say("language.note"), "text3", 12),
            icon="language",
        )

    def refresh(self) -> None:
        self.choices[self.context.language].setChecked(True)

    def _speak(self) -> None:
        self.context.prefer(language=self.sender().objectName())
