"""Views as plain data, so that two of them can be held side by side and their difference read."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from inspector.journal.bodies import said
from inspector.journal.entry import Statement
from inspector.projection.judgement import comments_since, judgement_of
from inspector.projection.slots import ScopeView, SlotView
from inspector.projection.trust import Trust
from inspector.projection.view import View
from inspector.projection.visit import Result, VisitView
from tests.laws.worlds import ITEMS, MARKS

Plain = dict[str, object]


def plain(view: View) -> Plain:
    """Return everything that a view tells its readers."""
    return {
        "round": view.round,
        "title": view.title,
        "size": view.size,
        "forks": view.forks,
        "trust": _trust(view.trust),
        "scope": _scope(view.round_scope),
        "visits": {visit: _visit(view.visits[visit]) for visit in view.visits},
        "order": list(view.visits),
        "documents": [(d.id, msgspec.to_builtins(d.said), [s.value for s in d.signed]) for d in view.documents],
        "problems": list(view.problems),
    }


def values(view: View) -> Plain:
    """Return what holds, without the order in which it is shown."""
    return {
        "visits": {
            visit: {
                "unit": one.unit,
                "checklist": one.checklist,
                "void": one.is_void,
                "sealed": one.is_sealed,
                "after": one.after_seal,
                "contested": set(one.contested),
                "judged": _judged(one),
                "results": {key: (result.state, result.value) for key, result in one.results.items()},
                "photos": {photo.id: (photo.caption, photo.items, photo.shown) for photo in one.photos},
                "marks": {mark: one.flagged(mark) for mark in MARKS},
                "orders": {item: one.order_of(item) for item in ITEMS},
                "findings": {finding.id: set(finding.texts) for finding in one.findings},
                "facts": set(one.facts("ended")),
            }
            for visit, one in view.visits.items()
        },
        "documents": {document.id for document in view.documents},
        "problems": {(one.key, frozenset(one.about)) for one in view.problems},
    }


def _ids(statements: Iterable[Statement]) -> list[str]:
    return [s.id for s in statements]


def _trust(trust: Trust) -> Plain:
    return {
        "roots": trust.roots,
        "rosters": trust.rosters,
        "persons": dict(trust.persons),
        "grants": dict(trust.grants),
        "cut": dict(trust.cut),
        "acts": trust.root_acts,
        "excluded": trust.excluded,
        "chains": trust.excluded_chains,
        "erased": (trust.erased_entries, trust.erased_blobs),
        "problems": trust.problems,
    }


def _slot(slot: SlotView) -> Plain:
    return {
        "heads": _ids(slot.heads),
        "said": [repr(said(head)) for head in slot.heads],
        "unconfirmed": _ids(slot.unconfirmed),
        "history": _ids(slot.history),
        "refused": _ids(slot.refused),
        "newer": _ids(slot.newer),
        "flags": (slot.is_contested, slot.is_withheld, slot.is_unreadable, slot.needs_newer_program),
        "standing": repr(slot.standing),
    }


def _scope(scope: ScopeView) -> Plain:
    return {
        "slots": {about: _slot(slot) for about, slot in scope.slots.items()},
        "things": {one: repr(said(s)) for one, s in scope.things.items()},
        "out": {one for one in scope.things if scope.is_out(one)},
        "unconfirmed": set(scope.unconfirmed_things),
        "aside": set(_ids(scope.set_aside)),
        "size": scope.size,
    }


def _result(result: Result) -> Plain:
    return {
        "state": result.state,
        "value": result.value,
        "observations": [(one.person, one.statement.id) for one in result.observations],
        "conclusion": result.conclusion,
        "statements": _ids(result.statements),
    }


def _visit(visit: VisitView) -> Plain:
    return {
        "scopes": [(scope.scope, _scope(scope)) for scope in visit.scopes],
        "unit": visit.unit,
        "plan": visit.plan.id if visit.plan else None,
        "introductions": _ids(visit.introductions),
        "opened": visit.opened,
        "checklist": visit.checklist,
        "void": visit.is_void,
        "results": {key: _result(result) for key, result in visit.results.items()},
        "contested": visit.contested,
        "photos": [(p.id, p.caption, p.items, repr(p.said), repr(p.copy), p.is_plain, p.shown) for p in visit.photos],
        "arranged": [[p.id for p in visit.photos_of(item)] for item in ITEMS],
        "rows": [visit.rows_of(item) for item in ITEMS],
        "marks": [visit.flagged(mark) for mark in MARKS],
        "findings": visit.findings,
        "comments": [s.id for s, _ in visit.comments],
        "facts": visit.facts("ended"),
        "seals": [(seal.id, seal.covered) for seal in visit.seals],
        "sealed": visit.is_sealed,
        "after": visit.after_seal,
        "judged": _judged(visit),
        "to answer": [s.id for s, _ in comments_since(visit)],
        "late": [one.statement.id for one in visit.late_covert(frozenset({"q1", "q2"}))],
    }


def _judged(visit: VisitView) -> Plain | None:
    judgement = judgement_of(visit)
    if judgement is None:
        return None
    return {
        "value": judgement.value,
        "statements": set(_ids(judgement.statements)),
        "seals": judgement.seals,
        "reasons": set(judgement.reasons),
        "added": judgement.added,
    }
