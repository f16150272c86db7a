"""The procesdossier: every piece of a measure in one bundle, for objection and appeal."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from access.records import Part
from documents.models import Document
from encryption.fields import EncryptedCharField, EncryptedJSONField
from measures.models.measure import Measure
from measures.models.remedy import Remedy
from measures.policy import MeasurePolicy


class DossierState(models.TextChoices):
    """Where the making of a bundle stands."""

    WAITING = "WAITING", "wacht op een vrije plek"
    RUNNING = "RUNNING", "wordt gemaakt"
    READY = "READY", "klaar"
    FAILED = "FAILED", "niet gelukt"


class DossierFor(models.TextChoices):
    """Who gets the bundle; by it the legal basis of the verstrekking is known."""

    COMMITTEE = "COMMITTEE", "bezwaarschriftencommissie (Awb 7:4)"
    COURT = "COURT", "rechter (Awb 8:42)"
    OWN = "OWN", "alleen eigen gebruik"


BASIS = {DossierFor.COMMITTEE: "Awb 7:4", DossierFor.COURT: "Awb 8:42"}


class Dossier(Part):
    """One edition of the bundle, with the inventory as it was then.

    ``inventory`` has a row for each piece, ``changes`` tells what is other than in the edition before,
    ``left_out`` what the maker must know and the reader must not.
    """

    part_of = "measure"
    policy = MeasurePolicy()
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="dossiers")
    remedy = models.ForeignKey(Remedy, models.PROTECT, null=True, related_name="+")
    edition = models.PositiveSmallIntegerField("versie")
    purpose = models.CharField("voor", max_length=10, choices=DossierFor)
    note = EncryptedCharField(
        "kenmerk", max_length=200, context="measures.dossier.note", default="", blank=True
    )
    state = models.CharField("stand", max_length=8, choices=DossierState, default=DossierState.WAITING)
    done = models.PositiveIntegerField(default=0, editable=False)
    total = models.PositiveIntegerField(default=0, editable=False)
    inventory = EncryptedJSONField(context="measures.dossier.inventory", null=True)
    changes = EncryptedJSONField(context="measures.dossier.changes", null=True)
    left_out = EncryptedJSONField(context="measures.dossier.left_out", null=True)
    failure = EncryptedCharField(max_length=300, context="measures.dossier.failure", default="", blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    secret_document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    moved_at = models.DateTimeField(null=True, editable=False)
    ready_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "procesdossier"
        verbose_name_plural = "procesdossiers"
        constraints = [
            models.UniqueConstraint(fields=["measure", "edition"], name="measures_dossier_edition_once")
        ]

    @property
    def busy(self) -> bool:
        """Is it still being made?"""
        return self.state in {DossierState.WAITING, DossierState.RUNNING}

    @property
    def basis(self) -> str:
        """The article on which it is given to somebody; empty for own use."""
        return BASIS.get(DossierFor(self.purpose), "")
