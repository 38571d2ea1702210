"""Matrix, findings and tasks of a round, or of a part of it: what reports and letters are made from."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from inspector.journal.bodies import RecommendationDecided
from inspector.journal.entry import BlobId, VisitId
from inspector.places.directory import Directory
from inspector.projection.view import View
from inspector.projection.visit import VisitView
from inspector.rules.checklist import Checklist
from inspector.synthesis.addressees import Addressee, addressees
from inspector.synthesis.findings import Findings, findings
from inspector.synthesis.matrix import Matrix, matrix
from inspector.synthesis.tasks import Tasks, tasks
from inspector.synthesis.thresholds import SETTING, Thresholds, read_thresholds


@dataclass(frozen=True)
class Synthesis:
    """What can be said and ordered, each part computed when it is first asked for."""

    view: View
    matrix: Matrix
    thresholds: Thresholds
    decided: Mapping[str, RecommendationDecided]
    places: Directory
    role_play: bool = True
    """Whether items that rest on role-play alone are told."""

    @property
    def visits(self) -> tuple[VisitView, ...]:
        """All visits that count, unit by unit."""
        return tuple(visit for unit in self.matrix.units for visit in unit.visits)

    @cached_property
    def findings(self) -> Findings:
        return findings(self.matrix, self.thresholds, role_play=self.role_play)

    @cached_property
    def tasks(self) -> Tasks:
        return tasks(self.matrix, self.findings, self.decided)

    def addressees(self, day: date) -> tuple[Addressee, ...]:
        """Return to whom a paper of `day` turns, those with most shortcomings first."""
        return addressees(self.findings, self.matrix.units, self.places, day)


def synthesise(
    view: View,
    checklists: Mapping[BlobId, Checklist],
    places: Directory,
    only: Collection[VisitId] | None = None,
    *,
    role_play: bool = True,
) -> Synthesis:
    """Return the synthesis of a round, or of some of its visits alone, under the round's own settings.

    Raises: KnownError setting.contested, setting.unreadable, recommendation.contested, synthesis.invalid, and those of
        `matrix`.
    """
    thresholds = read_thresholds(view.setting(SETTING))
    whole = matrix(view, checklists, places, thresholds, only)
    return Synthesis(view, whole, thresholds, view.recommendations(), places, role_play)
