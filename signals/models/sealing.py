"""The sealed year: content under its own key, opened only by two people, then destroyed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from access.records import Part
from encryption.fields import EncryptedTextField
from signals.models.signal import Signal
from signals.policy import SignalPolicy


class SealedContent(Part):
    """The content of a signal without follow-up, under a key of its own.

    One share of the key stands here, the other in the key store outside the database: destroying
    that one destroys the content in every backup of the database as well.
    """

    part_of = "signal"
    policy = SignalPolicy()
    signal = models.OneToOneField(Signal, models.CASCADE, related_name="+")
    ciphertext = models.BinaryField(null=True)
    share = models.BinaryField(null=True)
    sealed_at = models.DateTimeField()
    destroy_on = models.DateField()
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(destroyed_at=None) | Q(ciphertext=None, share=None),
                name="signals_destroyed_seal_is_empty",
            )
        ]


class SealOpening(Part):
    """A request to look into sealed content: one asks with a reason, another one agrees."""

    part_of = "signal"
    policy = SignalPolicy()
    signal = models.ForeignKey(Signal, models.CASCADE, related_name="seal_openings")
    why = EncryptedTextField(context="signals.sealopening.why")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed_by=None) | ~Q(agreed_by=F("asked_by")), name="signals_seal_takes_two"
            )
        ]
