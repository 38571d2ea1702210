"""The error summary: what must be finished, what is worth another look; each row leads to its field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from inspector.rules.checklist import Checklist
from ui.context import Context
from ui.screens.review_parts.words import row_words
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.glyphs import Shape, paint_shape
from ui.widgets.text import Ink, Label, clear, column, hairline, held, restyle, row
from ui.work.reviewing import Review, Row


class Glyph(QWidget):
    """A shape of a state, in an ink."""

    def __init__(self, theme: Theme, shape: Shape, ink: Ink, size: int = 14) -> None:
        super().__init__()
        self._theme, self._shape, self._ink = theme, shape, ink
        self.setFixedSize(theme.px(size), theme.px(size))

    def show_shape(self, shape: Shape, ink: Ink) -> None:
        """Show another shape."""
        self._shape, self._ink = shape, ink
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_shape(painter, self._shape, QRectF(self.rect()), self._theme.color(self._ink))
        painter.end()


class Heading(Label):
    """A heading that takes the focus, so that a screen reader begins with it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "", 16, strong=True, wrap=True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setContentsMargins(8, 2, 8, 2)  # the ring stands around the words, not on them

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._theme.rings(self):
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.color("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
            painter.end()


class SummaryCard(QFrame):
    """Must-finish rows, then advice. Rebuilt only when the rows change, so that the focus stays."""

    wanted = Signal(object)
    """A `Row` whose field is to be shown."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._shown: tuple[Review, Checklist, str] | None = None
        self.links: list[Button] = []
        theme = context.theme
        self.setProperty("role", "card")
        self._glyph = Glyph(theme, "cross", "fail_ink", 16)
        self.heading = Heading(theme)
        self._next = Button(theme, context.say("review.next-row"), "link", keys="F7", height=28)
        self._hint = held(row(self._next))
        top = row(self._glyph, self.heading, self._hint, gap=4, margins=(16, 8, 16, 8))
        top.setStretchFactor(self.heading, 1)
        self._body = column()
        self.setLayout(column(top, self._body, margins=(2, 2, 2, 2)))
        self._next.clicked.connect(self.next_row)

    def show_review(self, found: Review, checklist: Checklist) -> None:
        """Show the rows of a visit."""
        shown = (found, checklist, self._context.language)
        if shown == self._shown:
            return
        self._shown = shown
        self._head(found)
        clear(self._body)
        self.links = []
        for one in found.must:
            self._add(one, checklist)
        if found.should:
            self._body.addWidget(self._band(len(found.should)))
            for one in found.should:
                self._add(one, checklist)

    def _head(self, found: Review) -> None:
        say = self._context.say
        if found.must:
            words = say("review.must", count=len(found.open_items))
        elif found.should:
            words = say("review.nothing-must")
        else:
            words = say("review.nothing-left")
        self.heading.setText(words)
        self.heading.setAccessibleName(words)
        self._glyph.show_shape("cross" if found.must else "check", "fail_ink" if found.must else "pass_ink")
        self._hint.setVisible(bool(found.rows))
        tone = "fail" if found.must else "pass"
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            restyle(self)

    def _band(self, count: int) -> QWidget:
        theme, say = self._context.theme, self._context.say
        band = QFrame()
        band.setProperty("role", "band")
        strong = Label(theme, say("review.should", count=count), 14, "part_ink", strong=True)
        rest = Label(theme, say("review.should-rest"), 14, "part_ink", wrap=True)
        layout = row(strong, rest, gap=8, margins=(16, 6, 16, 6))
        layout.setStretchFactor(rest, 1)
        band.setLayout(layout)
        return band

    def _add(self, one: Row, checklist: Checklist) -> None:
        theme = self._context.theme
        told = row_words(one, checklist, self._context.language)
        glyph = Glyph(theme, "cross" if one.blocks else "warning", "fail_ink" if one.blocks else "part_ink")
        about = Label(theme, told.about, 14, strong=True, wrap=True)
        about.setFixedWidth(theme.px(76))
        words = Label(theme, told.words, 14, wrap=True)
        link = Button(theme, told.link, "link", height=32)
        link.setAccessibleName(f"{told.about}: {told.words}. {told.link}")
        link.setProperty("row", one)
        link.clicked.connect(self._go)
        line = row(glyph, about, words, link, gap=12, margins=(16, 2, 12, 2))
        line.setStretchFactor(words, 1)
        self._body.addWidget(hairline())
        self._body.addWidget(held(line))
        self.links.append(link)

    def _go(self) -> None:
        self.wanted.emit(self.sender().property("row"))

    def next_row(self) -> None:
        """Move the focus to the next row, going round."""
        self.step(1)

    def step(self, by: int) -> None:
        """Move the focus by rows, going round; to the heading if there are none."""
        if not self.links:
            self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        at = next((n for n, link in enumerate(self.links) if link.hasFocus()), -1 if by > 0 else len(self.links))
        self.links[(at + by) % len(self.links)].setFocus(Qt.FocusReason.TabFocusReason)

    def focus_first(self) -> None:
        """Move the focus to the first row."""
        if self.links:
            self.links[0].setFocus(Qt.FocusReason.TabFocusReason)
