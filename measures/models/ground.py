"""What a measure rests on: reports, controls, signals; never an anonymous report alone."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from access.records import Part
from encryption.fields import EncryptedCharField
from measures.models.measure import Measure
from measures.policy import MeasurePolicy
from signals.models import Signal


class GroundKind(models.TextChoices):
    """Kinds of source for a decision."""

    POLICE_REPORT = "POLICE_REPORT", "bestuurlijke rapportage van de politie"
    CONTROL = "CONTROL", "eigen controle"
    SIGNAL = "SIGNAL", "signaal"
    ANONYMOUS = "ANONYMOUS", "anonieme informatie"
    REGISTER = "REGISTER", "basisregistratie"
    BIBOB = "BIBOB", "Bibob-onderzoek"
    STATEMENT = "STATEMENT", "verklaring of bericht van een ander"
    OTHER = "OTHER", "andere bron"


class Ground(Part):
    """One source of a measure. A signal is named by its number only; its content stays where it is."""

    part_of = "measure"
    policy = MeasurePolicy()
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="grounds")
    kind = models.CharField("soort bron", max_length=14, choices=GroundKind)
    reference = EncryptedCharField(
        "kenmerk", max_length=120, context="measures.ground.reference", blank=True, default=""
    )
    dated = models.DateField("datum", null=True)
    signal = models.ForeignKey(Signal, models.PROTECT, null=True, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "bron van een maatregel"
        verbose_name_plural = "bronnen van een maatregel"
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "signal"],
                condition=Q(withdrawn_at=None) & ~Q(signal=None),
                name="measures_ground_signal_once",
            )
        ]
