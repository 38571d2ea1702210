"""How a sealed visit stands with whoever leads the round: what arrived there, what was judged, what comes next."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from inspector.commands.judging import ApproveVisit, WithdrawJudgement
from inspector.journal.entry import VisitId
from inspector.projection.judgement import Judgement, judgement_of
from inspector.projection.receipts import arrival_of, receipts_in
from inspector.projection.visit import VisitView
from inspector.rules.checklist import Checklist
from ui.context import Context
from ui.screens.remark_words import remark_words
from ui.widgets.button import Button
from ui.widgets.chip import ChipLabel
from ui.widgets.glyphs import Look
from ui.widgets.text import Label, clear, column, expanding, row
from ui.work.receipt_words import arrived, missing
from ui.work.remarks import remarks_of
from ui.work.sealing import amended

_LOOKS = {"returned": Look("warning", "part"), "approved": Look("check", "pass"), "": Look("ring", "none")}


class JudgingBox(QFrame):
    """A card for both sides: whoever leads judges here; whoever inspected reads here what came of it."""

    returned = Signal()
    """The form in which a visit is sent back is asked for."""
    exported = Signal()
    """A file for those who inspected is asked for."""
    amend = Signal()
    item_wanted = Signal(str)
    judged = Signal(str)
    """What was done, in words; it can be undone."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._visit: VisitId = ""
        self._value = ""
        theme, say = context.theme, context.say
        self.setProperty("role", "card")
        self.state = ChipLabel(theme)
        self.reasons = Label(theme, "", 14, wrap=True)
        self.added = Label(theme, say("judging.added"), 14, "part_ink", wrap=True)
        self.amended = Label(theme, "", 14, wrap=True)
        self.arrived = Label(theme, "", 14, wrap=True)
        self.missing = Label(theme, "", 14, "part_ink", wrap=True)
        self.leads_on = False
        """Whether what comes next is done here."""
        self._remarks = column(gap=4)
        self.links: list[Button] = []
        self.approve = Button(theme, say("judging.approve"), "primary", "circle-check")
        self.approve.clicked.connect(self._approve)
        self.send_back = Button(theme, say("judging.return"), "plain", "arrow-back-up")
        self.send_back.clicked.connect(self.returned)
        self.export = Button(theme, "", "plain", "package-export")
        self.export.clicked.connect(self.exported)
        self.withdraw = Button(theme, "", "plain", "restore")
        self.withdraw.clicked.connect(self._withdraw)
        self.mend = Button(theme, say("home.amend"), "primary", "file-plus")
        self.mend.clicked.connect(self.amend)
        buttons = (self.mend, self.approve, self.send_back, self.export, self.withdraw)
        self.setLayout(
            column(
                row(Label(theme, say("judging.heading"), 16, strong=True), None, self.state),
                self.reasons,
                self.added,
                self.amended,
                self._remarks,
                self.arrived,
                self.missing,
                *(expanding(button) for button in buttons),
                gap=10,
                margins=(16, 14, 16, 16),
            )
        )

    def show_visit(self, visit: VisitView, checklist: Checklist, *, is_amending: bool) -> None:
        """Show how a visit stands; nothing where there is nothing to judge and nothing was."""
        judgement = judgement_of(visit)
        arrival = arrival_of(visit, receipts_in(visit.round_scope))
        is_lead = self._context.is_lead
        self._visit, self._value = visit.id, judgement.value if judgement is not None else ""
        may_judge = is_lead and not is_amending and any(seal.said.purpose != "covert" for seal in visit.seals)
        self.setVisible(judgement is not None or arrival is not None or may_judge)
        self._show_judgement(judgement)
        self._show_amended(visit, checklist)
        self._show_remarks(visit, checklist)
        language = self._context.language
        lacks = missing(arrival, visit, checklist, language) if arrival is not None else ""
        doubt = self._context.say("receipt.doubtful") if arrival is not None and arrival.is_doubtful else ""
        self.arrived.setVisible(arrival is not None)
        self.arrived.setText(arrived(arrival, language) if arrival is not None else "")
        self.missing.setVisible(bool(lacks or doubt))
        self.missing.setText("\n".join(words for words in (doubt, lacks) if words))
        # What a colleague said beside the seal is not approved with it; it may still go back.
        self.approve.setVisible(may_judge and not self._value and visit.is_sealed)
        self.send_back.setVisible(may_judge and self._value != "returned")
        for button in (self.export, self.withdraw):
            button.setVisible(is_lead and bool(self._value))
        self.export.set_kind("primary" if self._value == "returned" else "plain")
        self.mend.setVisible(self._value == "returned" and not is_amending and self._has_inspected(visit))
        primary = self.export if self._value == "returned" else self.approve
        self.leads_on = not (primary.isHidden() and self.mend.isHidden())

    def _has_inspected(self, visit: VisitView) -> bool:
        person_of, me = visit.trust.person_of, self._context.shown.me
        own = person_of(me)
        return any(s.header.kind == "observed" and person_of(s.header.author) == own for s in visit.statements.values())

    def _show_judgement(self, judgement: Judgement | None) -> None:
        say, value = self._context.say, self._value
        self.state.show_state(say(f"judging.state-{value or 'open'}"), _LOOKS[value])
        reasons = "\n".join(judgement.reasons) if judgement is not None else ""
        self.reasons.setVisible(bool(reasons))
        self.reasons.setText(reasons)
        self.added.setVisible(judgement is not None and bool(judgement.added))
        self.export.set_words(say(f"judging.export-{value or 'returned'}"))
        self.withdraw.set_words(say(f"judging.withdraw-{value or 'returned'}"))

    def _show_amended(self, visit: VisitView, checklist: Checklist) -> None:
        """Name the items that the last amendment spoke of: what there is to look at again."""
        items = amended(visit)
        codes = [item.code for item in checklist.items if item.id in items]
        self.amended.setVisible(bool(codes))
        self.amended.setText(self._context.say("judging.amended", count=len(codes), codes=", ".join(codes)))

    def _show_remarks(self, visit: VisitView, checklist: Checklist) -> None:
        """Show each comment, and the way to its item."""
        clear(self._remarks)
        self.links = []
        theme, codes = self._context.theme, {item.id: item.code for item in checklist.items}
        for one in remarks_of(visit):
            words = Label(
                theme, remark_words(self._context, one), 14, "text2" if one.is_answered else "text", wrap=True
            )
            if one.item not in codes:
                self._remarks.addWidget(words)
                continue
            link = Button(theme, codes[one.item], "link", height=32)
            link.setMinimumWidth(theme.px(44))
            link.setAccessibleName(f"{codes[one.item]}: {words.text()}")
            link.setProperty("item", one.item)
            link.clicked.connect(self._go)
            line = row(link, words, gap=8)
            line.setStretchFactor(words, 1)
            self._remarks.addLayout(line)
            self.links.append(link)

    def _go(self) -> None:
        self.item_wanted.emit(self.sender().property("item"))

    def _approve(self) -> None:
        job = self._context.bridge.submit(ApproveVisit(self._visit))
        job.done.connect(self._approved)

    def _approved(self, _: object) -> None:
        self.judged.emit(self._context.say("judging.approved"))

    def _withdraw(self) -> None:
        job = self._context.bridge.submit(WithdrawJudgement(self._visit))
        job.done.connect(self._withdrawn)

    def _withdrawn(self, _: object) -> None:
        self.judged.emit(self._context.say("judging.withdrawn"))
