"""How a comment of whoever sent a visit back is shown: who, when, what."""

from __future__ import annotations

from ui.context import Context
from ui.work.remarks import Remark


def remark_words(context: Context, remark: Remark) -> str:
    """Return a comment as one line."""
    at = context.stated(remark.at)
    return context.say("remark.line", name=remark.by, moment=f"{at:%d/%m/%Y %H:%M}", text=remark.text)
