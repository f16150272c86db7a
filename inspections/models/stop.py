"""One address on the route, and what inspectors wrote down there."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from access.records import Part
from encryption.fields import EncryptedCharField, EncryptedJSONField
from inspections.models.inspection import Inspection
from inspections.policy import InspectionPolicy
from inspections.states import Answer, Entry, LineKind, Reason, Revisit, StopOutcome
from subjects.models import Subject


class Stop(Part):
    """Premises in a control, in the order of the route, with the reason why they were chosen.

    ``subject`` is the registration of the premises; an inspector sees the address on the stop itself,
    never that registration.
    """

    part_of: ClassVar[str] = "inspection"
    policy = InspectionPolicy()
    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="stops")
    subject = models.ForeignKey(Subject, models.PROTECT, null=True, related_name="+")
    place = EncryptedCharField("adres", max_length=200, context="inspections.stop.place")
    # The keyed hash of the house, as the register of premises keeps it.
    place_key = models.BinaryField(null=True, editable=False)
    position = models.PositiveSmallIntegerField("volgorde")
    reason = models.CharField("gekozen vanwege", max_length=8, choices=Reason)
    chosen_why = EncryptedCharField(
        "waarom dit adres", max_length=300, context="inspections.stop.chosen_why", default="", blank=True
    )
    dwelling = models.BooleanField("woning", default=False)
    # Known before the day: without one of both a dwelling is on no route.
    warrant = EncryptedCharField(
        "machtiging", max_length=120, context="inspections.stop.warrant", default="", blank=True
    )
    consent_before = EncryptedCharField(
        "toestemming vooraf",
        max_length=160,
        context="inspections.stop.consent_before",
        default="",
        blank=True,
    )
    covered = models.BooleanField("toestemming of machtiging vooraf", default=False, editable=False)
    # On the spot.
    arrived_at = models.DateTimeField("aangekomen", null=True)
    entry = models.CharField("toegang", max_length=8, choices=Entry, blank=True)
    entry_by = EncryptedCharField(
        "wie gaf toegang", max_length=160, context="inspections.stop.entry_by", null=True
    )
    entry_at = models.DateTimeField("toegang om", null=True)
    outcome = models.CharField("uitkomst", max_length=10, choices=StopOutcome, blank=True)
    outcome_why = EncryptedCharField(
        "toelichting", max_length=300, context="inspections.stop.outcome_why", null=True
    )
    left_at = models.DateTimeField("vertrokken", null=True)
    # The second visit.
    revisit_on = models.DateField("hercontrole op", null=True)
    revisited_on = models.DateField("hercontrole gedaan op", null=True)
    revisit_result = models.CharField("na hercontrole", max_length=10, choices=Revisit, blank=True)
    revisit_told = models.SmallIntegerField(null=True, editable=False)
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = "adres op de route"
        verbose_name_plural = "adressen op de route"
        indexes = [
            models.Index(fields=["place_key"], name="inspections_stop_place"),
            models.Index(
                fields=["revisit_on"],
                condition=Q(revisit_on__isnull=False, revisited_on=None),
                name="inspections_stop_revisit",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "position"],
                name="inspections_stop_order",
                deferrable=models.Deferrable.DEFERRED,
            ),
            # A dwelling is entered with consent or a machtiging, never as supervisor (Awb 5:15).
            models.CheckConstraint(
                condition=Q(dwelling=False) | ~Q(entry="POWER"), name="inspections_stop_dwelling"
            ),
            models.CheckConstraint(
                condition=~Q(entry__in=["CONSENT", "WARRANT"])
                | Q(entry_by__isnull=False, entry_at__isnull=False),
                name="inspections_stop_entry_told",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="DONE") | Q(entry__in=["POWER", "CONSENT", "WARRANT"]),
                name="inspections_stop_entered_first",
            ),
        ]


class Line(Part):
    """One thing an inspector wrote down at a stop; added and withdrawn, never rewritten.

    ``token`` is the key that the device gave it: sent twice, it stands once.
    """

    part_of: ClassVar[str] = "inspection"
    policy = InspectionPolicy()
    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="lines")
    stop = models.ForeignKey(Stop, models.CASCADE, related_name="lines")
    kind = models.CharField("soort", max_length=6, choices=LineKind)
    code = models.CharField("controlepunt", max_length=60, blank=True)
    answer = models.CharField("antwoord", max_length=10, choices=Answer, blank=True)
    content = EncryptedJSONField(context="inspections.line.content")
    token = models.UUIDField(editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("vastgelegd")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "regel bij een adres"
        verbose_name_plural = "regels bij een adres"
        constraints = [
            models.UniqueConstraint(fields=["stop", "token"], name="inspections_line_once"),
            models.CheckConstraint(
                condition=(Q(kind="CHECK") & ~Q(answer="")) | (~Q(kind="CHECK") & Q(answer="")),
                name="inspections_line_answer",
            ),
        ]
