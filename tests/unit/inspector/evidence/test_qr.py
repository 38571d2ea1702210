"""What a code holds, and what it leads to."""

from __future__ import annotations

import io

import pytest
import segno
from PIL import Image

from inspector.errors import KnownError
from inspector.evidence.display import encode_display
from inspector.evidence.qr import read, verdict

PORTAL = "https://dichvucong.gov.vn/p/home/dvc-tra-cuu-tthc.html?xa=mẫu"


def code(text: str) -> Image.Image:
    out = io.BytesIO()
    segno.make_qr(text, error="q").save(out, kind="png", scale=6)
    return Image.open(out).convert("RGB")


def wall(*codes: tuple[Image.Image, tuple[int, int]]) -> bytes:
    """Return a photo of a wall with codes on it."""
    picture = Image.new("RGB", (1200, 900), (180, 170, 160))
    for one, at in codes:
        picture.paste(one, at)
    return encode_display(picture)


def test_the_codes_in_a_photo_are_read_from_the_top() -> None:
    low, high = code("https://example.org/"), code(PORTAL)
    found = read(wall((low, (40, 500)), (high, (700, 60))))
    assert [one.text for one in found] == [PORTAL, "https://example.org/"]
    quiet, edge = 4 * 6, high.width - 4 * 6
    (left, top), _, (right, bottom), _ = found[0].corners
    assert abs(left - (700 + quiet)) <= 6
    assert abs(top - (60 + quiet)) <= 6
    assert abs(right - (700 + edge)) <= 6
    assert abs(bottom - (60 + edge)) <= 6


def test_a_photo_without_a_code_has_none() -> None:
    assert read(wall()) == ()


def test_what_is_no_display_copy_is_not_read() -> None:
    with pytest.raises(KnownError, match=r"photo\.not_display"):
        read(b"\x89PNG")


@pytest.mark.parametrize(
    "payload",
    [
        PORTAL,
        "http://dichvucong.gov.vn",
        "HTTPS://DICHVUCONG.GOV.VN/P/HOME",
        "  https://dichvucong.gov.vn ",
        "https://dichvucong.gov.vn.",
        "https://dichvucong.gov.vn:443/x",
        "https://thanhtoan.dichvucong.gov.vn/?a=b@c",
        "dichvucong.gov.vn/p/home",
        "www.dichvucong.gov.vn",
        "https://dichvucong.gov.vn?next=https://evil.com",
    ],
)
def test_these_lead_to_the_portal(payload: str) -> None:
    assert verdict(payload) == "portal"


@pytest.mark.parametrize(
    "payload",
    [
        "https://dichvucong.gov.vn@evil.com",
        "https://dichvucong.gov.vn:443@evil.com/",
        "https://user:pw@dichvucong.gov.vn/",
        "https://evil.com/dichvucong.gov.vn",
        "https://dichvucong.camau.gov.vn/#tra-cuu",
        "https://evil.com?dichvucong.gov.vn",
        "https://evil.com#.dichvucong.gov.vn",
        "https://dichvucong.gov.vn.evil.com/",
        "https://evil-dichvucong.gov.vn/",
        "https://dichvucong-gov.vn/",
        "https://dichvucong.gov.vn.com",
        "https://gov.vn/",
        "https://d\u0456chvucong.gov.vn/",
        "https://xn--dchvucong-y1a.gov.vn/",
        "https://dichvucong.gov\u3002vn/",
        "https://dichvucong\u2024gov.vn/",
        "https://dichvucong.gov.vn\u2044.evil.com",
        "https://dichvucong.gov.vn%2eevil.com/",
        "https://dichvucong.gov.vn\\@evil.com",
        "https://evil.com\\@dichvucong.gov.vn",
        "https://dichvucong.gov.vn\t.evil.com/",
        "https://dichvucong.gov.vn\n.evil.com/",
        "https://dichvucong.gov.vn:8443/",
        "https:dichvucong.gov.vn",
        "https:///dichvucong.gov.vn",
        "https:/\\evil.com",
        "https://",
        "https://[::1]/",
        "https://1.2.3.4/",
        "https://dichvucong.gov.vn../",
        "ftp://dichvucong.gov.vn/",
        "evil.com/x",
        "bit.ly/3xYz",
        "d\u0456chvucong.gov.vn",
        "dichvucong.gov.vn@evil.com",
        "dichvucong.gov.vn\\.evil.com",
    ],
)
def test_these_lead_elsewhere_or_can_be_misread(payload: str) -> None:
    assert verdict(payload) == "other"


@pytest.mark.parametrize(
    "payload",
    ["", "0919 000 000", "tel:0919000000", "mailto:a@b.vn", "WIFI:S:UBND;T:WPA;P:x;;", "Xã Đất Mũi", "12.5",
     "javascript:alert(1)", "079185004321|285|Nguyễn Văn A|01011985|Nam|Xã Đất Mũi|01012022"],
)  # fmt: skip
def test_these_are_no_addresses(payload: str) -> None:
    assert verdict(payload) == "none"
