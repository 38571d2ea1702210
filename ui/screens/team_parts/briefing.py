"""The briefing: for whom, which planned visits, where to; a file for each person, and what came of each."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtWidgets import QCheckBox, QWidget

from ui.context import Context
from ui.job import Job
from ui.screens.review_parts.sizes import size_words
from ui.screens.target import TargetPart
from ui.screens.team_parts.plan_tree import PlanTree
from ui.screens.writing_form import WritingForm
from ui.widgets.button import Button
from ui.widgets.focus import order_focus
from ui.widgets.scrolling import scrolled
from ui.widgets.text import Label, column, held, row
from ui.work.briefing import Briefed, Outcome, Plan, brief, bytes_to_brief, plans, to_brief

_WIDTH, _HEIGHT = 640, 760


class Briefing(WritingForm):
    """Writes briefings. Whatever fails is told in the dialog, and the form stays as it was.

    Args:
        context: what is open.
        known: who was given what.
        ticked: ids of the persons for whom files are to be written at first.
        parent: the widget over which it stands.
    """

    def __init__(
        self, context: Context, known: Mapping[str, Briefed], ticked: Collection[str], parent: QWidget
    ) -> None:
        super().__init__(context, context.say("team.brief-heading"), "upload", parent)
        self._over = parent
        self.is_ready = False
        """Whether it is known which visits are planned."""
        self._measuring: Job | None = None
        self._measures_again = False
        theme, say = context.theme, context.say
        self.setModal(True)
        self.people = self._boxes(known, ticked)
        self.tree = PlanTree(context)
        self.tree.ticked.connect(self._count)
        self.count = Label(theme, "", 12, "text2")
        self.own_only = QCheckBox(say("team.brief-own"))
        self.own_only.hide()
        self.target = TargetPart(context)
        self.size_told = Label(theme, "", 12, "text2", wrap=True)
        self._build()
        view = context.shown.view
        today = f"{context.now():%Y-%m-%d}"
        context.aside.run(lambda: plans(view, today)).done.connect(self._show_plans)

    def _boxes(self, known: Mapping[str, Briefed], ticked: Collection[str]) -> dict[str, QCheckBox]:
        view = self.context.shown.view
        boxes = {}
        for person in to_brief(view, self.context.shown.me):
            standing = known[person].standing if person in known else "never"
            words = f"{view.trust.persons[person].name} · {self.say(f'team.brief-{standing}')}"
            boxes[person] = QCheckBox(words)
            boxes[person].setChecked(person in ticked)
            boxes[person].toggled.connect(self._count)
        return boxes

    def _build(self) -> None:
        theme, say = self.context.theme, self.say
        every = Button(theme, say("team.brief-all-plans"), "link", height=32)
        every.clicked.connect(lambda: self.tree.tick(all_of_them=True))
        none = Button(theme, say("team.brief-no-plan"), "link", height=32)
        none.clicked.connect(lambda: self.tree.tick(all_of_them=False))
        people = [Label(theme, say("team.brief-people"), 14, strong=True), *self.people.values()]
        if not self.people:
            people.append(Label(theme, say("team.brief-none-listed"), 14, "text2", wrap=True))
        self.plans_note = Label(theme, say("team.brief-looking"), 12, "text2", wrap=True)
        self._ticks = held(column(self.tree, row(every, none, None, self.count, gap=16), self.own_only, gap=4))
        self._ticks.hide()
        visits = (Label(theme, say("team.brief-plans"), 14, strong=True), self.plans_note, self._ticks)
        flow = held(
            column(
                Label(theme, say("team.brief-heading"), 20, strong=True),
                Label(theme, say("team.brief-note"), 14, "text2", wrap=True),
                column(*people, gap=4),
                column(*visits, gap=4),
                self.target,
                self.size_told,
                None,
                gap=12,
                margins=(24, 20, 24, 16),
            )
        )
        self.lay_out_around(scrolled(flow))
        room = self._over.window().size()
        self.resize(min(theme.px(_WIDTH), room.width()), min(theme.px(_HEIGHT), room.height()))
        order_focus(self)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The persons that are ticked."""
        return tuple(person for person, box in self.people.items() if box.isChecked())

    # -- which visits, and how much that is

    def _show_plans(self, found: tuple[Plan, ...]) -> None:
        self.is_ready = True
        self.plans_note.setText(self.say("team.brief-plans-note" if found else "team.brief-no-plans"))
        self.own_only.setVisible(any(plan.team for plan in found))
        self._ticks.setVisible(bool(found))
        self.tree.show_plans(found)
        order_focus(self)

    def _count(self) -> None:
        """Say how many are ticked, and ask how many bytes that takes."""
        say, tree = self.say, self.tree
        self.count.setText(say("team.brief-chosen", chosen=len(tree.chosen), total=tree.total))
        self.name_act()
        self._measure()

    def _measure(self) -> None:
        """Ask for the bytes of one file; once more if something was ticked meanwhile."""
        if self._measuring is not None:
            self._measures_again = True
            return
        visits = self.tree.chosen
        self._measuring = self.context.bridge.run(lambda session, progress: bytes_to_brief(session, visits))
        self._measuring.done.connect(self._measured)
        self._measuring.finished.connect(self._measure_again)

    def _measure_again(self) -> None:
        self._measuring, again = None, self._measures_again
        self._measures_again = False
        if again:
            self._measure()

    def act_words(self) -> str:
        many = len(self.chosen)
        return self.say("team.brief-do-one") if many == 1 else self.say("team.brief-do", count=many)

    def _measured(self, size: int) -> None:
        many = len(self.chosen)
        self.target.want(size * many)
        words = size_words(size * many, self.context.language)
        self.size_told.setText(self.say("team.brief-size", size=words, count=many))
        self.size_told.setVisible(bool(many))

    # -- writing

    def start(self) -> None:
        if self.is_writing or not self.is_ready:
            return
        self.clear_told()
        context, folder = self.context, self.target.folder
        if not self.chosen:
            self.refuse(self.say("team.brief-nobody" if self.people else "team.brief-none-listed"))
        elif folder is None:
            self.refuse(self.say("handing.no-target"))
        else:
            home, sources, persons, visits = context.home, context.sources, self.chosen, self.tree.chosen
            own_only = self.own_only.isChecked()
            job = context.bridge.run(
                lambda session, progress: brief(
                    session, home, sources, persons, visits, folder, own_only=own_only, progress=progress
                ),
                "team.brief-writing",
            )
            job.done.connect(self._done)
            self.follow(job)

    def _done(self, outcomes: list[Outcome]) -> None:
        say, language = self.say, self.context.language
        assert self.target.folder is not None
        written = [one for one in outcomes if one.error is None]
        failed = [(one.name, one.error) for one in outcomes if one.error is not None]
        if written:
            key = "team.brief-done-stick" if self.target.is_stick else "team.brief-done"
            words = say(key, count=len(written), total=len(outcomes), folder=self.target.folder.name)
            self.tell(words)
            if self.target.is_stick and not failed:
                self.context.toast(words)
        lines = [
            say("team.brief-wrote", name=one.name, file=file.path.name, size=size_words(file.size, language))
            for one in written
            for file in one.files
        ]
        self.files.setText("\n".join(lines))
        self.files.setVisible(bool(lines))
        if failed:
            told = (say("team.brief-failed", name=name, why=self.context.word(error)) for name, error in failed)
            self.refuse("\n".join(told))
        self.close_it.setFocus()

    def ended(self) -> None:
        self.target.look_again()

    def done(self, result: int) -> None:
        super().done(result)
        self.deleteLater()
