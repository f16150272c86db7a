"""A document that belongs to a record: a photo of premises, of a vehicle, of a letter."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from access.records import Part
from documents.models import Document
from encryption.fields import EncryptedCharField
from subjects.models.statement import SourceKind
from subjects.models.subject import Subject
from subjects.policy import SubjectPolicy


class Exhibit(Part):
    """One document with what is to be seen on it and where it comes from; as visible as its record."""

    part_of = "subject"
    policy = SubjectPolicy()
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="exhibits")
    document = models.OneToOneField(Document, models.PROTECT, related_name="+")
    caption = EncryptedCharField("wat is te zien", max_length=200, context="subjects.exhibit.caption")
    source = models.CharField("bron", max_length=12, choices=SourceKind)
    source_number = models.CharField("kenmerk van de bron", max_length=40, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = "document bij een subject of object"
