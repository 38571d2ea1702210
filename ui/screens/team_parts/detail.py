"""What is told of one member: roles, devices with six words and code, and their briefing."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from inspector.journal.entry import PublicKey
from inspector.people.card import qr_text
from ui.context import Context
from ui.screens.settings_parts.beside import Beside
from ui.widgets.button import Button
from ui.widgets.chip import ChipLabel
from ui.widgets.flow import Flow
from ui.widgets.glyphs import Look
from ui.widgets.qr import QrCode
from ui.widgets.text import Label, card, column, hairline, held, row
from ui.work.briefing import Briefed
from ui.work.team import Device, Member, Tally

PLAIN = Look("none", "plain")
ACCENT = Look("none", "accent")
LOOKS = {"never": Look("ring", "none"), "outdated": Look("warning", "part"), "current": Look("check", "pass")}
"""How it is drawn whether somebody was briefed."""


class MemberDetail(QWidget):
    """Made anew for each member that is shown."""

    edit = Signal()
    add_device = Signal()
    remove = Signal(object)
    """The devices that are to go."""
    brief = Signal()

    def __init__(
        self, context: Context, member: Member, tallies: Mapping[PublicKey, Tally], briefed: Briefed | None, *,
        may_sign: bool,
    ) -> None:  # fmt: skip
        super().__init__()
        self._context = context
        self._member = member
        self._tallies = tallies
        self._may_sign = may_sign
        self.setLayout(column(self._head(), self._devices(), self._briefing(briefed), None, gap=16))

    def _say(self, key: str, **params: object) -> str:
        return self._context.say(f"team.{key}", **params)

    def _button(self, key: str, icon: str, signal: object, kind: str = "plain") -> Button:
        button = Button(self._context.theme, self._say(key), kind, icon, height=32)  # type: ignore[arg-type]
        button.clicked.connect(signal)
        return button

    # -- who

    def _head(self) -> QWidget:
        theme, member = self._context.theme, self._member
        chips = Flow(gap=6)
        roles = [ChipLabel(theme, self._context.say(f"role.{role}"), ACCENT) for role in member.roles]
        left = [ChipLabel(theme, self._say("left"), Look("cross", "na"))] if member.has_left else []
        chips.place([*roles, *left] or [ChipLabel(theme, self._say("role-none"), PLAIN)])
        parts: list[QWidget] = [
            Label(theme, member.name, 20, strong=True, wrap=True),
            Label(theme, member.title or self._say("title-none"), 14, "text2", wrap=True),
            chips,
        ]
        if self._may_sign:
            acts = Flow()
            acts.place(self._acts())
            parts.append(acts)
        return card(column(*parts, gap=8, margins=(16, 14, 16, 16)))

    def _acts(self) -> list[Button]:
        """Return what can be done: the roles of who has left stay, for without them what they said would not count."""
        device = self._button("add-device", "device-laptop", self.add_device)
        if self._member.has_left:
            return [device]
        acts = [self._button("edit", "pencil", self.edit), device]
        if not self._member.is_here:
            acts.append(self._button("remove-person", "logout", self.remove_all, "danger"))
        return acts

    def remove_all(self) -> None:
        """Ask for the removal of the person, with every device of theirs."""
        self.remove.emit(self._member.active)

    # -- by which keys

    def _devices(self) -> QWidget:
        theme = self._context.theme
        parts: list[QWidget | int] = [
            Label(theme, self._say("devices"), 16, strong=True),
            Label(theme, self._say("devices-note"), 12, "text3", wrap=True),
        ]
        for device in self._member.devices:
            parts += [8, hairline(), 8, self._device(device)]
        return card(column(*parts, gap=2, margins=(16, 14, 16, 16)))

    def _device(self, device: Device) -> QWidget:
        theme = self._context.theme
        marks = Flow(gap=6)
        chips = [ChipLabel(theme, self._say("this-device"), ACCENT)] if device.is_here else []
        chips += [ChipLabel(theme, self._say("root-mark"), PLAIN)] if device.is_root else []
        marks.place([Label(theme, self._say("device", mark=device.mark), 14, strong=True), *chips])
        six = Label(theme, " ".join(device.words), 16, "text3" if device.is_removed else "text", strong=True, wrap=True)
        six.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        parts: list[QWidget] = [marks, six, Label(theme, self._told(device), 12, "text3", wrap=True)]
        if device.is_removed:
            parts.append(Label(theme, self._say("device-removed", reason=device.reason), 14, "fail_ink", wrap=True))
            return held(column(*parts, gap=4))
        if self._may_sign and not device.is_here and len(self._member.active) > 1:
            button = Button(theme, self._say("remove-device"), "link", "trash", height=32)
            button.setAccessibleDescription(device.mark)
            button.clicked.connect(lambda: self.remove.emit((device,)))
            parts.append(held(row(button, None)))
        code = QrCode(theme, 132)
        words = self._say("device-code", mark=device.mark, name=self._member.name)
        code.show_text(qr_text(device.sign, device.receive), words)
        return Beside(held(column(*parts, None, gap=4)), code, stretches=True, least=theme.px(220), gap=16)

    def _told(self, device: Device) -> str:
        tally = self._tallies.get(device.sign)
        if tally is None:
            return self._say("device-silent")
        at = f"{self._context.stated(tally.last):%H:%M %d/%m/%Y}"
        return self._say("device-told", count=tally.count, at=at)

    # -- what they were given

    def _briefing(self, briefed: Briefed | None) -> QWidget:
        theme = self._context.theme
        heading = Label(theme, self._say("briefing"), 16, strong=True)
        told: list[QWidget] = []
        if self._member.is_here or self._member.has_left:
            key = "briefing-here" if self._member.is_here else "briefing-left"
            told.append(Label(theme, self._say(key), 14, "text2", wrap=True))
        elif briefed is not None:
            at = f"{self._context.stated(briefed.at):%H:%M %d/%m/%Y}" if briefed.at is not None else ""
            chip = ChipLabel(theme, self._say(f"brief-{briefed.standing}"), LOOKS[briefed.standing])
            words = Label(theme, self._say(f"briefing-{briefed.standing}", at=at), 14, "text2", wrap=True)
            button = self._button("brief-one", "upload", self.brief)
            told = [held(row(chip, None)), words, held(row(button, None))]
        return card(column(heading, *told, gap=8, margins=(16, 14, 16, 16)))
