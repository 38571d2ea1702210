"""What stands around the workbench: the search box and the primary above, the last second copy and the person below."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from inspector.journal.bodies import Person
from ui.actions import Actions
from ui.context import Context
from ui.icons import paint_icon
from ui.theme import Theme
from ui.widgets.button import Button, key_width, paint_key
from ui.widgets.notices import Icon
from ui.widgets.text import Ink, Label, divider, row
from ui.work.backup import Copy


class SearchBox(QAbstractButton):
    """Looks like the field that it opens."""

    def __init__(self, theme: Theme, words: str, keys: str) -> None:
        super().__init__()
        self._theme = theme
        self._keys = keys
        self.setText(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(keys)
        self.setToolTip(f"{words} · {keys}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(max(self._theme.px(336), self._needed()), self._theme.px(40))

    def _needed(self) -> int:
        """Return the width for the words and the key; where there is less, the key gives way."""
        words = QFontMetricsF(self._theme.font(14)).horizontalAdvance(self.text())
        return round(words + key_width(self._theme, self._keys)) + self._theme.px(18) + 48

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(56), self._theme.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        line = 2 if self._theme.rings(self) else theme.tokens.line
        painter.setPen(QPen(theme.color("accent" if self._theme.rings(self) else "edge"), line))
        painter.setBrush(theme.color("surface"))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)
        size, middle = theme.px(18), rect.center().y()
        paint_icon(painter, "search", QRectF(13, middle - size / 2, size, size), theme.color("text2"))
        right = rect.right() - 12
        if not theme.touch and self.width() >= self._needed():
            paint_key(painter, theme, self._keys, right, middle, theme.color("text"), theme.color("edge"))
            right -= key_width(theme, self._keys) + 8
        painter.setPen(theme.color("text2"))
        painter.setFont(theme.font(14))
        words = QRectF(22 + size, rect.top(), right - 22 - size, rect.height())
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
        painter.end()


class TopPart(QWidget):
    """Search and the one primary."""

    def __init__(self, context: Context, actions: Actions) -> None:
        super().__init__()
        self.search = SearchBox(context.theme, context.say("home.search"), "Ctrl+K")
        self.begin = Button(context.theme, context.say("home.begin"), "primary", "plus", "Ctrl+N")
        self.search.clicked.connect(actions.action("omni").trigger)
        self.begin.clicked.connect(actions.action("new-visit").trigger)
        self.setLayout(row(self.search, self.begin, gap=16))
        QWidget.setTabOrder(self.begin, self.search)


class FootPart(QWidget):
    """The last second copy, and who works here. Where room is short, the role goes first, then the words of the copy."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        theme = context.theme
        self._context = context
        self.copy = Label(theme, "", 14, "text2")
        self._usb = Icon(theme, "usb", 18)
        self.person = Label(theme, "", 14)
        self._told = ("", "", "")
        self.setLayout(row(None, self._usb, self.copy, 8, divider(), 8, Icon(theme, "user", 18), self.person, gap=8))

    def show_copy(self, found: Copy | None) -> None:
        """Say when the last second copy was made; in amber where there is none."""
        say, folder = self._context.say, self._context.preferences.backup_folder
        ink: Ink = "text2" if found is not None else "part_ink"
        self._usb.set_ink(ink)
        self.copy.set_ink(ink)
        if found is not None:
            words = say("home.last-copy", moment=f"{found.at:%d/%m/%Y %H:%M}")
        else:
            words = say("home.no-copy-yet" if folder else "home.no-copy-folder")
        self._usb.setToolTip(" · ".join(part for part in (words, folder) if part))
        self._usb.setAccessibleName(words)
        self._tell(words, *self._told[1:])

    def show_person(self, person: Person | None, name: str) -> None:
        """Say who works here, as the roster knows them."""
        role = ""
        if person is not None:
            name = person.name
            role = person.title or ", ".join(self._context.say(f"role.{role}") for role in person.roles)
        self.person.setToolTip(" · ".join(part for part in (name, role) if part))
        self._tell(self._told[0], name, role)

    def sizeHint(self) -> QSize:
        return QSize(self._width(*self._forms()[0]), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._width(*self._forms()[-1]), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _tell(self, copy: str, name: str, role: str) -> None:
        self._told = (copy, name, role)
        self.updateGeometry()
        self._fit()

    def _forms(self) -> tuple[tuple[str, str], ...]:
        """Return the words of copy and person, from the longest form to the shortest."""
        copy, name, role = self._told
        whole = " · ".join(part for part in (name, role) if part)
        return (copy, whole), (copy, name), ("", name)

    def _width(self, copy: str, person: str) -> int:
        advance = QFontMetricsF(self._context.theme.font(14)).horizontalAdvance
        return round(advance(copy) + advance(person)) + 2 * self._context.theme.px(18) + 70

    def _fit(self) -> None:
        forms = self._forms()
        copy, person = next((form for form in forms if self._width(*form) <= self.width()), forms[-1])
        self.copy.setText(copy)
        self.person.setText(person)
