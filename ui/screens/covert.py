"""Closing the covert phase from wherever it is asked for: the pill of the capture screen, the box of the review."""

from __future__ import annotations

from inspector.journal.entry import VisitId
from ui.context import Context
from ui.job import Job
from ui.work.sealing import announce_decision as announce


def announce_decision(context: Context, visit: VisitId) -> Job:
    """Announce the decision to inspect: what the role-players saw is sealed with its time.

    The job tells a `SealMade`, or None where nothing was observed yet.
    """
    return context.bridge.run(lambda session, progress: announce(session, visit, context.sources), "job.saving")
