"""What the types of a checklist cannot say: that its parts fit each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from inspector.rules.item import Item, Target
from inspector.text import suspicious

Fault = tuple[str, str]
"""Where (a JSON path) and why."""

MAX_SHORT = 60


def item_faults(items: Sequence[Item], groups: Sequence[str]) -> Iterator[Fault]:
    """Yield what is wrong with the items among themselves, and each within a checklist of these groups."""
    yield from repeated([item.id for item in items], "$.items", "id")
    yield from repeated([item.code for item in items], "$.items", "code")
    orders = [str(item.report_order) for item in items if item.report_order is not None]
    yield from repeated(orders, "$.items", "report_order")
    for place, item in enumerate(items):
        for why in _item(item, items, groups):
            yield f"$.items[{place}]", f"{item.id}: {why}"


def text_faults(value: object, where: str) -> Iterator[Fault]:
    """Yield what is wrong with the texts inside a value made of dicts, lists and strings."""
    if isinstance(value, dict):
        for name, member in value.items():
            yield from text_faults(member, f"{where}.{name}")
    elif isinstance(value, list | tuple):
        for place, member in enumerate(value):
            yield from text_faults(member, f"{where}[{place}]")
    elif isinstance(value, str):
        wrong = suspicious(value)
        if wrong:
            yield where, ", ".join(wrong)
        elif value != " ".join(value.split()):
            yield where, "stray white space"


def repeated(names: Sequence[str], where: str, what: str) -> Iterator[Fault]:
    """Yield the names that stand there a second time; `what` says of which member."""
    for place, name in enumerate(names):
        if name in names[:place]:
            yield where, f"{what} {name} is there twice"


def _item(item: Item, items: Sequence[Item], groups: Sequence[str]) -> Iterator[str]:
    if item.group not in groups:
        yield f"there is no group {item.group}"
    if not item.code.startswith(item.group):
        yield f"code {item.code} outside group {item.group}"
    if max(len(item.short.vi), len(item.short.en)) > MAX_SHORT:
        yield f"short wording beyond {MAX_SHORT} letters"
    if len(set(item.method)) < len(item.method):
        yield "a method is there twice"
    for basis in item.legal:
        if basis.since is not None and basis.until is not None and basis.until < basis.since:
            yield f"{basis.citation}: `to` before `from`"
    yield from _measure(item)
    yield from _standing(item)
    yield from _recommendation(item, items)
    yield from _host(item, item.praised_with, "praised_with", items)


def _measure(item: Item) -> Iterator[str]:
    if (item.answer in ("ratio", "count")) != (item.counted is not None):
        yield "what is counted stands with a ratio and a count, and with nothing else"
    elif item.counted is not None and (item.answer == "ratio") != (item.counted.subject is not None):
        yield "a subject stands with a ratio and with nothing else"
    if item.target is None:
        return
    if item.answer not in ("ratio", "percent", "count", "minutes"):
        yield f"a target makes no sense for {item.answer}"
    if (item.target.at_least is None) == (item.target.at_most is None):
        yield "a target is either at least or at most"
    yield from _range(item.target, 100 if item.answer in ("ratio", "percent") else None)
    if item.answer == "ratio" and item.target.at_least is None:
        yield "a ratio is at least its target"


def _range(target: Target, limit: int | None) -> Iterator[str]:
    given = [Decimal(one) for one in (target.partly_from, target.at_least, target.at_most) if one is not None]
    if limit is not None and max(given, default=Decimal(0)) > limit:
        yield f"a target beyond {limit}"
    if target.partly_from is not None and (
        target.at_least is None or Decimal(target.partly_from) >= Decimal(target.at_least)
    ):
        yield "partly met begins below `at_least`"


def _standing(item: Item) -> Iterator[str]:
    if (item.weight > 0) != item.has_standing:
        yield "a weight stands with what can be met or unmet, and with nothing else"
    if (item.prose is not None) != item.has_standing:
        yield "prose stands with what can be met or unmet, and with nothing else"
    if (item.remedy_working_days is not None) != item.has_standing:
        yield "days to remedy stand with what can be met or unmet, and with nothing else"
    if item.report_order is not None and not item.has_standing:
        yield "a place in the report without prose"


def _recommendation(item: Item, items: Sequence[Item]) -> Iterator[str]:
    if item.own_recommendation and item.recommendation is None:
        yield "a recommendation of its own without words"
    if item.recommended_with is not None and (item.own_recommendation or item.recommendation is not None):
        yield "recommended with another item and on its own"
    yield from _host(item, item.recommended_with, "recommended_with", items)
    hosts = [other for other in items if other.id == item.recommended_with]
    if any(not host.own_recommendation for host in hosts):
        yield f"recommended_with {item.recommended_with}, which has no recommendation of its own"


def _host(item: Item, host: str | None, member: str, items: Sequence[Item]) -> Iterator[str]:
    if host is None:
        return
    if host == item.id:
        yield f"{member} names itself"
    if host not in [other.id for other in items]:
        yield f"{member} names {host}, which is not in the checklist"
