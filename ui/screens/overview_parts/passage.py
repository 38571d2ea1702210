"""The passage that the report prints about one item, word for word."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QWidget

from inspector.synthesis.shares import failing
from inspector.synthesis.wording import tell
from reports.outline.orders import sentences
from ui.context import Context
from ui.widgets.button import Button
from ui.widgets.scrolling import scrolled
from ui.widgets.text import Label, column, held, row
from ui.work.overview import Overseen


class Passage(QDialog):
    """Shows what the report says of an item; in another language than the report's also what it means."""

    def __init__(self, context: Context, seen: Overseen, item: str, parent: QWidget) -> None:
        super().__init__(parent)
        say, theme = context.say, context.theme
        self._context = context
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        told = seen.sentences_of(item)
        of = next(one for one in seen.synthesis.matrix.items if one.id == item)
        self.setWindowTitle(say("overview.read-passage"))
        heading = say("overview.passage", code=of.code, title=of.short.say(context.language))
        self.passage = "\n\n".join(sentences([one]) for one in told)
        self.text = Label(theme, self.passage, 16, wrap=True)
        self.text.setProperty("verbatim", True)
        parts: list[QWidget] = [Label(theme, heading, 16, strong=True, wrap=True)]
        if told:
            parts += [Label(theme, say("overview.passage.intro"), 14, "text2", wrap=True), self.text]
            if context.language != "vi":
                meaning = "\n\n".join(f"{(text := tell(one, context.language))[:1].upper()}{text[1:]}." for one in told)
                parts += [
                    Label(theme, say("overview.passage.meaning"), 14, "text2", wrap=True),
                    Label(theme, meaning, 14, wrap=True),
                ]
        else:
            share = failing(seen.synthesis.matrix.columns[item])
            key = "overview.passage.none" if share.k else "overview.passage.no-failure"
            parts.append(Label(theme, say(key, k=share.k, n=share.n), 14, wrap=True))
        copy = Button(theme, say("overview.passage.copy"), "plain", "copy")
        copy.clicked.connect(self._copy)
        copy.setVisible(bool(told))
        close = Button(theme, say("overview.passage.close"), "primary")
        close.clicked.connect(self.accept)
        text = column(*parts, None, gap=12, margins=(24, 24, 24, 12))
        inner = held(text)
        area = scrolled(inner)
        body = column(area, row(None, copy, close, gap=12, margins=(24, 12, 24, 24)))
        body.setStretchFactor(area, 1)
        self.setLayout(body)
        width = min(theme.px(640), parent.width() - 48)
        self.resize(width, min(text.totalHeightForWidth(width - 12) + theme.px(84), parent.height() - 48))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.passage)
        self._context.toast(self._context.say("overview.passage.copied"))
