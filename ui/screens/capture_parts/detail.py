"""The right pane of the recording screen: one item, its answer, and what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QScrollArea, QVBoxLayout, QWidget

from inspector.journal.bodies import Observed
from inspector.journal.entry import VisitId
from inspector.projection.judgement import Judgement
from inspector.projection.visit import Result, State
from inspector.rules.item import Item
from ui.context import Context
from ui.screens.capture_parts.answers import AnswerArea
from ui.screens.capture_parts.findings import Findings
from ui.screens.capture_parts.note import NoteField
from ui.screens.capture_parts.photos import PhotoArea
from ui.screens.capture_parts.previous import PreviousBand
from ui.screens.capture_parts.reason import ReasonPanel
from ui.screens.capture_parts.rows import RowsTable
from ui.screens.remark_words import remark_words
from ui.widgets.answer import MARKS
from ui.widgets.button import Button
from ui.widgets.key_cap import KeyCap
from ui.widgets.notices import Banner, Icon
from ui.widgets.scrolling import scrolled
from ui.widgets.text import Elided, Label, card, column, hairline, held, row
from ui.work.capturing import Row, Sheet, short_value
from ui.work.remarks import Remark, to_answer

_LOW = 420
"""Height in pixels at 100 % below which only question and answers have room above what scrolls."""


class Detail(QWidget):
    """Places the parts of one item: question and answers stand still, the rest scrolls below them."""

    flag_asked = Signal()
    cannot_check = Signal()
    phrases_asked = Signal()
    next_asked = Signal()
    previous_asked = Signal()
    advance_changed = Signal(bool)
    amend_asked = Signal()
    reply_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._item: Item | None = None
        self._is_read_only = False
        self._settled: tuple[int, ...] = ()
        self.answers = AnswerArea(context)
        self.reason = ReasonPanel(context)
        self.note = NoteField(context.theme, context.say("capture.note"), 4)
        self.previous = PreviousBand(context)
        self.photos = PhotoArea(context)
        self.findings = Findings(context)
        self.rows = RowsTable(context)
        self._make_banners()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 16, 24, 8)
        layout.setSpacing(0)
        layout.addLayout(self._heading())
        layout.addSpacing(12)
        layout.addWidget(self.answers)
        layout.addSpacing(4)
        layout.addLayout(self._hint())
        layout.addWidget(self.reason)
        layout.addSpacing(8)
        layout.addWidget(self._scrolling(), 1)
        layout.addWidget(hairline())
        layout.addLayout(self._navigation())
        context.theme.changed.connect(self._settle)
        self.reason.turned.connect(self._make_room)

    # -- made once

    def _make_banners(self) -> None:
        theme, say = self.context.theme, self.context.say
        self.sealed = Banner(theme, "na", "lock", say("capture.sealed"))
        self._amend = self.sealed.add_action(say("capture.amend"), self.amend_asked.emit, "file-plus")
        self.remarks = Banner(theme, "part", "message-2")
        self._reply = self.remarks.add_action(say("remark.reply"), self.reply_asked.emit, "pencil")
        self.contested = Banner(theme, "conflict", "arrows-exchange")
        self.others = Banner(theme, "info", "users")
        for banner in (self.sealed, self.remarks, self.contested, self.others):
            banner.hide()

    def _heading(self) -> QVBoxLayout:
        theme, say = self.context.theme, self.context.say
        self._crumbs = Label(theme, "", 12, "text2", wrap=True)
        self._flag = Button(theme, say("capture.flag"), "link", "flag", "Ctrl+D", height=28)
        self._flag.clicked.connect(self.flag_asked)
        self._question = Label(theme, "", 20, strong=True, wrap=True)
        self._law = Elided(theme, "", 12, "text2")
        self._law_button = Button(theme, say("capture.law"), "link", keys="F3", height=28)
        self._law_button.clicked.connect(self.toggle_law)
        policy = self._law_button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._law_button.setSizePolicy(policy)
        self._law_text = Label(theme, "", 14, "text2", wrap=True)
        self._law_text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._law_card = card(column(self._law_text, margins=(16, 12, 16, 12)))
        self._law_card.hide()
        crumbs = row(self._crumbs, self._flag)
        crumbs.setStretchFactor(self._crumbs, 1)
        law = row(Icon(theme, "scale", 16), self._law, self._law_button)
        law.setStretchFactor(self._law, 1)
        self._law_line = held(law)
        heading: QVBoxLayout = column(crumbs, self._question, self._law_line, gap=2)
        return heading

    def _hint(self) -> QVBoxLayout:
        theme, say = self.context.theme, self.context.say
        self._wanted = Label(theme, "", 12, "text2", wrap=True)
        self._cannot = Button(theme, say("capture.cannot-check"), "link", keys="9", height=28)
        self._cannot.clicked.connect(self.cannot_check)
        self._sign = Icon(theme, "info-circle", 16)
        hint = row(self._sign, self._wanted, self._cannot)
        hint.setStretchFactor(self._wanted, 1)
        hint.insertStretch(2, 0)  # holds the button at the edge where the words are left out
        self._hint_line = held(hint)
        self._hint_line.setMinimumHeight(theme.px(32))  # two lines: what stands below does not move with each key
        layout: QVBoxLayout = column(self._hint_line)
        return layout

    def _scrolling(self) -> QScrollArea:
        theme, say = self.context.theme, self.context.say
        self._note_label = Label(theme, say("capture.note"), 14, strong=True)
        self._lacks_note = Label(theme, say("capture.lacks-note"), 12, "fail_ink", strong=True)
        phrases = Button(theme, say("capture.phrases"), "link", keys="Ctrl+M", height=28)
        phrases.clicked.connect(self.phrases_asked)
        self._phrases = phrases
        self._note_label.setBuddy(self.note)
        noting = column(row(self._note_label, KeyCap(theme, "F2"), self._lacks_note, None, phrases))
        noting.addWidget(self.note)
        flow = QWidget()
        flow.setLayout(
            column(
                self.sealed, self.remarks, self.contested, self.others, self._law_card, self.previous, held(noting),
                self.rows, self.photos, self.findings, None, gap=12, margins=(0, 0, 8, 8),
            )
        )  # fmt: skip
        self._area = scrolled(flow)
        return self._area

    def _navigation(self) -> QVBoxLayout:
        theme, say = self.context.theme, self.context.say
        self._before = Button(theme, "", "link", "chevron-left", "Up", height=32)
        self._after = Button(theme, "", "link", "chevron-right", "Down", height=32)
        self._before.clicked.connect(self.previous_asked)
        self._after.leads_on = True
        self._after.clicked.connect(self.next_asked)
        self.advance = QCheckBox(say("capture.auto-advance"))
        self.advance.setToolTip(f"{self.advance.text()} · F4")
        self.advance.setFont(theme.font(12))
        self.advance.setChecked(self.context.preferences.auto_advance)
        self.advance.toggled.connect(self.advance_changed)
        middle = row(self.advance, KeyCap(theme, "F4"))
        bar = row(row(self._before, None), middle, row(None, self._after), margins=(0, 4, 0, 0))
        bar.setStretch(0, 1)  # as wide as each other, so that what is between them stands still
        bar.setStretch(2, 1)
        self._bar = held(bar)
        layout: QVBoxLayout = column(self._bar)
        return layout

    # -- shown

    def show_item(
        self, visit: VisitId, sheet: Sheet, line: Row, group: str, own: Observed | None, result: Result | None, *,
        drafts: tuple[str, str], read_only: bool, is_sealed: bool, judged: Judgement | None, remarks: Sequence[Remark],
    ) -> None:  # fmt: skip
        """Show an item as it stands.

        Args:
            visit: whose item it is.
            sheet: the whole checklist, for the neighbours.
            line: the item.
            group: the title of its group.
            own: what this person said of it.
            result: what follows from all observers.
            drafts: a note, and a number or text, that were typed and belong to no statement yet.
            read_only: whether nothing can be said any more.
            is_sealed: whether a seal covers what was said.
            judged: what whoever leads the round made of the visit.
            remarks: what they remarked on this item.
        """
        item = line.item
        is_other = self._item is None or self._item.id != item.id
        layout = self.layout()
        assert layout is not None
        layout.setEnabled(False)  # laid out once, when all of it says what it has to say
        self._item = item
        if is_other:
            self._show_question(item, group)
            self.reason.hide()
            self._law_card.hide()
            self._neighbours(sheet, item.id)
        self._flag.set_words(self.context.say("capture.unflag" if line.is_flagged else "capture.flag"))
        self._flag.setVisible(not read_only)
        self._is_read_only = read_only
        self._make_room()
        self._phrases.setVisible(not read_only)
        self.answers.show_item(item, own, drafts[1], read_only=read_only, wrong=line.lacks_note)
        self.note.setReadOnly(read_only)
        self._show_note(
            own.note if own is not None else "", "" if read_only else drafts[0], is_answered=own is not None
        )
        self._lacks_note.setVisible(line.lacks_note)
        self._show_judged(judged, shown=is_sealed and read_only)
        self._show_remarks(remarks, is_open=judged is not None and judged.value == "returned")
        self._show_contested(item, result)
        self.rows.show_item(visit, item, read_only=read_only)
        self.photos.show_item(visit, item, lacks=line.lacks_photo, read_only=read_only)
        self.findings.show_visit(visit, read_only=read_only)
        layout.setEnabled(True)
        if is_other:
            self._area.verticalScrollBar().setValue(0)

    def _show_note(self, stored: str, draft: str, *, is_answered: bool) -> None:
        """Show a note; words that are newer than those of the answer go into it when the field is left."""
        if draft and is_answered:
            self.note.show_text(draft, stored)
        else:
            self.note.show_text(draft or stored)

    def _show_question(self, item: Item, group: str) -> None:
        language, say = self.context.language, self.context.say
        methods = ", ".join(say(f"capture.method-{method}") for method in item.method)
        self._crumbs.setText(f"{item.code}  ·  {group}  ·  {methods}")
        self._question.setText(item.full.say(language))
        in_force = [law for law in item.legal if law.in_force(self.context.now().date())]
        shown = "; ".join(law.citation for law in in_force or item.legal)
        self._law.setText(shown or say("capture.no-law"))
        self._law.setToolTip(shown)
        self._law_button.setVisible(bool(item.legal))
        self._wanted.setText(self._needs(item))
        self._settle()
        self._cannot.set_keys("9" if item.answer in MARKS else "Ctrl+9")

    def _settle(self) -> None:
        """Let the room of question and hint grow with the longest one so far, so that the answers stand still."""
        labels = (self._question, self._wanted)
        settled = (self.context.theme.percent, self._question.width())
        for label in labels:
            label.keep_room(afresh=settled != self._settled)
        self._settled = settled

    def _needs(self, item: Item) -> str:
        """Return what evidence an answer will require, before it is given."""
        say = self.context.say
        parts = [f"{item.evidence.wanted.say(self.context.language)}."]
        photo, note = item.evidence.photo, item.evidence.note
        if photo == note != "never":
            parts.append(say(f"capture.both-{photo}"))
        else:
            parts += [say(f"capture.photo-{photo}")] * (photo != "never")
            parts += [say(f"capture.note-{note}")] * (note != "never")
        parts.append(say("capture.reason-needed"))
        return " ".join(parts)

    def _neighbours(self, sheet: Sheet, item: str) -> None:
        lines = sheet.rows
        has_room = self.context.theme.percent < 125  # else the words of the box between them would be cut
        at = next(number for number, line in enumerate(lines) if line.item.id == item)
        for button, to in ((self._before, at - 1), (self._after, at + 1)):
            there = 0 <= to < len(lines)
            button.setVisible(there)
            if there:
                item_there = lines[to].item
                words = _brief(item_there.short.say(self.context.language)) if has_room else ""
                button.set_words(f"{item_there.code} {words}".rstrip())

    def _show_judged(self, judged: Judgement | None, *, shown: bool) -> None:
        """Say why nothing can be said any more, and what can be done about it."""
        say, value = self.context.say, judged.value if judged is not None else ""
        self.sealed.setVisible(shown)
        self.sealed.tell(say(f"capture.sealed-{value}" if value else "capture.sealed"))
        self._amend.setVisible(value != "approved")
        self._amend.set_words(say("home.amend" if value == "returned" else "capture.amend"))

    def _show_remarks(self, remarks: Sequence[Remark], *, is_open: bool) -> None:
        """Show the comments on the item; while the visit is sent back they can be answered in words."""
        self.remarks.setVisible(bool(remarks))
        words = "\n".join(remark_words(self.context, one) for one in remarks)
        self.remarks.tell(words, "part" if to_answer(remarks) else "info")
        self._reply.setVisible(is_open)

    def _show_contested(self, item: Item, result: Result | None) -> None:
        is_contested = result is not None and result.state is State.CONTESTED
        self.contested.setVisible(is_contested)
        trust, me = self.context.shown.view.trust, self.context.shown.me
        seen = result.observations if result is not None else ()
        others = [one for one in seen if one.person != trust.person_of(me)]
        self.others.setVisible(bool(others) and not is_contested)
        said = [
            f"{trust.persons[one.person].name if one.person in trust.persons else one.person[:8]}: "
            f"{short_value(item, one.said.value, self.context.language)}"
            for one in (seen if is_contested else others)
        ]
        if is_contested:
            self.contested.tell(self.context.say("capture.contested", said="; ".join(said)))
        elif others:
            self.others.tell("; ".join(said))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Leave out what a low pane has no room for; while a reason is asked for there, all but the question.

        F3 still tells law and evidence.
        """
        is_low = self.height() * 100 < _LOW * self.context.theme.percent
        is_asking = is_low and not self.reason.isHidden()
        for part in (self.answers, self._area, self._bar):
            part.setVisible(not is_asking)
        self._cannot.setVisible(not is_asking and not self._is_read_only)
        self._question.set_size(16 if is_low else 20)
        self._law_line.setVisible(not is_low)
        self._wanted.setVisible(not is_low)
        self._sign.setVisible(not is_low)

    def toggle_law(self) -> None:
        """Show or put away the legal basis in full."""
        item = self._item
        if self._law_card.isHidden() and item is not None:
            say, language = self.context.say, self.context.language
            laws = [f"• {law.citation} ({say(f'capture.law-{law.status}')})" for law in item.legal]
            wanted = f"{say('capture.wanted')} {item.evidence.wanted.say(language)}"
            self._law_text.setText("\n".join([*laws, wanted]))
        self._law_card.setVisible(self._law_card.isHidden())


def _brief(words: str) -> str:
    """Return the first words of a wording, for a button: the whole stands in the list."""
    parts = words.split()
    return words if len(parts) <= 5 else " ".join(parts[:4]).rstrip(",;:") + "…"
