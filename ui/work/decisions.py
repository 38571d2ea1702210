"""What a person has begun and made at one panel for deciding: drafts, decisions that wait for a merge, the way back."""

from __future__ import annotations

from collections.abc import Collection

from inspector.commands.draft import Command
from ui.work.concluding import Decision, Draft, draft_of, withdrawing
from ui.work.deciding import Case, Key


class Decisions:
    """Drafts by case, and the decisions of a preview, which are held until its merge is written.

    Whatever is told is a list of requests; carried out in the order in which they were told, they end where this does.
    """

    def __init__(self) -> None:
        self._drafts: dict[Key, Draft] = {}
        self._held: dict[Key, Decision] = {}
        self._last: tuple[Decision, Decision | None] | None = None

    @property
    def held(self) -> frozenset[Key]:
        """The cases that are decided, though it is not written yet."""
        return frozenset(self._held)

    @property
    def requests(self) -> list[Command]:
        """The requests of all decisions that are held and still stand."""
        return [command for decision in self._held.values() for command in decision.commands()]

    @property
    def can_undo(self) -> bool:
        return self._last is not None

    def draft(self, case: Case) -> Draft:
        """Return what was begun of a case, else what holds of it."""
        made = self._held.get(case.key)
        return self._drafts.get(case.key, Draft(made.value, made.reason) if made is not None else draft_of(case))

    def keep(self, key: Key, draft: Draft) -> None:
        """Remember a draft for as long as the panel stands."""
        self._drafts[key] = draft

    def make(self, decision: Decision, *, held: bool) -> list[Command]:
        """Take a decision; `held` if it is written with a merge that is yet to come."""
        key = decision.case.key
        self._drafts.pop(key, None)
        self._last = (decision, self._held.get(key))
        if held:
            self._held[key] = decision
        return decision.commands()

    def undo(self, reason: str) -> tuple[Key, list[Command]]:
        """Take the last decision back; what it said stands as a draft again. Only where `can_undo`.

        Args:
            reason: why, for the conclusion that is taken back.
        """
        assert self._last is not None
        (decision, former), self._last = self._last, None
        key = decision.case.key
        back = decision.undoing(reason)
        if former is not None:
            self._held[key] = former
            back = [*former.commands(), *back[1:]]
        else:
            self._held.pop(key, None)
        self._drafts[key] = Draft(decision.value, decision.reason)
        return key, back

    def withdraw(self, case: Case, reason: str) -> list[Command]:
        """Take back the conclusion of a case, written or held; what it said stands as a draft."""
        made = self._held.pop(case.key, None)
        self._drafts[case.key] = Draft(made.value, made.reason) if made is not None else draft_of(case)
        self._last = None
        return made.undoing(reason) if made is not None else withdrawing(case, reason)

    def keep_only(self, keys: Collection[Key]) -> None:
        """Let go of decisions that are held about what is not there any more; none are left after a merge."""
        self._held = {key: decision for key, decision in self._held.items() if key in keys}
