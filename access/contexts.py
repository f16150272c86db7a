"""Who is at work: sets the database context that row-level security reads.

Without a context the database shows nothing. A request enters through the middleware, tasks and
commands through :func:`acting_as`, an operation that must look past its actor through
:func:`elevated`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from django.db import connection, transaction

from audit.fields import acting
from audit.origin import Origin, origin

if TYPE_CHECKING:
    from accounts.models import User

# Every acl holds principal 0, so that the system sees all with the same predicate as a user.
SYSTEM_PRINCIPAL: Final = 0
SYSTEM_CLEARANCE: Final = 9
GRANT_CLOCK = """
SELECT set_config('vik.principals', %s, true), set_config('vik.clearance', %s, true)
"""


class System:
    """The installation itself: nightly jobs, imports by command."""

    def __repr__(self) -> str:
        return "SYSTEM"


SYSTEM: Final = System()


@dataclass(frozen=True, slots=True)
class Context:
    """What the database currently believes about who is asking."""

    user: User | None
    principals: tuple[int, ...]
    clearance: int
    memory: dict[str, object] = field(default_factory=dict, compare=False)


_context: ContextVar[Context | None] = ContextVar("vik_context", default=None)


def current() -> Context | None:
    """The context in force, or None: then the database shows nothing."""
    return _context.get()


def _tell_database(context: Context | None) -> None:
    principals = "{" + ",".join(map(str, context.principals)) + "}" if context else ""
    clearance = str(context.clearance) if context else ""
    with connection.cursor() as cursor:
        cursor.execute(GRANT_CLOCK, [principals, clearance])


@contextlib.contextmanager
def _entered(context: Context) -> Iterator[Context]:
    """Put a context in force for one transaction (or savepoint), and the old one back after it."""
    before = _context.get()
    token = _context.set(context)
    try:
        with transaction.atomic():
            _tell_database(context)
            yield context
            if not transaction.get_rollback():
                _tell_database(before)
    finally:
        _context.reset(token)


@contextlib.contextmanager
def acting_as(
    actor: User | System, *, why: str = "", purpose: str = "", source: Origin | None = None
) -> Iterator[Context]:
    """Do the work of the block as this user, or as the system for the stated reason.

    Opens a transaction (a savepoint when one is open), sets the database context and the origin
    of audit lines. ``source`` carries address, session and request for requests.
    """
    if isinstance(actor, System):
        if not why.strip():
            raise ValueError("the system says why it acts")
        context = Context(None, (SYSTEM_PRINCIPAL,), SYSTEM_CLEARANCE)
        here = replace(source or Origin.system(), actor_label="systeem", context=why, purpose=purpose)
        who = None
    else:
        from access.grants import close_due_moments, moments_due  # noqa: PLC0415 -- grants build on contexts

        # Here and not in the middleware: tasks and commands must not see by an expired grant either.
        if moments_due():
            close_due_moments()
        clearance = actor.clearance if actor.is_active else 0
        context = Context(actor, actor.principals(), clearance)
        base = source or Origin.of_user(actor)
        here = replace(base, purpose=purpose or base.purpose, context=why or base.context)
        who = actor
    with origin(here), acting(who), _entered(context):
        yield context


@contextlib.contextmanager
def elevated(*, why: str) -> Iterator[Context]:
    """Look past the actor inside an operation; audit lines keep naming the actor.

    For what an operation must know or write beyond its actor's sight: the next number, a
    double, a record that leaves the actor's view by his own decision.
    """
    if not why.strip():
        raise ValueError("elevated() needs a reason")
    before = current()
    user = before.user if before else None
    with _entered(Context(user, (SYSTEM_PRINCIPAL,), SYSTEM_CLEARANCE)) as context:
        yield context


def remembered(key: str) -> dict[str, object]:
    """A small memory that lives as long as the present context, for group ids and the like."""
    context = current()
    if context is None:
        return {}
    store = context.memory.setdefault(key, {})
    assert isinstance(store, dict)
    return store
