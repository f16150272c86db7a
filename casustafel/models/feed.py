"""The secret address at which a calendar program fetches somebody's meetings."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from core.models import UUIDModel


class CalendarKey(UUIDModel):
    """One per person. Only a hash is kept: who reads the database can't build the address."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    digest = models.BinaryField(unique=True)

    class Meta:
        verbose_name = "agenda-adres"
        verbose_name_plural = "agenda-adressen"
