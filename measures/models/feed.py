"""The address by which a calendar follows the terms of one person: made by himself, and taken back."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from access.records import Record
from measures.policy import CalendarPolicy


class CalendarFeed(Record):
    """One address of one person. Only a keyed hash of it is kept; whoever has it reads numbers and kinds."""

    policy = CalendarPolicy()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="van")
    token_key = models.BinaryField(unique=True, editable=False)
    mine = models.BooleanField("alleen van mij", default=True)
    read_at = models.DateTimeField("laatst opgehaald", null=True, editable=False)
    # How often it was read since the hour began: a calendar asks a few times an hour.
    hour_began_at = models.DateTimeField(null=True, editable=False)
    reads = models.PositiveIntegerField(default=0, editable=False)
    revoked_at = models.DateTimeField("ingetrokken op", null=True)

    class Meta(Record.Meta):
        verbose_name = "agenda-adres"
        verbose_name_plural = "agenda-adressen"
        default_permissions = ()
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["by"], condition=Q(revoked_at=None), name="measures_calendarfeed_one_each"
            ),
        ]
