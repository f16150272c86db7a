"""Which subject or object plays which part in a signal, and which marks in the text were rejected."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from access.records import Part
from encryption.fields import EncryptedTextField
from signals.models.signal import Signal
from signals.policy import SignalPolicy
from subjects.models import Certainty, Subject


class InvolvementRole(models.TextChoices):
    """Parts in a signal, in neutral words. Witness or informant is no role: it is not kept."""

    INVOLVED = "INVOLVED", "betrokkene"
    MAYBE = "MAYBE", "mogelijk betrokkene"
    OWNER = "OWNER", "eigenaar"
    TENANT = "TENANT", "huurder"
    LANDLORD = "LANDLORD", "verhuurder of bemiddelaar"
    DIRECTOR = "DIRECTOR", "bestuurder"
    SHAREHOLDER = "SHAREHOLDER", "aandeelhouder of UBO"
    FINANCIER = "FINANCIER", "vermogensverschaffer"
    MANAGER = "MANAGER", "leidinggevende"
    EMPLOYEE = "EMPLOYEE", "werknemer"
    RESIDENT = "RESIDENT", "bewoner"
    REGISTERED = "REGISTERED", "ingeschrevene (BRP)"
    APPLICANT = "APPLICANT", "aanvrager"
    DRIVER = "DRIVER", "gebruiker voertuig"
    VICTIM = "VICTIM", "slachtoffer (mogelijk)"
    PLACE = "PLACE", "plaats"
    MEANS = "MEANS", "voertuig, nummer of rekening"


class Involvement(Part):
    """One link between a signal and a subject or object, visible only to who may see both."""

    part_of = "signal"
    also_of = "subject"
    policy = SignalPolicy()
    signal = models.ForeignKey(Signal, models.CASCADE, related_name="involvements")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="+")
    role = models.CharField("rol", max_length=12, choices=InvolvementRole)
    certainty = models.CharField("zekerheid", max_length=12, choices=Certainty, default=Certainty.SUSPECTED)
    linked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    linked_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_why = EncryptedTextField(context="signals.involvement.withdrawn_why", null=True)

    class Meta:
        verbose_name = "betrokkenheid"
        indexes = [models.Index(fields=["subject"], name="signals_involvement_subject")]
        constraints = [
            models.UniqueConstraint(
                fields=["signal", "subject"],
                condition=Q(withdrawn_at=None),
                name="signals_involvement_once",
            )
        ]


class RejectedMark(Part):
    """A mark in the text of a signal that an analyst rejected: it does not come up again."""

    part_of = "signal"
    policy = SignalPolicy()
    signal = models.ForeignKey(Signal, models.CASCADE, related_name="rejected_marks")
    # A keyed hash of kind and value: the text itself stands in the signal, and goes with it.
    mark_key = models.BinaryField()
    rejected_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    rejected_at = models.DateTimeField()

    class Meta:
        verbose_name = "afgewezen vondst"
        constraints = [
            models.UniqueConstraint(fields=["signal", "mark_key"], name="signals_rejectedmark_once")
        ]
