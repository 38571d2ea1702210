"""How a visit stands with whoever leads the round, as data and in a word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from inspector.journal.entry import VisitId
from inspector.projection.judgement import judgement_of
from inspector.projection.receipts import Receipt, arrival_of
from inspector.projection.visit import VisitView


def judged_data(visit: VisitView, receipts: Mapping[VisitId, Receipt]) -> dict[str, Any]:
    """Return how the lead judged a visit, and what of it has arrived there by the receipts that are here."""
    judgement = judgement_of(visit)
    arrival = arrival_of(visit, receipts)
    return {
        "judged": None
        if judgement is None
        else {
            "value": judgement.value,
            "seals": sorted(judgement.seals),
            "reasons": list(judgement.reasons),
            "added": list(judgement.added),
        },
        "arrived": None
        if arrival is None
        else {
            "statements": arrival.entries,
            "of_statements": arrival.total,
            "photos": len(arrival.photos) - len(arrival.missing),
            "of_photos": len(arrival.photos),
            "missing": list(arrival.missing),
            "without_original": list(arrival.without_original),
            "whole": arrival.is_whole,
            "doubtful": arrival.is_doubtful,
        },
    }


def state_of(visit: VisitView) -> str:
    """Return how far a visit is: the end of a key `state.…`."""
    judgement = judgement_of(visit)
    if visit.is_void or judgement is None:
        return "void" if visit.is_void else "sealed" if visit.is_sealed else "open"
    return "added-to" if judgement.added else judgement.value
