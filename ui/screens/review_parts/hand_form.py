"""The parts of the hand-over's form: visits, weight, recipients."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QLineEdit, QRadioButton, QWidget

from inspector.dossier.cut import Weight
from inspector.journal.entry import VisitId
from inspector.projection.visit import VisitView
from ui.context import Context
from ui.screens.review_parts.sizes import size_words
from ui.widgets.text import Label, column
from ui.work.returning import receivers
from ui.work.stages import handed_over, row_of
from ui.work.team import LEADS, receiving

WEIGHTS: Final[tuple[Weight, ...]] = ("statements", "display", "originals")


class VisitsPart(QWidget):
    """The visits that have begun, to be ticked: the one that is named, or else all that wait to be handed over."""

    changed = Signal()

    def __init__(self, context: Context, first: VisitId | None) -> None:
        super().__init__()
        self._context = context
        self.boxes: dict[VisitId, QCheckBox] = {}
        parts: list[QWidget] = [Label(context.theme, context.say("handing.visits"), 14, strong=True)]
        visits = [visit for visit in context.shown.view.visits.values() if visit.opened and not visit.is_void]
        handed = handed_over(context.shown.view.round_scope)
        for visit in visits:
            box = QCheckBox(self._words(visit))
            waits = row_of(visit, None, handed).stage == "sealed"
            box.setChecked(visit.id == first or (first is None and waits))
            box.toggled.connect(self.changed)
            self.boxes[visit.id] = box
            parts.append(box)
        if not visits:
            parts.append(Label(context.theme, context.say("handing.none-begun"), 14, "text2", wrap=True))
        self.setLayout(column(*parts, gap=4))

    def _words(self, visit: VisitView) -> str:
        state = self._context.say("handing.sealed" if visit.is_sealed else "handing.unsealed")
        return f"{visit.unit.name} · {state}"

    @property
    def chosen(self) -> tuple[VisitId, ...]:
        """The visits that are ticked."""
        return tuple(visit for visit, box in self.boxes.items() if box.isChecked())


class WeightPart(QWidget):
    """How much of the photos comes along, with the size of each."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._group = QButtonGroup(self)
        self.choices: dict[Weight, QRadioButton] = {}
        parts: list[QWidget] = [Label(context.theme, context.say("handing.weight"), 14, strong=True)]
        for weight in WEIGHTS:
            choice = QRadioButton(context.say(f"handing.{weight}", size="…"))
            self._group.addButton(choice)
            self.choices[weight] = choice
            parts.append(choice)
        self.choices["originals"].setChecked(True)
        self._group.buttonClicked.connect(self.changed)
        self.setLayout(column(*parts, gap=4))

    def show_sizes(self, sizes: dict[Weight, int]) -> None:
        """Show how many bytes each weight takes; nothing where no visit is chosen."""
        language = self._context.language
        for weight, choice in self.choices.items():
            size = size_words(sizes[weight], language) if weight in sizes else "–"
            choice.setText(self._context.say(f"handing.{weight}", size=size))

    @property
    def chosen(self) -> Weight:
        """The weight that is chosen."""
        return next(weight for weight, choice in self.choices.items() if choice.isChecked())


class RecipientsPart(QWidget):
    """Who can open the file: lead and deputy unless others are ticked; nobody's key is needed where it is in the clear.

    Who inspected `inspected` is ticked too.
    """

    def __init__(self, context: Context, inspected: VisitId | None = None) -> None:
        super().__init__()
        theme, say = context.theme, context.say
        self.people: dict[QCheckBox, tuple[str, ...]] = {}
        parts: list[QWidget] = [Label(theme, say("handing.recipients"), 14, strong=True)]
        view, trust = context.shown.view, context.shown.view.trust
        theirs = receivers(view, view.visits[inspected]) if inspected is not None else ()
        for person in sorted(trust.persons.values(), key=lambda one: not LEADS & set(one.roles)):
            keys = receiving(trust, [person])
            if keys:
                roles = ", ".join(say(f"role.{role}") for role in person.roles)
                box = QCheckBox(f"{person.name} · {roles}")
                box.setChecked(bool(LEADS & set(person.roles)) or not set(theirs).isdisjoint(keys))
                self.people[box] = keys
                parts.append(box)
        self.plain = QCheckBox(say("handing.plain"))
        self.reason = QLineEdit()
        self.reason.setAccessibleName(say("handing.plain-reason"))
        self.reason.setPlaceholderText(say("handing.plain-reason"))
        self.plain.toggled.connect(self._tell)
        self._warning = Label(theme, say("handing.plain-warning"), 14, "part_ink", wrap=True)
        self.setLayout(column(*parts, self.plain, self._warning, self.reason, gap=4))
        self._tell(False)

    def _tell(self, is_plain: bool) -> None:
        self._warning.setVisible(is_plain)
        self.reason.setVisible(is_plain)
        for box in self.people:
            box.setVisible(not is_plain)

    @property
    def is_plain(self) -> bool:
        """Whether the file is to be in the clear."""
        return self.plain.isChecked()

    @property
    def plain_reason(self) -> str:
        """Why it is in the clear; nothing if it is encrypted."""
        return self.reason.text().strip() if self.is_plain else ""

    @property
    def chosen(self) -> tuple[str, ...]:
        """The age recipients of everybody who is ticked, on every device of theirs."""
        return tuple(dict.fromkeys(key for box, keys in self.people.items() if box.isChecked() for key in keys))
