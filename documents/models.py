"""One encrypted file: the sealed original, and a copy without metadata that is shown."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from access.records import Record
from documents.policy import DocumentPolicy
from encryption.fields import EncryptedCharField


class ScanState(models.TextChoices):
    """What the malware scanner said."""

    NOT_SCANNED = "NOT_SCANNED", "Niet gescand: er is geen virusscanner ingesteld"
    CLEAN = "CLEAN", "Gescand, geen bijzonderheden"
    INFECTED = "INFECTED", "Geweigerd door de virusscanner"


class Document(Record):
    """A file with a record; as visible as that record.

    ``audience`` holds the principals of the owning record, put there by its room in the same
    transaction in which they change.
    """

    policy = DocumentPolicy()

    audience = ArrayField(models.IntegerField(), default=list, editable=False)
    filename = EncryptedCharField(
        "bestandsnaam", max_length=255, context="documents.document.filename", null=True
    )
    media_type = models.CharField("soort", max_length=60)
    size = models.PositiveBigIntegerField("grootte in bytes")
    digest = models.BinaryField(null=True)  # blind index of the SHA-256, to find the same file twice
    scan_state = models.CharField(max_length=12, choices=ScanState, default=ScanState.NOT_SCANNED)
    stored_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    hidden_at = models.DateTimeField(null=True)
    destroyed_at = models.DateTimeField(null=True)

    class Meta(Record.Meta):
        verbose_name = "bestand"
        verbose_name_plural = "bestanden"
