"""Ready phrases: what is often written beside an answer, in the words of the checklist or in a person's own.

They speak of roles, as the checklist does, and never of a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from inspector.journal.value import NOT_APPLICABLE, NOT_VERIFIABLE, Value
from inspector.rules.answers import Standing, standing
from inspector.rules.item import Item, Prose
from resources import Language, say
from ui.work.preferences import OwnPhrase

Answered = Literal["", "met", "unmet", "not_applicable", "not_verifiable"]

_REASONS: Final = {NOT_APPLICABLE: 3, NOT_VERIFIABLE: 4}
"""How many ready reasons there are: `phrase.<answer>.1` and on."""


def phrases_for(
    item: Item, value: Value | None, own: Sequence[OwnPhrase] = (), language: Language = "vi"
) -> tuple[str, ...]:
    """Return the phrases that are offered for an item and an answer, the person's own first, each once; among reasons, own
    phrases that fit any answer come last.

    Args:
        item: what is asked.
        value: what was answered; None for nothing yet, and then phrases for every answer are offered.
        own: the person's.
        language: of the phrases that come with the program.

    Raises: KnownError("answer.unfit").
    """
    answered = None if value is None else _answered(item, value)
    mine = [one for one in own if one.item in ("", item.id) and (answered is None or one.answer in ("", answered))]
    if answered in _REASONS:  # what fits any answer seldom tells why there is none
        general = [one.text for one in mine if not one.answer]
        mine = [one for one in mine if one.answer]
    else:
        general = []
    return tuple(dict.fromkeys([*(one.text for one in mine), *_ready(item, answered, language), *general]))


def _answered(item: Item, value: Value) -> Answered:
    """Return the kind of an answer; nothing for one that is told and never judged."""
    if value == NOT_APPLICABLE:
        return "not_applicable"
    if value == NOT_VERIFIABLE:
        return "not_verifiable"
    found = standing(item, value)
    if found is Standing.MET:
        return "met"
    return "unmet" if found in (Standing.UNMET, Standing.PARTLY) else ""


def _ready(item: Item, answered: Answered | None, language: Language) -> Iterator[str]:
    if item.prose is not None and answered in (None, "met"):
        yield from _of_success(item, item.prose, language)
    if item.prose is not None and answered in (None, "unmet"):
        yield _of_failure(item, item.prose, language)
    if answered in _REASONS:
        yield from (say(f"phrase.{answered}.{number}", language) for number in range(1, _REASONS[answered] + 1))


def _of_success(item: Item, prose: Prose, language: Language) -> Iterator[str]:
    if prose.of_all is not None:
        yield _capital(prose.of_all.say(language)) + "."
    words = prose.positive.say(language)
    if item.answer == "ratio" and item.counted is not None:
        words = f"{(item.counted.subject or item.counted.noun).say(language)} {words}"
    yield f"{_capital(words)}."


def _of_failure(item: Item, prose: Prose, language: Language) -> str:
    words = prose.negative.say(language)
    if item.answer == "ratio" and item.counted is not None:
        # Not all that were counted fell short.
        words = say("phrase.some", language, noun=item.counted.noun.say(language), words=words)
    return f"{_capital(words)}."


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
