"""Who issues papers and how they are signed: a setting of the round, data of the province and not of the program."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from inspector.errors import KnownError
from inspector.journal import canon
from inspector.projection.view import View
from inspector.text import suspicious
from reports.outline.blocks import Signature
from resources import open_bytes

SETTING: Final = "office"
SAMPLE: Final = "offices/ca-mau-sample.json"


class Office(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The words of the heads, marks and recipients of papers. A line feed breaks a line.

    The team's papers have number series of their own, apart from the agency's. Whether the team may use the agency's seal
    depends on the decision that founded it: then its papers have a place for the seal and name the lead's office in the
    agency, else the lead's office in the team alone. Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.3.a and II.7.c.
    """

    province: str
    place: str
    superior: str
    team: str
    """As the head prints it, upper case."""
    team_name: str
    """As a sentence names it."""
    decision: str
    """The decision that founded the team, as "Căn cứ" cites it."""
    minutes_symbol: str
    minutes_recipients: tuple[str, ...]
    report_symbol: str
    report_addressee: str
    report_recipients: tuple[str, ...]
    report_authority: tuple[str, ...] = ("TRƯỞNG ĐOÀN",)
    uses_agency_seal: bool = False
    """Whether the team's papers bear the agency's seal."""
    lead_office: str = ""
    """The lead's office in the agency, such as `CHÁNH VĂN PHÒNG`: printed where the team uses the agency's seal."""
    issuer: str
    letter_symbol: str
    letter_authority: tuple[str, ...]
    letter_signer: str
    letter_recipients: tuple[str, ...]
    contact: tuple[str, ...]
    sample: bool = False

    @property
    def series(self) -> str:
        """The name of the number series, which is part of what a document is made from."""
        return canon.set_digest([canon.blob_id(canon.encode(self))])


def read_office(data: bytes) -> Office:
    """Return the office that JSON bytes describe.

    Raises: KnownError("office.invalid") with the place of the first fault.
    """
    try:
        return _sound(msgspec.json.decode(data, type=Office))
    except msgspec.MsgspecError as error:
        raise KnownError("office.invalid", exit_code=2, why=str(error)) from error


def office_of(view: View) -> Office:
    """Return the office that the round settled on, the sample one where it settled on none.

    Raises: KnownError setting.contested, setting.unreadable, office.invalid.
    """
    value = view.setting(SETTING)
    return read_office(open_bytes(SAMPLE)) if value is None else _from_setting(value)


def as_setting(office: Office) -> dict[str, Any]:
    """Return the office as a setting holds it."""
    value: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(office))
    return value


def _from_setting(value: dict[str, Any]) -> Office:
    try:
        return _sound(msgspec.convert(value, Office))
    except msgspec.MsgspecError as error:
        raise KnownError("office.invalid", exit_code=2, why=str(error)) from error


def _sound(office: Office) -> Office:
    doubtful = sorted({key for text in _texts(msgspec.to_builtins(office)) for key in suspicious(text)})
    if doubtful:
        raise KnownError("office.invalid", exit_code=2, why=", ".join(doubtful))
    if office.uses_agency_seal and not office.lead_office:
        raise KnownError("office.invalid", exit_code=2, why="uses_agency_seal without lead_office")
    return office


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for member in value.values() for text in _texts(member)]
    if isinstance(value, list | tuple):
        return [text for member in value for text in _texts(member)]
    return [value] if isinstance(value, str) else []


def lead_signature(office: Office, field: str, authority: tuple[str, ...], name: str) -> Signature:
    """Return where the lead signs a paper of the team."""
    if not office.uses_agency_seal:
        return Signature(field, authority, name)
    return Signature(field, authority, name, office_field=f"{field}Dau", office=office.lead_office)
