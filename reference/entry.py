"""The base of every reference list: a row with a code, a name, and the period in which it holds."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Q

from core.models import UUIDModel


class ListQuerySet(models.QuerySet["Entry"]):
    """Questions to a reference list."""

    def current(self, on: date) -> Self:
        """The rows that hold on a day."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)


class Entry(UUIDModel):
    """One row of a reference list: a stable code, a label, and from when to when it holds."""

    code = models.CharField("code", max_length=60)
    label = models.CharField("naam", max_length=160)
    position = models.PositiveIntegerField("volgorde", default=0)
    valid_from = models.DateField("geldig vanaf", default=date(2000, 1, 1))
    valid_to = models.DateField("geldig tot en met", null=True, blank=True)
    edited = models.BooleanField(default=False, editable=False)  # then load_reference leaves it alone

    objects: ClassVar[Any] = ListQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "label"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="%(app_label)s_%(class)s_once"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="%(app_label)s_%(class)s_period",
            ),
        ]
