"""What the QR code in a photo leads to, in words; never a link, for a code on a wall is easily pasted over."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QFrame, QSizePolicy

from inspector.journal.entry import EntryId, VisitId
from ui.codes import Codes
from ui.context import Context
from ui.models.photos import time_of
from ui.widgets.notices import Icon
from ui.widgets.text import Ink, Label, column, restyle, row

_TONES = {"portal": "pass", "other": "part", "none": "part", "failed": "fail"}
if TYPE_CHECKING:
    from inspector.evidence.qr import QrCode

_LONGEST = 200


def parted(text: str) -> tuple[str, str]:
    """Return the host and the rest of an address as it is written; what is no address stays whole, as the rest."""
    try:
        parts = urlsplit(text if "//" in text else f"//{text}")
    except ValueError:
        return "", text
    if not parts.netloc or "." not in parts.netloc:
        return "", text
    return parts.netloc, text.partition(parts.netloc)[2]


class QrCard(QFrame):
    """The verdict on the codes of one photo, hidden while there is none."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._codes = Codes.of(context)
        self._codes.ready.connect(self._look)
        self._visit: VisitId | None = None
        self._photo: EntryId = ""
        self._expects = False
        theme = context.theme
        self.setProperty("role", "banner")
        self._icon = Icon(theme, "qrcode", 18)
        self._head = Label(theme, "", 14, strong=True)
        self._time = Label(theme, "", 12, "text2", numeric=True)
        self._host = Label(theme, "", 16, strong=True)
        self._path = Label(theme, "", 12, "text2")
        self._word = Label(theme, "", 12, wrap=True)
        self.setLayout(
            column(
                row(self._icon, self._head, None, self._time), self._host, self._path, self._word,
                gap=2, margins=(12, 8, 12, 8),
            )
        )  # fmt: skip
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(theme.px(220))
        self.hide()

    def show_photo(self, visit: VisitId | None, photo: EntryId, *, expects: bool) -> None:
        """Show the codes of a photo.

        Args:
            visit: the visit that it stands in.
            photo: the photo; nothing for none.
            expects: whether a code should be there, so that its absence is told too.
        """
        self._visit, self._photo, self._expects = visit, photo, expects
        self._look()

    def _look(self, display: str = "") -> None:
        shown = self._context.now_shown
        visit = shown.view.visits.get(self._visit) if shown is not None and self._visit is not None else None
        photo = next((one for one in visit.photos if one.id == self._photo), None) if visit is not None else None
        # A code that somebody covered is covered here too.
        if photo is None or photo.said is None or shown is None or photo.shown not in shown.present:
            self.hide()
            return
        if display in ("", photo.shown):
            codes = self._codes.get(photo.shown)
            self._time.setText(time_of(photo, self._context))
            if codes is not None and (codes or self._expects):
                self._tell(codes)
            else:
                self.hide()

    def _tell(self, codes: tuple[QrCode, ...]) -> None:
        say = self._context.say
        if not codes:
            self._paint("failed", say("photo.qr-failed"), "", "", say("photo.qr-failed-why"))
            return
        from inspector.evidence.qr import verdict  # brings two libraries that a start does without

        worst = min(codes, key=lambda code: ("none", "other", "portal").index(verdict(code.text)))
        judged = verdict(worst.text)
        host, path = parted(worst.text)
        head = say("photo.qr-read") if len(codes) == 1 else say("photo.qr-several", count=len(codes))
        self._paint(judged, head, host, path, say(f"photo.qr-{judged}"))

    def _paint(self, standing: str, head: str, host: str, path: str, word: str) -> None:
        tone = _TONES[standing]
        ink: Ink = f"{tone}_ink"  # type: ignore[assignment]
        self.setProperty("tone", tone)
        restyle(self)
        icons = {"portal": "check", "other": "alert-triangle", "none": "alert-triangle", "failed": "x"}
        self._icon.set_icon(icons[standing])
        for label in (self._icon, self._head, self._host, self._word):
            label.set_ink(ink)
        self._head.setText(head)
        for label, words in ((self._host, host), (self._path, path)):
            room = max(160, self.width() - 28)
            metrics = QFontMetricsF(label.font())
            label.setText(metrics.elidedText(words[:_LONGEST], Qt.TextElideMode.ElideRight, room))
            label.setToolTip(words[:_LONGEST])
            label.setVisible(bool(words))
        self._word.setText(word)
        self.setAccessibleName(". ".join(part for part in (head, host, path[:_LONGEST], word) if part))
        self.show()
