"""Tables of the vault: investigations with who they are about, and look-ups with what they found."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from access.records import Part, Record
from bibob.policy import InvestigationPolicy, LookUpPolicy
from bibob.states import Branch, DecisionKind, Outcome, RelationKind, Result, Stage, Trigger
from encryption.fields import EncryptedCharField, EncryptedJSONField, EncryptedTextField
from subjects.models import Subject


class Investigation(Record):
    """One investigation for one decision. Days are those of the events; terms are computed from them."""

    policy = InvestigationPolicy()
    application = EncryptedCharField(
        "zaak- of aanvraagnummer", max_length=60, context="bibob.investigation.application"
    )
    decision_kind = models.CharField("besluit", max_length=12, choices=DecisionKind)
    branch = models.CharField("branche van de aanvraag", max_length=12, choices=Branch, blank=True)
    trigger = models.CharField("aanleiding", max_length=14, choices=Trigger)
    stage = models.CharField("stand", max_length=16, choices=Stage, default=Stage.TRIGGERED)
    specialist = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    deputy = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    applied_on = models.DateField("aangevraagd op", null=True)
    decide_by = models.DateField("beslissen uiterlijk op", null=True)
    outcome = models.CharField("conclusie", max_length=12, choices=Outcome, blank=True)
    result = models.CharField("besluit luidt", max_length=12, choices=Result, blank=True)
    lbb_number = models.CharField("nummer van het LBB", max_length=40, blank=True)
    asked_on = models.DateField("advies gevraagd op", null=True)
    advised_on = models.DateField("advies ontvangen op", null=True)
    concluded_on = models.DateField("conclusie op", null=True)
    decided_on = models.DateField("besloten op", null=True)
    reported_on = models.DateField("gemeld aan het LBB op", null=True)
    closed_on = models.DateField("afgesloten op", null=True)

    class Meta(Record.Meta):
        verbose_name = "Bibob-onderzoek"
        verbose_name_plural = "Bibob-onderzoeken"
        default_permissions = ()
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(deputy=None) | ~Q(deputy=F("specialist")), name="bibob_investigation_two_people"
            ),
            models.CheckConstraint(
                condition=Q(advised_on=None) | Q(asked_on=None) | Q(advised_on__gte=F("asked_on")),
                name="bibob_investigation_asked_first",
            ),
        ]

    @property
    def address(self) -> str:
        """Where it is shown."""
        return f"/bibob/onderzoeken/{self.number}/"


class Related(Part):
    """Somebody in an investigation. Kept here and not in the register: the law seals it (Bibob 28)."""

    part_of = "investigation"
    policy = InvestigationPolicy()
    investigation = models.ForeignKey(Investigation, models.CASCADE, related_name="related")
    kind = models.CharField("verhouding", max_length=12, choices=RelationKind)
    name = EncryptedCharField("naam", max_length=200, context="bibob.related.name")
    birth_date = EncryptedCharField(
        "geboortedatum", max_length=10, context="bibob.related.birth_date", default="", blank=True
    )
    identifier = EncryptedCharField(
        "BSN of KvK-nummer", max_length=12, context="bibob.related.identifier", default="", blank=True
    )
    # Keyed hashes by which a look-up finds an earlier investigation.
    name_key = models.BinaryField(editable=False)
    identifier_key = models.BinaryField(null=True, editable=False)
    subject = models.ForeignKey(Subject, models.SET_NULL, null=True, related_name="+")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "betrokkene in een onderzoek"
        verbose_name_plural = "betrokkenen in een onderzoek"
        indexes = [
            models.Index(fields=["name_key"], name="bibob_related_name"),
            models.Index(fields=["identifier_key"], name="bibob_related_identifier"),
        ]


class Pause(Part):
    """A time in which the clock stands still because data is missing (Bibob 15)."""

    part_of = "investigation"
    policy = InvestigationPolicy()
    investigation = models.ForeignKey(Investigation, models.CASCADE, related_name="pauses")
    first = models.DateField("vanaf")
    last = models.DateField("tot en met", null=True)
    why = EncryptedCharField("waarom", max_length=200, context="bibob.pause.why", default="", blank=True)

    class Meta:
        verbose_name = "opschorting"
        verbose_name_plural = "opschortingen"
        constraints = [
            models.CheckConstraint(
                condition=Q(last=None) | Q(last__gte=F("first")), name="bibob_pause_order"
            ),
        ]


class InvestigationStep(Part):
    """One step in the life of an investigation."""

    part_of = "investigation"
    policy = InvestigationPolicy()
    investigation = models.ForeignKey(Investigation, models.CASCADE, related_name="steps")
    source = models.CharField(max_length=16, blank=True)
    target = models.CharField(max_length=16)
    happened_on = models.DateField("op", null=True)
    note = EncryptedTextField("toelichting", context="bibob.investigationstep.note", null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("ingevoerd")

    class Meta:
        verbose_name = "stap van een onderzoek"
        verbose_name_plural = "stappen van een onderzoek"

    @property
    def label(self) -> str:
        """The stage that was reached."""
        return str(Stage(self.target).label)


class LookUp(Record):
    """One look-up of prior measures: for which application, what was asked, and what was found then."""

    policy = LookUpPolicy()
    application = EncryptedCharField(
        "zaak- of aanvraagnummer", max_length=60, context="bibob.lookup.application"
    )
    decision_kind = models.CharField("soort besluit", max_length=12, choices=DecisionKind)
    question = EncryptedCharField("gevraagd", max_length=200, context="bibob.lookup.question")
    # Who or what was asked about: keys of records, and what was found as it stood at that moment.
    candidates = models.JSONField(default=list)
    answer = EncryptedJSONField(context="bibob.lookup.answer", null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta(Record.Meta):
        verbose_name = "raadpleging"
        verbose_name_plural = "raadplegingen"
        default_permissions = ()

    @property
    def address(self) -> str:
        """Where it is shown."""
        return f"/bibob/raadpleging/{self.number}/"
