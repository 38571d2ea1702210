"""Whether another window works in the same dossier: that is safe, but its person should know.

Every request is one transaction that first reads what others wrote, so that two windows never overwrite each other. Two
windows on one home are kept apart earlier; these are windows of two homes.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir

from PySide6.QtCore import QLockFile, QObject

from ui.bridge import Published
from ui.context import Context


class Holding(QObject):
    """Marks the open dossier as open, outside its folder, and tells if somebody else did so before."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._path: Path | None = None
        self._lock: QLockFile | None = None
        context.bridge.published.connect(self._take)
        context.bridge.closed.connect(self.release)

    def _take(self, published: Published) -> None:
        if published.path == self._path:
            return
        self.release()
        self._path = published.path
        name = sha256(str(published.path.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:24]
        self._lock = QLockFile(str(Path(gettempdir()) / f"thisat-{name}.lock"))
        self._lock.setStaleLockTime(0)  # held as long as its process lives, and taken over when it does not
        if not self._lock.tryLock(0) and self._lock.error() == QLockFile.LockError.LockFailedError:
            self._context.refused.emit(self._context.say("start.held-elsewhere", file=published.path.name))

    def release(self) -> None:
        """Let the dossier go."""
        if self._lock is not None and self._lock.isLocked():
            self._lock.unlock()
        self._path = self._lock = None
