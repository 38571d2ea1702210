"""One seed: its code, who stated it and when, what came of it, and whether drawing again gives the same."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from inspector.errors import KnownError
from inspector.journal.seal import code_of
from inspector.projection.draws import Seed
from ui.context import Context
from ui.widgets.button import Button
from ui.widgets.text import Ink, Label, column, row

_VERDICTS: dict[str, tuple[str, Ink]] = {"same": ("draw.verdict.same", "pass_ink"), "not-drawn": ("", "text2")}


class SeedCard(QFrame):
    """`drawn` asks for a draw from this seed, `shown` for what it gave."""

    drawn = Signal(str)
    shown = Signal(str)

    def __init__(self, context: Context, seed: Seed, *, is_current: bool, total: int) -> None:
        """Show a seed.

        Args:
            context: the window's surroundings.
            seed: which.
            is_current: whether the plan is still the one that the seed was stated over.
            total: how many units the plan of the seed lists.
        """
        super().__init__()
        self.setProperty("role", "count")
        self.seed = seed.id
        say, theme = context.say, context.theme
        self._say = say
        header = seed.statement.header
        self.code = Label(theme, code_of(seed.id), 16, strong=True, numeric=True)
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.code.setProperty("verbatim", True)
        at = context.stated(header.at)
        author = context.shown.view.trust.name_of(header.author)
        told = say("plan.stated-by", time=f"{at:%H:%M}", day=f"{at:%d/%m/%Y}", name=author)
        parts = [self.code, Label(theme, told, 12, "text2", wrap=True)]
        counting = [one for one in seed.draws if one.counts]
        if not seed.counts:
            parts.append(Label(theme, say("plan.seed-out"), 14, "fail_ink", wrap=True))
        elif counting:
            drawn = context.stated(counting[0].statement.header.at)
            count = len(counting[0].said.picks)
            words = say("plan.drew", count=count, total=total, time=f"{drawn:%H:%M}", day=f"{drawn:%d/%m/%Y}")
            parts.append(Label(theme, words, 14, wrap=True))
        elif not is_current:
            parts.append(Label(theme, say("plan.seed-stale"), 14, "part_ink", wrap=True))
        self.verdict = Label(theme, "", 14, "text2", wrap=True)
        self.verdict.hide()
        parts.append(self.verdict)
        self.act = Button(theme, say("plan.draw-from"), "primary", "player-play", height=32)
        self.act.setVisible(seed.counts and not counting and is_current)
        self.act.clicked.connect(self._draw)
        self.look = Button(theme, say("plan.show-draw"), "link", "list-check", height=32)
        self.look.setVisible(bool(seed.draws))
        self.look.clicked.connect(self._show)
        self.setLayout(column(*parts, row(self.act, self.look, None), gap=4, margins=(12, 10, 12, 10)))

    def show_verdict(self, verdict: str) -> None:
        """Show what `check` says of the seed; nothing while it is being worked out."""
        key, ink = _VERDICTS.get(verdict, (_key(verdict), "fail_ink"))
        self.verdict.set_ink(ink)
        self.verdict.setText(self._say(key) if key else "")
        self.verdict.setVisible(bool(key))

    def _draw(self) -> None:
        self.drawn.emit(self.seed)

    def _show(self) -> None:
        self.shown.emit(self.seed)


def _key(verdict: str) -> str:
    """Return the key of the words for a verdict; of an error of another room, that it could not be checked."""
    if not verdict:
        return ""
    name = verdict.removeprefix("draw.")
    known = ("differs", "method", "plan-absent", "frame-differs")
    return f"draw.verdict.{name}" if name in known else "draw.verdict.unread"


def listed(seed: Seed) -> int:
    """Return how many units the plan of a seed lists; 0 while it is not here or cannot be read."""
    try:
        return len(seed.plan.frame)
    except KnownError:
        return 0
