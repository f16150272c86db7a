"""Try something in the world of the guards and leave no trace, so that the next try meets the same world."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.cache import cache
from django.db import transaction


@contextmanager
def undone() -> Iterator[None]:
    """What is stored within is taken back at the end; no rate limit or remembered value stays either.

    Building the world takes most of a second and a visit a few hundredths: a guard that goes past every
    page builds it once and takes back what each page did. Lines of the audit log stay, as everywhere.
    """
    cache.clear()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    cache.clear()
