"""What a last onder dwangsom threatens with (Awb 5:32b)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from access.records import Part
from encryption.fields import EncryptedTextField
from measures.models.measure import Measure
from measures.policy import MeasurePolicy


class PenaltyMode(models.TextChoices):
    """How the sum is incurred (Awb 5:32b lid 1)."""

    AT_ONCE = "AT_ONCE", "ineens"
    PER_PERIOD = "PER_PERIOD", "per tijdseenheid"
    PER_BREACH = "PER_BREACH", "per overtreding"


class PenaltyOrder(Part):
    """Amount, mode and the maximum without which there is no last onder dwangsom (Awb 5:32b lid 2)."""

    part_of = "measure"
    policy = MeasurePolicy()
    measure = models.OneToOneField(Measure, models.CASCADE, related_name="order")
    order = EncryptedTextField("de last", context="measures.penaltyorder.order", default="", blank=True)
    mode = models.CharField("wijze", max_length=10, choices=PenaltyMode)
    amount = models.DecimalField("bedrag", max_digits=12, decimal_places=2)
    # Null only for a row of an old register that does not tell it; nothing can be decided without.
    maximum = models.DecimalField("maximum", max_digits=12, decimal_places=2, null=True)
    period = models.CharField("per", max_length=30, blank=True, help_text="bijvoorbeeld: week")

    class Meta:
        verbose_name = "voorwaarden van de dwangsom"
        verbose_name_plural = "voorwaarden van de dwangsom"
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="measures_order_amount"),
            models.CheckConstraint(
                condition=Q(maximum=None) | Q(maximum__gte=F("amount")), name="measures_order_maximum"
            ),
        ]
