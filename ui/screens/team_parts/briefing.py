"""The briefing: for whom, which planned visits, where to; a file for each person, and what came of each."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QProgressBar, QScrollArea, QWidget

from inspector.errors import KnownError
from ui.context import Context
from ui.job import Job
from ui.screens.review_parts.sizes import size_words
from ui.screens.target import TargetPart
from ui.screens.team_parts.plan_tree import PlanTree
from ui.widgets.button import Button
from ui.widgets.focus import order_focus
from ui.widgets.notices import Banner, announce
from ui.widgets.text import Label, column, hairline, held, row
from ui.work.briefing import Briefed, Outcome, Plan, brief, bytes_to_brief, plans, to_brief

_WIDTH, _HEIGHT = 640, 760


class Briefing(QDialog):
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
        super().__init__(parent)
        self._over = parent
        self._context = context
        self.is_ready = False
        """Whether it is known which visits are planned."""
        self._job: Job | None = None
        self._measuring: Job | None = None
        self._measures_again = False
        theme, say = context.theme, context.say
        self.setWindowTitle(say("team.brief-heading"))
        self.setModal(True)
        self.people = self._boxes(known, ticked)
        self.tree = PlanTree(context)
        self.tree.ticked.connect(self._count)
        self.count = Label(theme, "", 12, "text2")
        self.own_only = QCheckBox(say("team.brief-own"))
        self.own_only.hide()
        self.target = TargetPart(context)
        self.size_told = Label(theme, "", 12, "text2", wrap=True)
        self.trouble = Banner(theme, "fail", "alert-triangle")
        self.trouble.hide()
        self.told = Banner(theme, "pass", "circle-check")
        self.told.hide()
        self.files = Label(theme, "", 14, wrap=True)
        self.files.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.files.hide()
        self.bar = QProgressBar()
        self.bar.setAccessibleName(say("handing.progress"))
        self.bar.hide()
        self.write = Button(theme, "", "primary", "upload")
        self.write.clicked.connect(self.start)
        self.cancel = Button(theme, say("handing.cancel"))
        self.cancel.clicked.connect(self._cancel)
        self.cancel.hide()
        self.close_it = Button(theme, say("handing.close"))
        self.close_it.clicked.connect(self.reject)
        self._build()
        view = context.shown.view
        today = f"{context.now():%Y-%m-%d}"
        context.aside.run(lambda: plans(view, today)).done.connect(self._show_plans)

    def _boxes(self, known: Mapping[str, Briefed], ticked: Collection[str]) -> dict[str, QCheckBox]:
        view = self._context.shown.view
        boxes = {}
        for person in to_brief(view, self._context.shown.me):
            standing = known[person].standing if person in known else "never"
            words = f"{view.trust.persons[person].name} · {self._context.say(f'team.brief-{standing}')}"
            boxes[person] = QCheckBox(words)
            boxes[person].setChecked(person in ticked)
            boxes[person].toggled.connect(self._count)
        return boxes

    def _build(self) -> None:
        theme, say = self._context.theme, self._context.say
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
        flow.setObjectName("flow")
        area = QScrollArea()
        area.setWidget(flow)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        told = column(self.trouble, self.told, self.files, self.bar, gap=8, margins=(24, 8, 24, 0))
        buttons = row(None, self.cancel, self.close_it, self.write, gap=12, margins=(24, 12, 24, 16))
        body = column(area, hairline(), told, buttons)
        body.setStretchFactor(area, 1)
        self.setLayout(body)
        room = self._over.window().size()
        self.resize(min(theme.px(_WIDTH), room.width()), min(theme.px(_HEIGHT), room.height()))
        order_focus(self)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The persons that are ticked."""
        return tuple(person for person, box in self.people.items() if box.isChecked())

    @property
    def is_writing(self) -> bool:
        """Whether files are being written."""
        return self._job is not None

    # -- which visits, and how much that is

    def _show_plans(self, found: tuple[Plan, ...]) -> None:
        self.is_ready = True
        self.plans_note.setText(self._context.say("team.brief-plans-note" if found else "team.brief-no-plans"))
        self.own_only.setVisible(any(plan.team for plan in found))
        self._ticks.setVisible(bool(found))
        self.tree.show_plans(found)
        order_focus(self)

    def _count(self) -> None:
        """Say how many are ticked, and ask how many bytes that takes."""
        say, tree = self._context.say, self.tree
        self.count.setText(say("team.brief-chosen", chosen=len(tree.chosen), total=tree.total))
        self._name_act()
        self._measure()

    def _measure(self) -> None:
        """Ask for the bytes of one file; once more if something was ticked meanwhile."""
        if self._measuring is not None:
            self._measures_again = True
            return
        visits = self.tree.chosen
        self._measuring = self._context.bridge.run(lambda session, progress: bytes_to_brief(session, visits))
        self._measuring.done.connect(self._measured)
        self._measuring.finished.connect(self._measure_again)

    def _measure_again(self) -> None:
        self._measuring, again = None, self._measures_again
        self._measures_again = False
        if again:
            self._measure()

    def _name_act(self) -> None:
        many = len(self.chosen)
        say = self._context.say
        words = say("team.brief-do-one") if many == 1 else say("team.brief-do", count=many)
        self.write.set_words(say("team.brief-writing") if self.is_writing else words)

    def _measured(self, size: int) -> None:
        many = len(self.chosen)
        self.target.want(size * many)
        words = size_words(size * many, self._context.language)
        self.size_told.setText(self._context.say("team.brief-size", size=words, count=many))
        self.size_told.setVisible(bool(many))

    # -- writing

    def start(self) -> None:
        """Write, or say what is missing."""
        if self._job is not None or not self.is_ready:
            return
        for part in (self.told, self.files, self.trouble):
            part.hide()
        context, folder = self._context, self.target.folder
        if not self.chosen:
            self._refuse(context.say("team.brief-nobody" if self.people else "team.brief-none-listed"))
        elif folder is None:
            self._refuse(context.say("handing.no-target"))
        else:
            home, sources, persons, visits = context.home, context.sources, self.chosen, self.tree.chosen
            own_only = self.own_only.isChecked()
            self._job = context.bridge.run(
                lambda session, progress: brief(
                    session, home, sources, persons, visits, folder, own_only=own_only, progress=progress
                ),
                "team.brief-writing",
            )
            self._job.progressed.connect(self._progress)
            self._job.done.connect(self._done)
            self._job.failed.connect(self._failed)
            self._job.cancelled.connect(self._stopped)
            self._job.finished.connect(self._ended)
            self._set_busy(busy=True)

    def _refuse(self, words: str) -> None:
        self.trouble.tell(words)
        self.trouble.show()
        announce(self, words, urgent=True)

    def _set_busy(self, *, busy: bool) -> None:
        self.bar.setRange(0, 0)
        self.bar.setVisible(busy)
        self.cancel.setVisible(busy)
        self.close_it.setVisible(not busy)
        self._name_act()

    def _progress(self, done: int, total: int, key: str) -> None:
        if total > 0:
            self.bar.setRange(0, 1000)
            self.bar.setValue(min(1000, done * 1000 // total))

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _done(self, outcomes: list[Outcome]) -> None:
        say, language = self._context.say, self._context.language
        assert self.target.folder is not None
        written = [one for one in outcomes if one.error is None]
        failed = [(one.name, one.error) for one in outcomes if one.error is not None]
        if written:
            key = "team.brief-done-stick" if self.target.is_stick else "team.brief-done"
            words = say(key, count=len(written), total=len(outcomes), folder=self.target.folder.name)
            self.told.tell(words)
            self.told.show()
            announce(self, words)
            if self.target.is_stick and not failed:
                self._context.toast(words)
        lines = [
            say("team.brief-wrote", name=one.name, file=file.path.name, size=size_words(file.size, language))
            for one in written
            for file in one.files
        ]
        self.files.setText("\n".join(lines))
        self.files.setVisible(bool(lines))
        if failed:
            told = (say("team.brief-failed", name=name, why=self._context.word(error)) for name, error in failed)
            self._refuse("\n".join(told))
        self.close_it.setFocus()

    def _failed(self, error: KnownError) -> None:
        self._refuse(self._context.word(error))

    def _stopped(self) -> None:
        self._refuse(self._context.say("team.brief-stopped"))

    def _ended(self) -> None:
        self._job = None
        self._set_busy(busy=False)
        self.target.look_again()

    def reject(self) -> None:
        """Close, unless files are being written: then the writing is stopped first."""
        if self._job is not None:
            self._job.cancel()
            return
        super().reject()

    def done(self, result: int) -> None:
        super().done(result)
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            event.ignore()  # no default button: files are not written by Enter on a tick
            return
        super().keyPressEvent(event)
