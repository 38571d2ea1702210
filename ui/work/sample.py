"""How sample data are told from real ones: by the title of their round."""

from __future__ import annotations

from typing import Final

from inspector.projection.view import View

SAMPLE_TITLE: Final = "Dữ liệu mẫu"


def is_sample(view: View) -> bool:
    """Tell whether a round is one of sample data."""
    return view.title.startswith(SAMPLE_TITLE)
