"""The frame around a screen: rail, top bar, foot bar with the saved state."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui.actions import OF_LEADS
from ui.context import Context
from ui.icons import paint_icon
from ui.theme import Theme
from ui.widgets.button import Button
from ui.widgets.chip import ChipLabel
from ui.widgets.glyphs import Look
from ui.widgets.notices import Icon, announce
from ui.widgets.text import Elided, Ink, Label, column, divider, held, restyle, row

_FLASH_MS = 1200
_SLOW_MS = 150
"""An answer is on disk sooner: words that come and go with each key would only unsettle."""


class RailEntry(QAbstractButton):
    """One screen in the rail: icon above, name below, a count where something waits."""

    def __init__(self, theme: Theme, words: str, icon: str, keys: str) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self._badge = ""
        self._badge_token = "part_ink"
        self.setText(words)
        self.setAccessibleName(words)
        self.setAccessibleDescription(keys)
        self.setToolTip(f"{words} · {keys}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_badge(self, words: str, token: str = "part_ink") -> None:
        """Show a count in a colour; nothing for no badge."""
        self._badge, self._badge_token = words, token
        self.setAccessibleDescription(words)
        self.update()

    def nextCheckState(self) -> None:
        """The screen that is shown is checked, not what is pressed."""

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(self._theme.font(12, strong=True)).horizontalAdvance(self.text())
        frame = 12 if self._theme.tokens.is_outdoor else 2  # the frame of the screen that is shown stands around them
        return QSize(max(80, round(words) + frame), self._theme.px(56))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        if self.isChecked():
            outdoor = theme.tokens.is_outdoor
            painter.setPen(QPen(theme.color("text"), 3) if outdoor else Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("selection"))
            painter.drawRoundedRect(rect.adjusted(1.5, 1.5, -1.5, -1.5) if outdoor else rect, 6, 6)
        elif self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(rect, 6, 6)
        ink = theme.color("accent" if self.isChecked() else "text2")
        size = theme.px(22)
        top = (rect.height() - size - theme.px(18)) / 2
        paint_icon(painter, self._icon, QRectF((rect.width() - size) / 2, top, size, size), ink)
        painter.setPen(ink)
        painter.setFont(theme.font(12, strong=self.isChecked()))
        words = QRectF(0, top + size + 2, rect.width(), theme.px(18))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.text())
        if self._badge:
            self._paint_badge(painter, rect)
        if self._theme.rings(self):
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def _paint_badge(self, painter: QPainter, rect: QRectF) -> None:
        theme = self._theme
        font = theme.font(11, strong=True, numeric=True)
        width = max(18.0, QFontMetricsF(font).horizontalAdvance(self._badge) + 8)
        badge = QRectF(rect.center().x() + 6, 4, width, theme.px(16))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(self._badge_token))
        painter.drawRoundedRect(badge, badge.height() / 2, badge.height() / 2)
        painter.setPen(theme.color("surface"))
        painter.setFont(font)
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, self._badge)


class Brand(QWidget):
    """The mark of the program."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(theme.px(56))
        self.setMinimumWidth(40)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF((self.width() - 36) / 2, (self.height() - 36) / 2, 36, 36)
        paint_mark(painter, rect, self._theme.color("accent"), self._theme.color("on_accent"))
        painter.end()


def paint_mark(painter: QPainter, rect: QRectF, color: QColor, ink: QColor) -> None:
    """Draw the mark: an eye with a tick for its pupil."""
    painter.save()
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / 36, rect.height() / 36)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(QRectF(0, 0, 36, 36), 8, 8)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    round_cap, round_join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    painter.setPen(QPen(ink, 2.2, Qt.PenStyle.SolidLine, round_cap, round_join))
    eye = QPainterPath()
    eye.moveTo(5, 18)
    eye.cubicTo(8.4, 12.4, 12.8, 9.6, 18, 9.6)
    eye.cubicTo(23.2, 9.6, 27.6, 12.4, 31, 18)
    eye.cubicTo(27.6, 23.6, 23.2, 26.4, 18, 26.4)
    eye.cubicTo(12.8, 26.4, 8.4, 23.6, 5, 18)
    painter.drawPath(eye)
    painter.setPen(QPen(ink, 2.6, Qt.PenStyle.SolidLine, round_cap, round_join))
    tick = QPainterPath()
    tick.moveTo(13.4, 18.2)
    tick.lineTo(16.6, 21.4)
    tick.lineTo(22.6, 14.8)
    painter.drawPath(tick)
    painter.restore()


class Rail(QFrame):
    """The screens, one below the other; those that do not exist have no entry."""

    chosen = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("rail")
        self._theme = context.theme
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(4, 0, 4, 8)
        self._layout.setSpacing(4)
        self._layout.addWidget(Brand(context.theme))
        self._layout.addSpacing(4)
        self.entries: dict[str, RailEntry] = {}
        for name, icon, keys in (
            ("home", "layout-grid", "Ctrl+1"),
            ("capture", "clipboard-list", "Ctrl+2"),
            ("review", "lock", "Ctrl+3"),
            ("merge", "arrow-merge", "Ctrl+4"),
            ("overview", "table", "Ctrl+5"),
        ):
            self._add(context, name, icon, keys)
        self._layout.addStretch(1)
        self._add(context, "settings", "settings", "Ctrl+,")
        context.waiting.connect(self.count)

    def _add(self, context: Context, name: str, icon: str, keys: str) -> None:
        entry = RailEntry(context.theme, context.say(f"rail.{name}"), icon, keys)
        entry.clicked.connect(self._choose)
        entry.setObjectName(name)
        self.entries[name] = entry
        self._layout.addWidget(entry, 0, Qt.AlignmentFlag.AlignHCenter)

    def _choose(self) -> None:
        self.chosen.emit(self.sender().objectName())

    def count(self, name: str, waiting: int) -> None:
        """Show how many things wait at a screen; no number where none does."""
        self.entries[name].set_badge(str(waiting) if waiting else "")

    def show_to(self, *, is_lead: bool) -> None:
        """Show the entries that a person uses."""
        for name in OF_LEADS & self.entries.keys():
            self.entries[name].setVisible(is_lead)

    def check(self, name: str) -> None:
        """Mark the screen that is shown."""
        for one, entry in self.entries.items():
            entry.setChecked(one == name)


class Saved(QWidget):
    """The saved state: saved and when, saving, or what could not be saved and what to do about it."""

    retry = Signal()
    copy = Signal()
    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._slow = QTimer(self, singleShot=True, interval=_SLOW_MS)
        self._slow.timeout.connect(self._show_saving)
        self._shown = ("", "", "", "")
        self._icon = Icon(context.theme, "check", 18, "pass_ink")
        self._words = Label(context.theme, "", 14, "pass_ink", strong=True)
        self._time = Label(context.theme, "", 14, "text2", numeric=True)
        self._retry = Button(context.theme, context.say("saved.retry"), "link", height=32)
        self._copy = Button(context.theme, context.say("saved.copy-elsewhere"), "link", height=32)
        self._retry.clicked.connect(self.retry)
        self._copy.clicked.connect(self.copy)
        self.setLayout(row(self._icon, self._words, self._time, self._retry, self._copy))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_FLASH_MS)
        self._calm.timeout.connect(self._calm_down)
        self.is_failed = False
        self.saved("")

    def saved(self, time: str) -> None:
        """Everything is on disk since `time`, hh:mm:ss; nothing was saved yet if empty."""
        self._slow.stop()
        self.is_failed = False
        self._show("check", "pass_ink", "saved.saved" if time else "saved.nothing-yet", time)

    def saving(self) -> None:
        """Something is on its way to the disk: told if it takes long."""
        self.is_failed = False
        if not self._slow.isActive():
            self._slow.start()

    def _show_saving(self) -> None:
        if not self.is_failed:
            self._show("refresh", "text2", "saved.saving", "")

    def failed(self) -> None:
        """Something could not be written; it stays told until it is."""
        self._slow.stop()
        self.is_failed = True
        self._show("alert-triangle", "fail_ink", "saved.failed", "")
        announce(self, self._context.say("saved.failed"), urgent=True)

    def flash(self) -> None:
        """Let it be seen for a moment, and said: somebody asks whether everything is saved."""
        announce(self, self.accessibleName())
        self.setProperty("role", "flash")
        restyle(self)
        self._calm.start()

    def _calm_down(self) -> None:
        self.setProperty("role", "")
        restyle(self)

    def _show(self, icon: str, ink: Ink, key: str, time: str) -> None:
        if (icon, ink, key, time) == self._shown:
            return
        self._shown = (icon, ink, key, time)
        self._icon.set_icon(icon)
        self._icon.set_ink(ink)
        self._words.set_ink(ink)
        self._words.setText(self._context.say(key))
        self._time.setText(time)
        self._time.setVisible(bool(time))
        self._retry.setVisible(self.is_failed)
        self._copy.setVisible(self.is_failed)
        self.setAccessibleName(f"{self._words.text()} {time}".strip())
        self.changed.emit()


class Foot(QFrame):
    """Saved, offline, sample on the left; the screen's own part on the right."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("foot")
        theme = context.theme
        self.saved = Saved(context)
        self.saved.changed.connect(self._fit_again)
        self._theme = theme
        self._width = 0
        self._offline = held(row(Icon(theme, "wifi-off", 18), Label(theme, context.say("foot.offline"), 14, "text2")))
        self._first_line = divider()
        self._line = divider()
        self.sample = ChipLabel(theme, context.say("foot.sample"), Look("none", "plain"), square=True)
        self._slot = column()
        self.setLayout(
            row(
                self.saved,
                self._first_line,
                self._offline,
                self._line,
                self.sample,
                None,
                self._slot,
                gap=16,
                margins=(24, 0, 24, 0),
            )
        )
        self.setMinimumHeight(theme.px(56))
        self.mark_sample(is_sample=False)

    def mark_sample(self, *, is_sample: bool) -> None:
        """Say whether the dossier is one of sample data."""
        self.sample.setVisible(is_sample)
        self.fit(self._width)

    def fit(self, width: int) -> None:
        """Leave out what a narrow window, or large text, has no room for."""
        self._width = width
        has_room = width >= self._theme.px(1024) and not self.saved.is_failed
        self._offline.setVisible(has_room)
        self._first_line.setVisible(has_room or not self.sample.isHidden())
        self._line.setVisible(has_room and not self.sample.isHidden())

    def _fit_again(self) -> None:
        self.fit(self._width)

    def place(self, part: QWidget | None) -> None:
        """Put the screen's part in."""
        _swap(self._slot, part)


class Top(QFrame):
    """Heading and caption on the left, the screen's own part on the right."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("top")
        theme = context.theme
        self.title = Label(theme, "", 20, strong=True)
        self.caption = Elided(theme, "", 12, "text3")
        self._slot = column()
        words = column(None, self.title, self.caption, None)
        bar = row(words, self._slot, gap=16, margins=(24, 0, 24, 0))
        bar.setStretchFactor(words, 1)
        self.setLayout(bar)
        self.setMinimumHeight(theme.px(56))

    def place(self, part: QWidget | None) -> None:
        """Put the screen's part in."""
        _swap(self._slot, part)


def _swap(slot: QVBoxLayout, part: QWidget | None) -> None:
    while (item := slot.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.setParent(None)
    if part is not None:
        slot.addWidget(part)
        part.show()
