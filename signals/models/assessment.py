"""The weging: answers with who, when and why; every step of a signal; where it went."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from access.records import Part
from encryption.fields import EncryptedTextField
from signals.models.signal import Signal
from signals.policy import SignalPolicy


class Question(models.TextChoices):
    """The questions of the model protocol."""

    W1 = "W1", "Weging 1: is dit ondermijning?"
    W2A = "W2A", "Weging 2A: gemeentelijke taak of bevoegdheid?"
    W2B = "W2B", "Weging 2B: eigen grondgebied?"
    W3 = "W3", "Weging 3: concreet, recent, prioriteit?"


class Assessment(Part):
    """One answer to one question; a new answer supersedes the old one, nothing is rewritten."""

    part_of = "signal"
    policy = SignalPolicy()
    signal = models.ForeignKey(Signal, models.CASCADE, related_name="assessments")
    question = models.CharField(max_length=3, choices=Question)
    answer = models.BooleanField()
    checked = ArrayField(models.CharField(max_length=40), default=list)
    motivation = EncryptedTextField(context="signals.assessment.motivation", null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["signal", "question"],
                name="signals_assessment_one_answer",
                condition=Q(withdrawn_at=None),
            )
        ]


class SignalStep(Part):
    """One change in the life of a signal: from where to where, by whom, why; can be undone."""

    part_of = "signal"
    policy = SignalPolicy()
    signal = models.ForeignKey(Signal, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=20)
    source = models.CharField(max_length=20, blank=True)
    target = models.CharField(max_length=20, blank=True)
    why = EncryptedTextField(context="signals.signalstep.why", null=True)
    before = models.JSONField(default=dict)  # ids and codes only, for undo
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["signal", "-at"], name="signals_signalstep_log")]


class Routing(Part):
    """Where a signal was sent, on which legal basis and for which purpose."""

    part_of = "signal"
    policy = SignalPolicy()
    signal = models.ForeignKey(Signal, models.CASCADE, related_name="routings")
    target = models.CharField(max_length=20)
    recipient = models.CharField("afdeling of organisatie", max_length=120)
    legal_basis = models.CharField("grondslag", max_length=200)
    purpose = models.CharField("doel", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
