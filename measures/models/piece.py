"""The pieces of a measure: what goes into the procesdossier (Awb 7:4, 8:42)."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from access.records import Part
from documents.models import Document
from encryption.fields import EncryptedCharField, EncryptedTextField
from measures.models.measure import Measure
from measures.policy import MeasurePolicy


class PieceKind(models.TextChoices):
    """Kinds of pieces."""

    REPORT = "REPORT", "bestuurlijke rapportage"
    INTENTION = "INTENTION", "voornemen"
    VIEW = "VIEW", "zienswijze"
    DECISION = "DECISION", "besluit"
    COLLECTION = "COLLECTION", "invorderingsbeschikking"
    REMINDER = "REMINDER", "aanmaning"
    WRIT = "WRIT", "dwangbevel"
    CLOSING_NOTICE = "CLOSING_NOTICE", "bekendmaking op het pand"
    REMEDY = "REMEDY", "bezwaar- of beroepschrift"
    EVIDENCE = "EVIDENCE", "constatering of foto"
    OTHER = "OTHER", "ander stuk"


class Piece(Part):
    """One document of a measure; secret pieces go apart to the court (Awb 8:29)."""

    part_of = "measure"
    policy = MeasurePolicy()
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="pieces")
    document = models.OneToOneField(Document, models.PROTECT, related_name="+")
    kind = models.CharField("soort stuk", max_length=14, choices=PieceKind)
    title = EncryptedCharField("titel", max_length=200, context="measures.piece.title")
    dated = models.DateField("datum")
    secret = models.BooleanField("geheim (Awb 8:29)", default=False)
    secret_why = EncryptedTextField("reden van geheimhouding", context="measures.piece.secret_why", null=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = "stuk"
        verbose_name_plural = "stukken"
