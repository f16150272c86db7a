"""A letter that follows from a measure: a draft that is filled from the record, then a PDF that stays."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from access.records import Part
from documents.models import Document
from encryption.fields import EncryptedCharField, EncryptedTextField
from measures.models.claim import Claim
from measures.models.measure import Measure
from measures.policy import MeasurePolicy
from reference.models import LetterKind, LetterText
from subjects.models import Subject


class LetterState(models.TextChoices):
    """Where a letter stands."""

    DRAFT = "DRAFT", "concept"
    MADE = "MADE", "gemaakt"
    DROPPED = "DROPPED", "vervallen"


class Letter(Part):
    """One letter to one recipient; what was made is never rewritten, a change is the next edition.

    ``text`` is the version of the municipality's text from which it was filled.
    """

    part_of = "measure"
    also_of = "recipient"
    policy = MeasurePolicy()
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="letters")
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, related_name="letters")
    recipient = models.ForeignKey(Subject, models.PROTECT, related_name="+", verbose_name="ontvanger")
    text = models.ForeignKey(LetterText, models.PROTECT, related_name="+", verbose_name="brieftekst")
    kind = models.CharField("soort brief", max_length=12, choices=LetterKind)
    state = models.CharField("stand", max_length=8, choices=LetterState, default=LetterState.DRAFT)
    series = models.UUIDField(default=uuid.uuid4, editable=False)
    edition = models.PositiveSmallIntegerField("versie", default=1, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    dated = models.DateField("datum op de brief")
    address = EncryptedTextField("aan", context="measures.letter.address", default="", blank=True)
    subject_line = EncryptedCharField("onderwerp", max_length=300, context="measures.letter.subject_line")
    body = EncryptedTextField("tekst", context="measures.letter.body")
    dropped_why = EncryptedTextField("vervallen, omdat", context="measures.letter.dropped_why", null=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(null=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "brief"
        verbose_name_plural = "brieven"
        indexes = [models.Index(fields=["measure", "-written_at"], name="measures_letter_of_measure")]
        constraints = [
            models.UniqueConstraint(fields=["series", "edition"], name="measures_letter_edition_once"),
            models.UniqueConstraint(
                fields=["series"], condition=Q(state="DRAFT"), name="measures_letter_one_draft"
            ),
            models.CheckConstraint(
                condition=~Q(state="MADE") | Q(document__isnull=False, made_at__isnull=False),
                name="measures_letter_made_is_kept",
            ),
        ]

    @property
    def is_draft(self) -> bool:
        """Can it still be changed?"""
        return self.state == LetterState.DRAFT

    @property
    def title(self) -> str:
        """What it is and which edition: *besluit (versie 2)*."""
        name = str(LetterKind(self.kind).label)
        return name if self.edition == 1 else f"{name} (versie {self.edition})"
