"""An old register as it came in: one run per file, one row per line; nothing received is lost."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from access.records import Part, Record
from encryption.fields import EncryptedCharField, EncryptedJSONField
from measures.models.measure import Measure
from measures.policy import RegisterPolicy
from subjects.models import Subject


class RunState(models.TextChoices):
    """Where the import of a register stands."""

    PREVIEW = "PREVIEW", "Kolommen nakijken"
    RUNNING = "RUNNING", "Bezig"
    DONE = "DONE", "Klaar"


class RowState(models.TextChoices):
    """What became of a row."""

    WAITING = "WAITING", "Nog niet gelezen"
    MADE = "MADE", "Maatregel gemaakt"
    KNOWN = "KNOWN", "Stond al in VIK"
    REFUSED = "REFUSED", "In de foutenbak"
    IGNORED = "IGNORED", "Geen maatregel"
    DROPPED = "DROPPED", "Terzijde gelegd"


class RegisterRun(Record):
    """One file of an old register with the mapping of its columns."""

    policy = RegisterPolicy()
    filename = EncryptedCharField("bestand", max_length=255, context="measures.registerrun.filename")
    headings = models.JSONField("koppen", default=list)
    mapping = models.JSONField("kolommen", default=dict)
    state = models.CharField("stand", max_length=8, choices=RunState, default=RunState.PREVIEW)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField("gestart", null=True)
    finished_at = models.DateTimeField("klaar", null=True)

    class Meta(Record.Meta):
        verbose_name = "ingelezen register"
        verbose_name_plural = "ingelezen registers"
        default_permissions = ()

    @property
    def address(self) -> str:
        """Where it is shown."""
        return f"/maatregelen/register/{self.number}/"


class RegisterRow(Part):
    """One line of the file: what stood there until it is dealt with, and what became of it."""

    part_of = "run"
    track_changes = False  # the row itself is the record of what was received
    policy = RegisterPolicy()
    run = models.ForeignKey(RegisterRun, models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField("plaats in het bestand")
    sheet = models.CharField("werkblad", max_length=80, blank=True)
    row_number = models.PositiveIntegerField("regel")
    # A keyed hash of the cells: the same line in a later file is known, also when it was set aside.
    cells_key = models.BinaryField(editable=False)
    original = EncryptedJSONField(context="measures.registerrow.original", null=True)
    state = models.CharField("stand", max_length=8, choices=RowState, default=RowState.WAITING)
    reason = models.CharField("reden", max_length=300, blank=True)
    field = models.CharField(max_length=40, blank=True)
    measure = models.ForeignKey(Measure, models.SET_NULL, null=True, related_name="+")
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "regel van een register"
        verbose_name_plural = "regels van een register"
        constraints = [
            models.UniqueConstraint(fields=["run", "position"], name="measures_registerrow_once"),
        ]
        indexes = [
            models.Index(fields=["cells_key"], name="measures_registerrow_cells"),
            models.Index(fields=["run", "state", "position"], name="measures_registerrow_state"),
        ]


class MatchQuestion(Part):
    """Is the registration that an import made the same as one that was known? Answered by a person."""

    part_of = "run"
    policy = RegisterPolicy()
    run = models.ForeignKey(RegisterRun, models.CASCADE, related_name="questions")
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="+")
    other = models.ForeignKey(Subject, models.CASCADE, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "vraag of het dezelfde is"
        verbose_name_plural = "vragen of het dezelfde is"
        constraints = [
            models.UniqueConstraint(fields=["subject", "other"], name="measures_matchquestion_once"),
            models.CheckConstraint(
                condition=~Q(subject=models.F("other")), name="measures_matchquestion_two"
            ),
        ]
