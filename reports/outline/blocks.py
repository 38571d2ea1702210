"""What a paper is made of: a closed set of blocks that say what stands there, never where or how large.

Outlines make them from a view, layouts turn them into a page. Text is data: nothing in it is read as markup. All text
is NFC.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Profile = Literal["nd30-2020"]
Kind = Literal["minutes", "letter", "report", "notice"]
Language = Literal["vi", "en"]
Align = Literal["left", "centre", "right"]
PerPage = Literal[2, 4, 6]

# The order of a text with titles: phần, mục, khoản, điểm. Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.5.d.
HeadingLevel = Literal["part", "section", "clause", "point"]
ItemLevel = Literal["clause", "point"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one face. A line feed in `text` is a line break."""

    text: str
    bold: bool = False
    italic: bool = False


Runs = tuple[Run, ...]


def plain(text: str) -> Runs:
    """Return `text` as one upright run."""
    return (Run(text),)


@dataclass(frozen=True, slots=True)
class Heading:
    """A title with its number among its siblings, from 1."""

    level: HeadingLevel
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """A khoản or điểm without a title: running text behind its number."""

    level: ItemLevel
    number: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Note:
    """A note below a table or a picture, such as "Ghi chú: …": small, without indent."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Basis:
    """One căn cứ; it ends with its own `;` or `.`."""

    text: str


@dataclass(frozen=True, slots=True)
class Dashes:
    """A list of which every entry stands behind a dash."""

    entries: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class KeyValues:
    """Lines of the form `Địa điểm: …`, as biên bản begin with."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: `share` is its part of the width, relative to the other columns.

    The title wraps; a line feed in it breaks the line. No column becomes narrower than the longest word of its title
    as long as the page has room for all of them.
    """

    title: str
    share: int
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """A grid; every row has one cell for each column.

    A `dense` one is set small: a matrix of units and items, up to twelve narrow columns beside a wide first one.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Runs, ...], ...]
    dense: bool = False

    def __post_init__(self) -> None:
        assert self.columns
        assert all(len(row) == len(self.columns) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture with its caption.

    `image` names an sRGB or grey JPEG or PNG among the images handed to the renderer; None is a picture that is absent
    or withheld, and `absent` says so in its place. `caption` are lines: item, time, place, prefix of the hash.
    """

    image: str | None
    caption: tuple[str, ...]
    absent: str = ""


@dataclass(frozen=True, slots=True)
class Photos:
    """Pictures, each with its caption below it; so many stand on a page, four and six of them in two columns.

    Flat pictures leave room for more, so `per_page` is the least that a full page holds.
    """

    photos: tuple[Photo, ...]
    per_page: PerPage = 2


@dataclass(frozen=True, slots=True)
class Qr:
    """A QR code of `payload`, at least 30 mm wide, and a line below it."""

    payload: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a page."""


Block = Heading | Item | Paragraph | Note | Basis | Dashes | KeyValues | Table | Photos | Qr | PageBreak


@dataclass(frozen=True, slots=True)
class Appendix:
    """A phụ lục, with page numbers of its own. `attached` is the line "(Kèm theo … số … ngày … của …)" or empty."""

    title: str
    attached: str
    body: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """A place where a person signs.

    Attributes:
        field: stable name of the form field for a digital signature, ASCII, unique in the paper.
        authority: lines above the signature: `TM. ĐOÀN KIỂM TRA`, `KT. CHỦ TỊCH`, `TRƯỞNG ĐOÀN`; upper case.
        name: the person's name without titles; empty if it is written by hand.
        office_field: name of the field in which the office seals beside the person, empty if there is none.
        note: a line in brackets below `authority`, such as "Ký, ghi rõ họ tên"; empty if there is none.
        office: the signer's other office, such as `CHÁNH VĂN PHÒNG`, directly above the name: for members of a team
            that may use the seal of the agency in which they hold that office. Printed as given.
            Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.7.c (ô 7b).
    """

    field: str
    authority: tuple[str, ...]
    name: str
    office_field: str = ""
    note: str = ""
    office: str = ""


@dataclass(frozen=True, slots=True)
class Verification:
    """The last page: how a reader without this program finds out whether the paper is genuine.

    Attributes:
        title: heading of the page.
        qr: what the code says.
        code: the short code that people compare by eye, in its groups.
        steps: what to do, in order.
        contact: whom to ask, one line each.
    """

    title: str
    qr: str
    code: str
    steps: tuple[str, ...]
    contact: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """One document.

    Attributes:
        profile: which rules of layout hold.
        kind: công văn (letter) carries "V/v", biên bản (minutes) no place and date, the others their type's name.
        title: of the file, for readers' windows and catalogues.
        author: of the file: the issuing body.
        superior: cơ quan chủ quản, upper case; a line feed breaks the line; empty if there is none.
        issuer: the body that issues, upper case.
        number: as text, since offices print `05` and `0226`; None leaves room for the records clerk.
        symbol: what follows the number's slash, such as `BB-ĐKT`.
        place: where it is issued; empty for minutes.
        day: the date of issue; None leaves room.
        type_name: `BÁO CÁO`; empty for letters.
        subject: trích yếu; for letters what follows "V/v".
        addressees: kính gửi, in order, without punctuation.
        body: blocks.
        signatures: for minutes the secretary, the lead, then the others; else the one who signs.
        recipients: nơi nhận, without dashes.
        footer: small lines at the foot of every page: seal code, root, tips.
        draft: marks every page and makes no fields to sign in.
    """

    profile: Profile
    kind: Kind
    language: Language
    title: str
    author: str
    superior: str
    issuer: str
    number: str | None
    symbol: str
    place: str
    day: date | None
    type_name: str
    subject: str
    addressees: tuple[str, ...]
    body: tuple[Block, ...]
    signatures: tuple[Signature, ...]
    recipients: tuple[str, ...]
    appendices: tuple[Appendix, ...] = ()
    verification: Verification | None = None
    footer: tuple[str, ...] = ()
    draft: bool = False

    def __post_init__(self) -> None:
        fields = self.fields()
        assert len(set(fields)) == len(fields), fields
        assert all(name.isascii() and name.isalnum() for name in fields), fields
        assert (self.kind == "letter") == (not self.type_name), "only a công văn has no type name"
        # Only tờ trình, báo cáo and công văn are addressed. Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, II.9.a.
        assert not self.addressees or self.kind in {"letter", "report"}, self.kind

    def images(self) -> tuple[str, ...]:
        """Return the names of all pictures that the renderer needs, each once."""
        parts = (*self.body, *(part for appendix in self.appendices for part in appendix.body))
        shown = (photo.image for part in parts if isinstance(part, Photos) for photo in part.photos)
        return tuple(dict.fromkeys(name for name in shown if name is not None))

    def fields(self) -> tuple[str, ...]:
        """Return the names of all fields that can be signed in, in the order of the signatures."""
        return tuple(name for one in self.signatures for name in (one.field, one.office_field) if name)
