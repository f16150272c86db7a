"""The closure register (what a closed building asks for), and what was found there."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from access.records import Part
from encryption.fields import EncryptedCharField, EncryptedTextField
from measures.models.measure import Measure
from measures.policy import MeasurePolicy
from reference.models import RuleDrugs, RuleUnit


class PremisesUse(models.TextChoices):
    """What is closed (Opiumwet 13b: woning, lokaal, or the erf that belongs to it)."""

    DWELLING = "DWELLING", "woning"
    ROOM = "ROOM", "lokaal"
    YARD = "YARD", "erf"


class EarlyAnswer(models.TextChoices):
    """The answer to a request to reopen early."""

    YES = "YES", "toegewezen"
    NO = "NO", "afgewezen"


class Closure(Part):
    """What belongs to a closure besides the decision itself."""

    part_of = "measure"
    policy = MeasurePolicy()
    measure = models.OneToOneField(Measure, models.CASCADE, related_name="closure")
    use = models.CharField("wat wordt gesloten", max_length=10, choices=PremisesUse)
    part = EncryptedCharField(
        "deel van het pand", max_length=120, context="measures.closure.part", blank=True, default=""
    )
    deviation = EncryptedTextField("reden van afwijken", context="measures.closure.deviation", null=True)
    occupants = models.PositiveSmallIntegerField("aantal bewoners", null=True)
    minors = models.BooleanField("minderjarigen in de woning", null=True)
    goods = EncryptedTextField("goederen", context="measures.closure.goods", null=True)
    weapons = EncryptedTextField("wapens", context="measures.closure.weapons", null=True)
    seals = EncryptedCharField("zegelnummers", max_length=120, context="measures.closure.seals", null=True)
    locksmith = EncryptedCharField(
        "slotenmaker", max_length=120, context="measures.closure.locksmith", null=True
    )
    utilities_off = models.BooleanField("gas, water en stroom afgesloten", null=True)
    notice_posted = models.BooleanField("bekendmaking op het pand", null=True)
    neighbours_on = models.DateField("brief aan de buren op", null=True)
    wkpb_on = models.DateField("ingeschreven in het beperkingenregister op", null=True)
    wkpb_number = models.CharField("nummer Wkpb", max_length=40, blank=True)
    wkpb_removed_on = models.DateField("uitgeschreven op", null=True)
    tenancy_ended_on = models.DateField("huur ontbonden op", null=True)
    early_request_on = models.DateField("verzoek om eerder te heropenen op", null=True)
    early_request_answer = models.CharField(
        "antwoord op dat verzoek",
        max_length=10,
        blank=True,
        choices=EarlyAnswer,
    )
    costs = models.DecimalField("kosten (Awb 5:25)", max_digits=12, decimal_places=2, null=True)
    costs_decided_on = models.DateField("kosten vastgesteld op", null=True)

    class Meta:
        verbose_name = "sluiting"
        verbose_name_plural = "sluitingen"
        constraints = [
            models.CheckConstraint(
                condition=Q(costs=None) | Q(costs__gte=0), name="measures_closure_costs_positive"
            ),
        ]


class DrugFind(Part):
    """One kind of drug that was found, with its amount."""

    part_of = "measure"
    policy = MeasurePolicy()
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="drug_finds")
    drug_list = models.CharField("lijst", max_length=12, choices=RuleDrugs)
    substance = EncryptedCharField("middel", max_length=80, context="measures.drugfind.substance")
    amount = models.DecimalField("hoeveelheid", max_digits=12, decimal_places=3)
    unit = models.CharField("eenheid", max_length=8, choices=RuleUnit)

    class Meta:
        verbose_name = "gevonden middel"
        verbose_name_plural = "gevonden middelen"
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="measures_drugfind_amount")]

    @property
    def quantity(self) -> str:
        """The amount with its unit, as people write it: 12,5 gram."""
        return f"{self.amount.normalize():f} {RuleUnit(self.unit).label}".replace(".", ",")


class SealCheck(Part):
    """One look at a closed building: the seals were whole, or somebody broke them (Sr 199)."""

    part_of = "measure"
    policy = MeasurePolicy()
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="seal_checks")
    seen_on = models.DateField("gecontroleerd op")
    seen_at = models.TimeField("tijd", null=True)
    broken = models.BooleanField("zegel verbroken", default=False)
    observer = EncryptedCharField("gecontroleerd door", max_length=120, context="measures.sealcheck.observer")
    note = EncryptedTextField("wat is gezien", context="measures.sealcheck.note", default="", blank=True)
    # Breaking a seal is a crime (Sr 199): when it was told to the police.
    told_police_on = models.DateField("aangifte gedaan op", null=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        verbose_name = "controle van een zegel"
        verbose_name_plural = "controles van zegels"
        indexes = [models.Index(fields=["measure", "seen_on"], name="measures_sealcheck_of")]
        constraints = [
            models.CheckConstraint(
                condition=Q(told_police_on=None) | Q(broken=True), name="measures_sealcheck_told_if_broken"
            )
        ]
