"""Sealed querysets: nothing leaves a protected table without naming the actor or a reason."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models

if TYPE_CHECKING:
    from accounts.models import User

M = TypeVar("M", bound=models.Model)
_maintenance: ContextVar[str | None] = ContextVar("maintenance", default=None)


class Unscoped(RuntimeError):
    """A protected table was read without visible_to() or unrestricted()."""


@contextmanager
def maintenance(why: str) -> Iterator[None]:
    """Open every sealed table in this block, for the ORM's own bookkeeping (uniqueness, saving)."""
    token = _maintenance.set(why)
    try:
        yield
    finally:
        _maintenance.reset(token)


class SealedQuerySet(models.QuerySet[M]):
    """A queryset that refuses to touch the database until it is opened.

    The first lock. The second is row-level security in the database, with the same predicate.
    """

    _opened = False

    def visible_to(self, actor: User) -> Self:
        """Only the rows that this user may see: shared principal and enough clearance."""
        model: Any = self.model
        return self.filter(model.visible_filter(actor))._open()

    def unrestricted(self, *, why: str) -> Self:
        """All rows that the database shows in the present context; ``why`` is for the reader."""
        if not why.strip():
            raise Unscoped("unrestricted() needs a reason")
        return self._open()

    def _open(self) -> Self:
        clone: Self = self._chain()  # type: ignore[attr-defined]  # Django's own hook, not in the stubs
        clone._opened = True
        return clone

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]  # Django's own hook, not in the stubs
        clone._opened = self._opened
        return clone

    def _check_open(self) -> None:
        if not (self._opened or _maintenance.get()):
            raise Unscoped(f"{self.model._meta.label}: use .visible_to(actor) or .unrestricted(why=...)")


def _guard(name: str) -> Any:
    def method(self: SealedQuerySet[Any], *args: Any, **kwargs: Any) -> Any:
        self._check_open()
        return getattr(super(SealedQuerySet, self), name)(*args, **kwargs)

    method.__name__ = name
    return method


for _name in (
    "_fetch_all",
    "iterator",
    "count",
    "exists",
    "aggregate",
    "update",
    "delete",
    "explain",
    "resolve_expression",
    "raw",
    "in_bulk",
    "bulk_update",
    "_raw_delete",
    "contains",
    "dates",
    "datetimes",
):
    setattr(SealedQuerySet, _name, _guard(_name))
