"""What the sections of the settings are built from: a page of cards, and rows that name a choice beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.context import Context
from ui.screens.settings_parts.beside import Beside
from ui.theme import Theme
from ui.widgets.notices import Icon
from ui.widgets.text import Ink, Label, card, column, held, row

WIDEST = 880
"""Pixels at 100 %: longer lines tire the eye."""


class Part(QScrollArea):
    """One section: cards below each other. `refresh` is called whenever it is seen or something was published."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.theme: Theme = context.theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        flow = QWidget()
        flow.setObjectName("flow")
        self._inside = QWidget()
        self._inside.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._cards: QVBoxLayout = column(gap=16)
        self._inside.setLayout(self._cards)
        across = QHBoxLayout()
        across.setContentsMargins(24, 20, 24, 24)
        across.addWidget(self._inside, 1)
        across.addStretch(0)
        flow.setLayout(column(held(across), None))
        self.setWidget(flow)
        self.theme.changed.connect(self._measure)
        self._measure()

    def refresh(self) -> None:
        """Show what is preferred and published now."""

    def say(self, key: str, **params: object) -> str:
        """Return the sentence of a key of the settings."""
        return self.context.say(f"settings.{key}", **params)

    def add_card(
        self, title: str, *parts: QWidget | QHBoxLayout | QVBoxLayout | int, icon: str = "", note: str = ""
    ) -> QFrame:
        """Add a card below the others: heading, a sentence on what it is, and what stands in it."""
        heading = row(gap=8)
        if icon:
            heading.addWidget(Icon(self.theme, icon, 20))
        heading.addWidget(Label(self.theme, title, 16, strong=True))
        heading.addStretch(1)
        inside: list[QWidget | QHBoxLayout | QVBoxLayout | int] = [heading]
        if note:
            inside += [4, Label(self.theme, note, 14, "text2", wrap=True)]
        made = card(column(*inside, 12, *parts, margins=(16, 14, 16, 16)))
        self._cards.addWidget(made)
        return made

    def setting(self, title: str, control: QWidget, note: str = "") -> QWidget:
        """Return a row: what is chosen and what it means on the left, the choice on the right."""
        name = Label(self.theme, title, 14, strong=True, wrap=True)
        name.setBuddy(control)
        words = column(name, gap=2)
        if note:
            words.addWidget(Label(self.theme, note, 12, "text3", wrap=True))
        return Beside(held(words), control, stretches=True, least=self.theme.px(200), gap=16)

    def fact(self, title: str, words: str = "", *, numeric: bool = False) -> tuple[QWidget, Label]:
        """Return a row of a fact, and the label that tells it: its name in grey, then what is so."""
        name = Label(self.theme, title, 14, "text2")
        name.setMinimumWidth(self.theme.px(160))
        told = Label(self.theme, words, 14, strong=True, wrap=True, numeric=numeric)
        told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        across = row(gap=12)
        across.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(told, 1)
        return held(across), told

    def words(self, text: str = "", ink: Ink = "text2", size: int = 14) -> Label:
        """Return a sentence that wraps."""
        return Label(self.theme, text, size, ink, wrap=True)

    def _measure(self) -> None:
        self._inside.setMaximumWidth(self.theme.px(WIDEST))


def buddy(theme: Theme, title: str, field: QWidget) -> QVBoxLayout:
    """Return a field with its name above it."""
    name: QLabel = Label(theme, title, 12, "text2")
    name.setBuddy(field)
    field.setAccessibleName(title)
    stacked: QVBoxLayout = column(name, field, gap=4)
    return stacked
