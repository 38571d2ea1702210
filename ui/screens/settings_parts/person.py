"""The person and their key: what others may know of it, its place on the roster, and its passphrase."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout

from inspector.errors import KnownError
from inspector.people import key_file
from inspector.people.identity import Identity, PublicPart
from ui.aside import Task
from ui.choosing import save_as
from ui.context import Context
from ui.screens.settings_parts.beside import Beside
from ui.screens.settings_parts.part import Part, buddy
from ui.widgets.button import Button
from ui.widgets.text import Ink, Label, column, held, row
from ui.work.home import write_whole
from ui.work.rounds import KeyRequest, key_request

_QR_SIDE = 168
_ORDER = ("lead", "deputy", "inspector", "secretary", "clerk", "chair")
"""How roles are listed."""


class PersonAndKey(Part):
    """Nothing here is secret but the passphrase, and that is never shown."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._request: KeyRequest | None = None
        self._add_key()
        self._add_role()
        self.passphrase = _Passphrase(self)
        lost = Button(self.theme, self.say("lost.open"), "plain", "lifebuoy")
        lost.clicked.connect(self._lost)
        self.add_card(self.say("lost.heading"), row(lost, None), icon="lifebuoy", note=self.say("lost.note"))

    def _add_key(self) -> None:
        self.name = Label(self.theme, "", 20, strong=True, wrap=True)
        self.state = Label(self.theme, "", 12, "text3", wrap=True)
        self.six = Label(self.theme, "", 16, strong=True, wrap=True)
        self.six.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.qr = QLabel()
        self.qr.setFixedSize(_QR_SIDE, _QR_SIDE)
        self.qr.setScaledContents(True)
        self.qr.setAccessibleName(self.say("key.qr"))
        self.copy = Button(self.theme, self.say("key.copy"), "plain", "copy")
        self.copy.clicked.connect(self._copy)
        self.save = Button(self.theme, self.say("key.save"), "plain", "qrcode")
        self.save.clicked.connect(self._save)
        words = column(
            self.name, 2, self.state, 12, Label(self.theme, self.say("key.six"), 12, "text2"), 2, self.six, 4,
            self.words(self.say("key.six.note"), "text3", 12), None,
        )  # fmt: skip
        across = Beside(held(words), self.qr, stretches=True, least=self.theme.px(240), gap=16)
        actions = Beside(self.copy, self.save)
        self.add_card(self.say("key.heading"), across, 12, actions, icon="key")

    def _add_role(self) -> None:
        round_row, self.round = self.fact(self.say("role.round"))
        role_row, self.role = self.fact(self.say("role.role"))
        self.role_note = self.words(ink="text3", size=12)
        self.add_card(self.say("role.heading"), round_row, 8, role_row, 8, self.role_note, icon="users")

    def refresh(self) -> None:
        self._show_key()
        self._show_role()
        self.passphrase.show_whether(there=self.context.home.key_path.exists())

    def _show_key(self) -> None:
        who: Identity | PublicPart | None = self.context.identity
        if who is None:
            try:
                who = key_file.public_part(self.context.home.key_path)
            except KnownError as error:
                self.name.setText(self.say("key.none"))
                self.state.setText(self.context.word(error))
        request = None if who is None else key_request(who)
        for part in (self.six, self.qr, self.copy, self.save):
            part.setEnabled(request is not None)
        self.qr.setVisible(request is not None)
        if request is None or request == self._request:
            self._tell_state()
            return
        self._request = request
        self.name.setText(request.name)
        self.six.setText(" · ".join(request.words))
        picture = QPixmap()
        picture.loadFromData(request.qr_png())
        self.qr.setPixmap(picture)
        self._tell_state()

    def _tell_state(self) -> None:
        if self._request is not None:
            self.state.setText(self.say("key.open" if self.context.identity is not None else "key.closed"))

    def _show_role(self) -> None:
        shown = self.context.now_shown
        if shown is None:
            self.round.setText(self.say("role.no-round"))
            self.role.setText("–")
            self.role_note.setText("")
            return
        trust = shown.view.trust
        self.round.setText(shown.view.title)
        grant = trust.grants.get(shown.me)
        if grant is None:
            self.role.setText(self.say("role.unknown"))
            self.role_note.setText(self.say("role.unknown.note"))
            return
        roles = [self.context.say(f"role.{role}") for role in _ORDER if role in grant.roles]
        self.role.setText(", ".join(roles) or self.say("role.none"))
        person = trust.persons[grant.person]
        listed = " · ".join(part for part in (person.name, person.title) if part)
        self.role_note.setText(self.say("role.listed", name=listed))

    def _copy(self) -> None:
        if self._request is not None:
            QGuiApplication.clipboard().setText(self._request.text(self.context.language))
            self.context.toast(self.say("key.copied"))

    def _save(self) -> None:
        if self._request is None:
            return
        path = save_as(self, self.say("key.save"), "khoa.png", ("PNG (*.png)",))
        if path is not None:
            try:
                write_whole(path, self._request.qr_png())
            except KnownError as error:
                self.context.refused.emit(self.context.word(error))
            else:
                self.context.toast(self.say("key.saved", file=path.name))

    def _lost(self) -> None:
        self.context.go("start", part="lost")


class _Passphrase(QObject):
    """The card that changes the passphrase: the key stays the same."""

    def __init__(self, part: PersonAndKey) -> None:
        super().__init__(part)
        self._part = part
        self._task: Task | None = None
        theme = part.theme
        self.old, self.new, self.again = (QLineEdit() for _ in range(3))
        fields: list[QVBoxLayout | int] = []
        for name, field in (("old", self.old), ("new", self.new), ("again", self.again)):
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.setMaximumWidth(theme.px(360))
            field.returnPressed.connect(self.change)
            fields += [8] if fields else []
            fields.append(buddy(theme, part.say(f"passphrase.{name}"), field))
        self.told = Label(theme, "", 14, "fail_ink", wrap=True)
        self.button = Button(theme, part.say("passphrase.change"), "plain", "key")
        self.button.clicked.connect(self.change)
        self.card = part.add_card(
            part.say("passphrase.heading"), *fields, 12, self.told, row(self.button, None), icon="lock",
            note=part.say("passphrase.note", least=key_file.SHORTEST_PASSPHRASE),
        )  # fmt: skip
        self.told.hide()

    def show_whether(self, *, there: bool) -> None:
        """Hide the card where there is no key whose passphrase could change."""
        self.card.setVisible(there)

    def change(self) -> None:
        """Write the key file anew under the new passphrase, if the old one opens it."""
        old, new = self.old.text(), self.new.text()
        if self._task is not None:
            return
        if new != self.again.text():
            self._refuse(self._part.say("passphrase.differ"))
            return
        if len(new) < key_file.SHORTEST_PASSPHRASE:
            self._refuse(self._part.context.say("key.passphrase-short", least=key_file.SHORTEST_PASSPHRASE))
            return
        context = self._part.context
        path, sources = context.home.key_path, context.sources
        self._tell(self._part.say("passphrase.working"), "text2")
        self._task = context.aside.run(lambda: key_file.rewrap(path, old, new, sources))
        self._task.done.connect(self._done)
        self._task.failed.connect(self._failed)

    def _done(self, _: object) -> None:
        self._task = None
        self.told.hide()
        for field in (self.old, self.new, self.again):
            field.clear()
        self._part.context.toast(self._part.say("passphrase.changed"))

    def _failed(self, error: KnownError) -> None:
        self._task = None
        self._refuse(self._part.context.word(error))
        self.old.setFocus()

    def _refuse(self, words: str) -> None:
        self._tell(words, "fail_ink")

    def _tell(self, words: str, ink: Ink) -> None:
        self.told.set_ink(ink)
        self.told.setText(words)
        self.told.show()
