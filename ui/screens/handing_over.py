"""Hand-over: which visits leave this machine, how heavy, to whom, where; written, read back, then the stick may go."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from inspector.dossier.cut import Weight
from inspector.journal.entry import VisitId
from ui.context import Context
from ui.screens.review_parts.hand_form import WEIGHTS, RecipientsPart, VisitsPart, WeightPart
from ui.screens.review_parts.sizes import size_words
from ui.screens.target import TargetPart
from ui.screens.writing_form import WritingForm
from ui.widgets.scrolling import scrolled
from ui.widgets.text import column, held
from ui.work.handing import Written, hand_over_onto, required_bytes


class HandOver(WritingForm):
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
        heading = context.say("returning.export" if back else "act.hand-over")
        super().__init__(context, heading, "package-export", parent)
        self._sizes: dict[Weight, int] = {}
        self._act = "returning.export" if back else "handing.write"
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
        parts = (self.visits, self.weight, self.target, self.recipients)
        form = held(column(*parts, None, gap=10, margins=(24, 16, 24, 16)))
        self.lay_out_around(scrolled(form, across=True))

    def act_words(self) -> str:
        return self.say(self._act)

    # -- how heavy

    def _measure(self) -> None:
        """Ask how many bytes each weight takes."""
        chosen = self.visits.chosen
        if not chosen:
            self._measured({})
            return
        job = self.context.bridge.run(
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
        if self.is_writing:
            return
        self.clear_told()
        problem = self._missing()
        if problem:
            self.refuse(problem)
            return
        context, target = self.context, self.target.folder
        visits, weight = self.visits.chosen, self.weight.chosen
        reason = self.recipients.plain_reason
        to = () if reason else self.recipients.chosen
        assert target is not None

        job = context.bridge.run(
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
        job.done.connect(self._done)
        self.follow(job)

    def _missing(self) -> str:
        """Return the sentence of what the form still needs, or nothing."""
        say = self.say
        if not self.visits.chosen:
            return say("handing.no-visit")
        if self.target.folder is None:
            return say("handing.no-target")
        if self.recipients.is_plain:
            return "" if self.recipients.plain_reason else say("handing.no-reason")
        return "" if len(self.recipients.chosen) > 1 else say("handing.few-recipients")

    def _done(self, files: list[Written]) -> None:
        language = self.context.language
        assert self.target.folder is not None
        self.files.setText("\n".join(f"{one.path.name} · {size_words(one.size, language)}" for one in files))
        self.files.show()
        self.close_it.setFocus()
        key = "handing.done-stick" if self.target.is_stick else "handing.done"
        self.tell(self.say(key, folder=self.target.folder.name))

    def ended(self) -> None:
        self.target.look_again()
