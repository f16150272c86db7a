"""Where an act comes from: who, in which role, from which session, for which purpose."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final, Protocol


class _Organisation(Protocol):
    @property
    def code(self) -> str: ...


class _User(Protocol):
    """What this room needs to know of a user; the accounts room lies higher in the house."""

    @property
    def pk(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def organisation(self) -> _Organisation: ...
    def roles(self) -> Iterable[str]: ...


@dataclass(frozen=True, slots=True)
class Origin:
    """The standing facts of an audit line, copied as they were at that time.

    ``roles`` are role codes, ``organisation`` is its code, ``address`` the client's address,
    ``session`` the session key (stored only as a keyed hash), ``purpose`` the code of the purpose
    (doelbinding), ``context`` the work from which the act came, such as ``triage``.
    """

    actor_id: int | None
    actor_label: str
    roles: tuple[str, ...] = ()
    organisation: str = ""
    address: str = ""
    session: str = ""
    request_id: str = ""
    purpose: str = ""
    context: str = ""

    @classmethod
    def system(cls) -> Origin:
        """The installation itself: nightly jobs and commands."""
        return cls(actor_id=None, actor_label="systeem")

    @classmethod
    def of_user(cls, user: _User) -> Origin:
        """A user outside a request, with the roles and the organisation of this moment."""
        return cls(
            actor_id=user.pk,
            actor_label=user.name,
            roles=tuple(sorted(str(role) for role in user.roles())),
            organisation=user.organisation.code,
        )


NOBODY: Final = Origin(actor_id=None, actor_label="niet ingelogd")

_origin: ContextVar[Origin] = ContextVar("vik_origin", default=NOBODY)


def current_origin() -> Origin:
    """The origin in force; outside any context: nobody."""
    return _origin.get()


@contextlib.contextmanager
def origin(here: Origin) -> Iterator[Origin]:
    """Put an origin in force for the block, and the outer one back after it."""
    token = _origin.set(here)
    try:
        yield here
    finally:
        _origin.reset(token)
