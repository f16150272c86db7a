"""Who or what belongs to whom: typed, dated, sourced, with how certain it is."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from access.records import Part
from core.sources import SourceKind
from encryption.fields import EncryptedTextField
from subjects import facts
from subjects.models.statement import INCOMPLETE_DATE, Credibility, Reliability
from subjects.models.subject import Subject
from subjects.policy import SubjectPolicy


class RelationKind(models.TextChoices):
    """Kinds of relation, in neutral words, read from the first to the second."""

    FAMILY = "FAMILY", "familie van"
    PARENT = "PARENT", "ouder van"
    PARTNER = "PARTNER", "partner van"
    BUSINESS = "BUSINESS", "zakelijk samenwerkingsverband met"  # Bibob art. 3 lid 4
    WORKS_FOR = "WORKS_FOR", "werkt voor"
    MANAGES = "MANAGES", "leidinggevende van"
    DIRECTOR = "DIRECTOR", "bestuurder van"
    SHAREHOLDER = "SHAREHOLDER", "aandeelhouder of UBO van"
    FINANCES = "FINANCES", "financiert"
    SAME_ADDRESS = "SAME_ADDRESS", "zelfde adres als"
    OWNER = "OWNER", "eigenaar van"
    TENANT = "TENANT", "huurder van"
    LANDLORD = "LANDLORD", "verhuurder of bemiddelaar van"
    RESIDENT = "RESIDENT", "woont op"
    REGISTERED = "REGISTERED", "ingeschreven op"
    ESTABLISHED = "ESTABLISHED", "gevestigd op"
    USER = "USER", "gebruiker van"
    PERMIT_HOLDER = "PERMIT_HOLDER", "vergunninghouder van"
    PLATE_HOLDER = "PLATE_HOLDER", "kentekenhouder van"
    KEY_HOLDER = "KEY_HOLDER", "sleutelhouder van"
    UNKNOWN = "UNKNOWN", "verband nog onbekend met"


class Certainty(models.TextChoices):
    """How certain a link is."""

    SUSPECTED = "SUSPECTED", "vermoeden"
    LIKELY = "LIKELY", "aannemelijk"
    ESTABLISHED = "ESTABLISHED", "vastgesteld"


class Relation(Part):
    """One link between two records, visible only to who may see both. Withdrawn, never rewritten."""

    part_of = "subject"
    also_of = "other"
    policy = SubjectPolicy()
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="relations")
    other = models.ForeignKey(Subject, models.CASCADE, related_name="relations_back")
    kind = models.CharField("soort", max_length=16, choices=RelationKind)
    certainty = models.CharField("zekerheid", max_length=12, choices=Certainty, default=Certainty.SUSPECTED)
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
    withdrawn_why = EncryptedTextField(context="subjects.relation.withdrawn_why", null=True)

    class Meta:
        verbose_name = "relatie"
        constraints = [
            models.CheckConstraint(condition=~Q(subject=F("other")), name="subjects_relation_two_ends"),
            models.CheckConstraint(
                condition=(Q(since="") | Q(since__regex=INCOMPLETE_DATE))
                & (Q(until="") | Q(until__regex=INCOMPLETE_DATE)),
                name="subjects_relation_dates",
            ),
            models.UniqueConstraint(
                fields=["subject", "other", "kind", "since", "source", "source_number"],
                condition=Q(withdrawn_at=None),
                name="subjects_relation_once",
            ),
        ]

    @property
    def began(self) -> str:
        """The day it began, as people write it; empty when unknown."""
        return facts.shown_day(self.since) if self.since else ""

    @property
    def ended(self) -> str:
        """The day it ended, as people write it; empty while it lasts or when unknown."""
        return facts.shown_day(self.until) if self.until else ""
