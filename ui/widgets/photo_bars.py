"""The bars of the photo page: above what is done to the picture, below how one goes on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame

from inspector.journal.drawing import Blur, Operation
from ui.context import Context
from ui.widgets.button import Button, Segments
from ui.widgets.chip import ChipLabel
from ui.widgets.frame import Saved
from ui.widgets.glyphs import Look
from ui.widgets.key_cap import KeyCap
from ui.widgets.text import Label, column, divider, held, row
from ui.work.drawing import Tool

_TOOLS: Final[tuple[tuple[Tool, str, str], ...]] = (
    ("blur", "blur", "1"),
    ("arrow", "arrow-up-right", "2"),
    ("label", "letter-a", "3"),
    ("crop", "crop", "4"),
    ("box", "square", "5"),
)
_ROOMY: Final = 1320
"""Pixels at 100 %: a narrower window shows the tools by their icons alone."""
_TIGHT: Final = 900
"""Pixels at 100 %: a narrower window leaves out keys and zoom."""


class ToolButton(Button):
    """A tool: without a frame until it is in hand."""

    is_tight = False
    """There is no room for the key."""

    @property
    def _hint(self) -> str:
        return "" if self.is_tight else super()._hint

    @property
    def _padding(self) -> int:
        return 10

    def _colors(self) -> tuple[QColor, QColor | None, QColor | None]:
        theme = self._theme
        if not self.isEnabled():
            return theme.color("text3"), None, None
        if self.isChecked():
            return theme.color("accent"), theme.color("selection"), theme.color("accent")
        return theme.color("text"), theme.color("hover") if self.underMouse() else None, None


class PhotoTop(QFrame):
    """Which photo it is, the tools, the zoom, and which of the two pictures one sees."""

    closed = Signal()
    tool_chosen = Signal(object)
    turned = Signal()
    remove_asked = Signal()
    zoom_asked = Signal(int)
    fit_asked = Signal()
    original_asked = Signal(bool)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("top")
        self._context = context
        self._is_locked = False
        theme, say = context.theme, context.say
        close = Button(theme, "", "plain", "x", height=32, name=say("photo.done"))
        close.clicked.connect(self.closed)
        self.title = Label(theme, "", 16, strong=True, numeric=True)
        self.caption = Label(theme, "", 12, "text2")
        self.tools: dict[str, ToolButton] = {}
        for tool, icon, keys in _TOOLS:
            self.tools[tool] = self._tool(tool, icon, keys)
            self.tools[tool].setCheckable(True)
            self.tools[tool].clicked.connect(partial(self._choose, tool))
        self.turn = self._tool("turn", "rotate-clockwise", "9")
        self.turn.clicked.connect(self.turned)
        self.remove = Button(theme, "", "plain", "trash", height=32, name=say("photo.remove-drawn"))
        self.remove.setToolTip(f"{say('photo.remove-drawn')} · −")
        self.remove.clicked.connect(self.remove_asked)
        self.remove.hide()
        nearer = Button(theme, "", "plain", "zoom-in", height=32, name=say("photo.zoom-in"))
        further = Button(theme, "", "plain", "zoom-out", height=32, name=say("photo.zoom-out"))
        self.percent = Button(theme, "100%", "link", height=32, name=say("photo.fit"))
        self.percent.setToolTip(say("photo.fit"))
        nearer.clicked.connect(partial(self.zoom_asked.emit, 1))
        further.clicked.connect(partial(self.zoom_asked.emit, -1))
        self.percent.clicked.connect(self.fit_asked)
        self._zoom = (further, self.percent, nearer)
        self.which = Segments(theme, (say("photo.original"), say("photo.copy")), say("photo.which"))
        self.which.choose(1)
        self.which.clicked.connect(self._tell_which)
        self.which.hide()
        words = column(None, self.title, self.caption, None)
        self._line = divider(32)
        self.setLayout(
            row(
                close, words, self._line, *self.tools.values(), self.turn, self.remove, None, *self._zoom,
                self.which, gap=8, margins=(16, 0, 16, 0),
            )
        )  # fmt: skip
        self.setMinimumHeight(theme.px(56))

    def _tool(self, name: str, icon: str, keys: str) -> ToolButton:
        words = self._context.say(f"photo.{name}")
        button = ToolButton(self._context.theme, words, "plain", icon, keys, height=40)
        button.setToolTip(f"{words} · {keys}")
        return button

    def _choose(self, tool: Tool) -> None:
        self.tool_chosen.emit(tool)

    def _tell_which(self) -> None:
        self.original_asked.emit(self.which.index == 0)

    def show_photo(self, title: str, caption: str) -> None:
        """Say which photo it is."""
        self.title.setText(title)
        self.title.setToolTip(title)
        self.caption.setText(caption)
        self.caption.setToolTip(caption)

    def show_tool(self, tool: Tool | None) -> None:
        """Show which tool is in hand."""
        for name, button in self.tools.items():
            button.setChecked(name == tool)

    def show_selected(self, number: int | None) -> None:
        """Offer to remove what is selected."""
        self.remove.setVisible(number is not None and not self._is_locked)

    def show_original(self, *, on: bool) -> None:
        """Show which of the two pictures is seen."""
        self.which.choose(0 if on else 1)

    def show_operations(self, operations: Sequence[Operation], _: object = None) -> None:
        """Offer the two pictures once there are two, the second by what was done to it."""
        say = self._context.say
        is_blurred = any(isinstance(one, Blur) for one in operations)
        self.which.name_choices((say("photo.original"), say("photo.copy" if is_blurred else "photo.copy-drawn")))
        self.which.setVisible(bool(operations))

    def show_percent(self, percent: int) -> None:
        """Show how large the picture is."""
        self.percent.setText(f"{percent}%")
        self.percent.updateGeometry()

    def lock(self, *, locked: bool) -> None:
        """Let nothing be drawn."""
        self._is_locked = locked
        for button in (*self.tools.values(), self.turn):
            button.setEnabled(not locked)
        if locked:
            self.remove.hide()

    def make_room(self, width: int) -> None:
        """Show the words of the tools where there is room for them."""
        px = self._context.theme.px
        roomy, tight = width >= px(_ROOMY), width < px(_TIGHT)
        for name, button in (*self.tools.items(), ("turn", self.turn)):
            button.is_tight = tight
            button.setText(self._context.say(f"photo.{name}") if roomy else "")
            button.updateGeometry()
        for one in self._zoom:  # Ctrl and + or − do the same
            one.setVisible(not tight)
        self._line.setVisible(roomy)
        self.title.setMaximumWidth(10_000 if roomy else px(150))
        self.caption.setMaximumWidth(px(230 if roomy else 110 if tight else 150))


class PhotoFoot(QFrame):
    """Saved, what the arrows and Space do, and the way back."""

    removed = Signal()
    done = Signal()
    stepped = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("foot")
        self._context = context
        theme, say = context.theme, context.say
        self.saved = Saved(context)
        former = Button(theme, "", "plain", "chevron-left", height=32, name=say("photo.former"))
        following = Button(theme, "", "plain", "chevron-right", height=32, name=say("photo.next"))
        former.clicked.connect(partial(self.stepped.emit, -1))
        following.clicked.connect(partial(self.stepped.emit, 1))
        self._other = Label(theme, say("photo.other-photo"), 14, "text2")
        compared = Label(theme, say("photo.compare"), 14, "text2")
        compared.setToolTip(compared.text())
        self._compare = held(row(KeyCap(theme, "Space"), compared))
        self.sample = ChipLabel(theme, say("foot.sample"), Look("none", "plain"), square=True)
        self.delete = Button(theme, say("photo.delete"), "plain", "trash", "Shift+Del")
        self.delete.clicked.connect(self.removed)
        self.back = Button(theme, say("photo.done"), "primary", "check", "Esc")
        self.back.clicked.connect(self.done)
        self.setLayout(
            row(
                self.saved, divider(), former, following, self._other, divider(), self._compare, self.sample, None,
                self.delete, self.back, gap=12, margins=(16, 0, 16, 0),
            )
        )  # fmt: skip
        self.setMinimumHeight(theme.px(56))

    def refresh(self, code: str, *, can_delete: bool) -> None:
        """Show what is published now; `code` is that of the item to which one goes back."""
        say = self._context.say
        self.saved.saved(f"{self._context.moment(self._context.shown.saved_ms):%H:%M:%S}")
        self.sample.setVisible(self._context.is_sample)
        self.delete.setVisible(can_delete)
        self.back.set_words(say("photo.done-to", code=code) if code else say("photo.done"))

    def make_room(self, width: int) -> None:
        """Leave out words where there is no room for them."""
        px = self._context.theme.px
        self._other.setVisible(width >= px(1240))
        self._compare.setVisible(width >= px(_TIGHT) and not self._context.theme.touch)
