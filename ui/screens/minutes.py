"""Minutes on the spot: looked at, completed, numbered, printed, signed, without leaving the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from inspector.errors import KnownError
from inspector.journal.entry import VisitId
from inspector.projection.visit import VisitView
from ui.context import Context
from ui.screens.form_dialog import FormDialog
from ui.screens.review_parts.minutes_facts import FactsForm
from ui.screens.review_parts.pages_view import PagesView
from ui.screens.review_parts.paper_outputs import PaperOutputs
from ui.screens.review_parts.sign_form import SignForm, Signing
from ui.widgets.button import Button
from ui.widgets.notices import Banner, announce
from ui.widgets.scrolling import scrolled
from ui.widgets.text import Label, column, hairline, held, row
from ui.work.minutes import Minutes, add_opinion_photo, draft, make_final, minutes_of, sign

_SIDE = 360


class MinutesDialog(FormDialog):
    """Preview left; right what is told, the number, the signatures."""

    def __init__(self, context: Context, visit: VisitId, parent: QWidget | None = None) -> None:
        super().__init__(context, context.say("minutes.title"), parent)
        self._visit_id = visit
        self.minutes: Minutes | None = None
        self._busy = False
        self._build()
        self._load(recorded=True)
        room = parent.window().size() if parent is not None else self.sizeHint()
        self.resize(min(context.theme.px(1180), room.width() - 40), max(560, room.height() - 40))

    @property
    def _visit(self) -> VisitView:
        visit = self.context.shown.view.visit_of(self._visit_id)
        assert visit is not None
        return visit

    @property
    def is_busy(self) -> bool:
        """Whether a paper is being made or signed."""
        return self._busy

    def _build(self) -> None:
        theme, say = self.context.theme, self.say
        self.pages = PagesView(self.context)
        self.pages.refused.connect(self.refuse_error)
        self.told = Banner(theme, "pass", "circle-check")
        self.told.hide()
        self.state = Label(theme, "", 14, strong=True, wrap=True)
        self.facts = FactsForm(self.context, self._visit)
        self.facts.kept.connect(self._facts_kept)
        self.facts.photo_wanted.connect(self._choose_photo)
        self.number = QLineEdit()
        self.number.setAccessibleName(say("minutes.number"))
        self.number.setMaximumWidth(theme.px(120))
        self.make = Button(theme, say("minutes.make"), "primary", "file-text")
        self.make.clicked.connect(self.make_final)
        self._number_part = held(
            column(
                Label(theme, say("minutes.number"), 12, "text2", wrap=True),
                row(self.number, self.make, None),
                gap=4,
            )
        )
        self._other = Button(theme, say("minutes.other"), "link", height=32)
        self._other.clicked.connect(self._start_other)
        owns = self.context.shown.me in self.context.shown.view.trust.roots
        self.sign_form = SignForm(self.context, offers_sample=self.context.is_sample or owns)
        self.sign_form.wanted.connect(self._sign)
        self.outputs = PaperOutputs(self.context)
        self.outputs.told.connect(self._tell)
        self.outputs.refused.connect(self.refuse_error)
        close = Button(theme, say("minutes.close"), "plain")
        close.clicked.connect(self.reject)
        side = held(
            column(
                self.state,
                self.trouble,
                self.told,
                self.facts,
                hairline(),
                self._number_part,
                row(self._other, None),
                self.sign_form,
                None,
                gap=10,
                margins=(16, 16, 16, 16),
            )
        )
        area = scrolled(side, across=True)
        area.setFixedWidth(theme.px(_SIDE) + 32)
        body = row(self.pages, area, gap=0)
        body.setStretchFactor(self.pages, 1)
        buttons = row(self.outputs, None, close, gap=12, margins=(16, 10, 16, 12))
        whole = column(body, hairline(), buttons)
        whole.setStretchFactor(body, 1)
        self.setLayout(whole)

    # -- what is shown

    def _load(self, *, recorded: bool) -> None:
        context, visit = self.context, self._visit_id
        work = minutes_of if recorded else draft
        job = context.bridge.run(lambda session, progress: work(session, context.home, context.sources, visit))
        job.done.connect(self._show)
        job.failed.connect(self.refuse_error)

    def _show(self, minutes: Minutes) -> None:
        say = self.say
        self.minutes = minutes
        is_final = minutes.document is not None
        if minutes.document is not None:
            number = minutes.document.said.number
            self.state.setText(say("minutes.final", number=number, file=minutes.path.name if minutes.path else ""))
        else:
            self.state.setText(say("minutes.draft" if self._visit.is_sealed else "minutes.draft-unsealed"))
        self._number_part.setVisible(not is_final)
        self._other.setVisible(is_final)
        self.facts.setVisible(not is_final)
        self.sign_form.setVisible(is_final)
        if is_final:
            self.sign_form.show_minutes(minutes, self._roles())
        self.pages.show_pdf(minutes.pdf)
        self.outputs.show_paper(minutes.pdf, minutes.path.name if minutes.path else say("minutes.draft-name"))

    def _roles(self) -> tuple[str, ...]:
        trust = self.context.shown.view.trust
        person = trust.persons.get(trust.person_of(self.context.shown.me))
        return person.roles if person is not None else ()

    def refuse(self, words: str) -> None:
        self.told.hide()
        super().refuse(words)

    def _tell(self, words: str) -> None:
        self.trouble.hide()
        self.told.tell(words)
        self.told.show()
        announce(self, words)

    def _facts_kept(self) -> None:
        if self.minutes is not None and self.minutes.document is None:
            self._load(recorded=False)

    def _start_other(self) -> None:
        self.told.hide()
        self.number.clear()
        self._load(recorded=False)

    # -- number

    def make_final(self) -> None:
        """Give the minutes their number, or say what is missing."""
        if self._busy:
            return
        if not self._visit.is_sealed:
            self.refuse(self.say("minutes.seal-first"))
            return
        if not self.number.text().strip():
            self.refuse(self.say("minutes.number-needed"))
            self.number.setFocus()
            return
        self.facts.keep()
        context, visit, number = self.context, self._visit_id, self.number.text()
        self._busy = True
        job = context.bridge.run(
            lambda session, progress: make_final(session, context.home, context.sources, visit, number), "job.saving"
        )
        job.done.connect(self._made)
        job.failed.connect(self.refuse_error)
        job.finished.connect(self._ready)

    def _made(self, minutes: Minutes) -> None:
        self._show(minutes)
        self._tell(self.say("minutes.made", file=minutes.path.name if minutes.path else ""))

    def _ready(self) -> None:
        self._busy = False

    # -- signatures

    def _sign(self, wanted: Signing) -> None:
        context, minutes = self.context, self.minutes
        if self._busy or minutes is None or minutes.document is None:
            return
        document = minutes.document
        name = context.identity.name if context.identity is not None else context.say("minutes.somebody")
        self._busy = True
        self.sign_form.refuse("")
        job = context.bridge.run(
            lambda session, progress: sign(
                session,
                context.home,
                context.sources,
                document,
                field=wanted.field,
                certificate=wanted.certificate,
                passphrase=wanted.passphrase,
                sample_name=name,
            ),
            "minutes.signing",
        )
        job.done.connect(self._signed)
        job.failed.connect(self._not_signed)
        job.finished.connect(self._ready)

    def _signed(self, minutes: Minutes) -> None:
        self.sign_form.passphrase.clear()
        self._show(minutes)
        self._tell(self.say("minutes.signed", name=minutes.signers[-1]))

    def _not_signed(self, error: KnownError) -> None:
        words = self.context.word(error)
        self.sign_form.refuse(words)
        announce(self, words, urgent=True)

    # -- photo of the opinion

    def _choose_photo(self) -> None:
        say = self.say
        kinds = f"{say('minutes.pictures')} (*.jpg *.jpeg *.png)"
        found, _ = QFileDialog.getOpenFileName(self, say("minutes.opinion-photo"), str(Path.home()), kinds)
        if found:
            self.add_photo(Path(found))

    def add_photo(self, file: Path) -> None:
        """Add a photo or a scan of what the unit wrote."""
        visit, caption = self._visit_id, self.say("minutes.opinion-caption")
        job = self.context.bridge.run(
            lambda session, progress: add_opinion_photo(session, visit, file, caption), "job.saving"
        )
        job.done.connect(self._photo_added)
        job.failed.connect(self.refuse_error)

    def _photo_added(self, name: str) -> None:
        self._tell(self.say("minutes.photo-added", file=name))
        self._facts_kept()

    def reject(self) -> None:
        self.facts.keep()
        super().reject()
