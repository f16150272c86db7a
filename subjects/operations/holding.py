"""Hold records for a change, always in one order, so that two colleagues never wait for each other."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from access.records import locked
from subjects.models import Subject

if TYPE_CHECKING:
    from accounts.models import User


def held(by: User, *keys: UUID) -> list[Subject]:
    """The visible records with these keys as they are now, held until the transaction ends.

    Raises ``DoesNotExist`` when one of them is hidden from ``by``.
    """
    rows = {key: locked(Subject, by, key) for key in sorted(set(keys))}
    return [rows[key] for key in keys]


def held_by_system(keys: Collection[UUID], *, why: str) -> list[Subject]:
    """The records with these keys, whoever may see them; those that are gone are left out."""
    rows = Subject.objects.filter(pk__in=keys).unrestricted(why=why)
    return list(rows.select_for_update(of=("self",)).order_by("pk"))
