"""The form that removes a device, or a person with all of theirs: what stays counted, what does not, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from inspector.journal.entry import PublicKey
from ui.context import Context
from ui.screens.start_parts.fields import Field
from ui.screens.team_parts.form import Form
from ui.screens.team_parts.issuing import Issuing, Make
from ui.widgets.notices import Icon
from ui.widgets.text import Ink, Label, row
from ui.work.rosters import without
from ui.work.team import Device, Member, Tally


class Remove(Form):
    """A removal cannot be taken back, so the form says first what it means."""

    can_undo = False

    def __init__(
        self, context: Context, issuing: Issuing, member: Member, devices: Sequence[Device],
        tallies: Mapping[PublicKey, Tally], parent: QWidget,
    ) -> None:  # fmt: skip
        is_whole = len(devices) == len(member.active)
        mark = devices[0].mark
        which = "person" if is_whole else "device"
        heading = context.say(f"team.remove-{which}-heading", name=member.name, mark=mark)
        do = context.say(f"team.remove-{which}").removesuffix("…")
        super().__init__(context, issuing, heading, do, parent, kind="danger", icon="trash")
        self._keys = tuple(one.sign for one in devices)
        self._what = member.name if is_whole else f"{member.name} {mark}"
        self.kept = self._line("circle-check", self._kept(tallies), "pass_ink")
        lost = self._line("alert-triangle", self.say("team.remove-lost"), "part_ink")
        final = self._line("info-circle", self.say("team.remove-final"), "text2")
        lines = [self.kept, lost, final]
        if any(one.is_root for one in devices):
            lines.append(self._line("key", self.say("team.remove-root"), "text2"))
        self.reason = Field(context.theme, self.say("team.reason"), self.say("team.reason-hint"))
        self.build(*lines, self.reason)
        self.reason.edit.setFocus()

    def _line(self, icon: str, words: str, ink: Ink) -> QWidget:
        theme = self.context.theme
        line = row(Icon(theme, icon, 20, ink), Label(theme, words, 14, wrap=True), gap=12)
        line.setStretch(1, 1)
        holder = QWidget()
        holder.setLayout(line)
        return holder

    def _kept(self, tallies: Mapping[PublicKey, Tally]) -> str:
        held = [tallies[key] for key in self._keys if key in tallies]
        if not held:
            return self.say("team.remove-kept-none")
        last = max((one.last for one in held), key=lambda at: at.utc_ms)
        at = f"{self.context.stated(last):%H:%M %d/%m/%Y}"
        return self.say("team.remove-kept", count=sum(one.count for one in held), at=at)

    def problem(self) -> str:
        return "" if self.reason.text.strip() else self.say("team.no-reason")

    def request(self) -> tuple[Make, str]:
        keys, reason = self._keys, self.reason.text
        return (lambda session: without(session, keys, reason)), self.say("team.removed", what=self._what)
