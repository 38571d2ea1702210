"""The four fates of an error: a Problem in the data, a KnownError from the world, Cancelled, or a bug of ours."""

from __future__ import annotations

from dataclasses import dataclass


class KnownError(Exception):
    """The world refused: a full disk, not a dossier, a wrong passphrase.

    Carries a key and its parameters; the sentence that people read is made by `resources.say(key, **params)` and states
    what happened, what is safe and what to do. `exit_code` is what a verb on the command line ends with.
    """

    def __init__(self, key: str, *, exit_code: int = 1, **params: object) -> None:
        super().__init__(key, params)
        self.key = key
        self.params = params
        self.exit_code = exit_code

    def __str__(self) -> str:
        said = ", ".join(f"{name}={value}" for name, value in self.params.items())
        return f"{self.key} ({said})" if said else self.key


class Cancelled(Exception):
    """The person asked to stop; what was finished before stays finished."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Data that are wrong, disputed, unsigned or too new: a value beside the good ones, never an exception.

    `key` and `params` are worded by `resources.say`; `about` names the entries concerned (64 hex digits each).
    """

    key: str
    about: tuple[str, ...] = ()
    params: tuple[tuple[str, str], ...] = ()
