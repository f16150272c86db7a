"""Furniture of every table: key, times, number series."""

from django.db import models

from core.ids import uuid7


class UUIDModel(models.Model):
    """A row with a UUIDv7 key and the times of its making and last change."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


class NumberSeries(models.Model):
    """The last public number handed out, per prefix and year."""

    prefix = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["prefix", "year"], name="core_numberseries_once")]
