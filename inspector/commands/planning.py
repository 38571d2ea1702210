"""What a lead says before the first visit: the plan, the seed, the draw, and who goes where on which day."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from inspector.commands.draft import Draft, Drafts, NoBlobs, over, visit_in
from inspector.errors import KnownError
from inspector.journal import canon
from inspector.journal.bodies import Drawn, Planned, Presence, SeedStated, SettingChosen, UnitRef, said
from inspector.journal.entry import BlobId, EntryId, PublicKey, VisitId
from inspector.projection.draws import picks_of, seed_in
from inspector.projection.view import View
from inspector.rules.round_plan import SETTING, RoundPlan, as_setting, frame_of, read_plan
from inspector.rules.sampling import METHOD


class StatePlan(NoBlobs, frozen=True):
    """State the plan of the round over the one before."""

    plan: RoundPlan

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        """Raises: those of `read_plan`."""
        value = as_setting(self.plan)
        read_plan(value)
        about = ("setting", SETTING)
        yield from over(None, about, SettingChosen(value=value), view.round_scope.slot(*about).heads)


class StateSeed(NoBlobs, frozen=True):
    """State the seed of a draw from the plan as it is now; `seed` is 32 random bytes in hex."""

    seed: str

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        """Raises: KnownError draw.seed (not 64 hex digits), draw.nothing (no plan, or one without units),
        setting.contested, setting.unreadable, and those of `read_plan`.
        """
        if not re.fullmatch("[0-9a-f]{64}", self.seed):
            raise KnownError("draw.seed", exit_code=2)
        frame = frame_of(read_plan(view.setting(SETTING)))
        plan = min(head.id for head in view.round_scope.slot("setting", SETTING).heads)
        yield Draft(None, (), SeedStated(seed=self.seed, plan=plan, frame=frame.digest, method=METHOD))


class DrawUnits(NoBlobs, frozen=True):
    """Draw the units that a seed gives, and record them. The same seed drawn from again says nothing new."""

    seed: EntryId

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        """Raises: KnownError draw.no-seed, draw.seed-out (the seed does not count), draw.frame-edited (the units, their
        weights or the share changed after the seed was stated), those of `picks_of`.
        """
        seed = seed_in(view, self.seed)
        if not seed.counts:
            raise KnownError("draw.seed-out", exit_code=2)
        if frame_of(read_plan(view.setting(SETTING))).digest != seed.said.frame:
            raise KnownError("draw.frame-edited", exit_code=2)
        body = Drawn(seed=seed.id, frame=seed.said.frame, picks=picks_of(seed))
        if all((one.said.frame, one.said.picks) != (body.frame, body.picks) for one in seed.draws if one.counts):
            yield Draft(None, (), body)


class Assigned(msgspec.Struct, frozen=True):
    """A unit, the day on which it is visited (ISO), and who goes there: ids of persons of the roster."""

    unit: UnitRef
    day: str = ""
    team: tuple[str, ...] = ()


class PlanVisits(msgspec.Struct, frozen=True):
    """Foresee visits to units; a unit that has a visit already, other than a void one, gets no second."""

    units: tuple[Assigned, ...]
    checklist: bytes

    @property
    def blobs(self) -> Mapping[BlobId, bytes]:
        return {canon.blob_id(self.checklist): self.checklist}

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        blob = canon.blob_id(self.checklist)
        units = [visit.unit for visit in view.visits.values() if not visit.is_void]
        foreseen = {(ref.code, ref.since, ref.name) for ref in units}
        for one in self.units:
            if (one.unit.code, one.unit.since, one.unit.name) not in foreseen:
                body = Planned(unit=one.unit, checklist=blob, day=one.day, team=one.team)
                yield Draft(None, (), body, blobs=((blob, len(self.checklist)),))


class Reassign(NoBlobs, frozen=True):
    """Change the day and the team of a planned visit: it leaves the plan, and another takes its place."""

    visit: VisitId
    day: str
    team: tuple[str, ...]

    def drafts(self, view: View, author: PublicKey) -> Drafts:
        """Raises: KnownError visit.unknown, plan.begun (the visit has begun, or nobody planned it)."""
        visit = visit_in(view, self.visit)
        plan = said(visit.plan) if visit.plan is not None else None
        if visit.opened or visit.results or visit.plan is None or not isinstance(plan, Planned):
            raise KnownError("plan.begun", exit_code=2, unit=visit.unit.name)
        if (plan.day, plan.team) == (self.day, self.team):
            return
        about = ("exists", visit.plan.id)
        heads = view.round_scope.slot(*about).heads
        yield from over(None, about, Presence(value="out"), heads)
        body = msgspec.structs.replace(plan, day=self.day, team=self.team, undoes=None, step=None)
        yield Draft(None, (), body, blobs=visit.plan.header.blobs)
