"""Hand-over: which visits leave this machine, how heavy, to whom, where; written, read back, then the stick may go."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QProgressBar, QScrollArea, QWidget

from inspector.dossier.cut import Weight
from inspector.errors import KnownError
from inspector.journal.entry import VisitId
from ui.context import Context
from ui.job import Job
from ui.screens.review_parts.hand_form import WEIGHTS, RecipientsPart, VisitsPart, WeightPart
from ui.screens.review_parts.sizes import size_words
from ui.screens.target import TargetPart
from ui.widgets.button import Button
from ui.widgets.notices import Banner, announce
from ui.widgets.text import Label, column, hairline, held, row
from ui.work.handing import Written, hand_over_onto, required_bytes


class HandOver(QDialog):
    """Writes hand-over files. Whatever fails is told in the dialog, and the form stays as it was.

    Args:
        context: the window's surroundings, with a dossier open.
        visit: the visit that is meant; None: all that wait to be handed over.
        parent: over what it opens.
        back: whether a judged visit goes back to those who inspected it, without their own photos.
    """

    def __init__(
        self, context: Context, visit: VisitId | None, parent: QWidget | None = None, *, back: bool = False
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._job: Job | None = None
        self._sizes: dict[Weight, int] = {}
        self._act = "returning.export" if back else "handing.write"
        self.setWindowTitle(context.say("returning.export" if back else "act.hand-over"))
        self.visits = VisitsPart(context, visit)
        self.weight = WeightPart(context)
        if back:
            self.weight.choices["statements"].setChecked(True)
        self.target = TargetPart(context)
        self.recipients = RecipientsPart(context, visit if back else None)
        self._build()
        self.visits.changed.connect(self._measure)
        self.weight.changed.connect(self._weigh)
        self._measure()
        self.resize(context.theme.px(640), min(context.theme.px(680), 640))

    def _build(self) -> None:
        theme, say = self._context.theme, self._context.say
        self.trouble = Banner(theme, "fail", "alert-triangle")
        self.trouble.hide()
        self.told = Banner(theme, "pass", "circle-check")
        self.told.hide()
        self.files = Label(theme, "", 14, wrap=True)
        self.files.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.files.hide()
        form = held(
            column(
                self.visits,
                self.weight,
                self.target,
                self.recipients,
                None,
                gap=10,
                margins=(24, 16, 24, 16),
            )
        )
        form.setObjectName("flow")
        area = QScrollArea()
        area.setWidget(form)
        area.setWidgetResizable(True)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(say("handing.progress"))
        self.bar.hide()
        self.write = Button(theme, say(self._act), "primary", "package-export")
        self.write.clicked.connect(self.start)
        self.cancel = Button(theme, say("handing.cancel"), "plain")
        self.cancel.clicked.connect(self._cancel)
        self.cancel.hide()
        self._close = Button(theme, say("handing.close"), "plain")
        self._close.clicked.connect(self.reject)
        told = column(self.trouble, self.told, self.files, self.bar, gap=8, margins=(24, 8, 24, 0))
        buttons = row(None, self.cancel, self._close, self.write, gap=12, margins=(24, 12, 24, 16))
        body = column(area, hairline(), told, buttons)
        body.setStretchFactor(area, 1)
        self.setLayout(body)

    @property
    def is_writing(self) -> bool:
        """Whether files are being written."""
        return self._job is not None

    # -- how heavy

    def _measure(self) -> None:
        """Ask how many bytes each weight takes."""
        chosen = self.visits.chosen
        if not chosen:
            self._measured({})
            return
        job = self._context.bridge.run(
            lambda session, progress: {weight: required_bytes(session, chosen, weight) for weight in WEIGHTS}
        )
        job.done.connect(self._measured)

    def _measured(self, sizes: dict[Weight, int]) -> None:
        self._sizes = sizes
        self.weight.show_sizes(sizes)
        self._weigh()

    def _weigh(self) -> None:
        self.target.want(self._sizes.get(self.weight.chosen, 0))

    # -- writing

    def start(self) -> None:
        """Write, or say what is missing."""
        if self._job is not None:
            return
        self.told.hide()
        self.files.hide()
        problem = self._missing()
        if problem:
            self._refuse(problem)
            return
        self.trouble.hide()
        context, target = self._context, self.target.folder
        visits, weight = self.visits.chosen, self.weight.chosen
        reason = self.recipients.plain_reason
        to = () if reason else self.recipients.chosen
        assert target is not None

        self._job = context.bridge.run(
            lambda session, progress: hand_over_onto(
                session,
                context.home,
                context.sources,
                visits,
                weight,
                target,
                recipients=to,
                plain_reason=reason,
                progress=progress,
            ),
            "handing.writing",
        )
        self._job.progressed.connect(self._progress)
        self._job.done.connect(self._done)
        self._job.failed.connect(self._failed)
        self._job.cancelled.connect(self._cancelled)
        self._job.finished.connect(self._ended)
        self._set_busy(True)

    def _missing(self) -> str:
        """Return the sentence of what the form still needs, or nothing."""
        say = self._context.say
        if not self.visits.chosen:
            return say("handing.no-visit")
        if self.target.folder is None:
            return say("handing.no-target")
        if self.recipients.is_plain:
            return "" if self.recipients.plain_reason else say("handing.no-reason")
        return "" if len(self.recipients.chosen) > 1 else say("handing.few-recipients")

    def _refuse(self, words: str) -> None:
        self.trouble.tell(words)
        self.trouble.show()
        announce(self, words, urgent=True)

    def _set_busy(self, busy: bool) -> None:
        self.bar.setRange(0, 0)
        self.bar.setVisible(busy)
        self.cancel.setVisible(busy)
        self._close.setVisible(not busy)
        self.write.set_words(self._context.say("handing.writing" if busy else self._act))

    def _progress(self, done: int, total: int, key: str) -> None:
        if total > 0:
            self.bar.setRange(0, 1000)
            self.bar.setValue(min(1000, done * 1000 // total))

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _done(self, files: list[Written]) -> None:
        say, language = self._context.say, self._context.language
        assert self.target.folder is not None
        key = "handing.done-stick" if self.target.is_stick else "handing.done"
        words = say(key, folder=self.target.folder.name)
        self.told.tell(words)
        self.told.show()
        self.files.setText("\n".join(f"{one.path.name} · {size_words(one.size, language)}" for one in files))
        self.files.show()
        self._close.setFocus()
        announce(self, words)

    def _failed(self, error: KnownError) -> None:
        self._refuse(self._context.word(error))

    def _cancelled(self) -> None:
        self._refuse(self._context.say("handing.cancelled"))

    def _ended(self) -> None:
        self._job = None
        self._set_busy(False)
        self.target.look_again()

    def reject(self) -> None:
        """Close, unless files are being written: then the writing is stopped first."""
        if self._job is not None:
            self._job.cancel()
            return
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            event.ignore()  # no default button: a dialog of a form is not sent by Enter in a field
            return
        super().keyPressEvent(event)
