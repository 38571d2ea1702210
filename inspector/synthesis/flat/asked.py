"""Where, by whom and what was asked: the tables of units, people, items and visits."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.journal.bodies import Planned, said
from inspector.journal.entry import PublicKey
from inspector.journal.seal import code_of
from inspector.projection.judgement import judgement_of
from inspector.projection.visit import VisitView
from inspector.synthesis.flat.basis import Basis, day, group_words, moment, percent
from inspector.synthesis.matrix import Outcome
from inspector.synthesis.units import day_of, present_names
from inspector.tables import Row
from resources import say


def unit_rows(basis: Basis) -> Iterator[Row]:
    scores = {found.unit: found.score for found in basis.matrix.scores}
    for unit in sorted(set(basis.units.values()), key=lambda one: one.number):
        score = scores.get(unit)
        cells = basis.matrix.row(unit) if score is not None else ()
        yield (
            unit.number,
            unit.ref.name,
            unit.name.kind,
            unit.ref.code,
            day(unit.ref.since),
            unit.ref.district,
            group_words(unit),
            ", ".join(name.full for name in present_names(unit.ref, basis.whole.places)),
            len(unit.visits),
            percent(score.percent_tenths) if score is not None and score.out_of else None,
            score.scored if score is not None else 0,
            sum(cell.failed for cell in cells),
            sum(cell.outcome is Outcome.CONTESTED for cell in cells),
        )


def person_rows(basis: Basis) -> Iterator[Row]:
    """Yield the roster, then those who said something that counts before there was one."""
    trust = basis.whole.view.trust
    for person in trust.persons.values():
        roles = ", ".join(say(f"code.roles.{role}", basis.language) for role in person.roles)
        yield person.id, person.name, person.title, roles
    others = {author for visit in basis.whole.visits for author in _authors(basis, visit)}
    for author in sorted(others):
        if author not in trust.grants:
            yield trust.person_of(author), trust.name_of(author), "", ""


def _authors(basis: Basis, visit: VisitView) -> Iterator[PublicKey]:
    for _, one in basis.observations(visit):
        yield one.statement.header.author
    for photo in visit.photos:
        yield photo.statement.header.author


def item_rows(basis: Basis) -> Iterator[Row]:
    for item in basis.matrix.items:
        yield (
            *basis.item(item.id),
            item.full.say(basis.language),
            item.answer,
            item.weight,
            item.critical,
            item.covert,
            "; ".join(one.citation for one in item.legal),
            item.responsible.say(basis.language),
        )


def visit_rows(basis: Basis) -> Iterator[Row]:
    """Yield all visits, those that wait and those that are void too."""
    for visit in sorted(basis.whole.view.visits.values(), key=lambda one: basis.units[one.id].number):
        unit = basis.units[visit.id]
        plan = said(visit.plan) if visit.plan is not None else None
        begun = visit.opened[0] if visit.opened else None
        codes = [code_of(seal.id) for seal in visit.seals if seal.said.purpose != "covert"]
        asked = basis.matrix.checklists.get(visit.checklist or "")
        score = basis.matrix.judge.score(visit) if asked is not None and not visit.is_void else None
        seen = list(basis.observations(visit))
        yield (
            *basis.visit(visit),
            unit.ref.district,
            group_words(unit),
            day_of(visit),
            moment(begun.started) if begun else None,
            begun.announced if begun else isinstance(plan, Planned) and plan.announced,
            begun.mystery if begun else False,
            _stage(visit),
            codes[-1] if codes else "",
            f"{asked.family} {asked.version}" if asked is not None else "",
            percent(score.percent_tenths) if score is not None and score.out_of else None,
            len({item.id for item, _ in seen}),
            len(visit.photos),
            basis.names(visit, (one for _, one in seen)),
        )


def _stage(visit: VisitView) -> str:
    if visit.is_void:
        return "void"
    judgement = judgement_of(visit)
    if judgement is not None:
        return judgement.value
    if not visit.results:
        return "planned"
    return "sealed" if visit.is_sealed else "open"
