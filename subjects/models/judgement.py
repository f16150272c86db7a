"""Same or different: a ledger of what people judged, never a merge."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from access.records import Part
from encryption.fields import EncryptedJSONField, EncryptedTextField
from subjects import clusters
from subjects.models.subject import Subject
from subjects.policy import SubjectPolicy


class Verdict(models.TextChoices):
    """What somebody judged of two records."""

    SAME = clusters.SAME, "dezelfde"
    DIFFERENT = clusters.DIFFERENT, "niet dezelfde"
    UNKNOWN = clusters.UNKNOWN, "niet te zeggen"


class Judgement(Part):
    """One judgement on two records, visible only to who may see both.

    Nothing moves: facts, links, rights and log stay with each record. ``evidence`` keeps what the
    evidence card said at that moment.
    """

    part_of = "subject"
    also_of = "other"
    policy = SubjectPolicy()
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="judgements")
    other = models.ForeignKey(Subject, models.CASCADE, related_name="judgements_back")
    verdict = models.CharField("oordeel", max_length=10, choices=Verdict)
    why = EncryptedTextField("reden", context="subjects.judgement.why")
    evidence = EncryptedJSONField("bewijs", context="subjects.judgement.evidence", null=True)
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    judged_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_why = EncryptedTextField(context="subjects.judgement.withdrawn_why", null=True)

    class Meta:
        verbose_name = "oordeel"
        constraints = [
            # One writing for each pair: the two directions are the same question.
            models.CheckConstraint(condition=Q(subject__lt=F("other")), name="subjects_judgement_ordered"),
        ]
