"""What the merge would bring, as numbers that tell why when they are pressed."""

from __future__ import annotations

from typing import Final, Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy

from ui.context import Context
from ui.theme import Theme
from ui.widgets.flow import Flow
from ui.widgets.notices import Icon
from ui.widgets.text import Label, held, row
from ui.work.foreseeing import Foreseen

Count = Literal["visits", "photos", "here", "settled", "conflicts"]
COUNTS: Final[tuple[Count, ...]] = ("visits", "photos", "here", "settled", "conflicts")


class CountButton(QAbstractButton):
    """A number and what it counts; pressed, its reasons are shown."""

    def __init__(self, theme: Theme, which: Count) -> None:
        super().__init__()
        self._theme = theme
        self.which: Count = which
        self._number = ""
        self._rest = ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def nextCheckState(self) -> None:
        """What is shown below is checked, not what is pressed."""

    def show_count(self, number: str, words: str, rest: str = "") -> None:
        """Show a number, what it counts, and what else there is to say of it."""
        self._number, self._rest = number, rest
        self.setText(words)
        self.setAccessibleName(" ".join(part for part in (number, words, rest) if part))
        self.updateGeometry()
        self.update()

    @property
    def _is_loud(self) -> bool:
        return self.which == "conflicts" and self._number.lstrip("+") not in ("", "0")

    def sizeHint(self) -> QSize:
        theme = self._theme
        width = theme.advance(self._number, 16, strong=True, numeric=True) + 6
        width += theme.advance(self.text(), 14, strong=self._is_loud)
        width += theme.advance(f" {self._rest}", 14) if self._rest else 0
        return QSize(round(width) + 26, theme.px(40 if theme.touch else 32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        if self.isChecked() or self.underMouse():
            painter.setPen(QPen(theme.color("selection_edge")) if self.isChecked() else Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("selection" if self.isChecked() else "hover"))
            painter.drawRoundedRect(rect.adjusted(4.5, 0.5, -0.5, -0.5), 6, 6)
        painter.fillRect(QRectF(0, rect.center().y() - 12, 1, 24), theme.color("rule"))
        ink = theme.color("conflict_ink" if self._is_loud else "text")
        left = rect.left() + 14
        left = self._write(painter, left, self._number, 16, ink, strong=True, numeric=True) + 6
        words = ink if self._is_loud else theme.color("text2")
        left = self._write(painter, left, self.text(), 14, words, strong=self._is_loud)
        if self._rest:
            self._write(painter, left, f" {self._rest}", 14, theme.color("text2"))
        if theme.rings(self):
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(5, 1, -1, -1), 5, 5)
        painter.end()

    def _write(
        self, painter: QPainter, left: float, words: str, size: int, ink: object, *, strong: bool = False,
        numeric: bool = False,
    ) -> float:  # fmt: skip
        """Write words and return where they end."""
        painter.setFont(self._theme.font(size, strong=strong, numeric=numeric))
        painter.setPen(ink)
        width = self._theme.advance(words, size, strong=strong, numeric=numeric)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(left, 0, width + 2, self.height()), flags, words)
        return left + width


class Preview(QFrame):
    """The strip of numbers."""

    asked = Signal(str)
    """The name of a number that was pressed."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._say = context.say
        theme = context.theme
        self.setProperty("role", "strip")
        self._title = Label(theme, context.say("merge.preview"), 14, strong=True)
        self._title.setContentsMargins(0, 0, 14, 0)
        self.counts: dict[Count, CountButton] = {which: CountButton(theme, which) for which in COUNTS}
        for button in self.counts.values():
            button.clicked.connect(self._pressed)
        flow = Flow(gap=0)
        flow.place((self._title, *self.counts.values()))
        self._theme = theme
        self._hint = held(
            row(Icon(theme, "info-circle", 16), Label(theme, context.say("merge.press-why"), 12, "text2"))
        )
        layout = row(flow, self._hint, margins=(16, 4, 24, 4))
        layout.setStretchFactor(flow, 1)
        self.setLayout(layout)
        theme.changed.connect(self._fit)
        self._fit()
        self.show_foreseen(None)

    def show_foreseen(self, seen: Foreseen | None) -> None:
        """Show what a merge would bring; nothing is known while it is worked out."""
        say = self._say
        numbers = {
            "visits": f"+{len(seen.visits)}",
            "photos": f"+{seen.photo_count}",
            "here": str(len(seen.here)),
            "settled": str(len(seen.settled)),
            "conflicts": str(len(seen.conflicts)),
        } if seen is not None else dict.fromkeys(COUNTS, "…")  # fmt: skip
        for which, button in self.counts.items():
            rest = ""
            if which == "conflicts" and seen is not None and seen.conflicts:
                rest = say("merge.conflicts-new", count=len(seen.new_conflicts))
            button.show_count(numbers[which], say(f"merge.count.{which}"), rest)

    def _fit(self) -> None:
        """Leave the hint out where there is no room for it."""
        self._hint.setVisible(self._theme.shows_keys)

    def check(self, which: str) -> None:
        """Mark the number whose reasons are shown; none if empty."""
        for one, button in self.counts.items():
            button.setChecked(one == which)

    def _pressed(self) -> None:
        button = self.sender()
        assert isinstance(button, CountButton)
        self.asked.emit("" if button.isChecked() else button.which)
