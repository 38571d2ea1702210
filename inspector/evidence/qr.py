"""QR codes in photos: what they hold, and whether that is an address of the public service portal. Nothing is followed.

A code on a wall is easily pasted over, so what a code holds is judged as an attacker's words would be. Only an address
that no browser can take for another one counts as the portal's: names in plain letters, nobody's name before an `@`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

import zxingcpp

from inspector.evidence.display import open_display
from inspector.journal.drawing import Spot

Verdict = Literal["portal", "other", "none"]
"""An address of the portal; an address elsewhere, or one that can be misread; no address of the web at all."""

PORTALS: Final = ("dichvucong.gov.vn",)
"""The national portal alone: of no other address is it known here that it is an authority's.

Source: Quyết định 274/QĐ-TTg of 12 March 2019 (Cổng Dịch vụ công Quốc gia).
"""

_FORMATS: Final = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):(//)?", re.IGNORECASE)
_BARE: Final = re.compile(r"[\w-]+(\.[\w-]+)*\.[^\W\d_]{2,}(?=[/?#:@\\]|\Z)")
"""A name with at least one dot and letters behind the last one: phones take it for an address without being told."""
_AUTHORITY: Final = re.compile(r"([a-z0-9-]+(?:\.[a-z0-9-]+)+)\.?(?::(?:80|443))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class QrCode:
    """A code in a picture: its text, and its corners in pixels of the picture, clockwise from the code's own top left."""

    text: str
    corners: tuple[Spot, Spot, Spot, Spot]


def read(display: bytes) -> tuple[QrCode, ...]:
    """Return the QR codes in a display copy, those further up first.

    Raises: KnownError("photo.not_display").
    """
    found = zxingcpp.read_barcodes(open_display(display).convert("L"), formats=_FORMATS)
    codes = [QrCode(one.text, _corners(one.position)) for one in found]
    return tuple(sorted(codes, key=lambda code: (code.corners[0][1], code.corners[0][0])))


def _corners(position: zxingcpp.Position) -> tuple[Spot, Spot, Spot, Spot]:
    points = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    a, b, c, d = ((point.x, point.y) for point in points)
    return a, b, c, d


def verdict(payload: str) -> Verdict:
    """Return what the text of a code leads to."""
    text = payload.strip(" ")
    scheme = _SCHEME.match(text)
    if scheme is not None and scheme[1].lower() in ("http", "https"):
        return "portal" if scheme[2] and _is_portal(text[scheme.end() :]) else "other"
    if _BARE.match(text):
        return "portal" if _is_portal(text) else "other"
    return "other" if scheme is not None and scheme[2] else "none"


def _is_portal(rest: str) -> bool:
    """Tell whether what follows `https://` names a portal, and does so to every browser.

    Browsers drop tabs and line feeds within an address, and take `\\` for `/`: neither has a place in an honest one.
    """
    if re.search(r"[\x00-\x20\x7f\\]", rest):
        return False
    authority = _AUTHORITY.fullmatch(re.split(r"[/?#]", rest, maxsplit=1)[0])
    if authority is None:
        return False
    host = authority[1].lower()
    return any(host == portal or host.endswith(f".{portal}") for portal in PORTALS)
