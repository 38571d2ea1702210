"""Who issues papers and how they are signed: data of the province, not of the program."""

from __future__ import annotations

import msgspec

from inspector.errors import KnownError
from inspector.journal import canon


class Office(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The words of the heads, marks and recipients of papers. A line feed breaks a line.

    Whether the team may use the agency's seal depends on the decision that founded it, so its papers carry the team's
    own number series and the lead's office in the body. Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.3.a and II.7.c.
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
        return msgspec.json.decode(data, type=Office)
    except msgspec.MsgspecError as error:
        raise KnownError("office.invalid", exit_code=2, why=str(error)) from error
