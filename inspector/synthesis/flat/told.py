"""What is told of the round as a whole: the tables of sentences and recommendations."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.synthesis.flat.basis import Basis
from inspector.synthesis.wording import capital, tell
from inspector.tables import Row


def sentence_rows(basis: Basis) -> Iterator[Row]:
    """Yield the sentences of the report with their shares, strengths first."""
    found = basis.whole.findings
    for number, sentence in enumerate((*found.strengths, *found.shortcomings), 1):
        yield (
            number,
            "strength" if sentence.is_strength else "shortcoming",
            f"{capital(tell(sentence, basis.language))}.",
            sentence.share.k,
            sentence.share.n,
            basis.codes(item.id for item in sentence.items),
            "; ".join(unit.ref.name for unit in sentence.units),
        )


def recommendation_rows(basis: Basis) -> Iterator[Row]:
    """Yield the tasks of their own, then what the general clause covers alone."""
    tasks, failed = basis.whole.tasks, basis.whole.findings.failed
    for number, task in enumerate(tasks.own, 1):
        proof = task.proof.say(basis.language) if task.proof is not None else ""
        yield (
            number,
            "own",
            *basis.item(task.item.id)[:3],
            capital(task.work),
            len(task.units),
            "; ".join(unit.ref.name for unit in task.units),
            task.responsible.say(basis.language),
            proof,
            task.working_days,
        )
    for number, item in enumerate(tasks.general, len(tasks.own) + 1):
        units = dict.fromkeys(cell.unit for cell in failed[item.id])
        names = "; ".join(unit.ref.name for unit in units)
        responsible = item.responsible.say(basis.language)
        yield number, "general", *basis.item(item.id)[:3], "", len(units), names, responsible, "", None
