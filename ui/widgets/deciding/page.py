"""How the panel looks: the list, the case in three columns, and where these stand as the window allows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec
from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QScrollArea, QWidget

from inspector.journal.entry import BlobId, short
from inspector.projection.photos import Photo
from inspector.projection.view import View
from inspector.rules.checklist import Checklist
from ui.context import Context
from ui.models.cases import CaseLine, CasesModel
from ui.models.photos import Tile, tile_of
from ui.widgets.button import Button
from ui.widgets.deciding.case_list import CaseList, short_of
from ui.widgets.deciding.conclusion import ConclusionColumn
from ui.widgets.deciding.version import VersionColumn
from ui.widgets.focus import order_focus
from ui.widgets.notices import Icon
from ui.widgets.scrolling import scrolled
from ui.widgets.text import UNBOUNDED, Label, column, held, row
from ui.work.capturing import short_value
from ui.work.comparing import compared
from ui.work.concluding import Draft
from ui.work.deciding import Case, Key, Version, look_of, value_words
from ui.work.explaining import day_words, moment_of
from ui.work.stages import heading

_WIDE: Final = 1100
"""From this width on, in pixels at 100 %, the three columns stand side by side."""
_MEDIUM: Final = 800
"""From this width on the list stands beside them."""
_LIST: Final = 264


class Shown(msgspec.Struct, frozen=True):
    """What is shown from."""

    view: View
    checklists: Mapping[BlobId, Checklist]
    present: frozenset[BlobId]


class Page(QWidget):
    """Shows the list and one case. It decides nothing."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.shown: Shown | None = None
        theme, say = context.theme, context.say
        self.model = CasesModel(self._heading, self._spoken, self)
        self.list = CaseList(context, self.model)
        self.left = VersionColumn(context, say("deciding.version", letter="A"), say("deciding.take-a"), "Left")
        self.result = ConclusionColumn(context)
        self.right = VersionColumn(context, say("deciding.version", letter="B"), say("deciding.take-b"), "Right")
        self.count = Label(theme, "", 14, "conflict_ink", strong=True)
        self.next = Button(theme, say("deciding.next"), "link", keys="F7", height=32)
        self._side = QFrame()
        self._side.setObjectName("list")
        head = row(
            Icon(theme, "arrows-left-right", 16, "conflict_ink"), self.count, None, self.next, margins=(16, 4, 8, 4)
        )
        side = column(head, self.list)
        side.setStretchFactor(self.list, 1)
        self._side.setLayout(side)
        self.title = Label(theme, "", 14, strong=True, wrap=True)
        self.title.setProperty("verbatim", True)
        self.why = Button(theme, say("deciding.why"), "link", "info-circle", height=32)
        self._only_look = Label(theme, say("deciding.only-look"), 12, "text2", wrap=True)
        self._area = self._columns()
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self._side)
        self._layout.addWidget(self._area, 1)
        self._shape = ""
        self._case: Key | None = None
        self._wanted: QWidget = self.left
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._scroll)
        self.result.withdraw.clicked.connect(self._to_why)

    def _columns(self) -> QScrollArea:
        top = row(self.title, self.why)
        top.setStretchFactor(self.title, 1)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        body = column(top, self._only_look, self._grid, gap=8, margins=(16, 8, 24, 12))
        body.setStretchFactor(self._grid, 1)
        return scrolled(held(body))

    def arrange(self, width: int) -> None:
        """Put three columns side by side, or two over the conclusion; the list stands above where there is no room."""
        theme = self._context.theme
        shape = "wide" if width >= theme.px(_WIDE) else "medium" if width >= theme.px(_MEDIUM) else "narrow"
        is_above = shape == "narrow"
        self._side.setFixedWidth(width if is_above else theme.px(_LIST))
        self._side.setMaximumHeight(theme.px(190) if is_above else UNBOUNDED)
        if shape == self._shape:
            return
        self._shape = shape
        way = QBoxLayout.Direction.TopToBottom if is_above else QBoxLayout.Direction.LeftToRight
        self._layout.setDirection(way)
        abreast: tuple[QWidget, ...] = (self.left, self.result, self.right)
        for one in abreast:
            self._grid.removeWidget(one)
        if shape == "wide":
            for place, one in enumerate(abreast):
                self._grid.addWidget(one, 0, place)
        else:
            self._grid.addWidget(self.left, 0, 0)
            self._grid.addWidget(self.right, 0, 1)
            self._grid.addWidget(self.result, 1, 0, 1, 2)
        for place, stretch in enumerate((10, 14, 10) if shape == "wide" else (1, 1, 0)):
            self._grid.setColumnStretch(place, stretch)
        order_focus(self)
        least = theme.px(150 if shape == "wide" else 180)
        for version in (self.left, self.right):
            version.setMinimumHeight(least)

    def to_result(self) -> None:
        """Give the focus to the conclusion, and bring into view what is done with it."""
        self.result.setFocus()
        self._bring(self.result.state)

    @Slot()
    def _to_why(self) -> None:
        self._bring(self.result.why)

    def _bring(self, widget: QWidget) -> None:
        """Scroll to a widget once it has its place."""
        self._wanted = widget
        self._soon.start()

    @Slot()
    def _scroll(self) -> None:
        self._area.ensureWidgetVisible(self._wanted, 0, 16)

    def take_view(self, shown: Shown) -> None:
        """Remember what cases that come next are shown from."""
        self.shown = shown

    def show_list(self, cases: Sequence[Case], held: frozenset[Key], waiting: int) -> None:
        """Show the cases, and how many of them wait."""
        self.model.show_cases(cases, held)
        self.count.setText(self._context.say("deciding.count", open=waiting, total=len(cases)))

    def letters(self, case: Case, sides: tuple[int, int]) -> list[str]:
        """Return what each version is called: A and B for the two that are seen, a number for any other."""
        named = {sides[1]: "B"} | {sides[0]: "A"}
        return [named.get(place, str(place + 1)) for place in range(len(case.versions))]

    def title_of(self, case: Case) -> str:
        """Return the code and the whole wording of what was asked."""
        words = case.asked.full.say(self._context.language) if case.asked is not None else ""
        title = f"{case.code}  {words}" if words else case.code
        return f"{title} · {case.instance}" if case.instance else title

    def show_case(self, case: Case, sides: tuple[int, int], draft: Draft, *, is_held: bool) -> None:
        """Show a case: two of its versions, and the draft of a conclusion or the one that holds."""
        read_only = not self._context.is_lead
        self._only_look.setVisible(read_only)
        if case.key != self._case:
            self._case = case.key
            self._area.verticalScrollBar().setValue(0)
        self.title.setText(self.title_of(case))
        self.why.set_words(self._context.say("deciding.why"))
        self._show_versions(case, sides, read_only=read_only)
        photos = len(case.all_photos)
        keep = self._context.say("deciding.keep-photos", count=photos) if photos and len(case.versions) > 1 else ""
        self.result.show_case(
            case, draft, self._about_result(case, is_held=is_held), self._told(case), keep, self._tiles(case, case.photos),
            is_decided=is_held or bool(case.conclusions), read_only=read_only,
        )  # fmt: skip
        if self.result.values.was_remade():
            order_focus(self)

    def _show_versions(self, case: Case, sides: tuple[int, int], *, read_only: bool) -> None:
        pair = [case.versions[side] for side in sides] if case.versions else []
        texts = compared(pair[0].text, pair[-1].text) if len(case.versions) > 1 else None
        choices = [self._choice(case, one) for one in case.versions]
        for number, version_column in enumerate((self.left, self.right)):
            if number >= len(case.versions):
                version_column.show_nothing(self._context.say("deciding.no-version"))
                continue
            version = pair[number]
            pieces = texts[number] if texts is not None else compared(version.text, version.text)[0]
            version_column.show_version(
                self._about(case, version), value_words(case.asked, version.value, self._context.language),
                look_of(case.asked, version.value), pieces, self._tiles(case, version.photos), choices, sides[number],
            )  # fmt: skip
            version_column.act.setVisible(not read_only)
            version_column.about.setToolTip(self._context.say("deciding.key", id=short(version.key)))

    def _name(self, version: Version) -> str:
        device = self._context.say("explain.device", number=version.device) if version.device else ""
        return f"{version.name} ({device})" if device else version.name

    def _about(self, case: Case, version: Version) -> str:
        when = moment_of(version.at)
        is_same_day = bool(day_words(case.day)) and when.startswith(day_words(case.day))
        return f"{self._name(version)} · {when[11:] if is_same_day else when}"

    def _choice(self, case: Case, version: Version) -> str:
        language = self._context.language
        words = value_words(case.asked, version.value, language)
        short = short_value(case.asked, version.value, language) if case.asked is not None else words
        return f"{self._about(case, version)} · {short}"

    def _tiles(self, case: Case, photos: Sequence[Photo]) -> list[Tile]:
        """Return the tiles of photos; one whose bytes come with a merge says so."""
        assert self.shown is not None
        visit = self.shown.view.visits[case.visit]
        made = []
        for photo in photos:
            tile = tile_of(photo, visit, self._context)
            if tile.standing == "absent" and photo.shown in self.shown.present:
                words = f"{tile.tag}, {self._context.say('photo.coming')}"
                tile = msgspec.structs.replace(tile, standing="coming", words=words)
            made.append(tile)
        return made

    def _about_result(self, case: Case, *, is_held: bool) -> str:
        say = self._context.say
        if is_held:
            return say("deciding.held")
        if len(case.conclusions) == 1:
            (only,) = case.conclusions
            return say("deciding.concluded-by", name=only.name, when=moment_of(only.at))
        published = self._context.shown
        return say("deciding.to-conclude", name=published.view.trust.name_of(published.me))

    def _told(self, case: Case) -> str:
        """Return what happened to the case before, one thing to a line."""
        say, lines = self._context.say, []
        if case.cause == "devices":
            lines.append(say("deciding.on-devices", name=case.versions[0].name))
        if len(case.conclusions) > 1:
            for one in case.conclusions:
                value = value_words(case.asked, one.value, self._context.language) if one.value is not None else "?"
                lines.append(say("deciding.also-concluded", name=one.name, value=value, reason=one.reason))
        if case.withdrawn is not None:
            gone = case.withdrawn
            lines.append(say("deciding.was-withdrawn", name=gone.name, when=moment_of(gone.at), reason=gone.reason))
        return "\n".join(lines)

    # -- words of the list

    def _heading(self, case: Case) -> str:
        return " · ".join(part for part in (heading(case.unit), day_words(case.day)) if part)

    def _spoken(self, line: CaseLine) -> str:
        state = self._context.say("deciding.waits" if line.is_open else "deciding.is-decided")
        return f"{line.case.code} {short_of(line, self._context)}, {state}"
