"""Key rotation over the whole house: which values there are, and one transaction per batch."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any, Final

from access.contexts import SYSTEM, acting_as
from access.records import ProtectedModel
from audit.models import Action
from audit.record import record_event
from encryption import rotation
from encryption.rotation import BATCH, Column, Count, Target, encrypted_columns

WHY: Final = "sleutelrotatie"


def targets() -> list[Target]:
    """The encrypted fields of every table."""
    return [Column(_all_rows(model), column.attname, column.context) for model, column in encrypted_columns()]


def _all_rows(model: Any) -> Any:
    if issubclass(model, ProtectedModel):
        return model.objects.unrestricted(why=WHY)
    return model._default_manager.all()


def _enter() -> AbstractContextManager[Any]:
    return acting_as(SYSTEM, why=WHY)


def rotate_all(*, size: int = BATCH) -> Iterator[tuple[str, Count]]:
    """Rotate target by target; each leaves one audit line with its counts."""
    for target in rotation.targets_of_rooms():
        count = rotation.rotate(target, enter=_enter, size=size)
        with _enter():
            record_event(
                Action.TASK,
                details={
                    "job": "rotate_keys",
                    "target": target.name,
                    "rotated": count.rotated,
                    "unreadable": count.unreadable,
                },
            )
        yield target.name, count


def stored_key_ids() -> set[int]:
    """Key ids of the oldest and newest values of every kind: each must be on the ring."""
    with acting_as(SYSTEM, why="sleutels nagaan"):
        return set().union(*(target.keys_in_use() for target in rotation.targets_of_rooms()))
