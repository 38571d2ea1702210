"""Papers rendered once, and people of a sample authority who can sign them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from inspector.sources import SystemSources
from reports import sample_authority, signing
from reports.pdf import render
from reports.sample_authority import SampleAuthority
from reports.signing import Signer
from tests.unit.reports import papers

MOMENT = datetime(2025, 5, 14, 3, 12, 31, tzinfo=UTC)
PASSPHRASE = b"mat khau mau"
NAMES = ("Trần Thị Mỹ Hạnh", "Nguyễn Hoàng Lâm")


def authority_of(*names: str) -> SampleAuthority:
    """Found a sample authority whose certificates hold for a year around the moment of the tests."""
    period = (MOMENT - timedelta(days=30), MOMENT + timedelta(days=335))
    return sample_authority.found(names, PASSPHRASE, SystemSources(), start=period[0], end=period[1])


@pytest.fixture(scope="session")
def moment() -> datetime:
    return MOMENT


@pytest.fixture(scope="session")
def authority() -> SampleAuthority:
    return authority_of(*NAMES)


@pytest.fixture(scope="session")
def secretary(authority: SampleAuthority) -> Signer:
    return signing.read_pkcs12(authority.people[0].pkcs12, PASSPHRASE, at=MOMENT)


@pytest.fixture(scope="session")
def lead(authority: SampleAuthority) -> Signer:
    return signing.read_pkcs12(authority.people[1].pkcs12, PASSPHRASE, at=MOMENT)


@pytest.fixture(scope="session")
def minutes() -> bytes:
    return render(papers.MINUTES, papers.IMAGES)


@pytest.fixture(scope="session")
def letter() -> bytes:
    return render(papers.LETTER, {})


@pytest.fixture(scope="session")
def report() -> bytes:
    return render(papers.REPORT, papers.IMAGES)


@pytest.fixture(scope="session")
def once_signed(minutes: bytes, secretary: Signer) -> bytes:
    return signing.sign(
        minutes, secretary, "ThuKy", reason="Ký biên bản", location="Xã Hồ Thị Kỷ", certify=True, sample=True, at=MOMENT
    )


@pytest.fixture(scope="session")
def signed(once_signed: bytes, lead: Signer) -> bytes:
    later = MOMENT + timedelta(minutes=3)
    return signing.sign(once_signed, lead, "TruongDoan", reason="", location="", certify=False, sample=True, at=later)
