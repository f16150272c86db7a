"""Housekeeping of the store: a file without its row is nobody's, and must not stay."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import Final
from uuid import UUID

from access.contexts import SYSTEM, acting_as
from access.jobs import long_job
from audit.models import Action
from audit.record import record_event
from documents import storage
from documents.models import Document
from documents.storage import FileGone

# An upload that is still being received has a file, but not yet a row.
GRACE: Final = timedelta(days=1)
WHY: Final = "bestanden zonder dossier opruimen"
BATCH: Final = 500


@long_job(why=WHY)
def remove_orphans() -> None:
    """Remove stored files of uploads that were broken off, and what a crash left of destroyed ones."""
    names = list(storage.store().names())
    removed = 0
    for start in range(0, len(names), BATCH):
        with acting_as(SYSTEM, why=WHY):
            removed += _remove_from(names[start : start + BATCH])
    if removed:
        with acting_as(SYSTEM, why=WHY):
            record_event(Action.DESTROY, record_type="documents.document", details={"orphans": removed})


def _remove_from(names: list[str]) -> int:
    found: dict[UUID, list[str]] = defaultdict(list)
    for name in names:
        found[storage.document_of(name)[0]].append(name)
    rows = Document.objects.filter(pk__in=found, destroyed_at=None).unrestricted(why=WHY)
    kept = set(rows.values_list("pk", flat=True))
    orphans = [key for key in found if key not in kept and all(map(_is_old, found[key]))]
    for key in orphans:
        storage.discard(key)
    return len(orphans)


def _is_old(name: str) -> bool:
    try:
        return storage.age(name) > GRACE
    except FileGone:
        return False
