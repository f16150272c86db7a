"""Which term is watched, and who was told when: nothing lapses without somebody having been told."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from access.records import Part
from encryption.fields import EncryptedTextField
from measures.models.claim import Claim
from measures.models.measure import Measure
from measures.policy import ClaimPolicy, MeasurePolicy

OPEN = Q(met_at=None, explained_at=None)


class Watch(Part):
    """One term that somebody watches, with the last step of the ladder that was sent.

    Open until the term was met (``met_at``) or its passing explained (``explained_at``): what is overdue
    can't be hidden.
    """

    code = models.CharField("termijn", max_length=30)
    due_on = models.DateField("uiterlijk")
    days_sent = models.SmallIntegerField("laatste herinnering, dagen vooraf", null=True)
    sent_to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    escalated_at = models.DateTimeField(null=True)
    met_at = models.DateTimeField(null=True)
    explained_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    explained_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True


class Reminder(Watch):
    """A watched term of a measure."""

    part_of = "measure"
    policy = MeasurePolicy()
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="reminders")
    explained = EncryptedTextField("uitleg", context="measures.reminder.explained", null=True)

    class Meta:
        verbose_name = "herinnering aan een termijn"
        verbose_name_plural = "herinneringen aan termijnen"
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "code"], condition=OPEN, name="measures_reminder_open_once"
            )
        ]
        indexes = [models.Index(fields=["due_on"], condition=OPEN, name="measures_reminder_open")]


class ClaimReminder(Watch):
    """A watched term of a claim: payment, aanmaning, verjaring."""

    part_of = "claim"
    policy = ClaimPolicy()
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="reminders")
    explained = EncryptedTextField("uitleg", context="measures.claimreminder.explained", null=True)

    class Meta:
        verbose_name = "herinnering bij een vordering"
        verbose_name_plural = "herinneringen bij vorderingen"
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "code"], condition=OPEN, name="measures_claimreminder_open_once"
            )
        ]
        indexes = [models.Index(fields=["due_on"], condition=OPEN, name="measures_claimreminder_open")]
