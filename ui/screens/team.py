"""The team: members and their devices, who may sign the roster, and a briefing file for each person."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from inspector.errors import KnownError
from inspector.journal.entry import EntryId, PublicKey, short
from inspector.progress import Progress
from ui.actions import Actions
from ui.bridge import Published, Session
from ui.context import Context, Place
from ui.job import Job
from ui.models.members import ROOTS, MemberRow
from ui.screens.screen import Screen
from ui.screens.team_parts.briefing import Briefing
from ui.screens.team_parts.detail import LOOKS, PLAIN, MemberDetail
from ui.screens.team_parts.issuing import Issuing
from ui.screens.team_parts.members import MemberView
from ui.screens.team_parts.notices import Notices
from ui.screens.team_parts.people import AddDevice, AddPerson, ChangeDuties
from ui.screens.team_parts.removal import Remove
from ui.screens.team_parts.root_form import AddRoot
from ui.screens.team_parts.roots import RootsDetail
from ui.widgets.button import Button
from ui.widgets.focus import order_focus
from ui.widgets.glyphs import Look
from ui.widgets.scrolling import scrolled
from ui.widgets.text import clear, column, held, row
from ui.work import team as teams
from ui.work.briefing import Briefed, briefed
from ui.work.rosters import settled, without_root
from ui.work.team import Device, Member, Tally, tallies, team_of

_LIST, _WIDEST = 328, 880
"""Pixels at 100 %: the list, and lines of text, for longer ones tire the eye."""


class Team(Screen):
    """What it shows follows from what is published; every edit is one roster."""

    tells_failures = True

    def __init__(self, context: Context, actions: Actions) -> None:
        super().__init__(context, actions)
        theme = context.theme
        self.issuing = Issuing(context, self)
        self.dialog: QDialog | None = None
        self._at = ""
        self._team = teams.Team((), (), (), may_sign=False)
        self._tallies: Mapping[PublicKey, Tally] = {}
        self._briefed: Mapping[str, Briefed] = {}
        self._gathered: Published | None = None
        self._is_known = False
        """Whether it was counted what devices said and looked up what people were given."""
        self._detail_of: object = None
        self.detail: MemberDetail | RootsDetail | None = None
        self.list = MemberView(context)
        self.list.chosen.connect(self._choose)
        self.notices = Notices(context)
        self.notices.resend.connect(self._resend)
        self.notices.settle.connect(self._settle)
        self.add = Button(theme, context.say("team.add"), "plain", "plus")
        self.add.clicked.connect(self.add_person)
        self._top = held(row(None, self.add))
        self.brief = Button(theme, context.say("team.brief"), "primary", "upload")
        self.brief.clicked.connect(self._brief_all)
        self._foot = held(row(None, self.brief))
        self._build()
        theme.changed.connect(self._fit)
        actions.action("undo").triggered.connect(self._undo_if_seen)

    def _build(self) -> None:
        self._slot: QVBoxLayout = column(gap=16)
        self._inside = held(column(self.notices, self._slot, gap=16))
        across = row(gap=0)
        across.addWidget(self._inside, 1)
        across.addStretch(0)
        flow = held(column(across, None, margins=(24, 20, 24, 24)))
        self._area = scrolled(flow)
        whole = row(self.list, self._area, gap=0)
        whole.setStretchFactor(self._area, 1)
        self.setLayout(whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give the list its width, in a narrow window no more than it can spare."""
        self.list.setFixedWidth(min(self.context.theme.px(_LIST), self.width() * 2 // 5))
        self._inside.setMaximumWidth(self.context.theme.px(_WIDEST))

    # -- what the window asks

    def title(self) -> str:
        return self.context.say("rail.team")

    def caption(self) -> str:
        if self.context.now_shown is None:
            return ""
        there = [one for one in self._team.members if not one.has_left]
        devices = sum(len(one.active) for one in there)
        return self.context.say("team.caption", people=len(there), devices=devices, roots=len(self._team.roots))

    def top(self) -> QWidget:
        return self._top

    def foot(self) -> QWidget:
        return self._foot

    def enter(self, place: Place) -> None:
        self._at = place.part or self._at
        self.refresh()
        self.list.setFocus()

    def here(self) -> Place:
        return Place("team", part=self._at)

    def keys(self) -> list[tuple[str, str]]:
        return [("↑ ↓", self.context.say("team.keys"))]

    def refresh(self) -> None:
        shown = self.context.now_shown
        if shown is None:
            return
        if self._gathered is not None and self._gathered.path != shown.path:
            self._forget()
        self._team = team_of(shown.view, shown.me)
        self.add.setVisible(self._team.may_sign)
        self._show()
        if shown is not self._gathered:
            self._gathered = shown
            job = self.context.bridge.run(_gather)
            job.done.connect(self._take)
            job.failed.connect(self._refused)

    def _forget(self) -> None:
        """Nothing is known yet of the dossier that is open now."""
        self._gathered, self._is_known = None, False
        self._tallies, self._briefed = {}, {}

    def _take(self, found: tuple[Mapping[PublicKey, Tally], Mapping[str, Briefed]]) -> None:
        self._tallies, self._briefed = found
        self._is_known = True
        if self.context.now_shown is not None:
            self._show()

    # -- what is shown

    def _show(self) -> None:
        self.list.show_rows([*(self._row(one) for one in self._team.members), self._roots_row()], self._at)
        self.notices.show_team(self._team, len(self._lacking()))
        self._show_detail()

    def _row(self, member: Member) -> MemberRow:
        say = self.context.say
        chips: list[tuple[str, Look]] = [(say(f"role.{role}"), PLAIN) for role in member.roles]
        if member.has_left:
            chips.append((say("team.left"), Look("cross", "na")))
        elif (given := self._briefed.get(member.id)) is not None and given.standing != "current":
            chips.append((say(f"team.brief-{given.standing}"), LOOKS[given.standing]))
        count = say("team.devices-count", count=len(member.active))
        return MemberRow(member.id, member.name, count, tuple(chips) or ((say("team.role-none"), PLAIN),))

    def _roots_row(self) -> MemberRow:
        say = self.context.say
        return MemberRow(ROOTS, say("team.roots"), say("team.roots-count", count=len(self._team.roots)), ())

    def _lacking(self) -> tuple[str, ...]:
        """Return the ids of the persons whose last briefing lacks the roster in force."""
        return tuple(person for person, given in self._briefed.items() if given.standing == "outdated")

    def _choose(self, which: str) -> None:
        self._at = which
        self._show_detail()
        self._area.verticalScrollBar().setValue(0)

    def _show_detail(self) -> None:
        """Show the member or the roots, made anew only where something about them changed."""
        member = self._team.member(self._at)
        wanted = (member, self._team, self._tallies, self._briefed.get(self._at))
        if wanted == self._detail_of or not self._is_known:
            return
        had_focus = self.detail is not None and self.focusWidget() is not None and self.detail.isAncestorOf(
            self.focusWidget()
        )  # fmt: skip
        self._detail_of = wanted
        clear(self._slot)
        if member is not None:
            self.detail = self._detail(member)
        else:
            self.detail = RootsDetail(self.context, self._team, self._tallies)
            self.detail.add.connect(self.add_root)
            self.detail.drop.connect(self._drop_root)
        self._slot.addWidget(self.detail)
        order_focus(self)
        if had_focus:
            self.list.setFocus()

    def _detail(self, member: Member) -> MemberDetail:
        detail = MemberDetail(
            self.context, member, self._tallies, self._briefed.get(member.id), may_sign=self._team.may_sign
        )
        detail.edit.connect(partial(self._edit, member))
        detail.add_device.connect(partial(self._add_device, member))
        detail.remove.connect(partial(self._remove, member))
        detail.brief.connect(partial(self.write_briefings, (member.id,)))
        return detail

    # -- what a person asks

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None

    def add_person(self) -> None:
        """Ask for a key card and put its person on the roster."""
        self._open(AddPerson(self.context, self.issuing, self))

    def _edit(self, member: Member) -> None:
        self._open(ChangeDuties(self.context, self.issuing, member, self))

    def _add_device(self, member: Member) -> None:
        self._open(AddDevice(self.context, self.issuing, member, self))

    def _remove(self, member: Member, devices: Sequence[Device]) -> None:
        self._open(Remove(self.context, self.issuing, member, devices, self._tallies, self))

    def add_root(self) -> None:
        """Ask whose key is to be a further root."""
        self._open(AddRoot(self.context, self.issuing, self._team, self))

    def _drop_root(self, key: PublicKey) -> None:
        words = self.context.say("team.root-dropped", mark=short(key))
        self._tell_refusal(self.issuing.issue(lambda session: without_root(session.view, key), words))

    def _settle(self, roster: EntryId) -> None:
        words = self.context.say("team.was-settled")
        self._tell_refusal(self.issuing.issue(lambda session: settled(session.view, roster), words, can_undo=False))

    def write_briefings(self, persons: Collection[str]) -> None:
        """Ask where to, and write a briefing for each of some persons."""
        self._open(Briefing(self.context, self._briefed, persons, self))

    def _brief_all(self) -> None:
        self.write_briefings(tuple(self._briefed))

    def _resend(self) -> None:
        self.write_briefings(self._lacking())

    def _undo_if_seen(self) -> None:
        if self.isVisible() and self.dialog is None:
            self.issuing.undo()

    def _tell_refusal(self, job: Job) -> None:
        job.failed.connect(self._refused)

    def _refused(self, error: KnownError) -> None:
        self.context.refused.emit(self.context.word(error))


def _gather(session: Session, progress: Progress) -> tuple[Mapping[PublicKey, Tally], Mapping[str, Briefed]]:
    return tallies(session), briefed(session)
