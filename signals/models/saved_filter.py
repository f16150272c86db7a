"""The filter with which somebody's inbox opens; for himself alone."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from access.records import Record
from signals.policy import OwnFilterPolicy


class SavedFilter(Record):
    """One user's standard view of the triage inbox, as the query of its address.

    A record like any other (own acl, own row-level security), so that no table with choices of a
    person lies open; it never holds the words that were searched for.
    """

    policy = OwnFilterPolicy()
    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    query = models.CharField("filter", max_length=400, blank=True)

    class Meta(Record.Meta):
        verbose_name = "bewaarde weergave"
