"""A conclusion in the making: whose version it follows, in which words, and the requests that state or take it back."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from inspector.commands.answering import Conclude, WithdrawConclusion
from inspector.commands.draft import Command
from inspector.commands.evidence import LinkPhoto
from inspector.errors import KnownError
from inspector.journal.entry import EntryId
from inspector.journal.value import Value
from resources import Language, say
from ui.work.deciding import Case, Version, value_words


class Draft(msgspec.Struct, frozen=True):
    """What a person is about to conclude."""

    value: Value | None = None
    reason: str = ""
    taken: EntryId = ""
    """The version that it follows; empty if it follows none, or several."""
    keeps: bool = True
    """Whether the photos of versions with another value stay evidence for the item."""


class Decision(msgspec.Struct, frozen=True):
    """What the lead holds to be the result, why, and the photos that are no evidence for it any more."""

    case: Case
    value: Value
    reason: str
    untied: tuple[EntryId, ...] = ()

    def commands(self) -> list[Command]:
        """Return the requests that state it."""
        visit, item, instance = self.case.key
        return [
            Conclude(visit, item, self.value, self.reason, instance),
            *(LinkPhoto(visit, photo, item, "out") for photo in self.untied),
        ]

    def undoing(self, reason: str) -> list[Command]:
        """Return the requests that bring back what stood before: the former conclusion, or the dispute."""
        visit, item, instance = self.case.key
        former = self.case.conclusions
        value = former[0].value if len(former) == 1 else None
        back: Command = WithdrawConclusion(visit, item, reason, instance)
        if value is not None:
            back = Conclude(visit, item, value, former[0].reason, instance)
        return [back, *(LinkPhoto(visit, photo, item, "in") for photo in self.untied)]


def withdrawing(case: Case, reason: str) -> list[Command]:
    """Return the requests that take the conclusion of a case back."""
    visit, item, instance = case.key
    return [WithdrawConclusion(visit, item, reason, instance)]


def draft_of(case: Case) -> Draft:
    """Return the draft that a case begins with: the conclusion that holds, or nothing."""
    if len(case.conclusions) == 1:
        (only,) = case.conclusions
        return Draft(only.value, only.reason)
    return Draft()


def following(case: Case, draft: Draft, version: Version, letters: Sequence[str], language: Language) -> Draft:
    """Return the draft that takes a version: its value, and ready words unless a person wrote words of their own.

    Args:
        case: what is decided.
        draft: as it stands.
        version: the one that is taken.
        letters: what each version is called on the screen, in the order of the case's versions.
        language: of the ready words.
    """
    reason = _taken(case, version, letters, language)
    if not _is_ready(case, draft.reason, letters, language):
        reason = draft.reason
    return msgspec.structs.replace(draft, value=version.value, reason=reason, taken=version.statement)


def joining(case: Case, draft: Draft, versions: Sequence[Version], letters: Sequence[str], language: Language) -> Draft:
    """Return the draft that keeps what several versions say, with their names; its value is still to be chosen."""
    joined = "\n".join(
        say("deciding.both-line", language, name=one.name, text=_told(case, one, language)) for one in versions
    )
    if not _is_ready(case, draft.reason, letters, language) and joined not in draft.reason:
        joined = f"{draft.reason}\n{joined}"
    value = None if draft.taken else draft.value
    return Draft(value, joined)


def decided(case: Case, draft: Draft) -> Decision:
    """Return the decision that a draft amounts to.

    Raises: KnownError decision.value-missing, decision.reason-missing.
    """
    if draft.value is None:
        raise KnownError("decision.value-missing", item=case.code)
    if not draft.reason:
        raise KnownError("decision.reason-missing", item=case.code)
    untied: tuple[EntryId, ...] = ()
    if draft.taken and not draft.keeps:
        untied = tuple(
            photo.id for version in case.versions if version.value != draft.value for photo in version.photos
        )
    return Decision(case, draft.value, draft.reason, untied)


def _told(case: Case, version: Version, language: Language) -> str:
    return version.text or value_words(case.asked, version.value, language)


def _taken(case: Case, version: Version, letters: Sequence[str], language: Language) -> str:
    letter = letters[case.versions.index(version)]
    text = _told(case, version, language)
    return say("deciding.take-reason", language, version=letter, name=version.name, text=text)


def _is_ready(case: Case, reason: str, letters: Sequence[str], language: Language) -> bool:
    """Tell whether a reason is nobody's own words yet: nothing, ready ones, or those of the conclusion that holds."""
    ready = {_taken(case, one, letters, language) for one in case.versions}
    return not reason or reason in ready or any(reason == one.reason for one in case.conclusions)
