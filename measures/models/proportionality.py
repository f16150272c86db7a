"""Is a closure suitable, necessary and balanced? (ABRvS 2-2-2022, ECLI:NL:RVS:2022:285, Harderwijk)"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from access.records import Part
from encryption.fields import EncryptedTextField
from measures.models.measure import Measure
from measures.policy import MeasurePolicy

BLOCKS = ("suitable", "necessary", "balanced")
ASKED = ("facts", "source", "weight", "conclusion")


def _text(label: str, name: str) -> EncryptedTextField:
    return EncryptedTextField(label, context=f"measures.proportionality.{name}", default="", blank=True)


class Proportionality(Part):
    """Three blocks with their facts, source, weight and conclusion, as the Raad van State asks."""

    part_of = "measure"
    policy = MeasurePolicy()
    measure = models.OneToOneField(Measure, models.CASCADE, related_name="proportionality")
    suitable_facts = _text("feiten", "suitable_facts")
    suitable_source = _text("bron", "suitable_source")
    suitable_weight = _text("gewicht", "suitable_weight")
    suitable_conclusion = _text("conclusie", "suitable_conclusion")
    necessary_facts = _text("feiten", "necessary_facts")
    necessary_source = _text("bron", "necessary_source")
    necessary_weight = _text("gewicht", "necessary_weight")
    necessary_conclusion = _text("conclusie", "necessary_conclusion")
    balanced_facts = _text("feiten", "balanced_facts")
    balanced_source = _text("bron", "balanced_source")
    balanced_weight = _text("gewicht", "balanced_weight")
    balanced_conclusion = _text("conclusie", "balanced_conclusion")
    replacement_housing = _text("vervangende woonruimte", "replacement_housing")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "evenredigheidstoets"
        verbose_name_plural = "evenredigheidstoetsen"

    @property
    def complete(self) -> bool:
        """Has every question of every block an answer?"""
        names = [f"{block}_{asked}" for block in BLOCKS for asked in ASKED]
        return all(getattr(self, name).strip() for name in names)
