"""`settings` and `recommend`: what leads choose for a round: who issues papers, which words stand for which shares."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import msgspec

from inspector.commands.rounding import ChooseSetting, DecideRecommendation
from inspector.errors import KnownError
from inspector.rules.item import Item
from inspector.session import Session
from inspector.synthesis import thresholds
from inspector.synthesis.thresholds import read_thresholds
from inspector.text import clean
from reports.outline import office
from reports.outline.office import as_setting, office_of, read_office
from ui.terminal.desk import Desk, pass_desk, path_argument, read_bytes, verb
from ui.work.visits import checklists_in


@click.group("settings")
def settings() -> None:
    """Thiết lập của đợt. / The settings of a round."""


@settings.command("show")
@click.argument("dossier", type=path_argument)
@pass_desk
@verb
def show_settings(desk: Desk, dossier: Path) -> None:
    """In các thiết lập đang có hiệu lực. / Print the settings in force."""
    with desk.session(dossier) as session:
        found = read_thresholds(session.view.setting(thresholds.SETTING))
        numbers = {name: getattr(found, name) for name in found.__struct_fields__}
        numbers["grouping"] = numbers["grouping"] or "auto"
        desk.print_json({"office": as_setting(office_of(session.view)), "synthesis": numbers})


@settings.command("office")
@click.argument("dossier", type=path_argument)
@click.argument("file", type=path_argument)
@pass_desk
@verb
def choose_office(desk: Desk, dossier: Path, file: Path) -> None:
    """Cơ quan ban hành, người ký, số và ký hiệu, từ tệp JSON. / Who issues and signs papers, from a JSON file."""
    chosen = read_office(read_bytes(file))
    with desk.session(dossier) as session:
        session.do(ChooseSetting(office.SETTING, as_setting(chosen)))
    desk.tell("cli.setting-chosen", setting=office.SETTING)


_CHOICES = {"former-district": "former_district", "present-unit": "present_unit", "none": "none"}


@settings.command("synthesis")
@click.argument("dossier", type=path_argument)
@click.option("--group", type=click.Choice([*_CHOICES, "auto"]), help="Nhóm đơn vị theo. / By what units are grouped.")
@click.option("--most-percent", type=int, help="Từ tỷ lệ này: “hầu hết”. / From here on: most.")
@click.option("--many-percent", type=int, help="Trên tỷ lệ này: “đa số”. / Above it: the majority.")
@click.option("--concentrated-percent", type=int, help="Tập trung ở một nhóm. / Concentrated in one group.")
@click.option("--named-first", type=int, help="Đến số này: luôn nêu tên. / Up to so many: always by name.")
@click.option("--named-at-most", type=int, help="Đến số này: nêu tên. / Up to so many: by name.")
@click.option("--named-one-in", type=int, help="Nêu tên nếu không quá 1/n. / By name if at most one in so many.")
@click.option("--quantified-from", type=int, help="Ít hơn thì nêu tên. / Fewer are named.")
@pass_desk
@verb
def choose_thresholds(desk: Desk, dossier: Path, group: str | None, **numbers: int | None) -> None:
    """Ngưỡng của từ chỉ lượng và cách nhóm đơn vị; nêu gì đổi nấy. / Thresholds of words, and how units are grouped."""
    with desk.session(dossier) as session:
        value: dict[str, Any] = {**(session.view.setting(thresholds.SETTING) or {})}
        value |= {name: number for name, number in numbers.items() if number is not None}
        if group is not None:
            value.pop("grouping", None)
            value |= {"grouping": _CHOICES[group]} if group in _CHOICES else {}
        session.do(ChooseSetting(thresholds.SETTING, msgspec.to_builtins(read_thresholds(value))))
    desk.tell("cli.setting-chosen", setting=thresholds.SETTING)


@click.command("recommend")
@click.argument("dossier", type=path_argument)
@click.argument("item")
@click.argument("value", type=click.Choice(["own", "general"]))
@click.option("--reason", default="", help="Vì sao. / Why.")
@click.option("--work", default="", help="Việc phải làm, thay lời của phiếu. / What is to be done, in other words.")
@pass_desk
@verb
def recommend(desk: Desk, dossier: Path, item: str, value: str, reason: str, work: str) -> None:
    """Kiến nghị riêng (own) hay chỉ theo yêu cầu chung (general). / A recommendation of its own, or the general clause."""
    with desk.session(dossier) as session:
        asked = _item(session, item)
        if value == "own" and not (clean(work) or asked.recommendation):
            raise KnownError("recommendation.no-words", exit_code=2, item=asked.code)
        session.do(DecideRecommendation(asked.id, "own" if value == "own" else "general", clean(reason), clean(work)))
    desk.tell("cli.recommendation-decided", code=asked.code)


def _item(session: Session, typed: str) -> Item:
    """Return an item of the round's newest checklist that asks it.

    Raises: KnownError checklist.no_item, visit.no-checklist.
    """
    found = checklists_in(session.dossier, session.view.visits.values())
    if not found:
        raise KnownError("visit.no-checklist", visit=session.view.round[:8])
    newest = sorted(found.values(), key=lambda one: tuple(map(int, one.version.split("."))), reverse=True)
    for checklist in newest[:-1]:
        try:
            return checklist.find(typed)
        except KnownError:
            continue
    return newest[-1].find(typed)
