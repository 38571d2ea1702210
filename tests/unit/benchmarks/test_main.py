"""Every benchmark that is named can be asked for."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from benchmarks.__main__ import NAMES, module_of


@pytest.mark.parametrize("name", NAMES)
def test_a_name_leads_to_a_module(name: str) -> None:
    assert find_spec(module_of(name)) is not None
