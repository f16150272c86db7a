"""Who and what a measure is about, and who must get the decision."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from access.records import Part
from measures.models.measure import Measure
from measures.policy import MeasurePolicy
from subjects.models import Subject


class PartyRole(models.TextChoices):
    """The part somebody or something has in a measure."""

    OFFENDER = "OFFENDER", "overtreder"
    RIGHT_HOLDER = "RIGHT_HOLDER", "rechthebbende"
    APPLICANT = "APPLICANT", "aanvrager"
    OWNER = "OWNER", "eigenaar"
    LANDLORD = "LANDLORD", "verhuurder"
    TENANT = "TENANT", "huurder"
    OCCUPANT = "OCCUPANT", "bewoner"
    OPERATOR = "OPERATOR", "exploitant"
    MANAGER = "MANAGER", "leidinggevende"
    OBJECT = "OBJECT", "object van de maatregel"
    OTHER = "OTHER", "anders betrokken"


class Party(Part):
    """One subject or object in one measure; seen only by who may see both. Withdrawn, never rewritten."""

    part_of = "measure"
    also_of = "subject"
    policy = MeasurePolicy()
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="parties")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="measure_parties")
    role = models.CharField("rol", max_length=14, choices=PartyRole)
    notified_on = models.DateField("besluit ontvangen of verzonden op", null=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "partij bij een maatregel"
        verbose_name_plural = "partijen bij een maatregel"
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "subject", "role"],
                condition=Q(withdrawn_at=None),
                name="measures_party_once",
            ),
        ]

    @property
    def receives(self) -> bool:
        """Can the decision be sent to it? A building or vehicle gets no letters (Awb 5:24 lid 3)."""
        return self.role != PartyRole.OBJECT
