"""Rebuild every acl from policy and grants, and count where the stored one had drifted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps

from access.contexts import SYSTEM, acting_as
from access.records import Record

BATCH = 500


@dataclass(frozen=True, slots=True)
class Drift:
    """What a rebuild of one kind of record found."""

    model: str
    checked: int
    repaired: int


def record_models() -> list[type[Record]]:
    """Every concrete kind of record in the house."""
    return [m for m in apps.get_models() if issubclass(m, Record)]


def rebuild_all() -> list[Drift]:
    """Derive the acl of every record anew, in batches of one transaction each.

    Drift means that somebody could see too much or too little: it is an alarm, not a routine.
    """
    return [_rebuild(model) for model in record_models()]


def _rebuild(model: Any) -> Drift:
    checked = repaired = 0
    last = None
    while True:
        with acting_as(SYSTEM, why="acl opnieuw afleiden"):
            rows = model.objects.unrestricted(why="rebuild acl").order_by("pk")
            batch = list((rows.filter(pk__gt=last) if last else rows)[:BATCH])
            for record in batch:
                fresh = record.derive_acl()
                if fresh != record.acl:
                    model.objects.filter(pk=record.pk).unrestricted(why="rebuild acl").update(acl=fresh)
                    repaired += 1
        checked += len(batch)
        if len(batch) < BATCH:
            return Drift(model._meta.label_lower, checked, repaired)
        last = batch[-1].pk
