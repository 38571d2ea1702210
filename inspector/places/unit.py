"""What a place is: a unit of the commune level in its period, its former district, and what became of it."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

Kind = Literal["xã", "phường", "thị trấn", "đặc khu"]

Extent = Literal["all", "part", "kept", "disputed"]
"""How much of the old unit went into the new.

all: the whole old unit went into the new one, and nowhere else.
part: a part of it, be it only land without inhabitants.
kept: the new unit is the old one, whole, alone and under its code; only its kind, its name or what stands above it
    changed. A special zone (đặc khu) is a new unit even where it is one commune whole.
disputed: one of the two published tables has this step and the other contradicts it. It is listed so that nobody takes
    it for forgotten, and never followed.
"""


class UnitKey(msgspec.Struct, frozen=True, order=True, gc=False):
    """What names a unit for ever: its code of five digits and the day its period began (ISO).

    A code alone is no name: codes of former units were given to present ones of other territory and other name.
    """

    code: str
    from_: str = msgspec.field(name="from")


class Unit(msgspec.Struct, frozen=True, gc=False):
    """A commune, ward or township as it was in one period; `valid_to` is its last day, None for a present unit.

    The oldest units begin with the oldest list that is known; many of them are older than that. What stands above is
    named as on the last day of the period, for a present unit as on the day whose law the list shows: a new name of the
    province begins no new period, as it changes nothing of the unit.
    """

    code: str
    valid_from: str
    valid_to: str | None
    kind: Kind
    name: str
    district: str | None
    district_name: str | None
    province: str
    province_name: str

    @property
    def key(self) -> UnitKey:
        """What entries and other rooms name this unit by."""
        return UnitKey(self.code, self.valid_from)

    @property
    def full_name(self) -> str:
        """Name with kind, as a heading: "Xã Phong Lạc", "Phường 2"."""
        return f"{self.kind[0].upper()}{self.kind[1:]} {self.name}"

    @property
    def address(self) -> str:
        """Name with all that stood above it: "xã Phong Lạc, huyện Trần Văn Thời, tỉnh Cà Mau"."""
        above = [name for name in (self.district_name, self.province_name) if name is not None]
        return ", ".join((f"{self.kind} {self.name}", *(name[0].lower() + name[1:] for name in above)))


class District(msgspec.Struct, frozen=True):
    """A district, town or city between province and commune, abolished on 01/7/2025; still how people group communes.

    Source: Luật Tổ chức chính quyền địa phương 72/2025/QH15.
    """

    code: str
    full_name: str
    valid_to: str | None
    province: str
    province_name: str

    @property
    def as_written(self) -> str:
        """Name as it stands within a sentence or an address: "huyện Thới Bình"."""
        return f"{self.full_name[0].lower()}{self.full_name[1:]}"


class Province(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True, gc=False):
    """What a province was called in one period: "Tỉnh Đồng Nai" until 29/4/2026, "Thành phố Đồng Nai" since."""

    code: str
    name: str
    valid_from: str
    valid_to: str | None


class Succession(msgspec.Struct, frozen=True):
    """One step from a former unit to one of the units that took it over."""

    old: UnitKey
    new: UnitKey
    extent: Extent


def began(unit: Unit, day: date) -> bool:
    """Tell whether the unit existed, as far as its own dates say, on or before `day`."""
    return unit.valid_from <= day.isoformat()


def ended(unit: Unit | District, day: date) -> bool:
    """Tell whether the last day of the place lies before `day`."""
    return unit.valid_to is not None and unit.valid_to < day.isoformat()
