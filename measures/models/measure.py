"""One bestuurlijke maatregel: its type, authority, dates and state, and the steps it took."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from access.grants import GroupGrant, UserGrant
from access.records import Part
from cases.models import Case
from documents.models import Bearer
from encryption.fields import EncryptedCharField, EncryptedTextField
from measures.policy import MeasurePolicy
from measures.states import MeasureState
from reference.models import Authority, MeasureType, Target, Workflow


class Notice(models.TextChoices):
    """How a decision was made known (Awb 3:41)."""

    SENT = "SENT", "toegezonden"
    HANDED = "HANDED", "uitgereikt"
    PUBLISHED = "PUBLISHED", "op andere geschikte wijze"


class Unheard(models.TextChoices):
    """Why nobody was heard before the decision (Awb 4:11)."""

    URGENT = "URGENT", "spoed (4:11 onder a)"
    HEARD_BEFORE = "HEARD_BEFORE", "al eerder gehoord, geen nieuwe feiten (4:11 onder b)"
    DEFEATS_PURPOSE = "DEFEATS_PURPOSE", "het doel wordt alleen bereikt zonder aankondiging (4:11 onder c)"


class RegisterRemedy(models.TextChoices):
    """What an old register said of bezwaar or beroep."""

    RUNNING = "RUNNING", "lopend"
    UNFOUNDED = "UNFOUNDED", "ongegrond"
    PARTLY = "PARTLY", "deels gegrond"
    WELL_FOUNDED = "WELL_FOUNDED", "gegrond"
    INADMISSIBLE = "INADMISSIBLE", "niet-ontvankelijk"
    WITHDRAWN = "WITHDRAWN", "ingetrokken"
    UNCLEAR = "UNCLEAR", "onduidelijk"


class Measure(Bearer):
    """What the municipality imposes, from the report that started it to its end.

    Dates are the dates of the events; every term is computed from them and never stored as typed.
    ``next_on``, ``next_code`` repeat the first open term, so that lists and the board can order by it.
    """

    policy = MeasurePolicy()

    # Out of which case it came: seen only by who may see that case as well.
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="measures", verbose_name="casus")
    type = models.ForeignKey(MeasureType, models.PROTECT, related_name="+", verbose_name="soort maatregel")
    workflow = models.CharField("stappenplan", max_length=12, choices=Workflow, editable=False)
    target = models.CharField("op", max_length=10, choices=Target)
    authority = models.CharField("bevoegd gezag", max_length=10, choices=Authority)
    article = models.CharField("grondslag", max_length=300)
    state = models.CharField("status", max_length=20, choices=MeasureState, default=MeasureState.REPORTED)
    urgent = models.BooleanField("spoed", default=False)
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="behandelaar"
    )
    second = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="vervanger"
    )
    # What happened, in the words of the report; what the decision rests on.
    reason = EncryptedTextField("reden", context="measures.measure.reason")
    breach = EncryptedCharField(
        "overtreding", max_length=200, context="measures.measure.breach", blank=True, default=""
    )
    breach_key = models.BinaryField(null=True, editable=False)
    found_on = models.DateField("geconstateerd op", null=True)
    reported_on = models.DateField("rapportage ontvangen op", null=True)
    report_number = EncryptedCharField(
        "nummer van de rapportage", max_length=60, context="measures.measure.report_number", null=True
    )
    intention_on = models.DateField("voornemen verzonden op", null=True)
    view_until = models.DateField("zienswijze tot en met", null=True)
    view_on = models.DateField("zienswijze ontvangen op", null=True)
    unheard_ground = models.CharField("zonder zienswijze, omdat", max_length=16, choices=Unheard, blank=True)
    decided_on = models.DateField("besluit genomen op", null=True)
    decision_number = EncryptedCharField(
        "kenmerk van het besluit", max_length=60, context="measures.measure.decision_number", null=True
    )
    sent_on = models.DateField("besluit verzonden op", null=True)
    notified_on = models.DateField("bekendgemaakt op", null=True)
    notice = models.CharField("wijze van bekendmaking", max_length=10, choices=Notice, blank=True)
    compliance_until = models.DateTimeField("begunstigingstermijn tot en met", null=True)
    starts_at = models.DateTimeField("ingang", null=True)
    months = models.PositiveSmallIntegerField("duur in maanden", null=True)
    weeks = models.PositiveSmallIntegerField("duur in weken", null=True)
    ends_on = models.DateField("einde", null=True)
    ended_on = models.DateField("feitelijk geëindigd op", null=True)
    retention_until = models.DateField("bewaren tot", null=True)
    retention_ground = models.CharField(max_length=200, blank=True)
    # Two people agree before anything is destroyed: this is the first.
    destroy_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    destroy_asked_at = models.DateTimeField("vernietiging voorgesteld op", null=True, editable=False)
    destroyed_at = models.DateTimeField("vernietigd op", null=True, editable=False)
    origin_key = models.BinaryField(null=True, editable=False)
    # Of an old register: what it said of bezwaar, without the days from which terms could be computed.
    from_register = models.BooleanField("uit een oud register", default=False, editable=False)
    register_remedy = models.CharField(
        "bezwaar volgens het register", max_length=14, choices=RegisterRemedy, blank=True, editable=False
    )
    next_on = models.DateField("eerstvolgende termijn", null=True, editable=False)
    next_code = models.CharField(max_length=30, blank=True, editable=False)
    irrevocable_on = models.DateField("onherroepelijk op", null=True, editable=False)

    class Meta(Bearer.Meta):
        verbose_name = "maatregel"
        verbose_name_plural = "maatregelen"
        default_permissions = ()
        indexes = [
            *Bearer.Meta.indexes,
            models.Index(
                fields=["-created_at", "-id"],
                include=["acl", "confidentiality"],
                name="measures_measure_list",
            ),
            models.Index(
                fields=["next_on", "id"],
                include=["acl", "confidentiality", "workflow"],
                condition=Q(next_on__isnull=False),
                name="measures_measure_next",
            ),
            models.Index(fields=["owner", "breach_key"], name="measures_measure_breach"),
        ]
        constraints = [
            *Bearer.Meta.constraints,
            models.UniqueConstraint(
                fields=["owner", "origin_key"],
                condition=~Q(origin_key=None),
                name="measures_measure_origin_once",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_at=None) | Q(ends_on__gte=F("starts_at__date")),
                name="measures_measure_ends_after_start",
            ),
            # Bekendmaking before the decision can't be (Awb 3:41).
            models.CheckConstraint(
                condition=Q(notified_on=None) | Q(decided_on=None) | Q(notified_on__gte=F("decided_on")),
                name="measures_measure_decided_first",
            ),
            models.CheckConstraint(
                condition=Q(months=None) | Q(weeks=None), name="measures_measure_one_duration"
            ),
            models.CheckConstraint(
                condition=Q(destroyed_at=None) | (Q(state=MeasureState.DESTROYED) & Q(breach_key=None)),
                name="measures_measure_destroyed_is_empty",
            ),
        ]

    @property
    def address(self) -> str:
        """Where the measure is shown."""
        return f"/maatregelen/{self.number}/"


class MeasureUserGrant(UserGrant):
    """A measure opened for one person elsewhere."""

    content_object = models.ForeignKey(Measure, models.CASCADE, related_name="user_grant_rows")

    class Meta(UserGrant.Meta):
        pass


class MeasureGroupGrant(GroupGrant):
    """A measure opened for a role group."""

    content_object = models.ForeignKey(Measure, models.CASCADE, related_name="group_grant_rows")

    class Meta(GroupGrant.Meta):
        pass


Measure.user_grants = MeasureUserGrant
Measure.group_grants = MeasureGroupGrant


class MeasureStep(Part):
    """One step or event in the life of a measure, as it happened and as it was entered."""

    part_of: ClassVar[str] = "measure"
    policy = MeasurePolicy()
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="steps")
    kind = models.CharField("soort", max_length=24)
    source = models.CharField(max_length=20, blank=True)
    target = models.CharField(max_length=20, blank=True)
    happened_on = models.DateField("op", null=True)
    why = EncryptedTextField("toelichting", context="measures.measurestep.why", null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField("ingevoerd")
    # What stood before, for taking the step back: codes, ids and dates only.
    before = models.JSONField(default=dict, editable=False)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "stap van een maatregel"
        verbose_name_plural = "stappen van een maatregel"
        indexes = [models.Index(fields=["measure", "at"], name="measures_step_of_measure")]
