"""The form in which a sealed visit is sent back: comments on items, a reason for the whole, one request."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from inspector.commands.judging import ItemComment, ReturnVisit
from inspector.projection.visit import VisitView
from inspector.rules.checklist import Checklist
from inspector.text import clean
from ui.context import Context
from ui.screens.form_dialog import FormDialog
from ui.widgets.button import Button
from ui.widgets.scrolling import scrolled
from ui.widgets.text import Label, clear, column, held, row
from ui.work.capturing import state_of


class ReturnDialog(FormDialog):
    """Collects comments and sends the visit back; what was typed stays where the dossier refuses."""

    returned = Signal(str)
    """What was done, in words; it can be undone."""

    def __init__(self, context: Context, visit: VisitView, checklist: Checklist, parent: QWidget | None = None) -> None:
        super().__init__(context, context.say("returning.title"), parent)
        self._visit = visit
        self._items = {item.id: item for item in checklist.items}
        self.comments: dict[str, str] = {}
        """What is to be answered, by item, in the order in which it was typed."""
        self._build(checklist)
        self._show_comments()
        self.resize(context.theme.px(680), min(context.theme.px(620), 620))

    def _build(self, checklist: Checklist) -> None:
        theme, say = self.context.theme, self.say
        self.item = QComboBox()
        for item in checklist.items:
            _, state = state_of(item, self._visit.result(item.id), self.context.language)
            self.item.addItem(f"{item.code} · {item.short.say(self.context.language)} · {state}", item.id)
        self.item.setMinimumContentsLength(20)
        self.item.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.text = QLineEdit()
        self.text.returnPressed.connect(self.add)
        more = Button(theme, say("returning.add"), "plain", "plus", height=40)
        more.clicked.connect(self.add)
        self.reason = QPlainTextEdit()
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(theme.px(88))
        self._list = column(gap=6)
        typed = row(self.text, more, gap=12)
        typed.setStretchFactor(self.text, 1)
        form = held(
            column(
                Label(theme, say("returning.lead", unit=self._visit.unit.name), 14, "text2", wrap=True),
                self._named("returning.item", self.item),
                self._named("returning.comment", self.text, held(typed)),
                self._list,
                self._named("returning.reason", self.reason),
                None,
                gap=12,
                margins=(24, 16, 24, 16),
            )
        )
        close = Button(theme, say("returning.cancel"), "plain")
        close.clicked.connect(self.reject)
        self.send = Button(theme, say("returning.send"), "primary", "arrow-back-up")
        self.send.clicked.connect(self.start)
        self.lay_out(scrolled(form, across=True), column(self.trouble), row(None, close, self.send, gap=12))
        self.item.setFocus()

    def _named(self, key: str, field: QWidget, shown: QWidget | None = None) -> QWidget:
        words = self.say(key)
        label = Label(self.context.theme, words, 14, strong=True)
        label.setBuddy(field)
        field.setAccessibleName(words)
        return held(column(label, shown or field, gap=4))

    # -- what is typed

    def add(self) -> None:
        """Take what is typed for the item that is chosen; another comment on it follows the first."""
        text = clean(self.text.text())
        if not text:
            self.text.setFocus()
            return
        item = str(self.item.currentData())
        before = self.comments.get(item)
        self.comments[item] = f"{before} {text}" if before else text
        self.text.clear()
        self.trouble.hide()
        self._show_comments()
        self.item.setFocus()

    def _show_comments(self) -> None:
        clear(self._list)
        theme, say = self.context.theme, self.say
        for item, text in self.comments.items():
            words = Label(theme, f"{self._items[item].code}: {text}", 14, wrap=True)
            drop = Button(theme, say("returning.drop"), "link", height=28)
            drop.setAccessibleName(f"{say('returning.drop')}: {words.text()}")
            drop.setProperty("item", item)
            drop.clicked.connect(self._drop)
            line = row(words, drop, gap=12)
            line.setStretchFactor(words, 1)
            self._list.addLayout(line)

    def _drop(self) -> None:
        del self.comments[self.sender().property("item")]
        self._show_comments()
        self.item.setFocus()

    # -- what is done

    def start(self) -> None:
        """Send the visit back, with a comment that is typed and was not added yet."""
        self.add()
        reason = clean(self.reason.toPlainText())
        if not self.comments and not reason:
            self.refuse(self.say("judge.says-nothing"))
            return
        comments = tuple(ItemComment(item, text) for item, text in self.comments.items())
        job = self.context.bridge.submit(ReturnVisit(self._visit.id, comments, reason))
        job.done.connect(self._done)
        job.failed.connect(self.refuse_error)

    def _done(self, _: object) -> None:
        self.returned.emit(self.say("returning.done", unit=self._visit.unit.name))
        self.accept()
