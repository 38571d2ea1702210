"""What was found here the last time: a band for the item, and the whole on request. Nothing is filled in from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QDialog, QListWidget, QVBoxLayout, QWidget

from inspector.journal.entry import VisitId
from inspector.progress import Progress
from inspector.projection.view import View
from inspector.rules.checklist import Checklist
from inspector.rules.item import Item
from inspector.text import civil_date
from ui.bridge import Session
from ui.context import Context
from ui.widgets.notices import Banner
from ui.widgets.text import Label, column, held
from ui.work.capturing import look_of, short_value

if TYPE_CHECKING:
    from ui.work.previous import OtherRounds, Previous, Then


class Memory(QObject):
    """Looks up former visits, once for each visit, and tells when one is known.

    It begins when the screen that asks is painted: it reads all of the country's units, and nobody waits for it.
    """

    known = Signal(str)
    """A visit whose former one is known now, also if there is none."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._found: dict[VisitId, Previous | None] = {}
        self._asked: set[VisitId] = set()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._look)
        self._others: OtherRounds | None = None
        self._others_of = ""

    def of(self, visit: VisitId) -> Previous | None:
        """Return the former visit if it is known; else look it up, and `known` follows."""
        if visit not in self._found and visit not in self._asked:
            self._asked.add(visit)
            self._soon.start()
        return self._found.get(visit)

    def _look(self) -> None:
        waiting, self._asked = self._asked, set()
        for visit in waiting if self._context.now_shown is not None else ():
            self._found[visit] = None
            job = self._context.bridge.run(self._looking(visit), "job.looking-back")
            job.done.connect(self._take)

    def _looking(self, visit: VisitId) -> Callable[[Session, Progress], tuple[VisitId, Previous | None]]:
        home, path = self._context.home, self._context.shown.path

        def look(session: Session, progress: Progress) -> tuple[VisitId, Previous | None]:
            from ui.work.directories import directory_of
            from ui.work.previous import other_rounds, previous_visit

            if self._others is None or self._others_of != str(path):
                self._others, self._others_of = other_rounds(home, path, session.log.round), str(path)
            view: View = session.view
            directory = directory_of(home).directory
            return visit, previous_visit(view, self._others.views, view.visits[visit], directory)

        return look

    def _take(self, found: tuple[VisitId, Previous | None]) -> None:
        visit, previous = found
        self._found[visit] = previous
        self.known.emit(visit)


class PreviousBand(QWidget):
    """One line: when, what was answered, what was noted."""

    whole_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._banner = Banner(context.theme, "part", "history")
        self._banner.add_action(context.say("capture.whole-previous"), self.whole_asked.emit, "list-check", "F10")
        self.setLayout(column(self._banner))
        self.hide()

    def show_item(self, previous: Previous | None, item: Item) -> None:
        """Show what was found of an item; hidden where nothing was."""
        then = previous.items.get(item.id) if previous is not None else None
        self.setVisible(then is not None)
        if previous is not None and then is not None:
            self._banner.tell(self._context.say("capture.last-time", **told(self._context, previous, then, item)))


def told(context: Context, previous: Previous, then: Then, item: Item) -> dict[str, str]:
    """Return the words of one item of a former visit: day, unit if it was another, answer, note."""
    say = context.say
    answer = say("capture.state-contested") if then.value is None else short_value(item, then.value, context.language)
    unit = say("capture.then-unit", unit=previous.unit) if previous.is_predecessor else ""
    note = f" — “{' '.join(then.note.split())}”" if then.note else ""
    return {"day": civil_date(previous.day) if previous.day else "…", "unit": unit, "answer": answer, "note": note}


class WholePrevious(QDialog):
    """All of the former visit, to read beside the present one."""

    def __init__(self, context: Context, previous: Previous | None, checklist: Checklist, parent: QWidget) -> None:
        super().__init__(parent)
        say, theme = context.say, context.theme
        self.setWindowTitle(say("capture.previous-title"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(12)
        if previous is None:
            layout.addWidget(Label(theme, say("capture.no-previous"), 14, "text2", wrap=True))
        else:
            day = civil_date(previous.day) if previous.day else "…"
            heading = say("capture.previous-heading", unit=previous.unit, day=day, round=previous.title)
            layout.addWidget(Label(theme, heading, 16, strong=True, wrap=True))
            layout.addWidget(held(column(self._listed(context, previous, checklist))), 1)
        self.resize(760, 560 if previous is not None else 160)

    @staticmethod
    def _listed(context: Context, previous: Previous, checklist: Checklist) -> QListWidget:
        shown = QListWidget()
        shown.setAccessibleName(context.say("capture.previous-title"))
        shown.setWordWrap(True)
        shown.setSpacing(2)
        order = {"unmet": 0, "partly": 1}
        items = [item for item in checklist.items if item.id in previous.items]
        looks = {
            item.id: "contested" if (value := previous.items[item.id].value) is None else look_of(item, value)
            for item in items
        }
        for item in sorted(items, key=lambda one: order.get(looks[one.id], 2)):
            words = told(context, previous, previous.items[item.id], item)
            shown.addItem(f"{item.code}  {item.short.say(context.language)}: {words['answer']}{words['note']}")
        return shown
