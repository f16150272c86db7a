"""What a source says: one value of one fact, with where it comes from and how far it can be trusted."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from access.records import Part
from core.sources import SourceKind
from encryption.fields import EncryptedTextField
from subjects import facts
from subjects.models.subject import Subject
from subjects.policy import SubjectPolicy

INCOMPLETE_DATE = r"^\d{4}-\d{2}-\d{2}$"


class Reliability(models.TextChoices):
    """How reliable the source is."""

    A = "A", "A: betrouwbaar"
    B = "B", "B: meestal betrouwbaar"
    C = "C", "C: redelijk betrouwbaar"
    D = "D", "D: meestal niet betrouwbaar"
    E = "E", "E: niet betrouwbaar"
    X = "X", "X: niet te beoordelen"


class Credibility(models.TextChoices):
    """How credible the content is."""

    CONFIRMED = "1", "1: bevestigd"
    LIKELY = "2", "2: waarschijnlijk"
    POSSIBLE = "3", "3: mogelijk"
    DOUBTFUL = "4", "4: twijfelachtig"
    UNLIKELY = "5", "5: onwaarschijnlijk"
    UNKNOWN = "6", "6: niet te beoordelen"


class Statement(Part):
    """One value of one fact. Contradicting statements stand side by side; none is ever rewritten.

    ``since`` and ``until`` say when the fact held, in register notation (``1968-00-00``), empty when
    unknown; ``created_at`` is when VIK learned it. A wrong one is withdrawn, and stays to be seen.
    """

    part_of = "subject"
    policy = SubjectPolicy()
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="statements")
    fact = models.CharField("gegeven", max_length=24)
    value = EncryptedTextField("waarde", context="subjects.statement.value")
    since = models.CharField("vanaf", max_length=10, blank=True)
    until = models.CharField("tot", max_length=10, blank=True)
    source = models.CharField("bron", max_length=12, choices=SourceKind)
    source_number = models.CharField("kenmerk van de bron", max_length=40, blank=True)
    reliability = models.CharField("betrouwbaarheid", max_length=1, choices=Reliability, default="X")
    credibility = models.CharField("geloofwaardigheid", max_length=1, choices=Credibility, default="6")
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    stated_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_why = EncryptedTextField(context="subjects.statement.withdrawn_why", null=True)

    class Meta:
        verbose_name = "gegeven"
        indexes = [models.Index(fields=["subject", "fact"], name="subjects_statement_of")]
        constraints = [
            models.CheckConstraint(
                condition=(Q(since="") | Q(since__regex=INCOMPLETE_DATE))
                & (Q(until="") | Q(until__regex=INCOMPLETE_DATE)),
                name="subjects_statement_dates",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None) | ~Q(withdrawn_at=None),
                name="subjects_statement_withdrawn",
            ),
        ]

    @property
    def shown(self) -> str:
        """The value as people write it."""
        plain = str(self.value)
        return (
            facts.shown_day(plain) if facts.BY_CODE[self.fact].read is facts.read_incomplete_date else plain
        )

    @property
    def held(self) -> str:
        """Between which days it held, as far as known."""
        days = [facts.shown_day(day) if day else "" for day in (self.since, self.until)]
        return f"{days[0] or '…'} – {days[1] or 'nu'}" if any(days) else ""
