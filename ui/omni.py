"""The box that leads anywhere: a few words, arrows, Enter. It lies over the window and gives the focus back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, cast

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from inspector.journal.entry import VisitId
from ui.actions import ACTS, OF_LEADS, Actions
from ui.context import Context, Place, ScreenName
from ui.icons import paint_icon
from ui.models.found import FoundList, Index
from ui.theme import Theme
from ui.widgets.button import key_words
from ui.widgets.notices import announce
from ui.widgets.text import Label, column
from ui.work.going import Target, find
from ui.work.stages import checklist_for, heading

_ICONS: Final = {"item": "list-check", "visit": "building-community", "screen": "layout-grid", "act": "player-play"}
_SCREENS: Final[tuple[ScreenName, ...]] = ("home", "capture", "review", "merge", "overview", "plan", "team", "settings")
_LEFT_OUT: Final = ("omni", "back", "forward", "next-pane")
"""Acts that mean nothing once the box has the focus."""

_WIDTH: Final = 600
_ROW: Final = 40
_MOST_ROWS: Final = 9
_LEFT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


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


class _Rows(QStyledItemDelegate):
    """Draws an icon by kind, the words, and the key or day at the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, target = self._theme, index.data(Qt.ItemDataRole.UserRole)
        rect = QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected and theme.tokens.is_outdoor:
            painter.setPen(QPen(theme.color("text"), theme.tokens.strong_line))
            painter.drawRect(rect.adjusted(1.5, 1.5, -1.5, -1.5))
        elif option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.color("selection"))
            painter.fillRect(QRectF(rect.left(), rect.top(), 4, rect.height()), theme.color("accent"))
        size, middle = theme.px(18), rect.center().y()
        left = rect.left() + 16
        paint_icon(painter, _ICONS[target.kind], QRectF(left, middle - size / 2, size, size), theme.color("text2"))
        left += size + 12
        small = theme.font(12, numeric=True)
        detail = QFontMetricsF(small).horizontalAdvance(target.detail)
        painter.setFont(small)
        painter.setPen(theme.color("text2"))
        painter.drawText(rect.adjusted(0, 0, -16, 0), _RIGHT, target.detail)
        if target.code:
            strong = theme.font(14, strong=True)
            painter.setFont(strong)
            painter.setPen(theme.color("text"))
            painter.drawText(QRectF(left, rect.top(), 60, rect.height()), _LEFT, target.code)
            left += QFontMetricsF(strong).horizontalAdvance(target.code) + 10
        painter.setFont(theme.font(14))
        painter.setPen(theme.color("text"))
        room = rect.right() - left - detail - 28
        words = painter.fontMetrics().elidedText(target.words, Qt.TextElideMode.ElideRight, int(room))
        painter.drawText(QRectF(left, rect.top(), room, rect.height()), _LEFT, words)
        painter.restore()


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
        self.list.setItemDelegate(_Rows(theme, self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(self._run_at)
        self._nothing = Label(theme, "", 14, "text2", wrap=True)
        self._nothing.setContentsMargins(16, 8, 16, 8)
        self.setLayout(column(self.field, self.list, self._nothing, gap=8, margins=(12, 12, 12, 12)))
        self.hide()

    def open_at(self, place: Place) -> None:
        """Open over a place: its visit is the one whose items are found."""
        parent = self.parentWidget()
        assert parent is not None
        if self.isHidden():
            self._before = parent.window().focusWidget()
        self._visit = place.visit
        self._targets = list(self._all())
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
        if not query.strip():
            found = [one for one in self._targets if one.kind == "screen"]
        self.found.show_targets(found)
        self.list.setVisible(bool(found))
        self._nothing.setVisible(not found)
        self._nothing.setText("" if found else self._context.say("omni.nothing", query=query.strip()))
        if found:
            self.list.setCurrentIndex(self.found.index(0))
            self.list.setFixedHeight(self._context.theme.px(_ROW) * min(len(found), self._most_rows()) + 2)
        self._place()
        announce(self.field, str(self.found.index(0).data()) if found else self._nothing.text())

    def _most_rows(self) -> int:
        """Return how many rows stand over the window without leaving it."""
        parent, theme = self.parentWidget(), self._context.theme
        assert parent is not None
        return max(1, min(_MOST_ROWS, (parent.height() - theme.px(64 + 72 + 24)) // theme.px(_ROW)))

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
        elif target.kind == "screen":
            self._context.go(cast(ScreenName, target.name), visit=self._visit)
        elif (action := self._actions.action(target.name)).isEnabled():
            action.trigger()
        else:
            # What belongs to another screen is done there, with what it is about in sight.
            where = next(act.where[0] for act in ACTS if act.name == target.name)
            self._context.go(cast(ScreenName, where), visit=self._visit)

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
