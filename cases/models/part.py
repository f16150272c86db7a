"""What a case holds: signals, subjects and objects, people and notes. Withdrawn, never rewritten."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from access.records import Part
from cases.models.case import Case
from cases.policy import CasePolicy
from encryption.fields import EncryptedTextField
from signals.models import InvolvementRole, Signal
from subjects.models import Certainty, Subject


class CaseSignal(Part):
    """A signal in a case; seen only by who may see both."""

    part_of: ClassVar[str] = "case"
    also_of: ClassVar[str] = "signal"
    policy = CasePolicy()
    case = models.ForeignKey(Case, models.CASCADE, related_name="signals")
    signal = models.ForeignKey(Signal, models.PROTECT, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "signaal in een casus"
        verbose_name_plural = "signalen in een casus"
        indexes = [models.Index(fields=["signal"], name="cases_casesignal_signal")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "signal"], condition=Q(withdrawn_at=None), name="cases_casesignal_once"
            )
        ]


class CaseSubject(Part):
    """A subject or object in a case, as what and how sure; seen only by who may see both."""

    part_of: ClassVar[str] = "case"
    also_of: ClassVar[str] = "subject"
    policy = CasePolicy()
    case = models.ForeignKey(Case, models.CASCADE, related_name="subjects")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="case_parts")
    role = models.CharField("rol", max_length=12, choices=InvolvementRole)
    certainty = models.CharField("zekerheid", max_length=12, choices=Certainty, default=Certainty.SUSPECTED)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "subject of object in een casus"
        verbose_name_plural = "subjecten en objecten in een casus"
        indexes = [models.Index(fields=["subject"], name="cases_casesubject_subject")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "subject"], condition=Q(withdrawn_at=None), name="cases_casesubject_once"
            )
        ]


class CaseMember(Part):
    """A colleague in the team of a case, besides its owner: he may see it, whatever his role."""

    part_of: ClassVar[str] = "case"
    policy = CasePolicy()
    case = models.ForeignKey(Case, models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "teamlid van een casus"
        verbose_name_plural = "teamleden van een casus"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "user"], condition=Q(withdrawn_at=None), name="cases_casemember_once"
            )
        ]


class CaseNote(Part):
    """Something that happened or was found, in the words of who entered it."""

    part_of: ClassVar[str] = "case"
    policy = CasePolicy()
    case = models.ForeignKey(Case, models.CASCADE, related_name="notes")
    text = EncryptedTextField("notitie", context="cases.casenote.text")
    happened_on = models.DateField("op", null=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "notitie bij een casus"
        verbose_name_plural = "notities bij een casus"
        indexes = [models.Index(fields=["case", "added_at"], name="cases_note_of_case")]
