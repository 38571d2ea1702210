"""How the statements of a file stand to each other and to what is known: signatures that must be there, seals, chains."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from inspector.dossier.verdict import ChainState, ChainVerdict, Code, Finding
from inspector.journal.bodies import Sealed, said
from inspector.journal.entry import EntryId, Statement, VisitId
from inspector.journal.log import ChainKey, Log
from inspector.journal.seal import is_sound

ALWAYS_SIGNED: Final = frozenset({"genesis", "roster", "sealed", "erased", "excluded", "documented", "document_signed"})
SIGNED_EVERY: Final = 64
"""Source: format.md, rule 15."""


def must_be_signed(statement: Statement, tips: set[EntryId]) -> bool:
    """Tell whether a file has to carry a signature of this very statement, and may not leave it to a later one's."""
    header = statement.header
    return header.seq % SIGNED_EVERY == 0 or header.kind in ALWAYS_SIGNED or statement.id in tips


def unsigned(log: Log, signed: set[EntryId]) -> Iterator[Finding]:
    """Yield a finding for each statement whose signature is missing: an unsigned tip is how a cut tail shows."""
    for scope, statements in log.scopes.items():
        tips = log.tips[scope]
        for statement in statements:
            if statement.id not in signed and must_be_signed(statement, tips):
                code = Code.TIP_UNSIGNED if statement.id in tips else Code.SIGNATURE_MISSING
                yield Finding(code, "signature", statement.id)


def sealed_visits(log: Log, findings: list[Finding]) -> frozenset[VisitId]:
    """Return the visits all of whose observations lie under seals; appends what is wrong with seals to `findings`."""
    covered: dict[VisitId, set[EntryId]] = {}
    for scope, statements in log.scopes.items():
        for statement in statements:
            if statement.header.kind != "sealed" or not isinstance(body := said(statement), Sealed):
                continue
            missing = [tip for tip in body.tips if tip not in log]
            if missing:
                findings.append(Finding(Code.CUT, "entry", statement.id, missing[0]))
                continue
            under = log.covered(body.tips)
            if not is_sound(statement, body, [log.statements[one] for one in under]):
                findings.append(Finding(Code.SEAL_UNSOUND, "entry", statement.id))
            elif body.purpose != "covert":
                covered.setdefault(scope, set()).update(under)
    return frozenset(
        scope
        for scope, under in covered.items()
        if all(s.id in under for s in log.scopes[scope] if s.header.kind == "observed")
    )


def chain_verdicts(log: Log, known: Log, astray: Iterable[Statement]) -> tuple[ChainVerdict, ...]:
    """Return how each chain of a file stands to what is known: prefixes of one another, or a fork."""
    # Both logs hold whole chains down to their starts, so what their tips say of each other says it of all statements.
    newest: dict[ChainKey, int] = {}
    newest_known: dict[ChainKey, int] = {}
    more: set[ChainKey] = set()
    fewer: set[ChainKey] = set()
    for scope, tips in log.tips.items():
        for tip in tips:
            _raise(newest, log.statements[tip])
            if tip not in known:
                more.add(log.statements[tip].chain_key)
        for tip in known.tips.get(scope, ()):
            _raise(newest_known, known.statements[tip])
            if tip not in log:
                fewer.add(known.statements[tip].chain_key)
    gaps = {statement.chain_key: statement.header.seq for statement in astray}
    forked = {key for scope, found in log.forks.items() for key, _ in found - known.forks.get(scope, set())}
    verdicts = []
    for key in sorted(newest.keys() | gaps.keys()):
        if key in gaps:
            state = ChainState.GAP
        elif key in forked or (key in more and key in fewer):
            state = ChainState.FORK
        else:
            state = ChainState.EXTENDS if key in more else ChainState.OLDER if key in fewer else ChainState.SAME
        last = max(newest.get(key, 0), gaps.get(key, 0))
        verdicts.append(ChainVerdict(*key, state, last, newest_known.get(key, -1)))
    return tuple(verdicts)


def _raise(newest: dict[ChainKey, int], tip: Statement) -> None:
    newest[tip.chain_key] = max(newest.get(tip.chain_key, 0), tip.header.seq)
