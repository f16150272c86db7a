"""The one table of the desk: searches that somebody wants to ask again."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from access.records import Record
from desk.policy import OwnSearchPolicy
from encryption.fields import EncryptedCharField


class SavedSearch(Record):
    """A question with its purpose and the day until which it may be asked again; for its maker alone.

    The question may hold a name or a number, so it is kept as secret as what it asks for.
    """

    policy = OwnSearchPolicy()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = EncryptedCharField("naam", max_length=80, context="desk.savedsearch.name")
    question = EncryptedCharField("zoekvraag", max_length=200, context="desk.savedsearch.question")
    purpose = models.CharField("doel", max_length=16)
    ends_on = models.DateField("tot en met")
    asked_at = models.DateTimeField("laatst gezocht", null=True)

    class Meta(Record.Meta):
        verbose_name = "bewaarde zoekvraag"
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["user", "-created_at"], name="desk_savedsearch_of"),
            models.Index(fields=["ends_on"], name="desk_savedsearch_ends"),
        ]
