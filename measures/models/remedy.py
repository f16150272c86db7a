"""Bezwaar, beroep, hoger beroep and voorlopige voorziening: own objects on any decision."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from access.records import Part
from encryption.fields import EncryptedTextField
from measures.models.claim import Claim
from measures.models.measure import Measure
from measures.policy import MeasurePolicy
from subjects.models import Subject


class RemedyKind(models.TextChoices):
    """Which remedy."""

    OBJECTION = "OBJECTION", "bezwaar"
    APPEAL = "APPEAL", "beroep bij de rechtbank"
    FURTHER_APPEAL = "FURTHER_APPEAL", "hoger beroep bij de Raad van State"
    INTERIM_RELIEF = "INTERIM_RELIEF", "voorlopige voorziening"


class Outcome(models.TextChoices):
    """How a remedy ended."""

    WELL_FOUNDED = "WELL_FOUNDED", "gegrond"
    PARTLY = "PARTLY", "deels gegrond"
    UNFOUNDED = "UNFOUNDED", "ongegrond"
    INADMISSIBLE = "INADMISSIBLE", "niet-ontvankelijk"
    WITHDRAWN = "WITHDRAWN", "ingetrokken"
    GRANTED = "GRANTED", "toegewezen"
    REFUSED = "REFUSED", "afgewezen"


class Remedy(Part):
    """One remedy against the decision of a measure, or against the collection of one claim."""

    part_of = "measure"
    policy = MeasurePolicy()
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="remedies")
    claim = models.ForeignKey(Claim, models.CASCADE, null=True, related_name="remedies")
    kind = models.CharField("soort", max_length=14, choices=RemedyKind)
    filed_by = models.ForeignKey(
        Subject, models.PROTECT, null=True, related_name="+", verbose_name="indiener"
    )
    filed_on = models.DateField("ingesteld op")
    posted_on = models.DateField("op de post gedaan op", null=True)
    grounds = EncryptedTextField("gronden", context="measures.remedy.grounds", default="", blank=True)
    late_excused = EncryptedTextField(
        "te laat, maar verschoonbaar omdat (Awb 6:11)", context="measures.remedy.late_excused", null=True
    )
    committee = models.BooleanField("adviescommissie", default=False)
    extended_on = models.DateField("verdaagd op", null=True)
    hearing_on = models.DateField("hoorzitting op", null=True)
    advice_on = models.DateField("advies van de commissie op", null=True)
    decided_on = models.DateField("uitspraak of beslissing op", null=True)
    notified_on = models.DateField("beslissing bekendgemaakt op", null=True)
    outcome = models.CharField("uitkomst", max_length=14, choices=Outcome, blank=True)
    suspended_from = models.DateField("geschorst vanaf", null=True)
    suspended_until = models.DateField("geschorst tot en met", null=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = "bezwaar of beroep"
        verbose_name_plural = "bezwaren en beroepen"
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_on=None) | Q(decided_on__gte=F("filed_on")), name="measures_remedy_order"
            ),
            models.CheckConstraint(
                condition=(Q(decided_on=None) & Q(outcome="")) | (~Q(decided_on=None) & ~Q(outcome="")),
                name="measures_remedy_outcome_with_day",
            ),
            models.CheckConstraint(
                condition=Q(suspended_from=None)
                | Q(suspended_until=None)
                | Q(suspended_until__gte=F("suspended_from")),
                name="measures_remedy_suspension",
            ),
        ]
