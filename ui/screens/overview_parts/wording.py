"""How the overview is put into words: fields, sums, and the report's own words for how many."""

from __future__ import annotations

from typing import get_args

from inspector.rules.item import Item
from inspector.synthesis.findings import Frame, Sentence
from inspector.synthesis.shares import Quantifier, Share
from inspector.synthesis.wording import group_place, kinds_of
from ui.context import Context
from ui.models.matrix import Wording
from ui.work.faces import Column, Field, Order, State, Table, group_name
from ui.work.overview import Line, Overseen, Ranked
from ui.work.trend import Tally


class Words:
    """The words of one window, for the round that is shown and the order of its rows."""

    def __init__(self, context: Context, seen: Overseen | None = None, order: Order = "district") -> None:
        self._say = context.say
        self._language = context.language
        self._order: Order = order
        items = seen.synthesis.matrix.items if seen is not None else ()
        self._nouns = {item.id: item.counted.noun.say(context.language) for item in items if item.counted is not None}

    def wording(self) -> Wording:
        """Return what the model of the table asks for."""
        say = self._say
        group = say("overview.order.present" if self._order == "present" else "overview.order.district")
        return Wording(
            spoken=self.spoken,
            group=lambda line: group_name(line, self._order),
            sum=self.sum,
            heading=self.heading,
            names=(group, say("overview.unit"), say("overview.sum")),
        )

    def heading(self, column: Column) -> str:
        """Return what a column is, whole."""
        told = column.title if column.code == column.title else f"{column.code} {column.title}"
        return f"{column.group}: {told}" if column.group else told

    def sum(self, line: Line) -> str:
        if line.is_waiting:
            return self._say("overview.sum.waiting", unit=line.name)
        return self._say("overview.sum.spoken", unit=line.name, k=line.tally.k, n=line.tally.n)

    def foot(self, name: str, column: Column | None, tally: Tally) -> str:
        """Return the foot of a column as a screen reader says it."""
        if column is None:
            return self._say("overview.foot.total", name=name, k=tally.k, n=tally.n)
        return self._say("overview.foot.spoken", name=name, column=self.heading(column), k=tally.k, n=tally.n)

    def spoken(self, line: Line, column: Column, field: Field) -> str:
        """Return a field as a screen reader says it: "Xã X, A3 đường dây nóng: không đạt, 2 ảnh, lặp lại"."""
        say = self._say
        told = [self.state(column.key, field)]
        if field.failed and field.state == "partly":
            told.append(say("overview.cell.falls-short"))
        if field.photos:
            told.append(say("overview.cell.photos", count=field.photos))
        if field.repeated:
            told.append(say("overview.cell.repeated"))
        words = ", ".join(told)
        return say("overview.cell", unit=line.name, code=column.code, title=column.title, told=words)

    def state(self, item: str, field: Field) -> str:
        """Return what a field shows: "không đạt", "đạt một phần, 9/10 công chức", "3/12 nội dung chưa đạt"."""
        say, tally = self._say, field.tally
        if field.state == "share":
            return say("overview.cell.share", k=tally.k, n=tally.n)
        told = say(f"overview.state.{field.state}")
        if tally.n:
            counted = say("overview.cell.ratio", n=tally.k, total=tally.n, noun=self._nouns.get(item, "")).strip()
            return f"{told}, {counted}"
        return told

    def legend(self, table: Table) -> list[tuple[Field, str]]:
        """Return what each kind of tile that stands in a table means, with an example of it."""
        fields = [field for line in table.rows for field in line]
        states = {field.state for field in fields}
        not_asked = "not_visited" if "share" in states else "not_asked"
        told = [
            (
                Field(state, state == "unmet", tally=Tally(1, 3)),
                self._say(f"overview.legend.{not_asked if state == 'not_asked' else state}"),
            )
            for state in get_args(State)
            if state in states
        ]
        if any(field.repeated for field in fields):
            told.append((Field("unmet", failed=True, repeated=True), self._say("overview.legend.repeated")))
        return told

    def short(self, item: Item) -> str:
        """Return an item in a few words."""
        return item.short.say(self._language)

    def number(self, tenths: int) -> str:
        """Return a number of tenths as the language writes it: "92,5"."""
        return f"{tenths // 10}{',' if self._language == 'vi' else '.'}{tenths % 10}"

    def share(self, ranked: Ranked) -> str:
        """Return a share with what it counts: "4/16 đơn vị", "5/46 công chức"."""
        share = ranked.share
        if share.counts_units:
            return self._say("overview.share.units", k=share.k, n=share.n)
        noun = self._nouns.get(ranked.item.id, "")
        return self._say("overview.share.counted", k=share.k, n=share.n, noun=noun).strip()

    def told(self, ranked: Ranked) -> str:
        """Return the report's word for a share: "hầu hết các đơn vị", "4/5 xã của huyện Đầm Dơi"."""
        sentence = ranked.sentence
        if sentence is None:
            return self._say("overview.word.none")
        if sentence.frame is Frame.GROUP:
            return self._of_group(sentence, ranked.share)
        if sentence.frame is Frame.COUNTED:
            return self._of_counted(sentence, ranked)
        if sentence.quantifier is Quantifier.NAMED:
            return self._say("overview.word.named", count=len(ranked.share.units))
        return self._say(f"overview.word.units.{sentence.quantifier.value}")

    def _of_group(self, sentence: Sentence, share: Share) -> str:
        assert sentence.group is not None
        inside = [unit for unit in share.units if unit.group == sentence.group]
        there = [unit for unit in share.of_units if unit.group == sentence.group]
        beside = len(share.units) - len(inside)
        return self._say(
            "overview.word.group-beside" if beside else "overview.word.group",
            k=len(inside),
            n=len(there),
            kinds=kinds_of(there, self._language),
            place=group_place(sentence.group, self._language),
            count=beside,
        )

    def _of_counted(self, sentence: Sentence, ranked: Ranked) -> str:
        counted = ranked.item.counted
        assert counted is not None
        subject = counted.noun.say(self._language)
        return self._say(f"overview.word.counted.{sentence.quantifier.value}", subject=subject, k=ranked.share.k)
