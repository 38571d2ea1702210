"""The forms of a further root key: somebody's device, or a new key that lies on paper alone."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QDialog, QRadioButton, QWidget

from inspector.people.card import recovery_secret
from inspector.people.identity import Identity, create
from ui.context import Context
from ui.screens.start_parts.alone import Paper
from ui.screens.start_parts.page import QuietColumn
from ui.screens.team_parts.form import Form
from ui.screens.team_parts.issuing import Issuing, Make
from ui.widgets.notices import Banner
from ui.widgets.text import Label, column, row
from ui.work.rosters import with_paper_root, with_root
from ui.work.rounds import Started
from ui.work.team import Device, Team


class AddRoot(Form):
    """Chooses among the devices that are no roots, those of deputies first; or a key on paper."""

    def __init__(self, context: Context, issuing: Issuing, team: Team, parent: QWidget) -> None:
        super().__init__(
            context, issuing, context.say("team.root-heading"), context.say("team.root-do"), parent, icon="key"
        )
        theme = context.theme
        self._group = QButtonGroup(self)
        self.choices: dict[QRadioButton, tuple[str, Device]] = {}
        parts: list[QWidget] = []
        for member in team.members:
            for device in member.active:
                if not device.is_root:
                    choice = QRadioButton(f"{member.name} · {device.mark}")
                    self.choices[choice] = (member.name, device)
                    self._group.addButton(choice)
                    words = Label(theme, " ".join(device.words), 12, "text2", wrap=True)
                    parts += [choice, _indented(words)]
        self.paper = QRadioButton(self.say("team.paper-name"))
        self._group.addButton(self.paper)
        paper_words = Label(theme, self.say("team.root-paper"), 12, "text2", wrap=True)
        parts += [self.paper, _indented(paper_words)]
        warning = Banner(theme, "part", "alert-triangle", self.say("team.root-note"))
        heading = Label(theme, self.say("team.root-choose"), 14, strong=True)
        self.build(warning, heading, column(*parts, gap=4))

    def problem(self) -> str:
        return "" if self._group.checkedButton() is not None else self.say("team.root-none")

    def submit(self) -> None:
        """Issue the roster; a key on paper is made and put away first."""
        if self.paper.isChecked():
            sheet = PaperRoot(self.context, self)
            sheet.put_away.connect(self._issue_paper)
            sheet.open()
        else:
            super().submit()

    def request(self) -> tuple[Make, str]:
        chosen = self._group.checkedButton()
        assert isinstance(chosen, QRadioButton)
        name, device = self.choices[chosen]
        return (lambda session: with_root(session.view, device.sign)), self.say("team.root-added", name=name)

    def _issue_paper(self, paper: Identity) -> None:
        public = paper.public_part
        job = self._issuing.issue(
            lambda session: with_paper_root(session.view, session.me, public),
            self.say("team.root-added", name=self.say("team.paper-name")),
        )
        job.done.connect(self._done)
        job.failed.connect(self.refuse_error)


def _indented(label: Label) -> QWidget:
    holder = QWidget()
    holder.setLayout(row(label, margins=(28, 0, 0, 8)))
    return holder


class PaperRoot(QDialog):
    """A new key, shown once. It becomes a root only when somebody says that the sheet is put away."""

    put_away = Signal(object)
    """The `Identity` on the sheet."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        shown = context.shown
        self._paper = create(context.say("team.paper-name"), context.sources)
        started = Started(shown.path, shown.round, recovery_secret(self._paper), self._paper.words)
        self.page = Paper(context, started, shown.view.title)
        self.page.kept.connect(self._kept)
        self.setWindowTitle(self.page.heading)
        self.setModal(True)
        self.setLayout(column(QuietColumn(context.theme, self.page)))
        room = parent.window().size()
        self.resize(min(context.theme.px(720), room.width()), room.height())

    def _kept(self, _: object) -> None:
        self.accept()
        self.put_away.emit(self._paper)

    def done(self, result: int) -> None:
        super().done(result)
        self.deleteLater()
