"""The one way to write many rows at once of a model whose field changes are logged.

``bulk_create``, ``bulk_update`` and ``update`` pass django-auditlog by. These do the same work and
add one entry per row, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, TypeVar

from auditlog.diff import model_instance_diff
from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction

from audit.fields import name_actor, tracked_models

BATCH: Final = 500
Row = TypeVar("Row", bound=models.Model)


def create_logged(rows: models.QuerySet[Row], new: Sequence[Row]) -> list[Row]:
    """Add rows through this queryset, each with its entry. Raises ValueError for a model not tracked."""
    _check_tracked(rows.model)
    with transaction.atomic():
        made = rows.bulk_create(new, batch_size=BATCH)
        _log(LogEntry.Action.CREATE, ((row, _difference(None, row)) for row in made))
    return made


def update_logged(rows: models.QuerySet[Row], changed: Sequence[Row], fields: Sequence[str]) -> int:
    """Write these fields of rows that were changed in memory, each row that differs with its entry.

    Returns how many rows differed. A row that this queryset does not hold is left alone. Raises
    ValueError for a model that is not tracked.
    """
    _check_tracked(rows.model)
    with transaction.atomic():
        old = rows.select_for_update().in_bulk([row.pk for row in changed])
        held = [row for row in changed if row.pk in old]
        found = [
            (row, difference) for row in held if (difference := _difference(old[row.pk], row, list(fields)))
        ]
        rows.bulk_update(held, fields, batch_size=BATCH)
        _log(LogEntry.Action.UPDATE, found)
    return len(found)


def _difference(old: models.Model | None, new: models.Model, fields: list[str] | None = None) -> Any:
    return model_instance_diff(old, new, fields_to_check=fields, use_json_for_changes=True)


def _check_tracked(model: type[models.Model]) -> None:
    if model not in tracked_models():
        raise ValueError(f"{model._meta.label} is not tracked; see audit.fields.track")


def _log(action: int, found: Iterable[tuple[models.Model, Any]]) -> None:
    entries = []
    for row, difference in found:
        entry = LogEntry(
            action=action,
            content_type=ContentType.objects.get_for_model(row),
            object_pk=str(row.pk),
            object_id=row.pk if isinstance(row.pk, int) else None,
            object_repr=str(row),
            changes=difference,
        )
        # A bulk write fires no signals, so the actor is put on by hand.
        name_actor(LogEntry, entry)
        entries.append(entry)
    LogEntry.objects.bulk_create(entries, batch_size=BATCH)
