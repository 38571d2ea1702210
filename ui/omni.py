"""The box that leads anywhere: a few words, arrows, Enter. It lies over the window and gives the focus back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, cast

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QWidget

from inspector.journal.entry import VisitId
from inspector.synthesis.search import Hit
from ui.actions import ACTS, OF_LEADS, Actions
from ui.context import Context, Place, ScreenName
from ui.models.found import FoundList
from ui.omni_rows import ROW, OmniRows
from ui.searching import LEAST, Searching
from ui.widgets.button import key_words
from ui.widgets.notices import announce
from ui.widgets.text import Label, column
from ui.work.going import Target, find
from ui.work.stages import checklist_for, heading

_SCREENS: Final[tuple[ScreenName, ...]] = ("home", "capture", "review", "merge", "overview", "plan", "team", "settings")
_LEFT_OUT: Final = ("omni", "back", "forward", "next-pane")
"""Acts that mean nothing once the box has the focus."""

_WIDTH: Final = 600
_MOST_ROWS: Final = 12
_FEW: Final = 5
"""Where one can go, at most, above what was said."""
_HITS: Final = 8
_LETTERS: Final = 48
"""Of what was said, in one row."""


class _Field(QLineEdit):
    """The words. Up and down belong to the list below."""

    stepped = Signal(int)
    left = Signal()
    """The focus went elsewhere in the window."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        stays = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)
        if event.reason() not in stays:
            self.left.emit()


class Omni(QFrame):
    """Finds and goes. Hidden until `open_at`; Esc and whatever takes the focus close it."""

    visit_wanted = Signal(str)
    """The id of a visit that is planned and not begun."""

    def __init__(self, context: Context, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._actions = actions
        self._targets: list[Target] = []
        self._before: QWidget | None = None
        self._visit: VisitId | None = None
        self.setProperty("role", "card")
        self.setProperty("tone", "accent")
        say, theme = context.say, context.theme
        self.field = _Field()
        self.field.setPlaceholderText(say("omni.hint"))
        self.field.setAccessibleName(say("omni.name"))
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(self._run)
        self.field.stepped.connect(self._step)
        self.field.left.connect(self._close)
        self.found = FoundList(lambda target: say(f"omni.kind.{target.kind}"), self)
        self.list = QListView()
        self.list.setAccessibleName(say("omni.found"))
        self.list.setModel(self.found)
        self.list.setItemDelegate(OmniRows(theme, self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._run_at)
        self._nothing = Label(theme, "", 14, "text2", wrap=True)
        self._nothing.setContentsMargins(16, 8, 16, 8)
        self.setLayout(column(self.field, self.list, self._nothing, gap=8, margins=(12, 12, 12, 12)))
        self._searching = Searching.of(context)
        self._searching.changed.connect(self._read_on)
        self.hide()

    def open_at(self, place: Place) -> None:
        """Open over a place: its visit is the one whose items are found."""
        parent = self.parentWidget()
        assert parent is not None
        if self.isHidden():
            self._before = parent.window().focusWidget()
        self._visit = place.visit
        self._targets = list(self._all())
        self._searching.refresh()
        self.field.clear()
        self._search("")
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) == Qt.Key.Key_Escape:
            self._close()
            self._give_back()
        else:
            super().keyPressEvent(event)

    # -- what can be reached

    def _all(self) -> Iterator[Target]:
        yield from self._items()
        yield from self._visits()
        say = self._context.say
        for screen in _SCREENS:
            if screen in OF_LEADS and not self._context.is_lead:
                continue
            yield Target("screen", say(f"rail.{screen}"), screen, detail=self._key(f"go-{screen}"))
        for act in ACTS:
            if not act.name.startswith("go-") and act.name not in _LEFT_OUT:
                yield Target("act", say(f"act.{act.name}"), act.name, detail=key_words(act.keys[0]))

    def _key(self, name: str) -> str:
        return next(act.keys[0] for act in ACTS if act.name == name)

    def _items(self) -> Iterator[Target]:
        shown = self._context.now_shown
        if shown is None or self._visit is None or self._visit not in shown.view.visits:
            return
        checklist = checklist_for(shown.view.visits[self._visit], shown.checklists)
        if checklist is None:
            return
        language = self._context.language
        for item in checklist.items:
            yield Target(
                "item", item.short.say(language), item.id, code=item.code, more=item.full.say(language),
            )  # fmt: skip

    def _visits(self) -> Iterator[Target]:
        shown = self._context.now_shown
        for visit in shown.view.visits.values() if shown is not None else ():
            yield Target(
                "visit", heading(visit.unit.name), visit.id, detail=visit.unit.district, more=visit.unit.district
            )

    # -- what a person does

    @Slot(str)
    def _search(self, query: str) -> None:
        found = find(self._targets, query)
        said = list(self._said(query.strip(), {one.name for one in found[:_FEW]}))
        found = [*found[:_FEW], *said] if said else found
        if not query.strip():
            found = [one for one in self._targets if one.kind == "screen"]
        self.found.show_targets(found)
        self.list.setVisible(bool(found))
        self._nothing.setVisible(not found)
        self._nothing.setText("" if found else self._context.say("omni.nothing", query=query.strip()))
        if found:
            self.list.setCurrentIndex(self.found.index(0 if found[0].kind != "section" else min(1, len(found) - 1)))
            self.list.setFixedHeight(self._context.theme.px(ROW) * min(len(found), self._most_rows()) + 2)
        self._place()
        announce(self.field, str(self.list.currentIndex().data()) if found else self._nothing.text())

    def _said(self, query: str, above: set[str]) -> Iterator[Target]:
        """Yield what was said in the round with these words in it, and before it what it is; no visit that stands above."""
        say, searching = self._context.say, self._searching
        if len(query) < LEAST or self._context.now_shown is None:
            return
        if not searching.is_ready:
            if searching.is_told:
                yield Target("section", say("search.reading", read=searching.read, total=searching.total), "")
            return
        matches = searching.find(query)
        hits = matches.hits(_HITS + _FEW, room=_LETTERS)
        hits = tuple(hit for hit in hits if hit.saying.kind != "visit" or hit.saying.visit not in above)[:_HITS]
        if not hits:
            return
        yield Target("section", say("search.in-round", query=query), "")
        for hit in hits:
            place = hit.saying.about.split(" ", 1)[0] if hit.saying.item else ""
            unit = hit.saying.unit.split(",", 1)[0]
            yield Target(
                "hit",
                hit.words.text,
                hit.saying.entry,
                detail=" · ".join(part for part in (place, unit) if part),
                hit=hit,
            )
        yield Target("all", say("search.all", count=matches.total), query, detail=key_words(self._key("search")))

    @Slot()
    def _read_on(self) -> None:
        """Show what was found meanwhile in what was read."""
        if self.isVisible() and len(self.field.text().strip()) >= LEAST:
            self._search(self.field.text())

    def _most_rows(self) -> int:
        """Return how many rows stand over the window without leaving it."""
        parent, theme = self.parentWidget(), self._context.theme
        assert parent is not None
        return max(1, min(_MOST_ROWS, (parent.height() - theme.px(64 + 72 + 24)) // theme.px(ROW)))

    def _place(self) -> None:
        parent = self.parentWidget()
        assert parent is not None
        width = min(self._context.theme.px(_WIDTH), parent.width() - 48)
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((parent.width() - width) // 2, self._context.theme.px(64))

    @Slot(int)
    def _step(self, step: int) -> None:
        count = self.found.rowCount()
        if count:
            index = self.found.index((self.list.currentIndex().row() + step) % count)
            if not index.flags():
                index = self.found.index((index.row() + step) % count)
            self.list.setCurrentIndex(index)
            announce(self.field, str(index.data(Qt.ItemDataRole.AccessibleTextRole)))

    @Slot()
    def _run(self) -> None:
        if self.list.currentIndex().isValid() and self.found.targets:
            self._run_at(self.list.currentIndex())

    @Slot(QModelIndex)
    def _run_at(self, index: QModelIndex) -> None:
        target: Target = index.data(Qt.ItemDataRole.UserRole)
        self._close()
        self._give_back()
        self._go(target)

    def _go(self, target: Target) -> None:
        if target.kind == "item":
            self._context.go("capture", visit=self._visit, item=target.name)
        elif target.kind == "visit":
            self._go_to_visit(target.name)
        elif target.kind == "all":
            self._context.go("search", visit=self._visit, part=target.name)
        elif target.hit is not None:
            self._open_hit(target.hit)
        elif target.kind == "screen":
            self._context.go(cast(ScreenName, target.name), visit=self._visit)
        elif (action := self._actions.action(target.name)).isEnabled():
            action.trigger()
        else:
            # What belongs to another screen is done there, with what it is about in sight.
            where = next(act.where[0] for act in ACTS if act.name == target.name)
            self._context.go(cast(ScreenName, where), visit=self._visit)

    def _open_hit(self, hit: Hit) -> None:
        if hit.saying.kind == "visit":
            self._go_to_visit(hit.saying.visit)
        elif not self._searching.open(hit.saying):
            self._context.toast(f"{hit.saying.text} · {hit.saying.about}")

    def _go_to_visit(self, visit: VisitId) -> None:
        view = self._context.shown.view.visits[visit]
        if not view.opened and not view.results:
            self.visit_wanted.emit(visit)
        else:
            self._context.go("review" if view.is_sealed else "capture", visit=visit)

    @Slot()
    def _close(self) -> None:
        self.hide()

    def _give_back(self) -> None:
        """Put the focus where it was, if that is still seen."""
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None
