"""Imports: one run per file, one row per line of it; nothing received is ever lost."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from access.records import Part, Record
from accounts.models import Organisation
from core.models import UUIDModel
from encryption.fields import EncryptedCharField, EncryptedJSONField
from signals.models.signal import Signal, SourceType
from signals.policy import ImportPolicy


class RunState(models.TextChoices):
    """Where an import stands."""

    PREVIEW = "PREVIEW", "Kolommen nakijken"
    WAITING = "WAITING", "In de wachtrij"
    RUNNING = "RUNNING", "Bezig"
    DONE = "DONE", "Klaar"
    FAILED = "FAILED", "Gestopt"


class ImportRun(Record):
    """One file of one source, with the mapping of its columns and how far it came."""

    policy = ImportPolicy()
    source_type = models.CharField(max_length=16, choices=SourceType)
    source_name = models.CharField(max_length=80)
    filename = EncryptedCharField(max_length=255, context="signals.importrun.filename")
    file_key = models.CharField(max_length=64, blank=True)
    file_digest = models.BinaryField()
    header_signature = models.CharField(max_length=64, blank=True)
    mapping = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=RunState, default=RunState.PREVIEW)
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    rows_total = models.PositiveIntegerField(null=True)
    rows_seen = models.PositiveIntegerField(default=0)
    rows_made = models.PositiveIntegerField(default=0)
    rows_known = models.PositiveIntegerField(default=0)
    rows_refused = models.PositiveIntegerField(default=0)
    rows_ignored = models.PositiveIntegerField(default=0)

    class Meta(Record.Meta):
        verbose_name = "import"


class RowState(models.TextChoices):
    """What became of a row."""

    REFUSED = "REFUSED", "In de foutenbak"
    MADE = "MADE", "Signaal gemaakt"
    KNOWN = "KNOWN", "Was al bekend"
    IGNORED = "IGNORED", "Geen signaal"
    DROPPED = "DROPPED", "Terzijde gelegd"


class ImportRow(Part):
    """A row that needs a person, or is kept for the account: original and reason."""

    part_of = "run"
    track_changes = False  # the row itself is the record of what was received
    policy = ImportPolicy()
    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rows")
    row_number = models.PositiveIntegerField()
    sheet = models.CharField(max_length=80, blank=True)
    # A keyed hash of the cells: the same row in a later file is known, also when it was set aside.
    origin_key = models.BinaryField(null=True, editable=False)
    # Empty when no longer kept: emptied with its signal, or after the term of the import.
    original = EncryptedJSONField(context="signals.importrow.original", null=True)
    corrected = EncryptedJSONField(context="signals.importrow.corrected", null=True)
    state = models.CharField(max_length=8, choices=RowState)
    reason = models.CharField(max_length=300, blank=True)
    field = models.CharField(max_length=40, blank=True)
    signal = models.ForeignKey(Signal, models.SET_NULL, null=True, related_name="+")
    mended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    mended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "sheet", "row_number"], name="signals_importrow_once")
        ]
        indexes = [
            models.Index(
                fields=["run", "row_number"], name="signals_importrow_bin", condition=Q(state="REFUSED")
            )
        ]


class ColumnMapping(UUIDModel):
    """Which column means what, remembered per source and header; holds no content of rows."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    source_type = models.CharField(max_length=16, choices=SourceType)
    header_signature = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "source_type", "header_signature"], name="signals_columnmapping_once"
            )
        ]
