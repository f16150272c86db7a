"""The raw report of Meld Misdaad Anoniem, sealed; there is no field for who reported."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from access.records import Part, Record
from core.levels import Confidentiality
from encryption.fields import EncryptedCharField, EncryptedTextField
from mreports.policy import MReportPolicy
from mreports.states import FLOW, ReportState
from signals.models import PoliceAlignment, Signal


class Result(models.TextChoices):
    """What came of a report, for the yearly account to M."""

    NONE = "NONE", "Nog niet bekend"
    CONTROL = "CONTROL", "Controle uitgevoerd"
    MEASURE = "MEASURE", "Maatregel genomen"
    HANDED_OVER = "HANDED_OVER", "Overgedragen"
    CONFIRMED = "CONFIRMED", "Bevestigd, geen maatregel"
    NOT_CONFIRMED = "NOT_CONFIRMED", "Niet bevestigd"
    NOT_USED = "NOT_USED", "Niet gebruikt"


class MReport(Record):
    """One raw report, for two people; everybody else only ever sees the derived signal."""

    policy = MReportPolicy()

    m_reference = EncryptedCharField(
        "nummer van M.", max_length=60, context="mreports.mreport.reference", null=True
    )
    reference_key = models.BinaryField(null=True, editable=False)
    report_text = EncryptedTextField("tekst", context="mreports.mreport.text", null=True)
    topics = ArrayField(models.CharField(max_length=80), default=list, verbose_name="onderwerpen")
    also_sent_to = models.CharField("ook verstrekt aan", max_length=120, blank=True)
    received_at = models.DateTimeField("ontvangen")
    reported_on = models.DateField("datum melding", null=True)
    state = models.CharField("status", max_length=10, choices=ReportState, default=FLOW.initial)
    alignment = models.CharField(
        "afstemming politie", max_length=10, choices=PoliceAlignment, default=PoliceAlignment.NONE
    )
    leak_suspected = models.BooleanField("bevat mogelijk meldergegevens", default=False)
    hidden_at = models.DateTimeField("verborgen", null=True)
    hidden_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    m_informed_on = models.DateField("M. geïnformeerd op", null=True)
    derived_signal = models.OneToOneField(Signal, models.PROTECT, null=True, related_name="+")
    verified_by = models.CharField("bevestigd door", max_length=120, blank=True)
    result = models.CharField("resultaat", max_length=14, choices=Result, default=Result.NONE)
    usefulness = models.PositiveSmallIntegerField(
        "bruikbaarheid", null=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    destroyed_at = models.DateTimeField(null=True)
    destroyed_why = models.CharField(max_length=200, blank=True)

    class Meta(Record.Meta):
        verbose_name = "M.-melding"
        verbose_name_plural = "M.-meldingen"
        indexes = [
            *Record.Meta.indexes,
            models.Index(fields=["-received_at", "-id"], name="mreports_mreport_inbox"),
        ]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(confidentiality=Confidentiality.GEHEIM), name="mreports_raw_is_secret"
            ),
            models.CheckConstraint(
                condition=Q(destroyed_at=None) | Q(report_text__isnull=True, m_reference__isnull=True),
                name="mreports_destroyed_is_empty",
            ),
            models.CheckConstraint(
                condition=Q(usefulness=None) | Q(usefulness__gte=1, usefulness__lte=5),
                name="mreports_usefulness_scale",
            ),
            models.UniqueConstraint(
                fields=["owner", "reference_key"],
                name="mreports_received_once",
                condition=~Q(reference_key=None),
            ),
        ]


class Alignment(Part):
    """One answer of the police about follow-up; the ledger of *afstemming*."""

    part_of = "report"
    policy = MReportPolicy()
    report = models.ForeignKey(MReport, models.CASCADE, related_name="alignments")
    answer = models.CharField(max_length=10, choices=PoliceAlignment)
    held_on = models.DateField("datum overleg")
    spoken_with = models.CharField("functie bij de politie", max_length=120)
    note = EncryptedTextField(context="mreports.alignment.note", null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
