"""The box that seals: what it means, what is counted, whose key, what stands in the way. Its button is never grey."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit

from inspector.errors import KnownError
from inspector.projection.visit import VisitView
from inspector.rules.checklist import Checklist
from inspector.text import clean
from ui.context import Context
from ui.screens.review_parts.words import advice, codes_of_open
from ui.widgets.button import Button
from ui.widgets.notices import Icon, announce
from ui.widgets.text import Label, column, expanding, held, restyle, row
from ui.work.reviewing import Review, stated_moment
from ui.work.sealing import SealedVisit, confirmed, purpose_of, seal_whole

_CLOCK_HOLDS: Final = timedelta(hours=12)
"""For so long nobody is asked again whether this machine's clock is right."""


class SealBox(QFrame):
    """Seals a visit, or what was added to a sealed one."""

    blocked = Signal()
    """Pressed while something must be finished: the first row is to have the focus."""
    postponed = Signal()
    sealed = Signal(object)
    """A `SealedVisit`."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._visit: VisitView | None = None
        self._found: Review | None = None
        self._checklist: Checklist | None = None
        self._busy = False
        self.setProperty("role", "card")
        self.setProperty("tone", "accent")
        self._build()

    def _build(self) -> None:
        theme, say = self._context.theme, self._context.say
        self._heading = Label(theme, say("review.seal"), 16, strong=True)
        self._sentence = Label(theme, "", 14, wrap=True)
        self._counts = [Label(theme, "", 20, strong=True, numeric=True) for _ in range(3)]
        names = [Label(theme, say(f"review.count-{name}"), 12, "text2") for name in ("items", "photos", "copies")]
        cells = [column(row(None, n, None), row(None, w, None)) for n, w in zip(self._counts, names, strict=True)]
        counts = QFrame()
        counts.setProperty("role", "count")
        counts.setLayout(row(*cells, margins=(8, 8, 8, 8)))
        self._clock = Label(theme, "", 14, wrap=True)
        self.clock_right = Button(theme, say("review.clock-right"), "link", "check", height=32)
        self.clock_right.clicked.connect(self._confirm_clock)
        clock = row(Icon(theme, "clock", 18), self._clock, self.clock_right)
        clock.setStretchFactor(self._clock, 1)
        self._whose = Label(theme, "", 12, "text2", wrap=True)
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.returnPressed.connect(self.press)
        self._whose.setBuddy(self.passphrase)
        self._trouble = Label(theme, "", 14, "fail_ink", wrap=True)
        self._go_to = Button(theme, say("review.go-to"), "link", keys="F7", height=32)
        self._go_to.clicked.connect(self.blocked)
        why = row(Icon(theme, "x", 16, "fail_ink"), self._trouble, self._go_to)
        why.setStretchFactor(self._trouble, 1)
        self._why = held(why)
        self._anyway = Button(theme, say("review.with-gaps"), "link", height=32)
        self._anyway.clicked.connect(self.ask_reason)
        self._reason_label = Label(theme, say("review.reason"), 12, "text2", wrap=True)
        self.reason = QPlainTextEdit()
        self.reason.setAccessibleName(say("review.reason"))
        self.reason.setTabChangesFocus(True)
        self.reason.textChanged.connect(self._tell_state)
        self._reason_label.setBuddy(self.reason)
        self.seal = Button(theme, say("review.seal-act"), "primary", "lock", "Ctrl+Enter")
        self.seal.clicked.connect(self.press)
        not_yet = Button(theme, say("review.not-yet"), "plain")
        not_yet.clicked.connect(self.postponed)
        buttons = row(expanding(self.seal), not_yet)
        self._reason_part = held(column(self._reason_label, self.reason, gap=4))
        self._reason_part.hide()
        self.setLayout(
            column(
                row(Icon(theme, "lock", 20, "accent"), self._heading, None),
                self._sentence,
                counts,
                clock,
                column(self._whose, self.passphrase, gap=4),
                self._reason_part,
                column(self._why, row(self._anyway, None)),
                buttons,
                gap=10,
                margins=(16, 12, 16, 14),
            )
        )
        self.reason.setFixedHeight(theme.px(72))

    # -- what it shows

    def show_visit(self, visit: VisitView, found: Review, checklist: Checklist) -> None:
        """Show how a visit stands before its seal."""
        if self._visit is None or visit.id != self._visit.id:
            self._forget()
        self._visit, self._found, self._checklist = visit, found, checklist
        say = self._context.say
        amends = purpose_of(visit) == "amendment"
        self._heading.setText(say("review.seal-amendment" if amends else "review.seal"))
        self._sentence.setText(say("review.sentence-amendment" if amends else "review.sentence"))
        answered = sum(visit.result(item.id) is not None for item in checklist.items)
        copies = sum(photo.copy is not None for photo in visit.photos)
        for label, count in zip(self._counts, (answered, len(visit.photos), copies), strict=True):
            label.setText(str(count))
        whose = say("review.passphrase", name=self._name())
        self._whose.setText(whose)
        self.passphrase.setAccessibleName(whose)
        self._tell_clock()
        self._tell_state()

    def _forget(self) -> None:
        self.passphrase.clear()
        self.reason.clear()
        self._reason_part.hide()

    def _name(self) -> str:
        identity = self._context.identity
        if identity is not None:
            return identity.name
        trust = self._context.shown.view.trust
        person = trust.persons.get(trust.person_of(self._context.shown.me))
        return person.name if person is not None else "–"

    def _tell_clock(self) -> None:
        now = self._context.now()
        is_right = self._clock_is_confirmed()
        key = "review.clock-confirmed" if is_right else "review.clock"
        self._clock.setText(self._context.say(key, time=f"{now:%H:%M}", day=f"{now:%d/%m/%Y}"))
        self.clock_right.setVisible(not is_right)

    def _clock_is_confirmed(self) -> bool:
        said = stated_moment(self._context.preferences.clock_confirmed)
        return said is not None and timedelta(0) <= self._context.now() - said < _CLOCK_HOLDS

    def _confirm_clock(self) -> None:
        self._context.prefer(clock_confirmed=self._context.now().isoformat(timespec="seconds"))
        self._tell_clock()
        self._tell_state()
        self.passphrase.setFocus()

    @property
    def _has_gaps(self) -> bool:
        return self._found is not None and bool(self._found.open_items)

    @property
    def _stated(self) -> str:
        return self.reason.toPlainText().strip() if self._has_gaps else ""

    def _tell_state(self) -> None:
        """Say what stands in the way, if anything does."""
        self._set_wrong(False)
        has_gaps = self._has_gaps
        if not has_gaps:
            self._reason_part.hide()
        self._anyway.setVisible(has_gaps and not self._reason_part.isVisibleTo(self))
        if has_gaps and not self._stated:
            self._tell(self._open_words(), leads=True)
        else:
            self._tell("")

    def _open_words(self) -> str:
        assert self._found is not None
        assert self._checklist is not None
        codes = codes_of_open(self._found, self._checklist)
        return self._context.say("review.blocked", count=len(self._found.open_items), codes=codes)

    def _tell(self, words: str, *, leads: bool = False) -> None:
        self._trouble.setText(words)
        self._go_to.setVisible(leads)
        self._why.setVisible(bool(words))

    def _set_wrong(self, wrong: bool) -> None:
        self.passphrase.setProperty("wrong", wrong)
        restyle(self.passphrase)

    def ask_reason(self) -> None:
        """Let the person say why the visit is sealed with gaps."""
        self._reason_part.show()
        self._anyway.hide()
        self.reason.setFocus()

    # -- what it does

    def press(self) -> None:
        """Seal, or say what stands in the way and go there."""
        if self._busy or self._visit is None:
            return
        if self._has_gaps and not self._stated:
            self._tell(self._open_words(), leads=True)
            announce(self, self._open_words(), urgent=True)
            self.blocked.emit()
        elif not self._clock_is_confirmed():
            self._stop("review.clock-first", self.clock_right)
        elif not self.passphrase.text():
            self._stop("review.passphrase-first", self.passphrase)
        else:
            self._open_key()

    def _stop(self, key: str, at: Button | QLineEdit) -> None:
        words = self._context.say(key)
        self._tell(words)
        announce(self, words, urgent=True)
        at.setFocus()

    def _open_key(self) -> None:
        self._set_busy(True)
        home, passphrase, me = self._context.home, self.passphrase.text(), self._context.shown.me
        task = self._context.aside.run(lambda: confirmed(home, passphrase, me))
        task.done.connect(self._seal)
        task.failed.connect(self._refused)
        task.crashed.connect(self._broken)

    def _refused(self, error: KnownError) -> None:
        """The key did not open: the text stays for another look, and nothing is tried again by itself."""
        self._set_busy(False)
        words = self._context.word(error)
        self._set_wrong(True)
        self._tell(words)
        announce(self, words, urgent=True)
        self.passphrase.setFocus()

    def _broken(self, details: str) -> None:
        self._set_busy(False)

    def _seal(self) -> None:
        context, visit = self._context, self._visit
        assert visit is not None
        assert self._found is not None
        assert self._checklist is not None
        folder = context.preferences.backup_folder
        reason, told = clean(self._stated), advice(self._found, self._checklist, "vi")
        purpose = purpose_of(visit)
        job = context.bridge.run(
            lambda session, progress: seal_whole(
                session,
                visit.id,
                purpose,
                context.sources,
                progress,
                with_gaps=reason,
                advice=told,
                backup_folder=Path(folder) if folder else None,
            ),
            "job.saving",
        )
        job.done.connect(self._done)
        job.finished.connect(self._ready)

    def _done(self, made: SealedVisit) -> None:
        self._forget()
        self.sealed.emit(made)

    def _ready(self) -> None:
        self._set_busy(False)

    @property
    def is_busy(self) -> bool:
        """Whether a key is being opened or a seal made."""
        return self._busy

    @property
    def trouble(self) -> str:
        """What stands in the way, in words; nothing if nothing does."""
        return self._trouble.text()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.seal.set_words(self._context.say("review.sealing" if busy else "review.seal-act"))
