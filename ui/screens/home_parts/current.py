"""The visit in hand: how far it is, what it lacks, and the two ways on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLayout, QWidget

from inspector.rules.checklist import Checklist
from ui.context import Context
from ui.screens.home_parts.gaps import GapChip
from ui.screens.home_parts.wording import LOOKS_OF_STAGES, Words
from ui.theme import Theme
from ui.widgets.bars import Bar, Ring
from ui.widgets.button import Button
from ui.widgets.chip import ChipLabel
from ui.widgets.flow import Flow
from ui.widgets.notices import Icon
from ui.widgets.text import Ink, Label, clear, column, hairline, held, row
from ui.work.stages import VisitRow

_MOST_CHIPS = 18
"""Further gaps are told by their number: the list of the review names them all."""


class CurrentCard(QFrame):
    """Shows one visit."""

    item_wanted = Signal(str)
    """The id of an item that lacks something."""
    go_on = Signal()
    review = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        theme = context.theme
        self._context = context
        self._words = Words(context)
        self._shown: tuple[VisitRow, Checklist] | None = None
        self.setProperty("role", "card")
        self.ring = Ring(theme)
        self.unit = Label(theme, "", 20, strong=True)
        self.state = ChipLabel(theme)
        self.facts = Label(theme, "", 14, "text2", wrap=True)
        self._cross = Icon(theme, "x", 16, "fail_ink")
        self.lacking = Label(theme, "", 14, "fail_ink", strong=True)
        self.parts = Label(theme, "", 14, "text2", wrap=True)
        self.chips = Flow(7)
        self.go_on_button = Button(theme, context.say("home.go-on"), "tinted", "pencil")
        self.review_button = Button(theme, context.say("home.review"), "plain", "lock")
        self.go_on_button.clicked.connect(self.go_on)
        self.review_button.clicked.connect(self.review)
        self._bars = QGridLayout()
        self._bars.setHorizontalSpacing(16)
        self._bars.setVerticalSpacing(4)
        self.setLayout(self._laid_out(theme))
        QWidget.setTabOrder(self.go_on_button, self.review_button)

    def _laid_out(self, theme: Theme) -> QLayout:
        head = Flow(12)  # a long name leaves the state to the next line
        head.place((self.unit, self.state))
        lacks = row(self._cross, self.lacking, self.parts)
        lacks.setStretchFactor(self.parts, 1)
        words = column(head, self.facts, 4, lacks, self.chips, None, gap=8)
        buttons = column(self.go_on_button, self.review_button, None, gap=8)
        left = column(self.ring, None)
        above = row(left, words, buttons, gap=24)
        above.setStretchFactor(words, 1)
        whole: QLayout = column(above, hairline(), self._bars, gap=12, margins=(20, 16, 20, 12))
        return whole

    def show_visit(self, shown: VisitRow, checklist: Checklist) -> None:
        """Show a visit; what is shown already stays as it is, and so does the focus."""
        before = self._shown
        if before is not None and before[0] == shown and before[1] is checklist:
            return
        self._shown = (shown, checklist)
        say = self._context.say
        self.setAccessibleName(shown.unit)
        self.ring.show_share(shown.answered, shown.total, say("home.of-items"))
        self.unit.setText(shown.unit)
        self.state.show_state(say(f"home.stage.{shown.stage}"), LOOKS_OF_STAGES[shown.stage])
        self.facts.setText(self._words.facts(shown))
        is_open = shown.stage in ("recording", "returned")
        self._cross.setVisible(bool(shown.lacking))
        self._cross.set_icon("x" if shown.lacking else "check")
        self.lacking.setVisible(bool(shown.lacking))
        self.lacking.setText(say("home.still-lacks", count=shown.lacking))
        self.parts.setText(
            say("home.press-to-go", parts=self._words.parts(shown)) if shown.lacking else self._words.how(shown)
        )
        self.go_on_button.set_kind("tinted" if is_open else "plain")
        self.review_button.set_kind("plain" if is_open else "tinted")
        words = {"recording": "home.go-on", "waiting": "home.go-on"}
        if not self._context.is_lead:
            has_room = self._context.theme.percent < 125  # else the words beside would have one column of letters
            words["returned"] = "home.amend" if has_room else "home.act.returned"
        self.go_on_button.set_words(say(words.get(shown.stage, "home.look")))
        self._show_chips(shown, checklist)
        self._show_bars(shown, checklist)

    def _show_chips(self, shown: VisitRow, checklist: Checklist) -> None:
        theme, say = self._context.theme, self._context.say
        had = next((chip.item for chip in self.chips.parts if isinstance(chip, GapChip) and chip.hasFocus()), "")
        items = {item.id: item for item in checklist.items}
        wanted = [(one, "", "home.gap.answer") for one in shown.gaps.unanswered]
        wanted += [(one, "photo", "home.gap.photo") for one in shown.gaps.photos]
        wanted += [(one, "pencil", "home.gap.note") for one in shown.gaps.notes]
        chips = [
            GapChip(
                theme, items[item].code, item, icon,
                say(key, code=items[item].code, short=items[item].short.say(self._context.language)),
            )
            for item, icon, key in wanted[:_MOST_CHIPS]
        ]  # fmt: skip
        if len(wanted) > _MOST_CHIPS:
            rest = len(wanted) - _MOST_CHIPS
            item = wanted[_MOST_CHIPS][0]
            chips.append(GapChip(theme, f"+{rest}", item, "", say("home.gap.more", count=rest)))
        for chip in chips:
            chip.clicked.connect(self._chip_pressed)
        self.chips.setVisible(bool(chips))
        self.chips.place(chips)
        before: QWidget = self.review_button
        for chip in chips:
            QWidget.setTabOrder(before, chip)
            before = chip
        if had and chips:
            next((chip for chip in chips if chip.item == had), chips[0]).setFocus()

    def _chip_pressed(self) -> None:
        chip = self.sender()
        assert isinstance(chip, GapChip)
        self.item_wanted.emit(chip.item)

    def _show_bars(self, shown: VisitRow, checklist: Checklist) -> None:
        theme = self._context.theme
        clear(self._bars)
        unanswered = set(shown.gaps.unanswered)
        for place, group in enumerate(checklist.groups):
            ids = [item.id for item in checklist.items if item.group == group.code]
            done = sum(one not in unanswered for one in ids)
            ink: Ink = "text3" if done == len(ids) else "text"
            code = Label(theme, group.code, 12, "text", strong=True)
            count = Label(theme, f"{done}/{len(ids)}", 12, ink, strong=done < len(ids), numeric=True)
            bar = Bar(theme, 0)
            bar.show_share(
                done, len(ids), f"{group.code} · {group.title.say(self._context.language)}: {done}/{len(ids)}"
            )
            part = held(column(row(code, None, count), bar, gap=4))
            part.setToolTip(group.title.say(self._context.language))
            self._bars.addWidget(part, 0, place)
            self._bars.setColumnStretch(place, 1)
